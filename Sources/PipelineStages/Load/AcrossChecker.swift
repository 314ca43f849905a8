import FactTables
import ReportChecks
import StatutoryForm

/// Resolves and checks reports against their neighbours: other years, other documents, a government's departments.
///
/// What it needs of them it reads from their records, one at a time; none of it is the result of an earlier run, so
/// that the rows of a report do not depend on how many runs there were.
final class AcrossChecker {
  private let records: RecordReader
  /// Reports read lately: the departments of one government stand together.
  private var recent: [RecordKey: ReportInSeries] = [:]
  private static let recentLimit = 64

  init(records: RecordReader) { self.records = records }

  /// The facts of a record, with what other reports say about them.
  func facts(of key: RecordKey, across: AcrossSources) throws -> NormalizedReport {
    var facts = try read(key)
    if across.isEmpty { return facts }
    // Other documents of the report and a government's bodies are compared cell by cell.
    let isCompared = !across.superseded.isEmpty || !across.members.isEmpty
    let report = ReportInSeries(facts, rows: isCompared ? nil : SeriesPart.ownRows, withTexts: true)
    var series = SeriesFacts(
      report, previous: try across.previous.map(neighbour),
      next: report.openRows.isEmpty ? nil : try across.next.map(neighbour))
    if let earlier = across.earlier, !report.cumulativeFigures.isEmpty { series.earlier = try neighbour(earlier) }
    series.superseded = try across.superseded.map(other)
    if !across.members.isEmpty, !report.cells.isEmpty {
      var members = ConsolidationCheck()
      for member in across.members { members.add(try other(member)) }
      series.members = members
    }
    series.figures = facts.figures
    series.otherYears = across.otherYears
    series.indexNumber = TableColumns(.reports).text("index_number", of: facts.reportRow)
    series.sharesIndexNumberWith = across.sharesIndexNumberWith
    let findings = RuleEvaluator.acrossRules.flatMap { $0.findings(for: series) }
    facts.apply(series.resolution.cells)
    facts.add(findings)
    return facts
  }

  private func read(_ key: RecordKey) throws -> NormalizedReport {
    guard case .report(let facts)? = LoadStage.read(key, from: records) else { throw Self.lost }
    return facts
  }

  private static var lost: PipelineError {
    .store(
      message: "a record of the work area cannot be read any more",
      advice: "Remove the folder work of the store and run again; the store is as it was.")
  }

  /// Another year's report: what is asked of one.
  private func neighbour(_ key: RecordKey) throws -> ReportInSeries {
    guard let part = records.part(key), let report = try? SeriesPart.report(decoding: part) else { throw Self.lost }
    return report
  }

  /// Another report with all its cells: its values without their texts, for nothing else of it is told.
  private func other(_ key: RecordKey) throws -> ReportInSeries {
    if let report = recent[key] { return report }
    guard let bytes = records.record(key) else { throw Self.lost }
    var decoder = RecordDecoder(bytes[...])
    guard (try? decoder.flag()) == true,
      let facts = try? NormalizedReport(
        from: &decoder, tables: { $0 != .microblog && $0 != .engagement && $0 != .findings })
    else { throw Self.lost }
    let report = ReportInSeries(facts, rows: nil, withTexts: false)
    if recent.count >= Self.recentLimit { recent.removeAll(keepingCapacity: true) }
    recent[key] = report
    return report
  }
}

extension ReportInSeries {
  /// A report as its document alone tells it, with the cells of these rows, or of all.
  init(_ facts: NormalizedReport, rows: FormRowSet?, withTexts: Bool) {
    let statistics = TableColumns(.statisticsV0)
    let value = statistics.index("value")
    let figures = facts.facts.factRows(of: .statisticsV0).compactMap { row -> CumulativeFigure? in
      guard let number = value.flatMap({ row[$0].number }), let label = statistics.text("label", of: row),
        let column = statistics.text("column_label", of: row), column.contains("累计")
      else { return nil }
      return CumulativeFigure(
        label: label, columnLabel: column, value: number, line: statistics.integer("source_line", of: row))
    }
    self.init(
      year: facts.head.reportYear, agencyName: facts.head.agencyName,
      cells: FormCells.cells(of: facts.facts, rows: rows, withTexts: withTexts),
      openRows: facts.openRows, cumulativeFigures: figures,
      isClean: TableColumns(.reports).integer("error_findings", of: facts.reportRow) == 0,
      sentenceHashes: facts.sentenceHashes)
  }
}

extension NormalizedReport {
  /// Writes the cells that the neighbouring years fixed.
  mutating func apply(_ cells: [CrossYearCell]) {
    if cells.isEmpty { return }
    let byPlace = Dictionary(cells.map { ($0.cell, $0) }, uniquingKeysWith: { first, _ in first })
    var tabulator = FactTabulator(head: head, facts: facts)
    for reader in CellRows.all {
      let rows = facts[reader.table]
      for index in 0..<rows.count {
        guard let cell = reader.place(of: rows, index).flatMap({ byPlace[$0] }) else { continue }
        tabulator.append(to: reader.table) { words, packer in reader.write(cell, at: index, into: &words, &packer) }
        count("inferred_cells", 1)
        count("unresolved_cells", -1)
      }
    }
    facts = tabulator.facts
  }

  /// Adds findings, in their order.
  mutating func add(_ findings: [Finding]) {
    if findings.isEmpty { return }
    var rows = facts.ownRows(of: .findings) + FindingTabulator.rows(findings)
    _ = RowSorter.sort(&rows, of: .findings)
    var tabulator = FactTabulator(head: head, facts: facts)
    tabulator.set(.findings, to: rows)
    facts = tabulator.facts
    for finding in findings {
      switch finding.severity {
      case .error: count("error_findings", 1)
      case .warning: count("warning_findings", 1)
      case .info: break
      }
    }
  }

  private mutating func count(_ column: String, _ change: Int64) {
    guard let index = FactTable.reports.schema.index(of: column), let value = reportRow[index].integerValue else {
      return
    }
    reportRow[index] = .integer(value + change)
  }
}

import DecimalNumbers
import FactTables
import SnapshotStore
import StatutoryForm

/// Puts together what the current snapshot, the work area and an inbox know about a report.
struct ExplanationBuilder {
  let snapshot: Snapshot
  let workArea: WorkArea
  /// Where to look for the document; `nil` where the user named no inbox.
  let documents: DocumentFinder?

  func explanation(of reportID: String) throws -> ReportExplanation {
    var explanation = try head(of: reportID)
    let year = explanation.reportYear
    let findings = TableColumns(.findings)
    try snapshot.forEachRow(of: .findings, year: year) { row in
      if findings.text("report_id", of: row) == reportID { explanation.findings.append(Self.finding(row, findings)) }
    }
    for table in FormTable.allCases { explanation.cells += try cells(of: table, explanation) }
    explanation.cells += try statistics(reportID, year)
    for index in explanation.cells.indices {
      let cell = explanation.cells[index]
      explanation.cells[index].findings = explanation.findings.indices.filter {
        Self.touches(explanation.findings[$0], cell)
      }
    }
    addReadings(to: &explanation)
    if let documents {
      explanation.source = try documents.source(
        path: explanation.sourcePath, documentHash: explanation.documentHash)
      if explanation.source == nil {
        explanation.notes.append("The document is not in the inbox \(documents.inbox): no source lines are shown.")
      }
    }
    return explanation
  }

  /// A finding touches the cells of its place; without column, those of the row; without row, none in particular.
  static func touches(_ finding: Finding, _ cell: ExplainedCell) -> Bool {
    finding.table == cell.table && finding.row == cell.row && (finding.column == nil || finding.column == cell.column)
  }

  private func head(of reportID: String) throws -> ReportExplanation {
    let reports = TableColumns(.reports)
    var found: ReportExplanation?
    try snapshot.forEachRow(of: .reports) { row in
      guard reports.text("report_id", of: row) == reportID else { return }
      found = ReportExplanation(
        reportID: reportID, agencyName: reports.text("agency_name", of: row) ?? "",
        reportYear: reports.integer("report_year", of: row) ?? 0, title: reports.text("title", of: row),
        formVersion: reports.text("form_version", of: row) ?? "", status: reports.text("status", of: row) ?? "",
        publishedOn: reports.text("published_on", of: row), sourcePath: reports.text("source_path", of: row) ?? "",
        documentHash: reports.text("source_sha256", of: row) ?? "", cells: [], findings: [], notes: [], source: nil)
    }
    guard let found else {
      throw PipelineError.store(message: "there is no report '\(reportID)'", advice: "Run `gongkai verify`.")
    }
    return found
  }

  private func addReadings(to explanation: inout ReportExplanation) {
    let reader = workArea.reader(of: .extracted)
    let hash = explanation.documentHash
    let sightings = workArea.ledger().ordered.filter { $0.documentHash == hash }
    for sighting in sightings {
      guard case .report(let key) = sighting.state, let bytes = reader?.record(key) else { continue }
      var decoder = RecordDecoder(bytes[...])
      guard let record = try? decoder.value(ExtractedRecord.self), record.documentHash == hash else { continue }
      addReadings(CellReadings(record.report), to: &explanation)
      return
    }
    explanation.notes.append(
      "The work area has no record of this document: what the store has is shown, without how it was read. "
        + "Run `gongkai run` with its inbox to make the record again.")
  }

  private func addReadings(_ readings: CellReadings, to explanation: inout ReportExplanation) {
    // The store sorts statistics by label; the record knows the order of the document.
    let isForm = explanation.cells.filter { $0.place != nil }
    let others = explanation.cells.filter { $0.place == nil }.enumerated().sorted {
      (readings.order(of: $0.element), $0.offset) < (readings.order(of: $1.element), $1.offset)
    }
    explanation.cells = isForm + others.map(\.element)
    var differing = 0
    for index in explanation.cells.indices {
      let cell = explanation.cells[index]
      if let place = cell.place {
        (explanation.cells[index].reading, explanation.cells[index].sums) = readings.explain(place)
        explanation.cells[index].rowLine = readings.line(of: place)
        // The store has one line for both cells of procurement: that of the first.
        if cell.table == "procurement", let line = readings.value(of: place)?.line {
          explanation.cells[index].line = line
        }
        let basis = readings.value(of: place)?.basis
        if let basis, cell.basis != .corrected, basis != cell.basis { differing += 1 }
      } else {
        (explanation.cells[index].reading, explanation.cells[index].sums) = readings.explain(
          label: cell.row, column: cell.column)
      }
    }
    if differing > 0 {
      explanation.notes.append(
        "\(differing) cells have another basis in the store than this version gives them: see the cells themselves, "
          + "and run `gongkai run` to bring the store up to date.")
    }
  }

  // MARK: Cells of the store

  private func cells(of table: FormTable, _ report: ReportExplanation) throws -> [ExplainedCell] {
    guard let factTable = FactTable(rawValue: table.code) else { return [] }
    let columns = TableColumns(factTable)
    let labels = report.labels
    var cells: [ExplainedCell] = []
    try snapshot.forEachRow(of: factTable, year: report.reportYear) { row in
      guard columns.text("report_id", of: row) == report.reportID else { return }
      switch table {
      case .applications: cells += Self.cell(row, columns, labels, table, "flow", "applicant", "count")
      case .outcomes: cells += Self.cell(row, columns, labels, table, "outcome", "applicant", "count")
      case .disclosure: cells += Self.cell(row, columns, labels, table, "subject", "measure", "value", unit: "unit")
      case .proceedings: cells += Self.cell(row, columns, labels, table, "stage", "result", "count")
      case .procurement: cells += Self.procurement(row, columns, labels)
      }
    }
    return cells
  }

  private static func cell(
    _ row: FactRow, _ columns: TableColumns, _ labels: FormLabels, _ table: FormTable, _ rowColumn: String,
    _ columnColumn: String,
    _ valueColumn: String, unit: String? = nil
  ) -> [ExplainedCell] {
    guard let rowCode = columns.text(rowColumn, of: row), let columnCode = columns.text(columnColumn, of: row),
      let formRow = FormRow(code: rowCode), let column = FormLabels.column(columnCode, of: formRow)
    else { return [] }
    return [
      ExplainedCell(
        table: table.code, row: rowCode, column: columnCode, rowLabel: labels.row(formRow),
        columnLabel: labels.column(column), value: columns.number(valueColumn, of: row),
        unit: unit.flatMap { columns.text($0, of: row) }.flatMap { $0 == "count" ? nil : $0 },
        basis: columns.basis("basis", of: row), printed: columns.text("printed", of: row),
        line: columns.integer("source_line", of: row), place: FormCell(formRow, column))
    ]
  }

  private static func procurement(
    _ row: FactRow, _ columns: TableColumns, _ labels: FormLabels
  ) -> [ExplainedCell] {
    let item = columns.text("item", of: row) ?? ""
    let line = columns.integer("source_line", of: row)
    let formRow = FormRow.centralProcurement
    return [
      ExplainedCell(
        table: "procurement", row: item, column: "procurement_items", rowLabel: labels.row(formRow),
        columnLabel: labels.column(.procurementItems), value: columns.number("project_count", of: row),
        basis: columns.basis("project_count_basis", of: row), printed: columns.text("project_count_printed", of: row),
        line: line, place: FormCell(formRow, .procurementItems)),
      ExplainedCell(
        table: "procurement", row: item, column: "procurement_amount", rowLabel: labels.row(formRow),
        columnLabel: labels.column(.procurementAmount), value: columns.number("amount_yuan", of: row), unit: "yuan",
        basis: columns.basis("amount_basis", of: row), printed: columns.text("amount_printed", of: row), line: line,
        place: FormCell(formRow, .procurementAmount)),
    ]
  }

  private func statistics(_ reportID: String, _ year: Int) throws -> [ExplainedCell] {
    let columns = TableColumns(.statisticsV0)
    var cells: [ExplainedCell] = []
    try snapshot.forEachRow(of: .statisticsV0, year: year) { row in
      guard columns.text("report_id", of: row) == reportID else { return }
      let label = columns.text("label", of: row) ?? ""
      let column = columns.text("column_label", of: row) ?? ""
      cells.append(
        ExplainedCell(
          table: "statistics_v0", row: label, column: column, rowLabel: label, columnLabel: column,
          value: columns.number("value", of: row), unit: columns.text("unit", of: row),
          basis: columns.basis("basis", of: row), printed: columns.text("printed", of: row),
          line: columns.integer("source_line", of: row)))
    }
    return cells
  }

  private static func finding(_ row: FactRow, _ columns: TableColumns) -> Finding {
    Finding(
      rule: columns.text("rule", of: row) ?? "",
      severity: Severity(rawValue: columns.text("severity", of: row) ?? "") ?? .info,
      table: columns.text("table", of: row), row: columns.text("row", of: row), column: columns.text("column", of: row),
      seen: columns.text("seen", of: row), expected: columns.text("expected", of: row),
      message: columns.text("message", of: row) ?? "", line: columns.integer("source_line", of: row))
  }
}

extension TableColumns {
  /// A number as text, without trailing zeros; `nil` for null.
  fileprivate func number(_ column: String, of row: FactRow) -> String? {
    guard let index = index(column) else { return nil }
    switch row[index] {
    case .integer(let number): return "\(number)"
    case .decimal(let number): return number.description
    default: return nil
    }
  }

  fileprivate func basis(_ column: String, of row: FactRow) -> Basis {
    Basis(rawValue: text(column, of: row) ?? "") ?? .unresolved
  }
}

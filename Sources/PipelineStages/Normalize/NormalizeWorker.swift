import AgencyIdentity
import CellResolution
import FactTables
import NarrativeFigures
import ReportChecks
import ReportRecognition
import StatutoryForm

/// A normalized record, packed with its digest, and what became of the corrections of its document.
struct NormalizedBytes: Sendable {
  var compressed: [UInt8]
  var appliedCorrectionCount = 0
  /// For the log: place, what is seen, what was expected.
  var refusedCorrections: [[String: String]] = []
}

/// Turns extracted records into normalized ones, one after another, keeping its tools between them.
struct NormalizeWorker {
  private let tools: NormalizeTools
  private let resolver = CellResolver()
  private let evaluator = RuleEvaluator()
  private let openRowLister = OpenRowLister()
  private var packer = RecordPacker()
  private var encoder = RecordEncoder()
  private var room = NarrativeRoom()

  init(tools: NormalizeTools) { self.tools = tools }

  /// The normalized record; `nil` where the extracted one is damaged.
  mutating func normalize(_ bytes: [UInt8]) -> NormalizedBytes? {
    var decoder = RecordDecoder(bytes)
    guard let record = try? decoder.value(ExtractedRecord.self) else { return nil }
    return normalize(record)
  }

  /// The normalized record; `nil` where there is no memory for it.
  mutating func normalize(_ record: ExtractedRecord) -> NormalizedBytes? {
    var corrector = Corrector(tools.corrections.byDocument[record.documentHash] ?? [])
    let normalized = normalize(record, &corrector)
    encoder.removeAll()
    encoder.encode(normalized)
    var note = RecordEncoder()
    note.encode(NormalizedDigest(normalized))
    // What is too long for a note is read from the record itself.
    let noteBytes = note.bytes.count <= RecordPacker.longestNote ? note.bytes : []
    let part = SeriesPart.encoded(normalized)
    guard let compressed = packer.pack(encoder.bytes, note: noteBytes, part: part) else { return nil }
    return NormalizedBytes(
      compressed: compressed, appliedCorrectionCount: corrector.appliedCount,
      refusedCorrections: corrector.findings.filter { $0.severity == .error }.map {
        [
          "document": record.documentHash, "table": $0.table ?? "", "row": $0.row ?? "", "column": $0.column ?? "",
          "seen": $0.seen ?? "", "expected": $0.expected ?? "",
        ]
      })
  }

  /// One document's facts; they depend on nothing but the record and the rules.
  mutating func normalize(_ record: ExtractedRecord, _ corrector: inout Corrector) -> NormalizedRecord {
    let report = record.report
    let deadline = tools.makeDeadline()
    guard let year = ReportingYear.year(of: report, sidecar: record.sidecar) else {
      return .setAside(reason: "not_a_report")
    }
    let identity = tools.identifier.identify(Self.evidence(of: record))
    let head = Self.head(identity, year: year, documentHash: record.documentHash)
    var findings = report.findings + SidecarFindings.findings(for: record) + Self.conflicts(identity, of: report)
    if identity.agencyName.isEmpty { findings.append(Self.unnamedAgency) }

    let recognised =
      report.isV0 ? nil : report.form ?? PrintedForm(layout: FormLayout(version: year < 2021 ? .v1 : .v2), rows: [])
    let isFormExpected = !report.isV0 && year >= 2019 || report.form != nil
    var resolution = recognised.flatMap { isFormExpected ? resolver.resolve($0) : nil }
    corrector.correct(&resolution)
    let resolved = resolution?.form
    var openRows: [OpenRow] = []
    if let resolution {
      let printed = resolution.printed
      findings += resolution.findings
      openRows = openRowLister.openRows(of: printed, resolved: resolution.form)
      findings += evaluator.findings(
        for: ReportFacts.facts(
          of: resolution, printed: printed, report: report, year: year, identity: identity, sidecar: record.sidecar))
    }

    let figures = tools.narrative.figures(
      in: record.passages,
      context: NarrativeContext(
        reportYear: year, agencyName: identity.agencyName.isEmpty ? nil : identity.agencyName), deadline: deadline,
      room: &room)
    if deadline.hasPassed { return .setAside(reason: "limit_exceeded") }
    findings += RelationFacts(figures, room.relations).findings
    if let resolved {
      let facts = NarrativeFacts(
        form: resolved, reportYear: year, isConsolidated: identity.scope == .consolidated,
        claims: figures.indices.compactMap { index in
          figures[index].table == .engagement && NarrativeRuleList.compares(figures[index].metric)
            ? NarrativeClaim(figures[index]) : nil
        })
      findings += NarrativeRuleList.rules.flatMap { $0.findings(for: facts) }
    }

    var statistics = ResolvedStatistics(report.statistics)
    corrector.correct(&statistics)
    findings += corrector.findings + StatisticsChecks.findings(of: statistics)
    var tabulator = FactTabulator(head: head)
    if let resolved {
      var formTabulator = FormTabulator(cellsWithGivenUnit: corrector.cellsWithGivenUnit)
      formTabulator.tabulate(resolved, into: &tabulator)
      findings += formTabulator.findings
    }
    var lists: [(table: FactTable, rows: [OwnRow])] = [
      (.statisticsV0, StatisticsTabulator.rows(statistics.cells))
    ]
    var findingRows = FindingTabulator.rows(findings)
    RowSorter.sort(&lists, findings: &findingRows, hash: head.documentHash)
    for list in lists { tabulator.set(list.table, to: list.rows) }
    var figureTabulator = FigureTabulator(figures)
    figureTabulator.tabulate(.microblog, into: &tabulator)
    figureTabulator.tabulate(.engagement, into: &tabulator)
    tabulator.set(.findings, to: findingRows)

    let cells = CellCounts(form: resolved, statistics: statistics.cells)
    let row = ReportRowBuilder(head: head, record: record, identity: identity, findings: findings, cells: cells)
      .row(form: resolved, printed: report.isV0 || report.form == nil ? nil : resolution?.printed, year: year)
    let normalized = NormalizedReport(
      head: head, publishedOn: report.publishedOn ?? record.sidecar.publishedOn, composedOn: report.composedOn,
      printedCellCount: cells.printed, reportRow: row, facts: tabulator.facts, openRows: openRows,
      figures: resolved.map(SeriesFigures.init),
      sentenceHashes: SentenceHashes.hashes(of: record.passages.lazy.map(\.text)))
    return RowSorter.isValid(normalized) ? .report(normalized) : .setAside(reason: "internal_error")
  }

  private static func head(_ identity: AgencyIdentification, year: Int, documentHash: String) -> ReportHead {
    guard identity.agencyName.isEmpty else {
      return ReportHead(
        reportID: identity.reportID(year: year), reportYear: year, agencyID: identity.agencyID,
        agencyName: identity.agencyName, regionCode: identity.regionCode, documentHash: documentHash)
    }
    // Two reports without a name are not known to be of one agency: each gets a name of its own.
    let name = "未识别机构-" + documentHash.prefix(12)
    let agency = identity.regionCode + "/" + name
    return ReportHead(
      reportID: "\(agency)@\(year)", reportYear: year, agencyID: agency, agencyName: name,
      regionCode: identity.regionCode, documentHash: documentHash)
  }

  private static func evidence(of record: ExtractedRecord) -> AgencyEvidence {
    let report = record.report
    var evidence = AgencyEvidence(
      names: report.agencyNames.map { printed in
        let source: AgencyEvidence.Source =
          switch printed.source {
          case .publisher: .publisher
          case .title: .title
          case .preamble: .preamble
          case .signature: .signature
          }
        return (source, printed.name)
      }, title: report.title, indexNumber: report.indexNumber, sidecarAgencyName: record.sidecar.agencyName,
      sidecarRegionCode: record.sidecar.regionCode)
    if let first = record.passages.first {
      evidence.opening = String(decoding: first.text.prefix(1800), as: UTF8.self)
    }
    return evidence
  }

  private static func conflicts(_ identity: AgencyIdentification, of report: PrintedReport) -> [Finding] {
    identity.conflicts.map { conflict in
      Finding(
        rule: IdentityConflict.rule, severity: conflict.isWarning ? .warning : .info, seen: conflict.seen,
        expected: conflict.chosen, message: conflict.message,
        line: report.agencyNames.first { $0.name == conflict.seen }?.line)
    }
  }

  private static let unnamedAgency = Finding(
    rule: "D.AGENCY", severity: .warning,
    message: "The document names no agency; the report stands alone until a sidecar or an alias names it.")
}

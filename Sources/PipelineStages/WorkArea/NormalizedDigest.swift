import FactTables
import ReportChecks

/// What `load` asks of every document before it looks at any document's facts; the note of a normalized record.
enum NormalizedDigest: Sendable {
  /// A report.
  case report(ReportDigest)
  /// Recognised as a report, but without what identifies one.
  case setAside(reason: String)

  init(_ record: NormalizedRecord) {
    switch record {
    case .setAside(let reason): self = .setAside(reason: reason)
    case .report(let report): self = .report(ReportDigest(report))
    }
  }
}

/// What stands of a report in the indexes over all reports.
struct ReportDigest: Hashable, Sendable {
  var reportID: String
  /// ISO date by which the newest document of a report is found: of publication, else of the document itself; empty
  /// where there is none.
  var date: String
  /// Cells that the document prints.
  var printedCellCount: Int
  /// What `reports` says of the agency; `nil` where it says nothing.
  var agencyKind: String?
  var indexNumber: String?
  var figures: SeriesFigures?

  init(reportID: String, date: String, printedCellCount: Int) {
    self.reportID = reportID
    self.date = date
    self.printedCellCount = printedCellCount
  }

  init(_ report: NormalizedReport) {
    let reports = TableColumns(.reports)
    reportID = report.head.reportID
    date = report.publishedOn ?? report.composedOn ?? ""
    printedCellCount = report.printedCellCount
    agencyKind = reports.text("agency_kind", of: report.reportRow)
    indexNumber = reports.text("index_number", of: report.reportRow)
    figures = report.figures
  }
}

extension NormalizedDigest: Recordable {
  func encode(to encoder: inout RecordEncoder) {
    switch self {
    case .setAside(let reason):
      encoder.encode(false)
      encoder.encode(reason)
    case .report(let digest):
      encoder.encode(true)
      encoder.encode(digest.reportID)
      encoder.encode(digest.date)
      encoder.encode(digest.printedCellCount)
      encoder.encode(digest.agencyKind)
      encoder.encode(digest.indexNumber)
      encoder.encode(digest.figures)
    }
  }
  init(from decoder: inout RecordDecoder) throws(RecordDamage) {
    guard try decoder.flag() else {
      self = .setAside(reason: try decoder.text())
      return
    }
    var digest = ReportDigest(
      reportID: try decoder.text(), date: try decoder.text(), printedCellCount: try decoder.integer())
    digest.agencyKind = try decoder.optional()
    digest.indexNumber = try decoder.optional()
    digest.figures = try decoder.optional()
    self = .report(digest)
  }
}

extension RecordReader {
  /// The digest of a normalized record, without reading the record; `nil` where there is none or it is damaged.
  func digest(_ key: RecordKey) -> NormalizedDigest? {
    guard let note = note(key) else { return nil }
    // A digest too long for a note.
    if note.isEmpty { return LoadStage.read(key, from: self).map(NormalizedDigest.init) }
    var decoder = RecordDecoder(note[...])
    return try? decoder.value()
  }
}

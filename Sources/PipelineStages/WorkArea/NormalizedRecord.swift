import FactTables

/// What `normalize` hands to `load`: one document's facts, without a look at any other document.
enum NormalizedRecord: Sendable {
  /// A report with its rows.
  case report(NormalizedReport)
  /// Recognised as a report, but without what identifies one.
  case setAside(reason: String)
}

/// The facts of one document.
struct NormalizedReport: Sendable {
  var head: ReportHead
  var publishedOn: String?
  var composedOn: String?
  /// Cells that the document prints; the second criterion among several documents of one report.
  var printedCellCount: Int
  /// The row of `reports`; `source_path` and `source_url` are filled in by `load`, which knows the place cited.
  var reportRow: FactRow
  /// Rows by table name, in form order.
  var rows: [String: [FactRow]]
}

extension ReportHead: Recordable {
  func encode(to encoder: inout RecordEncoder) {
    encoder.encode(reportID)
    encoder.encode(reportYear)
    for text in [agencyID, agencyName, regionCode, documentHash] { encoder.encode(text) }
  }
  init(from decoder: inout RecordDecoder) throws(RecordDamage) {
    reportID = try decoder.text()
    reportYear = try decoder.integer()
    agencyID = try decoder.text()
    agencyName = try decoder.text()
    regionCode = try decoder.text()
    documentHash = try decoder.text()
  }
}

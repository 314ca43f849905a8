/// What every row of a report's facts begins and ends with.
struct ReportHead: Sendable, Hashable {
  var reportID: String
  var reportYear: Int
  var agencyID: String
  var agencyName: String
  var regionCode: String
  /// Hexadecimal SHA-256 of the document.
  var documentHash: String
}

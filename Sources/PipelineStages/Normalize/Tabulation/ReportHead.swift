import FactTables

/// What every row of a report's facts begins and ends with.
struct ReportHead: Sendable, Hashable {
  var reportID: String
  var reportYear: Int
  var agencyID: String
  var agencyName: String
  var regionCode: String
  /// Hexadecimal SHA-256 of the document.
  var documentHash: String

  /// A whole fact row: the head, its own values, the source.
  func row(_ values: [FactValue], line: Int?) -> FactRow {
    var row: FactRow = [
      .text(reportID), .integer(Int64(reportYear)), .text(agencyID), .text(agencyName), .text(regionCode),
    ]
    row.reserveCapacity(row.count + values.count + 2)
    row += values
    row.append(.text(documentHash))
    row.append(.init(line))
    return row
  }
}

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
  /// Rows by table, sorted by primary key; `reports` and `sources` left out.
  var rows: [FactTable: [FactRow]]

  /// The tables that a record may hold rows of, in their fixed order.
  static let tables = FactTable.allCases.filter { $0 != .reports && $0 != .sources }
}

extension NormalizedRecord: Recordable {
  func encode(to encoder: inout RecordEncoder) {
    switch self {
    case .setAside(let reason):
      encoder.encode(false)
      encoder.encode(reason)
    case .report(let report):
      encoder.encode(true)
      encoder.encode(report)
    }
  }
  init(from decoder: inout RecordDecoder) throws(RecordDamage) {
    self = try decoder.flag() ? .report(try decoder.value()) : .setAside(reason: try decoder.text())
  }
}

extension NormalizedReport: Recordable {
  func encode(to encoder: inout RecordEncoder) {
    encoder.encode(head)
    encoder.encode(publishedOn)
    encoder.encode(composedOn)
    encoder.encode(printedCellCount)
    encoder.encode(rows: [reportRow])
    for table in Self.tables { encoder.encode(rows: rows[table] ?? []) }
  }
  init(from decoder: inout RecordDecoder) throws(RecordDamage) {
    head = try decoder.value()
    publishedOn = try decoder.optional()
    composedOn = try decoder.optional()
    printedCellCount = try decoder.integer()
    guard let row = try decoder.rows().first else { throw RecordDamage() }
    reportRow = row
    rows = [:]
    for table in Self.tables { rows[table] = try decoder.rows() }
  }
}

extension RecordEncoder {
  mutating func encode(rows: [FactRow]) {
    var packed: [UInt8] = []
    FactRowCodec.encode(rows: rows, into: &packed)
    encode(packed)
  }
}

extension RecordDecoder {
  mutating func rows() throws(RecordDamage) -> [FactRow] {
    do { return try FactRowCodec.decode(try byteArray()) } catch { throw RecordDamage() }
  }
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

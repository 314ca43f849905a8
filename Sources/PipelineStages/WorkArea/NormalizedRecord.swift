import FactTables
import ReportChecks
import StatutoryForm

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
  /// The rows of all other tables, sorted by primary key.
  var facts: PackedFacts
  /// Rows that the document alone leaves open and the neighbouring years may fix.
  var openRows: [OpenRow] = []
  /// The figures that are held against other years of the agency; `nil` for a report without the form's tables.
  var figures: SeriesFigures?
  /// Hashes of the narrative's sentences, ascending.
  var sentenceHashes: [UInt64] = []
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
    encoder.encode(facts)
    encoder.encode(list: openRows)
    encoder.encode(figures)
    encoder.encode(sentenceHashes: sentenceHashes)
  }
  init(from decoder: inout RecordDecoder) throws(RecordDamage) {
    try self.init(from: &decoder) { _ in true }
  }

  /// Reads a record with only the tables that are asked for.
  init(from decoder: inout RecordDecoder, tables: (FactTable) -> Bool) throws(RecordDamage) {
    head = try decoder.value()
    publishedOn = try decoder.optional()
    composedOn = try decoder.optional()
    printedCellCount = try decoder.integer()
    guard let row = try decoder.rows().first else { throw RecordDamage() }
    reportRow = row
    facts = try decoder.facts(tables)
    openRows = try decoder.list()
    figures = try decoder.optional()
    sentenceHashes = try decoder.sentenceHashes()
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

extension OpenRow: Recordable {
  func encode(to encoder: inout RecordEncoder) {
    encoder.encode(row)
    encoder.encode(columns.map(\.rawValue))
    encoder.encode(isGlued)
    encoder.encode(unsigned: UInt64(readings.count))
    for reading in readings {
      for index in columns.indices {
        encoder.encode(OptionalInteger(value: index < reading.count ? reading[index] : nil))
      }
    }
  }
  init(from decoder: inout RecordDecoder) throws(RecordDamage) {
    let row: FormRow = try decoder.value()
    var columns: [FormColumn] = []
    for code in try decoder.byteArray() {
      guard let column = FormColumn(rawValue: code) else { throw RecordDamage() }
      columns.append(column)
    }
    let isGlued = try decoder.flag()
    var readings: [[Int64?]] = []
    for _ in 0..<(try decoder.count(atMost: OpenRowLister.readingLimit)) {
      var reading: [Int64?] = []
      for _ in columns { reading.append(try decoder.value(OptionalInteger.self).value) }
      readings.append(reading)
    }
    self.init(row: row, columns: columns, readings: readings, isGlued: isGlued)
  }
}

extension SeriesFigures: Recordable {
  func encode(to encoder: inout RecordEncoder) { encoder.encode(list: values.map(OptionalInteger.init)) }
  init(from decoder: inout RecordDecoder) throws(RecordDamage) {
    let values: [OptionalInteger] = try decoder.list()
    self.init(values: values.map(\.value))
  }
}

/// A whole number that may be missing.
private struct OptionalInteger: Recordable {
  var value: Int64?

  init(value: Int64?) { self.value = value }

  func encode(to encoder: inout RecordEncoder) {
    encoder.encode(value != nil)
    if let value { encoder.encode(value) }
  }
  init(from decoder: inout RecordDecoder) throws(RecordDamage) {
    value = try decoder.flag() ? try decoder.integer64() : nil
  }
}

extension RecordEncoder {
  /// Eight bytes each: hashes do not compress.
  mutating func encode(sentenceHashes: [UInt64]) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(sentenceHashes.count * 8)
    for hash in sentenceHashes { withUnsafeBytes(of: hash.littleEndian) { bytes.append(contentsOf: $0) } }
    encode(bytes)
  }
}

extension RecordDecoder {
  mutating func sentenceHashes() throws(RecordDamage) -> [UInt64] {
    let bytes = try byteArray()
    guard bytes.count % 8 == 0 else { throw RecordDamage() }
    return stride(from: 0, to: bytes.count, by: 8).map { start in
      bytes[start..<start + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
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

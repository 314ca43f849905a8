import DecimalNumbers
import FactTables

/// Reads the values of one column of a row group, page by page.
struct ColumnCursor {
  private let column: ColumnSchema
  private let codes: Set<String>?
  private let bytes: [UInt8]
  private let verifiesChecksums: Bool
  private var position = 0
  private var rowsBehindPage: Int
  private var dictionary: [FactValue]?

  // The page that is being read.
  private var page: [UInt8] = []
  private var pagePosition = 0
  private var pageRows = 0
  private var usesDictionary = false
  private var levels = HybridCursor()
  private var indices = HybridCursor()
  private var bit = 0

  /// A page larger than this unpacked is taken for a bomb; the writer's have a MiB, or one longer value.
  private static let pageByteLimit = 256 << 20

  /// - Parameters:
  ///   - bytes: The pages of the column.
  ///   - rowCount: How many rows they are to have.
  init(_ column: ColumnSchema, _ bytes: [UInt8], rowCount: Int, verifiesChecksums: Bool) {
    self.column = column
    codes = column.allowedValues.map { Set($0) }
    self.bytes = bytes
    rowsBehindPage = rowCount
    self.verifiesChecksums = verifiesChecksums
  }

  mutating func next() throws(ParquetError) -> FactValue {
    while pageRows == 0 { try openPage() }
    pageRows -= 1
    if !column.isRequired {
      let level = try levels.next()
      if level == 0 { return .null }
      if level > 1 { throw .corrupt("column \(column.name): a level of more than 1") }
    }
    if !usesDictionary { return try plainValue() }
    let index = Int(try indices.next())
    guard let dictionary, index < dictionary.count else {
      throw .corrupt("column \(column.name): an index beyond its dictionary")
    }
    return dictionary[index]
  }

  /// Says that no more values are wanted; throws where there are some.
  func finish() throws(ParquetError) {
    guard pageRows == 0, rowsBehindPage == 0, position == bytes.count else {
      throw .corrupt("column \(column.name): more pages than rows")
    }
  }

  private mutating func openPage() throws(ParquetError) {
    let header = try ParquetPageHeader(decoding: bytes, at: &position)
    page = try unpack(header)
    pagePosition = 0
    switch header.type {
    case ParquetFormat.PageType.dictionary:
      guard dictionary == nil, header.encoding == ParquetFormat.Encoding.plain else {
        throw .corrupt("column \(column.name): a second dictionary, or one that is not plain")
      }
      try readDictionary(count: header.valueCount)
    case ParquetFormat.PageType.data:
      guard header.valueCount <= rowsBehindPage else {
        throw .corrupt("column \(column.name): more values than rows")
      }
      rowsBehindPage -= header.valueCount
      pageRows = header.valueCount
      try openData(header)
    default: throw .unsupported("pages of the kind \(header.type)")
    }
  }

  private mutating func unpack(_ header: ParquetPageHeader) throws(ParquetError) -> [UInt8] {
    let packed = Array(bytes[position..<position + header.compressedByteCount])
    position += header.compressedByteCount
    if verifiesChecksums, let checksum = header.checksum {
      guard packed.withUnsafeBytes({ CRC32.checksum($0) }) == checksum else {
        throw .wrongChecksum(column: column.name)
      }
    }
    guard header.uncompressedByteCount <= Self.pageByteLimit else { throw .corrupt("a page of more than 256 MiB") }
    let page: [UInt8]
    do { page = try ZstdDecompressor.unpack(packed, limit: header.uncompressedByteCount) } catch { throw .zstd(error) }
    guard page.count == header.uncompressedByteCount else { throw .corrupt("a page that is not as long as it says") }
    return page
  }

  private mutating func readDictionary(count: Int) throws(ParquetError) {
    // A value takes at least four bytes, a truth value has no dictionary.
    guard column.type != .boolean, count <= page.count / 4 else { throw .truncated }
    var values: [FactValue] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try plainValue()) }
    dictionary = values
  }

  private mutating func openData(_ header: ParquetPageHeader) throws(ParquetError) {
    if !column.isRequired {
      guard header.levelEncoding == ParquetFormat.Encoding.rle else { throw .unsupported("levels that are no runs") }
      guard page.count >= 4 else { throw .truncated }
      let length = Int(littleEndian32(page, at: 0))
      guard length <= page.count - 4 else { throw .truncated }
      levels = HybridCursor(page, 4..<4 + length, bitWidth: 1)
      pagePosition = 4 + length
    }
    switch header.encoding {
    case ParquetFormat.Encoding.plain:
      usesDictionary = false
      bit = pagePosition * 8
    case ParquetFormat.Encoding.rleDictionary:
      usesDictionary = true
      // A page of nulls alone may have nothing behind its levels.
      let bitWidth = pagePosition < page.count ? Int(page[pagePosition]) : 1
      guard (1...32).contains(bitWidth) else { throw .corrupt("column \(column.name): indices of \(bitWidth) bits") }
      indices = HybridCursor(page, min(pagePosition + 1, page.count)..<page.count, bitWidth: bitWidth)
    default: throw .unsupported("values of the encoding \(header.encoding)")
    }
  }

  private mutating func plainValue() throws(ParquetError) -> FactValue {
    switch column.type {
    case .integer: return .integer(Int64(bitPattern: try fixed(8)))
    case .decimal(let places):
      return .decimal(DecimalNumber(coefficient: Int64(bitPattern: try fixed(8)), scale: places))
    case .date:
      let days = Int32(truncatingIfNeeded: try fixed(4))
      guard let text = DayNumber.text(of: Int(days)) else { throw .corrupt("column \(column.name): no calendar day") }
      return .date(text)
    case .boolean:
      guard bit >> 3 < page.count else { throw .truncated }
      defer { bit += 1 }
      return .boolean(page[bit >> 3] >> UInt8(bit & 7) & 1 == 1)
    case .text:
      let length = Int(try fixed(4))
      guard length <= page.count - pagePosition, let text = text(pagePosition..<pagePosition + length) else {
        throw .corrupt("column \(column.name): text that is cut or not UTF-8")
      }
      pagePosition += length
      if let codes, !codes.contains(text) { throw .corrupt("column \(column.name): '\(text.prefix(100))' is no code") }
      return .text(text)
    }
  }

  private func text(_ range: Range<Int>) -> String? {
    guard let valid = try? UTF8Span(validating: page.span.extracting(range)) else { return nil }
    return String(copying: valid)
  }

  private mutating func fixed(_ width: Int) throws(ParquetError) -> UInt64 {
    guard width <= page.count - pagePosition else { throw .truncated }
    var number: UInt64 = 0
    for offset in 0..<width { number |= UInt64(page[pagePosition + offset]) << UInt64(8 * offset) }
    pagePosition += width
    return number
  }
}

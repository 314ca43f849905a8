import FactTables

/// Turns the values of one column of a row group into pages.
struct ColumnChunkWriter {
  /// Rows of a page at most.
  static let rowsPerPage = 32_768
  /// Bytes of values of a page at most, save a single longer value.
  static let bytesPerPage = 1 << 20
  /// A larger dictionary page would have to be read for every value.
  static let dictionaryByteLimit = 4 << 20

  private let buffer: ColumnBuffer
  private let compressor: ZstdCompressor
  private var chunk = ParquetColumnChunk()
  private var bytes: [UInt8] = []
  private var page: [UInt8] = []

  /// - Parameters:
  ///   - buffer: The values.
  ///   - compressor: Of pages; its frames need no checksums.
  private init(_ buffer: ColumnBuffer, compressor: ZstdCompressor) {
    self.buffer = buffer
    self.compressor = compressor
    chunk.column = buffer.column
    chunk.valueCount = buffer.count
  }

  /// The pages of a column and what the footer says of them.
  static func pages(of buffer: ColumnBuffer, compressor: ZstdCompressor) throws(ZstdError) -> ColumnPages {
    var writer = ColumnChunkWriter(buffer, compressor: compressor)
    let dictionaryByteCount = try writer.write()
    return ColumnPages(bytes: writer.bytes, dictionaryByteCount: dictionaryByteCount, chunk: writer.chunk)
  }

  /// Writes all pages; returns the bytes of the dictionary page, `nil` where there is none.
  private mutating func write() throws(ZstdError) -> Int? {
    let usesDictionary = try writeDictionary()
    let dictionaryByteCount = usesDictionary ? bytes.count : nil
    let encoding = usesDictionary ? ParquetFormat.Encoding.rleDictionary : ParquetFormat.Encoding.plain
    var row = 0
    var value = 0
    var pageCount = 0
    while row < buffer.count {
      let (rows, values) = nextPage(row: row, value: value, usesDictionary: usesDictionary)
      appendLevels(rows, hasNulls: values.count < rows.count)
      if usesDictionary { appendIndices(values) } else { appendPlain(values) }
      var header = ParquetPageHeader(type: ParquetFormat.PageType.data)
      header.valueCount = rows.count
      header.encoding = encoding
      try endPage(header)
      row = rows.upperBound
      value = values.upperBound
      pageCount += 1
    }
    chunk.encodingCounts.append(
      ParquetEncodingCount(pageType: ParquetFormat.PageType.data, encoding: encoding, count: pageCount))
    chunk.compressedByteCount = bytes.count
    chunk.statistics = buffer.statistics()
    return dictionaryByteCount
  }

  /// Writes a dictionary page where dictionary and indices take less room than the values.
  private mutating func writeDictionary() throws(ZstdError) -> Bool {
    let count = buffer.type == .text ? buffer.texts.count : buffer.numbers.count
    guard count > 0 else { return false }
    let width = buffer.type == .date ? 4 : 8
    let dictionaryBytes = buffer.type == .text ? buffer.textByteCount + 4 * count : width * count
    let indexBits = HybridRuns.bitWidth(highest: count - 1) * buffer.indices.count
    guard dictionaryBytes <= Self.dictionaryByteLimit, dictionaryBytes + indexBits / 8 < plainByteCount else {
      return false
    }
    for index in 0..<count { appendPlain(number: index) }
    var header = ParquetPageHeader(type: ParquetFormat.PageType.dictionary)
    header.valueCount = count
    header.encoding = ParquetFormat.Encoding.plain
    try endPage(header)
    chunk.encodingCounts.append(
      ParquetEncodingCount(
        pageType: ParquetFormat.PageType.dictionary, encoding: ParquetFormat.Encoding.plain, count: 1))
    return true
  }

  private var plainByteCount: Int {
    guard buffer.type == .text else { return buffer.indices.count * (buffer.type == .date ? 4 : 8) }
    return buffer.plainTextByteCount
  }

  /// The rows of the next page, and the places of their values in `indices`.
  private func nextPage(row: Int, value: Int, usesDictionary: Bool) -> (rows: Range<Int>, values: Range<Int>) {
    let lastRow = min(buffer.count, row + Self.rowsPerPage)
    var endRow = row
    var endValue = value
    if buffer.type != .text || usesDictionary {
      endRow = lastRow
      endValue += buffer.column.isRequired ? lastRow - row : buffer.levels[row..<lastRow].reduce(0) { $0 + Int($1) }
    } else {
      var room = Self.bytesPerPage
      while endRow < lastRow {
        if buffer.column.isRequired || buffer.levels[endRow] == 1 {
          room -= 4 + buffer.texts.range(buffer.indices[endValue]).count
          if room < 0, endRow > row { break }
          endValue += 1
        }
        endRow += 1
      }
    }
    return (row..<endRow, value..<endValue)
  }

  /// Definition levels, with their length before them.
  private mutating func appendLevels(_ rows: Range<Int>, hasNulls: Bool) {
    if buffer.column.isRequired { return }
    let start = page.count
    page += [0, 0, 0, 0]
    if hasNulls {
      HybridRuns.encode(buffer.levels[rows], bitWidth: 1, to: &page)
    } else {
      HybridRuns.appendRun(of: UInt8(1), count: rows.count, bitWidth: 1, to: &page)
    }
    var length = page.count - start - 4
    for place in start..<start + 4 {
      page[place] = UInt8(truncatingIfNeeded: length)
      length >>= 8
    }
  }

  private mutating func appendIndices(_ values: Range<Int>) {
    let count = buffer.type == .text ? buffer.texts.count : buffer.numbers.count
    let bitWidth = HybridRuns.bitWidth(highest: count - 1)
    page.append(UInt8(bitWidth))
    buffer.indices.encode(values, bitWidth: bitWidth, to: &page)
  }

  private mutating func appendPlain(_ values: Range<Int>) {
    guard buffer.type == .boolean else {
      for place in values { appendPlain(number: buffer.indices[place]) }
      return
    }
    // Truth values are bits, lowest first.
    for start in stride(from: values.lowerBound, to: values.upperBound, by: 8) {
      var byte: UInt8 = 0
      for place in start..<min(start + 8, values.upperBound) where buffer.indices[place] == 1 {
        byte |= 1 << UInt8(place - start)
      }
      page.append(byte)
    }
  }

  /// The value of a number, plain.
  private mutating func appendPlain(number: Int) {
    switch buffer.type {
    case .text:
      let range = buffer.texts.range(number)
      withUnsafeBytes(of: UInt32(range.count).littleEndian) { page.append(contentsOf: $0) }
      page.append(contentsOf: buffer.texts.bytes[range])
    case .date:
      let days = Int32(truncatingIfNeeded: buffer.numbers.values[number])
      withUnsafeBytes(of: days.littleEndian) { page.append(contentsOf: $0) }
    case .integer, .decimal, .boolean:
      withUnsafeBytes(of: buffer.numbers.values[number].littleEndian) { page.append(contentsOf: $0) }
    }
  }

  private mutating func endPage(_ header: ParquetPageHeader) throws(ZstdError) {
    var packed: [UInt8] = []
    try compressor.append(frameOf: page, to: &packed)
    var header = header
    header.uncompressedByteCount = page.count
    header.compressedByteCount = packed.count
    header.checksum = packed.withUnsafeBytes { CRC32.checksum($0) }
    let head = header.encoded()
    bytes += head
    bytes += packed
    chunk.uncompressedByteCount += head.count + page.count
    page.removeAll(keepingCapacity: true)
  }
}

/// The pages of one column of a row group, before it is known where in the file they will stand.
struct ColumnPages: Sendable {
  var bytes: [UInt8]
  fileprivate var dictionaryByteCount: Int?
  fileprivate var chunk: ParquetColumnChunk

  /// What the footer says of the pages when they stand at `offset`.
  func chunk(at offset: Int) -> ParquetColumnChunk {
    var placed = chunk
    placed.dataPageOffset = offset + (dictionaryByteCount ?? 0)
    if dictionaryByteCount != nil { placed.dictionaryPageOffset = offset }
    return placed
  }
}

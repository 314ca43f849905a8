import FactTables

/// Reads the rows of a Parquet file of a table, in order, one by one.
///
/// It reads what `ParquetFileWriter` writes, and of other writers' files those that keep to the same encodings. Any bytes
/// may be given: what is not such a file is an error. Memory is bounded by the compressed bytes of one row group and a page
/// of each column. After an error the reader is of no further use.
public struct ParquetFileReader {
  /// How many rows the file says it has.
  public var rowCount: Int { metadata.rowCount }
  /// What the footer says.
  let metadata: ParquetMetadata
  private let schema: TableSchema
  private let verifiesChecksums: Bool
  private let dataEnd: Int
  private let read: (_ offset: Int, _ count: Int) throws -> [UInt8]
  private var cursors: [ColumnCursor] = []
  private var nextGroup = 0
  private var groupRows = 0

  /// Rows of a row group at most; the writer's have far less.
  private static let groupRowLimit = 1 << 22
  private static let footerByteLimit = 64 << 20

  /// Reads the footer of a file.
  ///
  /// - Parameters:
  ///   - schema: The table.
  ///   - byteCount: The size of the file.
  ///   - read: Gives `count` bytes from `offset` on, both inside the file; fewer only where the file has become shorter.
  /// - Throws: `ParquetError`, and what `read` throws.
  public init(
    _ schema: TableSchema, byteCount: Int, read: @escaping (_ offset: Int, _ count: Int) throws -> [UInt8]
  ) throws {
    try self.init(schema, byteCount: byteCount, verifiesChecksums: true, read: read)
  }

  /// Reads a file that is in memory.
  public init(_ schema: TableSchema, _ bytes: [UInt8]) throws {
    try self.init(schema, byteCount: bytes.count) { Array(bytes[$0..<$0 + $1]) }
  }

  init(
    _ schema: TableSchema, byteCount: Int, verifiesChecksums: Bool,
    read: @escaping (_ offset: Int, _ count: Int) throws -> [UInt8]
  ) throws {
    self.schema = schema
    self.verifiesChecksums = verifiesChecksums
    self.read = read
    guard byteCount >= 12 else { throw ParquetError.notParquet }
    let tail = try Self.bytes(byteCount - 8, 8, read)
    guard try Self.bytes(0, 4, read) == ParquetFormat.magic, Array(tail[4...]) == ParquetFormat.magic else {
      throw ParquetError.notParquet
    }
    let length = Int(littleEndian32(tail, at: 0))
    guard length <= byteCount - 12, length <= Self.footerByteLimit else { throw ParquetError.truncated }
    dataEnd = byteCount - 8 - length
    metadata = try ParquetMetadata(decoding: try Self.bytes(dataEnd, length, read))
    try Self.check(metadata, schema)
  }

  /// The next row; `nil` behind the last.
  ///
  /// Throws `ParquetError`, and what `read` throws.
  public mutating func next() throws -> FactRow? {
    while groupRows == 0 {
      if nextGroup == metadata.rowGroups.count { return nil }
      try open(metadata.rowGroups[nextGroup])
      nextGroup += 1
    }
    groupRows -= 1
    var row: FactRow = []
    row.reserveCapacity(cursors.count)
    for index in cursors.indices { row.append(try cursors[index].next()) }
    if groupRows == 0 { for cursor in cursors { try cursor.finish() } }
    return row
  }

  /// All rows of a file that is in memory.
  public static func rows(of bytes: [UInt8], _ schema: TableSchema) throws -> [FactRow] {
    var reader = try ParquetFileReader(schema, bytes)
    var rows: [FactRow] = []
    while let row = try reader.next() { rows.append(row) }
    return rows
  }

  private mutating func open(_ group: ParquetRowGroup) throws {
    cursors.removeAll()
    for (chunk, column) in zip(group.chunks, schema.columns) {
      let (start, count) = (chunk.offset, chunk.compressedByteCount)
      guard start >= 4, count >= 0, start <= dataEnd, count <= dataEnd - start else { throw ParquetError.truncated }
      guard chunk.codec == ParquetFormat.codec else { throw ParquetError.unsupported("a codec other than zstd") }
      guard chunk.valueCount == group.rowCount else {
        throw ParquetError.corrupt("a column has not a value for each row")
      }
      let bytes = try Self.bytes(start, count, read)
      cursors.append(ColumnCursor(column, bytes, rowCount: group.rowCount, verifiesChecksums: verifiesChecksums))
    }
    groupRows = group.rowCount
  }

  private static func bytes(
    _ offset: Int, _ count: Int, _ read: (Int, Int) throws -> [UInt8]
  ) throws -> [UInt8] {
    let bytes = try read(offset, count)
    if bytes.count != count { throw ParquetError.truncated }
    return bytes
  }

  private static func check(_ metadata: ParquetMetadata, _ schema: TableSchema) throws(ParquetError) {
    let expected = schema.columns.map(ParquetColumn.init)
    for index in 0..<max(expected.count, metadata.columns.count) {
      guard index < expected.count else { throw .wrongColumn(metadata.columns[index].name) }
      guard index < metadata.columns.count, metadata.columns[index] == expected[index] else {
        throw .wrongColumn(expected[index].name)
      }
    }
    var rowCount = 0
    for group in metadata.rowGroups {
      guard group.rowCount > 0, group.rowCount <= groupRowLimit else {
        throw .corrupt("a row group of \(group.rowCount) rows")
      }
      rowCount += group.rowCount
    }
    guard rowCount == metadata.rowCount else { throw .corrupt("the row groups have not the rows of the file") }
  }
}

/// Four bytes as an unsigned number; the caller has made sure that they are there.
func littleEndian32(_ bytes: [UInt8], at position: Int) -> UInt32 {
  var number: UInt32 = 0
  for offset in 0..<4 { number |= UInt32(bytes[position + offset]) << UInt32(8 * offset) }
  return number
}

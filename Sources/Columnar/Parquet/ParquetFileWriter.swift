import FactTables

/// Writes rows as an Apache Parquet file: typed columns, dictionaries where they pay, zstd pages with checksums, row groups
/// of a fixed number of rows with statistics.
///
/// The bytes depend on the rows, the schema and libzstd's version alone. Memory is bounded by one row group. Where the
/// bytes go is the caller's: they are handed to `sink`, in order. After an error the writer is of no further use.
public final class ParquetFileWriter<Failure: Error> {
  /// Rows a row group.
  public static var rowsPerGroup: Int { 131_072 }

  /// How many rows were written.
  public private(set) var rowCount = 0
  private let schema: TableSchema
  private let rowsPerGroup: Int
  private let compressor: ZstdCompressor
  private var buffers: [ColumnBuffer]
  private var metadata = ParquetMetadata()
  private var groupRows = 0
  private var offset = 0
  private let sink: ([UInt8]) throws(Failure) -> Void
  private let wrap: (TableFileError) -> Failure

  /// A row group of more text than this ends early, so that memory stays bounded.
  private static var groupByteLimit: Int { 256 << 20 }

  /// Starts a file of a table.
  ///
  /// - Parameters:
  ///   - schema: The table.
  ///   - rowsPerGroup: Rows a row group; every file of the store has the standard number.
  ///   - wrap: Turns an error of this writer into the caller's.
  ///   - sink: Takes the bytes of the file, in order.
  public init(
    _ schema: TableSchema, rowsPerGroup: Int = rowsPerGroup, wrap: @escaping (TableFileError) -> Failure,
    sink: @escaping ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    self.schema = schema
    self.rowsPerGroup = max(1, rowsPerGroup)
    self.wrap = wrap
    self.sink = sink
    // A page has a checksum of its own.
    do { compressor = try ZstdCompressor(hasChecksum: false) } catch { throw wrap(.zstd(error)) }
    buffers = schema.columns.map(ColumnBuffer.init)
    metadata.columns = buffers.map(\.column)
    metadata.createdBy = ParquetFormat.createdBy
    metadata.keyValues = [
      ParquetFormat.tableKey: schema.name, ParquetFormat.schemaVersionKey: TableSchemas.version,
    ]
    try write(ParquetFormat.magic)
  }

  /// Appends a row.
  public func append(_ row: FactRow) throws(Failure) {
    guard row.count == buffers.count else {
      throw wrap(.invalidRow(.wrongArity(expected: buffers.count, found: row.count), row: rowCount + 1))
    }
    var textByteCount = 0
    let failed = buffers.withUnsafeMutableBufferPointer { buffers in
      row.withUnsafeBufferPointer { row in
        for index in buffers.indices {
          if !buffers[index].append(row[index]) { return index }
          textByteCount += buffers[index].textByteCount
        }
        return -1
      }
    }
    if failed >= 0 { throw wrap(buffers[failed].error(for: row[failed], row: rowCount + 1)) }
    rowCount += 1
    groupRows += 1
    if groupRows == rowsPerGroup || textByteCount > Self.groupByteLimit { try endGroup() }
  }

  /// Writes what is left, and the footer.
  ///
  /// A file without rows has its schema.
  public func finish() throws(Failure) {
    if groupRows > 0 { try endGroup() }
    metadata.rowCount = rowCount
    let footer = metadata.encoded(rootName: schema.name, sortedColumns: schema.plainlySortedColumns)
    let length = withUnsafeBytes(of: UInt32(truncatingIfNeeded: footer.count).littleEndian) { Array($0) }
    try write(footer + length + ParquetFormat.magic)
  }

  private func endGroup() throws(Failure) {
    var group = ParquetRowGroup(rowCount: groupRows)
    for index in buffers.indices {
      let pages: (bytes: [UInt8], chunk: ParquetColumnChunk)
      do {
        pages = try ColumnChunkWriter.pages(of: buffers[index], compressor: compressor, offset: offset)
      } catch {
        throw wrap(.zstd(error))
      }
      buffers[index].removeAll()
      group.chunks.append(pages.chunk)
      try write(pages.bytes)
    }
    metadata.rowGroups.append(group)
    groupRows = 0
  }

  private func write(_ bytes: [UInt8]) throws(Failure) {
    offset += bytes.count
    try sink(bytes)
  }
}

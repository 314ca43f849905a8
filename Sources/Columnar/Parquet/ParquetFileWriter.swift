import FactTables

/// Writes rows as an Apache Parquet file: typed columns, dictionaries where they pay, zstd pages with checksums, row groups
/// of a fixed number of rows with statistics.
///
/// The bytes depend on the rows, the schema and libzstd's version alone. Memory is bounded by one row group.
/// Where the bytes go is the caller's: they are handed to `sink`, in order, on the caller's thread. After an error the
/// writer is of no further use.
public final class ParquetFileWriter<Failure: Error> {
  /// Rows a row group.
  public static var rowsPerGroup: Int { 131_072 }

  /// How many rows were written.
  public private(set) var rowCount = 0
  private let schema: TableSchema
  private let rowsPerGroup: Int
  private let workers: EncodingWorkers
  private var buffers: [ColumnBuffer]
  private var metadata = ParquetMetadata()
  private var groupRows = 0
  private var offset = 0
  private let sink: ([UInt8]) throws(Failure) -> Void
  private let wrap: (TableFileError) -> Failure

  /// A row group of more text than this ends early, so that memory stays bounded.
  private static var groupByteLimit: Int { 32 << 20 }

  /// Starts a file of a table.
  ///
  /// - Parameters:
  ///   - schema: The table.
  ///   - rowsPerGroup: Rows a row group; every file of the store has the standard number.
  ///   - workers: Who encodes columns; the caller's own thread where none are given.
  ///   - wrap: Turns an error of this writer into the caller's.
  ///   - sink: Takes the bytes of the file, in order.
  public init(
    _ schema: TableSchema, rowsPerGroup: Int = rowsPerGroup, workers: EncodingWorkers = EncodingWorkers(count: 0),
    wrap: @escaping (TableFileError) -> Failure, sink: @escaping ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    self.schema = schema
    self.rowsPerGroup = max(1, rowsPerGroup)
    self.wrap = wrap
    self.sink = sink
    self.workers = workers
    buffers = workers.columns(for: schema, rowCount: min(self.rowsPerGroup, Self.rowsPerGroup))
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
    for (buffer, value) in zip(buffers, row) {
      if !buffer.append(value) { throw wrap(buffer.error(for: value, row: rowCount + 1)) }
      textByteCount += buffer.textByteCount
    }
    rowCount += 1
    groupRows += 1
    if groupRows == rowsPerGroup || textByteCount > Self.groupByteLimit { try endGroup() }
  }

  /// Appends packed rows.
  public func append(_ rows: PackedRows, _ range: Range<Int>, of facts: PackedFacts) throws(Failure) {
    var next = range.lowerBound
    while next < range.upperBound {
      // Row by row where the texts might end the row group early.
      let most = buffers.reduce(0) { $0 + $1.textByteCount } + facts.pool.bytes.count * rows.width
      let count = most > Self.groupByteLimit ? 1 : min(range.upperBound - next, rowsPerGroup - groupRows)
      if let failed = appendColumns(rows, next..<next + count, of: facts) {
        throw wrap(buffers[failed.column].error(for: failed.value, row: rowCount + failed.row + 1))
      }
      next += count
      rowCount += count
      groupRows += count
      if groupRows == rowsPerGroup || buffers.reduce(0, { $0 + $1.textByteCount }) > Self.groupByteLimit {
        try endGroup()
      }
    }
  }

  /// Appends a part of the rows column by column; says where a value does not fit.
  private func appendColumns(
    _ rows: PackedRows, _ range: Range<Int>, of facts: PackedFacts
  ) -> (column: Int, row: Int, value: FactValue)? {
    let last = buffers.count - 1
    return facts.pool.bytes.withUnsafeBytes { memory in
      let texts = PackedTexts(pool: facts.pool, memory: memory)
      for (column, value) in facts.head.enumerated() where !buffers[column].append(value, count: range.count, of: texts)
      {
        return (column, 0, facts.pool.value(value))
      }
      if !buffers[last - 1].append(facts.sourceHash, count: range.count, of: texts) {
        return (last - 1, 0, facts.pool.value(facts.sourceHash))
      }
      return rows.words[(range.lowerBound * rows.width)...].withUnsafeBufferPointer { words in
        guard let first = words.baseAddress else { return nil }
        for own in 0..<rows.width {
          let column = own == rows.width - 1 ? last : PackedRows.headCount + own
          if let row = buffers[column].append(first + own, stride: rows.width, count: range.count, of: texts) {
            return (column, row, facts.pool.value(words[own + row * rows.width]))
          }
        }
        return nil
      }
    }
  }

  /// Writes what is left, and the footer.
  ///
  /// A file without rows has its schema.
  public func finish() throws(Failure) {
    if groupRows > 0 { try endGroup() }
    workers.rest(buffers, of: schema)
    buffers = []
    metadata.rowCount = rowCount
    let footer = metadata.encoded(rootName: schema.name, sortedColumns: schema.plainlySortedColumns)
    let length = withUnsafeBytes(of: UInt32(truncatingIfNeeded: footer.count).littleEndian) { Array($0) }
    try write(footer + length + ParquetFormat.magic)
  }

  /// Encodes the columns, as many at a time as there are workers, and writes them.
  private func endGroup() throws(Failure) {
    let columns = buffers.map { buffer in
      workers.start(hasChecksum: false) { compressor throws(ZstdError) in
        // A page has a checksum of its own.
        try ColumnChunkWriter.pages(of: buffer, compressor: compressor)
      }
    }
    var group = ParquetRowGroup(rowCount: groupRows)
    for column in columns {
      let pages: ColumnPages
      do { pages = try column.wait() } catch { throw wrap(.zstd(error)) }
      group.chunks.append(pages.chunk(at: offset))
      try write(pages.bytes)
    }
    metadata.rowGroups.append(group)
    for buffer in buffers { buffer.removeAll() }
    groupRows = 0
  }

  private func write(_ bytes: [UInt8]) throws(Failure) {
    offset += bytes.count
    try sink(bytes)
  }
}

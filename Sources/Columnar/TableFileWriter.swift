import FactTables

/// Why a table file could not be written.
public enum TableFileError: Error, Hashable, Sendable {
  /// A row that does not fit the table; `row` counts from 1.
  case invalidRow(RowFault, row: Int)
  /// Compression failed.
  case zstd(ZstdError)
  /// A value that Parquet does not take.
  case parquet(ParquetError)
}

/// Writes rows as a `.csv.zst` file: the header and a fixed number of rows a zstd frame, so that a file can be unpacked in
/// parallel and its bytes depend on the rows alone.
///
/// Memory is bounded by one frame. Where the bytes go is the caller's: each frame is handed to `sink`, in order.
public final class TableFileWriter<Failure: Error> {
  /// Rows a frame.
  public static var rowsPerFrame: Int { 65_536 }

  /// How many rows were written.
  public private(set) var rowCount = 0
  private let encoder: CSVEncoder
  private let rowsPerFrame: Int
  private var compressor: ZstdCompressor
  private var pending: [UInt8] = []
  private var pendingRows = 0
  private let sink: ([UInt8]) throws(Failure) -> Void
  private let wrap: (TableFileError) -> Failure

  /// Starts a file of a table.
  ///
  /// - Parameters:
  ///   - schema: The table.
  ///   - rowsPerFrame: Rows a frame; every file of the store has the standard number.
  ///   - wrap: Turns an error of this writer into the caller's.
  ///   - sink: Takes the bytes of the file, in order.
  public init(
    _ schema: TableSchema, rowsPerFrame: Int = rowsPerFrame, wrap: @escaping (TableFileError) -> Failure,
    sink: @escaping ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    encoder = CSVEncoder(schema)
    self.rowsPerFrame = max(1, rowsPerFrame)
    self.wrap = wrap
    self.sink = sink
    do { compressor = try ZstdCompressor() } catch { throw wrap(.zstd(error)) }
    encoder.appendHeader(to: &pending)
  }

  /// Appends a row.
  public func append(_ row: FactRow) throws(Failure) {
    do { try encoder.append(row, to: &pending) } catch { throw wrap(.invalidRow(error, row: rowCount + 1)) }
    rowCount += 1
    pendingRows += 1
    if pendingRows == rowsPerFrame { try flush() }
  }

  /// Writes what is left.
  ///
  /// A file without rows has its header.
  public func finish() throws(Failure) {
    if !pending.isEmpty { try flush() }
  }

  private func flush() throws(Failure) {
    var frame: [UInt8] = []
    do { try compressor.append(frameOf: pending, to: &frame) } catch { throw wrap(.zstd(error)) }
    pending.removeAll(keepingCapacity: true)
    pendingRows = 0
    try sink(frame)
  }
}

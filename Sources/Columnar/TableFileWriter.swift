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

/// Writes rows as a `.csv.zst` file: the header and rows, cut into zstd frames of about one size, so that a file can be
/// packed and unpacked in parallel and its bytes depend on the rows alone.
///
/// A frame ends with the first row with which it has `frameByteCount` bytes. Memory is bounded by a few frames. Where the
/// bytes go is the caller's: each frame is handed to `sink`, in order, on the caller's thread. For one thread at a time.
public final class TableFileWriter<Failure: Error> {
  /// Bytes of rows a frame: enough for zstd's window of two MiB, small enough for many threads.
  public static var frameByteCount: Int { 4 << 20 }

  /// How many rows were written.
  public private(set) var rowCount = 0
  private let encoder: CSVEncoder
  private let frameByteCount: Int
  private let workers: EncodingWorkers
  private var pending: ByteBuffer
  /// Frames that are being compressed, in order.
  private var frames: [EncodingTicket<[UInt8]>] = []
  private let sink: ([UInt8]) throws(Failure) -> Void
  private let wrap: (TableFileError) -> Failure

  /// Frames of one file that may wait for one another.
  private static var waitingLimit: Int { 8 }

  /// Starts a file of a table.
  ///
  /// - Parameters:
  ///   - schema: The table.
  ///   - frameByteCount: Bytes a frame; every file of the store has the standard number.
  ///   - workers: Who compresses; the caller's own thread where none are given.
  ///   - wrap: Turns an error of this writer into the caller's.
  ///   - sink: Takes the bytes of the file, in order.
  public init(
    _ schema: TableSchema, frameByteCount: Int = frameByteCount, workers: EncodingWorkers = EncodingWorkers(count: 0),
    wrap: @escaping (TableFileError) -> Failure, sink: @escaping ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    encoder = CSVEncoder(schema)
    self.frameByteCount = max(1, frameByteCount)
    self.workers = workers
    self.wrap = wrap
    self.sink = sink
    pending = workers.frameBuffer(byteCount: self.frameByteCount)
    encoder.appendHeader(to: pending)
  }

  /// Appends a row.
  public func append(_ row: FactRow) throws(Failure) {
    do { try encoder.append(row, to: pending) } catch { throw wrap(.invalidRow(error, row: rowCount + 1)) }
    rowCount += 1
    if pending.count >= frameByteCount { try endFrame() }
  }

  /// Appends packed rows.
  public func append(_ rows: PackedRows, _ range: Range<Int>, of facts: PackedFacts) throws(Failure) {
    var next = range.lowerBound
    while next < range.upperBound {
      let first = next
      do {
        next = try encoder.append(rows, next..<range.upperBound, of: facts, until: frameByteCount, to: pending)
      } catch {
        throw wrap(.invalidRow(error, row: rowCount + 1))
      }
      rowCount += next - first
      if pending.count >= frameByteCount { try endFrame() }
    }
  }

  /// Writes what is left.
  ///
  /// A file without rows has its header.
  public func finish() throws(Failure) {
    if pending.count > 0 { try endFrame() }
    while !frames.isEmpty { try writeFirstFrame() }
    workers.rest(pending)
    pending = ByteBuffer()
  }

  private func endFrame() throws(Failure) {
    let content = HandedOver(value: pending)
    let workers = workers
    frames.append(
      workers.start(hasChecksum: true) { compressor throws(ZstdError) in
        let frame = try compressor.frame(of: content.value.bytes)
        workers.rest(content.value)
        return frame
      })
    pending = workers.frameBuffer(byteCount: self.frameByteCount)
    // What is done is let go at once: every table has frames.
    while let first = frames.first, first.isReady || frames.count > Self.waitingLimit { try writeFirstFrame() }
  }

  private func writeFirstFrame() throws(Failure) {
    let frame: [UInt8]
    do { frame = try frames.removeFirst().wait() } catch { throw wrap(.zstd(error)) }
    try sink(frame)
  }
}

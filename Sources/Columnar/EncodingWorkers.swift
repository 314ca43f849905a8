import Dispatch
import FactTables
import Synchronization

/// Threads that compress and encode parts of files while their writers go on.
///
/// A part is handed over whole and its bytes depend on it alone, so the number of threads changes no byte. Where all are
/// busy the writer does the work itself: memory is bounded by the parts in work.
public final class EncodingWorkers: Sendable {
  private let limit: Int
  private let running = Mutex(0)
  private let queue = DispatchQueue(label: "gongkai.encoding", attributes: .concurrent)
  private let frames = CompressorPool(hasChecksum: true)
  private let pages = CompressorPool(hasChecksum: false)
  private let resting = Mutex(RestingMemory())

  /// Workers for at most `count` parts at a time; 0 lets every writer do its own work.
  public init(count: Int) { limit = max(0, count) }

  /// Starts a piece of work; with `hasChecksum` its compressor ends each frame with a checksum.
  func start<Value: Sendable>(
    hasChecksum: Bool, _ work: @escaping @Sendable (ZstdCompressor) throws(ZstdError) -> Value
  ) -> EncodingTicket<Value> {
    let pool = hasChecksum ? frames : pages
    let ticket = EncodingTicket<Value>()
    let isAdmitted = running.withLock { running in
      if running >= limit { return false }
      running += 1
      return true
    }
    guard isAdmitted else {
      ticket.fulfil(pool.run(work))
      return ticket
    }
    queue.async {
      let result = pool.run(work)
      self.running.withLock { $0 -= 1 }
      ticket.fulfil(result)
    }
    return ticket
  }
}

extension EncodingWorkers {
  /// Memory of parts that are done, kept for the next: fresh memory costs more than writing into it.
  ///
  /// For one part at a time each: that of whoever took it.
  fileprivate struct RestingMemory: @unchecked Sendable {
    var columns: [FactTable: [[ColumnBuffer]]] = [:]
    var frames: [ByteBuffer] = []
  }

  /// Empty columns for a row group of a table.
  func columns(for schema: TableSchema, rowCount: Int) -> [ColumnBuffer] {
    let rested = resting.withLock { $0.columns[schema.table]?.popLast().map { HandedOver(value: $0) } }
    return rested?.value ?? schema.columns.map { ColumnBuffer($0, rowCount: rowCount) }
  }

  /// Takes columns back that are not needed any more.
  func rest(_ columns: [ColumnBuffer], of schema: TableSchema) {
    for column in columns { column.removeAll() }
    let rested = HandedOver(value: columns)
    resting.withLock { $0.columns[schema.table, default: []].append(rested.value) }
  }

  /// An empty buffer for a frame.
  ///
  /// `byteCount` is about what a frame has: what is not used of it takes no memory.
  func frameBuffer(byteCount: Int) -> ByteBuffer {
    let rested = resting.withLock { $0.frames.popLast().map { HandedOver(value: $0) } }
    return rested?.value ?? ByteBuffer(capacity: byteCount + byteCount / 16)
  }

  /// Takes a buffer back that is not needed any more.
  func rest(_ buffer: ByteBuffer) {
    buffer.removeAll()
    let rested = HandedOver(value: buffer)
    resting.withLock { $0.frames.append(rested.value) }
  }
}

/// Handed over whole: only the taker looks at it from here on.
struct HandedOver<Value>: @unchecked Sendable {
  let value: Value
}

/// The result of a piece of work, to be waited for.
final class EncodingTicket<Value: Sendable>: Sendable {
  private let result = Mutex<Result<Value, ZstdError>?>(nil)
  private let isDone = DispatchSemaphore(value: 0)

  fileprivate func fulfil(_ value: Result<Value, ZstdError>) {
    result.withLock { $0 = value }
    isDone.signal()
  }

  /// Whether the work is done, so that nobody would wait.
  var isReady: Bool { result.withLock { $0 != nil } }

  /// Waits until the work is done; once for each ticket.
  func wait() throws(ZstdError) -> Value {
    isDone.wait()
    let value = result.withLock { $0 }
    guard let value else { throw .outOfMemory }
    return try value.get()
  }
}

/// Compressors that are at rest: making one costs more than a small frame.
private final class CompressorPool: Sendable {
  private let hasChecksum: Bool
  private let resting = Mutex<[Resting]>([])

  /// A compressor is one thread's at a time: that of whoever took it out of the pool.
  private struct Resting: @unchecked Sendable { let compressor: ZstdCompressor }

  init(hasChecksum: Bool) { self.hasChecksum = hasChecksum }

  func run<Value>(_ work: (ZstdCompressor) throws(ZstdError) -> Value) -> Result<Value, ZstdError> {
    do throws(ZstdError) {
      let taken = resting.withLock { $0.popLast() }
      let compressor = if let taken { taken.compressor } else { try ZstdCompressor(hasChecksum: hasChecksum) }
      let value = try work(compressor)
      let used = Resting(compressor: compressor)
      resting.withLock { $0.append(used) }
      return .success(value)
    } catch {
      return .failure(error)
    }
  }
}

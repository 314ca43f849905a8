import Synchronization

/// Workers that rest between batches: their compressors and rooms are used again.
final class WorkerPool<Worker>: @unchecked Sendable {
  private let lock = Mutex(())
  private var workers: [Worker] = []
  private let make: @Sendable () -> Worker

  init(_ make: @escaping @Sendable () -> Worker) { self.make = make }

  /// Lends a worker for as long as `body` runs.
  func withWorker<Result>(_ body: (inout Worker) -> Result) -> Result {
    var worker = lock.withLock { _ in workers.popLast() } ?? make()
    defer { lock.withLock { _ in workers.append(worker) } }
    return body(&worker)
  }
}

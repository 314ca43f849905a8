import Synchronization

/// Lends workers to tasks: one is made for each task that runs at the same time, and used again by later ones.
final class ExtractWorkers: Sendable {
  /// A worker is used by one task at a time.
  private struct Idle: @unchecked Sendable {
    var worker: ExtractWorker
  }

  private let tools: ExtractTools
  private let idle = Mutex<[Idle]>([])

  init(_ tools: ExtractTools) { self.tools = tools }

  /// Runs `body` with a worker that nobody else has meanwhile.
  func with<Result>(_ body: (inout ExtractWorker) -> Result) -> Result {
    var lent = idle.withLock { $0.popLast() } ?? Idle(worker: ExtractWorker(tools))
    let result = body(&lent.worker)
    let returned = lent
    idle.withLock { $0.append(returned) }
    return result
  }
}

import CPlatform
import SnapshotStore

/// The pipeline as the commands call it: the three stages, alone or in order, under the store's lock.
public struct Pipeline {
  let options: PipelineOptions

  /// A pipeline over one store.
  public init(options: PipelineOptions) { self.options = options }

  /// All three stages over inboxes.
  public func run(inboxes: [String]) async throws -> RunSummary {
    try await locked { workArea, lock in
      var summary = RunSummary(store: options.store)
      let ahead = NormalizeAhead(options: options)
      summary.extract = try await ExtractStage(options: options, ahead: ahead).run(
        inboxes: inboxes, workArea: workArea, forgotten: try forgottenDocuments())
      if summary.extract?.sawSomethingNew == false,
        let snapshot = try LoadStage(options: options).settledSnapshot(
          workArea: workArea, forgotten: try forgottenDocuments())
      {
        summary.load = LoadSummary()
        summary.load?.snapshot = snapshot
        return summary
      }
      summary.normalize = try await NormalizeStage(options: options).run(workArea: workArea, ahead: ahead)
      ahead.finish()
      // What the first stages took is not needed in this form again, and `load` takes the most.
      platform_return_memory()
      summary.load = try await LoadStage(options: options).run(
        workArea: workArea, lock: lock, forgotten: try forgottenDocuments())
      platform_return_memory()
      if summary.load?.isCommitted == true { try workArea.tidy() }
      return summary
    }
  }

  /// Stage 1 alone.
  public func extract(inboxes: [String]) async throws -> RunSummary {
    try await locked { workArea, lock in
      var summary = RunSummary(store: options.store)
      summary.extract = try await ExtractStage(options: options).run(
        inboxes: inboxes, workArea: workArea, forgotten: try forgottenDocuments())
      return summary
    }
  }

  /// Stage 2 alone.
  public func normalize() async throws -> RunSummary {
    try await locked { workArea, lock in
      var summary = RunSummary(store: options.store)
      summary.normalize = try await NormalizeStage(options: options).run(workArea: workArea)
      return summary
    }
  }

  /// Stage 3 alone.
  public func load() async throws -> RunSummary {
    try await locked { workArea, lock in
      var summary = RunSummary(store: options.store)
      summary.load = try await LoadStage(options: options).run(
        workArea: workArea, lock: lock, forgotten: try forgottenDocuments())
      if summary.load?.isCommitted == true { try workArea.tidy() }
      return summary
    }
  }

  private func forgottenDocuments() throws -> ForgottenDocuments {
    try ForgottenDocuments(of: try openStore.currentSnapshot())
  }

  /// Does work under the store's lock.
  func locked<Result>(_ work: (WorkArea, StoreLock) async throws -> Result) async throws -> Result {
    do {
      let lock = try StoreLock(store: options.store)
      let result = try await work(try WorkArea(store: options.store, spillByteLimit: options.spillByteLimit), lock)
      // The lock ends with its last use: not before the work is done.
      return withExtendedLifetime(lock) { result }
    } catch let error as StoreError {
      throw PipelineError(error)
    }
  }
}

import SnapshotStore

/// What `gc` did or would do.
public struct RetentionReport: Sendable {
  /// The snapshots that stay, oldest first.
  public let kept: [String]
  /// The snapshots that go, oldest first.
  public let removed: [String]
  /// The bytes that only they have.
  public let freedBytes: Int
  /// Whether they are gone, or only would be.
  public let isDone: Bool

  /// For standard output.
  public var text: String {
    var lines = removed.map { (isDone ? "removed       " : "would remove  ") + $0 }
    let bytes = RunSummary.grouped(freedBytes)
    if removed.isEmpty {
      lines.append("Nothing to remove: \(kept.count) snapshots.")
    } else {
      lines.append("\(removed.count) of \(removed.count + kept.count) snapshots, \(bytes) bytes that no other one has")
      if !isDone { lines.append("Nothing was removed; --yes removes them.") }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension Pipeline {
  /// Keeps the newest snapshots of the store and removes the others, or says what would go.
  ///
  /// The current one always stays. Only removing takes the lock.
  public func collectGarbage(keeping count: Int, isDone: Bool) throws -> RetentionReport {
    try reportingStoreErrors {
      guard try openStore.pointer() != nil else { throw PipelineError.noSnapshot(store: options.store) }
      let plan: RetentionPlan
      if isDone {
        let lock = try StoreLock(store: options.store)
        plan = try openStore.removeSnapshots(keeping: count, lock: lock)
      } else {
        plan = try openStore.retentionPlan(keeping: count)
      }
      return RetentionReport(kept: plan.kept, removed: plan.removed, freedBytes: plan.freedBytes, isDone: isDone)
    }
  }
}

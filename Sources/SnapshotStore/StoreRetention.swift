/// Which snapshots of a store would stay and which would go.
public struct RetentionPlan: Hashable, Sendable {
  /// The snapshots that stay, oldest first.
  public var kept: [String]
  /// The snapshots that go, oldest first.
  public var removed: [String]
  /// The bytes of files that no snapshot that stays has; what a snapshot with a damaged manifest holds is not counted.
  public var freedBytes: Int
}

extension Store {
  /// What keeping the newest `count` snapshots would remove; nothing is changed.
  ///
  /// The current snapshot and the one that `current` leads to always stay, and so does a snapshot newer than the current
  /// one, which only the next run can judge. Snapshots share files as hard links, so none that stays loses anything.
  /// `count` below 1 is taken for 1.
  public func retentionPlan(keeping count: Int) throws(StoreError) -> RetentionPlan {
    let names = try snapshotNames()
    guard let pointer = try pointer() else { return RetentionPlan(kept: names, removed: [], freedBytes: 0) }
    let last = Manifest.sequence(of: pointer.current) ?? 0
    var linked: String?
    if try fileSystem.status(currentPath)?.kind == .symbolicLink {
      linked = try fileSystem.target(ofLink: currentPath).split(separator: "/").last.map(String.init)
    }
    let older = names.filter { $0 != pointer.current && (Manifest.sequence(of: $0) ?? 0) <= last }
    let removed = older.dropLast(max(1, count) - 1).filter { $0 != linked }
    let kept = names.filter { !removed.contains($0) }
    return RetentionPlan(kept: kept, removed: Array(removed), freedBytes: try bytes(of: removed, notIn: kept))
  }

  /// Removes what `retentionPlan(keeping:)` lists, oldest first, and returns the list.
  ///
  /// Needs the lock. An interrupted removal leaves no half snapshot: each goes out of sight with one rename, and the next
  /// run removes what is left. What an earlier, interrupted run left behind is removed too.
  @discardableResult
  public func removeSnapshots(keeping count: Int, lock: StoreLock) throws(StoreError) -> RetentionPlan {
    precondition(lock.store == path, "the lock is another store's")
    guard try StoreRecovery(store: self).run() != nil else { return try retentionPlan(keeping: count) }
    let plan = try retentionPlan(keeping: count)
    for name in plan.removed {
      let hidden = snapshotsPath + "/.building-" + name
      try fileSystem.rename(snapshotsPath + "/" + name, to: hidden)
      try fileSystem.synchronizeDirectory(snapshotsPath)
      try fileSystem.removeTree(hidden)
    }
    if !plan.removed.isEmpty { try fileSystem.synchronizeDirectory(snapshotsPath) }
    return plan
  }

  private func bytes(of removed: [String], notIn kept: [String]) throws(StoreError) -> Int {
    if removed.isEmpty { return 0 }
    var seen: Set<FileEntry> = []
    for name in kept { seen.formUnion(try files(of: name)) }
    var count = 0
    for name in removed {
      for file in try files(of: name) where seen.insert(file).inserted { count += file.bytes }
    }
    return count
  }

  /// The files that a snapshot names; none where its manifest is damaged.
  private func files(of name: String) throws(StoreError) -> [FileEntry] {
    do {
      let manifest = try snapshot(named: name).manifest
      return manifest.hashedFiles + manifest.unhashedFiles
    } catch {
      switch error {
      case .invalidManifest, .unknownSnapshot, .system(.open, _, _): return []
      default: throw error
      }
    }
  }
}

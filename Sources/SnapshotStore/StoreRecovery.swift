/// Moves the pointer and the link that say which snapshot is current.
struct StorePointer {
  let store: Store

  private var newPointerPath: String { store.path + "/.manifest.json.new" }
  private var newLinkPath: String { store.path + "/.current.new" }

  /// Makes a snapshot the current one: the pointer by one rename, then the link by one rename.
  func point(to pointer: Pointer) throws(StoreError) {
    let fileSystem = store.fileSystem
    let json = try StoreJSON.encode(pointer, path: newPointerPath)
    try fileSystem.writeFile(newPointerPath, json, permissions: 0o644)
    try fileSystem.rename(newPointerPath, to: store.pointerPath)
    try fileSystem.synchronizeDirectory(store.path)
    try link(to: pointer.current)
  }

  /// Lets `current` lead to a snapshot, where it does not yet.
  func link(to snapshot: String) throws(StoreError) {
    let fileSystem = store.fileSystem
    let target = "snapshots/" + snapshot
    if try fileSystem.status(store.currentPath)?.kind == .symbolicLink,
      try fileSystem.target(ofLink: store.currentPath) == target
    {
      return
    }
    try fileSystem.makeSymbolicLink(newLinkPath, target: target)
    try fileSystem.rename(newLinkPath, to: store.currentPath)
    try fileSystem.synchronizeDirectory(store.path)
  }

  /// Removes what an interrupted move left.
  func removeLeftovers() throws(StoreError) {
    for path in [newPointerPath, newLinkPath] where try store.fileSystem.status(path) != nil {
      try store.fileSystem.removeFile(path)
    }
  }
}

/// Brings a store that an earlier run left in the middle of something back to its last snapshot.
///
/// Needs the lock.
struct StoreRecovery {
  let store: Store

  /// Removes leftovers, lets `current` agree with the pointer, and returns the current snapshot; `nil` if there is none.
  ///
  /// Three things can be left: a folder that was being built; a snapshot that was renamed into place and never pointed
  /// to; a `current` that is one behind. Snapshots that the history names are never touched.
  func run() throws(StoreError) -> Snapshot? {
    let fileSystem = store.fileSystem
    try StorePointer(store: store).removeLeftovers()
    let current = try store.currentSnapshot()
    let names = try store.snapshotNames()
    let last = current?.manifest.sequence ?? 0
    let unreached = names.filter { (Manifest.sequence(of: $0) ?? 0) > last }
    // One publish can leave one snapshot, the next in number. Anything else was not left by a crash.
    if unreached.count > 1 || unreached.contains(where: { Manifest.sequence(of: $0) != last + 1 }) {
      if current == nil { throw .pointerMissing(store: store.path) }
      throw .invalidManifest(
        path: store.pointerPath, reason: "the store has newer snapshots than the one it calls current")
    }
    for name in try fileSystem.list(store.snapshotsPath) where name.hasPrefix(".building") {
      try fileSystem.removeTree(store.snapshotsPath + "/" + name)
    }
    for name in unreached {
      // First out of sight: a removal that is interrupted must not leave half a snapshot under a good name.
      try fileSystem.rename(store.snapshotsPath + "/" + name, to: store.snapshotsPath + "/.building-" + name)
      try fileSystem.removeTree(store.snapshotsPath + "/.building-" + name)
    }
    if let current { try StorePointer(store: store).link(to: current.name) }
    return current
  }
}

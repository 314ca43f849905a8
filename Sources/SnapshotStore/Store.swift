import FactTables

/// A store on disk, for reading: which snapshots it has and which one is current (contract.md section 2).
///
/// A reader needs no lock: a snapshot is complete and never changes, and the pointer is replaced by one rename.
public struct Store: Sendable {
  /// The store's folder.
  public let path: String
  let fileSystem: any FileSystem

  /// Names a store; nothing is read yet.
  public init(path: String, fileSystem: any FileSystem = PosixFileSystem()) {
    self.path = path
    self.fileSystem = fileSystem
  }

  var pointerPath: String { path + "/manifest.json" }
  var currentPath: String { path + "/current" }
  var snapshotsPath: String { path + "/snapshots" }

  /// What `store/manifest.json` says; `nil` where the store has no snapshot yet.
  public func pointer() throws(StoreError) -> Pointer? {
    guard try fileSystem.status(pointerPath) != nil else {
      if try fileSystem.status(currentPath) != nil { throw .pointerMissing(store: path) }
      return nil
    }
    let bytes = try fileSystem.readFile(pointerPath, limit: 1 << 20)
    let pointer = try StoreJSON.decode(Pointer.self, bytes, path: pointerPath)
    if Manifest.sequence(of: pointer.current) == nil {
      throw .invalidManifest(path: pointerPath, reason: "'\(pointer.current)' is no snapshot's name")
    }
    return pointer
  }

  /// The current snapshot; `nil` where the store has none yet.
  public func currentSnapshot() throws(StoreError) -> Snapshot? {
    guard let pointer = try pointer() else { return nil }
    return try snapshot(named: pointer.current)
  }

  /// The snapshot of a name.
  public func snapshot(named name: String) throws(StoreError) -> Snapshot {
    guard Manifest.sequence(of: name) != nil, try fileSystem.status(snapshotsPath + "/" + name) != nil else {
      throw .unknownSnapshot(name, store: path)
    }
    let folder = snapshotsPath + "/" + name
    let manifestPath = folder + "/manifest.json"
    let bytes = try fileSystem.readFile(manifestPath, limit: 1 << 30)
    let manifest = try StoreJSON.decode(Manifest.self, bytes, path: manifestPath)
    if manifest.snapshot != name {
      throw .invalidManifest(path: manifestPath, reason: "it calls itself '\(manifest.snapshot)'")
    }
    // Paths come from a file: none may lead out of the snapshot.
    for file in manifest.hashedFiles + manifest.unhashedFiles where !Self.isInside(file.path) {
      throw .invalidManifest(path: manifestPath, reason: "'\(file.path)' is no path in a snapshot")
    }
    return Snapshot(manifest: manifest, path: folder, fileSystem: fileSystem)
  }

  /// The names of all snapshots, oldest first.
  public func snapshotNames() throws(StoreError) -> [String] {
    guard try fileSystem.status(snapshotsPath) != nil else { return [] }
    return try fileSystem.list(snapshotsPath).filter { Manifest.sequence(of: $0) != nil }
      .sorted { (Manifest.sequence(of: $0) ?? 0, $0) < (Manifest.sequence(of: $1) ?? 0, $1) }
  }

  static func isInside(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return !parts.isEmpty && !path.utf8.contains(0) && parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
  }
}

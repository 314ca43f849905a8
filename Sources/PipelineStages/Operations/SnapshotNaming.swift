import SnapshotStore

extension Pipeline {
  /// The store of this pipeline.
  var openStore: Store { Store(path: options.store) }

  /// Runs work on the store and turns its errors into the pipeline's.
  func reportingStoreErrors<Result>(_ work: () throws -> Result) throws -> Result {
    do { return try work() } catch let error as StoreError { throw PipelineError(error) }
  }

  /// The snapshot that a person means.
  ///
  /// `nil` and `current` are the current one, `parent` the one before it; else a snapshot's name, its number without or
  /// with zeros, or a beginning that only one has.
  public func snapshot(_ name: String?) throws -> Snapshot {
    try reportingStoreErrors {
      let store = openStore
      guard let pointer = try store.pointer() else { throw PipelineError.noSnapshot(store: options.store) }
      guard let name, name != "current" else { return try store.snapshot(named: pointer.current) }
      if name == "parent" {
        guard let parent = pointer.parent else { throw StoreError.unknownSnapshot(name, store: options.store) }
        return try store.snapshot(named: parent)
      }
      let names = try store.snapshotNames()
      if names.contains(name) { return try store.snapshot(named: name) }
      let fitting = names.filter {
        $0.hasPrefix(name) || Int(name) != nil && Int($0.prefix { $0 != "-" }) == Int(name)
      }
      guard fitting.count == 1, let only = fitting.first, !name.isEmpty else {
        throw StoreError.unknownSnapshot(name, store: options.store)
      }
      return try store.snapshot(named: only)
    }
  }
}

extension Snapshot {
  /// The bytes of one of its files that are no table, as `rules/narrative.yaml`; `nil` where it has no such file.
  ///
  /// Throws where the file is missing or is not the one that the manifest means.
  func bytes(ofFile name: String) throws(PipelineError) -> [UInt8]? {
    guard let entry = manifest.files.first(where: { $0.path == name }) else { return nil }
    let location = InboxScanner.cString(Array((path + "/" + name).utf8))
    guard let bytes = try? readFile(location, limit: 1 << 30), hexadecimal(sha256(bytes)) == entry.sha256 else {
      throw .store(
        message: "\(path)/\(name) is missing or damaged", advice: "Run `gongkai verify` and restore it from a copy.")
    }
    return bytes
  }
}

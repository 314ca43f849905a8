import Columnar
import FactTables
import Synchronization

/// Builds the next snapshot of a store in a folder beside the others and publishes it with one rename.
///
/// ```swift
/// let lock = try StoreLock(store: path)
/// let builder = try SnapshotBuilder(store: Store(path: path), lock: lock, settings: settings)
/// let writer = try builder.writer(for: .applications, year: 2020)
/// for row in sortedRows { try writer.append(row) }
/// try writer.finish()
/// try builder.keep(.applications, year: 2019)
/// try builder.write(sources, to: .sources)
/// try builder.addFile("rules/narrative.yaml", bytes)
/// let result = try builder.commit(at: "2026-01-31T02:00:00Z")
/// ```
/// Several threads may write several tables and years at once. Whatever fails, the store stays at the last snapshot, and
/// the next builder removes what is left over.
public final class SnapshotBuilder: Sendable {
  /// The store.
  public let store: Store
  /// The snapshot that is current while this one is built; `nil` for the first.
  public let parent: Snapshot?
  let settings: SnapshotSettings
  let folder: String
  /// Who compresses and encodes, for all writers together.
  let workers: EncodingWorkers
  private let lock: StoreLock
  private let state: Mutex<State>

  struct State {
    var folders: Set<String> = []
    var tables: [FactTable: [Int: FormatFiles]] = [:]
    var sources: FormatFiles?
    var files: [String: FileEntry] = [:]
    var unhashedFiles: [String: FileEntry] = [:]
    var hasEnded = false
  }

  /// Starts a snapshot, after removing what an earlier, interrupted run left behind.
  public init(store: Store, lock: StoreLock, settings: SnapshotSettings) throws(StoreError) {
    precondition(lock.store == store.path, "the lock is another store's")
    self.store = store
    self.lock = lock
    self.settings = settings
    try store.fileSystem.makeDirectories(store.snapshotsPath)
    parent = try StoreRecovery(store: store).run()
    folder = store.snapshotsPath + "/.building"
    state = Mutex(State())
    workers = EncodingWorkers(count: settings.jobs)
    try store.fileSystem.makeDirectory(folder)
  }

  /// A writer for the rows of a table and year; `year` is `nil` for `sources`.
  ///
  /// Its `finish` adds the files.
  public func writer(for table: FactTable, year: Int? = nil) throws(StoreError) -> PartitionWriter {
    precondition((year != nil) == table.schema.isPartitionedByYear, "a year goes with a table that has one file a year")
    if table != .sources { try makeFolders(of: table) }
    return try PartitionWriter(builder: self, table: table, year: year)
  }

  /// Writes rows, which must be in order, to a table and year.
  public func write(_ rows: some Sequence<FactRow>, to table: FactTable, year: Int? = nil) throws(StoreError) {
    let writer = try writer(for: table, year: year)
    for row in rows { try writer.append(row) }
    try writer.finish()
  }

  /// Whether the parent has a table and year in just the formats of this snapshot, so that `keep` can take it over.
  public func canKeep(_ table: FactTable, year: Int) -> Bool { parentFiles(of: table, year: year) != nil }

  /// Takes a table and year over from the parent as it is.
  ///
  /// Throws `notInParent` where `canKeep` says no.
  public func keep(_ table: FactTable, year: Int) throws(StoreError) {
    guard let files = parentFiles(of: table, year: year) else { throw .notInParent(table, year: year) }
    try makeFolders(of: table)
    for format in files.keys.sorted() { for file in files[format] ?? [] { try linkFromParent(file) } }
    try add(files, to: table, year: year)
  }

  private func parentFiles(of table: FactTable, year: Int) -> FormatFiles? {
    guard let files = parent?.manifest.tables[table.rawValue]?[String(year)],
      Set(files.keys) == Set(settings.formats.map(\.rawValue)), files.values.allSatisfy({ !$0.isEmpty })
    else { return nil }
    return files
  }

  /// The formats in which a table is written, in a fixed order.
  func formats(of table: FactTable) -> [TableFormat] {
    table == .sources ? [.csv] : TableFormat.allCases.filter { settings.formats.contains($0) }
  }

  private func makeFolders(of table: FactTable) throws(StoreError) {
    for format in formats(of: table) {
      try makeFolder(format.rawValue)
      try makeFolder(format.rawValue + "/" + table.rawValue)
    }
  }

  /// Adds a file that is no table, as `rules/narrative.yaml`.
  ///
  /// `isHashed` false keeps it out of what the id comes from.
  public func addFile(_ path: String, _ bytes: [UInt8], isHashed: Bool = true) throws(StoreError) {
    precondition(Store.isInside(path), "a path in a snapshot")
    var parts = path.split(separator: "/").map(String.init)
    parts.removeLast()
    for count in 0..<parts.count { try makeFolder(parts[...count].joined(separator: "/")) }
    let file = try HashedFile(folder + "/" + path, fileSystem: store.fileSystem)
    try file.append(bytes)
    let entry = FileEntry(path: path, sha256: file.finish(), bytes: bytes.count)
    try update { state throws(StoreError) in
      if isHashed { state.files[path] = entry } else { state.unhashedFiles[path] = entry }
    }
  }

  /// Publishes the snapshot, or says that nothing changed.
  ///
  /// `time` is kept in the history and not hashed.
  public func commit(at time: String) throws(StoreError) -> CommitResult {
    let content = try update { state throws(StoreError) in
      if state.sources == nil { throw .sourcesMissing }
      return state
    }
    var manifest = makeManifest(content)
    try addFile("datapackage.json", DataPackage(manifest: manifest).json())
    manifest.files = try update { state throws(StoreError) in
      state.hasEnded = true
      return Self.sorted(state.files)
    }
    manifest.id = manifest.contentID
    if let parent, parent.manifest.id == manifest.id {
      try store.fileSystem.removeTree(folder)
      return .unchanged(parent)
    }
    manifest.snapshot = Manifest.name(sequence: manifest.sequence, id: manifest.id)
    manifest.history.append(HistoryEntry(snapshot: manifest.snapshot, committedAt: time))
    return .published(try publish(manifest, folders: content.folders))
  }

  /// Gives the snapshot up and removes its folder; the store stays as it is.
  public func discard() throws(StoreError) {
    try update { state throws(StoreError) in state.hasEnded = true }
    try store.fileSystem.removeTree(folder)
  }

  private func makeManifest(_ content: State) -> Manifest {
    var tables: [String: [String: FormatFiles]] = [:]
    for table in FactTable.allCases where table != .sources {
      tables[table.rawValue] = Dictionary(
        uniqueKeysWithValues: (content.tables[table] ?? [:]).map { (String($0), $1) })
    }
    var versions = settings.versions
    versions["libzstd"] = ZstdCompressor.libraryVersion
    return Manifest(
      snapshot: "", sequence: (parent?.manifest.sequence ?? 0) + 1, id: "", parent: parent?.name,
      schemaVersion: TableSchemas.version, toolVersion: settings.toolVersion, versions: versions, tables: tables,
      sources: content.sources ?? [:], files: Self.sorted(content.files),
      unhashedFiles: Self.sorted(content.unhashedFiles), history: parent?.manifest.history ?? [])
  }

  /// The order of calls is what makes a publish safe: content to disk, names to disk, one rename, then the pointer.
  private func publish(_ manifest: Manifest, folders: Set<String>) throws(StoreError) -> Snapshot {
    let fileSystem = store.fileSystem
    let json = try StoreJSON.encode(manifest, path: folder + "/manifest.json")
    try fileSystem.synchronizeFiles((manifest.hashedFiles + manifest.unhashedFiles).map { folder + "/" + $0.path })
    try fileSystem.writeFile(folder + "/manifest.json", json, permissions: 0o444)
    try fileSystem.synchronizeDirectories(folders.sorted().map { folder + "/" + $0 })
    try fileSystem.synchronizeDirectory(folder)
    let path = store.snapshotsPath + "/" + manifest.snapshot
    try fileSystem.rename(folder, to: path)
    try fileSystem.synchronizeDirectory(store.snapshotsPath)
    try StorePointer(store: store).point(
      to: Pointer(
        current: manifest.snapshot, parent: manifest.parent, schemaVersion: manifest.schemaVersion,
        toolVersion: manifest.toolVersion))
    return Snapshot(manifest: manifest, path: path, fileSystem: fileSystem)
  }

  func makeFolder(_ name: String) throws(StoreError) {
    try update { state throws(StoreError) in
      if state.folders.contains(name) { return }
      try store.fileSystem.makeDirectory(folder + "/" + name)
      state.folders.insert(name)
    }
  }

  func add(_ files: FormatFiles, to table: FactTable, year: Int?) throws(StoreError) {
    try update { state throws(StoreError) in
      if let year {
        if state.tables[table]?[year] != nil { throw .addedTwice("\(table.rawValue) \(year)") }
        if !files.isEmpty { state.tables[table, default: [:]][year] = files }
      } else {
        if state.sources != nil { throw .addedTwice(table.rawValue) }
        state.sources = files
      }
    }
  }

  private func update<Value: Sendable>(
    _ body: (inout State) throws(StoreError) -> Value
  ) throws(StoreError) -> Value {
    let result: Result<Value, StoreError> = state.withLock { state in
      do throws(StoreError) {
        if state.hasEnded { throw .builderEnded }
        return .success(try body(&state))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private static func sorted(_ files: [String: FileEntry]) -> [FileEntry] {
    files.values.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }
}

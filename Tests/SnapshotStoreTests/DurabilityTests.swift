import FactTables
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import SnapshotStore

/// The real file system, which checks that nothing is made visible before it is on the disk.
///
/// A power cut may lose what was not synced: the content of a file since its last write, the names of a folder since its
/// last change. So at each rename that makes something visible, all below it must have been synced.
final class OrderCheckingFileSystem: FileSystem {
  private struct State {
    var unsyncedFiles: Set<String> = []
    var unsyncedFolders: Set<String> = []
    var violations: [String] = []
    var visibleRenames: [String] = []
  }

  private let real = PosixFileSystem()
  private let state = Mutex(State())

  /// What was made visible too early.
  var violations: [String] { state.withLock { $0.violations } }
  /// The last components of the names that became visible, in order.
  var visibleRenames: [String] { state.withLock { $0.visibleRenames } }
  /// What is not on the disk yet.
  var unsynced: Set<String> { state.withLock { $0.unsyncedFiles.union($0.unsyncedFolders) } }

  private func changed(_ path: String) {
    _ = state.withLock { $0.unsyncedFolders.insert(Self.parent(of: path)) }
  }

  func makeDirectory(_ path: String) throws(StoreError) {
    try real.makeDirectory(path)
    changed(path)
  }
  func create(_ path: String, permissions: UInt32) throws(StoreError) -> Int32 {
    changed(path)
    return try real.create(path, permissions: permissions)
  }
  func open(_ path: String) throws(StoreError) -> Int32 { try real.open(path) }
  func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, path: String) throws(StoreError) {
    _ = state.withLock { $0.unsyncedFiles.insert(path) }
    try real.write(bytes, to: descriptor, path: path)
  }
  func read(
    into bytes: UnsafeMutableRawBufferPointer, from descriptor: Int32, path: String
  ) throws(StoreError) -> Int {
    try real.read(into: bytes, from: descriptor, path: path)
  }
  func read(
    into bytes: UnsafeMutableRawBufferPointer, from descriptor: Int32, at offset: Int, path: String
  ) throws(StoreError) -> Int {
    try real.read(into: bytes, from: descriptor, at: offset, path: path)
  }
  func synchronize(_ descriptor: Int32, path: String) throws(StoreError) {
    try real.synchronize(descriptor, path: path)
    _ = state.withLock { $0.unsyncedFiles.remove(path) }
  }
  func close(_ descriptor: Int32) { real.close(descriptor) }
  func synchronizeDirectory(_ path: String) throws(StoreError) {
    try real.synchronizeDirectory(path)
    _ = state.withLock { $0.unsyncedFolders.remove(path) }
  }
  func rename(_ path: String, to newPath: String) throws(StoreError) {
    let isVisible = !newPath.contains("/.")
    state.withLock { state in
      if isVisible {
        let name = newPath.split(separator: "/").last.map(String.init) ?? ""
        state.visibleRenames.append(name)
        // A pointer or link must not be moved before the names it depends on are on the disk.
        let early = state.unsyncedFiles.union(state.unsyncedFolders).filter {
          $0.hasPrefix(path) || (name == "manifest.json" && $0.hasSuffix("/snapshots"))
        }
        state.violations += early.map { "\(name) before \($0)" }
      }
    }
    try real.rename(path, to: newPath)
    state.withLock { state in
      if state.unsyncedFiles.remove(path) != nil { state.unsyncedFiles.insert(newPath) }
    }
    changed(path)
    changed(newPath)
  }
  func link(_ path: String, to newPath: String) throws(StoreError) {
    try real.link(path, to: newPath)
    changed(newPath)
  }
  func makeSymbolicLink(_ path: String, target: String) throws(StoreError) {
    try real.makeSymbolicLink(path, target: target)
    changed(path)
  }
  func removeFile(_ path: String) throws(StoreError) {
    try real.removeFile(path)
    _ = state.withLock { $0.unsyncedFiles.remove(path) }
    _ = state.withLock { $0.unsyncedFiles.remove(path) }
  }
  func removeDirectory(_ path: String) throws(StoreError) { try real.removeDirectory(path) }
  func list(_ path: String) throws(StoreError) -> [String] { try real.list(path) }
  func status(_ path: String) throws(StoreError) -> FileStatus? { try real.status(path) }
  func target(ofLink path: String) throws(StoreError) -> String { try real.target(ofLink: path) }
}

@Suite struct DurabilityTests {
  @Test func nothingIsVisibleBeforeItIsOnTheDisk() throws {
    let folder = try TemporaryFolder()
    for facts in [try SampleFacts(years: [2019]), try SampleFacts(years: [2019, 2020])] {
      let fileSystem = OrderCheckingFileSystem()
      let name = try publish(facts, to: folder.path, fileSystem: fileSystem).snapshot.name
      #expect(fileSystem.violations.isEmpty, "\(fileSystem.violations)")
      #expect(fileSystem.visibleRenames == [name, "manifest.json", "current"])
      #expect(fileSystem.unsynced.filter { !$0.contains("/.building") }.isEmpty, "\(fileSystem.unsynced)")
    }
  }

  @Test func tablesMayBeWrittenSideBySide() throws {
    let folder = try TemporaryFolder()
    let facts = try SampleFacts(agencies: 9, years: Array(2012...2020))
    let alone = try publish(facts, to: folder.path + "/alone").snapshot
    let path = folder.path + "/together"
    let lock = try StoreLock(store: path)
    let builder = try SnapshotBuilder(store: Store(path: path), lock: lock, settings: testSettings)
    let parts = facts.rows.flatMap { table, years in years.map { (table, $0.key, $0.value) } }
    let failures = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: parts.count) { index in
      let (table, year, rows) = parts[index]
      do { try builder.write(rows, to: table, year: year) } catch {
        failures.withLock { $0.append("\(error)") }
      }
    }
    #expect(failures.withLock { $0 }.isEmpty)
    try builder.write(facts.sources, to: .sources)
    try builder.addFile("rules/narrative.yaml", Array("platforms: []\n".utf8))
    #expect(try builder.commit(at: "").snapshot.name == alone.name)
  }
}

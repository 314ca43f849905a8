import FactTables
import Foundation
import Glibc
import TestSupport
import Testing

@testable import SnapshotStore

@Suite struct RetentionTests {
  /// A store of four snapshots, of which the last two differ from the first two in 2020.
  private func makeStore(_ folder: TemporaryFolder) throws -> (store: Store, names: [String]) {
    let path = folder.path + "/store"
    let names = try [
      SampleFacts(years: [2019]), SampleFacts(), SampleFacts(carried: 1), SampleFacts(carried: 2),
    ].map { try publish($0, to: path).snapshot.name }
    return (Store(path: path), names)
  }

  @Test func thePlanChangesNothing() throws {
    let folder = try TemporaryFolder()
    let (store, names) = try makeStore(folder)
    let before = try content(of: store.path)
    for count in [-1, 0, 1, 2, 3, 4, 5, .max] {
      let plan = try store.retentionPlan(keeping: count)
      let stays = min(4, max(1, count))
      #expect(plan.kept == Array(names.suffix(stays)) && plan.removed == Array(names.dropLast(stays)))
      #expect((plan.freedBytes > 0) == !plan.removed.isEmpty)
    }
    #expect(try content(of: store.path) == before)
    let empty = Store(path: folder.path + "/nothing")
    #expect(try empty.retentionPlan(keeping: 3) == RetentionPlan(kept: [], removed: [], freedBytes: 0))
  }

  @Test func whatStaysIsWhole() throws {
    let folder = try TemporaryFolder()
    let (store, names) = try makeStore(folder)
    let before = try content(of: store.path)
    let lock = try StoreLock(store: store.path)
    let plan = try store.removeSnapshots(keeping: 2, lock: lock)
    #expect(plan.removed == Array(names.prefix(2)))
    #expect(try store.snapshotNames() == Array(names.suffix(2)))
    for name in names.suffix(2) { #expect(store.verify(snapshot: name).problems.isEmpty) }
    #expect(store.verify().problems.isEmpty && store.verify().notes.isEmpty)
    let after = try content(of: store.path)
    #expect(after == before.filter { name, _ in !names.prefix(2).contains { name.hasPrefix("snapshots/" + $0) } })
    #expect(try store.removeSnapshots(keeping: 2, lock: lock).removed.isEmpty)
    #expect(try store.removeSnapshots(keeping: 0, lock: lock).kept == [names[3]])
    #expect(store.verify().problems.isEmpty)
  }

  @Test func theNextRunGoesOnWithoutTheOldOnes() throws {
    let folder = try TemporaryFolder()
    let (store, names) = try makeStore(folder)
    try store.removeSnapshots(keeping: 1, lock: try StoreLock(store: store.path))
    let next = try publish(try SampleFacts(carried: 3), to: store.path, keeping: [2019]).snapshot
    #expect(next.manifest.sequence == 5 && next.manifest.parent == names[3])
    #expect(next.manifest.history.count == 5)
    #expect(store.verify().problems.isEmpty)
  }

  /// The link is one behind where a publish was interrupted: nobody's view is taken away.
  @Test func whatCurrentLeadsToIsNeverPlanned() throws {
    let folder = try TemporaryFolder()
    let (store, names) = try makeStore(folder)
    try FileManager.default.removeItem(atPath: store.currentPath)
    try FileManager.default.createSymbolicLink(
      atPath: store.currentPath, withDestinationPath: "snapshots/" + names[2])
    let plan = try store.retentionPlan(keeping: 1)
    #expect(plan.kept == Array(names.suffix(2)) && plan.removed == Array(names.prefix(2)))
    // With the lock the link is moved first.
    let done = try store.removeSnapshots(keeping: 1, lock: try StoreLock(store: store.path))
    #expect(done.kept == [names[3]])
    #expect(store.verify().problems.isEmpty && store.verify().notes.isEmpty)
  }

  @Test func aDamagedOldSnapshotCanGo() throws {
    let folder = try TemporaryFolder()
    let (store, names) = try makeStore(folder)
    let manifest = store.snapshotsPath + "/" + names[0] + "/manifest.json"
    try FileManager.default.removeItem(atPath: manifest)
    try Data("{".utf8).write(to: URL(filePath: manifest))
    try store.removeSnapshots(keeping: 3, lock: try StoreLock(store: store.path))
    #expect(try store.snapshotNames() == Array(names.suffix(3)))
  }

  /// Every call of a removal fails in turn; what stays is whole, and the next removal ends the work.
  @Test(arguments: [FailingFileSystem.Mode.once, .killed, .killedAfter])
  func everyCallMayFail(_ mode: FailingFileSystem.Mode) throws {
    let folder = try TemporaryFolder()
    let (template, names) = try makeStore(folder)
    var number = 0
    while true {
      let path = folder.path + "/store-\(number)"
      try FileManager.default.copyItem(atPath: template.path, toPath: path)
      let fileSystem = FailingFileSystem(failing: number, mode)
      let lock = try StoreLock(store: path)
      _ = try? Store(path: path, fileSystem: fileSystem).removeSnapshots(keeping: 2, lock: lock)
      let store = Store(path: path)
      let left = try store.snapshotNames()
      #expect(left.suffix(2) == names.suffix(2), "after call \(number)")
      for name in left { #expect(store.verify(snapshot: name).problems.isEmpty, "after call \(number)") }
      try store.removeSnapshots(keeping: 2, lock: lock)
      #expect(try FileManager.default.contentsOfDirectory(atPath: store.snapshotsPath).sorted() == names.suffix(2))
      try FileManager.default.removeItem(atPath: path)
      // Stepping over several calls keeps the test short; 7 has no common pattern with the files of a snapshot.
      if fileSystem.callCount <= number { break }
      number += 7
    }
    #expect(number > 40)
  }
}

import FactTables
import Foundation
import TestSupport
import Testing

@testable import SnapshotStore

@Suite struct PublishTests {
  @Test func anEmptyStoreHasNothing() throws {
    let folder = try TemporaryFolder()
    let store = Store(path: folder.path + "/store")
    #expect(try store.currentSnapshot() == nil)
    #expect(try store.snapshotNames().isEmpty)
    #expect(store.verify().problems.isEmpty)
    #expect(throws: StoreError.unknownSnapshot("000001-aaaaaaaaaaaa", store: store.path)) {
      try store.snapshot(named: "000001-aaaaaaaaaaaa")
    }
  }

  @Test func theLayoutIsThatOfTheContract() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/deep/store"
    let snapshot = try publish(try SampleFacts(), to: path).snapshot
    #expect(snapshot.name.hasPrefix("000001-"))
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: path + "/current") == "snapshots/" + snapshot.name)
    let names = try FileManager.default.subpathsOfDirectory(atPath: snapshot.path).sorted()
    #expect(
      names.filter { $0.hasPrefix("parquet") }
        == names.filter { $0.hasPrefix("csv") }.map {
          "parquet" + $0.dropFirst(3).replacingOccurrences(of: ".csv.zst", with: ".parquet")
        })
    #expect(
      names.filter { !$0.hasPrefix("parquet") } == [
        "csv", "csv/applications", "csv/applications/applications-2019-01.csv.zst",
        "csv/applications/applications-2019-02.csv.zst", "csv/applications/applications-2020-01.csv.zst",
        "csv/applications/applications-2020-02.csv.zst", "csv/findings", "csv/findings/findings-2019.csv.zst",
        "csv/findings/findings-2020.csv.zst", "csv/procurement", "csv/procurement/procurement-2019.csv.zst",
        "csv/procurement/procurement-2020.csv.zst", "csv/reports", "csv/reports/reports-2019.csv.zst",
        "csv/reports/reports-2020.csv.zst", "datapackage.json", "manifest.json", "rules", "rules/narrative.yaml",
        "sources.csv.zst",
      ])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: path).sorted() == [
        ".lock", "current", "manifest.json", "snapshots",
      ])
    let verification = Store(path: path).verify()
    #expect(verification.problems.isEmpty && verification.notes.isEmpty)
    #expect(verification.rowCount == 6 + 126 + 6 + 2 + 7)
  }

  @Test func rowsComeBackInOrder() throws {
    let folder = try TemporaryFolder()
    let facts = try SampleFacts()
    let snapshot = try publish(facts, to: folder.path).snapshot
    for (table, years) in facts.rows {
      #expect(snapshot.years(of: table) == years.keys.sorted())
      #expect(snapshot.rowCount(of: table) == years.values.reduce(0) { $0 + $1.count })
      for (year, rows) in years { #expect(try snapshot.rows(of: table, year: year) == rows) }
    }
    #expect(try snapshot.rows(of: .sources) == facts.sources)
    #expect(try snapshot.rows(of: .microblog).isEmpty)
    let read = try Store(path: folder.path).currentSnapshot()
    #expect(read?.manifest == snapshot.manifest)
  }

  @Test func theSameContentMakesNoSnapshot() throws {
    let folder = try TemporaryFolder()
    let first = try publish(try SampleFacts(), to: folder.path, at: "2026-01-01T00:00:00Z")
    let before = try content(of: folder.path)
    let second = try publish(try SampleFacts(), to: folder.path, at: "2027-01-01T00:00:00Z")
    guard case .published = first, case .unchanged(let snapshot) = second else {
      Issue.record("published, then unchanged")
      return
    }
    #expect(snapshot.name == first.snapshot.name)
    #expect(try content(of: folder.path) == before)
  }

  @Test func theIDDependsOnTheContentAlone() throws {
    let folder = try TemporaryFolder()
    let one = try publish(try SampleFacts(), to: folder.path + "/a", at: "2026-01-01T00:00:00Z").snapshot
    let other = try publish(try SampleFacts(), to: folder.path + "/b", at: "2030-01-01T00:00:00Z").snapshot
    #expect(one.name == other.name)
    let changed = try publish(try SampleFacts(carried: 5), to: folder.path + "/c").snapshot
    #expect(changed.manifest.id != one.manifest.id)
  }

  @Test func unchangedFilesAreHardLinksOfTheParents() throws {
    let folder = try TemporaryFolder()
    let first = try publish(try SampleFacts(years: [2019]), to: folder.path).snapshot
    let second = try publish(try SampleFacts(years: [2019, 2020]), to: folder.path).snapshot
    let third = try publish(try SampleFacts(years: [2019, 2020], carried: 4), to: folder.path, keeping: [2019]).snapshot
    let name = "/csv/applications/applications-2019-01.csv.zst"
    #expect(try inode(first.path + name) == inode(second.path + name))
    #expect(try inode(first.path + name) == inode(third.path + name))
    let changed = "/csv/applications/applications-2020-01.csv.zst"
    #expect(try inode(second.path + changed) != inode(third.path + changed))
    let store = Store(path: folder.path)
    #expect(try store.snapshotNames() == [first.name, second.name, third.name])
    #expect(third.manifest.parent == second.name)
    #expect(third.manifest.history.map(\.snapshot) == [first.name, second.name, third.name])
    for name in try store.snapshotNames() { #expect(store.verify(snapshot: name).problems.isEmpty) }
  }

  @Test func incrementsGiveTheBytesOfOneRun() throws {
    let folder = try TemporaryFolder()
    let whole = try publish(try SampleFacts(), to: folder.path + "/whole").snapshot
    try publish(try SampleFacts(years: [2020]), to: folder.path + "/parts")
    try publish(try SampleFacts(agencies: 2), to: folder.path + "/parts")
    let last = try publish(try SampleFacts(), to: folder.path + "/parts").snapshot
    #expect(last.manifest.id == whole.manifest.id)
    var (left, right) = (try content(of: whole.path), try content(of: last.path))
    left["manifest.json"] = nil
    right["manifest.json"] = nil
    #expect(left == right)
  }

  @Test func secondTakersAreTurnedAway() throws {
    let folder = try TemporaryFolder()
    var lock: StoreLock? = try StoreLock(store: folder.path)
    #expect(throws: StoreError.busy(store: folder.path)) { try StoreLock(store: folder.path) }
    #expect(lock != nil)
    lock = nil
    _ = try StoreLock(store: folder.path)
  }

  @Test func aLockEndsThoughItsOpenFileIsStillHeld() throws {
    let folder = try TemporaryFolder()
    var lock: StoreLock? = try StoreLock(store: folder.path)
    let path = URL(filePath: try #require(lock?.store) + "/.lock").resolvingSymlinksInPath().path
    // What a child has between fork and exec: the same open file under a number of its own.
    let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap { Int32($0) }
    let held = descriptors.filter {
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")) == path
    }
    let copies = held.map { dup($0) }
    defer { for copy in copies { close(copy) } }
    try #require(copies.count == 1 && copies[0] >= 0)
    lock = nil
    _ = try StoreLock(store: folder.path)
  }

  @Test func wrongRowsAreRefusedWithTheirPlace() throws {
    let folder = try TemporaryFolder()
    let facts = try SampleFacts()
    let rows = try #require(facts.rows[.applications]?[2020])
    let lock = try StoreLock(store: folder.path)
    let builder = try SnapshotBuilder(store: Store(path: folder.path), lock: lock, settings: testSettings)
    #expect(throws: StoreError.unsortedRow(.applications, year: 2020, row: 2)) {
      try builder.write([rows[1], rows[0]], to: .applications, year: 2020)
    }
    #expect(throws: StoreError.duplicateKey(.reports, year: 2020, row: 2)) {
      let report = try #require(facts.rows[.reports]?[2020]?[0])
      try builder.write([report, report], to: .reports, year: 2020)
    }
    #expect(throws: StoreError.wrongYear(.findings, year: 2019, row: 1)) {
      try builder.write(try #require(facts.rows[.findings]?[2020]), to: .findings, year: 2019)
    }
    #expect(throws: StoreError.invalidRow(.outcomes, year: 2020, row: 1, fault: .wrongArity(expected: 13, found: 1))) {
      try builder.write([[.null]], to: .outcomes, year: 2020)
    }
    #expect(throws: StoreError.notInParent(.reports, year: 2001)) { try builder.keep(.reports, year: 2001) }
    #expect(throws: StoreError.sourcesMissing) { try builder.commit(at: "") }
    try builder.discard()
    #expect(throws: StoreError.builderEnded) { try builder.commit(at: "") }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/snapshots").isEmpty)
  }

  @Test func everyFilePassesTheZstdProgram() throws {
    let folder = try TemporaryFolder()
    let snapshot = try publish(try SampleFacts(), to: folder.path).snapshot
    for file in snapshot.manifest.hashedFiles where file.path.hasSuffix(".zst") {
      _ = try Programs.run("zstd", ["-q", "-t", snapshot.path + "/" + file.path])
    }
  }

  @Test func theDataPackageDescribesEveryTable() throws {
    let folder = try TemporaryFolder()
    let snapshot = try publish(try SampleFacts(), to: folder.path).snapshot
    let data = try Data(contentsOf: URL(filePath: snapshot.path + "/datapackage.json"))
    let package = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let resources = try #require(package["resources"] as? [[String: Any]])
    #expect(resources.compactMap { $0["name"] as? String } == FactTable.allCases.map(\.rawValue))
    for (resource, table) in zip(resources, FactTable.allCases) {
      let schema = try #require(resource["schema"] as? [String: Any])
      let fields = try #require(schema["fields"] as? [[String: Any]])
      #expect(fields.compactMap { $0["name"] as? String } == table.schema.columns.map(\.name))
      #expect((schema["primaryKey"] != nil) != (schema["uniqueKeys"] != nil))
      #expect(schema["missingValues"] as? [String] == [""])
      let paths = resource["path"] as? [String]
      #expect((paths ?? []) == snapshot.manifest.files(of: table).map(\.path))
      #expect((paths != nil) == (resource["compression"] as? String == "zst"))
      for path in paths ?? [] { #expect(FileManager.default.fileExists(atPath: snapshot.path + "/" + path)) }
    }
  }
}

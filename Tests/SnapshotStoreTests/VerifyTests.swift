import Columnar
import FactTables
import Foundation
import TestSupport
import Testing

@testable import SnapshotStore

@Suite struct VerifyTests {
  /// Changes a store's current snapshot and returns what a verification says.
  private func problems(_ damage: (Snapshot) throws -> Void) throws -> [StoreProblem] {
    let folder = try TemporaryFolder()
    let snapshot = try publish(try SampleFacts(), to: folder.path).snapshot
    try damage(snapshot)
    return Store(path: folder.path).verify().problems
  }

  private func replace(_ file: String, in snapshot: Snapshot, with bytes: [UInt8]) throws {
    try FileManager.default.removeItem(atPath: snapshot.path + "/" + file)
    try Data(bytes).write(to: URL(filePath: snapshot.path + "/" + file))
  }

  private func rewrite(_ file: String, _ table: FactTable, _ rows: [FactRow], in snapshot: Snapshot) throws {
    var bytes: [UInt8] = []
    let writer = try TableFileWriter<TableFileError>(table.schema, wrap: { $0 }, sink: { bytes += $0 })
    for row in rows { try writer.append(row) }
    try writer.finish()
    try replace(file, in: snapshot, with: bytes)
  }

  /// The problems other than that size, hash and Parquet rows differ, which every change of a CSV file brings.
  private func beyondBytes(_ problems: [StoreProblem]) -> [StoreProblem] {
    problems.filter {
      switch $0 {
      case .wrongHash, .wrongSize, .differentRow: false
      default: true
      }
    }
  }

  @Test func damagedBytesAreFoundInEveryFile() throws {
    let folder = try TemporaryFolder()
    let snapshot = try publish(try SampleFacts(), to: folder.path).snapshot
    for file in snapshot.manifest.hashedFiles {
      let path = snapshot.path + "/" + file.path
      let good = [UInt8](try Data(contentsOf: URL(filePath: path)))
      var bad = good
      bad[good.count / 2] ^= 1
      try replace(file.path, in: snapshot, with: bad)
      #expect(
        Store(path: folder.path).verify().problems.contains {
          if case .wrongHash(file.path, _, _) = $0 { true } else { false }
        })
      try replace(file.path, in: snapshot, with: Array(good.dropLast()))
      #expect(
        Store(path: folder.path).verify().problems.contains(
          .wrongSize(path: file.path, found: good.count - 1, expected: good.count)))
      try replace(file.path, in: snapshot, with: good)
    }
    #expect(Store(path: folder.path).verify().problems.isEmpty)
  }

  @Test func missingAndForeignFilesAreTold() throws {
    let found = try problems { snapshot in
      try FileManager.default.removeItem(atPath: snapshot.path + "/sources.csv.zst")
      try FileManager.default.removeItem(atPath: snapshot.path + "/csv/findings/findings-2020.csv.zst")
      try Data().write(to: URL(filePath: snapshot.path + "/csv/findings/findings-2021.csv.zst"))
    }
    #expect(found.contains(.fileMissing(path: "sources.csv.zst")))
    #expect(found.contains(.fileMissing(path: "csv/findings/findings-2020.csv.zst")))
    #expect(found.contains(.unlistedFile(path: "csv/findings/findings-2021.csv.zst")))
  }

  @Test func rowsAreChecked() throws {
    let facts = try SampleFacts()
    let file = "csv/findings/findings-2020.csv.zst"
    let rows = try #require(facts.rows[.findings]?[2020])
    let year = try #require(facts.rows[.findings]?[2019])

    var found = try problems { try rewrite(file, .findings, [rows[1], rows[0], rows[0]], in: $0) }
    #expect(beyondBytes(found) == [.unsortedRow(path: file, line: 4), .duplicateKey(path: file, line: 6)])
    found = try problems { try rewrite(file, .findings, [year[0], rows[1]], in: $0) }
    #expect(
      beyondBytes(found) == [.wrongYear(path: file, line: 2), .wrongRowCount(path: file, found: 2, expected: 3)])
    var stranger = rows
    stranger[2][0] = .text("999999/没有的局@2020")
    found = try problems { try rewrite(file, .findings, stranger, in: $0) }
    #expect(
      beyondBytes(found) == [
        .brokenReference(path: file, line: 6, column: "report_id", value: "999999/没有的局@2020")
      ])
    found = try problems { try rewrite(file, .reports, [], in: $0) }
    #expect(
      beyondBytes(found).contains {
        if case .unusable(.unreadableTable(_, let error)) = $0, case .wrongHeader = error.reason { true } else { false }
      })
  }

  @Test func referencesBetweenReportsAndSourcesAreChecked() throws {
    let facts = try SampleFacts()
    let found = try problems { try rewrite("sources.csv.zst", .sources, Array(facts.sources.dropFirst(2)), in: $0) }
    #expect(
      beyondBytes(found).contains {
        if case .brokenReference(_, _, "source_sha256", _) = $0 { true } else { false }
      })
  }

  @Test func manyRowProblemsAreCounted() throws {
    let facts = try SampleFacts(agencies: 9)
    let folder = try TemporaryFolder()
    let snapshot = try publish(facts, to: folder.path).snapshot
    let rows = try #require(facts.rows[.applications]?[2020])
    let file = "csv/applications/applications-2020-01.csv.zst"
    try rewrite(file, .applications, Array(rows.reversed()), in: snapshot)
    let found = Store(path: folder.path).verify().problems
    #expect(found.contains(.moreRowProblems(path: file, count: rows.count - 1 - 100)))
  }

  @Test func pointerAndLinkMustAgree() throws {
    let folder = try TemporaryFolder()
    let store = Store(path: folder.path)
    let first = try publish(try SampleFacts(years: [2019]), to: folder.path).snapshot
    let second = try publish(try SampleFacts(years: [2020]), to: folder.path).snapshot
    let link = folder.path + "/current"
    func point(to target: String) throws {
      try? FileManager.default.removeItem(atPath: link)
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
    }
    try point(to: "elsewhere")
    #expect(
      store.verify().problems == [
        .currentLinkDisagrees(found: "elsewhere", expected: "snapshots/" + second.name)
      ])
    try point(to: "snapshots/" + first.name)
    #expect(store.verify().problems.isEmpty && store.verify().notes.count == 1)
    try FileManager.default.removeItem(atPath: folder.path + "/manifest.json")
    #expect(store.verify().problems == [.unusable(.pointerMissing(store: folder.path))])
    // Nothing is thrown away when the pointer is lost.
    #expect(throws: StoreError.pointerMissing(store: folder.path)) {
      try publish(try SampleFacts(years: [2020]), to: folder.path)
    }
    try FileManager.default.removeItem(atPath: link)
    #expect(throws: StoreError.pointerMissing(store: folder.path)) {
      try publish(try SampleFacts(years: [2020]), to: folder.path)
    }
    #expect(try store.snapshotNames() == [first.name, second.name])
  }

  @Test(arguments: [
    "", "{}", "[", "null", "{\"current\": \"../../etc\", \"schema_version\": \"1\", \"tool_version\": \"1\"}",
    String(repeating: "[", count: 100_000),
  ]) func aBrokenPointerIsAnError(_ text: String) throws {
    let folder = try TemporaryFolder()
    try publish(try SampleFacts(), to: folder.path)
    try Data(text.utf8).write(to: URL(filePath: folder.path + "/manifest.json"))
    let problems = Store(path: folder.path).verify().problems
    #expect(problems.count == 1)
    #expect(
      problems.allSatisfy { if case .unusable(.invalidManifest) = $0 { true } else { false } })
  }

  @Test func aManifestCannotLeadOutOfItsFolder() throws {
    let found = try problems { snapshot in
      let path = snapshot.path + "/manifest.json"
      let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
      try replace(
        "manifest.json", in: snapshot,
        with: Array(text.replacingOccurrences(of: "\"sources.csv.zst\"", with: "\"../../manifest.json\"").utf8))
    }
    #expect(found.allSatisfy { if case .unusable(.invalidManifest) = $0 { true } else { false } } && found.count == 1)
  }
}

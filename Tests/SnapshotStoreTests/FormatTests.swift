import Columnar
import FactTables
import Foundation
import TestSupport
import Testing

@testable import SnapshotStore

/// Tables in CSV and Parquet side by side.
@Suite struct FormatTests {
  /// Publishes facts in some formats.
  @discardableResult
  static func publish(
    _ facts: SampleFacts, to path: String, _ formats: Set<TableFormat>, keeping kept: Set<Int> = []
  ) throws -> Snapshot {
    var settings = testSettings
    settings.formats = formats
    let lock = try StoreLock(store: path)
    defer { withExtendedLifetime(lock) {} }
    let builder = try SnapshotBuilder(store: Store(path: path), lock: lock, settings: settings)
    do { try facts.write(to: builder, keeping: kept) } catch {
      try builder.discard()
      throw error
    }
    return try builder.commit(at: "").snapshot
  }

  @Test(arguments: [[TableFormat.csv], [.parquet], [.csv, .parquet]])
  func rowsComeBackWhateverTheFormats(_ formats: Set<TableFormat>) throws {
    let folder = try TemporaryFolder()
    let facts = try SampleFacts()
    let snapshot = try Self.publish(facts, to: folder.path, formats)
    for (table, years) in facts.rows {
      #expect(snapshot.rowCount(of: table) == years.values.reduce(0) { $0 + $1.count })
      for (year, rows) in years { #expect(try snapshot.rows(of: table, year: year) == rows) }
      for (year, rows) in years {
        let parts = formats.map { snapshot.manifest.files(of: table, year: year, format: $0.rawValue).map(\.rows) }
        #expect(parts.allSatisfy { $0 == parts[0] && $0.reduce(0) { $0 + ($1 ?? 0) } == rows.count })
      }
    }
    #expect(try snapshot.rows(of: .sources) == facts.sources)
    #expect(snapshot.manifest.sources.keys.sorted() == ["csv"])
    let folders = try FileManager.default.contentsOfDirectory(atPath: snapshot.path)
    #expect(folders.contains("csv") == formats.contains(.csv))
    #expect(folders.contains("parquet") == formats.contains(.parquet))
    let verification = Store(path: folder.path).verify()
    #expect(verification.problems.isEmpty)
    #expect(verification.rowCount == 6 + 126 + 6 + 2 + 7)
  }

  @Test func aYearIsKeptOnlyInTheSameFormats() throws {
    let folder = try TemporaryFolder()
    let facts = try SampleFacts()
    let csv = try Self.publish(facts, to: folder.path, [.csv])
    #expect(throws: StoreError.self) { try Self.publish(facts, to: folder.path, [.csv, .parquet], keeping: [2019]) }
    let lock = try StoreLock(store: folder.path)
    var settings = testSettings
    for (formats, expected) in [([.csv], true), ([.parquet], false), ([.csv, .parquet], false)]
      as [(Set<TableFormat>, Bool)]
    {
      settings.formats = formats
      let builder = try SnapshotBuilder(store: Store(path: folder.path), lock: lock, settings: settings)
      #expect(builder.canKeep(.reports, year: 2019) == expected)
      #expect(!builder.canKeep(.reports, year: 2001) && !builder.canKeep(.microblog, year: 2019))
      if !expected {
        #expect(throws: StoreError.notInParent(.reports, year: 2019)) { try builder.keep(.reports, year: 2019) }
      }
      try builder.discard()
    }
    withExtendedLifetime(lock) {}
    #expect(try Store(path: folder.path).currentSnapshot()?.name == csv.name)
  }

  @Test func aFormatMayComeAndGo() throws {
    let folder = try TemporaryFolder()
    let facts = try SampleFacts()
    let csv = try Self.publish(facts, to: folder.path, [.csv])
    let both = try Self.publish(facts, to: folder.path, [.csv, .parquet])
    let kept = try Self.publish(try SampleFacts(carried: 2), to: folder.path, [.csv, .parquet], keeping: [2019])
    #expect(Set([csv.name, both.name, kept.name]).count == 3)
    let file = "/csv/reports/reports-2019.csv.zst"
    #expect(try inode(csv.path + file) == inode(both.path + file))
    let parquet = "/parquet/applications/applications-2019-01.parquet"
    #expect(try inode(both.path + parquet) == inode(kept.path + parquet))
    #expect(
      try inode(both.path + "/parquet/reports/reports-2020.parquet")
        == inode(kept.path + "/parquet/reports/reports-2020.parquet"))
    let changed = "/parquet/applications/applications-2020-01.parquet"
    #expect(try inode(both.path + changed) != inode(kept.path + changed))
    let store = Store(path: folder.path)
    for name in try store.snapshotNames() { #expect(store.verify(snapshot: name).problems.isEmpty) }
  }

  /// Puts another Parquet file in the place of one and returns what a verification says beyond hash and size.
  private func problems(_ file: String, _ bytes: (SampleFacts) throws -> [UInt8]) throws -> [StoreProblem] {
    let folder = try TemporaryFolder()
    let facts = try SampleFacts()
    let snapshot = try Self.publish(facts, to: folder.path, [.csv, .parquet])
    try FileManager.default.removeItem(atPath: snapshot.path + "/" + file)
    try Data(try bytes(facts)).write(to: URL(filePath: snapshot.path + "/" + file))
    return Store(path: folder.path).verify().problems.filter {
      switch $0 {
      case .wrongHash, .wrongSize: false
      default: true
      }
    }
  }

  private func parquet(_ rows: [FactRow]) throws -> [UInt8] {
    var bytes: [UInt8] = []
    let writer = try ParquetFileWriter<TableFileError>(
      FactTable.findings.schema, wrap: { $0 }, sink: { bytes += $0 })
    for row in rows { try writer.append(row) }
    try writer.finish()
    return bytes
  }

  @Test func rowsOfBothFormatsAreCompared() throws {
    let file = "parquet/findings/findings-2020.parquet"
    func rows(_ facts: SampleFacts) throws -> [FactRow] { try #require(facts.rows[.findings]?[2020]) }
    #expect(try problems(file) { try parquet(rows($0)) }.isEmpty)
    #expect(
      try problems(file) { try parquet(Array(rows($0).dropLast())) } == [.differentRow(path: file, row: 3)])
    #expect(
      try problems(file) { try parquet(rows($0) + [rows($0)[0]]) } == [.differentRow(path: file, row: 4)])
    let changed = try problems(file) { facts in
      var rows = try rows(facts)
      rows[1][rows[1].count - 3] = .text("另一句。")
      return try parquet(rows)
    }
    #expect(changed == [.differentRow(path: file, row: 2)])
    let broken = try problems(file) { _ in Array("PAR1 is not enough PAR1".utf8) }
    #expect(broken.count == 1)
    #expect(broken.allSatisfy { if case .unusable(.parquet) = $0 { true } else { false } })
  }

  @Test func aManifestMustListTheSameRowsInBothFormats() throws {
    let folder = try TemporaryFolder()
    let snapshot = try Self.publish(try SampleFacts(), to: folder.path, [.csv, .parquet])
    let path = snapshot.path + "/manifest.json"
    var manifest = snapshot.manifest
    manifest.tables["findings"]?["2020"]?["parquet"]?[0].rows = 2
    try FileManager.default.removeItem(atPath: path)
    try Data(try JSONEncoder().encode(manifest)).write(to: URL(filePath: path))
    #expect(Store(path: folder.path).verify().problems.contains(.formatsDisagree(.findings, year: 2020)))
  }
}

import DecimalNumbers
import FactTables
import Foundation
import TestSupport
import Testing

@testable import SnapshotStore

@Suite struct DifferenceTests {
  private func snapshots(
    _ first: SampleFacts, _ second: SampleFacts, _ formats: Set<TableFormat> = [.csv, .parquet]
  ) throws -> (folder: TemporaryFolder, first: Snapshot, second: Snapshot) {
    let folder = try TemporaryFolder()
    return (
      folder, try FormatTests.publish(first, to: folder.path + "/first", [.csv, .parquet]),
      try FormatTests.publish(second, to: folder.path + "/second", formats)
    )
  }

  private func table(_ table: FactTable, _ difference: SnapshotDifference) throws -> TableDifference {
    try #require(difference.tables.first { $0.table == table })
  }

  @Test(arguments: [[TableFormat.csv, .parquet], [.parquet], [.csv]])
  func equalSnapshotsHaveNone(_ formats: Set<TableFormat>) throws {
    let (folder, first, second) = try snapshots(try SampleFacts(), try SampleFacts(), formats)
    defer { withExtendedLifetime(folder) {} }
    let difference = try first.difference(to: second)
    #expect(difference.isEmpty)
    #expect(difference.tables.map(\.table) == FactTable.allCases)
  }

  @Test func equalFilesAreNotRead() throws {
    let (folder, first, second) = try snapshots(try SampleFacts(), try SampleFacts(carried: 3))
    defer { withExtendedLifetime(folder) {} }
    for snapshot in [first, second] {
      for name in ["reports/reports-2019", "findings/findings-2020"] {
        try FileManager.default.removeItem(atPath: snapshot.path + "/csv/\(name).csv.zst")
      }
    }
    #expect(try table(.reports, try first.difference(to: second)).isEmpty)
    try FileManager.default.removeItem(atPath: second.path + "/csv/applications/applications-2020-01.csv.zst")
    #expect(throws: StoreError.self) { try first.difference(to: second) }
  }

  @Test(arguments: [[TableFormat.csv, .parquet], [.parquet]])
  func rowsAreCountedByKey(_ formats: Set<TableFormat>) throws {
    let (folder, first, second) = try snapshots(
      try SampleFacts(agencies: 3, years: [2019, 2020]), try SampleFacts(agencies: 4, years: [2020, 2021], carried: 7),
      formats)
    defer { withExtendedLifetime(folder) {} }
    let difference = try first.difference(to: second)
    let applications = try table(.applications, difference)
    // 21 cells a report: 2019 goes, 2021 comes, in 2020 an agency comes and every cell prints another text.
    #expect(applications.removedRows == 63 && applications.addedRows == 84 + 21 && applications.changedRows == 63)
    #expect(applications.biggestMoves.count == 10)
    #expect(
      applications.biggestMoves.allSatisfy {
        $0.column == "count" && $0.before == .zero && $0.after == DecimalNumber(7)
      })
    #expect(
      applications.biggestMoves.first?.key == [
        .text("410100/明湖市第0局@2020"), .text("carried_in"), .text("natural_person"),
      ])
    let reports = try table(.reports, difference)
    #expect(reports.removedRows == 3 && reports.addedRows == 5 && reports.changedRows == 0)
    #expect(try table(.microblog, difference).isEmpty)
    #expect(!difference.isEmpty)
    let back = try table(.applications, try second.difference(to: first))
    #expect(back.removedRows == applications.addedRows && back.addedRows == applications.removedRows)
    #expect(back.biggestMoves.first?.before == DecimalNumber(7))
  }

  @Test func theBiggestMovesComeFirst() throws {
    var facts = try SampleFacts(agencies: 3, years: [2020])
    let count = try #require(FactTable.applications.schema.index(of: "count"))
    let line = try #require(FactTable.applications.schema.index(of: "source_line"))
    var rows = try #require(facts.rows[.applications]?[2020])
    for index in rows.indices {
      rows[index][count] = .integer(index % 2 == 0 ? Int64.max - Int64(index) : Int64.min + Int64(index))
      rows[index][line] = .integer(Int64(index + 1))
    }
    rows[5][count] = .null
    facts.rows[.applications]?[2020] = rows
    let original = facts
    for index in rows.indices { rows[index][count] = index % 2 == 0 ? .integer(Int64.min) : .integer(Int64.max) }
    for index in rows.indices { rows[index][line] = .null }
    facts.rows[.applications]?[2020] = rows
    let (folder, first, second) = try snapshots(original, facts)
    defer { withExtendedLifetime(folder) {} }
    let difference = try table(.applications, try first.difference(to: second, moveCount: 4))
    #expect(difference.changedRows == 63)
    #expect(
      difference.biggestMoves.map(\.before) == [
        DecimalNumber(.max), DecimalNumber(.min + 1), DecimalNumber(.max - 2), DecimalNumber(.min + 3),
      ])
    #expect(try table(.applications, try first.difference(to: second, moveCount: 0)).biggestMoves.isEmpty)
  }

  /// Against a plain comparison of dictionaries, over many small changes.
  @Test(arguments: 0..<20) func itIsThatOfAPlainComparison(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let whole = try SampleFacts(agencies: 4, years: [2019])
    let all = try #require(whole.rows[.applications]?[2019])
    func draw() -> [FactRow] {
      all.compactMap { row in
        switch Int.random(in: 0...9, using: &random) {
        case 0: return nil
        case 1:
          var changed = row
          changed[7] = .integer(Int64.random(in: 0...50, using: &random))
          return changed
        default: return row
        }
      }
    }
    var (one, other) = (whole, whole)
    one.rows[.applications]?[2019] = draw()
    other.rows[.applications]?[2019] = draw()
    let (folder, first, second) = try snapshots(one, other)
    defer { withExtendedLifetime(folder) {} }
    let order = RowOrder(FactTable.applications.schema)
    func byKey(_ facts: SampleFacts) -> [[UInt8]: FactRow] {
      Dictionary(uniqueKeysWithValues: (facts.rows[.applications]?[2019] ?? []).map { (order.key(of: $0), $0) })
    }
    let (before, after) = (byKey(one), byKey(other))
    let difference = try table(.applications, try first.difference(to: second))
    #expect(difference.addedRows == after.keys.filter { before[$0] == nil }.count)
    #expect(difference.removedRows == before.keys.filter { after[$0] == nil }.count)
    #expect(difference.changedRows == before.filter { key, row in after[key].map { $0 != row } ?? false }.count)
  }
}

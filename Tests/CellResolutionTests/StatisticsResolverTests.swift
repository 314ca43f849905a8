import TestSupport
import Testing

@testable import CellResolution

@Suite struct StatisticsResolverTests {
  private static let yearAndAll = [StatisticsOrder(single: 0, cumulative: 1)]

  private static func run(_ digits: String) -> StatisticsContent { .run(Array(digits.utf8)) }

  /// Whole, parts, expected rows; `nil` for a row that stays open.
  private static let cases: [(rows: [StatisticsContent], expected: [[Int64?]], failed: Bool)] = [
    // The sum in both columns leaves one joint reading.
    ([run("4251516"), run("4181509"), .numbers([7, 7])], [[425, 1516], [418, 1509], [7, 7]], false),
    ([run("2121"), run("1818"), .numbers([3, 3])], [[21, 21], [18, 18], [3, 3]], false),
    // The parts do not name everything: nothing is inferred from the sum.
    ([run("20263542"), run("17953304"), .numbers([0, 7])], [[nil, nil], [nil, nil], [0, 7]], true),
    // Equal runs leave several joint readings.
    ([run("206912106"), run("206912106"), .numbers([0, 0])], [[nil, nil], [nil, nil], [0, 0]], false),
    // The order alone, and the digits alone.
    ([run("910"), .numbers([9, nil]), .numbers([nil, nil])], [[9, 10], [9, nil], [nil, nil]], false),
    ([run("100"), .numbers([nil, 0]), .numbers([1, 0])], [[10, 0], [nil, 0], [1, 0]], false),
    // The order says 3|12 and the sum 31|2: neither is trusted.
    ([run("312"), .numbers([30, 1]), .numbers([1, 1])], [[nil, nil], [30, 1], [1, 1]], true),
    // Fewer digits than columns: one may be blank.
    ([run("7"), .numbers([1, 1]), .numbers([1, 1])], [[nil, nil], [1, 1], [1, 1]], false),
    // No digits at all.
    ([run("12,345"), .numbers([1, 1]), .numbers([1, 1])], [[nil, nil], [1, 1], [1, 1]], false),
  ]

  @Test(arguments: cases.indices) func resolves(_ index: Int) {
    let example = Self.cases[index]
    let table = StatisticsTable(
      columnCount: 2, rows: example.rows, orders: Self.yearAndAll,
      groups: [StatisticsGroup(whole: 0, parts: [1, 2])])
    let solution = StatisticsResolver().resolve(table)
    #expect(solution.values == example.expected)
    #expect(solution.failedGroups == (example.failed ? [0] : []))
  }

  @Test func aRunThatNoCutOrdersIsCutByItsDigits() {
    let table = StatisticsTable(columnCount: 2, rows: [Self.run("2000")], orders: Self.yearAndAll)
    let solution = StatisticsResolver().resolve(table)
    #expect(solution.disorderedRows == [0])
    #expect(solution.values == [[200, 0]])
  }

  @Test func manySumsOfManyReadingsEndWithoutAGuess() {
    // Each part of each group has many cuts, and their sums multiply.
    let rows = (0..<60).map { Self.run("\(123_456_789 + $0 * 7_654_321)\(987_654_321 - $0 * 1_234_567)") }
    let groups = (0..<6).map { group in
      StatisticsGroup(whole: group * 10, parts: Array(group * 10 + 1..<group * 10 + 10))
    }
    let table = StatisticsTable(columnCount: 2, rows: rows, groups: groups)
    #expect(StatisticsResolver().resolve(table).values.allSatisfy { $0 == [nil, nil] })
  }

  @Test func hostileRunsEnd() {
    let long = Array(repeating: UInt8(ascii: "1"), count: 144)
    for columns in 1...8 {
      let rows = Array(repeating: StatisticsContent.run(Array(long.prefix(columns * 18))), count: 20)
      let table = StatisticsTable(
        columnCount: columns, rows: rows, groups: [StatisticsGroup(whole: 0, parts: Array(1..<20))])
      let values = StatisticsResolver().resolve(table).values
      #expect(values.count == 20)
    }
  }

  /// Nested groups of random tables, against a search over every combination.
  @Test func agreesWithBruteForce() {
    var generator = SeededGenerator(seed: 20_150_331)
    var resolvedCount = 0
    for round in 0..<4000 {
      let table = Self.randomTable(&generator)
      let solution = StatisticsResolver().resolve(table)
      guard solution.failedGroups.isEmpty else {
        #expect(Self.bruteForce(table).isEmpty, "round \(round): \(table)")
        continue
      }
      let joint = Self.bruteForce(table)
      #expect(!joint.isEmpty, "round \(round): \(table)")
      for row in table.rows.indices {
        for column in 0..<table.columnCount {
          guard case .run = table.rows[row] else { continue }
          let values = Set(joint.map { $0[row][column] })
          #expect(solution.values[row][column] == (values.count == 1 ? values.first : nil), "round \(round): \(table)")
          if values.count == 1 { resolvedCount += 1 }
        }
      }
    }
    #expect(resolvedCount > 4000)
  }

  /// Row 0 has parts 1 and 2; row 2 has parts 3 and 4.
  ///
  /// Sometimes one number is wrong.
  private static func randomTable(_ generator: inout SeededGenerator) -> StatisticsTable {
    var rows = (0..<5).map { _ in
      let year = Int64.random(in: 0...30, using: &generator)
      return [year, year + Int64.random(in: 0...300, using: &generator)]
    }
    for column in 0...1 {
      rows[2][column] = rows[3][column] + rows[4][column]
      rows[0][column] = rows[1][column] + rows[2][column]
    }
    if Int.random(in: 0..<4, using: &generator) == 0 {
      rows[Int.random(in: 0..<5, using: &generator)][1] += Int64.random(in: 1...9, using: &generator)
    }
    let contents = rows.map { row -> StatisticsContent in
      if Int.random(in: 0..<3, using: &generator) == 0 { return .numbers(row) }
      return .run(Array("\(row[0])\(row[1])".utf8))
    }
    return StatisticsTable(
      columnCount: 2, rows: contents, orders: yearAndAll,
      groups: [StatisticsGroup(whole: 0, parts: [1, 2]), StatisticsGroup(whole: 2, parts: [3, 4])])
  }

  /// Every joint reading that keeps all rules, found by trying all cuts.
  private static func bruteForce(_ table: StatisticsTable) -> [[[Int64]]] {
    var joint: [[[Int64]]] = [[]]
    for content in table.rows {
      var options: [[Int64]] = []
      switch content {
      case .numbers(let numbers): options = [numbers.map { $0 ?? 0 }]
      case .run(let digits):
        for cut in 1..<digits.count {
          let parts = [digits[..<cut], digits[cut...]].map { String(decoding: $0, as: UTF8.self) }
          let numbers = parts.compactMap { Int64($0) }
          if parts == numbers.map({ "\($0)" }), numbers[0] <= numbers[1] { options.append(numbers) }
        }
      }
      joint = joint.flatMap { rows in options.map { rows + [$0] } }
    }
    return joint.filter { rows in
      table.groups.allSatisfy { group in
        (0..<table.columnCount).allSatisfy { column in
          group.parts.reduce(0) { $0 + rows[$1][column] } == rows[group.whole][column]
        }
      }
    }
  }
}

/// Cuts the glued rows of a free-form statistics table, where exactly one joint reading is left.
///
/// Three rules remove readings: a run holds one number a column without leading zeros; a year does not exceed the
/// cumulative column; the parts of a row add up to it in every column. 其中 need not name all parts: where no reading
/// adds up, the sum is not used at all, and nothing hangs on it.
public struct StatisticsResolver: Sendable {
  /// Makes a resolver.
  public init() {}

  /// Resolves a table; time is bounded by the readings of a row and by `StatisticsSum.stepLimit`.
  public func resolve(_ table: StatisticsTable) -> StatisticsSolution {
    var solution = StatisticsSolution(values: [])
    // Readings by digits alone, then in order; nil where a row is not known well enough to take part.
    let plain = table.rows.map { Self.plainReadings($0, table.columnCount) }
    var readings = plain
    for (row, list) in plain.enumerated() {
      guard case .run = table.rows[row], let list else { continue }
      let ordered = list.filter { Self.isOrdered($0, table.orders) }
      if ordered.isEmpty { solution.disorderedRows.append(row) } else { readings[row] = ordered }
    }
    var sums = StatisticsSum()
    var contradictory: Set<Int> = []
    var failed: Set<Int> = []
    for (index, group) in table.groups.enumerated() {
      guard case .failed = sums.narrow(group, readings) else { continue }
      failed.insert(index)
      // The order and the sum contradict each other: neither is trusted to cut these rows.
      if case .narrowed = sums.narrow(group, plain) {
        contradictory.formUnion(([group.whole] + group.parts).filter { (plain[$0]?.count ?? 0) > 1 })
      }
    }
    for row in contradictory { readings[row] = nil }
    let narrowed = Self.narrow(table, readings, &sums, failed: &failed, used: &solution.usedGroups)
    solution.failedGroups = failed.sorted()
    solution.values = table.rows.enumerated().map { row, content in
      if case .numbers(let numbers) = content { return numbers }
      return Self.agreed(narrowed[row], table.columnCount)
    }
    return solution
  }

  /// Narrows group by group until nothing changes.
  ///
  /// Groups that fail only together all fail.
  private static func narrow(
    _ table: StatisticsTable, _ readings: [[[Int64]]?], _ sums: inout StatisticsSum, failed: inout Set<Int>,
    used: inout [Int]
  ) -> [[[Int64]]?] {
    while true {
      var current = readings
      var narrowing: Set<Int> = []
      var contradiction: Int?
      var isChanged = true
      search: while isChanged {
        isChanged = false
        for (index, group) in table.groups.enumerated() where !failed.contains(index) {
          switch sums.narrow(group, current) {
          case .unusable: continue
          case .failed:
            contradiction = index
            break search
          case .narrowed(let lists):
            for (row, list) in lists where list.count < current[row]?.count ?? 0 {
              current[row] = list
              narrowing.insert(index)
              isChanged = true
            }
          }
        }
      }
      // Where not every sum was tried, a contradiction may have gone unseen: none is used.
      if sums.isExhausted { return readings }
      guard let contradiction else {
        used = narrowing.sorted()
        return current
      }
      failed.formUnion(connected(to: contradiction, table.groups))
    }
  }

  /// The groups that hang together with one over shared rows, itself included.
  private static func connected(to start: Int, _ groups: [StatisticsGroup]) -> Set<Int> {
    var found: Set<Int> = [start]
    var rows = Set([groups[start].whole] + groups[start].parts)
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for (index, group) in groups.enumerated() where !found.contains(index) {
        let own = [group.whole] + group.parts
        guard own.contains(where: rows.contains) else { continue }
        found.insert(index)
        rows.formUnion(own)
        isGrowing = true
      }
    }
    return found
  }

  private static func plainReadings(_ content: StatisticsContent, _ columnCount: Int) -> [[Int64]]? {
    switch content {
    case .run(let digits): return StatisticsReadings.readings(of: digits, columnCount: columnCount)
    case .numbers(let numbers):
      let known = numbers.compactMap { $0 }
      return known.count == columnCount && known.allSatisfy { $0 >= 0 } ? [known] : nil
    }
  }

  private static func isOrdered(_ reading: [Int64], _ orders: [StatisticsOrder]) -> Bool {
    orders.allSatisfy { reading[$0.single] <= reading[$0.cumulative] }
  }

  /// The value that all readings have in a column, for each column.
  private static func agreed(_ readings: [[Int64]]?, _ columnCount: Int) -> [Int64?] {
    guard let readings, let first = readings.first else { return Array(repeating: nil, count: columnCount) }
    return (0..<columnCount).map { column in
      readings.allSatisfy { $0[column] == first[column] } ? first[column] : nil
    }
  }
}

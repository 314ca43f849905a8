/// Sums over rows that each have several readings: which readings take part in a solution.
struct StatisticsSum {
  /// What a group says.
  enum Outcome {
    /// A row is not known well enough, or the steps of the table are used up.
    case unusable
    /// No choice of readings adds up.
    case failed
    /// For each row of the group the readings that take part in a solution, in their order.
    case narrowed([(row: Int, readings: [[Int64]])])
  }

  /// Additions that the sums of one table may take together.
  static let stepLimit = 4_000_000

  private(set) var steps = 0
  /// Whether a sum was given up for want of steps.
  private(set) var isExhausted = false

  /// Finds the supported readings by the sets of partial sums, from the first part on and back.
  mutating func narrow(_ group: StatisticsGroup, _ readings: [[[Int64]]?]) -> Outcome {
    guard !group.parts.isEmpty, let wholes = readings[group.whole] else { return .unusable }
    let lists = group.parts.compactMap { readings[$0] }
    guard lists.count == group.parts.count, let columnCount = wholes.first?.count else { return .unusable }
    let bound = (0..<columnCount).map { column in wholes.map { $0[column] }.max() ?? 0 }
    var partial: [Set<[Int64]>] = [[Array(repeating: 0, count: columnCount)]]
    for list in lists {
      steps += (partial.last?.count ?? 0) * list.count
      if steps > Self.stepLimit {
        isExhausted = true
        return .unusable
      }
      var next: Set<[Int64]> = []
      for sum in partial.last ?? [] {
        for reading in list {
          if let larger = Self.add(sum, reading, bound) { next.insert(larger) }
        }
      }
      partial.append(next)
    }
    var needed = Set(wholes).intersection(partial.last ?? [])
    if needed.isEmpty { return .failed }
    var narrowed: [(row: Int, readings: [[Int64]])] = [(group.whole, wholes.filter(needed.contains))]
    for index in lists.indices.reversed() {
      var earlier: Set<[Int64]> = []
      let kept = lists[index].filter { reading in
        var isSupported = false
        for sum in partial[index] {
          guard let larger = Self.add(sum, reading, bound), needed.contains(larger) else { continue }
          earlier.insert(sum)
          isSupported = true
        }
        return isSupported
      }
      narrowed.append((group.parts[index], kept))
      needed = earlier
    }
    return .narrowed(narrowed)
  }

  /// The sum by column; `nil` where it is beyond every whole: all numbers are 0 or more.
  private static func add(_ left: [Int64], _ right: [Int64], _ bound: [Int64]) -> [Int64]? {
    var sum = left
    for column in sum.indices {
      let (value, overflow) = sum[column].addingReportingOverflow(right[column])
      if overflow || value > bound[column] { return nil }
      sum[column] = value
    }
    return sum
  }
}

import DecimalNumbers
import StatutoryForm

/// The rules of statistics tables, over their published values: `T0.SUM` and `T0.ORDER`.
enum StatisticsChecks {
  static let sumRule = "T0.SUM"
  static let orderRule = "T0.ORDER"

  static func findings(of statistics: ResolvedStatistics) -> [Finding] {
    statistics.rows.indices.flatMap { orderFindings(statistics, row: $0) }
      + statistics.groups.indices.flatMap { sumFindings(statistics, group: $0) }
  }

  private static func orderFindings(_ statistics: ResolvedStatistics, row: Int) -> [Finding] {
    let cells = statistics.cells[statistics.rows[row]]
    return statistics.orders.compactMap { order in
      let single = cells.startIndex + order.single
      let cumulative = cells.startIndex + order.cumulative
      guard cells.indices.contains(single), cells.indices.contains(cumulative),
        let year = cells[single].value, let all = cells[cumulative].value, all < year
      else { return nil }
      return Finding(
        rule: orderRule, severity: .warning, table: "statistics_v0", row: cells[single].label,
        column: cells[cumulative].columnLabel, seen: "\(year) > \(all)", expected: "at least \(year)",
        message: "The year has more than all years together.", line: cells[single].line)
    }
  }

  /// One finding a column whose parts do not add up, or one for the group where its rows cannot be cut.
  private static func sumFindings(_ statistics: ResolvedStatistics, group index: Int) -> [Finding] {
    let group = statistics.groups[index]
    let whole = statistics.cells[statistics.rows[group.whole]]
    var findings: [Finding] = []
    var isOpen = false
    for column in 0..<whole.count {
      let cell = whole[whole.startIndex + column]
      let parts = group.parts.map { part -> DecimalNumber? in
        let range = statistics.rows[part]
        return column < range.count ? statistics.cells[range.lowerBound + column].value : nil
      }
      let known = parts.compactMap { $0 }
      guard known.count == parts.count, let value = cell.value else {
        isOpen = true
        continue
      }
      guard let sum = sum(known), sum != value else { continue }
      let isTooMuch = value < sum && isExclusive(cell.label)
      findings.append(
        Finding(
          rule: sumRule, severity: isTooMuch ? .warning : .info, table: "statistics_v0", row: cell.label,
          column: cell.columnLabel, seen: "\(value)", expected: "\(sum)",
          message: isTooMuch
            ? "The rows below it add up to more than the row itself."
            : "The rows below it add up to another number; they may not name everything, or the same thing twice.",
          line: cell.line))
    }
    if findings.isEmpty, isOpen, statistics.solution.failedGroups.contains(index), let cell = whole.first {
      findings.append(
        Finding(
          rule: sumRule, severity: .info, table: "statistics_v0", row: cell.label, seen: cell.printed,
          message: "In no reading do the rows below it add up to this row; nothing was inferred from the sum.",
          line: cell.line))
    }
    return findings
  }

  private static func sum(_ numbers: [DecimalNumber]) -> DecimalNumber? {
    var sum = DecimalNumber.zero
    for number in numbers {
      guard let larger = sum.adding(number) else { return nil }
      sum = larger
    }
    return sum
  }

  /// An application is made in one way and answered in one way; what is disclosed may be disclosed in several.
  private static func isExclusive(_ label: String) -> Bool {
    ["申请", "答复", "复议", "诉讼"].contains(where: label.contains)
  }
}

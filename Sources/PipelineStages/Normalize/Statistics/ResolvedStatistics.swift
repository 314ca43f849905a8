import CellResolution
import DecimalNumbers
import ReportRecognition
import StatutoryForm

/// A cell of a free-form statistics table with its value and basis.
struct ResolvedStatistic: Hashable, Sendable {
  var label: String
  var columnLabel: String
  var unit: String?
  var value: DecimalNumber?
  var basis: Basis
  /// What the document prints for the cell, or the run that holds it; `nil` where nothing is printed.
  var printed: String?
  var line: Int?
}

/// The statistics table of a report: its cells, and what stands behind them.
struct ResolvedStatistics: Sendable {
  /// In document order, one for each printed cell.
  var cells: [ResolvedStatistic]
  /// The rows, as ranges of `cells`.
  let rows: [Range<Int>]
  /// The rows that are split up into others.
  let groups: [StatisticsGroup]
  /// The columns of which one never exceeds the other.
  let orders: [StatisticsOrder]
  /// What the resolver says of rows, groups and orders.
  let solution: StatisticsSolution

  /// Resolves the glued rows of a table.
  init(_ statistics: [PrintedStatistic]) {
    let split = StatisticsRows(statistics)
    rows = split.rows
    let columns = split.columns
    orders = Self.orders(of: columns)
    let heads = split.rows.map { statistics[$0.lowerBound] }
    groups = StatisticsOutline.groups(labels: heads.map(\.label), units: heads.map(\.unit))
    let table = StatisticsTable(
      columnCount: columns.count, rows: split.rows.map { Self.content(statistics[$0], columns) }, orders: orders,
      groups: groups)
    solution = StatisticsResolver().resolve(table)
    cells = []
    for (row, range) in split.rows.enumerated() {
      for (column, statistic) in statistics[range].enumerated() {
        let known = solution.values[row].indices.contains(column) ? solution.values[row][column] : nil
        cells.append(Self.cell(statistic, known: known))
      }
    }
    qualifyRepeatedLabels()
  }

  /// Puts the row above before a label that stood under another one already: 五、行政诉讼数量/（二）被依法纠错数.
  ///
  /// The form of 2014 has such rows under 行政复议 and 行政诉讼; by their bare label one would be taken for the other. The
  /// first keeps its label as printed.
  private mutating func qualifyRepeatedLabels() {
    let labels = rows.map { cells[$0.lowerBound].label }
    if Set(labels).count == labels.count { return }
    let parents = StatisticsOutline.parents(labels: labels)
    var first: [String: Int] = [:]
    for (row, label) in labels.enumerated() {
      guard let earlier = first[label] else {
        first[label] = row
        continue
      }
      guard let parent = parents[row], let other = parents[earlier], labels[parent] != labels[other] else { continue }
      for index in rows[row] { cells[index].label = "\(labels[parent])/\(label)" }
    }
  }

  /// The name of a row: its label as printed.
  func label(of row: Int) -> String { cells[rows[row].lowerBound].label }

  private static func cell(_ statistic: PrintedStatistic, known: Int64?) -> ResolvedStatistic {
    let token = statistic.token
    var cell = ResolvedStatistic(
      label: statistic.label, columnLabel: statistic.columnLabel, unit: statistic.unit, value: nil,
      basis: .unresolved, printed: token.text.isEmpty ? nil : token.text, line: token.line)
    switch token.content {
    case .number(let number):
      cell.value = number
      cell.basis = .printed
    case .run:
      guard let known else { break }
      cell.value = DecimalNumber(known)
      cell.basis = .inferred
      cell.printed = "\(known)"
    case .blank: cell.basis = .blank
    case .notApplicable: cell.basis = .notApplicable
    case .unreadable: break
    }
    return cell
  }

  /// A row of other columns than the first has a content that takes part in nothing.
  private static func content(_ row: ArraySlice<PrintedStatistic>, _ columns: [String]) -> StatisticsContent {
    guard row.count == columns.count, zip(row, columns).allSatisfy({ $0.columnLabel == $1 }) else {
      return .numbers(Array(repeating: nil, count: max(row.count, columns.count)))
    }
    if let first = row.first, first.token.content == .run, row.allSatisfy({ $0.token == first.token }) {
      return .run(digits(of: first.token.text))
    }
    return .numbers(
      row.map { statistic in
        if case .number(let number) = statistic.token.content { return number.integer }
        return nil
      })
  }

  /// ASCII digits for full-width ones; other characters stay, and no run with them is cut.
  private static func digits(of text: String) -> [UInt8] {
    text.unicodeScalars.flatMap { scalar -> [UInt8] in
      if (0xFF10...0xFF19).contains(scalar.value) { return [UInt8(scalar.value - 0xFF10 + 0x30)] }
      return Array(String(scalar).utf8)
    }
  }

  /// A single year beside 历年累计: the only order that the labels say themselves.
  private static func orders(of columns: [String]) -> [StatisticsOrder] {
    let cumulative = columns.indices.filter { columns[$0].contains("累计") }
    guard cumulative.count == 1, let all = cumulative.first else { return [] }
    return columns.indices.filter { $0 != all && isSingleYear(columns[$0]) }.map {
      StatisticsOrder(single: $0, cumulative: all)
    }
  }

  private static func isSingleYear(_ label: String) -> Bool {
    ["本年", "当年", "上年", "上一年"].contains(where: label.hasPrefix)
      || label.contains("年") && label.first.map { $0.isNumber } == true
  }
}

import FactTables

/// Turns cells of v0 statistics tables into rows of `statistics_v0`.
enum StatisticsTabulator {
  static func rows(_ cells: [ResolvedStatistic]) -> [OwnRow] {
    cells.map { cell in
      OwnRow(
        values: [
          .text(cell.label), .text(cell.columnLabel), .init(StatisticsIndicator.code(of: cell.label)),
          .init(cell.value.map { $0.rounded(places: 4) }), .init(cell.unit), .init(cell.printed),
          .text(cell.basis.rawValue),
        ], line: cell.line)
    }
  }
}

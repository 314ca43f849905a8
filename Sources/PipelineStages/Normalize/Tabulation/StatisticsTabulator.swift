import FactTables

/// Turns cells of v0 statistics tables into rows of `statistics_v0`.
struct StatisticsTabulator {
  let head: ReportHead

  func rows(_ cells: [ResolvedStatistic]) -> [FactRow] {
    cells.map { cell in
      head.row(
        [
          .text(cell.label), .text(cell.columnLabel), .init(StatisticsIndicator.code(of: cell.label)),
          .init(cell.value.map { $0.rounded(places: 4) }), .init(cell.unit), .init(cell.printed),
          .text(cell.basis.rawValue),
        ], line: cell.line)
    }
  }
}

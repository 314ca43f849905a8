import FactTables
import NarrativeFigures

/// Turns narrative figures into rows of `microblog` and `engagement`.
struct FigureTabulator {
  let head: ReportHead

  func rows(_ figures: [NarrativeFigure], of table: NarrativeTable) -> [FactRow] {
    figures.filter { $0.table == table }.map { figure in
      var values: [FactValue] = [.init(figure.platform)]
      if table == .microblog { values.append(.init(figure.account)) }
      values += [
        .text(figure.metric), .init(figure.value), .init(figure.low), .init(figure.high), .text(figure.qualifier),
        .init(figure.unit), .init(figure.period), .init(figure.scope), .text(figure.quote),
      ]
      return head.row(values, line: figure.line)
    }
  }
}

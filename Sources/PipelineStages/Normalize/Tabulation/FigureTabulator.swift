import FactTables
import NarrativeFigures

/// Turns narrative figures into rows of `microblog` and `engagement`.
enum FigureTabulator {
  static func rows(_ figures: [NarrativeFigure], of table: NarrativeTable) -> [OwnRow] {
    figures.filter { $0.table == table }.map { figure in
      var values: [FactValue] = []
      values.reserveCapacity(11)
      values.append(.init(figure.platform))
      if table == .microblog { values.append(.init(figure.account)) }
      values += [
        .text(figure.metric), .init(figure.value), .init(figure.low), .init(figure.high), .text(figure.qualifier),
        .init(figure.unit), .init(figure.period), .init(figure.scope), .text(figure.quote),
      ]
      return OwnRow(values: values, line: figure.line)
    }
  }
}

import FactTables
import NarrativeFigures

/// Turns narrative figures into rows of `microblog` and `engagement`.
enum FigureTabulator {
  static func rows(_ figures: [NarrativeFigure], of table: NarrativeTable) -> [OwnRow] {
    figures.indices.compactMap { index in
      guard figures[index].table == table else { return nil }
      let figure = figures[index]
      var values: [FactValue] = []
      values.reserveCapacity(11)
      values.append(.init(figure.platform))
      if table == .microblog { values.append(.init(figure.account)) }
      values.append(.text(figure.metric))
      values.append(.init(figure.value))
      values.append(.init(figure.low))
      values.append(.init(figure.high))
      values.append(.text(figure.qualifier))
      values.append(.init(figure.unit))
      values.append(.init(figure.period))
      values.append(.init(figure.scope))
      values.append(.text(figure.quote))
      return OwnRow(values: values, line: figure.line)
    }
  }
}

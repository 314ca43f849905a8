import DecimalNumbers
import StatutoryForm

/// From what the search knows to the cells of a table.
extension TableResolver {
  /// Whether a cell of a certain or empty line prints nothing that could be its value.
  func isInferable(_ variable: Int) -> Bool {
    guard let line = starts.lastIndex(where: { $0 <= variable }) else { return false }
    switch lines[line].shape {
    case .empty: return true
    case .uncertain: return false
    case .certain(let reading):
      guard let piece = reading[variable - starts[line]] else { return true }
      return piece.kind == .blank
    }
  }

  func cells(_ answer: Answer) -> [ResolvedCell] {
    lines.indices.flatMap { index -> [ResolvedCell] in
      let line = lines[index]
      return line.cells.indices.map { column in
        let variable = starts[index] + column
        let value = answer.values[variable].map { DecimalNumber(Int64($0)) }
        switch line.shape {
        case .certain(let reading):
          return line.certainCell(column, reading[column]) ?? blank(line, column, value, variable, answer)
        case .empty: return blank(line, column, value, variable, answer)
        case .uncertain(let row):
          let survivors = answer.survivors[index] ?? row.readings
          // A run that may have lost its total proves nothing by its sum.
          let isOpen = row.isGlued && survivors.contains { line.lacksTotal($0) }
          // Nobody leaves a figure out of a run: what is lost there is a 0.
          let isInvented = row.isGlued && value != .zero && survivors.allSatisfy { $0[column] == nil }
          let isTrusted = !answer.distrusted.contains(index) && !isOpen && !isInvented
          return line.uncertainCell(
            column, value: isTrusted ? value : nil, survivors: isTrusted ? survivors : [], isGlued: row.isGlued)
        }
      }
    }
  }

  private func blank(
    _ line: PrintedLine, _ column: Int, _ value: DecimalNumber?, _ variable: Int, _ answer: Answer
  ) -> ResolvedCell {
    let basis: Basis = value != nil ? .inferred : answer.affected.contains(variable) ? .unresolved : .blank
    return line.blankCell(column, value: value, basis: basis)
  }
}

extension PrintedLine {
  /// Whether a reading leaves a total of the line blank.
  fileprivate func lacksTotal(_ reading: RowReading) -> Bool {
    zip(cells, reading).contains { cell, piece in
      piece == nil && (cell.column == .total || cell.column == .resultTotal)
    }
  }
}

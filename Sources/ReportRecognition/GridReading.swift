import StatutoryForm

/// Cells of the form with what an exact table prints for them.
struct GridReading {
  private static let columnCount = FormColumn.allCases.count
  private var items = [ValueItem?](repeating: nil, count: FormRow.list.count * GridReading.columnCount)
  private var conflicts = [Bool](repeating: false, count: FormRow.list.count * GridReading.columnCount)
  /// Where the label of a row stands.
  var labels = RowTable<Int>()

  private func index(_ row: FormRow, _ column: FormColumn) -> Int {
    Int(row.rawValue) * Self.columnCount + Int(column.rawValue)
  }

  /// What stands at a cell; `nil` for nothing, and where two places say different things.
  subscript(row: FormRow, column: FormColumn) -> ValueItem? {
    let index = index(row, column)
    return conflicts[index] ? nil : items[index]
  }

  /// Whether two places of the table say different things of a cell.
  func isContradicted(_ row: FormRow, _ column: FormColumn) -> Bool { conflicts[index(row, column)] }

  /// Adds what a place prints for a cell.
  mutating func add(_ item: ValueItem, _ row: FormRow, _ column: FormColumn, _ stream: LabelStream) {
    let index = index(row, column)
    if let first = items[index], !first.isBlank {
      // An empty place in the rows of the heads says nothing.
      if item.isBlank { return }
      if !stream.units[first.range].elementsEqual(stream.units[item.range]) { conflicts[index] = true }
    } else {
      items[index] = item
    }
  }
}

/// Lays the cells of a table onto its grid as the HTML standard does (section 4.9.12), but without overlaps.
struct TableGrid {
  /// The cells so far, in source order.
  private(set) var cells: [TableCell] = []
  /// The number of rows so far.
  private(set) var rowCount = 0
  /// The number of columns so far.
  private(set) var columnCount = 0
  /// Whether a row has more columns than any table has: such a table is no table.
  private(set) var isTooWide = false

  /// For every column, the first row in which it is free of cells that reach down.
  private var freeFrom: [Int] = []
  /// One below the last row into which any cell reaches down.
  private var coveredUntil = 0
  private var column = 0
  private var groupStart = 0
  private var steps = 0

  /// More columns than any table of a report has; beyond it layout costs without being of use.
  static let widest = 4096
  /// The largest `colspan` that counts (HTML standard).
  static let widestSpan = 1000

  /// Begins a row.
  mutating func beginRow() {
    rowCount += 1
    column = 0
  }

  /// Ends a group of rows: no cell reaches beyond it.
  mutating func endGroup() {
    for index in groupStart..<cells.count where cells[index].row + cells[index].rowSpan > rowCount {
      cells[index].rowSpan = max(1, rowCount - cells[index].row)
    }
    groupStart = cells.count
    if coveredUntil > rowCount {
      for index in freeFrom.indices { freeFrom[index] = 0 }
      coveredUntil = 0
    }
  }

  /// Places the next cell of the current row.
  ///
  /// A `rowSpan` of 0 reaches to the end of the group. The range is set by `setRange`. Throws where a hostile table costs more steps than any real one.
  mutating func place(rowSpan: Int, columnSpan: Int) throws(ReadingFailure) {
    if rowCount == 0 { beginRow() }
    let row = rowCount - 1
    var width = min(max(columnSpan, 1), Self.widestSpan)
    if coveredUntil > row {
      let start = column
      while column < freeFrom.count && freeFrom[column] > row { column += 1 }
      var free = column
      while free < column + width && (free >= freeFrom.count || freeFrom[free] <= row) { free += 1 }
      // A cell that would run into one from above ends before it.
      width = free - column
      steps += free - start
      if steps > Self.mostSteps { throw .limitExceeded }
    }
    if column + width > Self.widest || cells.count >= Self.mostCells {
      if cells.count >= Self.mostCells { throw .limitExceeded }
      isTooWide = true
      return
    }
    let height = rowSpan == 0 ? Self.tallestSpan : min(max(rowSpan, 1), Self.tallestSpan)
    if height > 1 {
      while freeFrom.count < column + width { freeFrom.append(0) }
      for index in column..<column + width { freeFrom[index] = row + height }
      coveredUntil = max(coveredUntil, row + height)
      steps += width
    }
    cells.append(TableCell(row: row, column: column, rowSpan: height, columnSpan: width, range: 0..<0))
    column += width
    columnCount = max(columnCount, column)
  }

  /// Says where the text of the last placed cell stands.
  mutating func setRange(_ range: Range<Int>) {
    if !isTooWide && !cells.isEmpty { cells[cells.count - 1].range = range }
  }

  private static let tallestSpan = 65534
  private static let mostSteps = 1 << 28
  private static let mostCells = 1 << 20
}

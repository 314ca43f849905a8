/// A table of a PDF, before its text is laid out.
struct PDFTable {
  struct Cell {
    var row: Int
    var column: Int
    var rowSpan: Int
    var columnSpan: Int
    var text: CellText
  }

  /// Places of its upright lines, ascending; one more than columns.
  var columns: [Double]
  var rowCount: Int
  /// By row, then column.
  var cells: [Cell]
  var certainty: PositionCertainty
  /// Where it stands: the first and the last page, its top on the first.
  var firstPage: Int
  var lastPage: Int
  var top: Double
  /// Whether it has no rulings; its parts on two pages stay two tables.
  var isSpaced = false

  var columnCount: Int { columns.count - 1 }

  /// Drops grid lines at which no cell begins.
  mutating func compress() {
    let rowStarts = Set(cells.map(\.row))
    let columnStarts = Set(cells.map(\.column))
    let rows = Self.numbers(rowStarts, count: rowCount)
    let places = Self.numbers(columnStarts, count: columnCount)
    for index in cells.indices {
      let cell = cells[index]
      cells[index].row = rows[cell.row]
      cells[index].column = places[cell.column]
      cells[index].rowSpan = max(1, rows[cell.row + cell.rowSpan] - rows[cell.row])
      cells[index].columnSpan = max(1, places[cell.column + cell.columnSpan] - places[cell.column])
    }
    var kept = columns.indices.dropLast().filter(columnStarts.contains).map { columns[$0] }
    if let last = columns.last { kept.append(last) }
    rowCount = rows[rowCount]
    columns = kept
  }

  /// Drops an outermost column that is one empty cell: the space beside a table in a frame.
  ///
  /// In a table of one row it may be a cell.
  mutating func dropBlankEdges() {
    if rowCount < 2 { return }
    while let edge = cells.first(where: { cell in
      cell.text.isEmpty && cell.rowSpan == rowCount && cell.columnSpan < columnCount
        && (cell.column == 0 || cell.column + cell.columnSpan == columnCount)
    }) {
      cells.removeAll { $0.row == edge.row && $0.column == edge.column }
      if edge.column == 0 {
        columns.removeFirst(edge.columnSpan)
        for index in cells.indices { cells[index].column -= edge.columnSpan }
      } else {
        columns.removeLast(edge.columnSpan)
      }
    }
  }

  /// For each old number, how many starts lie before it: its new number.
  private static func numbers(_ starts: Set<Int>, count: Int) -> [Int] {
    var next = 0
    return (0...count).map { index in
      defer { if starts.contains(index) { next += 1 } }
      return next
    }
  }

  /// The cells that begin in a row.
  func cells(inRow row: Int) -> [Cell] { cells.filter { $0.row == row } }

  /// Whether all cells that begin in a row are empty.
  func isBlank(row: Int) -> Bool { cells.allSatisfy { $0.row != row || $0.text.isEmpty } }

  /// Takes a row out; cells that reach over it become shorter, one that begins in it and reaches on begins below.
  mutating func remove(row: Int) {
    cells.removeAll { $0.row == row && $0.rowSpan == 1 }
    for index in cells.indices {
      let cell = cells[index]
      if cell.row > row { cells[index].row -= 1 } else if cell.row + cell.rowSpan > row { cells[index].rowSpan -= 1 }
    }
    rowCount -= 1
    cells.sort { ($0.row, $0.column) < ($1.row, $1.column) }
  }
}

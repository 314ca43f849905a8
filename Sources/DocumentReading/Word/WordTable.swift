/// A cell of a Word table.
struct WordCell {
  /// Whether it goes on a cell above or to the left.
  enum Merge { case none, begins, continues }

  /// 0-based grid row.
  var row: Int
  /// 0-based grid column.
  var column: Int
  /// Grid rows it covers.
  var rowSpan = 1
  /// Grid columns it covers.
  var columnSpan = 1
  /// Its part in a vertical merge.
  var vertical = Merge.none
  /// Its part in a horizontal merge of the old kind, cell by cell.
  var horizontal = Merge.none
  /// What is crossed out in it.
  var withdrawn: [UInt8] = []
  /// Its lines of text, none empty.
  var lines: [[UInt8]] = []
  /// Whether a tracked change deletes it.
  var isDeleted = false
}

/// Where the cells of a row begin and end, in twentieths of a point: one more than it has cells, ascending.
struct WordRowEdges {
  /// The edges.
  var edges: [Int]
}

/// A table of a Word document, from its first row on.
struct WordTable {
  /// The finished rows' cells, in reading order.
  private(set) var cells: [WordCell] = []
  /// The number of finished rows.
  private(set) var rowCount = 0
  /// The number of grid columns so far.
  private(set) var columnCount = 0
  /// Whether it only arranges the page: it holds another table, so its texts are paragraphs.
  var isLayout = false
  /// The open cell.
  var cell: WordCell?
  /// Whether a row is open.
  private(set) var isRowOpen = false
  /// Whether a tracked change deletes the open row.
  var isRowDeleted = false

  private var row: [WordCell] = []
  private var column = 0
  private var isTooWide = false

  /// A table without anything.
  init() {}

  /// A table of another document.
  init(_ table: TableBlock, of text: BlockText) {
    rowCount = table.rowCount
    columnCount = table.columnCount
    cells = table.cells.map { cell in
      let lines = text.bytes[cell.range].split(separator: ASCII.lineFeed).map { Array($0) }
      return WordCell(
        row: cell.row, column: cell.column, rowSpan: cell.rowSpan, columnSpan: cell.columnSpan, lines: lines)
    }
  }

  /// Whether the table has any text.
  var hasText: Bool { cells.contains { !$0.lines.isEmpty } }

  /// Every line of text so far, in order, the open row's and the open cell's included; they are taken away.
  mutating func takeLines() -> [[UInt8]] {
    let all = (cells + row + (cell.map { [$0] } ?? [])).flatMap(\.lines)
    cells = []
    row = []
    cell?.lines = []
    return all
  }

  /// Begins a row.
  mutating func beginRow() {
    isRowOpen = true
    isRowDeleted = false
    row = []
    column = 0
  }

  /// Leaves grid columns free before the row's first cell.
  mutating func leave(columns: Int) { column = min(max(columns, 0), TableGrid.widestSpan) }

  /// Begins a cell; its properties come after it.
  mutating func beginCell() { cell = WordCell(row: rowCount, column: column) }

  /// Ends the open cell.
  mutating func endCell() {
    guard var ended = cell else { return }
    cell = nil
    if ended.isDeleted || isLayout { return }
    // What is crossed out stays to be seen where the cell holds nothing else, and is no number.
    if ended.lines.isEmpty, !ended.withdrawn.isEmpty { ended.lines = [RaisedDigits.struck(ended.withdrawn)] }
    ended.columnSpan = min(max(ended.columnSpan, 1), TableGrid.widestSpan)
    ended.column = column
    if column + ended.columnSpan > TableGrid.widest {
      isTooWide = true
      ended.columnSpan = 1
      ended.column = min(column, TableGrid.widest)
      row.append(ended)
      return
    }
    column += ended.columnSpan
    row.append(ended)
  }

  /// Says of the open row's cells which part they have in merges, where that is known only at its end.
  mutating func setMerges(vertical: [WordCell.Merge], horizontal: [WordCell.Merge]) {
    endCell()
    for index in row.indices where index < vertical.count {
      row[index].vertical = vertical[index]
      if index < horizontal.count { row[index].horizontal = horizontal[index] }
    }
  }

  /// Ends the open row; one that a tracked change deletes leaves nothing.
  mutating func endRow() {
    endCell()
    guard isRowOpen else { return }
    isRowOpen = false
    if isRowDeleted || isLayout || row.isEmpty { return }
    for cell in row { columnCount = max(columnCount, cell.column + cell.columnSpan) }
    cells += row
    row = []
    rowCount += 1
  }

  /// Lays the cells out anew by the edges of their rows; left as they are where the edges do not fit them.
  ///
  /// Edges that lie closer together than `tolerance` are one.
  mutating func lay(_ rows: [WordRowEdges], tolerance: Int) {
    let places = Self.columns(rows.flatMap(\.edges), tolerance: tolerance)
    var laid = cells
    var column = 0
    for index in laid.indices {
      column = index > 0 && laid[index - 1].row == laid[index].row ? column + 1 : 0
      guard laid[index].row < rows.count else { return }
      let edges = rows[laid[index].row].edges
      let isLast = index + 1 == laid.count || laid[index + 1].row != laid[index].row
      guard column + 1 < edges.count, !isLast || column + 2 == edges.count, let left = places[edges[column]],
        let right = places[edges[column + 1]], right > left
      else {
        if tolerance > 0 { lay(rows, tolerance: 0) }
        return
      }
      laid[index].column = left
      laid[index].columnSpan = right - left
    }
    cells = laid
    columnCount = laid.map { $0.column + $0.columnSpan }.max() ?? columnCount
    isTooWide = columnCount > TableGrid.widest
  }

  private static func columns(_ edges: [Int], tolerance: Int) -> [Int: Int] {
    var columns: [Int: Int] = [:]
    var first: Int?
    var column = -1
    for edge in Set(edges).sorted() {
      if first.map({ edge - $0 > tolerance }) ?? true {
        first = edge
        column += 1
      }
      columns[edge] = column
    }
    return columns
  }

  /// Lays merges out: a cell that goes on the one to its left, or the one above in the same columns, is part of it, and its
  /// own text, which Word does not show, is dropped; one that has nothing to go on is a cell of its own.
  mutating func mergeCells() {
    mergeColumns()
    mergeRows()
  }

  private mutating func mergeColumns() {
    guard cells.contains(where: { $0.horizontal == .continues }) else { return }
    var merged: [WordCell] = []
    merged.reserveCapacity(cells.count)
    for cell in cells {
      if cell.horizontal == .continues, let last = merged.last, last.row == cell.row,
        last.column + last.columnSpan == cell.column
      {
        merged[merged.count - 1].columnSpan += cell.columnSpan
      } else {
        merged.append(cell)
      }
    }
    cells = merged
  }

  private mutating func mergeRows() {
    var merged: [WordCell] = []
    merged.reserveCapacity(cells.count)
    var open: [Int: Int] = [:]
    var next: [Int: Int] = [:]
    var row = 0
    for cell in cells {
      if cell.row != row {
        row = cell.row
        (open, next) = (next, [:])
      }
      if cell.vertical == .continues, let above = open[cell.column], merged[above].columnSpan == cell.columnSpan,
        merged[above].row + merged[above].rowSpan == cell.row
      {
        merged[above].rowSpan += 1
        next[cell.column] = above
        continue
      }
      if cell.vertical != .none { next[cell.column] = merged.count }
      merged.append(cell)
    }
    cells = merged
  }

  /// Whether the finished table arranges text rather than being a table, by the rule for tables of pages.
  var arrangesText: Bool {
    if isTooWide { return true }
    let filled = cells.filter { !$0.lines.isEmpty }
    let lineCount = filled.reduce(0) { $0 + $1.lines.count }
    let longest = filled.map { $0.lines.reduce($0.lines.count - 1) { $0 + $1.count } }.max() ?? 0
    return OpenTable.arrangesText(
      filledCount: filled.count, lineCount: lineCount, rowCount: rowCount, longest: longest)
  }
}

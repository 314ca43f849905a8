/// A table whose end tag has not come yet.
struct OpenTable {
  /// The grid so far.
  var grid = TableGrid()
  /// Depth of the stack of open elements outside of the table.
  let depth: Int
  /// Whether it was opened by a row or a cell without a table around it.
  let isImplied: Bool
  /// Whether it only arranges the page: it holds another table, so its texts are paragraphs.
  var isLayout = false
  /// Whether a cell is open.
  var hasOpenCell = false
  /// Whether a row is open.
  var isRowOpen = false
  /// How the open row says that its text is shown.
  var rowAppearance: HTMLAppearance = []
  /// The lines of text of all cells, in order; handed on as paragraphs should the table turn out to be layout.
  var lines: [Range<Int>] = []
  /// Which of `lines` is the first of the open cell.
  var firstLineOfCell = 0
  /// The source line on which the open cell begins.
  var cellLine = 1
  /// Text between the cells, which browsers show outside of the table.
  var strayPieces: [StrayPiece] = []

  /// Whether the closed table arranges text rather than being a table: several lines of text in a single cell, or one or
  /// two rows with a long piece of prose in them.
  var arrangesText: Bool {
    if grid.isTooWide { return true }
    var filledCount = 0
    var longest = 0
    for cell in grid.cells where !cell.range.isEmpty {
      filledCount += 1
      longest = max(longest, cell.range.count)
    }
    return Self.arrangesText(
      filledCount: filledCount, lineCount: lines.count, rowCount: grid.rowCount, longest: longest)
  }

  /// The same from the number of cells with text, of lines and of rows, and the bytes of the longest cell.
  static func arrangesText(filledCount: Int, lineCount: Int, rowCount: Int, longest: Int) -> Bool {
    if filledCount == 1 && lineCount > 1 { return true }
    return rowCount <= 2 && longest > prose && lineCount > filledCount + 4
  }

  /// More bytes than any label or note of a table has.
  private static let prose = 1500
}

/// Text of a table that stands in none of its cells, as a place in the source.
struct StrayPiece {
  /// Where it stands.
  var range: Range<Int>
  /// Its source line.
  var line: Int
  /// Whether it is a character reference.
  var isReference: Bool
  /// Whether a line begins with it.
  var beginsLine: Bool
}

/// Parts a grid where running text stands in it: a frame around a page or a chapter, with tables inside.
///
/// The rulings of a frame touch those of the tables it holds, so that both are one grid. A cell that has its rows for itself
/// and holds text of several lines is such text; what stands above and below are tables of their own.
enum FramedText {
  /// The tables of a grid from top to bottom, and the words that are text.
  static func parted(_ fill: GridFill) -> (tables: [GridFill], text: [PageWord]) {
    let bands = fill.grid.cells.indices.filter { isText($0, fill) }.map { index in
      fill.grid.cells[index].row..<fill.grid.cells[index].row + fill.grid.cells[index].rowSpan
    }
    if bands.isEmpty { return ([fill], []) }
    var parts: [Range<Int>] = []
    var next = 0
    for band in bands.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if band.lowerBound > next { parts.append(next..<band.lowerBound) }
      next = max(next, band.upperBound)
    }
    if next < fill.grid.rows.count - 1 { parts.append(next..<fill.grid.rows.count - 1) }

    var tables = parts.map { GridFill(part(fill.grid, $0)) }
    var text: [PageWord] = []
    for (cell, words) in zip(fill.grid.cells, fill.words) {
      for word in words {
        // A cell beside the text has its words where they stand.
        let row = fill.grid.rows.firstIndex(notBelow: word.box.middleY) - 1
        guard let number = parts.firstIndex(where: { $0.contains(row) }),
          let place = tables[number].grid.cells.firstIndex(where: { part in
            part.column == cell.column && part.row + parts[number].lowerBound <= row
              && row < part.row + parts[number].lowerBound + part.rowSpan
          })
        else {
          text.append(word)
          continue
        }
        tables[number].words[place].append(word)
      }
    }
    return (tables, text)
  }

  /// Whether a cell holds running text and nothing stands beside it but what reaches on.
  private static func isText(_ index: Int, _ fill: GridFill) -> Bool {
    let words = fill.words[index]
    let cell = fill.grid.cells[index]
    if words.count < 3 || cell.box.width * 2 < fill.grid.box.width { return false }
    let rows = cell.row..<cell.row + cell.rowSpan
    for (other, neighbour) in fill.grid.cells.enumerated() where other != index {
      let own = neighbour.row..<neighbour.row + neighbour.rowSpan
      if !own.overlaps(rows) || fill.words[other].isEmpty { continue }
      if own.count <= rows.count { return false }
    }
    let lines = TextLine.lines(of: words, page: 0)
    return lines.count >= 3 || lines.count == 2 && words.contains { $0.text.contains("。") }
  }

  /// Some rows of a grid; cells that reach out of them end there.
  private static func part(_ grid: RuledGrid, _ rows: Range<Int>) -> RuledGrid {
    var part = RuledGrid(columns: grid.columns, rows: Array(grid.rows[rows.lowerBound...rows.upperBound]), cells: [])
    for cell in grid.cells {
      let own = (cell.row..<cell.row + cell.rowSpan).clamped(to: rows)
      if own.isEmpty { continue }
      var cut = cell
      cut.row = own.lowerBound - rows.lowerBound
      cut.rowSpan = own.count
      cut.box.top = grid.rows[own.lowerBound]
      cut.box.bottom = grid.rows[own.upperBound]
      part.cells.append(cut)
    }
    part.cells.sort { ($0.row, $0.column) < ($1.row, $1.column) }
    return part
  }
}

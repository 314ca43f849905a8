/// A table to be drawn by `TinyPDF` in one of the ways programs draw tables.
public struct TinyTable: Sendable {
  /// How the sides of cells are drawn.
  public enum Style: String, CaseIterable, Sendable {
    /// One stroke for each side of each cell.
    case strokes
    /// Thin filled rectangles, as browsers print them.
    case filled
    /// Dashed strokes.
    case dashed
    /// Many short strokes in a row.
    case pieces
    /// A box for each cell, a little apart from the next.
    case boxes
    /// Two strokes for each side.
    case double
    /// Strokes over shaded cells.
    case shaded
    /// Strokes, none at the left and right sides of the table.
    case open
  }

  /// A cell over a rectangle of the grid.
  public struct Cell: Sendable {
    /// 0-based grid row of its top left corner.
    public var row: Int
    /// 0-based grid column of its top left corner.
    public var column: Int
    /// Grid rows it covers.
    public var rowSpan = 1
    /// Grid columns it covers.
    public var columnSpan = 1
    /// Lines of text.
    public var lines: [String]

    /// Makes a cell.
    public init(_ row: Int, _ column: Int, rowSpan: Int = 1, columnSpan: Int = 1, _ lines: [String]) {
      self.row = row
      self.column = column
      self.rowSpan = rowSpan
      self.columnSpan = columnSpan
      self.lines = lines
    }
  }

  /// Places of the upright lines, ascending.
  public var columns: [Double]
  /// Places of the level lines, ascending.
  public var rows: [Double]
  /// The cells, which draw their own sides.
  public var cells: [Cell]

  /// Makes a table.
  public init(columns: [Double], rows: [Double], cells: [Cell]) {
    self.columns = columns
    self.rows = rows
    self.cells = cells
  }

  /// Draws sides and text.
  public func draw(on page: inout TinyPDF.Page, style: Style = .strokes, size: Double = 9) {
    for cell in cells {
      let left = columns[cell.column]
      let right = columns[cell.column + cell.columnSpan]
      let top = rows[cell.row]
      let bottom = rows[cell.row + cell.rowSpan]
      if style == .shaded { page.fill(left, top, right, bottom, grey: cell.row % 2 == 0 ? 0.85 : 0.95) }
      let inset = style == .boxes ? 1.0 : 0
      let isOuterLeft = style == .open && cell.column == 0
      let isOuterRight = style == .open && cell.column + cell.columnSpan == columns.count - 1
      side(&page, left + inset, top + inset, right - inset, top + inset, style)
      side(&page, left + inset, bottom - inset, right - inset, bottom - inset, style)
      if !isOuterLeft { side(&page, left + inset, top + inset, left + inset, bottom - inset, style) }
      if !isOuterRight { side(&page, right - inset, top + inset, right - inset, bottom - inset, style) }

      let middle = (top + bottom) / 2 + size * 0.35 - Double(cell.lines.count - 1) * (size + 2) / 2
      for (index, line) in cell.lines.enumerated() {
        let width = line.unicodeScalars.reduce(0) { $0 + ($1.value < 0x80 ? size / 2 : size) }
        page.text(line, (left + right - width) / 2, middle + Double(index) * (size + 2), size: size)
      }
    }
  }

  private func side(
    _ page: inout TinyPDF.Page, _ x: Double, _ y: Double, _ x2: Double, _ y2: Double, _ style: Style
  ) {
    switch style {
    case .strokes, .boxes, .shaded, .open: page.line(x, y, x2, y2)
    case .filled: page.fill(x - 0.4, y - 0.4, x2 + 0.4, y2 + 0.4)
    case .dashed: page.line(x, y, x2, y2, dash: "[3 2] 0")
    case .double:
      let shift = x == x2 ? (1.0, 0.0) : (0.0, 1.0)
      page.line(x - shift.0, y - shift.1, x2 - shift.0, y2 - shift.1, width: 0.3)
      page.line(x + shift.0, y + shift.1, x2 + shift.0, y2 + shift.1, width: 0.3)
    case .pieces:
      let length = max(x2 - x, y2 - y)
      var done = 0.0
      while done < length {
        let end = min(length, done + 2)
        page.line(
          x + (x2 - x) * done / length, y + (y2 - y) * done / length, x + (x2 - x) * end / length,
          y + (y2 - y) * end / length)
        done += 4
      }
    }
  }
}

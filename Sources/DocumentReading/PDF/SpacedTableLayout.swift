/// Lays out a table that was rebuilt from the places of its words.
struct SpacedTableLayout {
  private let columnCount: Int
  private var cells: [PDFTable.Cell] = []
  private var rowCount = 0

  static func table(_ table: SpacedTable, page: Int) -> PDFTable {
    var layout = SpacedTableLayout(columnCount: max(table.strips.count, 1))
    layout.addHead(of: table)
    var free = table.free[...]
    for (index, row) in table.rows.enumerated() {
      while let next = free.first, next.row <= index {
        layout.add([next.label.words])
        free.removeFirst()
      }
      layout.addRow(
        table.strips.indices.map { table.strips[$0].isLabel ? row.labels[$0]?.words ?? [] : row.words[$0] })
    }
    for item in free { layout.add([item.label.words]) }
    let top = table.head.map(\.box.top).min() ?? table.rows.first.map { $0.middle - $0.height / 2 } ?? 0
    return PDFTable(
      columns: (0...layout.columnCount).map(Double.init), rowCount: layout.rowCount, cells: layout.cells,
      certainty: .exact, firstPage: page, lastPage: page, top: top, isSpaced: true)
  }

  private init(columnCount: Int) { self.columnCount = columnCount }

  /// A row of which every column has a cell.
  private mutating func addRow(_ columns: [[PageWord]]) {
    for (column, words) in columns.enumerated() { add(words, column, span: 1) }
    rowCount += 1
  }

  /// A row of fewer cells, the last over what is left.
  private mutating func add(_ parts: [[PageWord]]) {
    if parts.isEmpty { return }
    let count = min(parts.count, columnCount)
    for column in 0..<count {
      let isLast = column == count - 1
      add(isLast ? Array(parts[column...].joined()) : parts[column], column, span: isLast ? columnCount - column : 1)
    }
    rowCount += 1
  }

  /// The lines of the head; in a table of many columns, the words over one are one cell.
  private mutating func addHead(of table: SpacedTable) {
    let figures = table.strips.count { !$0.isLabel }
    var over = [[PageWord]](repeating: [], count: columnCount)
    var rest: [PageWord] = []
    func strip(of word: PageWord) -> Int? {
      let found = table.strips.indices.filter { table.strips[$0].overlaps(word.box) }
      return found.count == 1 ? found.first : nil
    }
    for word in table.head {
      if figures >= 4, let strip = strip(of: word), !table.strips[strip].isLabel {
        over[strip].append(word)
      } else {
        rest.append(word)
      }
    }
    for line in TextLine.lines(of: rest, page: 0) {
      let places = line.words.map(strip)
      if line.words.count > 1, places.allSatisfy({ $0 != nil }) {
        addRow(table.strips.indices.map { strip in zip(line.words, places).filter { $0.1 == strip }.map(\.0) })
      } else {
        // Parts that stand over no column of their own head none: placed in order, they would stand over others.
        let parts = line.parts
        add(parts.count > 2 && parts.count < columnCount ? [line.words] : parts)
      }
    }
    if !over.allSatisfy(\.isEmpty) { addRow(over) }
  }

  private mutating func add(_ words: [PageWord], _ column: Int, span: Int) {
    let first = words.first?.box ?? PageBox(left: 0, top: 0, right: 0, bottom: 0)
    // A cell is as wide as the widest of its lines.
    let box = words.reduce(first) { $0.union($1.box) }
    cells.append(
      PDFTable.Cell(row: rowCount, column: column, rowSpan: 1, columnSpan: span, text: CellText(words, in: box)))
  }
}

extension TextLine {
  /// What its wide gaps part.
  var parts: [[PageWord]] {
    let limit = em * 0.45
    var parts: [[PageWord]] = []
    for word in words {
      if let last = parts.last?.last, word.box.left - last.box.right <= limit {
        parts[parts.count - 1].append(word)
      } else {
        parts.append([word])
      }
    }
    return parts
  }
}

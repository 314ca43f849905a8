/// Fills the grids of a page with its words.
struct RuledTables {
  /// The tables from top to bottom, without those that hold no text.
  private(set) var tables: [(table: PDFTable, box: PageBox)] = []
  /// The words that stand in no cell.
  private(set) var rest: [PageWord] = []

  init(_ page: PDFPage, number: Int) {
    var grids = RulingGrid.grids(level: page.level, upright: page.upright).map(GridFill.init)
    var straddling: [(word: PageWord, grid: Int, cells: Set<Int>)] = []
    for word in page.words {
      guard let place = grids.firstIndex(where: { $0.holds(word) }) else {
        rest.append(word)
        continue
      }
      let cells = grids[place].cells(of: word)
      if cells.count > 1 {
        straddling.append((word, place, cells))
      } else if let cell = cells.first {
        grids[place].words[cell].append(word)
      }
    }
    for item in straddling { grids[item.grid].split(item.word, over: item.cells) }
    var fills: [(fill: GridFill, isFramed: Bool)] = []
    for fill in grids {
      let parted = FramedText.parted(fill)
      fills += parted.tables.map { ($0, !parted.text.isEmpty) }
      rest += parted.text
    }
    for (fill, isFramed) in fills {
      if fill.words.allSatisfy(\.isEmpty) { continue }
      var table = PDFTable(
        columns: fill.grid.columns, rowCount: fill.grid.rows.count - 1, cells: [], certainty: .exact, firstPage: number,
        lastPage: number, top: fill.grid.box.top)
      for (cell, words) in zip(fill.grid.cells, fill.words) {
        table.cells.append(
          PDFTable.Cell(
            row: cell.row, column: cell.column, rowSpan: cell.rowSpan, columnSpan: cell.columnSpan,
            text: CellText(words, in: cell.box)))
      }
      if isFramed { table.dropBlankEdges() }
      table.compress()
      tables.append((table, fill.grid.box))
    }
  }
}

/// A grid with the words of its cells.
struct GridFill {
  let grid: RuledGrid
  var words: [[PageWord]]
  /// The cell of each field; -1 outside.
  private var owners: [Int]

  init(_ grid: RuledGrid) {
    self.grid = grid
    words = Array(repeating: [], count: grid.cells.count)
    let width = grid.columns.count - 1
    owners = Array(repeating: -1, count: width * (grid.rows.count - 1))
    for (index, cell) in grid.cells.enumerated() {
      for row in cell.row..<cell.row + cell.rowSpan {
        for column in cell.column..<cell.column + cell.columnSpan { owners[row * width + column] = index }
      }
    }
  }

  private func owner(_ x: Double, _ y: Double) -> Int {
    let column = grid.columns.firstIndex(notBelow: x) - 1
    let row = grid.rows.firstIndex(notBelow: y) - 1
    let width = grid.columns.count - 1
    if column < 0 || row < 0 || column >= width || row >= grid.rows.count - 1 { return -1 }
    return owners[row * width + column]
  }

  /// Whether the middle of a word is in the table.
  func holds(_ word: PageWord) -> Bool { owner(word.box.middleX, word.box.middleY) >= 0 }

  /// The cells in which the middles of a word's characters stand.
  func cells(of word: PageWord) -> Set<Int> {
    if word.text.count == 1 || word.isTall { return [owner(word.box.middleX, word.box.middleY)] }
    var cells: Set<Int> = []
    for x in word.middles { cells.insert(owner(x, word.box.middleY)) }
    cells.remove(-1)
    return cells
  }

  /// Parts a word that stands over rulings.
  ///
  /// Where a neighbour has text of its own on the line, what juts out is overflow.
  mutating func split(_ word: PageWord, over cells: Set<Int>) {
    let own = owner(word.box.middleX, word.box.middleY)
    let middles = word.middles
    var pieces: [(cell: Int, word: PageWord)] = []
    for (index, scalar) in word.text.enumerated() {
      var cell = owner(middles[index], word.box.middleY)
      if cell < 0 || (cell != own && isTaken(cell, beside: word)) { cell = own }
      let half = word.advanceWidth * PDFCharacters.advance(scalar) / 2
      let box = PageBox(
        left: middles[index] - half, top: word.box.top, right: middles[index] + half, bottom: word.box.bottom)
      if let last = pieces.last, last.cell == cell {
        pieces[pieces.count - 1].word.text.append(scalar)
        pieces[pieces.count - 1].word.box = last.word.box.union(box)
      } else {
        pieces.append((cell, PageWord(box: box, text: [scalar], order: word.order)))
      }
    }
    for piece in pieces where piece.cell >= 0 { words[piece.cell].append(piece.word) }
  }

  private func isTaken(_ cell: Int, beside word: PageWord) -> Bool {
    words[cell].contains { $0.box.top < word.box.middleY && $0.box.bottom > word.box.middleY }
  }
}

extension PageWord {
  /// The width of a Han character in this word.
  var advanceWidth: Double {
    let sum = text.reduce(0) { $0 + PDFCharacters.advance($1) }
    return sum > 0 ? box.width / sum : 0
  }

  /// The middle of each character, were all figures equally wide and Han characters twice that.
  var middles: [Double] {
    let unit = advanceWidth
    var x = box.left
    return text.map { scalar in
      let width = unit * PDFCharacters.advance(scalar)
      defer { x += width }
      return x + width / 2
    }
  }
}

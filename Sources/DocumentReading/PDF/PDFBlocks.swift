/// Puts the lines and tables of all pages together to the blocks of a document, in reading order.
struct PDFBlocks {
  private enum Piece {
    case line(TextLine)
    case table(PDFTable)

    var top: Double {
      switch self {
      case .line(let line): line.box.top
      case .table(let table): table.top
      }
    }
  }

  private var assembler = BlockAssembler()
  private var lineNumber = 0
  /// Whether each page was recognised from a picture.
  private let isRecognised: [Bool]
  private var recognisedLines: [ClosedRange<Int>] = []

  private init(_ pages: [PDFPage]) { isRecognised = pages.map(\.isRecognised) }

  /// The text and blocks of the pages, and which lines were recognised from pictures; throws where there are more than any
  /// report has.
  static func assemble(
    _ pages: [PDFPage]
  ) throws(ReadingFailure) -> (assembler: BlockAssembler, recognisedLines: [ClosedRange<Int>]) {
    var blocks = PDFBlocks(pages)
    let pieces = blocks.pieces(pages)
    var paragraph: [TextLine] = []
    var index = 0
    while index < pieces.count {
      switch pieces[index] {
      case .line(let line):
        if let last = paragraph.last, !Self.continues(last, line) {
          blocks.add(paragraph)
          paragraph = []
        }
        paragraph.append(line)
      case .table(var table):
        blocks.add(paragraph)
        paragraph = []
        while index + 1 < pieces.count, case .table(let next) = pieces[index + 1], next.firstPage == table.lastPage + 1,
          let joined = TableJoining.joined(table, next)
        {
          table = joined
          index += 1
        }
        blocks.add(table)
      }
      index += 1
      try blocks.assembler.checkSize()
    }
    blocks.add(paragraph)
    return (blocks.assembler, blocks.recognisedLines)
  }

  private func pieces(_ pages: [PDFPage]) -> [Piece] {
    var lines: [[TextLine]] = []
    var tables: [[(table: PDFTable, box: PageBox)]] = []
    for (number, page) in pages.enumerated() {
      let ruled = RuledTables(page, number: number)
      tables.append(ruled.tables)
      lines.append(TextColumns.ordered(ruled.rest, page: number))
    }
    lines = RunningLines.removed(from: lines, tables: tables.map { $0.map(\.box) })
    PageMargins.settle(&lines)

    var result: [Piece] = []
    var carried: [SpacedTable.Strip]?
    for number in pages.indices {
      let open = SpacedTables(lines[number], carried: carried)
      carried = tables[number].isEmpty ? open.carried : nil
      var text: [Piece] = []
      var next = lines[number].startIndex
      for found in open.tables {
        text += Self.unruled(Array(lines[number][next..<found.lines.lowerBound]))
        text.append(.table(found.table))
        next = found.lines.upperBound
      }
      text += Self.unruled(Array(lines[number][next...]))
      result += Self.merged(text, tables[number].map { .table($0.table) })
    }
    return result
  }

  /// Lines, and tables of which no more than the order of entries is clear.
  private static func unruled(_ lines: [TextLine]) -> [Piece] {
    var pieces: [Piece] = []
    var next = lines.startIndex
    for run in UnruledTables.runs(lines) {
      pieces += lines[next..<run.lowerBound].map(Piece.line)
      pieces.append(.table(UnruledTables.table(lines[run])))
      next = run.upperBound
    }
    return pieces + lines[next...].map(Piece.line)
  }

  /// Puts tables between the lines they stand between; the lines keep their order.
  private static func merged(_ text: [Piece], _ tables: [Piece]) -> [Piece] {
    var result: [Piece] = []
    var rest = tables[...]
    for piece in text {
      while let table = rest.first, table.top <= piece.top {
        result.append(table)
        rest = rest.dropFirst()
      }
      result.append(piece)
    }
    return result + rest
  }

  /// Whether `next` goes on with the paragraph of `last`.
  private static func continues(_ last: TextLine, _ next: TextLine) -> Bool {
    let em = last.em
    if abs(next.em - em) > 0.15 * em { return false }
    // The line had room for more, or the next begins with an indent.
    if last.margins.right - last.box.right > leadWidth(of: next) + 1.6 * em { return false }
    if next.box.left > next.margins.left + 0.8 * em { return false }
    if next.page == last.page {
      let pitch = next.box.top - last.box.top
      if pitch <= 0 { return next.margins.left > last.margins.left + 5 * em }
      if pitch > 3.2 * last.box.height { return false }
      if last.pitch > 0, pitch > 1.3 * last.pitch { return false }
    }
    return !(endsSentence(last) && ListNumber.begins(next.text.filter { $0 != " " }))
  }

  /// The width of what a line begins with and cannot be parted: a figure or a word, else a character with its stop.
  private static func leadWidth(of line: TextLine) -> Double {
    let text = line.text
    guard let first = text.first else { return 0 }
    if PDFCharacters.isWide(first) { return line.em }
    let run = text.prefix { !PDFCharacters.isWide($0) && $0 != " " }
    return line.em * (0.62 * Double(run.count) + 1)
  }

  private static func endsSentence(_ line: TextLine) -> Bool {
    line.text.last.map { "。；：！？".unicodeScalars.contains($0) } ?? false
  }

  private mutating func add(_ lines: [TextLine]) {
    if lines.isEmpty { return }
    var text: [Unicode.Scalar] = []
    var isFull = false
    for line in lines {
      let next = line.text
      text += LineJoining.separator(text.last, next.first, isFull: isFull)
      text += next
      isFull = line.box.right > line.margins.right - line.em
    }
    lineNumber += 1
    assembler.beginLine(lineNumber)
    let start = assembler.count
    append(text)
    assembler.add(.paragraph(start..<assembler.count))
    let page = lines.first?.page ?? 0
    note(lineNumber, page...max(page, lines.last?.page ?? 0))
  }

  /// Remembers the lines since `first` where one of the pages was recognised.
  private mutating func note(_ first: Int, _ pages: ClosedRange<Int>) {
    if first <= lineNumber, pages.contains(where: { isRecognised.indices.contains($0) && isRecognised[$0] }) {
      recognisedLines.append(first...lineNumber)
    }
  }

  private mutating func add(_ table: PDFTable) {
    var cells: [TableCell] = []
    var row = -1
    let first = lineNumber + 1
    for cell in table.cells {
      if cell.row != row {
        row = cell.row
        lineNumber += 1
      }
      assembler.beginLine(lineNumber)
      let start = assembler.count
      append(cell.text.scalars)
      cells.append(
        TableCell(
          row: cell.row, column: cell.column, rowSpan: cell.rowSpan, columnSpan: cell.columnSpan,
          range: start..<assembler.count))
    }
    assembler.add(
      .table(
        TableBlock(
          rowCount: table.rowCount, columnCount: table.columnCount, cells: cells, certainty: table.certainty)))
    note(first, table.firstPage...max(table.firstPage, table.lastPage))
  }

  private mutating func append(_ text: [Unicode.Scalar]) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text)
    assembler.append(Array(String(view).utf8), line: lineNumber)
  }
}

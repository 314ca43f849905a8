import WorkLimits

/// Writes the paragraphs and tables of a Word document as blocks; every paragraph and every table row is one line.
struct WordOutput {
  /// The text and blocks so far.
  private(set) var assembler: BlockAssembler
  private var line = 0

  /// An empty document, to be finished before `deadline`.
  init(deadline: WorkDeadline = .none) { assembler = BlockAssembler(deadline: deadline) }

  /// Adds a paragraph of one line of text that is not empty.
  mutating func add(paragraph text: [UInt8]) throws(ReadingFailure) {
    line += 1
    assembler.beginLine(line)
    let start = assembler.count
    assembler.append(text, line: line)
    assembler.add(.paragraph(start..<assembler.count))
    try check()
  }

  /// Adds a table whose cells lie on their grid already.
  mutating func add(table: WordTable) throws(ReadingFailure) {
    var cells: [TableCell] = []
    cells.reserveCapacity(table.cells.count)
    var row = -1
    for cell in table.cells {
      if cell.row != row {
        row = cell.row
        line += 1
      }
      assembler.beginLine(line)
      let start = assembler.count
      for (index, text) in cell.lines.enumerated() {
        if index > 0 { assembler.append([ASCII.lineFeed], line: line) }
        assembler.append(text, line: line)
      }
      cells.append(
        TableCell(
          row: cell.row, column: cell.column, rowSpan: cell.rowSpan, columnSpan: cell.columnSpan,
          range: start..<assembler.count))
    }
    assembler.add(
      .table(TableBlock(rowCount: table.rowCount, columnCount: table.columnCount, cells: cells, certainty: .exact)))
    try check()
  }

  private mutating func check() throws(ReadingFailure) {
    try assembler.checkLimits()
    // Offsets in the block text are 32 bits wide.
    if assembler.count > 1 << 30 { throw .limitExceeded }
  }
}

/// Makes paragraphs and tables of formats in which marks behind them say what they were: paragraph, cell or row.
struct WordMarkFlow {
  /// Whether there are pictures.
  var hasPictures = false

  private let builder: WordBlockBuilder
  /// The edges of the rows so far, for every open table.
  private var rows: [[WordRowEdges]] = []

  /// Makes an empty flow.
  init(styles: WordStyles, numbering: WordNumbering, limits: ReadingLimits) {
    builder = WordBlockBuilder(styles: styles, numbering: numbering, limits: limits)
  }

  /// Ends what is open and hands the blocks over; throws where there are none.
  mutating func finished() throws(ReadingFailure) -> BlockAssembler {
    try open(tables: 0)
    try builder.finish()
    let output = builder.output.assembler
    if output.blocks.isEmpty { throw hasPictures ? .scannedImage : .empty }
    return output
  }

  /// Ends a paragraph, a cell or a row.
  mutating func end(
    _ properties: OldWordParagraph, text: [UInt8], isCellMark: Bool = false, isMarkDeleted: Bool = false,
    withdrawn: [UInt8] = []
  ) throws(ReadingFailure) {
    try open(tables: properties.depth)
    let top = builder.tables.count - 1
    let isInner = properties.depth > 1
    if top >= 0, isInner ? properties.endsInnerRow : properties.endsRow {
      try endRow(properties)
      return
    }
    if top >= 0, builder.tables[top].cell == nil {
      if !builder.tables[top].isRowOpen { builder.tables[top].beginRow() }
      try builder.countCell()
      builder.tables[top].beginCell()
    }
    var paragraph = WordParagraph()
    paragraph.text = text
    paragraph.withdrawn = withdrawn
    paragraph.style = "\(properties.style)"
    paragraph.isContents = builder.styles.isContents("\(properties.style)")
    paragraph.list = properties.list.map { "\($0)" }
    paragraph.level = properties.level
    paragraph.isMarkDeleted = isMarkDeleted
    builder.paragraphs.append(paragraph)
    try builder.endParagraph()
    if top >= 0, isInner ? properties.endsInnerCell : isCellMark {
      try builder.endStory()
      builder.tables[top].endCell()
    }
  }

  /// Opens or ends tables until as many are open.
  private mutating func open(tables count: Int) throws(ReadingFailure) {
    while builder.tables.count > count {
      let top = builder.tables.count - 1
      try builder.endStory()
      builder.tables[top].endRow()
      if let rows = rows.popLast(), !builder.tables[top].isLayout {
        builder.tables[top].lay(rows, tolerance: Self.tolerance)
      }
      try builder.endTable()
    }
    if builder.tables.count < count { try builder.endStory() }
    while builder.tables.count < count {
      // A table inside of a table lies in a cell.
      if let top = builder.tables.indices.last, builder.tables[top].cell == nil {
        if !builder.tables[top].isRowOpen { builder.tables[top].beginRow() }
        builder.tables[top].beginCell()
      }
      builder.tables.append(WordTable())
      rows.append([])
    }
  }

  /// A point; rows of one table differ by less where a program rounded their widths.
  private static let tolerance = 20

  private mutating func endRow(_ properties: OldWordParagraph) throws(ReadingFailure) {
    let top = builder.tables.count - 1
    let before = builder.tables[top].rowCount
    builder.tables[top].setMerges(vertical: properties.vertical, horizontal: properties.horizontal)
    builder.tables[top].endRow()
    if builder.tables[top].rowCount > before { rows[top].append(WordRowEdges(edges: properties.edges)) }
  }
}

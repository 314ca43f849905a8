/// Reads Markdown, mostly that of converters: pipe tables, HTML tables, headings; everything else is a paragraph a line.
struct MarkdownReader {
  private var assembler: BlockAssembler
  private let limits: ReadingLimits
  private var hasNoMoreTableEnds = false
  private var hasNoMoreCommentEnds = false

  /// Reads the whole of `source`.
  static func read(_ source: Span<UInt8>, limits: ReadingLimits) throws(ReadingFailure) -> BlockAssembler {
    var reader = MarkdownReader(limits: limits)
    try reader.readLines(source)
    return reader.assembler
  }

  private init(limits: ReadingLimits) {
    self.limits = limits
    assembler = BlockAssembler(deadline: limits.deadline)
  }

  private mutating func readLines(_ source: Span<UInt8>) throws(ReadingFailure) {
    let lines = try SourceLines.split(source)
    var index = 0
    while index < lines.count {
      try assembler.checkLimits()
      let line = lines[index]
      let text = ByteScan.trimmed(line.range, in: source)
      if text.isEmpty || MarkdownLine.isMarksOnly(source, text) {
        index += 1
        continue
      }
      let first = source[text.lowerBound]
      if let end = try readHTMLTable(source, line) ?? commentEnd(source, text) {
        index = Self.line(behind: end, in: lines, from: index)
        continue
      }
      let table = PipeTable.read(source, lines, from: index)
      if table.lineCount > 0 {
        for rows in table.tables { addTable(rows, in: source) }
        index += table.lineCount
        continue
      }
      if first == 0x23, let heading = MarkdownLine.headingText(source, text) {
        addParagraphs(source, heading, line.number)
      } else {
        addParagraphs(source, first == 0x3E ? MarkdownLine.withoutQuoteMarks(source, text) : line.range, line.number)
      }
      index += 1
    }
  }

  private mutating func addParagraphs(_ source: Span<UInt8>, _ range: Range<Int>, _ line: Int) {
    for text in MarkdownInline.write(source, range, line: line, to: &assembler) { assembler.add(.paragraph(text)) }
  }

  private mutating func addTable(_ rows: [[TextField]], in source: Span<UInt8>) {
    var cells: [TableCell] = []
    var columnCount = 0
    for (row, fields) in rows.enumerated() {
      columnCount = max(columnCount, fields.count)
      for (column, field) in fields.enumerated() {
        var range = assembler.count..<assembler.count
        for piece in field {
          let written = MarkdownInline.write(source, piece.range, line: piece.number, to: &assembler)
          if let first = written.first, let last = written.last {
            range = first.lowerBound..<last.upperBound
          } else {
            range = assembler.count..<assembler.count
          }
        }
        cells.append(TableCell(row: row, column: column, range: range))
      }
    }
    assembler.add(.table(TableBlock(rowCount: rows.count, columnCount: columnCount, cells: cells, certainty: .exact)))
  }

  // MARK: HTML in Markdown

  /// Reads the HTML table that begins on `line`; gives back where it ends, `nil` where none begins.
  private mutating func readHTMLTable(_ source: Span<UInt8>, _ line: SourceLine) throws(ReadingFailure) -> Int? {
    if hasNoMoreTableEnds { return nil }
    var position = line.range.lowerBound
    while let open = ByteScan.first(0x3C, in: source, position..<line.range.upperBound) {
      if ByteScan.matches("<table", in: source, at: open) { break }
      position = open + 1
    }
    guard ByteScan.first(0x3C, in: source, position..<line.range.upperBound) != nil else { return nil }
    guard let end = tableEnd(source, from: position) else {
      hasNoMoreTableEnds = true
      return nil
    }
    var builder = HTMLBlockBuilder(
      assembler: assembler, firstLine: line.number, at: line.range.lowerBound, nestingLimit: limits.nestingDepth)
    // The builder owns the text meanwhile; two owners would copy it.
    assembler = BlockAssembler()
    var tokenizer = HTMLTokenizer()
    let part = source.extracting(0..<end)
    try tokenizer.run(part, from: line.range.lowerBound, into: &builder)
    builder.finish(part)
    assembler = builder.assembler
    return end
  }

  /// Behind the `</table>` that ends the table at `start`, else behind the last there is; `nil` where there is none.
  private func tableEnd(_ source: Span<UInt8>, from start: Int) -> Int? {
    var depth = 0
    var lastEnd: Int?
    var position = start
    while let open = ByteScan.first(0x3C, in: source, position..<source.count) {
      position = open + 1
      if ByteScan.matches("<table", in: source, at: open) {
        depth += 1
      } else if ByteScan.matches("</table", in: source, at: open) {
        let end = ByteScan.first(0x3E, in: source, open..<source.count).map { $0 + 1 } ?? source.count
        depth -= 1
        if depth <= 0 { return end }
        lastEnd = end
      }
    }
    return lastEnd
  }

  /// Where the comment ends that begins on a line; `nil` where none does.
  private mutating func commentEnd(_ source: Span<UInt8>, _ text: Range<Int>) -> Int? {
    if hasNoMoreCommentEnds || !ByteScan.matchesExactly("<!--", in: source, at: text.lowerBound) { return nil }
    guard let end = ByteScan.first("-->", in: source, from: text.lowerBound + 2) else {
      hasNoMoreCommentEnds = true
      return nil
    }
    return end + 3
  }

  /// The first line that begins behind `end`.
  private static func line(behind end: Int, in lines: [SourceLine], from start: Int) -> Int {
    var index = start + 1
    while index < lines.count && lines[index].range.lowerBound < end { index += 1 }
    return index
  }
}

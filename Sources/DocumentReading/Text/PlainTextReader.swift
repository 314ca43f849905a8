/// Reads plain text: a line is a paragraph; runs of lines with tab fields, drawn with bars or parted by commas are tables.
struct PlainTextReader {
  private var assembler: BlockAssembler

  /// Reads the whole of `source`.
  static func read(_ source: Span<UInt8>, limits: ReadingLimits) throws(ReadingFailure) -> BlockAssembler {
    var reader = PlainTextReader(assembler: BlockAssembler(deadline: limits.deadline))
    try reader.readLines(source, SourceLines.split(source))
    return reader.assembler
  }

  /// Reads the paragraphs of a page without tables as lines of text, where any of them looks like a row; `nil` where none
  /// does.
  static func read(_ page: BlockAssembler, limits: ReadingLimits) throws(ReadingFailure) -> BlockAssembler? {
    let text = page.text.bytes.span
    var drawnCount = 0
    var lines: [SourceLine] = []
    for block in page.blocks {
      guard case .paragraph(let range) = block else { return nil }
      lines.append(SourceLine(range: range, number: page.text.line(at: range.lowerBound)))
      if range.isEmpty || !FieldedLines.mayBeDrawn(text[range.lowerBound]) { continue }
      if FieldedLines.drawnLine(text, range) != nil { drawnCount += 1 }
    }
    if drawnCount < leastDrawnLines, !CommaRows.mayStand(in: text) { return nil }
    var reader = PlainTextReader(assembler: BlockAssembler(deadline: limits.deadline))
    try reader.readLines(text, lines)
    return reader.assembler
  }

  private static let leastDrawnLines = 8

  /// Whether a line of a text without tabs goes on the lines before it: not blank, not drawn, behind a line feed.
  private func isPlain(_ line: SourceLine, in source: Span<UInt8>) -> Bool {
    if line.range.isEmpty || source[line.range.lowerBound - 1] != ASCII.lineFeed { return false }
    let byte = source[line.range.lowerBound]
    return !ASCII.isWhiteSpace(byte) && !FieldedLines.mayBeDrawn(byte)
  }

  private mutating func readLines(_ source: Span<UInt8>, _ lines: [SourceLine]) throws(ReadingFailure) {
    let hasCommas = CommaRows.mayStand(in: source)
    let hasTabs = ByteScan.first(ASCII.tab, in: source, 0..<source.count) != nil
    assembler.reserve(byteCount: source.count + 1, lineCount: lines.count)
    var index = 0
    // A run of lines that has been found to be no table is not looked at again.
    var drawnLookedAt = 0
    var commasLookedAt = 0
    while index < lines.count {
      try assembler.checkLimits()
      let line = lines[index]
      let text = ByteScan.trimmed(line.range, in: source)
      if text.isEmpty {
        index += 1
        continue
      }
      let rows = hasTabs ? TextTable.tabRows(source, lines, from: index) : []
      // A row between lines of a torn label stands alone; three tabs are no accident of running text.
      if rows.count > 1 || rows.first.map({ $0.count >= 4 }) == true {
        assembler.addTable(rows, in: source)
        index += rows.count
        continue
      }
      if index >= drawnLookedAt, FieldedLines.mayBeDrawn(source[text.lowerBound]) {
        let drawn = TextTable.drawnRows(source, lines, from: index)
        if drawn.rows.count > 1 {
          assembler.addTable(drawn.rows, in: source, certainty: drawn.isCut ? .ordered : .exact)
          index += drawn.lineCount
          continue
        }
        drawnLookedAt = index + drawn.lineCount
      }
      if hasCommas, index >= commasLookedAt {
        let found = CommaRows.rows(source, lines, from: index)
        if !found.rows.isEmpty {
          assembler.addTable(found.rows, in: source)
          index += found.lineCount
          continue
        }
        commasLookedAt = index + found.lineCount
      }
      let first = index
      repeat {
        index += 1
        try assembler.checkLimits()
      } while index < lines.count && !hasTabs && !hasCommas && isPlain(lines[index], in: source)
      assembler.addParagraphs(source, lines[first..<index])
    }
    try assembler.checkSize()
  }
}

/// Reads plain text: a line is a paragraph; runs of lines with tab fields or drawn with bars are tables.
struct PlainTextReader {
  private var assembler: BlockAssembler

  /// Reads the whole of `source`.
  static func read(_ source: Span<UInt8>, limits: ReadingLimits) throws(ReadingFailure) -> BlockAssembler {
    var reader = PlainTextReader(assembler: BlockAssembler(deadline: limits.deadline))
    try reader.readLines(source)
    return reader.assembler
  }

  /// Whether a line of a text without tabs goes on the lines before it: not blank, not drawn, behind a line feed.
  private func isPlain(_ line: SourceLine, in source: Span<UInt8>) -> Bool {
    if line.range.isEmpty || source[line.range.lowerBound - 1] != ASCII.lineFeed { return false }
    let byte = source[line.range.lowerBound]
    return !ASCII.isWhiteSpace(byte) && !FieldedLines.mayBeDrawn(byte)
  }

  private mutating func readLines(_ source: Span<UInt8>) throws(ReadingFailure) {
    let lines = try SourceLines.split(source)
    let hasTabs = ByteScan.first(ASCII.tab, in: source, 0..<source.count) != nil
    assembler.reserve(byteCount: source.count + 1, lineCount: lines.count)
    var index = 0
    // A run of lines that has been found to be no table is not looked at again.
    var drawnLookedAt = 0
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
          assembler.addTable(drawn.rows, in: source)
          index += drawn.lineCount
          continue
        }
        drawnLookedAt = index + drawn.lineCount
      }
      let first = index
      repeat {
        index += 1
        try assembler.checkLimits()
      } while index < lines.count && !hasTabs && isPlain(lines[index], in: source)
      assembler.addParagraphs(source, lines[first..<index])
    }
    try assembler.checkSize()
  }
}

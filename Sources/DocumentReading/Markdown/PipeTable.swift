/// Pipe tables: lenient about pipes at the ends, separator rows and columns that differ.
enum PipeTable {
  /// The tables of a run of lines, and how many lines it has; 0 where none begins at `start`.
  ///
  /// The row in front of a separator row begins a new table. Separator rows are dropped; the first row is a row like any
  /// other, since converters make a header of whatever comes first.
  static func read(
    _ source: Span<UInt8>, _ lines: [SourceLine], from start: Int
  ) -> (tables: [[[TextField]]], lineCount: Int) {
    guard start < lines.count, begins(source, lines, at: start) else { return ([], 0) }
    var tables: [[[TextField]]] = []
    var rows: [[TextField]] = []
    var index = start
    var hasSeparator = false
    while index < lines.count {
      let line = ByteScan.trimmed(lines[index].range, in: source)
      if MarkdownLine.isSeparatorRow(source, line) {
        hasSeparator = true
      } else if isRow(source, line, needsOuterPipes: !hasSeparator && !isSeparator(source, lines, index + 1)) {
        if isSeparator(source, lines, index + 1) && !rows.isEmpty {
          tables.append(rows)
          rows = []
        }
        rows.append(fields(source, line).map { [SourceLine(range: $0, number: lines[index].number)] })
      } else {
        break
      }
      index += 1
    }
    if !rows.isEmpty { tables.append(rows) }
    return (tables, index - start)
  }

  private static func begins(_ source: Span<UInt8>, _ lines: [SourceLine], at index: Int) -> Bool {
    let line = ByteScan.trimmed(lines[index].range, in: source)
    if line.isEmpty { return false }
    return MarkdownLine.isSeparatorRow(source, line)
      || isRow(source, line, needsOuterPipes: !isSeparator(source, lines, index + 1))
  }

  private static func isSeparator(_ source: Span<UInt8>, _ lines: [SourceLine], _ index: Int) -> Bool {
    index < lines.count
      && MarkdownLine.isSeparatorRow(source, ByteScan.trimmed(lines[index].range, in: source))
  }

  /// Whether a line is a row: pipes at both ends, or any pipe where the table is marked by a separator row.
  private static func isRow(_ source: Span<UInt8>, _ line: Range<Int>, needsOuterPipes: Bool) -> Bool {
    if line.isEmpty { return false }
    let startsWithPipe = source[line.lowerBound] == 0x7C
    let isFramed = startsWithPipe && line.count > 1 && source[line.upperBound - 1] == 0x7C
    let fieldCount = fields(source, line).count
    if fieldCount == 0 { return false }
    return isFramed || fieldCount > 1 && (startsWithPipe || !needsOuterPipes)
  }

  /// The fields of a row, without white space at their ends; none where there are more than any table has.
  ///
  /// A pipe behind a backslash parts nothing.
  static func fields(_ source: Span<UInt8>, _ line: Range<Int>) -> [Range<Int>] {
    var fields: [Range<Int>] = []
    var start = line.lowerBound
    var position = line.lowerBound
    if position < line.upperBound && source[position] == 0x7C {
      start += 1
      position += 1
    }
    while position < line.upperBound {
      let byte = source[position]
      if byte == 0x5C {
        position += 2
        continue
      }
      if byte == 0x7C {
        fields.append(ByteScan.trimmed(start..<position, in: source))
        if fields.count > TableGrid.widest { return [] }
        start = position + 1
      }
      position += 1
    }
    if start < line.upperBound { fields.append(ByteScan.trimmed(start..<line.upperBound, in: source)) }
    return fields
  }
}

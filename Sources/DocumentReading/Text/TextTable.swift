/// A field of a row: the pieces of its lines, each with its source line.
///
/// One piece but for cells of several lines.
typealias TextField = [SourceLine]

/// Finds tables in lines of text.
enum TextTable {
  /// The rows of the run of lines with tab fields that begins at `start`; empty where there is none.
  static func tabRows(_ source: Span<UInt8>, _ lines: [SourceLine], from start: Int) -> [[TextField]] {
    var rows: [[TextField]] = []
    var index = start
    while index < lines.count,
      let fields = FieldedLines.tabFields(source, lines[index].range, columnCount: rows.last?.count)
    {
      rows.append(fields.map { [SourceLine(range: $0, number: lines[index].number)] })
      index += 1
    }
    return rows
  }

  /// The rows of the run of drawn lines that begins at `start`, and how many lines it has.
  ///
  /// Where borders part all rows, the lines between two borders are one row; where a border stands only below the head,
  /// every line is one.
  static func drawnRows(
    _ source: Span<UInt8>, _ lines: [SourceLine], from start: Int
  ) -> (rows: [[TextField]], lineCount: Int, isCut: Bool) {
    // Hardly any line of text is drawn.
    if start >= lines.count || FieldedLines.drawnLine(source, lines[start].range) == nil { return ([], 0, false) }
    var groups: [[[TextField]]] = [[]]
    var index = start
    // Whether lines go on in the next one, as in a text that was cut to a width.
    var isCut = false
    var lastIsCut = false
    while index < lines.count {
      let line = lines[index]
      guard
        let drawn = FieldedLines.drawnLine(source, line.range)
          ?? FieldedLines.rest(source, line.range, followsCut: lastIsCut || isCutBehind(source, lines, index))
      else { break }
      lastIsCut = FieldedLines.isCut(source, line.range)
      switch drawn {
      case .border: if groups[groups.count - 1].isEmpty == false { groups.append([]) }
      case .row(let fields):
        groups[groups.count - 1].append(fields.map { [SourceLine(range: $0, number: line.number)] })
      case .rest(let fields):
        isCut = true
        if !fields.isEmpty {
          groups[groups.count - 1].append(fields.map { [SourceLine(range: $0, number: line.number)] })
        }
      }
      index += 1
    }
    groups.removeAll { $0.isEmpty }
    let joins = groups.count > 2 && groups.allSatisfy { $0.count <= mostLinesOfRow }
    if isCut || joins && groups.contains(where: { group in group.contains { $0.count != group[0].count } }) {
      // The fields of a row are in order, but not whole and in no certain column.
      return (groups.map { filled($0.flatMap { $0 }, in: source) }, index - start, true)
    }
    return (joins ? groups.map { joined($0, in: source) } : groups.flatMap { $0 }, index - start, false)
  }

  /// Whether the line behind one goes on in the middle of a field.
  private static func isCutBehind(_ source: Span<UInt8>, _ lines: [SourceLine], _ index: Int) -> Bool {
    guard index + 1 < lines.count,
      case .rest(let fields) = FieldedLines.rest(source, lines[index + 1].range, followsCut: false)
    else { return false }
    return !fields.isEmpty
  }

  /// The fields that hold something.
  private static func filled(_ fields: [TextField], in source: Span<UInt8>) -> [TextField] {
    fields.filter { $0.contains { !ByteScan.trimmed($0.range, in: source).isEmpty } }
  }

  private static let mostLinesOfRow = 4

  /// One row of several lines: the pieces of each field, blank ones left out.
  private static func joined(_ lines: [[TextField]], in source: Span<UInt8>) -> [TextField] {
    var row = [TextField](repeating: [], count: lines.map(\.count).max() ?? 0)
    for fields in lines {
      for (column, field) in fields.enumerated() {
        row[column] += field.filter { !ByteScan.trimmed($0.range, in: source).isEmpty }
      }
    }
    return row
  }
}

extension BlockAssembler {
  /// Adds lines of the source, which follow one another with a line feed between them, as a paragraph each.
  mutating func addParagraphs(_ source: Span<UInt8>, _ lines: ArraySlice<SourceLine>) {
    guard let first = lines.first, let last = lines.last else { return }
    beginLine(first.number)
    let shift = count - first.range.lowerBound
    append(source, first.range.lowerBound..<last.range.upperBound)
    for line in lines {
      let range = line.range.lowerBound + shift..<line.range.upperBound + shift
      mark(line: line.number, at: range.lowerBound)
      add(.paragraph(range))
    }
  }

  /// Adds a table whose rows have one cell a field; rows may differ in length.
  mutating func addTable(
    _ rows: [[TextField]], in source: Span<UInt8>, certainty: PositionCertainty = .exact
  ) {
    var cells: [TableCell] = []
    var columnCount = 0
    for (row, fields) in rows.enumerated() {
      columnCount = max(columnCount, fields.count)
      let rowLine = fields.lazy.compactMap { $0.first }.first?.number ?? 1
      for (column, field) in fields.enumerated() {
        beginLine(field.first?.number ?? rowLine)
        let start = count
        for (index, piece) in field.enumerated() {
          if index > 0 { beginLine(piece.number) }
          append(source, piece.range)
        }
        cells.append(TableCell(row: row, column: column, range: start..<count))
      }
    }
    add(
      .table(TableBlock(rowCount: rows.count, columnCount: columnCount, cells: cells, certainty: certainty)))
  }
}

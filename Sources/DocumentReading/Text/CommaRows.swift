/// Finds tables whose fields are parted by commas or semicolons, as exports of spreadsheets have them (RFC 4180).
enum CommaRows {
  /// Fewer separators than a report's tables have.
  private static let leastSeparators = 30
  private static let leastRows = 3
  private static let longestField = 240

  /// Whether a text may hold such a table at all.
  static func mayStand(in source: Span<UInt8>) -> Bool {
    ByteScan.count(0x2C...0x2C, in: source) >= leastSeparators
      || ByteScan.count(0x3B...0x3B, in: source) >= leastSeparators
  }

  /// The rows of the run that begins at `start`, empty where they are no table, and how many lines the run has.
  ///
  /// A row is a label with figures behind it, or a head of short fields. Where figures could as well be one figure with
  /// its thousands parted, nothing is a table.
  static func rows(_ source: Span<UInt8>, _ lines: [SourceLine], from start: Int) -> (
    rows: [[TextField]], lineCount: Int
  ) {
    var longest = 1
    for separator in [UInt8(0x2C), 0x3B] {
      var rows: [[TextField]] = []
      var figureRows = 0
      var headCount = 0
      var index = start
      while index < lines.count, let fields = fields(source, lines[index].range, separator) {
        let figures = fields.dropFirst().filter { isFigure(source, $0) }.count
        let isRow = fields.count > 1 && figures == fields.count - 1 || isRowWithUnit(source, fields)
        let isHead = !isRow && isHead(source, fields)
        if !isRow, fields.count < 4 && !(fields.count == 1 && !rows.isEmpty), !isHead { break }
        if fields.count == 1, rows.isEmpty { break }
        if isHead { headCount = fields.count }
        // As many fields as heads: no comma of the row is inside of a figure.
        if isRow, separator == 0x2C, fields.count != headCount, mayBeThousands(source, fields) {
          return ([], index - start + 1)
        }
        if isRow { figureRows += 1 }
        rows.append(fields.map { [SourceLine(range: $0, number: lines[index].number)] })
        index += 1
      }
      longest = max(longest, index - start)
      while let last = rows.last, last.count == 1 { rows.removeLast() }
      if figureRows >= leastRows { return (rows, rows.count) }
    }
    return ([], longest)
  }

  /// A label, a unit and a figure, as the statistics of 2008 to 2018 have them.
  private static func isRowWithUnit(_ source: Span<UInt8>, _ fields: [Range<Int>]) -> Bool {
    fields.count == 3 && (3...9).contains(fields[1].count) && !isFigure(source, fields[1])
      && isFigure(source, fields[2])
      && !isFigure(source, fields[0])
  }

  /// A head of two or three fields: short and without figures.
  private static func isHead(_ source: Span<UInt8>, _ fields: [Range<Int>]) -> Bool {
    fields.count > 1 && fields.allSatisfy { !$0.isEmpty && $0.count <= 60 && !isFigure(source, $0) }
  }

  /// The fields of a line without their quotes; `nil` where it is no line of such a table.
  private static func fields(_ source: Span<UInt8>, _ line: Range<Int>, _ separator: UInt8) -> [Range<Int>]? {
    let line = ByteScan.trimmed(line, in: source)
    if line.isEmpty { return nil }
    var fields: [Range<Int>] = []
    var position = line.lowerBound
    while true {
      var end: Int
      if position < line.upperBound, source[position] == 0x22 {
        guard let close = ByteScan.first(0x22, in: source, position + 1..<line.upperBound) else { return nil }
        fields.append(position + 1..<close)
        end = close + 1
        if end < line.upperBound, source[end] != separator { return nil }
      } else {
        end = ByteScan.first(separator, in: source, position..<line.upperBound) ?? line.upperBound
        fields.append(position..<end)
      }
      if fields[fields.count - 1].count > longestField || fields.count > 64 { return nil }
      if end >= line.upperBound { break }
      position = end + 1
    }
    // A sentence is no field.
    let hasSentence = fields.contains { field in
      ByteScan.first("。", in: source.extracting(0..<field.upperBound), from: field.lowerBound) != nil
    }
    return hasSentence ? nil : fields
  }

  private static func isFigure(_ source: Span<UInt8>, _ field: Range<Int>) -> Bool {
    field.allSatisfy { index in
      let byte = source[index]
      return ASCII.isDigit(byte) || byte == 0x2E || byte == 0x2D || byte == 0x2F || byte == 0x2C || byte == ASCII.space
    }
  }

  private static func mayBeThousands(_ source: Span<UInt8>, _ fields: [Range<Int>]) -> Bool {
    if fields.count > 4 { return false }
    for index in 1..<fields.count - 1 {
      let isHead =
        (1...3).contains(fields[index].count) && source[fields[index].lowerBound] != 0x30
        && ASCII.isDigit(source[fields[index].lowerBound])
      let isQuoted = fields[index + 1].lowerBound - fields[index].upperBound > 1
      let next = fields[index + 1]
      if isHead, !isQuoted, next.count >= 3, next.prefix(3).allSatisfy({ ASCII.isDigit(source[$0]) }),
        next.count == 3 || source[next.lowerBound + 3] == 0x2E
      {
        return true
      }
    }
    return false
  }
}

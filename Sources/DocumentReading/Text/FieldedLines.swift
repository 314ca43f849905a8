/// How a line of text is cut into fields.
enum FieldedLines {
  /// The fields of a line with tabs, white space included; `nil` where its tabs make no row of a table.
  ///
  /// Two tabs make a row. One tab does where both sides are short and the first is more than a number or a bullet, since
  /// converters put a tab behind those. Tabs only in front of the text are an indentation, but in a run of rows of
  /// `columnCount` fields they are blank fields.
  static func tabFields(_ source: Span<UInt8>, _ line: Range<Int>, columnCount: Int?) -> [Range<Int>]? {
    guard let first = ByteScan.first(ASCII.tab, in: source, line) else { return nil }
    let text = ByteScan.trimmed(line, in: source)
    let isIndented =
      text.isEmpty || first < text.lowerBound && ByteScan.first(ASCII.tab, in: source, text) == nil
    if isIndented && columnCount == nil { return nil }
    var fields: [Range<Int>] = []
    var start = line.lowerBound
    while let tab = ByteScan.first(ASCII.tab, in: source, start..<line.upperBound) {
      fields.append(start..<tab)
      if fields.count > TableGrid.widest { return nil }
      start = tab + 1
    }
    fields.append(start..<line.upperBound)
    if isIndented && fields.count != columnCount { return nil }
    if fields.count > 2 { return fields }
    let left = ByteScan.trimmed(fields[0], in: source)
    let right = ByteScan.trimmed(fields[1], in: source)
    if left.isEmpty || right.isEmpty || left.count > longestLabel || right.count > longestLabel { return nil }
    return isOrdinal(source, left) ? nil : fields
  }

  private static let longestLabel = 120

  /// Whether the text is only a number of a list, as `一、`, `（二）`, `3.` or `•`.
  private static func isOrdinal(_ source: Span<UInt8>, _ range: Range<Int>) -> Bool {
    if range.count > 12 { return false }
    let last = source[range.upperBound - 1]
    // `.`, `)`, `、`, `）`, `．`, `•` and `·`
    if last == 0x2E || last == 0x29 { return true }
    return ["、", "）", "．", "•", "·", "●"].contains { (mark: StaticString) in
      ByteScan.matchesExactly(mark, in: source, at: range.upperBound - mark.utf8CodeUnitCount)
        && range.count >= mark.utf8CodeUnitCount
    }
  }

  /// Whether a drawn line goes on in the next one: no bar ends it.
  static func isCut(_ source: Span<UInt8>, _ line: Range<Int>) -> Bool {
    let line = ByteScan.trimmed(line, in: source)
    guard let last = line.last else { return false }
    return source[last] != 0x7C && (line.count < 3 || verticalBar(source, last - 2, line.upperBound) == 0)
  }

  /// What a line of a table drawn with characters is.
  enum DrawnLine {
    /// A border: `├──┼──┤`, `+---+---+`.
    case border
    /// A row: `│a│b│`, `|a|b|`.
    case row([Range<Int>])
    /// What is left of a row or a border that began on the line before: `23│0│0│`, `─┐`.
    case rest([Range<Int>])
  }

  /// The rest of a drawn line that was cut; `nil` where a line is none.
  ///
  /// One that begins with a bar is a row of a single field unless it `followsCut`.
  static func rest(_ source: Span<UInt8>, _ line: Range<Int>, followsCut: Bool) -> DrawnLine? {
    let line = ByteScan.trimmed(line, in: source)
    guard !line.isEmpty, line.count < 2048 else { return nil }
    if !followsCut, verticalBar(source, line.lowerBound, line.upperBound) > 0 { return nil }
    if line.allSatisfy({ source[$0] == 0x2B || source[$0] == 0x2D || source[$0] == 0x3D }) { return .rest([]) }
    var fields: [Range<Int>] = []
    var start = line.lowerBound
    var position = line.lowerBound
    var isDrawn = false
    while position < line.upperBound {
      let width = verticalBar(source, position, line.upperBound)
      if width > 0 {
        if position > start { fields.append(start..<position) }
        isDrawn = true
        position += width
        start = position
      } else if position + 3 <= line.upperBound, source[position] == 0xE2, source[position + 1] & 0xFE == 0x94 {
        // Other box-drawing characters: the end of a border.
        isDrawn = true
        position += 3
        start = position
      } else {
        position += 1
      }
    }
    return isDrawn && start == line.upperBound ? .rest(fields) : nil
  }

  /// Whether a drawn line may begin with the byte; false for nearly all text.
  @inline(__always)
  static func mayBeDrawn(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2B, 0x7C, 0x3A, ASCII.space, 0x2D, 0x3D, 0xE2, 0xEF: true
    default: false
    }
  }

  /// The drawn line that `line` is; `nil` where it is none.
  static func drawnLine(_ source: Span<UInt8>, _ line: Range<Int>) -> DrawnLine? {
    let line = ByteScan.trimmed(line, in: source)
    if line.isEmpty { return nil }
    if isBorder(source, line) { return .border }
    guard verticalBar(source, line.lowerBound, line.upperBound) > 0 else { return nil }
    var fields: [Range<Int>] = []
    var start: Int?
    var position = line.lowerBound
    while position < line.upperBound {
      let width = verticalBar(source, position, line.upperBound)
      if width > 0 {
        if let start { fields.append(start..<position) }
        if fields.count > TableGrid.widest { return nil }
        start = position + width
        position += width
      } else {
        position += 1
      }
    }
    // Without a bar at the end the last field still is one.
    if let start, start < line.upperBound { fields.append(start..<line.upperBound) }
    return fields.count > 1 ? .row(fields) : nil
  }

  /// The bytes of the bar that begins at `position`: `|`, `｜`, `│`, `┃`, `║`; 0 where there is none.
  private static func verticalBar(_ source: Span<UInt8>, _ position: Int, _ end: Int) -> Int {
    let byte = source[position]
    if byte == 0x7C { return 1 }
    if position + 3 > end { return 0 }
    let second = source[position + 1]
    let third = source[position + 2]
    if byte == 0xE2 && second == 0x94 && (third == 0x82 || third == 0x83) { return 3 }
    if byte == 0xE2 && second == 0x95 && third == 0x91 { return 3 }
    if byte == 0xEF && second == 0xBD && third == 0x9C { return 3 }
    return 0
  }

  /// Only box-drawing characters other than bars, or only `+`, `-`, `=`, `|`, `:`; at least three.
  private static func isBorder(_ source: Span<UInt8>, _ line: Range<Int>) -> Bool {
    var lineCount = 0
    var position = line.lowerBound
    while position < line.upperBound {
      let byte = source[position]
      switch byte {
      case 0x2B, 0x7C, 0x3A, ASCII.space: position += 1
      case 0x2D, 0x3D:
        lineCount += 1
        position += 1
      case 0xE2 where position + 3 <= line.upperBound && (source[position + 1] & 0xFE == 0x94):
        // U+2500 to U+257F; horizontal lines make it a border, bars alone a row of blanks.
        let third = source[position + 2]
        if source[position + 1] == 0x94 && (third == 0x80 || third == 0x81)
          || source[position + 1] == 0x95 && third == 0x90
        {
          lineCount += 1
        }
        position += 3
      default: return false
      }
    }
    return lineCount > 2
  }
}

/// What a line of Markdown is.
enum MarkdownLine {
  /// Whether `line` parts the head of a pipe table from its body: at least one pipe, and in every field only dashes with
  /// or without colons.
  static func isSeparatorRow(_ source: Span<UInt8>, _ line: Range<Int>) -> Bool {
    var pipes = 0
    var dashes = 0
    var dashesInField = 0
    for index in line {
      switch source[index] {
      case 0x7C:
        // Two pipes without a dash between them are a row of blanks.
        if dashesInField == 0 && index != line.lowerBound { return false }
        pipes += 1
        dashesInField = 0
      case 0x2D:
        dashes += 1
        dashesInField += 1
      case 0x3A, ASCII.space, ASCII.tab: break
      default: return false
      }
    }
    return pipes > 0 && dashes > 0
  }

  /// The text of an ATX heading without its marks; `nil` where the line is none.
  static func headingText(_ source: Span<UInt8>, _ line: Range<Int>) -> Range<Int>? {
    var start = line.lowerBound
    while start < line.upperBound && source[start] == 0x23 { start += 1 }
    let level = start - line.lowerBound
    if level == 0 || level > 6 || start == line.upperBound { return nil }
    if source[start] != ASCII.space && source[start] != ASCII.tab { return nil }
    var end = ByteScan.trimmed(start..<line.upperBound, in: source).upperBound
    let textEnd = end
    while end > start && source[end - 1] == 0x23 { end -= 1 }
    // Marks at the end count only behind a space.
    if end > start && !ASCII.isWhiteSpace(source[end - 1]) { end = textEnd }
    let text = ByteScan.trimmed(start..<max(start, end), in: source)
    return text.isEmpty ? nil : text
  }
}

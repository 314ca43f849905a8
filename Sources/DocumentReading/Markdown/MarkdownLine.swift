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

  /// Whether a line is only marks: a rule (`---`, `***`, `___`), the underline of a heading (`===`), or a fence.
  static func isMarksOnly(_ source: Span<UInt8>, _ line: Range<Int>) -> Bool {
    let mark = source[line.lowerBound]
    if mark == 0x60 || mark == 0x7E {
      let end = min(line.lowerBound + 3, line.upperBound)
      // A fence may name the language behind its marks, but not more.
      return line.count >= 3 && line.count < 40 && (line.lowerBound..<end).allSatisfy { source[$0] == mark }
        && ByteScan.first(mark, in: source, min(line.lowerBound + 4, line.upperBound)..<line.upperBound) == nil
    }
    guard mark == 0x2D || mark == 0x2A || mark == 0x5F || mark == 0x3D else { return false }
    var count = 0
    for index in line {
      if source[index] == mark { count += 1 } else if !ASCII.isWhiteSpace(source[index]) { return false }
    }
    return count > 2
  }

  /// The text of a quoted line without its marks.
  static func withoutQuoteMarks(_ source: Span<UInt8>, _ line: Range<Int>) -> Range<Int> {
    var start = line.lowerBound
    while start < line.upperBound && (source[start] == 0x3E || ASCII.isWhiteSpace(source[start])) { start += 1 }
    return start..<line.upperBound
  }
}

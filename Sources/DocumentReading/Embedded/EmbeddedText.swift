/// Strings of scripts and of JSON as parts of a page.
enum EmbeddedText {
  /// Strings within strings deeper than this are nobody's report.
  private static let deepest = 3

  /// The strings of JSON as a page, with every line where it was.
  static func page(_ source: Span<UInt8>) -> [UInt8]? {
    var page: [UInt8] = []
    append(source, 0..<source.count, to: &page, depth: 0)
    return page.isEmpty ? nil : page
  }

  /// Appends the strings in `range` that hold Chinese, each as a block, and the line feeds between them.
  static func append(_ source: Span<UInt8>, _ range: Range<Int>, to page: inout [UInt8], depth: Int) {
    var position = range.lowerBound
    // Where a string did not end nothing is looked for again before that place.
    var unendedBefore = [0, 0, 0]
    while position < range.upperBound {
      let byte = source[position]
      if byte == ASCII.lineFeed { page.append(byte) }
      let kind = byte == 0x22 ? 0 : byte == 0x27 ? 1 : byte == 0x60 ? 2 : -1
      if kind >= 0, position >= unendedBefore[kind] {
        let (end, isEnded) = end(of: byte, source, position + 1, range.upperBound)
        if isEnded {
          append(string: position + 1..<end, of: source, to: &page, depth: depth)
          position = end
        } else {
          unendedBefore[kind] = end
        }
      }
      position += 1
    }
  }

  /// Where the string that begins at `start` ends, or its line where it does first.
  private static func end(
    of quote: UInt8, _ source: Span<UInt8>, _ start: Int, _ limit: Int
  ) -> (place: Int, isEnded: Bool) {
    var position = start
    while position < limit {
      switch source[position] {
      case quote: return (position, true)
      case 0x5C: position += 1
      case ASCII.lineFeed: if quote != 0x60 { return (position, false) }
      default: break
      }
      position += 1
    }
    return (limit, false)
  }

  private static func append(string: Range<Int>, of source: Span<UInt8>, to page: inout [UInt8], depth: Int) {
    var text: [UInt8] = []
    text.reserveCapacity(string.count)
    var isChinese = false
    var position = string.lowerBound
    while position < string.upperBound {
      let byte = source[position]
      position += 1
      if byte != 0x5C || position >= string.upperBound {
        if byte >= 0x80 { isChinese = true }
        text.append(byte)
        continue
      }
      let escape = source[position]
      position += 1
      switch escape {
      case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "b"):
        // A line end of its own would move the lines of the source.
        text.append(ASCII.space)
      case UInt8(ascii: "u"), UInt8(ascii: "x"):
        let scalar = self.scalar(source, &position, string.upperBound, length: escape == UInt8(ascii: "u") ? 4 : 2)
        if scalar >= 0x80 { isChinese = true }
        UTF8Scan.append(scalar == 0 || scalar == 0x0A ? 0x20 : scalar, to: &text)
      default: text.append(escape)
      }
    }
    let lineFeeds = ByteScan.lineFeeds(in: source, string)
    let first = ByteScan.trimmed(0..<text.count, in: text.span).lowerBound
    let holdsEntities = ByteScan.first("&", in: text.span, from: 0) != nil
    guard isChinese || holdsEntities else {
      page.append(contentsOf: repeatElement(ASCII.lineFeed, count: lineFeeds))
      return
    }
    // Where the content of JSON stands before its title, only the title of a page is found.
    if text.count <= longestTitle, isTitle(text.span) {
      page.append(contentsOf: "<title>".utf8)
      page += text
      page.append(contentsOf: "</title>".utf8)
    }
    page.append(contentsOf: "<div>".utf8)
    if depth < deepest, first < text.count, text[first] == 0x7B || text[first] == 0x5B,
      text.span.extracting(first..<min(text.count, first + 64)).withUnsafeBufferPointer({ $0.contains(0x22) })
    {
      append(text.span, 0..<text.count, to: &page, depth: depth + 1)
    } else {
      page += text
    }
    page.append(contentsOf: "</div>".utf8)
  }

  private static let longestTitle = 200

  /// Whether a short text is the title of a report, by the words that all titles have.
  private static func isTitle(_ text: Span<UInt8>) -> Bool {
    ByteScan.first("公开", in: text, from: 0) != nil && ByteScan.first("<", in: text, from: 0) == nil
      && (ByteScan.first("报告", in: text, from: 0) != nil || ByteScan.first("年报", in: text, from: 0) != nil)
  }

  /// The character of `\uXXXX` or `\xXX`, two halves of one put together; U+FFFD where there is none.
  private static func scalar(_ source: Span<UInt8>, _ position: inout Int, _ end: Int, length: Int) -> UInt32 {
    guard let first = hexadecimal(source, position, end, length) else { return 0xFFFD }
    position += length
    if first & 0xFC00 == 0xD800 {
      guard position + 6 <= end, source[position] == 0x5C, source[position + 1] == UInt8(ascii: "u"),
        let second = hexadecimal(source, position + 2, end, 4), second & 0xFC00 == 0xDC00
      else { return 0xFFFD }
      position += 6
      return 0x10000 + (first & 0x3FF) << 10 + (second & 0x3FF)
    }
    return first & 0xFC00 == 0xDC00 ? 0xFFFD : first
  }

  private static func hexadecimal(_ source: Span<UInt8>, _ start: Int, _ end: Int, _ length: Int) -> UInt32? {
    guard start + length <= end else { return nil }
    var value: UInt32 = 0
    for index in start..<start + length {
      let byte = source[index]
      if ASCII.isDigit(byte) {
        value = value << 4 | UInt32(byte - 0x30)
      } else if (byte | 0x20) &- 0x61 < 6 {
        value = value << 4 | UInt32((byte | 0x20) - 0x57)
      } else {
        return nil
      }
    }
    return value
  }
}

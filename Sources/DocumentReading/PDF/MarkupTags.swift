/// Walks over the tags of the XML that poppler's programs write.
///
/// Not a parser of foreign XML: what comes here was made by a program of ours, and nothing in it is expanded but the five
/// named entities. It has to read on where the text holds control characters, which XML forbids and poppler lets through,
/// and to pass over the megabytes of a picture without copying them.
struct MarkupTags {
  /// A tag: its place, and whether it opens, closes, or both.
  struct Tag {
    var name: Range<Int>
    var end: Int
    var isClosing: Bool
    var isEmpty: Bool
  }

  private let bytes: [UInt8]
  /// Where the next tag is looked for.
  private(set) var position: Int

  init(_ bytes: [UInt8], from position: Int = 0) {
    self.bytes = bytes
    self.position = position
  }

  /// The next tag; `nil` at the end, also where a tag is cut off.
  mutating func next() -> Tag? {
    let bytes = bytes
    let span = bytes.span
    while let open = ByteScan.first(0x3C, in: span, position..<span.count) {
      guard let close = ByteScan.first(0x3E, in: span, open..<span.count) else { break }
      position = close + 1
      var start = open + 1
      let isClosing = start < close && span[start] == 0x2F
      if isClosing { start += 1 }
      var end = start
      while end < close, ASCII.isAlphanumeric(span[end]) { end += 1 }
      if end == start { continue }
      return Tag(name: start..<end, end: close, isClosing: isClosing, isEmpty: span[close - 1] == 0x2F)
    }
    position = span.count
    return nil
  }

  func isNamed(_ name: StaticString, _ tag: Tag) -> Bool {
    tag.name.count == name.utf8CodeUnitCount && ByteScan.matchesExactly(name, in: bytes.span, at: tag.name.lowerBound)
  }

  /// The value of an attribute; `nil` where the tag has none of the name.
  func attribute(_ name: StaticString, of tag: Tag) -> Range<Int>? {
    let span = bytes.span
    var position = tag.name.upperBound
    // Only ever `name="value"`, one space before each.
    while let quote = ByteScan.first(0x22, in: span, position..<tag.end) {
      guard let close = ByteScan.first(0x22, in: span, quote + 1..<tag.end) else { return nil }
      let start = quote - 1 - name.utf8CodeUnitCount
      if start > tag.name.upperBound - 1, span[quote - 1] == 0x3D, ASCII.isWhiteSpace(span[start - 1]),
        ByteScan.matchesExactly(name, in: span, at: start)
      {
        return quote + 1..<close
      }
      position = close + 1
    }
    return nil
  }

  /// A property of a drawing, as an attribute of its own or inside of `style`.
  func property(_ name: StaticString, of tag: Tag) -> Range<Int>? {
    if let value = attribute(name, of: tag) { return value }
    guard let style = attribute("style", of: tag) else { return nil }
    let span = bytes.span
    var start = style.lowerBound
    while start < style.upperBound {
      let end = ByteScan.first(0x3B, in: span, start..<style.upperBound) ?? style.upperBound
      let part = ByteScan.trimmed(start..<end, in: span)
      let colon = part.lowerBound + name.utf8CodeUnitCount
      if colon < part.upperBound, span[colon] == 0x3A, ByteScan.matchesExactly(name, in: span, at: part.lowerBound) {
        return colon + 1..<part.upperBound
      }
      start = end + 1
    }
    return nil
  }

  /// Whether the bytes of a range are `text`.
  func equals(_ range: Range<Int>?, _ text: StaticString) -> Bool {
    guard let range else { return false }
    return range.count == text.utf8CodeUnitCount && ByteScan.matchesExactly(text, in: bytes.span, at: range.lowerBound)
  }

  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The characters up to the next tag, with the five named entities resolved.
  func text(after tag: Tag) -> [Unicode.Scalar] {
    let span = bytes.span
    let end = ByteScan.first(0x3C, in: span, tag.end + 1..<span.count) ?? span.count
    var result: [Unicode.Scalar] = []
    var entity: String?
    for scalar in string(tag.end + 1..<end).unicodeScalars {
      if scalar == "&" {
        entity = ""
      } else if let name = entity {
        entity = scalar == ";" || name.count > 4 ? nil : name + String(Character(scalar))
        if scalar == ";", let character = Self.entities[name] { result.append(character) }
      } else {
        result.append(scalar)
      }
    }
    return result
  }

  /// Reads decimal numbers that anything but digits parts, at most `limit`.
  func numbers(_ range: Range<Int>, limit: Int = 64) -> [Double] {
    let span = bytes.span
    var numbers: [Double] = []
    var position = range.lowerBound
    while position < range.upperBound, numbers.count < limit {
      guard let number = DecimalScan.number(span, &position, range.upperBound) else {
        position += 1
        continue
      }
      numbers.append(number)
    }
    return numbers
  }

  /// The byte at an offset.
  func byte(_ offset: Int) -> UInt8 { bytes[offset] }

  /// Reads one number and steps behind it; `nil` where none begins.
  func number(_ position: inout Int, _ end: Int) -> Double? { DecimalScan.number(bytes.span, &position, end) }

  private static let entities: [String: Unicode.Scalar] = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]
}

/// Reads numbers as programs print them: `-12.5`, `1e-05`.
enum DecimalScan {
  static func number(_ source: Span<UInt8>, _ position: inout Int, _ end: Int) -> Double? {
    var index = position
    var isNegative = false
    if index < end, source[index] == 0x2D || source[index] == 0x2B {
      isNegative = source[index] == 0x2D
      index += 1
    }
    var value = 0.0
    var scale = 1.0
    var digits = 0
    var isFraction = false
    while index < end {
      let byte = source[index]
      if ASCII.isDigit(byte) {
        value = value * 10 + Double(byte - 0x30)
        if isFraction { scale *= 10 }
        digits += 1
      } else if byte == 0x2E, !isFraction {
        isFraction = true
      } else {
        break
      }
      index += 1
    }
    if digits == 0 { return nil }
    if index + 1 < end, source[index] | 0x20 == 0x65 {
      var ahead = index + 1
      let isSmall = source[ahead] == 0x2D
      if isSmall || source[ahead] == 0x2B { ahead += 1 }
      var exponent = 0
      let first = ahead
      while ahead < end, ASCII.isDigit(source[ahead]), exponent < 1000 {
        exponent = exponent * 10 + Int(source[ahead] - 0x30)
        ahead += 1
      }
      if ahead > first {
        for _ in 0..<min(exponent, 400) { if isSmall { scale *= 10 } else { value *= 10 } }
        index = ahead
      }
    }
    position = index
    return (isNegative ? -value : value) / scale
  }
}

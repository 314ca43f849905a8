/// A passage made ready for matching: white space, page numbers and pipe rows removed, full-width forms folded, the
/// traditional characters of the trigger alphabet simplified, and for every byte its place in the passage
/// (narrative.md rules 19 and 20).
struct PassageText {
  /// The folded bytes; a paragraph's end is a line feed.
  private(set) var bytes: [UInt8] = []
  /// For every folded byte, where the character it comes from starts in the passage.
  private(set) var starts: [Int32] = []
  /// Where numerals may begin: offsets of digits and Han numerals in `bytes`.
  private(set) var numeralOffsets: [Int32] = []

  init(_ source: [UInt8], traditional: [UInt16]) {
    bytes.reserveCapacity(source.count)
    starts.reserveCapacity(source.count)
    numeralOffsets.reserveCapacity(source.count / 16)
    var position = 0
    var lineIsHeading = false
    var lineLength = 0
    while position < source.count {
      let byte = source[position]
      if byte < 0x80 {
        if byte == 0x0A || byte == 0x0D {
          position = breakLine(source, from: position, afterHeading: lineIsHeading && lineLength < 90)
          lineIsHeading = PassageText.startsItem(source, at: position)
          lineLength = 0
        } else {
          if lineLength == 0, bytes.isEmpty { lineIsHeading = PassageText.startsItem(source, at: position) }
          if byte > 0x20 && byte != 0x7F { append(UInt32(byte), from: position) }
          position += 1
          lineLength += 1
        }
        continue
      }
      let (scalar, width) = PassageText.decode(source, at: position)
      if let scalar, !PassageText.isSpace(scalar) {
        append(simplified(PassageText.fold(scalar), traditional), from: position)
      } else if scalar == nil {
        append(0xFFFD, from: position)
      }
      position += width
      lineLength += width
    }
  }

  /// Handles one or more line ends: drops page numbers and pipe rows, and keeps a paragraph's end where there is one.
  private mutating func breakLine(_ source: [UInt8], from start: Int, afterHeading: Bool) -> Int {
    var position = start
    var lineFeeds = 0
    var sawFurniture = false
    while position < source.count {
      let byte = source[position]
      if byte == 0x0A {
        lineFeeds += 1
        position += 1
      } else if byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0C {
        position += 1
      } else if let end = PassageText.furnitureEnd(source, at: position) {
        position = end
        sawFurniture = true
      } else if let (scalar, width) = PassageText.wide(source, at: position), PassageText.isSpace(scalar) {
        position += width
      } else {
        break
      }
    }
    let isBlank = lineFeeds > 1 && !sawFurniture
    if !bytes.isEmpty, isBlank || afterHeading || PassageText.startsItem(source, at: position) {
      if bytes.last != 0x0A { append(0x0A, from: start) }
    }
    return position
  }

  private mutating func append(_ scalar: UInt32, from start: Int) {
    if isNumeral(scalar) { numeralOffsets.append(Int32(bytes.count)) }
    let count = bytes.count
    switch scalar {
    case 0..<0x80:
      bytes.append(UInt8(scalar))
    case 0x80..<0x800:
      bytes.append(UInt8(0xC0 | scalar >> 6))
      bytes.append(UInt8(0x80 | scalar & 0x3F))
    case 0x800..<0x10000:
      bytes.append(UInt8(0xE0 | scalar >> 12))
      bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      bytes.append(UInt8(0x80 | scalar & 0x3F))
    default:
      bytes.append(UInt8(0xF0 | scalar >> 18 & 0x07))
      bytes.append(UInt8(0x80 | scalar >> 12 & 0x3F))
      bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      bytes.append(UInt8(0x80 | scalar & 0x3F))
    }
    for _ in count..<bytes.count {
      starts.append(Int32(truncatingIfNeeded: start))
    }
  }

  /// The simplified form of a Han character of the trigger alphabet; `alphabet` starts at U+4E00.
  private func simplified(_ scalar: UInt32, _ alphabet: [UInt16]) -> UInt32 {
    guard scalar >= 0x4E00, scalar - 0x4E00 < UInt32(alphabet.count) else { return scalar }
    let found = alphabet[Int(scalar - 0x4E00)]
    return found == 0 ? scalar : UInt32(found)
  }

  private func isNumeral(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return scalar >= 0x30 && scalar <= 0x39 }
    return HanNumeral.digit(scalar) != nil || HanNumeral.place(scalar) != nil || scalar == HanNumeral.several
      || scalar == HanNumeral.some || scalar == HanNumeral.upTo
  }

  /// The end of a line that is a page number (-1-, — 4 —, 第3页) or a pipe row; `nil` for any other line.
  private static func furnitureEnd(_ source: [UInt8], at start: Int) -> Int? {
    var end = start
    while end < source.count, source[end] != 0x0A, end - start < 400 { end += 1 }
    if source[start] == UInt8(ascii: "|") {
      while end < source.count, source[end] != 0x0A { end += 1 }
      return end
    }
    guard end - start <= 24 else { return nil }
    var position = start
    var digits = 0
    var dashes = 0
    while position < end {
      let byte = source[position]
      if byte >= 0x30 && byte <= 0x39 {
        digits += 1
        position += 1
      } else if byte == 0x20 || byte == 0x0D {
        position += 1
      } else if byte == UInt8(ascii: "-") {
        dashes += 1
        position += 1
      } else {
        let (scalar, width) = decode(source, at: position)
        guard let scalar, scalar == 0x2014 || scalar == 0x2013 || scalar == 0xFF0D || scalar == 0x2015 else {
          return nil
        }
        dashes += 1
        position += width
      }
    }
    return digits > 0 && digits <= 3 && dashes >= 2 ? end : nil
  }

  /// Whether a numbered item starts here, as 一、 or （二） or 一是.
  private static func startsItem(_ source: [UInt8], at start: Int) -> Bool {
    var position = start
    var numerals = 0
    var opened = false
    while position < source.count, position - start < 24 {
      let (scalar, width) = decode(source, at: position)
      guard let scalar else { return false }
      if isSpace(scalar) || scalar == 0x20 {
        position += width
        continue
      }
      let folded = fold(scalar)
      if folded == 0x28, numerals == 0, !opened {
        opened = true
      } else if folded >= 0x30 && folded <= 0x39 || HanNumeral.digit(folded) != nil || folded == 0x5341 {
        numerals += 1
        if numerals > 3 { return false }
      } else if numerals > 0 {
        if opened { return folded == 0x29 }
        return folded == 0x3001 || folded == 0x662F || folded == 0x2E && !nextIsDigit(source, at: position + width)
      } else {
        return false
      }
      position += width
    }
    return false
  }

  private static func nextIsDigit(_ source: [UInt8], at position: Int) -> Bool {
    position < source.count && source[position] >= 0x30 && source[position] <= 0x39
  }

  private static func wide(_ source: [UInt8], at position: Int) -> (UInt32, Int)? {
    let (scalar, width) = decode(source, at: position)
    return scalar.map { ($0, width) }
  }

  /// One scalar and its width; `nil` and a width of 1 where the bytes are not valid UTF-8.
  static func decode(_ source: [UInt8], at position: Int) -> (UInt32?, Int) {
    let first = source[position]
    func continuation(_ distance: Int) -> UInt32? {
      let index = position + distance
      guard index < source.count, source[index] & 0xC0 == 0x80 else { return nil }
      return UInt32(source[index] & 0x3F)
    }
    if first < 0x80 { return (UInt32(first), 1) }
    if first >= 0xC2, first < 0xE0, let second = continuation(1) { return (UInt32(first & 0x1F) << 6 | second, 2) }
    if first >= 0xE0, first < 0xF0, let second = continuation(1), let third = continuation(2) {
      let scalar = UInt32(first & 0x0F) << 12 | second << 6 | third
      return scalar < 0x800 || scalar >= 0xD800 && scalar < 0xE000 ? (nil, 1) : (scalar, 3)
    }
    if first >= 0xF0, first < 0xF5, let second = continuation(1), let third = continuation(2),
      let fourth = continuation(3)
    {
      let scalar = UInt32(first & 0x07) << 18 | second << 12 | third << 6 | fourth
      return scalar < 0x10000 || scalar > 0x10FFFF ? (nil, 1) : (scalar, 4)
    }
    return (nil, 1)
  }

  /// Spaces of every width, zero-width characters and the byte order mark.
  static func isSpace(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x20, 0x09, 0xA0, 0xAD, 0x3000, 0xFEFF, 0x2000...0x200F, 0x2028...0x202F, 0x205F, 0x2060, 0xE000...0xF8FF:
      true
    default: false
    }
  }

  /// Full-width ASCII to ASCII; the other scalars as they are.
  static func fold(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0xFF01...0xFF5E: scalar - 0xFEE0
    case 0x3007, 0x25CB: 0x3007
    case 0xFE6A: 0x25
    default: scalar
    }
  }
}

/// A passage made ready for matching: white space, page numbers and pipe rows removed, full-width forms folded, the
/// traditional characters of the trigger alphabet simplified, and for every byte its place in the passage
/// (narrative.md rules 19 and 20).
struct PassageText {
  /// A place from which on the folded text lies at one distance from the passage, character by character.
  struct Turn {
    var folded: Int32
    var source: Int32
  }

  /// The folded bytes; a paragraph's end is a line feed.
  var bytes: [UInt8] = []
  /// Where the distance between the folded text and the passage changes, ascending.
  var turns: [Turn] = []
  /// Where numerals may begin: offsets of digits and Han numerals in `bytes`.
  var numeralOffsets: [Int32] = []
  /// Offsets in `bytes` of the punctuation at which sentences, clauses and quotes begin and end.
  var marks: [Int32] = []
  /// All words of the rules, overlapping ones included, by ascending end and for one end the longest first.
  var hits: [LiteralAutomaton.Hit] = []
  /// Where folding works.
  var room: FoldingRoom?

  /// Empties the text, but keeps its room.
  mutating func removeAll() {
    bytes = []
    turns.removeAll(keepingCapacity: true)
    numeralOffsets.removeAll(keepingCapacity: true)
    marks.removeAll(keepingCapacity: true)
    hits.removeAll(keepingCapacity: true)
  }

  /// Where in the passage the character starts that the byte at `offset` is a part of.
  func source(of offset: Int) -> Int {
    var start = offset
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    var low = 0
    var high = turns.count
    while low < high {
      let middle = (low + high) / 2
      if Int(turns[middle].folded) <= start { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? start : Int(turns[low - 1].source) + start - Int(turns[low - 1].folded)
  }

  /// The end of a line that is a page number (-1-, — 4 —, 第3页) or a pipe row; `nil` for any other line.
  static func furnitureEnd(_ source: UnsafeBufferPointer<UInt8>, at start: Int) -> Int? {
    switch source[start] {
    case 0x30...0x39, 0x20, 0x0D, UInt8(ascii: "-"), UInt8(ascii: "|"), 0xE2, 0xEF: break
    // What most lines begin with.
    default: return nil
    }
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
  static func startsItem(_ source: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    var position = start
    var numerals = 0
    var opened = false
    while position < source.count, position - start < 24 {
      let (scalar, width) = decode(source, at: position)
      guard let scalar else { return false }
      if MatchingAlphabet.isSpace(scalar) || scalar == 0x20 {
        position += width
        continue
      }
      let folded = MatchingAlphabet.fold(scalar)
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

  private static func nextIsDigit(_ source: UnsafeBufferPointer<UInt8>, at position: Int) -> Bool {
    position < source.count && source[position] >= 0x30 && source[position] <= 0x39
  }

  /// One scalar and its width; `nil` and a width of 1 where the bytes are not valid UTF-8.
  static func decode(_ source: [UInt8], at position: Int) -> (UInt32?, Int) {
    source.withUnsafeBufferPointer { decode($0, at: position) }
  }

  /// One scalar and its width; `nil` and a width of 1 where the bytes are not valid UTF-8.
  @inline(__always)
  static func decode(_ source: UnsafeBufferPointer<UInt8>, at position: Int) -> (UInt32?, Int) {
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
}

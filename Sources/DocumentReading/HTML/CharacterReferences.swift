/// The characters a reference stands for.
struct CharacterReference: Equatable {
  /// Where the source goes on behind the reference.
  var end: Int
  /// The first code point.
  var first: UInt32
  /// The second code point; 0 where there is only one.
  var second: UInt32 = 0

  /// Appends the characters as UTF-8.
  func append(to bytes: inout [UInt8]) {
    UTF8Scan.append(first, to: &bytes)
    if second != 0 { UTF8Scan.append(second, to: &bytes) }
  }
}

/// Reads character references as the HTML standard does (sections 13.2.5.72 to 80).
struct CharacterReferenceReader: Sendable {
  private let table = NamedCharacterTable.shared

  /// The reference whose `&` stands at `start`; `nil` where the `&` is only an ampersand.
  ///
  /// Inside of an attribute a name without semicolon does not count before `=` or a letter or digit, so that the
  /// parameters of a link stay what they are.
  func read(_ source: Span<UInt8>, at start: Int, inAttribute: Bool) -> CharacterReference? {
    let next = start + 1
    if next >= source.count { return nil }
    if source[next] == 0x23 { return readNumber(source, at: next + 1) }
    if !ASCII.isAlphanumeric(source[next]) { return nil }
    if ByteScan.matchesExactly("nbsp;", in: source, at: next) { return CharacterReference(end: next + 5, first: 0xA0) }
    var end = next
    let limit = min(source.count, next + NamedCharacterTable.longestName + 1)
    while end < limit && ASCII.isAlphanumeric(source[end]) { end += 1 }
    if end < source.count && source[end] == 0x3B, let entry = table.find(source, next..<end) {
      return CharacterReference(end: end + 1, first: entry.first, second: entry.second)
    }
    var length = min(end - next, NamedCharacterTable.longestLegacyName)
    while length >= 2 {
      if let entry = table.find(source, next..<next + length), entry.needsNoSemicolon {
        let behind = next + length
        if inAttribute, behind < source.count, source[behind] == 0x3D || ASCII.isAlphanumeric(source[behind]) {
          return nil
        }
        return CharacterReference(end: behind, first: entry.first, second: entry.second)
      }
      length -= 1
    }
    return nil
  }

  /// The value of an attribute with its references decoded.
  func decodedValue(_ source: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    // A reference never reaches beyond the value.
    let value = source.extracting(0..<range.upperBound)
    var result: [UInt8] = []
    var position = range.lowerBound
    while position < value.count {
      if value[position] == 0x26, let reference = read(value, at: position, inAttribute: true) {
        reference.append(to: &result)
        position = reference.end
      } else {
        result.append(value[position])
        position += 1
      }
    }
    return result
  }

  private func readNumber(_ source: Span<UInt8>, at start: Int) -> CharacterReference? {
    var position = start
    var radix: UInt32 = 10
    if position < source.count && source[position] | 0x20 == 0x78 {
      radix = 16
      position += 1
    }
    let firstDigit = position
    var value: UInt32 = 0
    while position < source.count, let digit = digit(source[position], radix: radix) {
      // Beyond the last code point the exact value does not matter.
      if value < 0x11_0000 { value = value * radix + digit }
      position += 1
    }
    if position == firstDigit { return nil }
    if position < source.count && source[position] == 0x3B { position += 1 }
    return CharacterReference(end: position, first: Self.meant(value))
  }

  private func digit(_ byte: UInt8, radix: UInt32) -> UInt32? {
    if ASCII.isDigit(byte) { return UInt32(byte - 0x30) }
    if radix == 16 && (byte | 0x20) &- 0x61 < 6 { return UInt32(byte | 0x20) - 0x57 }
    return nil
  }

  /// The code point a number means: numbers of the C1 range mean Windows-1252, impossible ones U+FFFD.
  private static func meant(_ value: UInt32) -> UInt32 {
    if value == 0 || value > 0x10_FFFF || value & 0xFFFF_F800 == 0xD800 { return 0xFFFD }
    if (0x80...0x9F).contains(value) {
      let mapped = windows1252[Int(value - 0x80)]
      return mapped == 0 ? value : UInt32(mapped)
    }
    return value
  }

  /// 0 where Windows-1252 has no character.
  private static let windows1252: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
    0x0178,
  ]
}

/// `NamedCharacters.list`, parsed once.
struct NamedCharacterTable: Sendable {
  /// A name and its characters.
  struct Entry: Sendable {
    var nameStart: Int32
    var nameLength: Int32
    var first: UInt32
    var second: UInt32
    var needsNoSemicolon: Bool
  }

  static let shared = NamedCharacterTable()
  /// Bytes of the longest name.
  static let longestName = 31
  /// Bytes of the longest name that counts without semicolon.
  static let longestLegacyName = 6

  private let names: [UInt8]
  private let entries: [Entry]

  private init() {
    var names: [UInt8] = []
    var entries: [Entry] = []
    var entry = Entry(nameStart: 0, nameLength: 0, first: 0, second: 0, needsNoSemicolon: false)
    var value: UInt32 = 0
    var isInName = true
    func finish() {
      if entry.first == 0 { entry.first = value } else { entry.second = value }
      entries.append(entry)
      entry = Entry(nameStart: Int32(names.count), nameLength: 0, first: 0, second: 0, needsNoSemicolon: false)
      value = 0
      isInName = true
    }
    NamedCharacters.list.withUTF8Buffer { list in
      for byte in list {
        switch byte {
        case 0x20: finish()
        case 0x2A: entry.needsNoSemicolon = true
        case 0x3D: isInName = false
        case 0x2B:
          entry.first = value
          value = 0
        default:
          if isInName {
            names.append(byte)
            entry.nameLength += 1
          } else {
            value = value << 4 | UInt32(byte <= 0x39 ? byte - 0x30 : byte - 0x37)
          }
        }
      }
    }
    finish()
    self.names = names
    self.entries = entries
  }

  /// How many names there are.
  var count: Int { entries.count }

  /// The entry whose name is `range` of the source.
  func find(_ source: Span<UInt8>, _ range: Range<Int>) -> Entry? {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      switch compare(source, range, entries[middle]) {
      case 0: return entries[middle]
      case ..<0: high = middle
      default: low = middle + 1
      }
    }
    return nil
  }

  private func compare(_ source: Span<UInt8>, _ range: Range<Int>, _ entry: Entry) -> Int {
    let start = Int(entry.nameStart)
    let length = Int(entry.nameLength)
    for offset in 0..<min(range.count, length) {
      let difference = Int(source[range.lowerBound + offset]) - Int(names[start + offset])
      if difference != 0 { return difference }
    }
    return range.count - length
  }
}

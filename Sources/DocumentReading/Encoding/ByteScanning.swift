import CPlatform
import Glibc

/// Byte values the readers name.
enum ASCII {
  static let tab: UInt8 = 0x09
  static let lineFeed: UInt8 = 0x0A
  static let verticalTab: UInt8 = 0x0B
  static let formFeed: UInt8 = 0x0C
  static let carriageReturn: UInt8 = 0x0D
  static let space: UInt8 = 0x20

  /// Space, tab, LF, FF, CR: the white space of the HTML standard.
  @inline(__always)
  static func isWhiteSpace(_ byte: UInt8) -> Bool {
    byte == space || (byte >= tab && byte <= carriageReturn && byte != verticalTab)
  }

  @inline(__always)
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  @inline(__always)
  static func isAlphanumeric(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }

  /// The byte in lower case if it is an ASCII capital.
  @inline(__always)
  static func lowered(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
}

/// Eight bytes at once, the first of them in the lowest place.
enum ByteWord {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x8080_8080_8080_8080

  /// The place of the first byte that is marked by its highest bit; 8 where none is.
  @inline(__always)
  static func firstMark(_ marks: UInt64) -> Int { (marks & tops).trailingZeroBitCount &>> 3 }

  /// Marks the first byte that may end the name of a tag: space, `/`, `>` and control characters.
  ///
  /// Bytes behind it may be marked without reason.
  @inline(__always)
  static func markNameEnds(_ word: UInt64) -> UInt64 {
    let space = word ^ (0x20 &* ones)
    let slash = word ^ (0x2F &* ones)
    let end = word ^ (0x3E &* ones)
    let controls = (word &- 0x20 &* ones) & ~word
    return controls | ((space &- ones) & ~space) | ((slash &- ones) & ~slash) | ((end &- ones) & ~end)
  }

  /// The bytes in lower case where they are ASCII capitals.
  @inline(__always)
  static func lowered(_ word: UInt64) -> UInt64 {
    let low = word & ~tops
    // Neither sum goes beyond its byte; the highest bits tell A and more from more than Z.
    let capitals = (low &+ 0x3F &* ones) & ~(low &+ 0x25 &* ones) & ~word & tops
    return word | capitals &>> 2
  }
}

/// Searching and counting in byte buffers, each in one pass.
enum ByteScan {
  /// The first offset in `range` that holds `byte`; `nil` where there is none.
  @inline(__always)
  static func first(_ byte: UInt8, in source: Span<UInt8>, _ range: Range<Int>) -> Int? {
    if range.isEmpty { return nil }
    return source.extracting(range).withUnsafeBufferPointer { buffer -> Int? in
      guard let base = buffer.baseAddress, let found = memchr(base, Int32(byte), buffer.count) else { return nil }
      return range.lowerBound + (UnsafeRawPointer(found) - UnsafeRawPointer(base))
    }
  }

  /// The first offset in `range` that holds `byte`; `nil` where there is none.
  @inline(__always)
  static func first(_ byte: UInt8, in source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
    guard !range.isEmpty, let base = source.baseAddress, range.upperBound <= source.count,
      let found = memchr(base + range.lowerBound, Int32(byte), range.count)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// The first offset in `range` that holds a letter, given in lower case, in either case; `nil` where there is none.
  ///
  /// For short ranges: eight bytes at once, without a call.
  static func first(letter: UInt8, in source: Span<UInt8>, _ range: Range<Int>) -> Int? {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let wanted = UInt64(letter) &* ones
    let raw = source.bytes
    var position = range.lowerBound
    while position &+ 8 <= range.upperBound {
      let word = unsafe raw.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self).littleEndian
      let difference = (word | 0x2020_2020_2020_2020) ^ wanted
      let zeros = (difference &- ones) & ~difference & 0x8080_8080_8080_8080
      if zeros != 0 { return position &+ zeros.trailingZeroBitCount >> 3 }
      position &+= 8
    }
    while position < range.upperBound {
      if source[position] | 0x20 == letter { return position }
      position &+= 1
    }
    return nil
  }

  /// The first `<` or `&` from `start` on; the end of the source where there is none.
  @inline(__always)
  static func firstMarkup(in source: Span<UInt8>, from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let raw = source.bytes
    let end = source.count
    var position = start
    while position &+ 8 <= end {
      let word = unsafe raw.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self).littleEndian
      let open = word ^ 0x3C3C_3C3C_3C3C_3C3C
      let ampersand = word ^ 0x2626_2626_2626_2626
      let zeros = (((open &- ones) & ~open) | ((ampersand &- ones) & ~ampersand)) & 0x8080_8080_8080_8080
      if zeros != 0 { return position &+ zeros.trailingZeroBitCount >> 3 }
      position &+= 8
    }
    while position < end, source[position] != 0x3C, source[position] != 0x26 { position &+= 1 }
    return position
  }

  /// The first offset from `start` on where `needle` stands; `nil` where there is none.
  static func first(_ needle: StaticString, in source: Span<UInt8>, from start: Int) -> Int? {
    if start >= source.count { return nil }
    let found = source.extracting(start..<source.count).withUnsafeBufferPointer {
      platform_find($0.baseAddress, $0.count, needle.utf8Start, needle.utf8CodeUnitCount)
    }
    return found < 0 ? nil : start + found
  }

  /// How often `needle` stands in `source`, without overlaps.
  static func count(_ needle: StaticString, in source: Span<UInt8>) -> Int {
    var count = 0
    var position = 0
    while let found = first(needle, in: source, from: position) {
      count += 1
      position = found + needle.utf8CodeUnitCount
    }
    return count
  }

  /// How many bytes of `source` lie in `values`.
  static func count(_ values: ClosedRange<UInt8>, in source: Span<UInt8>) -> Int {
    source.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      return platform_count(base, buffer.count, values.lowerBound, values.upperBound)
    }
  }

  /// How many control characters `source` has besides tab, line feed and what else text has between words and lines.
  static func controlCount(in source: Span<UInt8>) -> Int {
    source.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      return platform_count_controls(base, buffer.count)
    }
  }

  /// How many line feeds stand in `range`.
  @inline(__always)
  static func lineFeeds(in source: Span<UInt8>, _ range: Range<Int>) -> Int {
    // Pieces of text are short; a call costs more than looking at a few bytes.
    if range.count < 32 {
      var count = 0
      for index in range where source[index] == ASCII.lineFeed { count &+= 1 }
      return count
    }
    return count(ASCII.lineFeed...ASCII.lineFeed, in: source.extracting(range))
  }

  /// Whether the bytes from `start` on are `word`, ASCII case ignored; `word` is in lower case.
  static func matches(_ word: StaticString, in source: Span<UInt8>, at start: Int) -> Bool {
    let length = word.utf8CodeUnitCount
    if start < 0 || start > source.count - length { return false }
    for offset in 0..<length where ASCII.lowered(source[start + offset]) != word.utf8Start[offset] { return false }
    return true
  }

  /// Whether the bytes from `start` on are exactly `word`.
  @inline(__always)
  static func matchesExactly(_ word: StaticString, in source: Span<UInt8>, at start: Int) -> Bool {
    let length = word.utf8CodeUnitCount
    if start < 0 || start > source.count - length { return false }
    for offset in 0..<length where source[start + offset] != word.utf8Start[offset] { return false }
    return true
  }

  /// Whether the bytes from `start` on are those of `range`.
  static func isEqual(_ source: Span<UInt8>, _ start: Int, _ range: Range<Int>) -> Bool {
    if start < 0 || start + range.count > source.count { return false }
    return source.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return range.isEmpty }
      return memcmp(base + start, base + range.lowerBound, range.count) == 0
    }
  }

  /// `range` without ASCII white space at either end.
  static func trimmed(_ range: Range<Int>, in source: Span<UInt8>) -> Range<Int> {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high && ASCII.isWhiteSpace(source[low]) { low += 1 }
    while low < high && ASCII.isWhiteSpace(source[high - 1]) { high -= 1 }
    return low..<high
  }
}

extension StaticString {
  /// The number of its UTF-8 bytes.
  @inline(__always)
  var byteCount: Int { utf8CodeUnitCount }
}

extension [UInt8] {
  /// Whether `word` stands at `position`.
  @inline(__always)
  func matches(_ word: StaticString, at position: Int) -> Bool {
    let length = word.utf8CodeUnitCount
    guard position >= 0, position + length <= count, word.hasPointerRepresentation else { return false }
    let start = word.utf8Start
    return withUnsafeBufferPointer { bytes in
      // Han characters are told apart by their last byte mostly.
      if length > 2, bytes[position + 2] != start[2] { return false }
      for offset in 0..<length where bytes[position + offset] != start[offset] { return false }
      return true
    }
  }
}

/// One byte of each of some words, modulo 64, as bits: mostly it tells at once that none of them stands at a place.
struct ByteBits: Sendable {
  private let bits: UInt64

  /// The third byte of each word, with which its first Han character ends.
  init(thirdOf words: [StaticString]) { self.init(words) { _ in 2 } }

  /// The last byte of each word.
  init(lastOf words: [StaticString]) { self.init(words) { $0.utf8CodeUnitCount - 1 } }

  private init(_ words: [StaticString], place: (StaticString) -> Int) {
    var bits: UInt64 = 0
    for word in words { bits |= 1 << UInt64(word.utf8Start[place(word)] & 63) }
    self.bits = bits
  }

  /// Whether one of the words may have the byte.
  @inline(__always)
  func contains(_ byte: UInt8) -> Bool { bits &>> UInt64(byte & 63) & 1 != 0 }
}

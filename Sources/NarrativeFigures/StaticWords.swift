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

extension StaticString {
  /// The number of its UTF-8 bytes.
  @inline(__always)
  var byteCount: Int { utf8CodeUnitCount }
}

extension [UInt8] {
  /// Whether `word` stands at `position`.
  @inline(__always)
  func matches(_ word: StaticString, at position: Int) -> Bool {
    guard position >= 0, position + word.byteCount <= count, word.hasPointerRepresentation else { return false }
    let start = word.utf8Start
    for offset in 0..<word.byteCount where self[position + offset] != start[offset] { return false }
    return true
  }
}

/// Whether the attributes of a tag say that the element is not shown.
enum HTMLVisibility {
  /// `hidden`, or `display: none` in `style`.
  static func isHidden(_ tag: borrowing HTMLTag, in source: Span<UInt8>) -> Bool {
    for index in 0..<tag.attributeCount {
      let attribute = tag.attribute(index)
      switch attribute.name.count {
      case 5 where ByteScan.matches("style", in: source, at: attribute.name.lowerBound):
        if saysDisplayNone(source, attribute.value) { return true }
      case 6 where ByteScan.matches("hidden", in: source, at: attribute.name.lowerBound): return true
      default: break
      }
    }
    return false
  }

  private static func saysDisplayNone(_ source: Span<UInt8>, _ range: Range<Int>) -> Bool {
    // Shorter than `display:none`; and the letter of `display` that is rarest in styles.
    if range.count < 12 { return false }
    var position = range.lowerBound + 6
    while let found = ByteScan.first(letter: UInt8(ascii: "y"), in: source, position..<range.upperBound) {
      position = found + 1
      if !ByteScan.matches("display", in: source, at: found - 6) { continue }
      var value = skipSpace(source, position, range.upperBound)
      if value < range.upperBound && source[value] == 0x3A {
        value = skipSpace(source, value + 1, range.upperBound)
        if value + 4 <= range.upperBound && ByteScan.matches("none", in: source, at: value) { return true }
      }
    }
    return false
  }

  private static func skipSpace(_ source: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var position = start
    while position < end && ASCII.isWhiteSpace(source[position]) { position += 1 }
    return position
  }
}

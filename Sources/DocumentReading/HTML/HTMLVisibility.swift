/// Whether the attributes of a tag say that the element is not shown.
enum HTMLVisibility {
  /// `hidden`, or `display: none` in `style`.
  static func isHidden(_ tag: borrowing HTMLTag, in source: Span<UInt8>) -> Bool {
    for attribute in tag.attributes {
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
    var position = range.lowerBound
    while position + 12 <= range.upperBound {
      if source[position] | 0x20 == 0x64 && ByteScan.matches("display", in: source, at: position) {
        var value = position + 7
        while value < range.upperBound && ASCII.isWhiteSpace(source[value]) { value += 1 }
        if value < range.upperBound && source[value] == 0x3A {
          value += 1
          while value < range.upperBound && ASCII.isWhiteSpace(source[value]) { value += 1 }
          if ByteScan.matches("none", in: source, at: value) { return true }
        }
      }
      position += 1
    }
    return false
  }
}

/// Numbers of attributes, by the rules for parsing non-negative integers of the HTML standard.
enum HTMLNumber {
  /// The number at the beginning of the value; `nil` where there is none.
  static func read(_ range: Range<Int>?, in source: Span<UInt8>) -> Int? {
    guard let range else { return nil }
    var position = range.lowerBound
    while position < range.upperBound && ASCII.isWhiteSpace(source[position]) { position += 1 }
    if position < range.upperBound && source[position] == 0x2B { position += 1 }
    let start = position
    var value = 0
    while position < range.upperBound && ASCII.isDigit(source[position]) {
      // No span is larger; the digits behind must not overflow.
      if value < 1 << 20 { value = value * 10 + Int(source[position] - 0x30) }
      position += 1
    }
    return position == start ? nil : value
  }
}

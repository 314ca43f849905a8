/// The numbers before labels, which must not be read as digits of the cell before them.
enum Ordinals {
  /// Where the label's number begins; the core's own start where there is none.
  static func start(
    before core: Int, in stream: LabelStream, floor: Int, expected: UInt32?, takesBareDigit: Bool
  ) -> (start: Int, isNumbered: Bool) {
    guard let first = step(before: core, in: stream, floor: floor, expected: expected, bare: takesBareDigit) else {
      return (core, false)
    }
    // A second number is that of the group, as in （五）5., and never a digit.
    guard first > floor, !stream.units[first - 1].isDigit, stream.separations[first] < .cell,
      let second = step(before: first, in: stream, floor: floor, expected: nil, bare: false),
      !stream.units[second].isDigit
    else { return (first, true) }
    return (second, true)
  }

  private static func step(
    before position: Int, in stream: LabelStream, floor: Int, expected: UInt32?, bare: Bool
  ) -> Int? {
    let units = stream.units
    var index = position - 1
    guard index >= floor, !stream.isInRowAbove(index, position) else { return nil }
    if isCircled(units[index]) {
      // A sign that touches a digit and ends its line or cell is a footnote of it.
      let isFootnote =
        stream.separations[position] >= .line && stream.separations[index] == .none && index > 0
        && units[index - 1].isDigit
      return isFootnote ? nil : index
    }
    if isPoint(units[index]) {
      let point = index
      index -= 1
      guard index >= floor else { return nil }
      if units[index] == 0x29 { return bracketed(index, stream, floor) }
      if let start = hanNumber(index, stream, floor) { return start }
      guard units[index].isDigit, stream.separations[point] < .line || index == floor else { return nil }
      return digitNumber(index, stream, floor)
    }
    if units[index] == 0x29 { return bracketed(index, stream, floor) }
    if let start = namedPart(index, units, floor) { return start }
    if units[index].isHanOrdinal, index == floor || stream.separations[index] >= .space || units[index - 1].isDigit {
      return index
    }
    if let expected, units[index] == expected, stream.separations[position] < .line {
      let fresh = index == floor || stream.separations[index] >= .line || !units[index - 1].isDigit
      let glued = stream.separations[position] == .none && stream.separations[index] >= .space
      if fresh || glued || bare { return index }
    }
    return nil
  }

  /// Where 第三部分 begins that ends at `last`; `nil` where it does not stand there.
  private static func namedPart(_ last: Int, _ units: [UInt32], _ floor: Int) -> Int? {
    guard last - 3 >= floor, units[last] == 0x5206, units[last - 1] == 0x90E8 else { return nil }
    let number = units[last - 2]
    return (number.isHanOrdinal || number.isDigit) && units[last - 3] == 0x7B2C ? last - 3 : nil
  }

  /// `1.` takes one digit where digits are glued to it, and the whole number where something stands between.
  private static func digitNumber(_ last: Int, _ stream: LabelStream, _ floor: Int) -> Int {
    if last > floor, stream.separations[last] == .none, stream.units[last - 1].isDigit {
      let first = last - 1
      let ends = first == floor || stream.separations[first] >= .space || !stream.units[first - 1].isDigit
      let opens = first == floor || stream.separations[first] >= .space
      return ends && opens && stream.units[first] == 0x31 && first > floor ? first : last
    }
    return last
  }

  private static func hanNumber(_ last: Int, _ stream: LabelStream, _ floor: Int) -> Int? {
    guard stream.units[last].isHanOrdinal else { return nil }
    let before = last - 1
    if before >= floor, stream.units[before].isHanOrdinal, stream.separations[last] == .none,
      stream.units[before] == 0x5341
    {
      return before
    }
    return last
  }

  private static func bracketed(_ close: Int, _ stream: LabelStream, _ floor: Int) -> Int? {
    var index = close - 1
    var length = 0
    while index >= floor, length < 2, stream.units[index].isHanOrdinal || stream.units[index].isDigit {
      index -= 1
      length += 1
    }
    guard length > 0 else { return nil }
    if index >= floor, stream.units[index] == 0x28 { return index }
    // `三)` without its opening bracket.
    return stream.units[index + 1].isHanOrdinal ? index + 1 : nil
  }

  /// Whether the character separates a number from its label.
  static func isPoint(_ unit: UInt32) -> Bool { unit == 0x2E || unit == 0x3001 || unit == 0x2C || unit == 0xB7 }

  /// Whether the character is a number in a circle, in brackets or with a point.
  static func isCircled(_ unit: UInt32) -> Bool { unit >= 0x2460 && unit <= 0x249B || unit >= 0x3220 && unit <= 0x3229 }
}

/// All ways to cut a glued run of digits: one number a column, none with a leading zero (form.md 4.2a).
enum StatisticsReadings {
  /// More ways than these are not listed: the row stays open.
  static let limit = 1024
  /// Digits of the largest number that is read; every such number fits 64 bits, and so does a sum of 9.
  private static let digitLimit = 18

  /// The readings of a run; `nil` where it has fewer digits than columns (a column may be blank), other characters, or
  /// too many readings.
  static func readings(of digits: [UInt8], columnCount: Int) -> [[Int64]]? {
    guard columnCount > 1, digits.count >= columnCount, digits.count <= columnCount * digitLimit,
      digits.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    var readings: [[Int64]] = []
    var reading: [Int64] = []
    return cut(digits[...], columnCount, &reading, &readings) ? readings : nil
  }

  /// False where the limit was passed.
  private static func cut(
    _ rest: ArraySlice<UInt8>, _ columns: Int, _ reading: inout [Int64], _ readings: inout [[Int64]]
  ) -> Bool {
    if columns == 0 {
      guard rest.isEmpty else { return true }
      readings.append(reading)
      return readings.count <= limit
    }
    // What is left must be enough for the other columns, and not more than they can hold.
    let longest = min(rest.count - (columns - 1), digitLimit)
    guard longest >= 1, rest.count <= columns * digitLimit else { return true }
    var number: Int64 = 0
    for (index, digit) in rest.prefix(longest).enumerated() {
      number = number * 10 + Int64(digit - 0x30)
      if index > 0, rest.first == 0x30 { break }
      reading.append(number)
      defer { reading.removeLast() }
      if !cut(rest.dropFirst(index + 1), columns - 1, &reading, &readings) { return false }
    }
    return true
  }
}

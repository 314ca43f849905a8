/// Dates as reports print them.
enum DateReading {
  /// A date and where it ends.
  struct Found {
    var year: Int
    var month: Int
    var day: Int
    var end: Int

    /// `2021-01-26`.
    var iso: String {
      "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }
  }

  /// The date that begins at a position: `2021-01-26`, `2021/1/26`, `2021年1月26日`, `二〇二一年一月二十六日`, with 年 lost too.
  ///
  /// `defaultYear` stands in where a date begins with its month, as the second date of a period may.
  static func date(_ units: [UInt32], at start: Int, defaultYear: Int? = nil) -> Found? {
    guard let (first, afterFirst) = number(units, start) else { return nil }
    var year = first
    var position = afterFirst
    if let defaultYear, first <= 12, position < units.count, units[position] == 0x6708 {
      return day(units, year: defaultYear, month: first, afterMonth: position + 1)
    }
    let digits = afterFirst - start
    if digits == 5 || digits == 6, units[start].isDigit, position < units.count, units[position] == 0x6708 {
      // 2023 1月1日: 年 is lost, the month is glued to the year.
      let month = first % (digits == 5 ? 10 : 100)
      year = first / (digits == 5 ? 10 : 100)
      guard isYear(year) else { return nil }
      return day(units, year: year, month: month, afterMonth: position + 1)
    }
    guard isYear(year), digits == 4, position < units.count else { return nil }
    let separator = units[position]
    guard separator == 0x5E74 || separator == 0x2D || separator == 0x2F || separator == 0x2E else { return nil }
    position += 1
    guard let (month, afterMonth) = number(units, position), afterMonth < units.count else { return nil }
    let second = units[afterMonth]
    guard second == 0x6708 || second == separator else { return nil }
    return day(units, year: year, month: month, afterMonth: afterMonth + 1)
  }

  private static func day(_ units: [UInt32], year: Int, month: Int, afterMonth: Int) -> Found? {
    // 26 of `2021-01-26 10:30` may be glued to the hour: two digits at most.
    guard (1...12).contains(month), let (day, end) = number(units, afterMonth, limit: 2), (1...31).contains(day) else {
      return nil
    }
    let closes = end < units.count && (units[end] == 0x65E5 || units[end] == 0x53F7)
    return Found(year: year, month: month, day: day, end: closes ? end + 1 : end)
  }

  static func isYear(_ value: Int) -> Bool { (1990...2099).contains(value) }

  /// A number in digits or Han digits; a Han year is read digit by digit, `二十六` as a numeral.
  private static func number(_ units: [UInt32], _ start: Int, limit: Int = 6) -> (Int, Int)? {
    var position = start
    var value = 0
    while position < units.count, position - start < limit, units[position].isDigit {
      value = value * 10 + Int(units[position] - 0x30)
      position += 1
    }
    if position > start { return (value, position) }
    var digits: [Int] = []
    while position < units.count, digits.count < 6, let digit = hanDigit(units[position]) {
      digits.append(digit)
      position += 1
    }
    guard !digits.isEmpty else { return nil }
    guard digits.contains(10) else { return (digits.reduce(0) { $0 * 10 + $1 }, position) }
    let parts = digits.split(separator: 10, maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count <= 1, parts[1].count <= 1 else { return nil }
    return ((parts[0].first ?? 1) * 10 + (parts[1].first ?? 0), position)
  }

  private static func hanDigit(_ unit: UInt32) -> Int? {
    switch unit {
    case 0x3007, 0x25CB, 0x25EF, 0x96F6, 0x4F, 0x6F: 0
    case 0x4E00: 1
    case 0x4E8C: 2
    case 0x4E09: 3
    case 0x56DB: 4
    case 0x4E94: 5
    case 0x516D: 6
    case 0x4E03: 7
    case 0x516B: 8
    case 0x4E5D: 9
    case 0x5341: 10
    default: nil
    }
  }
}

import FactTables

/// Calendar days as numbers: days since 1970-01-01, proleptic Gregorian, as Parquet keeps dates.
enum DayNumber {
  /// 0000-01-01 and 9999-12-31, the days that `YYYY-MM-DD` can say.
  static let range = -719_528...2_932_896

  /// The number of a day; `nil` for a text that is no day.
  static func days(of text: String) -> Int? {
    let utf8 = text.utf8
    guard CalendarDate.isValid(utf8) else { return nil }
    var parts = [0, 0, 0]
    var part = 0
    for byte in utf8 {
      if byte == UInt8(ascii: "-") { part += 1 } else { parts[part] = parts[part] * 10 + Int(byte - UInt8(ascii: "0")) }
    }
    // Years that begin in March put the leap day last; eras of 400 years have 146,097 days.
    let year = parts[1] > 2 ? parts[0] : parts[0] - 1
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (parts[1] + (parts[1] > 2 ? -3 : 9)) + 2) / 5 + parts[2] - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The day of a number, as `YYYY-MM-DD`; `nil` outside of `range`.
  static func text(of days: Int) -> String? {
    guard range.contains(days) else { return nil }
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return "\(digits(year, 4))-\(digits(month, 2))-\(digits(day, 2))"
  }

  private static func digits(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }
}

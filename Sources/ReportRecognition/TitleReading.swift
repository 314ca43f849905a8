/// The title of a report, taken apart (form.md section 6).
struct TitleParts {
  /// The title's place in the characters it was read from.
  var range: Range<Int>
  /// The agency's place; empty where the title names none.
  var agency: Range<Int>
  /// The year; `nil` where the title names none.
  var year: Int?
  /// The rest of a name that the year parts, as in 某县2022年民政局政府信息公开年报; mostly empty.
  var agencyRest = 0..<0
}

/// Reads titles: agency, year and 政府信息公开工作年度报告 in either order.
enum TitleReading {
  private static let keys = KeySet(["政府信息公开", "政务信息公开", "政务公开", "信息公开"])
  private static let fillers = ["工作", "年度", "情况", "的", "年", "度", "(", ")"].map(CharacterFolding.key)
  private static let ends = ["报告", "年报"].map(CharacterFolding.key)
  private static let people = CharacterFolding.key("人民")
  private static let government = CharacterFolding.key("政府")
  private static let about = CharacterFolding.key("关于")
  private static let foreign = ["通知", "办法", "编制", "印发", "审议", "公布", "解读", "栏目", "首页", "位置", "目录", "本报告"].map(
    CharacterFolding.key)

  /// The title that begins at the start of `units`; it may be followed by other text.
  static func read(_ units: ArraySlice<UInt32>) -> TitleParts? {
    var start = units.startIndex
    if units.starts(with: about) { start += about.count }
    let limit = min(units.endIndex, start + 70)
    var position = start
    let keys = Self.keys
    while position < limit {
      if keys.mayBegin(with: units[position]), let key = keys.keys.first(where: { has($0, units, position) }),
        let end = tail(units, position + key.count)
      {
        return parts(units, start: units.startIndex, from: start, key: position, end: end)
      }
      switch units[position] {
      // 某局:2022年…: the name of a body before a colon.
      case 0x3A where position > start && year(units, position + 1) != nil: position += 1
      case 0x3002, 0x2C, 0x3B, 0x3A, 0x21, 0x3F, 0x7C: return nil
      default: position += 1
      }
    }
    return nil
  }

  /// Where the words behind the topic close the name of a report; `nil` where they do not.
  static func tail(_ units: ArraySlice<UInt32>, _ start: Int) -> Int? {
    var position = start
    for _ in 0..<8 {
      if let end = ends.first(where: { has($0, units, position) }) {
        var close = position + end.count
        // (2020年), 2020年度 behind the title.
        if close < units.endIndex, units[close] == 0x28 || units[close] == 0x5B {
          let digits = units[close..<min(close + 12, units.endIndex)]
          let closing = digits.firstIndex { $0 == 0x29 || $0 == 0x5D }
          if let closing, digits[..<closing].contains(where: { $0.isDigit }) { close = closing + 1 }
        }
        return close
      }
      if let year = year(units, position) {
        position = year.end
        continue
      }
      guard let filler = fillers.first(where: { has($0, units, position) }) else { return nil }
      position += filler.count
    }
    return nil
  }

  private static func parts(
    _ units: ArraySlice<UInt32>, start: Int, from: Int, key: Int, end: Int
  ) -> TitleParts? {
    let before = units[from..<key]
    for word in foreign where contains(word, before) { return nil }
    var found: (value: Int, range: Range<Int>)?
    for position in from..<end {
      if let year = year(units, position) {
        found = (year.value, position..<year.end)
        break
      }
    }
    if found == nil { found = shortYear(units, from..<key) }
    var agency = from..<key
    var rest = 0..<0
    if let found, found.range.lowerBound < key {
      let first = from..<found.range.lowerBound
      let second = min(found.range.upperBound, key)..<key
      agency = first.isEmpty ? second : first
      if !first.isEmpty, second.count >= 3, isRegion(units[first]), InnerOffice.isBody(units[second]) {
        // 某市2022年某市教育局, 某市2022年市教育局: the region said again is no part of the rest.
        if units[second].starts(with: units[first]) {
          agency = second
        } else {
          rest = units[second.lowerBound] == units[first.upperBound - 1] ? second.dropFirst() : second
        }
      }
    }
    // 某局关于2021年政府信息公开工作的报告: what is reported on, no part of the name.
    while agency.count > about.count, units[agency].suffix(about.count).elementsEqual(about) {
      agency = agency.lowerBound..<(agency.upperBound - about.count)
    }
    // 某镇人民政府信息公开: 政府 belongs to both the name and the topic.
    if agency.upperBound == key, has(people, units, agency.upperBound - people.count), has(government, units, key) {
      agency = agency.lowerBound..<(key + government.count)
    }
    agency = withoutMarks(agency, units)
    if agency.count + rest.count > 45 { return nil }
    if agency.isEmpty, let behind = bodyBehind(end, units) {
      return TitleParts(range: start..<behind.end, agency: behind.body, year: found?.value)
    }
    return TitleParts(range: start..<end, agency: agency, year: found?.value, agencyRest: rest)
  }

  /// Without the signs between a name and the year, as of 某局(2022年度) and 某局:2022年.
  private static func withoutMarks(_ range: Range<Int>, _ units: ArraySlice<UInt32>) -> Range<Int> {
    var range = range
    while let last = range.last, [0x28, 0x5B, 0x3A, 0x2D, 0x2014].contains(units[last]) { range = range.dropLast() }
    while let first = range.first, [0x29, 0x5D, 0x3A, 0x2D, 0x2014].contains(units[first]) { range = range.dropFirst() }
    return range
  }

  /// The body behind a title that names none, as …年度报告(某县某局) and …年度报告——某县某局, and where it ends.
  private static func bodyBehind(_ end: Int, _ units: ArraySlice<UInt32>) -> (body: Range<Int>, end: Int)? {
    guard end < units.endIndex else { return nil }
    let isBracketed = units[end] == 0x28 || units[end] == 0x5B
    let start = units[end...].prefix(3).firstIndex(where: \.isHan) ?? end
    let body = start..<(units[start...].prefix(40).firstIndex { !$0.isHan } ?? min(units.endIndex, start + 40))
    guard start > end, isAgency(units[body]) else { return nil }
    if isBracketed {
      let isClosed = body.upperBound < units.endIndex && [0x29, 0x5D].contains(units[body.upperBound])
      return isClosed && start == end + 1 ? (body, body.upperBound + 1) : nil
    }
    // Behind a line mostly stands the name of the site.
    guard units[end..<start].allSatisfy({ [0x2D, 0x2014, 0x2015, 0x5F].contains($0) }),
      body.upperBound == units.endIndex
    else { return nil }
    return (body, body.upperBound)
  }

  /// Whether what stands behind a title is a body, and not the site.
  static func isAgency(_ units: ArraySlice<UInt32>) -> Bool {
    InnerOffice.isBody(units) && !sites.contains { units.suffix($0.count).elementsEqual($0) }
  }

  private static let sites = ["政府", "网站", "门户", "平台", "中心"].map(CharacterFolding.key)

  /// A year of two digits at an end of what stands before the topic, as in 某局22年政府信息公开报告.
  private static func shortYear(_ units: ArraySlice<UInt32>, _ range: Range<Int>) -> (value: Int, range: Range<Int>)? {
    var end = range.upperBound
    if range.count > 3, units[end - 1] == 0x5EA6 { end -= 1 }
    for start in [end - 3, range.lowerBound] where start >= range.lowerBound && start + 3 <= range.upperBound {
      guard units[start].isDigit, units[start + 1].isDigit, units[start + 2] == 0x5E74 else { continue }
      if start > range.lowerBound, units[start - 1].isDigit { continue }
      let value = Int(units[start] - 0x30) * 10 + Int(units[start + 1] - 0x30)
      guard (8...40).contains(value) else { continue }
      let isFollowed = start + 3 < range.upperBound && units[start + 3] == 0x5EA6
      return (2000 + value, start..<(start + (isFollowed ? 4 : 3)))
    }
    return nil
  }

  /// Whether a short name ends as regions and townships do.
  private static func isRegion(_ name: ArraySlice<UInt32>) -> Bool {
    guard (2...12).contains(name.count), let last = name.last else { return false }
    return regionEnds.contains(last)
  }

  private static let regionEnds = CharacterFolding.key("省市县区州旗盟镇乡")

  /// `2020`, `2020年`, `2020年度`, `二〇二〇年` at a position, not inside a longer number.
  static func year(_ units: ArraySlice<UInt32>, _ position: Int) -> (value: Int, end: Int)? {
    if position > units.startIndex, units[position - 1].isDigit { return nil }
    guard position + 4 <= units.endIndex else { return nil }
    var value = 0
    var isHan = false
    for index in position..<(position + 4) {
      switch units[index] {
      case 0x30...0x39: value = value * 10 + Int(units[index] - 0x30)
      // A letter stands for the zero of 二O二二年.
      case 0x3007, 0x25CB, 0x96F6, 0x4F, 0x6F:
        value *= 10
        isHan = true
      default:
        let signs: [UInt32] = [0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D]
        guard let digit = signs.firstIndex(of: units[index]) else { return nil }
        value = value * 10 + digit + 1
        isHan = true
      }
    }
    guard (2003...2099).contains(value) else { return nil }
    var end = position + 4
    if end < units.endIndex, units[end].isDigit { return nil }
    let hasYearSign = end < units.endIndex && units[end] == 0x5E74
    if isHan && !hasYearSign { return nil }
    if hasYearSign { end += 1 }
    if end < units.endIndex, units[end] == 0x5EA6 { end += 1 }
    return (value, end)
  }

  private static func has(_ key: [UInt32], _ units: ArraySlice<UInt32>, _ position: Int) -> Bool {
    position >= units.startIndex && position + key.count <= units.endIndex
      && units[position..<(position + key.count)].elementsEqual(key)
  }

  private static func contains(_ key: [UInt32], _ units: ArraySlice<UInt32>) -> Bool {
    units.indices.contains { has(key, units, $0) }
  }
}

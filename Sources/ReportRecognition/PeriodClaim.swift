import StatutoryForm

/// Whose figures and of which time a caption or the head of a column says that a table holds.
enum PeriodClaim: UInt8, Comparable {
  /// It says nothing of it.
  case none
  /// The year of the report, the body itself.
  case ours
  /// A whole region or system, the body among it.
  case whole
  /// Another year, a part of the year, another body, a share or a difference.
  case others

  static func < (left: PeriodClaim, right: PeriodClaim) -> Bool { left.rawValue < right.rawValue }

  private static let otherWords = KeySet([
    "上年", "上一年", "去年", "往年", "同期", "同比", "环比", "增减", "增幅", "增长", "占比", "比重", "比例", "累计", "历年", "上半年", "下半年", "季度",
    "样表", "示例", "范例", "模板", "下属", "局属", "所属", "直属", "对照",
  ])
  /// Words that speak of the table above them.
  private static let backwardWords = KeySet(["以上", "上表", "注:", "备注", "说明"])
  private static let wholeWords = KeySet([
    "全市", "全县", "全区", "全省", "全州", "全旗", "全镇", "全盟", "全系统", "汇总",
  ])
  private static let ownWords = KeySet([
    "本年", "今年", "当年", "全年", "本机关", "本级", "本单位", "本局", "本办", "本委", "局机关", "委机关", "厅机关",
  ])

  /// What the words of a range say; years are compared with that of the report.
  static func of(_ range: Range<Int>, in stream: LabelStream, year: Int?) -> PeriodClaim {
    if range.isEmpty { return .none }
    var names = false
    var others = false
    var position = range.lowerBound
    while position + 4 <= range.upperBound {
      guard let found = calendarYear(at: position, in: stream, before: range.upperBound) else {
        position += 1
        continue
      }
      if found == year { names = true } else { others = true }
      position += 4
    }
    if names { return stream.first(of: otherWords, in: range) == nil || others ? .ours : .others }
    if others { return year == nil ? .none : .others }
    if stream.first(of: otherWords, in: range) != nil { return .others }
    if stream.first(of: ownWords, in: range) != nil { return .ours }
    if stream.first(of: wholeWords, in: range) != nil { return .whole }
    return .none
  }

  /// A year of four digits, 二〇二二 among them, that is no part of a longer number.
  static func calendarYear(at position: Int, in stream: LabelStream, before end: Int) -> Int? {
    let units = stream.units
    guard let first = digit(units[position]), first == 1 || first == 2 else { return nil }
    var value = 0
    for index in position..<position + 4 {
      guard let digit = digit(units[index]), index == position || stream.separations[index] == .none else { return nil }
      value = value * 10 + digit
    }
    if position > 0, units[position - 1].isDigit, stream.separations[position] == .none { return nil }
    if position + 4 < end, units[position + 4].isDigit, stream.separations[position + 4] == .none { return nil }
    return (1990...2060).contains(value) ? value : nil
  }

  private static func digit(_ unit: UInt32) -> Int? {
    if unit.isDigit { return Int(unit - 0x30) }
    switch unit {
    case 0x3007, 0x96F6, 0x25CB, 0x4F: return 0
    default: return hanDigits.firstIndex(of: unit).map { $0 + 1 }
    }
  }

  private static let hanDigits = CharacterFolding.key("一二三四五六七八九")

  /// What the last line that says something of it says; only short lines without a label can be captions.
  ///
  /// A caption that says nothing but the body's own name is that of its own table.
  static func ofCaption(
    _ range: Range<Int>, in stream: LabelStream, _ hits: [LabelHit], year: Int?, body: KeySet?
  ) -> PeriodClaim {
    var end = min(range.upperBound, stream.count)
    var hit = hits.count - 1
    while end > range.lowerBound {
      var start = end - 1
      while start > range.lowerBound, stream.separations[start] < .line { start -= 1 }
      while hit >= 0, hits[hit].core.lowerBound >= end { hit -= 1 }
      let holdsLabel = hit >= 0 && hits[hit].core.upperBound > start
      if !holdsLabel, isCaption(start..<end, stream) {
        let claim = of(start..<end, in: stream, year: year)
        if claim != .none { return claim }
        if let body, stream.first(of: body, in: start..<end) != nil { return .ours }
      }
      end = start
    }
    return .none
  }

  /// Whether a line can be a caption: it is short, and no sentence ends within it.
  private static func isCaption(_ line: Range<Int>, _ stream: LabelStream) -> Bool {
    guard line.count <= 50, stream.first(of: backwardWords, at: line.lowerBound) == nil else { return false }
    return !stream.units[line].dropLast().contains(0x3002)
  }
}

import DecimalNumbers
import StatutoryForm

/// What a piece of text between separations says as a cell (form.md section 5, "Cells").
struct CellReading {
  /// What the text is.
  var content: PrintedContent
  /// The unit of money printed in it.
  var unit: MoneyUnit?
  /// Whether a letter or circle stands for 0.
  var isLetterZero = false
  /// Whether a digit stands in it.
  var hasDigits = false
}

/// Reads cells.
enum CellGrammar {
  private static let absent = shortKeys([
    "无", "不涉及", "未涉及", "不适用", "N/A", "n/a", "NA", "空", "没有", "暂无", "无此项", "无数据", "未发生", "/", "//", "\\", "*",
  ])
  private static let zeros = shortKeys(["○", "〇", "◯", "O", "o", "零", "О", "о"])
  private static let counters = shortKeys([
    "件", "条", "项", "个", "次", "起", "份", "家", "宗", "人", "篇", "部", "批", "例", "件次", "人次", "户", "种", "类", "册", "期", "项次",
  ])
  private static let plus = shortKeys(["增", "新增", "增加", "+"])
  private static let minus = shortKeys(["减", "减少", "-"])

  /// Words of at most three characters, each as one number.
  private static func shortKeys(_ words: [String]) -> [UInt64] {
    words.compactMap { shortKey(CharacterFolding.key($0)[...]) }
  }

  /// One to three characters as one number; `nil` for other texts.
  @inline(__always)
  private static func shortKey(_ units: ArraySlice<UInt32>) -> UInt64? {
    guard (1...3).contains(units.count) else { return nil }
    var key: UInt64 = 0
    for unit in units { key = key << 21 | UInt64(unit & 0x1F_FFFF) }
    return key
  }

  private static func has(_ keys: [UInt64], _ units: ArraySlice<UInt32>) -> Bool {
    guard let key = shortKey(units) else { return false }
    return keys.contains(key)
  }

  /// Whether a word says that what it stands by was added or taken away; `nil` for other words.
  static func isGrowth(_ word: ArraySlice<UInt32>) -> Bool? { has(plus, word) ? true : has(minus, word) ? false : nil }

  /// Reads folded characters without white space.
  static func read(_ printed: ArraySlice<UInt32>) -> CellReading {
    if let value = plainNumber(printed) { return CellReading(content: .number(DecimalNumber(value)), hasDigits: true) }
    let notes = CellNotes(printed)
    let units = notes.body
    let hasDigits = printed.contains { $0.isDigit }
    guard let first = units.first else { return CellReading(content: .unreadable, hasDigits: hasDigits) }
    // 无 behind a bracket is a piece of a torn label, as in (四)无法提供.
    if units.count < printed.count, printed.first == 0x28, !units.contains(where: { $0.isDigit }) {
      return CellReading(content: .unreadable, hasDigits: hasDigits)
    }
    if has(absent, units) || (first == 0x2D && units.allSatisfy { $0 == 0x2D }) {
      return CellReading(content: .notApplicable)
    }
    if units.count == 1, has(zeros, units) { return CellReading(content: .number(.zero), isLetterZero: true) }
    let (body, unit) = withoutCurrency(withoutUnit(units))
    if let number = number(body) {
      return CellReading(content: .number(notes.signed(number)), unit: unit ?? notes.unit, hasDigits: true)
    }
    if let number = signedWords(units) { return CellReading(content: .number(number), hasDigits: true) }
    if hasDigits, body.allSatisfy({ $0.isDigit || $0 == 0x2E || $0 == 0x2D || $0 == 0x2B }) {
      return CellReading(content: .run, unit: unit, hasDigits: true)
    }
    return CellReading(content: .unreadable, hasDigits: hasDigits)
  }

  /// Up to 18 digits and nothing else: what most cells hold.
  @inline(__always)
  private static func plainNumber(_ printed: ArraySlice<UInt32>) -> Int64? {
    if printed.isEmpty || printed.count > 18 { return nil }
    var value: Int64 = 0
    for unit in printed {
      if !unit.isDigit { return nil }
      value = value &* 10 &+ Int64(unit &- 0x30)
    }
    return value
  }

  private static let money: [([UInt32], MoneyUnit)] = [
    (CharacterFolding.key("亿元"), .hundredMillionYuan), (CharacterFolding.key("万元"), .tenThousandYuan),
    (CharacterFolding.key("人民币元"), .yuan), (CharacterFolding.key("元"), .yuan),
    (CharacterFolding.key("万"), .tenThousandYuan), (CharacterFolding.key("亿"), .hundredMillionYuan),
  ]

  private static func withoutUnit(_ units: ArraySlice<UInt32>) -> (body: ArraySlice<UInt32>, unit: MoneyUnit?) {
    if let amount = withoutMoneyUnit(units) { return amount }
    for length in [2, 1] where units.count > length && has(counters, units.suffix(length)) {
      return (units.dropLast(length), nil)
    }
    return (units, nil)
  }

  /// Drops the unit of money at the end, as of 52.15万元, 52元整 and 52万元人民币; `nil` where none stands there.
  private static func withoutMoneyUnit(_ units: ArraySlice<UInt32>) -> (body: ArraySlice<UInt32>, unit: MoneyUnit?)? {
    var units = units
    // 整 and 人民币 may follow.
    if units.last == 0x6574 { units.removeLast() }
    if units.last == 0x5E01, units.count > 3, units.suffix(3).elementsEqual(renminbi) { units.removeLast(3) }
    // 元, 万 and 亿 end all units of money.
    guard units.last == 0x5143 || units.last == 0x4E07 || units.last == 0x4EBF else { return nil }
    for (key, unit) in money where units.count > key.count && units.suffix(key.count).elementsEqual(key) {
      return (units.dropLast(key.count), unit)
    }
    return nil
  }

  /// The unit of money that a text names and nothing else, as 万元 and 单位:元; `nil` for other texts.
  static func moneyUnit(_ units: ArraySlice<UInt32>) -> MoneyUnit? {
    var units = units
    if units.starts(with: unitWord) { units = units.dropFirst(unitWord.count).drop { $0 == 0x3A } }
    return money.first { units.elementsEqual($0.0) }?.1
  }

  private static let unitWord = CharacterFolding.key("单位")

  /// Drops a sign of currency in front where a unit stands behind: alone it does not say whether it counts yuan or what
  /// the head of the column counts.
  private static func withoutCurrency(
    _ amount: (body: ArraySlice<UInt32>, unit: MoneyUnit?)
  ) -> (ArraySlice<UInt32>, MoneyUnit?) {
    guard amount.unit != nil, let first = amount.body.first else { return amount }
    if first == 0xA5 || first == 0xFFE5 { return (amount.body.dropFirst(), amount.unit) }
    return first == 0x4EBA && amount.body.starts(with: renminbi) ? (amount.body.dropFirst(3), amount.unit) : amount
  }

  private static let renminbi = CharacterFolding.key("人民币")

  /// A number with an optional sign, thousands in groups of three, an optional decimal part.
  static func number(_ units: ArraySlice<UInt32>) -> DecimalNumber? {
    guard let first = units.first, units.count <= 40, first < 0x3A else { return nil }
    var text = ""
    var sawPoint = false
    var groups = [0]
    for (index, unit) in units.enumerated() {
      switch unit {
      case 0x30...0x39:
        text.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
        if !sawPoint { groups[groups.count - 1] += 1 }
      case 0x2E where !sawPoint:
        sawPoint = true
        text += "."
      case 0x2C where !sawPoint: groups.append(0)
      case 0x2D where index == 0: text += "-"
      case 0x2B where index == 0: break
      default: return nil
      }
    }
    if groups.count > 1 {
      guard (1...3).contains(groups[0]), groups.dropFirst().allSatisfy({ $0 == 3 }), first != 0x30 else { return nil }
    }
    return DecimalNumber(text)
  }

  /// `增10`, `减4`, `新增2减少1`, `0/0`: a change in words.
  static func signedWords(_ units: ArraySlice<UInt32>) -> DecimalNumber? {
    if units.elementsEqual([0x30, 0x2F, 0x30]) { return .zero }
    // 增, 新, 减 or a sign begins the first word.
    guard let first = units.first, [0x589E, 0x65B0, 0x51CF, 0x2B, 0x2D].contains(first) else { return nil }
    var total: Int64 = 0
    var index = units.startIndex
    var parts = 0
    while index < units.endIndex {
      let start = index
      while index < units.endIndex, !units[index].isDigit { index += 1 }
      var word = units[start..<index]
      var value: Int64 = 0
      var digits = 0
      while index < units.endIndex, units[index].isDigit, digits < 15 {
        value = value * 10 + Int64(units[index] - 0x30)
        digits += 1
        index += 1
      }
      while index < units.endIndex, has(counters, units[index...index]) { index += 1 }
      if let first = word.first, parts > 0, first == 0x2C || first == 0x3001 || first == 0x2F || first == 0x3B {
        word.removeFirst()
      }
      while word.last == 0x3A || word.last == 0x4E86 { word.removeLast() }
      guard digits > 0, parts < 4 else { return nil }
      if has(plus, word) { total += value } else if has(minus, word) { total -= value } else { return nil }
      parts += 1
    }
    return parts > 0 ? DecimalNumber(total) : nil
  }
}

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
  private static let absent: Set<[UInt32]> = Set(
    ["无", "不涉及", "未涉及", "不适用", "N/A", "n/a", "NA", "空", "没有", "暂无", "无此项", "无数据", "未发生", "/", "//", "\\", "*"]
      .map { CharacterFolding.key($0) })

  private static let zeros: Set<[UInt32]> = Set(
    ["○", "〇", "◯", "O", "o", "零", "О", "о"].map { CharacterFolding.key($0) })

  private static let counters: Set<[UInt32]> = Set(
    ["件", "条", "项", "个", "次", "起", "份", "家", "宗", "人", "篇", "部", "批", "例", "件次", "人次"].map {
      CharacterFolding.key($0)
    })

  private static let plus: Set<[UInt32]> = Set(["增", "新增", "增加", "+"].map { CharacterFolding.key($0) })
  private static let minus: Set<[UInt32]> = Set(["减", "减少", "-"].map { CharacterFolding.key($0) })

  /// Reads folded characters without white space.
  static func read(_ printed: ArraySlice<UInt32>) -> CellReading {
    if printed.count <= 18, !printed.isEmpty, printed.allSatisfy({ $0.isDigit }) {
      let value = printed.reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) }
      return CellReading(content: .number(DecimalNumber(value)), hasDigits: true)
    }
    let units = withoutNotes(Array(printed))
    let hasDigits = printed.contains { $0.isDigit }
    if units.isEmpty { return CellReading(content: .unreadable, hasDigits: hasDigits) }
    // 无 behind a bracket is a piece of a torn label, as in (四)无法提供.
    if units.count < printed.count, printed.first == 0x28, !units.contains(where: { $0.isDigit }) {
      return CellReading(content: .unreadable, hasDigits: hasDigits)
    }
    if absent.contains(units) || units.allSatisfy({ $0 == 0x2D }) {
      return CellReading(content: .notApplicable)
    }
    if zeros.contains(units) { return CellReading(content: .number(.zero), isLetterZero: true) }
    let (body, unit) = withoutUnit(units)
    if let number = number(body) { return CellReading(content: .number(number), unit: unit, hasDigits: true) }
    if let number = signedWords(units) { return CellReading(content: .number(number), hasDigits: true) }
    if hasDigits, body.allSatisfy({ $0.isDigit || $0 == 0x2E || $0 == 0x2D || $0 == 0x2B }) {
      return CellReading(content: .run, unit: unit, hasDigits: true)
    }
    return CellReading(content: .unreadable, hasDigits: hasDigits)
  }

  /// Drops notes in brackets that say something, footnote signs and a closing full stop.
  private static func withoutNotes(_ units: [UInt32]) -> [UInt32] {
    var kept: [UInt32] = []
    var index = 0
    while index < units.count {
      if units[index] == 0x28 || units[index] == 0x5B {
        let close: UInt32 = units[index] == 0x28 ? 0x29 : 0x5D
        if let end = units[index...].firstIndex(of: close) {
          let inner = units[(index + 1)..<end]
          // (3) alone may be a negative number or a note: it stays and is not read.
          let isNote = inner.contains { $0.isHan || $0.isLatin } || (close == 0x5D && !kept.isEmpty)
          if isNote {
            index = end + 1
            continue
          }
        }
      }
      kept.append(units[index])
      index += 1
    }
    while let last = kept.last, kept.count > 1,
      last == 0x2A || last == 0x203B || last == 0x3002 || last == 0x3B || Ordinals.isCircled(last)
    { kept.removeLast() }
    if kept.count > 1, kept.last == 0x2E, kept[kept.count - 2].isDigit { kept.removeLast() }
    return kept
  }

  private static let money: [([UInt32], MoneyUnit)] = [
    (CharacterFolding.key("亿元"), .hundredMillionYuan), (CharacterFolding.key("万元"), .tenThousandYuan),
    (CharacterFolding.key("人民币元"), .yuan), (CharacterFolding.key("元"), .yuan),
    (CharacterFolding.key("万"), .tenThousandYuan),
  ]

  private static func withoutUnit(_ units: [UInt32]) -> (body: [UInt32], unit: MoneyUnit?) {
    for (key, unit) in money {
      if units.count > key.count, Array(units.suffix(key.count)) == key {
        return (Array(units.dropLast(key.count)), unit)
      }
    }
    for length in [2, 1] where units.count > length && counters.contains(Array(units.suffix(length))) {
      return (Array(units.dropLast(length)), nil)
    }
    return (units, nil)
  }

  /// A number with an optional sign, thousands in groups of three, an optional decimal part.
  static func number(_ units: [UInt32]) -> DecimalNumber? {
    guard !units.isEmpty, units.count <= 40 else { return nil }
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
      guard (1...3).contains(groups[0]), groups.dropFirst().allSatisfy({ $0 == 3 }) else { return nil }
    }
    return DecimalNumber(text)
  }

  /// `增10`, `减4`, `新增2减少1`, `0/0`: a change in words.
  private static func signedWords(_ units: [UInt32]) -> DecimalNumber? {
    if units == [0x30, 0x2F, 0x30] { return .zero }
    var total: Int64 = 0
    var index = 0
    var parts = 0
    while index < units.count {
      var word: [UInt32] = []
      while index < units.count, !units[index].isDigit {
        word.append(units[index])
        index += 1
      }
      var value: Int64 = 0
      var digits = 0
      while index < units.count, units[index].isDigit, digits < 15 {
        value = value * 10 + Int64(units[index] - 0x30)
        digits += 1
        index += 1
      }
      while index < units.count, counters.contains([units[index]]) { index += 1 }
      if let first = word.first, parts > 0, first == 0x2C || first == 0x3001 || first == 0x2F || first == 0x3B {
        word.removeFirst()
      }
      while word.last == 0x3A || word.last == 0x4E86 { word.removeLast() }
      guard digits > 0, parts < 4 else { return nil }
      if plus.contains(word) { total += value } else if minus.contains(word) { total -= value } else { return nil }
      parts += 1
    }
    return parts > 0 ? DecimalNumber(total) : nil
  }
}

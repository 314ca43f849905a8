/// How a level of a list writes its number (`w:numFmt`).
enum NumberFormat {
  /// The number in the format of this name; an empty text for bullets and for no number, decimal where the format is unknown.
  static func text(_ number: Int, format: String) -> String {
    let value = max(0, number)
    switch format {
    case "none", "bullet": return ""
    case "decimalZero": return value < 10 ? "0\(value)" : "\(value)"
    case "numberInDash": return "- \(value) -"
    case "decimalFullWidth", "decimalFullWidth2": return replacingDigits(value, with: Array("０１２３４５６７８９"))
    case "upperLetter": return letters(value, from: "A")
    case "lowerLetter": return letters(value, from: "a")
    case "upperRoman": return roman(value)
    case "lowerRoman": return roman(value).lowercased()
    case "chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand",
      "japaneseCounting", "koreanCounting":
      return counted(value, digits: commonDigits, units: ["", "十", "百", "千"], dropsLeadingOne: true)
    case "chineseLegalSimplified": return counted(value, digits: legalDigits, units: ["", "拾", "佰", "仟"])
    case "ideographLegalTraditional": return counted(value, digits: traditionalDigits, units: ["", "拾", "佰", "仟"])
    case "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital":
      return replacingDigits(value, with: Array("〇一二三四五六七八九"))
    case "ideographTraditional": return item(value, of: Array("甲乙丙丁戊己庚辛壬癸"))
    case "ideographZodiac": return item(value, of: Array("子丑寅卯辰巳午未申酉戌亥"))
    case "decimalEnclosedCircle", "decimalEnclosedCircleChinese": return enclosed(value, first: 0x2460, count: 20)
    case "decimalEnclosedParen": return enclosed(value, first: 0x2474, count: 20)
    case "decimalEnclosedFullstop": return enclosed(value, first: 0x2488, count: 20)
    case "ideographEnclosedCircle": return enclosed(value, first: 0x3280, count: 10)
    case "ideographParenthesis", "ideographEnclosedParen": return enclosed(value, first: 0x3220, count: 10)
    default: return "\(value)"
    }
  }

  private static let commonDigits = Array("零一二三四五六七八九")
  private static let legalDigits = Array("零壹贰叁肆伍陆柒捌玖")
  private static let traditionalDigits = Array("零壹貳參肆伍陸柒捌玖")

  /// 一百零五, 十二: what a list can count to; beyond 9,999 the plain number.
  private static func counted(
    _ value: Int, digits: [Character], units: [String], dropsLeadingOne: Bool = false
  ) -> String {
    if value > 9999 { return "\(value)" }
    if value == 0 { return String(digits[0]) }
    var text = ""
    var isGap = false
    var rest = value
    for (power, unit) in [(1000, units[3]), (100, units[2]), (10, units[1]), (1, units[0])] {
      let digit = rest / power
      rest %= power
      if digit == 0 {
        isGap = !text.isEmpty
        continue
      }
      if isGap { text.append(digits[0]) }
      isGap = false
      if !(dropsLeadingOne && power == 10 && digit == 1 && text.isEmpty) { text.append(digits[digit]) }
      text += unit
    }
    return text
  }

  private static func replacingDigits(_ value: Int, with digits: [Character]) -> String {
    String("\(value)".compactMap { $0.wholeNumberValue.map { digits[$0] } })
  }

  private static func item(_ value: Int, of items: [Character]) -> String {
    (1...items.count).contains(value) ? String(items[value - 1]) : "\(value)"
  }

  private static func enclosed(_ value: Int, first: UInt32, count: Int) -> String {
    guard (1...count).contains(value), let scalar = Unicode.Scalar(first + UInt32(value) - 1) else { return "\(value)" }
    return String(Character(scalar))
  }

  /// A … Z, AA, BB: Word repeats the letter.
  private static func letters(_ value: Int, from first: Unicode.Scalar) -> String {
    guard (1...780).contains(value) else { return "\(value)" }
    let (round, place) = (value - 1).quotientAndRemainder(dividingBy: 26)
    guard let letter = Unicode.Scalar(first.value + UInt32(place)) else { return "" }
    return String(repeating: String(Character(letter)), count: round + 1)
  }

  private static func roman(_ value: Int) -> String {
    if value > 3999 { return "\(value)" }
    let steps: [(Int, String)] = [
      (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
      (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ]
    var text = ""
    var rest = value
    for (step, sign) in steps {
      while rest >= step {
        text += sign
        rest -= step
      }
    }
    return text
  }
}

import DecimalNumbers

/// The cues around a number, ranges, and where a number may start and end.
extension QuantityScanner {
  func takeOver(at position: Int, into cues: inout QuantityCues) -> Int {
    for word in ["余", "多", "几"] as [StaticString] where bytes.matches(word, at: position) {
      cues.insert(.over)
      return position + 3
    }
    return position
  }

  func takeTail(at position: Int, into cues: inout QuantityCues) -> Int {
    guard position + 2 < bytes.count, QuantityScanner.tailBits.contains(bytes[position + 2]) else { return position }
    for (word, cue) in QuantityScanner.tails where bytes.matches(word, at: position) {
      cues.insert(cue)
      return position + word.byteCount
    }
    return position
  }

  func takeLead(before position: Int, into cues: inout QuantityCues) -> Int {
    var start = position
    scanning: while start >= 3, QuantityScanner.leadBits.contains(bytes[start - 1]) {
      for (word, cue) in QuantityScanner.leads where bytes.matches(word, at: start - word.byteCount) {
        if cue == .near, bytes.matches("最近", at: start - 6) || bytes.matches("附近", at: start - 6) { break scanning }
        cues.formUnion(cue)
        start -= word.byteCount
        continue scanning
      }
      break
    }
    return start
  }

  static let leads: [(StaticString, QuantityCues)] = [
    ("大约", .about), ("约", .about), ("将近", .near), ("接近", .near), ("近", .near), ("不超过", .atMost), ("超过", .over),
    ("超出", .over), ("超", .over), ("逾", .over), ("突破", .over), ("至少", .atLeast), ("不少于", .atLeast),
    ("不低于", .atLeast), ("不足", .under), ("少于", .under), ("低于", .under), ("最多", .atMost), ("达到", []), ("高达", []),
    ("多达", []), ("达", []), ("了", []), ("已", []),
  ]

  static let tails: [(StaticString, QuantityCues)] = [
    ("左右", .about), ("上下", .about), ("以上", .atLeast), ("以下", .atMost), ("以内", .atMost), ("余", .over),
    ("大关", []), ("关口", []),
  ]

  private static let leadBits = ByteBits(lastOf: leads.map(\.0))
  private static let tailBits = ByteBits(thirdOf: tails.map(\.0))

  /// A plus sign qualifies only after a number and before a unit, 的 or an end: 互联网+督查 has none.
  func isCap(_ position: Int) -> Bool {
    let next = position + 1
    return isBareEnd(next) || bytes.matches("的", at: next) || units.longest(in: bytes, at: next) != nil
      || bytes.matches("以上", at: next)
  }

  func takeRange(at position: Int, from number: WrittenNumber) -> (WrittenNumber, Int)? {
    guard number.places == 0, number.scale == 0, number.spread == nil, position < bytes.count else { return nil }
    switch bytes[position] {
    case UInt8(ascii: "-"), UInt8(ascii: "~"), 0xE2, 0xE8, 0xEF: break
    default: return nil
    }
    for mark in ["-", "—", "–", "~", "～", "至"] as [StaticString] where bytes.matches(mark, at: position) {
      let start = position + mark.byteCount
      guard start < bytes.count, bytes[start] >= 0x30, bytes[start] <= 0x39 else { continue }
      let (upper, end) = arabic(at: start)
      guard let upper, upper.places == 0, upper.coefficient > number.coefficient,
        units.longest(in: bytes, at: end) != nil
      else { return nil }
      return (WrittenNumber(coefficient: 0, spread: number.coefficient...upper.coefficient), end)
    }
    return nil
  }

  /// Where a number without a unit may end: at the text's end, before punctuation, before 和.
  func isBareEnd(_ position: Int) -> Bool {
    if position >= bytes.count { return true }
    let byte = bytes[position]
    if byte < 0x80 {
      return byte == 0x0A || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "(")
        || byte == UInt8(ascii: ")")
    }
    return (["。", "、", "和", "增"] as [StaticString]).contains { bytes.matches($0, at: position) }
  }

  /// Numbers glued to letters, points, slashes or dashes are parts of names, addresses and telephone numbers.
  func isStartAllowed(_ position: Int, isArabic: Bool) -> Bool {
    guard position > 0 else { return true }
    let before = bytes[position - 1]
    if before < 0x80 {
      switch before {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "."),
        UInt8(ascii: "/"), UInt8(ascii: "@"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "["),
        UInt8(ascii: "+"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        return false
      default: return true
      }
    }
    if QuantityScanner.glueBits.contains(before) {
      for word in QuantityScanner.glue where bytes.matches(word, at: position - word.byteCount) { return false }
    }
    if !isArabic, QuantityScanner.hanGlueBits.contains(before) {
      for word in QuantityScanner.hanGlue where bytes.matches(word, at: position - 3) { return false }
    }
    return true
  }

  private static let glue: [StaticString] = ["〔", "【", "·", "～"]
  private static let glueBits = ByteBits(lastOf: glue)
  private static let hanGlue: [StaticString] = ["之", "统", "唯", "进", "同", "逐", "专", "单", "每"]
  private static let hanGlueBits = ByteBits(lastOf: hanGlue)
}

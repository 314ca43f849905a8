import DecimalNumbers

/// A quantity where it stands in a folded text.
struct QuantitySpan {
  enum Kind { case count, percent, ordinal, front }
  /// Where the cues before the number start.
  var lead: Int
  /// Where the number starts.
  var start: Int
  /// Where the number with its scale ends.
  var numberEnd: Int
  /// Where the unit, and what qualifies after it, ends.
  var end: Int
  var kind: Kind
  var quantity: Quantity
  /// The unit's index in the rules; `nil` where none is printed.
  var unit: Int?
}

/// Reads the quantity grammar of form.md section 5 at the places where numerals stand.
struct QuantityScanner {
  let bytes: [UInt8]
  let units: WordTable
  let exclusions: WordTable

  /// All quantities, by place; `numerals` are ascending offsets of digits and Han numerals.
  func scan(_ numerals: [Int32], masked: (Int) -> Bool) -> [QuantitySpan] {
    var found: [QuantitySpan] = []
    var next = 0
    for offset in numerals {
      let position = Int(offset)
      if position < next { continue }
      let (span, end) = read(at: position)
      next = max(end, position + 1)
      if let span, !masked(position) { found.append(span) }
    }
    return found
  }

  /// The quantity at `position` or `nil`, and where reading goes on.
  private func read(at position: Int) -> (QuantitySpan?, Int) {
    var number: WrittenNumber?
    var end = position
    let isArabic = bytes[position] < 0x80
    var isPercent = false
    if isArabic {
      (number, end) = arabic(at: position)
    } else if bytes.matches("百分之", at: position) {
      let start = position + 9
      if start < bytes.count, bytes[start] < 0x80, bytes[start] >= 0x30, bytes[start] <= 0x39 {
        (number, end) = arabic(at: start)
      } else {
        (number, end) = han(at: start)
      }
      isPercent = true
      if number == nil { return (nil, position + 9) }
    } else {
      (number, end) = han(at: position)
    }
    let restart = end
    guard var number else { return (nil, restart) }
    guard isStartAllowed(position, isArabic: isArabic) else { return (nil, restart) }

    var cues = QuantityCues()
    end = takeOver(at: end, into: &cues)
    if isArabic { end = takeScale(at: end, into: &number) }
    end = takeOver(at: end, into: &cues)
    let numberEnd = end
    if end < bytes.count, bytes[end] == UInt8(ascii: "+"), isCap(end) {
      cues.insert(.capped)
      end += 1
    }
    if let range = takeRange(at: end, from: number) { return finish(range.0, position, range.1, cues) }
    if end < bytes.count, bytes[end] == UInt8(ascii: "%") {
      isPercent = true
      end += 1
    }
    if bytes.matches("个百分点", at: end) { return (nil, end) }
    if isPercent {
      let lead = takeLead(before: position, into: &cues)
      _ = takeTail(at: end, into: &cues)
      guard let quantity = number.quantity(cues, isPercent: true) else { return (nil, end) }
      return (
        QuantitySpan(
          lead: lead, start: position, numberEnd: end, end: end, kind: .percent, quantity: quantity, unit: nil), end
      )
    }
    return finish(number, position, end, cues, numberEnd: numberEnd)
  }

  private func finish(
    _ number: WrittenNumber, _ position: Int, _ afterNumber: Int, _ given: QuantityCues, numberEnd: Int? = nil
  ) -> (QuantitySpan?, Int) {
    var cues = given
    var end = afterNumber
    if exclusions.longest(in: bytes, at: end) != nil { return (nil, end) }
    if position >= 3, bytes.matches("第", at: position - 3) { return (ordinal(number, position, end), end) }
    if position >= 3, bytes.matches("前", at: position - 3) { return (front(number, position, end), end) }
    end = takeTail(at: end, into: &cues)
    let unit = units.longest(in: bytes, at: end)
    if let unit { end += unit.length }
    if unit != nil, end < bytes.count, bytes[end] == UInt8(ascii: "+") {
      cues.insert(.capped)
      end += 1
    }
    end = takeTail(at: end, into: &cues)
    let isOpen = cues.contains(.capped) && bytes.matches("的", at: end)
    if unit == nil, !isOpen, !isBareEnd(end) || bytes[position] >= 0x80 && !isZero(number) { return (nil, afterNumber) }
    let lead = takeLead(before: position, into: &cues)
    let isMoney = unit.map { units.words[$0.word] == Array("元".utf8) } ?? false
    if number.places > number.scale, !isMoney { return (nil, end) }
    guard let quantity = number.quantity(cues, isPercent: false) else { return (nil, end) }
    return (
      QuantitySpan(
        lead: lead, start: position, numberEnd: numberEnd ?? afterNumber, end: end, kind: .count, quantity: quantity,
        unit: unit?.word), end
    )
  }

  /// 零 alone is a number without a unit; other Han numerals need one, or they number a heading.
  private func isZero(_ number: WrittenNumber) -> Bool { number.coefficient == 0 && number.spread == nil }

  private func ordinal(_ number: WrittenNumber, _ position: Int, _ end: Int) -> QuantitySpan? {
    guard let value = number.value, number.spread == nil, value.integer != nil else { return nil }
    let suffix = bytes.matches("名", at: end) || bytes.matches("位", at: end) ? 3 : 0
    if suffix == 0, !isBareEnd(end), !bytes.matches("的", at: end) { return nil }
    return QuantitySpan(
      lead: position - 3, start: position, numberEnd: end, end: end + suffix, kind: .ordinal,
      quantity: Quantity(value: value, low: value, high: value, qualifier: .ordinalExact), unit: nil)
  }

  private func front(_ number: WrittenNumber, _ position: Int, _ end: Int) -> QuantitySpan? {
    guard let value = number.value, number.spread == nil, let whole = value.integer, whole > 0 else { return nil }
    let suffix = bytes.matches("名", at: end) || bytes.matches("位", at: end) || bytes.matches("强", at: end) ? 3 : 0
    if suffix == 0, !isBareEnd(end), !bytes.matches("的", at: end) { return nil }
    return QuantitySpan(
      lead: position - 3, start: position, numberEnd: end, end: end + suffix, kind: .front,
      quantity: Quantity(value: nil, low: DecimalNumber(1), high: value, qualifier: .rankAtMost), unit: nil)
  }

  // MARK: numerals

  private func arabic(at position: Int) -> (WrittenNumber?, Int) {
    var end = position
    var coefficient: Int64 = 0
    var digits = 0
    var overflowed = false
    func isDigit(_ index: Int) -> Bool { index < bytes.count && bytes[index] >= 0x30 && bytes[index] <= 0x39 }
    func take() {
      let (product, first) = coefficient.multipliedReportingOverflow(by: 10)
      let (sum, second) = product.addingReportingOverflow(Int64(bytes[end] - 0x30))
      if first || second { overflowed = true } else { coefficient = sum }
      end += 1
    }
    while isDigit(end) {
      take()
      digits += 1
    }
    if digits <= 3 {
      while end < bytes.count, bytes[end] == UInt8(ascii: ","), isDigit(end + 1), isDigit(end + 2), isDigit(end + 3),
        !isDigit(end + 4)
      {
        end += 1
        for _ in 0..<3 { take() }
      }
    }
    var places = 0
    if end + 1 < bytes.count, bytes[end] == UInt8(ascii: "."), isDigit(end + 1) {
      end += 1
      while isDigit(end) {
        take()
        places += 1
      }
      if end < bytes.count, bytes[end] == UInt8(ascii: ".") { overflowed = true }
    }
    if digits > 1, bytes[position] == 0x30 { overflowed = true }
    if overflowed || places > 6 { return (nil, end) }
    return (WrittenNumber(coefficient: coefficient, places: places), end)
  }

  /// 万 and 亿 after Arabic digits, with 余, 多 or 几 before them already taken.
  private func takeScale(at position: Int, into number: inout WrittenNumber) -> Int {
    var end = position
    if bytes.matches("百", at: end), !bytes.matches("百分", at: end) {
      number.scale += 2
      end += 3
    } else if bytes.matches("千", at: end), !bytes.matches("千字", at: end) {
      number.scale += 3
      end += 3
    }
    if bytes.matches("万", at: end) {
      number.scale += 4
      end += 3
    }
    if bytes.matches("亿", at: end) {
      number.scale += 8
      end += 3
    }
    return end
  }

  private func han(at position: Int) -> (WrittenNumber?, Int) {
    var end = position
    var total: Int64 = 0
    var section: Int64 = 0
    var digit: Int64?
    var spread: ClosedRange<Int64>?
    var startsWithPlace = false
    var isUpTo = false
    var scale = 0
    var count = 0
    var broken = false
    while end < bytes.count, bytes[end] >= 0xE0, count < 24 {
      let (scalar, width) = PassageText.decode(bytes, at: end)
      guard let scalar else { break }
      if scalar == HanNumeral.upTo {
        guard count == 0 else { break }
        isUpTo = true
      } else if scalar == HanNumeral.several || scalar == HanNumeral.some {
        if count == 0 {
          spread = 2...9
        } else if scalar == HanNumeral.several, section % 10 == 0, section > 0, digit == nil, spread == nil {
          spread = section + 1...section + 9
        } else {
          break
        }
      } else if let value = HanNumeral.digit(scalar) {
        if spread != nil || digit.map({ $0 != 0 }) ?? false { broken = true }
        digit = value
        scale = 0
      } else if let place = HanNumeral.place(scalar) {
        if place >= 10_000 {
          if let known = spread {
            guard known.upperBound < 100_000 else { break }
            scale += place == 10_000 ? 4 : 8
            if scale > 12 { broken = true }
          } else {
            if count == 0 { startsWithPlace = true }
            section += digit ?? (section == 0 ? 1 : 0)
            digit = nil
            if section > 1_000_000_000 || total > 1_000_000_000 {
              broken = true
            } else {
              // 亿 multiplies all before it; 万 after 亿 only its own section.
              total = place == 10_000 && total >= 100_000_000 ? total + section * place : (total + section) * place
            }
            section = 0
            scale = place == 10_000 ? 4 : 8
          }
        } else if let known = spread {
          guard known == 2...9 else { break }
          spread = 2 * place...10 * place - 1
        } else {
          if count == 0, place != 10, place != 20 { startsWithPlace = true }
          section += (digit ?? 1) * place
          digit = nil
          scale = 0
        }
      } else {
        break
      }
      end += width
      count += 1
    }
    if broken || count == 0 { return (nil, max(end, position + 3)) }
    if let spread {
      return spread == 2...9 && scale == 0
        ? (nil, end) : (WrittenNumber(coefficient: 0, scale: scale, spread: spread), end)
    }
    if isUpTo, !startsWithPlace { return (nil, position + 3) }
    var value = total + section + (digit ?? 0)
    var written = WrittenNumber(
      coefficient: value, isMagnitude: startsWithPlace && (isUpTo || count > 1 || value >= 100))
    if scale > 0, section == 0, digit == nil {
      let power = WrittenNumber.power(scale) ?? 1
      if value % power == 0 {
        value /= power
        written.coefficient = value
        written.scale = scale
      }
    }
    return (written, end)
  }

  // MARK: cues

  private func takeOver(at position: Int, into cues: inout QuantityCues) -> Int {
    for word in ["余", "多", "几"] as [StaticString] where bytes.matches(word, at: position) {
      cues.insert(.over)
      return position + 3
    }
    return position
  }

  private func takeTail(at position: Int, into cues: inout QuantityCues) -> Int {
    for (word, cue) in QuantityScanner.tails where bytes.matches(word, at: position) {
      cues.insert(cue)
      return position + word.byteCount
    }
    return position
  }

  private func takeLead(before position: Int, into cues: inout QuantityCues) -> Int {
    var start = position
    scanning: while start >= 3 {
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

  private static let leads: [(StaticString, QuantityCues)] = [
    ("大约", .about), ("约", .about), ("将近", .near), ("接近", .near), ("近", .near), ("不超过", .atMost), ("超过", .over),
    ("超出", .over), ("超", .over), ("逾", .over), ("突破", .over), ("至少", .atLeast), ("不少于", .atLeast),
    ("不低于", .atLeast), ("不足", .under), ("少于", .under), ("低于", .under), ("最多", .atMost), ("达到", []), ("高达", []),
    ("多达", []), ("达", []), ("了", []), ("已", []),
  ]

  private static let tails: [(StaticString, QuantityCues)] = [
    ("左右", .about), ("上下", .about), ("以上", .atLeast), ("以下", .atMost), ("以内", .atMost), ("余", .over),
  ]

  /// A plus sign qualifies only after a number and before a unit, 的 or an end: 互联网+督查 has none.
  private func isCap(_ position: Int) -> Bool {
    let next = position + 1
    return isBareEnd(next) || bytes.matches("的", at: next) || units.longest(in: bytes, at: next) != nil
      || bytes.matches("以上", at: next)
  }

  private func takeRange(at position: Int, from number: WrittenNumber) -> (WrittenNumber, Int)? {
    guard number.places == 0, number.scale == 0, number.spread == nil else { return nil }
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
  private func isStartAllowed(_ position: Int, isArabic: Bool) -> Bool {
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
    for word in ["〔", "【", "·", "～"] as [StaticString] where bytes.matches(word, at: position - word.byteCount) {
      return false
    }
    if !isArabic {
      for word in ["之", "统", "唯", "进", "同", "逐", "专", "单", "每"] as [StaticString]
      where bytes.matches(word, at: position - 3) { return false }
    }
    return true
  }
}

extension StaticString {
  /// The number of its UTF-8 bytes.
  @inline(__always)
  var byteCount: Int { utf8CodeUnitCount }
}

extension [UInt8] {
  /// Whether `word` stands at `position`.
  @inline(__always)
  func matches(_ word: StaticString, at position: Int) -> Bool {
    guard position >= 0, position + word.byteCount <= count, word.hasPointerRepresentation else { return false }
    let start = word.utf8Start
    for offset in 0..<word.byteCount where self[position + offset] != start[offset] { return false }
    return true
  }
}

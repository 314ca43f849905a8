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
  /// The unit of money, whose numbers may have digits after the point.
  let yuan: Int?

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
    if unit == nil, !isOpen, !isBareEnd(end) || bytes[position] >= 0x80 && !standsAlone(number) {
      return (nil, afterNumber)
    }
    let lead = takeLead(before: position, into: &cues)
    let isMoney = unit.map { $0.word == yuan } ?? false
    if number.places > number.scale, !isMoney { return (nil, end) }
    guard let quantity = number.quantity(cues, isPercent: false) else { return (nil, end) }
    return (
      QuantitySpan(
        lead: lead, start: position, numberEnd: numberEnd ?? afterNumber, end: end, kind: .count, quantity: quantity,
        unit: unit?.word), end
    )
  }

  /// 零 alone is a number without a unit, and so is 百万; other Han numerals need one, or they number a heading.
  private func standsAlone(_ number: WrittenNumber) -> Bool {
    if number.spread != nil { return false }
    return number.coefficient == 0 || number.isMagnitude && number.scale >= 4 && number.coefficient >= 100
  }

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
}

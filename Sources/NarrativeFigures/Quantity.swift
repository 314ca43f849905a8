import DecimalNumbers

/// How a quantity is qualified: the codes of form.md section 5.
public enum QuantityQualifier: String, CaseIterable, Sendable {
  /// A plain whole number.
  case exact
  /// A decimal or a scale character without a cue: 7.58万.
  case rounded
  /// 余, 多, 超, 逾, 突破.
  case moreThan = "more_than"
  /// 以上, 至少, 不少于.
  case atLeast = "at_least"
  /// A display cap: 10万+.
  case atLeastCapped = "at_least_capped"
  /// 约, 左右, 上下.
  case approx
  /// 近, 将近, 接近.
  case nearBelow = "near_below"
  /// 不足, 少于, 低于.
  case lessThan = "less_than"
  /// 以内, 不超过, 最多.
  case atMost = "at_most"
  /// 十几, 几十, 数百, and printed ranges as 3至5.
  case rangeNumeral = "range_numeral"
  /// 百万, 上百, 上千.
  case orderOfMagnitude = "order_of_magnitude"
  /// Cues that contradict each other: 近6000余万.
  case conflicting
  /// 前N名.
  case rankAtMost = "rank_at_most"
  /// 第N名.
  case ordinalExact = "ordinal_exact"
  /// 不计其数.
  case countless
  /// A negation: 未收到.
  case negatedZero = "negated_zero"
}

/// A value with its inclusive bounds.
public struct Quantity: Sendable, Hashable {
  /// The value as written; `nil` for ranges and ranks "among the first".
  public var value: DecimalNumber?
  /// The inclusive lower bound; `nil` where there is none.
  public var low: DecimalNumber?
  /// The inclusive upper bound; `nil` where there is none.
  public var high: DecimalNumber?
  /// How it is qualified.
  public var qualifier: QuantityQualifier

  /// Zero by negation.
  static let negatedZero = Quantity(value: .zero, low: .zero, high: .zero, qualifier: .negatedZero)
}

/// The cues that stand around a number.
struct QuantityCues: OptionSet {
  let rawValue: UInt16
  static let about = QuantityCues(rawValue: 1)
  static let near = QuantityCues(rawValue: 2)
  static let over = QuantityCues(rawValue: 4)
  static let atLeast = QuantityCues(rawValue: 8)
  static let capped = QuantityCues(rawValue: 16)
  static let under = QuantityCues(rawValue: 32)
  static let atMost = QuantityCues(rawValue: 64)
}

/// A number as written, before its cues are applied.
struct WrittenNumber {
  /// The digits without the point.
  var coefficient: Int64
  /// How many of them stand after the point.
  var places = 0
  /// The power of ten of the scale characters: 4 for 万, 8 for 亿.
  var scale = 0
  /// A numeral without a digit, as 百万.
  var isMagnitude = false
  /// Bounds of 十几, 几十; `nil` elsewhere.
  var spread: ClosedRange<Int64>?

  /// 10^`power`, where it fits.
  static func power(_ exponent: Int) -> Int64? {
    guard (0...18).contains(exponent) else { return nil }
    var result: Int64 = 1
    for _ in 0..<exponent { result *= 10 }
    return result
  }

  /// The value; `nil` where it does not fit.
  var value: DecimalNumber? {
    guard (0...18).contains(places) else { return nil }
    return DecimalNumber(coefficient: coefficient, scale: places).scaled(byPowerOfTen: scale)
  }

  /// The quantity under `cues` by the interval table of form.md section 5; `nil` where it does not fit.
  func quantity(_ cues: QuantityCues, isPercent: Bool) -> Quantity? {
    if let spread {
      guard let factor = WrittenNumber.power(scale) else { return nil }
      let (low, overflow) = spread.lowerBound.multipliedReportingOverflow(by: factor)
      let (above, overflow2) = (spread.upperBound &+ 1).multipliedReportingOverflow(by: factor)
      if overflow || overflow2 { return nil }
      return Quantity(value: nil, low: .init(low), high: .init(above - 1), qualifier: .rangeNumeral)
    }
    guard let value else { return nil }
    guard let whole = value.integer, !isPercent else {
      return cues.isEmpty || !isPercent
        ? Quantity(value: value, low: value, high: value, qualifier: .exact)
        : percent(value, cues)
    }
    return bounds(whole, cues)
  }

  private func percent(_ value: DecimalNumber, _ cues: QuantityCues) -> Quantity {
    let hundred = DecimalNumber(100)
    if !cues.isDisjoint(with: [.over, .atLeast, .capped]) {
      return Quantity(
        value: value, low: value, high: value < hundred ? hundred : nil,
        qualifier: cues.contains(.over) ? .moreThan : .atLeast)
    }
    if !cues.isDisjoint(with: [.under, .atMost, .near]) {
      return Quantity(value: value, low: .zero, high: value, qualifier: cues.contains(.near) ? .nearBelow : .atMost)
    }
    return Quantity(value: value, low: value, high: value, qualifier: .approx)
  }

  /// Whole numbers only, so every bound is a whole number as well.
  private func bounds(_ value: Int64, _ cues: QuantityCues) -> Quantity? {
    guard value >= 0, value < 1 << 60 else { return nil }
    let grain = lastNonZeroPlace(of: value)
    let unit = WrittenNumber.power(max(0, scale - places)) ?? 1
    let nearLow = max(value - grain, value - value / 10)
    let overHigh = grain > 1 ? value + grain - 1 : value + 1
    let slack = min(grain / 2, value / 20)
    func make(_ low: Int64?, _ high: Int64?, _ qualifier: QuantityQualifier) -> Quantity {
      Quantity(
        value: .init(value), low: low.map { .init($0) }, high: high.map { .init($0) }, qualifier: qualifier)
    }
    if cues.contains(.near) {
      return cues.contains(.over)
        ? make(nearLow, overHigh, .conflicting) : make(min(nearLow, max(0, value - 1)), max(0, value - 1), .nearBelow)
    }
    if cues.contains(.about), cues.contains(.over) { return make(value - slack, overHigh, .approx) }
    if cues.contains(.capped) { return make(value, nil, .atLeastCapped) }
    if cues.contains(.over) { return make(value + 1, overHigh, .moreThan) }
    if cues.contains(.atLeast) { return make(value, nil, .atLeast) }
    if cues.contains(.under) { return make(0, max(0, value - 1), .lessThan) }
    if cues.contains(.atMost) { return make(0, value, .atMost) }
    if cues.contains(.about) { return make(value - slack, value + slack, .approx) }
    if isMagnitude { return make(value, value * 10 - 1, .orderOfMagnitude) }
    if scale > 0 || places > 0, unit > 1 { return make(value - unit / 2, value + unit / 2 - 1, .rounded) }
    return make(value, value, .exact)
  }

  /// The place value of the last digit that is not zero, with the scale: 1100 has 100, 6000万 has 10^7.
  private func lastNonZeroPlace(of value: Int64) -> Int64 {
    guard value > 0 else { return 1 }
    var place: Int64 = 1
    var rest = value
    while rest % 10 == 0 {
      rest /= 10
      place *= 10
    }
    return place
  }
}

/// An exact decimal number: `coefficient` × 10^-`scale`, without trailing zeros after the point.
///
/// Figures of reports never pass through binary floating point (form.md section 5). The range is that of `Int64`;
/// what does not fit is `nil`, never rounded silently.
public struct DecimalNumber: Hashable, Sendable {
  /// The digits, as a signed integer.
  public let coefficient: Int64
  /// How many of the digits stand after the decimal point, 0 to 18.
  public let scale: Int

  /// Makes the normalised form: 1.50 and 1.5 are equal and print alike.
  @inlinable public init(coefficient: Int64, scale: Int) {
    precondition((0...18).contains(scale), "a decimal scale is 0 to 18")
    var digits = coefficient
    var places = scale
    while places > 0, digits % 10 == 0 {
      digits /= 10
      places -= 1
    }
    self.coefficient = digits
    self.scale = places
  }

  /// A whole number.
  @inlinable public init(_ integer: Int64) {
    self.init(coefficient: integer, scale: 0)
  }

  /// Zero.
  public static let zero = DecimalNumber(0)

  /// The value where it is a whole number; `nil` where digits stand after the point.
  @inlinable public var integer: Int64? { scale == 0 ? coefficient : nil }

  /// The product with 10^`power`; `nil` where it does not fit.
  public func scaled(byPowerOfTen power: Int) -> DecimalNumber? {
    var digits = coefficient
    var places = scale - power
    while places < 0 {
      let (product, overflow) = digits.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      digits = product
      places += 1
    }
    return places <= 18 ? DecimalNumber(coefficient: digits, scale: places) : nil
  }

  /// The coefficient at exactly `places` places; `nil` where digits would be lost or it does not fit.
  public func coefficient(atScale places: Int) -> Int64? {
    guard places >= scale else { return nil }
    var digits = coefficient
    for _ in scale..<places {
      let (product, overflow) = digits.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      digits = product
    }
    return digits
  }

  /// The nearest number with at most `places` digits after the point; halves go away from zero.
  public func rounded(places: Int) -> DecimalNumber {
    guard scale > places else { return self }
    var divisor: Int64 = 1
    for _ in places..<scale { divisor *= 10 }
    let (quotient, remainder) = coefficient.quotientAndRemainder(dividingBy: divisor)
    let isUp = remainder.magnitude >= divisor.magnitude / 2
    return DecimalNumber(coefficient: isUp ? quotient + coefficient.signum() : quotient, scale: places)
  }

  /// The sum; `nil` where it does not fit.
  public func adding(_ other: DecimalNumber) -> DecimalNumber? {
    let places = max(scale, other.scale)
    guard let left = coefficient(atScale: places), let right = other.coefficient(atScale: places) else { return nil }
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? nil : DecimalNumber(coefficient: sum, scale: places)
  }

  /// The difference; `nil` where it does not fit.
  public func subtracting(_ other: DecimalNumber) -> DecimalNumber? {
    other.coefficient == .min ? nil : adding(DecimalNumber(coefficient: -other.coefficient, scale: other.scale))
  }
}

extension DecimalNumber: Comparable {
  /// Orders by value; exact also where the two scales differ.
  public static func < (left: DecimalNumber, right: DecimalNumber) -> Bool {
    left.widened(to: right.scale) < right.widened(to: left.scale)
  }

  private func widened(to otherScale: Int) -> Int128 {
    var digits = Int128(coefficient)
    if otherScale > scale { for _ in scale..<otherScale { digits *= 10 } }
    return digits
  }
}

extension DecimalNumber: CustomStringConvertible {
  /// Plain notation, as `-12.5`; no exponent, no grouping.
  public var description: String { text(places: scale) }

  /// Plain notation with exactly `places` digits after the point (at least `scale`).
  public func text(places: Int) -> String {
    var digits = String(coefficient.magnitude)
    if places > 0 {
      digits += String(repeating: "0", count: max(0, places - scale))
      if digits.utf8.count <= places {
        digits = String(repeating: "0", count: places + 1 - digits.utf8.count) + digits
      }
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -places))
    }
    return coefficient < 0 ? "-" + digits : digits
  }

  /// Reads plain notation: an optional sign, digits, an optional point with digits; `nil` for anything else.
  public init?(_ text: some StringProtocol) {
    var digits: Int64 = 0
    var places = 0
    var seenPoint = false
    var seenDigit = false
    var negative = false
    for (position, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where position == 0: negative = true
      case UInt8(ascii: "+") where position == 0: break
      case UInt8(ascii: ".") where !seenPoint && seenDigit: seenPoint = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        seenDigit = true
        let (product, overflow) = digits.multipliedReportingOverflow(by: 10)
        let (sum, overflow2) = product.addingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
        if overflow || overflow2 { return nil }
        digits = sum
        if seenPoint { places += 1 }
        if places > 18 { return nil }
      default: return nil
      }
    }
    guard seenDigit else { return nil }
    if seenPoint && places == 0 { return nil }
    self.init(coefficient: negative ? -digits : digits, scale: places)
  }
}

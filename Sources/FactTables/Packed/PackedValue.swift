import DecimalNumbers

/// A value of a fact table in one word; texts that are neither codes nor plain numbers stand in a `TextPool`.
///
/// Over one pool, equal words are equal values and the reverse: each value has one form only.
public struct PackedValue: Hashable, Sendable {
  /// What the word holds: the lowest three bits say which kind, the others what.
  enum Kind: UInt64 {
    case null
    /// 61 bits, signed.
    case integer
    /// The scale in 5 bits, the coefficient in 56, signed.
    case decimal
    /// The number of a text in the pool.
    case text
    /// The number of a date in the pool.
    case date
    /// The number of a code in `KnownTexts`.
    case code
    /// A text that is a whole number below 2³² in plain notation.
    case digits
    /// The number of what fits none of the others: see `TextPool.pack`.
    case other
  }

  /// The word.
  public let word: UInt64

  /// Takes a word as it is; any word is some value.
  @inlinable public init(word: UInt64) { self.word = word }

  @inlinable init(_ kind: UInt64, _ payload: UInt64) { word = payload << 3 | kind }

  /// Not known or not there.
  public static let null = PackedValue(word: 0)

  /// A whole number; `nil` where it needs more than 61 bits.
  @inlinable public init?(integer: Int64) {
    guard (integer << 3) >> 3 == integer else { return nil }
    self.init(1, UInt64(bitPattern: integer))
  }

  /// A whole number; what needs more than 61 bits becomes null: for counts of lines.
  @inlinable public static func line(_ line: Int?) -> PackedValue {
    line.flatMap { PackedValue(integer: Int64($0)) } ?? .null
  }

  /// A decimal number; `nil` where its coefficient needs more than 56 bits.
  public init?(decimal: DecimalNumber) {
    guard (decimal.coefficient << 8) >> 8 == decimal.coefficient else { return nil }
    self.init(2, UInt64(bitPattern: decimal.coefficient) << 5 | UInt64(decimal.scale))
  }

  /// A code by its number in `KnownTexts`.
  @inlinable public init(code: Int) { self.init(5, UInt64(code)) }

  /// The text that is this number in plain notation.
  @inlinable public init(digits: UInt32) { self.init(6, UInt64(digits)) }

  init(_ kind: Kind, index: Int) { self.init(kind.rawValue, UInt64(index)) }

  var kind: Kind { Kind(rawValue: word & 7) ?? .null }

  /// Whether there is no value.
  @inlinable public var isNull: Bool { word == 0 }

  /// The number of the kind: null, integer, decimal, text, date, code, digits, other.
  @inlinable public var tag: UInt64 { word & 7 }

  /// What stands above the kind, unsigned.
  @inlinable public var payload: Int { Int(truncatingIfNeeded: word >> 3) }

  /// What stands above the kind, signed.
  @inlinable public var signedPayload: Int64 { Int64(bitPattern: word) >> 3 }

  /// A value taken apart, one case a kind.
  public enum Content {
    /// No value.
    case null
    /// A whole number.
    case integer(Int64)
    /// A decimal number: coefficient and scale.
    case decimal(Int64, scale: Int)
    /// A text of the pool.
    case text(Int)
    /// A date of the pool.
    case date(Int)
    /// A code of `KnownTexts`.
    case code(Int)
    /// A text that is a number.
    case digits(UInt32)
    /// True or false, or a number of more bits: `TextPool.value` has it.
    case other
  }

  /// The kind with what it holds.
  @inlinable public var content: Content {
    switch word & 7 {
    case 0: .null
    case 1: .integer(signedPayload)
    case 2: .decimal(signedPayload >> 5, scale: payload & 31)
    case 3: .text(payload)
    case 4: .date(payload)
    case 5: .code(payload)
    case 6: .digits(UInt32(truncatingIfNeeded: payload))
    default: .other
    }
  }
}

extension PackedValue {
  /// The number whose plain notation these bytes are; `nil` for leading zeros, ten digits and more, and other text.
  static func plainNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32? {
    guard (1...9).contains(bytes.count), bytes.count == 1 || bytes[0] != UInt8(ascii: "0") else { return nil }
    var number: UInt32 = 0
    for byte in bytes {
      let digit = byte &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      number = number * 10 + UInt32(digit)
    }
    return number
  }
}

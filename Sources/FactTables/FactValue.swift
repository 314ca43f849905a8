import DecimalNumbers
import Glibc

/// One cell of a fact table.
///
/// Two texts are equal only where their bytes are. `String` also calls canonically equivalent texts equal, so that a
/// compatibility ideograph would pass for the unified one; what a document prints must not be changed so.
public enum FactValue: Sendable {
  /// Not known or not there; an empty field in CSV.
  case null
  /// A whole number.
  case integer(Int64)
  /// An exact decimal number, written with the places of its column.
  case decimal(DecimalNumber)
  /// Text; an empty text is not `null`.
  case text(String)
  /// An ISO 8601 calendar date, as `2021-01-31`.
  case date(String)
  /// True or false.
  case boolean(Bool)

  /// Text, or `null` for `nil`.
  public init(_ text: String?) {
    self = text.map(FactValue.text) ?? .null
  }

  /// A whole number, or `null` for `nil`.
  public init(_ integer: Int?) {
    self = integer.map { .integer(Int64($0)) } ?? .null
  }

  /// A whole number, or `null` for `nil`.
  public init(_ integer: Int64?) {
    self = integer.map(FactValue.integer) ?? .null
  }

  /// A decimal number, or `null` for `nil`.
  public init(_ decimal: DecimalNumber?) {
    self = decimal.map(FactValue.decimal) ?? .null
  }

  /// An ISO date, or `null` for `nil`.
  public init(date: String?) {
    self = date.map(FactValue.date) ?? .null
  }

  /// The text or date; `nil` for the other kinds.
  public var string: String? {
    switch self {
    case .text(let text), .date(let text): text
    default: nil
    }
  }

  /// The whole number; `nil` for the other kinds.
  public var integerValue: Int64? {
    if case .integer(let number) = self { number } else { nil }
  }
}

extension FactValue: Hashable {
  /// Whether kind and content are the same, texts byte by byte.
  public static func == (left: FactValue, right: FactValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.integer(let left), .integer(let right)): left == right
    case (.decimal(let left), .decimal(let right)): left == right
    case (.text(let left), .text(let right)), (.date(let left), .date(let right)): hasSameBytes(left, right)
    case (.boolean(let left), .boolean(let right)): left == right
    default: false
    }
  }

  /// Feeds kind and content to a hasher.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .integer(let number): hasher.combine(number)
    case .decimal(let number): hasher.combine(number)
    // Equal bytes are equal strings, so the string's own hash will do.
    case .text(let text), .date(let text): hasher.combine(text)
    case .boolean(let flag): hasher.combine(flag)
    }
  }
}

func hasSameBytes(_ left: String, _ right: String) -> Bool {
  guard left.utf8.count == right.utf8.count else { return false }
  let isSame = left.utf8.withContiguousStorageIfAvailable { left in
    right.utf8.withContiguousStorageIfAvailable { right in
      guard let one = left.baseAddress, let other = right.baseAddress else { return true }
      return memcmp(one, other, left.count) == 0
    }
  }
  if case .some(.some(let isSame)) = isSame { return isSame }
  return left.utf8.elementsEqual(right.utf8)
}

/// One row of a fact table: a value for each column of its schema, in the schema's order.
public typealias FactRow = [FactValue]

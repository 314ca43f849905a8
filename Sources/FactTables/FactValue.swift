import DecimalNumbers

/// One cell of a fact table.
public enum FactValue: Sendable, Hashable {
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

/// One row of a fact table: a value for each column of its schema, in the schema's order.
public typealias FactRow = [FactValue]

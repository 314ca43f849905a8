import DecimalNumbers
import StatutoryForm

/// What a column of a row may hold.
enum ColumnKind: Sendable {
  /// A whole number, 0 or more.
  case count
  /// A whole number that may be negative.
  case signed
  /// An amount with digits after the point.
  case money

  init(_ column: FormColumn) {
    self = column.isMoney ? .money : column.isSigned ? .signed : .count
  }
}

/// A token, or a part of a glued one, that a reading puts into one column.
struct Piece: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case number(DecimalNumber)
    case blank
    case notApplicable
    case unreadable
  }

  /// Index of the token among the row's tokens.
  var token: Int
  /// Bytes of the token's text.
  var bytes: Range<Int>
  var kind: Kind

  /// The value where it may take part in an identity.
  var value: Int? {
    switch kind {
    case .number(let number): number.identityValue
    case .notApplicable: 0
    case .blank, .unreadable: nil
    }
  }
}

extension DecimalNumber {
  /// The value as a term of an identity; `nil` for what has digits after the point or is implausibly large.
  var identityValue: Int? {
    guard let integer, integer.magnitude <= UInt64(LinearProblem.largestValue) else { return nil }
    return Int(integer)
  }
}

/// One way to read a row: what stands in each column; `nil` for a column of which nothing is printed.
typealias RowReading = [Piece?]

/// A row as far as it can be read by itself.
enum RowShape {
  /// Nothing is printed.
  case empty
  /// The place of every token is certain.
  case certain(RowReading)
  /// Several readings, or none where nothing fits.
  case uncertain(RowReadings)
}

/// The readings of a row whose places are not certain.
struct RowReadings {
  var readings: [RowReading]
  /// Readings when the spaces between glued tokens are taken as mere hints; `nil` where there are none to lose.
  var looser: [RowReading]?
  /// Whether the row has tokens that may hold several cells.
  var isGlued: Bool
  /// Whether there are more readings than the budget allows.
  var isExhausted = false
  /// Sums of the row, by their index, that no reading satisfies together with the others.
  var failedSums: Set<Int> = []
}

/// The sums within a row: each says that the columns before the last add up to the last.
typealias RowSums = [Range<Int>]

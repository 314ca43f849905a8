import DecimalNumbers
import StatutoryForm

/// A reviewed correction of one cell of one document.
struct Correction: Hashable, Sendable {
  /// The cell, as in `findings`: table, row and column of the store.
  struct Place: Hashable, Sendable {
    var table: String
    var row: String
    var column: String
  }

  /// Hexadecimal SHA-256 of the document.
  var document: String
  var place: Place
  /// The printed text or the value that the reviewer saw; empty for a cell of which nothing is known.
  var expect: String
  /// The value that stands instead, in `unit` for money.
  var value: DecimalNumber
  /// The unit of `value`, for money; `nil` for the unit of the document.
  var unit: MoneyUnit?
  var reason: String
  var reviewer: String
  /// ISO date.
  var reviewedOn: String

  /// Whether a cell still is what the reviewer saw.
  func fits(printed: String?, value: DecimalNumber?) -> Bool {
    if expect.isEmpty { return printed == nil && value == nil }
    if expect == printed { return true }
    guard let value, let expected = DecimalNumber(expect) else { return false }
    return expected == value
  }

  /// The observation that it was used.
  func applied(seen: String?, line: Int?) -> Finding {
    Finding(
      rule: Self.rule, severity: .info, table: place.table, row: place.row, column: place.column, seen: seen,
      expected: "\(value)", message: "A reviewed correction stands here (\(reviewer), \(reviewedOn)): \(reason)",
      line: line)
  }

  /// The failure: the document does not have what the reviewer saw.
  func refused(seen: String?, line: Int?, because why: String) -> Finding {
    Finding(
      rule: Self.rule, severity: .error, table: place.table, row: place.row, column: place.column, seen: seen,
      expected: expect.isEmpty ? "nothing printed" : expect, message: "A reviewed correction was not applied: \(why)",
      line: line)
  }

  /// The rule code of both.
  static let rule = "D.CORRECTION"
}

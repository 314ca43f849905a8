/// Why bytes are not the CSV of a table.
public struct CSVError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    /// The header is not the table's; the value is what stands there, at most 200 bytes of it.
    case wrongHeader(found: String)
    /// The row has another number of fields than the table has columns.
    case wrongFieldCount(expected: Int, found: Int)
    /// A quote inside an unquoted field, or text behind a closing quote.
    case strayQuote
    /// A carriage return outside quotes.
    case strayCarriageReturn
    /// The bytes end inside a row: no line feed at the end, or a quote that is not closed.
    case truncated
    /// A field that is longer than the limit.
    case fieldTooLong(limit: Int)
    /// Bytes that are not UTF-8.
    case invalidText
    /// A field that is not the number, date or truth value of its column, as the writer writes it.
    case invalidValue(String)
    /// An empty field or a code that the column does not have.
    case invalidCode(String)
    /// An empty field in a required column.
    case missingValue
  }

  /// What is wrong.
  public var reason: Reason
  /// 1-based line of the file on which the row begins.
  public var line: Int
  /// The column's name; `nil` where the whole row is meant.
  public var column: String?

  /// Makes an error.
  public init(_ reason: Reason, line: Int, column: String? = nil) {
    self.reason = reason
    self.line = line
    self.column = column
  }
}

extension CSVError: CustomStringConvertible {
  /// One clause for a person, with line and column.
  public var description: String {
    let place = column.map { "line \(line), column \($0)" } ?? "line \(line)"
    let text =
      switch reason {
      case .wrongHeader(let found): "the header is '\(found)'"
      case .wrongFieldCount(let expected, let found): "\(found) fields for \(expected) columns"
      case .strayQuote: "a quote where none may stand"
      case .strayCarriageReturn: "a carriage return outside quotes"
      case .truncated: "the file ends inside a row"
      case .fieldTooLong(let limit): "a field of more than \(limit) bytes"
      case .invalidText: "the text is not UTF-8"
      case .invalidValue(let value): "'\(value)' is not a value of its type"
      case .invalidCode(let value): "'\(value)' is not one of its codes"
      case .missingValue: "an empty field in a required column"
      }
    return "\(place): \(text)"
  }
}

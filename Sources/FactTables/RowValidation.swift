import DecimalNumbers

/// What is wrong with one row, measured against its schema.
public enum RowFault: Error, Hashable, Sendable {
  /// The row has another number of values than the table has columns.
  case wrongArity(expected: Int, found: Int)
  /// A value is of another kind than its column.
  case wrongType(column: String, value: FactValue)
  /// `null` in a required column.
  case missingValue(column: String)
  /// A code that the column does not have.
  case notAllowed(column: String, value: String)
  /// More places than the column has, or more than the 18 digits that a decimal has in every format.
  case tooManyPlaces(column: String, value: DecimalNumber)
  /// Not a calendar date of the form `YYYY-MM-DD`.
  case invalidDate(column: String, value: String)
  /// A name that the table does not have, given to a row builder.
  case unknownColumn(String)
}

extension RowFault: CustomStringConvertible {
  /// One clause for a person.
  public var description: String {
    switch self {
    case .wrongArity(let expected, let found): "\(found) values for \(expected) columns"
    case .wrongType(let column, let value): "\(column): \(value) is of the wrong kind"
    case .missingValue(let column): "\(column): null is not allowed"
    case .notAllowed(let column, let value): "\(column): '\(value)' is not one of its codes"
    case .tooManyPlaces(let column, let value): "\(column): \(value) does not fit its decimal places"
    case .invalidDate(let column, let value): "\(column): '\(value)' is no date"
    case .unknownColumn(let column): "there is no column '\(column)'"
    }
  }
}

extension TableSchema {
  /// Everything that is wrong with a row; empty for a good one.
  public func faults(in row: FactRow) -> [RowFault] {
    guard row.count == columns.count else { return [.wrongArity(expected: columns.count, found: row.count)] }
    var faults: [RowFault] = []
    for index in columns.indices {
      if let fault = columns[index].fault(of: row[index]) { faults.append(fault) }
    }
    return faults
  }
}

extension ColumnSchema {
  /// The least magnitude with more than 18 digits, which is as many as the DECIMAL of Parquet's 64-bit numbers has.
  private static let decimalLimit: UInt64 = 1_000_000_000_000_000_000

  /// What is wrong with a value of this column; `nil` for a good one.
  public func fault(of value: FactValue) -> RowFault? {
    switch (value, type) {
    case (.null, _): return isRequired ? .missingValue(column: name) : nil
    case (.integer, .integer), (.boolean, .boolean): return nil
    case (.decimal(let number), .decimal(let places)):
      let digits = number.coefficient(atScale: places)?.magnitude ?? .max
      return digits < Self.decimalLimit ? nil : .tooManyPlaces(column: name, value: number)
    case (.text(let text), .text):
      if let allowedValues, !allowedValues.contains(text) { return .notAllowed(column: name, value: text) }
      return nil
    case (.date(let text), .date):
      return CalendarDate.isValid(text.utf8) ? nil : .invalidDate(column: name, value: text)
    default: return .wrongType(column: name, value: value)
    }
  }
}

/// ISO calendar dates, proleptic Gregorian.
public enum CalendarDate {
  /// Whether the bytes are a day that exists, as `YYYY-MM-DD`.
  public static func isValid(_ bytes: some Collection<UInt8>) -> Bool {
    guard bytes.count == 10 else { return false }
    var (year, month, number, position) = (0, 0, 0, 0)
    for byte in bytes {
      if position == 4 || position == 7 {
        if byte != UInt8(ascii: "-") { return false }
        if position == 4 { year = number } else { month = number }
        number = 0
      } else {
        guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return false }
        number = number * 10 + Int(byte - UInt8(ascii: "0"))
      }
      position += 1
    }
    guard (1...12).contains(month), number >= 1 else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let length =
      switch month {
      case 2: isLeap ? 29 : 28
      case 4, 6, 9, 11: 30
      default: 31
      }
    return number <= length
  }
}

import DecimalNumbers
import FactTables

/// The values of one column of the row group that is being filled.
///
/// Every different value is kept once, with its number for each row: what a dictionary page holds, and what the least and
/// the greatest value are found in.
struct ColumnBuffer {
  let column: ParquetColumn
  let type: ColumnType
  private(set) var texts = TextDictionary()
  /// Whole numbers, coefficients of decimals, day numbers.
  private(set) var numbers = NumberDictionary()
  /// The number of each value that is not null; of a boolean 0 or 1.
  private(set) var indices: [UInt32] = []
  /// 1 for a value, 0 for a null; empty for a required column.
  private(set) var levels: [UInt32] = []

  /// The least magnitude that has too many digits for a decimal of Parquet.
  private static let decimalLimit: UInt64 = 1_000_000_000_000_000_000

  init(_ column: ColumnSchema) {
    self.column = ParquetColumn(column)
    type = column.type
  }

  /// How many rows there are.
  var count: Int { column.isRequired ? indices.count : levels.count }

  /// How many values are null.
  var nullCount: Int { count - indices.count }

  /// Bytes that all texts take, plain.
  private(set) var plainTextByteCount = 0

  /// Bytes of the different texts.
  var textByteCount: Int { texts.bytes.count }

  /// Appends a value; false where it does not fit the column, and `error(for:)` says why.
  mutating func append(_ value: FactValue) -> Bool {
    let index: UInt32
    switch value {
    case .null: return appendNull()
    case .text(let text):
      guard type == .text, text.utf8.count <= ParquetFormat.textByteLimit else { return false }
      index = texts.index(of: text)
      plainTextByteCount += 4 + text.utf8.count
    case .integer(let number):
      guard type == .integer else { return false }
      index = numbers.index(of: number)
    case .decimal(let number):
      guard case .decimal(let places) = type, let digits = number.coefficient(atScale: places),
        isDecimal(digits)
      else { return false }
      index = numbers.index(of: digits)
    case .date(let text):
      guard type == .date, let days = DayNumber.days(of: text) else { return false }
      index = numbers.index(of: Int64(days))
    case .boolean(let flag):
      guard type == .boolean else { return false }
      index = flag ? 1 : 0
    }
    indices.append(index)
    if !column.isRequired { levels.append(1) }
    return true
  }

  /// Appends a null; false where the column has none.
  @inline(__always) mutating func appendNull() -> Bool {
    if column.isRequired { return false }
    levels.append(0)
    return true
  }

  /// Appends a text by its number in the dictionary.
  @inline(__always) mutating func appendText(_ index: UInt32, byteCount: UInt32) {
    plainTextByteCount += 4 + Int(byteCount)
    indices.append(index)
    if !column.isRequired { levels.append(1) }
  }

  /// Appends a whole number, or the coefficient of a decimal at the places of the column.
  @inline(__always) mutating func appendNumber(_ number: Int64) {
    indices.append(numbers.index(of: number))
    if !column.isRequired { levels.append(1) }
  }

  /// Whether a coefficient has no more digits than a decimal of Parquet.
  func isDecimal(_ coefficient: Int64) -> Bool { coefficient.magnitude < Self.decimalLimit }

  /// The number of a text in the dictionary.
  mutating func textIndex(_ text: UnsafeRawBufferPointer) -> UInt32 {
    text.withMemoryRebound(to: UInt8.self) { texts.index(of: $0) }
  }

  /// The number of a text in the dictionary.
  mutating func textIndex(_ text: String) -> UInt32 { texts.index(of: text) }

  /// Appends the value that was appended last, again and again.
  mutating func repeatLast(_ count: Int, of value: FactValue) {
    guard count > 0 else { return }
    if case .null = value {
      levels.append(contentsOf: repeatElement(0, count: count))
      return
    }
    guard let last = indices.last else { return }
    indices.append(contentsOf: repeatElement(last, count: count))
    if !column.isRequired { levels.append(contentsOf: repeatElement(1, count: count)) }
    if case .text(let text) = value { plainTextByteCount += (4 + text.utf8.count) * count }
  }

  /// Why a value does not fit; `row` counts from 1.
  func error(for value: FactValue, row: Int) -> TableFileError {
    let fault: RowFault
    switch (value, type) {
    case (.null, _): fault = .missingValue(column: column.name)
    case (.decimal(let number), .decimal): fault = .tooManyPlaces(column: column.name, value: number)
    case (.date(let text), .date): fault = .invalidDate(column: column.name, value: text)
    case (.text, .text):
      return .parquet(.textTooLong(column: column.name, limit: ParquetFormat.textByteLimit))
    default: fault = .wrongType(column: column.name, value: value)
    }
    return .invalidRow(fault, row: row)
  }

  mutating func removeAll() {
    texts.removeAll()
    numbers.removeAll()
    plainTextByteCount = 0
    indices.removeAll(keepingCapacity: true)
    levels.removeAll(keepingCapacity: true)
  }
}

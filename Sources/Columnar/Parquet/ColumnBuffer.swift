import DecimalNumbers
import FactTables

/// The values of one column of the row group that is being filled.
///
/// Every different value is kept once, with its number for each row: what a dictionary page holds, and what the least and
/// the greatest value are found in. For one thread at a time: that of the writer, then that of the worker it is handed
/// over to, whole.
final class ColumnBuffer: @unchecked Sendable {
  let column: ParquetColumn
  let type: ColumnType
  @exclusivity(unchecked) private(set) var texts = TextDictionary()
  /// Whole numbers, coefficients of decimals, day numbers.
  @exclusivity(unchecked) private(set) var numbers = NumberDictionary()
  /// The number of each value that is not null; of a boolean 0 or 1.
  let indices: IndexList
  /// 1 for a value, 0 for a null; empty for a required column.
  let levels: NumberList<UInt8>
  /// What packed words were found to be.
  @exclusivity(unchecked) var known = PackedNumbers()

  /// The least magnitude that has too many digits for a decimal of Parquet.
  private static let decimalLimit: UInt64 = 1_000_000_000_000_000_000

  /// Makes a column of a row group of `rowCount` rows.
  init(_ column: ColumnSchema, rowCount: Int) {
    indices = IndexList(rowCount: rowCount)
    levels = NumberList(capacity: column.isRequired ? 0 : rowCount)
    self.column = ParquetColumn(column)
    type = column.type
  }

  /// How many rows there are.
  var count: Int { column.isRequired ? indices.count : levels.count }

  /// How many values are null.
  var nullCount: Int { count - indices.count }

  /// Bytes that all texts take, plain.
  @exclusivity(unchecked) private(set) var plainTextByteCount = 0

  /// Bytes of the different texts.
  var textByteCount: Int { texts.bytes.count }

  /// Appends a value; false where it does not fit the column, and `error(for:)` says why.
  func append(_ value: FactValue) -> Bool {
    if case .null = value {
      if column.isRequired { return false }
      levels.append(0)
      return true
    }
    guard let index = index(of: value) else { return false }
    if case .text(let text) = value { addPlainText(byteCount: 4 + text.utf8.count) }
    indices.append(index)
    if !column.isRequired { levels.append(1) }
    return true
  }

  /// The number of a value in the dictionary; `nil` for null and for what does not fit the column.
  func index(of value: FactValue) -> UInt32? {
    switch value {
    case .null: return nil
    case .text(let text):
      guard type == .text, text.utf8.count <= ParquetFormat.textByteLimit else { return nil }
      return textIndex(text)
    case .integer(let number):
      guard type == .integer else { return nil }
      return numbers.index(of: number)
    case .decimal(let number):
      return index(of: number)
    case .date(let text):
      guard type == .date, let days = DayNumber.days(of: text) else { return nil }
      return numbers.index(of: Int64(days))
    case .boolean(let flag):
      guard type == .boolean else { return nil }
      return flag ? 1 : 0
    }
  }

  /// The number of a decimal in the dictionary; `nil` where it does not fit the column.
  func index(of number: DecimalNumber) -> UInt32? {
    guard case .decimal(let places) = type, let digits = number.coefficient(atScale: places),
      digits.magnitude < Self.decimalLimit
    else { return nil }
    return numbers.index(of: digits)
  }

  /// The number of a text in the dictionary.
  func textIndex(_ text: UnsafeRawBufferPointer) -> UInt32 {
    text.withMemoryRebound(to: UInt8.self) { texts.index(of: $0) }
  }

  /// The number of a text in the dictionary.
  func textIndex(_ text: String) -> UInt32 {
    let found = text.utf8.withContiguousStorageIfAvailable { texts.index(of: $0) }
    return found ?? Array(text.utf8).withUnsafeBufferPointer { texts.index(of: $0) }
  }

  /// Appends the value that was appended last, again and again.
  func repeatLast(_ count: Int, of value: FactValue) {
    guard count > 0 else { return }
    if case .null = value {
      levels.append(0, times: count)
      return
    }
    guard let last = indices.last else { return }
    indices.append(last, times: count)
    if !column.isRequired { levels.append(1, times: count) }
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

  /// Counts the bytes that texts take, plain.
  func addPlainText(byteCount: Int) { plainTextByteCount += byteCount }

  func removeAll() {
    texts.removeAll()
    numbers.removeAll()
    known.removeAll()
    plainTextByteCount = 0
    indices.removeAll()
    levels.removeAll()
  }
}

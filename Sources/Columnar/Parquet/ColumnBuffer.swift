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

  /// Bytes of the different texts.
  var textByteCount: Int { texts.bytes.count }

  /// Appends a value; returns what is wrong with it.
  mutating func append(_ value: FactValue) -> RowFault? {
    let index: UInt32
    switch (value, type) {
    case (.null, _):
      if column.isRequired { return .missingValue(column: column.name) }
      levels.append(0)
      return nil
    case (.text(let text), .text):
      let found: UInt32? = text.utf8.withContiguousStorageIfAvailable { texts.index(of: $0) }
      index = found ?? Array(text.utf8).withUnsafeBufferPointer { texts.index(of: $0) }
    case (.integer(let number), .integer): index = numbers.index(of: number)
    case (.decimal(let number), .decimal(let places)):
      guard let digits = number.coefficient(atScale: places), digits.magnitude < Self.decimalLimit else {
        return .tooManyPlaces(column: column.name, value: number)
      }
      index = numbers.index(of: digits)
    case (.date(let text), .date):
      guard let days = DayNumber.days(of: text) else { return .invalidDate(column: column.name, value: text) }
      index = numbers.index(of: Int64(days))
    case (.boolean(let flag), .boolean): index = flag ? 1 : 0
    default: return .wrongType(column: column.name, value: value)
    }
    indices.append(index)
    if !column.isRequired { levels.append(1) }
    return nil
  }

  mutating func removeAll() {
    texts.removeAll()
    numbers.removeAll()
    indices.removeAll(keepingCapacity: true)
    levels.removeAll(keepingCapacity: true)
  }
}

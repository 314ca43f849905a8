import FactTables

/// Codes and fixed choices of the Parquet format (parquet.thrift of format version 2).
enum ParquetFormat {
  static let magic = Array("PAR1".utf8)
  /// Says format features of version 2, as logical types.
  static let version = 2
  /// Readers look here for writers with known faults; the version is that of the bytes, not of the program, so that a
  /// new program writes the bytes of the one before.
  static let createdBy = "gongkai version 1.0.0"
  static let tableKey = "gongkai.table"
  static let schemaVersionKey = "gongkai.schema_version"
  /// The digits of every decimal, the most that fit 64 bits.
  static let decimalPrecision = 18
  /// A longer text would not fit the CSV either.
  static let textByteLimit = 64 << 20
  /// The zstd codec.
  static let codec = 6

  enum PageType {
    static let data = 0
    static let dictionary = 2
  }

  enum Encoding {
    static let plain = 0
    static let rle = 3
    static let rleDictionary = 8
  }

  enum Repetition {
    static let required = 0
    static let optional = 1
  }
}

/// How the values of a column are kept.
enum PhysicalType: Int {
  case boolean = 0
  case int32 = 1
  case int64 = 2
  case byteArray = 6

  init(_ type: ColumnType) {
    self =
      switch type {
      case .integer, .decimal: .int64
      case .date: .int32
      case .boolean: .boolean
      case .text: .byteArray
      }
  }
}

/// A column as the footer describes it.
struct ParquetColumn: Hashable {
  var name: String
  var physicalType: Int
  var isRequired: Bool
  /// The converted type of the older format: UTF8, DECIMAL, DATE; `nil` for a number or truth value.
  var convertedType: Int?
  var scale: Int?
  var precision: Int?

  init(name: String, physicalType: Int, isRequired: Bool) {
    self.name = name
    self.physicalType = physicalType
    self.isRequired = isRequired
  }

  init(_ column: ColumnSchema) {
    self.init(
      name: column.name, physicalType: PhysicalType(column.type).rawValue, isRequired: column.isRequired)
    switch column.type {
    case .text: convertedType = 0
    case .decimal(let places): (convertedType, scale, precision) = (5, places, ParquetFormat.decimalPrecision)
    case .date: convertedType = 6
    case .integer, .boolean: break
    }
  }
}

extension TableSchema {
  /// The leading columns of the key whose own order is that of the rows: a column of codes sorts by the order of the form,
  /// which no reader of Parquet knows.
  var plainlySortedColumns: [Int] {
    let indices = primaryKey.compactMap { index(of: $0) }
    return Array(indices.prefix { columns[$0].allowedValues == nil && columns[$0].sortOrder == nil })
  }
}

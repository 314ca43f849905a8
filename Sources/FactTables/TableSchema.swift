/// What a column holds.
public enum ColumnType: Hashable, Sendable {
  /// A 64-bit whole number.
  case integer
  /// An exact decimal number with this many places, 0 to 18.
  case decimal(places: Int)
  /// UTF-8 text.
  case text
  /// An ISO calendar date.
  case date
  /// `true` or `false`.
  case boolean
}

/// One column of a fact table.
public struct ColumnSchema: Hashable, Sendable {
  /// The name in the header.
  public var name: String
  /// What it holds.
  public var type: ColumnType
  /// Whether `null` is forbidden.
  public var isRequired: Bool
  /// The unit of a number, as `yuan`; `nil` where it has none or another column says it.
  public var unit: String?
  /// One English sentence.
  public var description: String
  /// The codes that may stand here, in the order of the form, by which rows are sorted; `nil` where any value may.
  public var allowedValues: [String]?
  /// Codes that sort first, in this order, in a column where other values may stand too; `nil` for byte order.
  public var sortOrder: [String]?

  /// Makes a column.
  public init(
    _ name: String, _ type: ColumnType, isRequired: Bool = true, unit: String? = nil, _ description: String,
    allowedValues: [String]? = nil, sortOrder: [String]? = nil
  ) {
    self.name = name
    self.type = type
    self.isRequired = isRequired
    self.unit = unit
    self.description = description
    self.allowedValues = allowedValues
    self.sortOrder = sortOrder
  }
}

/// A column whose values, where not null, occur in a column of another table.
public struct ForeignKey: Hashable, Sendable {
  /// The column here.
  public var column: String
  /// The table there.
  public var table: FactTable
  /// The column there.
  public var referencedColumn: String

  /// Makes a reference.
  public init(_ column: String, to table: FactTable, _ referencedColumn: String) {
    self.column = column
    self.table = table
    self.referencedColumn = referencedColumn
  }
}

/// A fact table: the one declaration from which CSV header, data package and every other schema come.
public struct TableSchema: Sendable {
  /// Which table it is.
  public let table: FactTable
  /// One English sentence.
  public let description: String
  /// The columns, in the order of the files.
  public let columns: [ColumnSchema]
  /// The columns that together tell one row from every other, in sort order.
  ///
  /// Some may be null: a null equals a null.
  public let primaryKey: [String]
  /// References into other tables.
  public let foreignKeys: [ForeignKey]
  /// Whether the table has one file a reporting year; otherwise one file a snapshot.
  public let isPartitionedByYear: Bool
  private let indices: [String: Int]

  /// Makes a table; every name of `primaryKey` must be a column's.
  public init(
    table: FactTable, description: String, columns: [ColumnSchema], primaryKey: [String], foreignKeys: [ForeignKey],
    isPartitionedByYear: Bool = true
  ) {
    self.table = table
    self.description = description
    self.columns = columns
    self.primaryKey = primaryKey
    self.foreignKeys = foreignKeys
    self.isPartitionedByYear = isPartitionedByYear
    indices = Dictionary(columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    precondition(indices.count == columns.count, "a column name stands once in a table")
    precondition(primaryKey.allSatisfy { indices[$0] != nil }, "a key column is a column")
  }

  /// The name in the store, as `applications`.
  public var name: String { table.rawValue }

  /// The place of a column in a row; `nil` for an unknown name.
  public func index(of column: String) -> Int? { indices[column] }

  /// Whether no column of the key may be null, so that it is a primary key also in the sense of SQL.
  public var hasRequiredKey: Bool {
    columns.allSatisfy { $0.isRequired || !primaryKey.contains($0.name) }
  }
}

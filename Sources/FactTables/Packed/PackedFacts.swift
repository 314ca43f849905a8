/// The rows of one report, packed: what all of them begin and end with once, and their own columns row after row.
///
/// Only tables whose columns are head, own columns, `source_sha256`, `source_line` can be packed so: all fact tables but
/// `reports`.
public struct PackedFacts: Sendable {
  /// The tables that can be packed, in their fixed order.
  public static let tables = FactTable.allCases.filter { $0 != .reports && $0 != .sources }

  /// `report_id, report_year, agency_id, agency_name, region_code`.
  public var head: [PackedValue]
  /// `source_sha256`.
  public var sourceHash: PackedValue
  /// The texts that the words name.
  public var pool: TextPool
  /// The rows of each of `tables`, sorted by primary key.
  public var rows: [PackedRows]

  /// Puts the parts together.
  public init(head: [PackedValue], sourceHash: PackedValue, pool: TextPool, rows: [PackedRows]) {
    self.head = head
    self.sourceHash = sourceHash
    self.pool = pool
    self.rows = rows
  }

  /// The place of a table in `rows`; `nil` for one that is not packed.
  @inlinable public static func place(of table: FactTable) -> Int? {
    switch table {
    case .reports, .sources: nil
    case .applications: 0
    case .outcomes: 1
    case .procurement: 2
    case .disclosure: 3
    case .proceedings: 4
    case .statisticsV0: 5
    case .microblog: 6
    case .engagement: 7
    case .findings: 8
    }
  }

  /// The rows of a table; none of one that is not packed.
  public subscript(table: FactTable) -> PackedRows {
    Self.place(of: table).map { rows[$0] } ?? PackedRows(table)
  }

  /// A row as values.
  public func row(_ index: Int, of rows: PackedRows) -> FactRow {
    var row: FactRow = []
    row.reserveCapacity(head.count + rows.width + 1)
    for value in head { row.append(pool.value(value)) }
    let start = index * rows.width
    for value in rows.words[start..<start + rows.width - 1] { row.append(pool.value(value)) }
    row.append(pool.value(sourceHash))
    row.append(pool.value(rows.words[start + rows.width - 1]))
    return row
  }

  /// All rows of a table as values.
  public func factRows(of table: FactTable) -> [FactRow] {
    let rows = self[table]
    return (0..<rows.count).map { row($0, of: rows) }
  }
}

/// Rows of one table without what they begin and end with.
public struct PackedRows: Sendable {
  /// The table.
  public let table: FactTable
  /// Words a row: the table's own columns, then `source_line`.
  public let width: Int
  /// Row after row.
  public var words: [PackedValue]

  /// How many columns stand before a table's own.
  @inlinable public static var headCount: Int { 5 }

  private static let widths = PackedFacts.tables.map { $0.schema.columns.count - headCount - 1 }

  /// No rows yet.
  public init(_ table: FactTable) {
    self.table = table
    width = PackedFacts.place(of: table).map { Self.widths[$0] } ?? 1
    words = []
  }

  /// How many rows there are.
  @inlinable public var count: Int { words.count / width }

  /// Appends a row from values: the table's own columns.
  public mutating func append(_ own: [FactValue], line: Int?, packer: inout FactPacker) {
    precondition(own.count + 1 == width, "a value for each column of the table's own")
    for value in own { words.append(packer.pack(value)) }
    words.append(.line(line))
  }
}

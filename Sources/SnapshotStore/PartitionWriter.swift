import FactTables

/// Writes the rows of one table and year, in key order, to as many files as they need, in each format.
///
/// For one thread at a time. Every row is checked: against its schema, its year, the order and the key. A file whose
/// bytes are those of the parent's becomes a hard link to it.
public final class PartitionWriter {
  /// How many rows were written.
  public private(set) var rowCount = 0
  private let builder: SnapshotBuilder
  private let table: FactTable
  private let schema: TableSchema
  private let order: RowOrder
  private let year: Int?
  private let yearIndex: Int?
  private let writers: [FormatWriter]
  private var lastKey: [UInt8] = []
  /// Room for the key of the report that comes.
  private var reportKey: [UInt8] = []
  /// Rows of the files that are open; `nil` where none is.
  private var fileRows: Int?

  init(builder: SnapshotBuilder, table: FactTable, year: Int?) throws(StoreError) {
    self.builder = builder
    self.table = table
    self.year = year
    schema = table.schema
    order = RowOrder(schema)
    yearIndex = year == nil ? nil : schema.index(of: "report_year")
    writers = builder.formats(of: table).map {
      FormatWriter($0, builder: builder, table: table, year: year)
    }
    // A table without years always has its file, also when it is empty.
    if year == nil { try openFiles() }
  }

  /// Appends a row.
  public func append(_ row: FactRow) throws(StoreError) {
    let number = rowCount + 1
    if let fault = schema.faults(in: row).first {
      throw .invalidRow(table, year: year, row: number, fault: fault)
    }
    if let year, let yearIndex, row[yearIndex] != .integer(Int64(year)) {
      throw .wrongYear(table, year: year, row: number)
    }
    let key = order.key(of: row)
    if rowCount > 0, !lastKey.lexicographicallyPrecedes(key) {
      throw lastKey == key
        ? .duplicateKey(table, year: year, row: number) : .unsortedRow(table, year: year, row: number)
    }
    if fileRows == builder.settings.rowsPerFile, year != nil { try closeFiles() }
    if fileRows == nil { try openFiles() }
    for writer in writers { try writer.append(row) }
    fileRows = (fileRows ?? 0) + 1
    lastKey = key
    rowCount = number
  }

  /// Appends the rows of one report, sorted by key and fitting the table as `PackedFacts.isValid` says.
  ///
  /// Only the year and the place among the other reports are looked at here, and the kinds of values.
  public func append(_ rows: PackedRows, of facts: PackedFacts) throws(StoreError) {
    if rows.count == 0 { return }
    let number = rowCount + 1
    if let year, facts.head.count < 2 || facts.head[1] != PackedValue(integer: Int64(year)) {
      throw .wrongYear(table, year: year, row: number)
    }
    // Every key begins with the report's id, which no other report has.
    writeKey(ofReport: facts)
    if rowCount > 0 {
      if lastKey.starts(with: reportKey) { throw .duplicateKey(table, year: year, row: number) }
      if !lastKey.lexicographicallyPrecedes(reportKey) { throw .unsortedRow(table, year: year, row: number) }
    }
    var next = 0
    while next < rows.count {
      if fileRows == builder.settings.rowsPerFile, year != nil { try closeFiles() }
      if fileRows == nil { try openFiles() }
      let room = builder.settings.rowsPerFile - (fileRows ?? 0)
      let end = year == nil ? rows.count : min(rows.count, next + room)
      for writer in writers { try writer.append(rows, next..<end, of: facts) }
      fileRows = (fileRows ?? 0) + end - next
      rowCount += end - next
      next = end
    }
    // Behind every row of this report.
    swap(&lastKey, &reportKey)
    lastKey.append(0xFF)
  }

  /// The beginning of the keys of a report's rows.
  private func writeKey(ofReport facts: PackedFacts) {
    guard case .text(let number)? = facts.head.first?.content, number < facts.pool.count else {
      reportKey = order.key(ofReport: facts.head.first.map(facts.pool.value) ?? .null)
      return
    }
    facts.pool.bytes.withUnsafeBytes {
      order.writeKey(
        ofReport: UnsafeRawBufferPointer(rebasing: $0[facts.pool.range(number)]), to: &reportKey)
    }
  }

  /// Ends the last files and adds all of them to the snapshot.
  ///
  /// A year without rows has no file.
  public func finish() throws(StoreError) {
    if fileRows != nil { try closeFiles() }
    var files: FormatFiles = [:]
    for writer in writers {
      try writer.finish()
      if !writer.entries.isEmpty { files[writer.format.rawValue] = writer.entries }
    }
    try builder.add(files, to: table, year: year)
  }

  private func openFiles() throws(StoreError) {
    for writer in writers { try writer.open(rowsBefore: rowCount) }
    fileRows = 0
  }

  private func closeFiles() throws(StoreError) {
    for writer in writers { try writer.close() }
    fileRows = nil
  }
}

import Columnar
import FactTables

/// One complete, unchanging state of a store.
public struct Snapshot: Sendable {
  /// What it consists of.
  public let manifest: Manifest
  /// Its folder.
  public let path: String
  let fileSystem: any FileSystem

  /// Its name, `<seq>-<id>`.
  public var name: String { manifest.snapshot }

  /// The years of a table, ascending; empty for a table without rows.
  public func years(of table: FactTable) -> [Int] { manifest.years(of: table) }

  /// How many rows a table has.
  public func rowCount(of table: FactTable) -> Int { manifest.rowCount(of: table) }

  /// Hands over the rows of a table, by year, then in key order.
  ///
  /// Memory is bounded.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - year: Only this year; `nil` for all.
  ///   - body: Takes each row; what it throws ends the reading.
  /// - Throws: `StoreError` where a file is missing or damaged, and what `body` throws.
  public func forEachRow(of table: FactTable, year: Int? = nil, _ body: (FactRow) throws -> Void) throws {
    let years: [Int?] = table == .sources || year != nil ? [year] : years(of: table)
    for year in years {
      let (format, files) = manifest.readableFiles(of: table, year: year)
      for file in files {
        try TableFileReader(
          fileSystem: fileSystem, path: path + "/" + file.path, schema: table.schema, format: format
        ).read { row, _ in try body(row) }
      }
    }
  }

  /// The rows of a table and year in memory.
  ///
  /// Throws `StoreError`.
  public func rows(of table: FactTable, year: Int? = nil) throws -> [FactRow] {
    var rows: [FactRow] = []
    try forEachRow(of: table, year: year) { rows.append($0) }
    return rows
  }
}

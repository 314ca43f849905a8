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
    for file in manifest.files(of: table, year: year) {
      try TableFileReader(fileSystem: fileSystem, path: path + "/" + file.path, schema: table.schema)
        .read { row, _ in try body(row) }
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

/// Reads one `.csv.zst` file in bounded memory.
struct TableFileReader {
  let fileSystem: any FileSystem
  let path: String
  let schema: TableSchema

  /// A table file larger than this unpacked is taken for a bomb.
  static let unpackedByteLimit = 1 << 38

  /// Hands over each row with its line; `packed` sees the bytes of the file as they are read.
  func read(
    packed: (UnsafeBufferPointer<UInt8>) -> Void = { _ in }, row body: (FactRow, Int) throws -> Void
  ) throws {
    do {
      let decompressor = try ZstdDecompressor(limit: Self.unpackedByteLimit)
      var decoder = CSVDecoder(schema)
      try fileSystem.readPieces(path) { piece in
        packed(piece)
        try decompressor.feed(piece) { try decoder.feed($0, row: body) }
      }
      try decompressor.finish()
      try decoder.finish()
    } catch let error as ZstdError {
      throw StoreError.compression(path: path, error)
    } catch let error as CSVError {
      throw StoreError.unreadableTable(path: path, error)
    }
  }
}

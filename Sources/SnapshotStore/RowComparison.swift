import FactTables
import Glibc

/// Reads the Parquet file beside a CSV file and tells the first row that differs.
///
/// Behind an error or a difference nothing more is told: one row too many would make all others differ.
struct RowComparison {
  private let path: String
  private var rows: ParquetRows?
  private var failure: StoreProblem?
  private var number = 0

  /// `file` is `nil` where there is nothing to compare with.
  init(_ file: FileEntry?, _ schema: TableSchema, in snapshot: Snapshot) {
    path = file?.path ?? ""
    guard let file else { return }
    do {
      rows = try ParquetRows(
        fileSystem: snapshot.fileSystem, path: snapshot.path + "/" + file.path, schema: schema)
    } catch {
      failure = Self.problem(error, path)
    }
  }

  /// Compares the next row; returns what is wrong.
  mutating func compare(_ row: FactRow) -> StoreProblem? {
    number += 1
    return check { try $0.next() == row }
  }

  /// Says that the CSV file has no more rows.
  mutating func end() -> StoreProblem? {
    number += 1
    return check { try $0.next() == nil }
  }

  private mutating func check(_ isGood: (ParquetRows) throws -> Bool) -> StoreProblem? {
    if let failure {
      self.failure = nil
      return failure
    }
    guard let rows else { return nil }
    do {
      if try isGood(rows) { return nil }
      self.rows = nil
      return .differentRow(path: path, row: number)
    } catch {
      self.rows = nil
      return Self.problem(error, path)
    }
  }

  /// A missing file has been told.
  private static func problem(_ error: any Error, _ path: String) -> StoreProblem? {
    if case .system(.open, _, let code) = error as? StoreError, code == ENOENT { return nil }
    return .unusable(error as? StoreError ?? .invalidManifest(path: path, reason: "\(error)"))
  }
}

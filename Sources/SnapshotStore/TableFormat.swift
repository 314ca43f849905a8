import FactTables

/// The formats in which a snapshot keeps its tables, each with the same rows in the same files.
public enum TableFormat: String, CaseIterable, Hashable, Sendable {
  /// `.csv.zst`.
  case csv
  /// `.parquet`.
  case parquet

  /// Where a file of a table stands in a snapshot; `year` is `nil` for a table without years, `part` for a year of one file.
  func path(_ table: FactTable, year: Int?, part: Int?) -> String {
    let ending = self == .csv ? "csv.zst" : "parquet"
    guard let year else { return "\(table.rawValue).\(ending)" }
    let suffix = part.map { $0 < 10 ? "-0\($0)" : "-\($0)" } ?? ""
    return "\(rawValue)/\(table.rawValue)/\(table.rawValue)-\(year)\(suffix).\(ending)"
  }
}

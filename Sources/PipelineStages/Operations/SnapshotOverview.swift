import FactTables
import SnapshotStore

/// What is in a snapshot, counted.
public struct SnapshotOverview: Sendable, Codable {
  /// Rows of `sources` by status.
  public var sources: [String: Int] = [:]
  /// Documents set aside, by reason.
  public var setAside: [String: Int] = [:]
  /// Rows by table.
  public var rows: [String: Int] = [:]
  /// Cells of the statutory tables, by basis.
  public var cells: [String: Int] = [:]
  /// Findings by severity.
  public var findings: [String: Int] = [:]
  /// Findings by rule.
  public var rules: [String: Int] = [:]

  enum CodingKeys: String, CodingKey {
    case sources, rows, cells, findings, rules
    case setAside = "set_aside"
  }

  /// Counts a snapshot; `nil` has nothing.
  init(_ snapshot: Snapshot?) throws {
    // Every known code is there, so that a count that falls to nothing is seen as 0 and not as gone.
    for status in FactCodes.sourceStatuses { sources[status] = 0 }
    for severity in FactCodes.severities { findings[severity] = 0 }
    for basis in Self.bases { cells[basis] = 0 }
    for table in FactTable.allCases { rows[table.rawValue] = snapshot?.rowCount(of: table) ?? 0 }
    guard let snapshot else { return }
    let sourceColumns = TableColumns(.sources)
    try snapshot.forEachRow(of: .sources) { row in
      let status = sourceColumns.text("status", of: row) ?? ""
      sources[status, default: 0] += 1
      if status == "set_aside" { setAside[sourceColumns.text("reason", of: row) ?? "", default: 0] += 1 }
    }
    let reports = TableColumns(.reports)
    try snapshot.forEachRow(of: .reports) { row in
      for basis in Self.bases { cells[basis, default: 0] += reports.integer(basis + "_cells", of: row) ?? 0 }
    }
    let columns = TableColumns(.findings)
    try snapshot.forEachRow(of: .findings) { row in
      findings[columns.text("severity", of: row) ?? "", default: 0] += 1
      rules[columns.text("rule", of: row) ?? "", default: 0] += 1
    }
  }

  private static let bases = ["printed", "inferred", "unresolved", "blank"]
}

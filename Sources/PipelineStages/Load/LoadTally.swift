import FactTables
import SnapshotStore

/// Counts what a person wants to know of a snapshot's rows, while they are written.
struct LoadTally {
  /// Cells of the statutory tables, by basis.
  private(set) var cellsByBasis: [String: Int] = [:]
  /// Findings by severity.
  private(set) var findingsBySeverity: [String: Int] = [:]
  /// Findings by rule.
  private(set) var findingsByRule: [String: Int] = [:]

  private static let bases = ["printed", "inferred", "unresolved", "blank"]
  private static let baseIndices = bases.map { FactTable.reports.schema.index(of: $0 + "_cells") }
  private static let rule = FactTable.findings.schema.index(of: "rule")
  private static let severity = FactTable.findings.schema.index(of: "severity")

  /// Counts the cells that a row of `reports` tells.
  mutating func add(report row: FactRow) {
    for (basis, index) in zip(Self.bases, Self.baseIndices) {
      cellsByBasis[basis, default: 0] += index.flatMap { row[$0].integerValue }.map { Int($0) } ?? 0
    }
  }

  /// Counts a row of `findings`.
  mutating func add(finding row: FactRow) {
    findingsBySeverity[Self.severity.flatMap { row[$0].string } ?? "", default: 0] += 1
    findingsByRule[Self.rule.flatMap { row[$0].string } ?? "", default: 0] += 1
  }

  /// Counts the findings of a report.
  mutating func addFindings(of facts: PackedFacts) {
    guard let rule = Self.rule, let severity = Self.severity else { return }
    let rows = facts[.findings]
    for index in 0..<rows.count {
      let start = index * rows.width - PackedRows.headCount
      findingsBySeverity[facts.pool.value(rows.words[start + severity]).string ?? "", default: 0] += 1
      findingsByRule[facts.pool.value(rows.words[start + rule]).string ?? "", default: 0] += 1
    }
  }

  /// Counts the rows of a year that was taken over.
  mutating func add(_ year: Int, of snapshot: Snapshot) throws {
    try snapshot.forEachRow(of: .reports, year: year) { add(report: $0) }
    try snapshot.forEachRow(of: .findings, year: year) { add(finding: $0) }
  }
}

extension LoadSummary {
  /// Takes over what was counted of a new snapshot.
  mutating func describe(_ snapshot: Snapshot, sources: SourceTable, tally: LoadTally) {
    sourcesByStatus = sources.countByStatus
    setAsideByReason = sources.countByReason
    for table in FactTable.allCases { rowsByTable[table] = snapshot.rowCount(of: table) }
    cellsByBasis = tally.cellsByBasis
    findingsBySeverity = tally.findingsBySeverity
    findingsByRule = tally.findingsByRule
  }
}

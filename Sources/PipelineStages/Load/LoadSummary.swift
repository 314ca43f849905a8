import FactTables

/// What `load` did.
public struct LoadSummary: Sendable {
  /// Whether a new snapshot was published.
  public var isCommitted = false
  /// The name of the current snapshot; `nil` where the store has none.
  public var snapshot: String?
  /// Rows of `sources` by status.
  public var sourcesByStatus: [String: Int] = [:]
  /// Documents set aside, by reason, all that the store knows.
  public var setAsideByReason: [String: Int] = [:]
  /// Documents set aside that the parent snapshot did not know.
  public var newlySetAside: [(path: String, reason: String)] = []
  /// Rows of each table of the snapshot.
  public var rowsByTable: [FactTable: Int] = [:]
  /// Cells of the statutory tables, by basis.
  public var cellsByBasis: [String: Int] = [:]
  /// Findings by severity.
  public var findingsBySeverity: [String: Int] = [:]
  /// Findings by rule.
  public var findingsByRule: [String: Int] = [:]
}

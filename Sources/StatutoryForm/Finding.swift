/// How serious a finding is (form.md section 3).
public enum Severity: String, CaseIterable, Sendable {
  /// The figures contradict one another or the form.
  case error
  /// Something is likely wrong, or cannot be checked.
  case warning
  /// Worth knowing; nothing is said against the figures.
  case info
}

/// One observation about a report: a failed rule with its place, as a row of the fact table `findings`.
public struct Finding: Hashable, Sendable {
  /// The rule's id of form.md section 3 without its index, as `T3.ROW.SUM`.
  public var rule: String
  /// How serious it is.
  public var severity: Severity
  /// Fact table; `nil` where the finding is about the whole report.
  public var table: String?
  /// Row code; `nil` where it does not apply.
  public var row: String?
  /// Column code; `nil` where it does not apply.
  public var column: String?
  /// What the document says; `nil` where nothing is seen.
  public var seen: String?
  /// What the rule expects; `nil` where it expects nothing definite.
  public var expected: String?
  /// One sentence for a person.
  public var message: String
  /// 1-based line of the decoded source; `nil` where there is none.
  public var line: Int?

  /// Makes a finding.
  public init(
    rule: String, severity: Severity, table: String? = nil, row: String? = nil, column: String? = nil,
    seen: String? = nil, expected: String? = nil, message: String, line: Int? = nil
  ) {
    self.rule = rule
    self.severity = severity
    self.table = table
    self.row = row
    self.column = column
    self.seen = seen
    self.expected = expected
    self.message = message
    self.line = line
  }
}

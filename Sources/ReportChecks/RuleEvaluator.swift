import StatutoryForm

/// One rule of form.md section 3: an id, how serious a failure is, and the check itself.
///
/// The facts a rule looks at are a parameter, so that rules about narrative figures or about several reports are
/// further values of this type over facts of their own.
public struct Rule<Facts: Sendable>: Sendable {
  /// The id of form.md section 3, without index.
  public let id: String
  /// How serious a failure is, where the check itself does not say otherwise.
  public let severity: Severity
  /// What the rule asks, in one sentence.
  public let summary: String
  private let check: @Sendable (Facts, RuleReport) -> [Finding]

  /// Makes a rule.
  public init(
    id: String, severity: Severity, summary: String, check: @escaping @Sendable (Facts, RuleReport) -> [Finding]
  ) {
    self.id = id
    self.severity = severity
    self.summary = summary
    self.check = check
  }

  /// The failures of the rule over the facts.
  public func findings(for facts: Facts) -> [Finding] { check(facts, RuleReport(rule: id, severity: severity)) }
}

/// Makes the findings of one rule.
public struct RuleReport: Sendable {
  let rule: String
  let severity: Severity

  /// A failure at a cell.
  public func at(
    _ cell: ResolvedCell, seen: String? = nil, expected: String? = nil, severity: Severity? = nil, _ message: String
  ) -> Finding {
    Finding(
      rule: rule, severity: severity ?? self.severity, table: cell.row.table.code, row: cell.row.code,
      column: cell.column.code, seen: seen ?? cell.printed, expected: expected, message: message, line: cell.line)
  }

  /// A failure at a row, or of the whole report where there is none.
  public func at(
    row: FormRow? = nil, column: FormColumn? = nil, seen: String? = nil, expected: String? = nil, line: Int? = nil,
    _ message: String
  ) -> Finding {
    Finding(
      rule: rule, severity: severity, table: row?.table.code, row: row?.code, column: column?.code, seen: seen,
      expected: expected, message: message, line: line)
  }
}

/// Evaluates a list of rules.
///
/// This is the one place that raises identities which fail over published values; the resolver raises only what no
/// published value shows, so that the two lists joined hold nothing twice.
public struct RuleEvaluator: Sendable {
  /// The rules, in the order of their findings.
  public let rules: [Rule<ReportFacts>]

  /// The rules about the tables and the heading of one report.
  public static let reportRules: [Rule<ReportFacts>] = identityRules + publicityRules + headingRules

  /// Makes an evaluator.
  public init(rules: [Rule<ReportFacts>] = RuleEvaluator.reportRules) { self.rules = rules }

  /// All failures, in the order of the rules and then of the form.
  public func findings(for facts: ReportFacts) -> [Finding] { rules.flatMap { $0.findings(for: facts) } }
}

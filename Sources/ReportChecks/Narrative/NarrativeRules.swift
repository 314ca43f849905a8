import DecimalNumbers
import StatutoryForm

/// The rules about narrative against tables (form.md section 3, N.*), as data.
public enum NarrativeRuleList {
  /// In the order of their findings.
  public static let rules: [Rule<NarrativeFacts>] = [
    Rule(id: "N.APP.NEW", severity: .warning, summary: "applications told as received are those of the table") {
      facts, report in
      compare(
        facts, report, metrics: ["applications_received"], row: .newReceived,
        // 含上年结转 and 共办理 mean both together.
        figures: [
          facts.total([.newReceived]), facts.total([.newReceived, .carriedIn]), facts.total([.totalProcessed]),
        ])
    },
    Rule(id: "N.APP.DONE", severity: .warning, summary: "applications told as answered are those of the table") {
      facts, report in
      compare(
        facts, report, metrics: ["applications_processed"], row: .totalProcessed,
        // 共办理 may count all that were in hand during the year.
        figures: [facts.total([.totalProcessed]), facts.total([.newReceived, .carriedIn])])
    },
    Rule(id: "N.APP.OUT", severity: .warning, summary: "outcomes told are those of the table") { facts, report in
      outcomes.flatMap { metric, rows in
        compare(
          facts, report, metrics: [metric], row: rows[0],
          figures: [facts.total(rows.filter { facts.form.layout.contains($0) })])
      }
    },
    Rule(id: "N.APP.CARRY", severity: .warning, summary: "applications told as carried over are those of the table") {
      facts, report in
      compare(
        facts, report, metrics: ["applications_carried_in"], row: .carriedIn, figures: [facts.total([.carriedIn])])
        + compare(
          facts, report, metrics: ["applications_carried_forward"], row: .carriedForward,
          figures: [facts.total([.carriedForward])])
    },
    Rule(id: "N.T4.REV", severity: .warning, summary: "reviews told are those of the table") { facts, report in
      compare(facts, report, metrics: ["review_cases"], row: .review, figures: [facts.total([.review])])
    },
    Rule(id: "N.T4.LIT", severity: .warning, summary: "lawsuits told are those of the table") { facts, report in
      compare(
        facts, report, metrics: ["litigation_cases"], row: .litigationDirect,
        figures: [facts.total([.litigationDirect, .litigationAfterReview])])
    },
    Rule(id: "N.FEE", severity: .info, summary: "a fee that was not paid is no fee collected") { facts, report in
      guard let unpaid = facts.value(.otherUnpaidFee, .total), unpaid > .zero else { return [] }
      return facts.claims(unpaidFees).compactMap { claim in
        guard claim.value == .zero else { return nil }
        return report.at(
          row: .otherUnpaidFee, column: .total, seen: unpaid.description, expected: "0", line: claim.line,
          "no processing fee is told as collected, and applications ended for an unpaid one")
      }
    },
  ]

  private static let outcomes: [(String, [FormRow])] = [
    ("outcome_granted", [.grantedFull]), ("outcome_partial", [.grantedPartial]),
    ("outcome_granted_or_partial", [.grantedFull, .grantedPartial]),
    ("outcome_denied", FormRow.allCases.filter { OutcomeGroup(row: $0) == .denied }),
    ("outcome_unavailable", FormRow.allCases.filter { OutcomeGroup(row: $0) == .unavailable }),
    ("outcome_not_held", [.unavailableNotHeld]),
    ("outcome_rejected", FormRow.allCases.filter { OutcomeGroup(row: $0) == .rejected }),
    ("outcome_other", FormRow.allCases.filter { OutcomeGroup(row: $0) == .other }),
  ]

  /// Whether some rule compares figures of the metric.
  public static func compares(_ metric: String) -> Bool { compared.contains(metric) }

  private static let compared = Set(
    [
      "applications_received", "applications_processed", "applications_carried_in", "applications_carried_forward",
      "review_cases", "litigation_cases",
    ] + unpaidFees + outcomes.map(\.0))

  private static let unpaidFees = ["processing_fee_yuan", "processing_fee_cases"]

  /// Claims that none of the possible table figures fits; a zero told of a narrower case than the table's is N.ZERO.
  private static func compare(
    _ facts: NarrativeFacts, _ report: RuleReport, metrics: [String], row: FormRow, figures: [DecimalNumber?]
  ) -> [Finding] {
    let claims = facts.claims(metrics)
    if claims.isEmpty { return [] }
    let known = figures.compactMap { $0 }
    guard let expected = known.first, figures.first != .some(nil) else { return [] }
    return claims.compactMap { claim in
      if known.contains(where: claim.admits) { return nil }
      let isZero = claim.value == .zero
      // The place is the figure's, not the cell's: nothing says that the table is the one that is wrong.
      return Finding(
        rule: isZero ? "N.ZERO" : report.rule, severity: report.severity, table: "engagement", row: claim.metric,
        seen: claim.quote, expected: expected.description,
        message: facts.isConsolidated
          ? "the text and row \(row.code) tell different numbers; the text may be about the office alone"
          : "the text and row \(row.code) tell different numbers", line: claim.line)
    }
  }
}

import DecimalNumbers
import StatutoryForm

/// The rules about parts, shares and rates inside the running text (form.md section 3, N.SUM, N.PCT, N.RATE), as data.
public enum RelationRuleList {
  /// In the order of their findings.
  public static let rules: [Rule<RelationFacts>] = [
    Rule(id: "N.SUM", severity: .warning, summary: "parts told of a figure are not more than it") { facts, report in
      facts.lists.compactMap { sum($0, report) }
    },
    Rule(id: "N.PCT", severity: .info, summary: "a share told is that of the part in the whole") { facts, report in
      facts.shares.compactMap { share in
        guard let part = share.part.exact, let whole = share.whole.exact, whole > 0,
          let isShare = isShare(share.percent, of: part, in: whole), !isShare
        else { return nil }
        return finding(
          share.part, report, seen: "\(share.percent)%", expected: "\(part) / \(whole)",
          "the share told is not that of the two numbers", line: share.line)
      }
    },
    Rule(id: "N.RATE", severity: .info, summary: "a rate of satisfaction told is that of the numbers told") {
      facts, report in
      guard let satisfied = facts.value("npc_proposals_satisfied"),
        let basically = facts.value("npc_proposals_basically_satisfied")
      else { return [] }
      let handled = ["npc_proposals", "npc_proposals_lead"].compactMap(facts.value).filter { $0 > 0 }
      if handled.isEmpty { return [] }
      return facts.claims.filter { $0.metric == "npc_satisfaction_rate" }.compactMap { claim in
        guard let rate = claim.value, claim.low == rate, claim.high == rate else { return nil }
        // Places define the rate with and without 基本满意.
        let isKnown = handled.contains { all in
          [satisfied, satisfied + basically].contains { isShare(rate, of: $0, in: all) ?? true }
        }
        if isKnown { return nil }
        return Finding(
          rule: report.rule, severity: report.severity, table: "engagement", row: claim.metric, seen: claim.quote,
          expected: "(\(satisfied) + \(basically)) / \(handled[0])",
          message: "the rate told is not that of the numbers told", line: claim.line)
      }
    },
  ]

  /// Whether some rule about rates asks for figures of the metric.
  public static func compares(_ metric: String) -> Bool { compared.contains(metric) }

  private static let compared: Set<String> = [
    "npc_satisfaction_rate", "npc_proposals", "npc_proposals_lead", "npc_proposals_satisfied",
    "npc_proposals_basically_satisfied",
  ]

  /// Whether a percentage is that of a part within half a unit of its last digit; `nil` where that is too big to tell.
  private static func isShare(_ percent: DecimalNumber, of part: Int64, in whole: Int64) -> Bool? {
    guard percent.scale <= 4, part < 1 << 40, whole < 1 << 40 else { return nil }
    var factor: Int64 = 200
    for _ in 0..<percent.scale { factor *= 10 }
    let (left, first) = part.multipliedReportingOverflow(by: factor)
    let (right, second) = whole.multipliedReportingOverflow(by: 2 * percent.coefficient)
    if first || second { return nil }
    return abs(left - right) <= whole
  }

  // MARK: - Sums

  private static func sum(_ list: RelationFacts.List, _ report: RuleReport) -> Finding? {
    let whole = list.whole
    let parts = list.parts.filter { kind($0.claim.metric) == kind(whole.claim.metric) }
    guard let limit = whole.greatest else { return nil }
    if let part = parts.first(where: { ($0.least ?? 0) > limit }) {
      return finding(
        whole, report, seen: part.claim.quote, expected: "at most \(text(whole))", "a part is more than its whole",
        line: part.claim.line)
    }
    for group in Dictionary(grouping: parts, by: { classes($0, whole) }).sorted(by: { $0.key < $1.key })
    where !group.key.isEmpty && group.value.count > 1 {
      guard let least = total(group.value.map(\.least)), least > limit else { continue }
      return finding(
        whole, report, seen: sumText(group.value), expected: "at most \(text(whole))",
        "the parts are more than their whole", line: whole.claim.line)
    }
    guard list.isComplete, parts.count == list.parts.count, parts.count > 1, kind(whole.claim.metric) == "items",
      parts.allSatisfy({ $0.platform == whole.platform }), let least = total(parts.map(\.least)),
      let greatest = total(parts.map(\.greatest)), let floor = whole.least, least > limit || greatest < floor
    else { return nil }
    return finding(
      whole, report, seen: sumText(parts), expected: text(whole), "the parts do not add up to their whole",
      line: whole.claim.line)
  }

  /// The class by which a part is told from its neighbours, where no two parts of it can overlap; empty elsewhere.
  ///
  /// What is published on one platform may stand on another as well, and one interpretation may have several forms.
  private static func classes(_ part: RelatedFigure, _ whole: RelatedFigure) -> String {
    switch part.claim.metric {
    case "accounts", "accounts_closed", "applications_by_applicant", "applications_by_channel", "posts_by_topic":
      return part.claim.metric
    case "info_disclosed", "website_posts", "media_posts":
      return part.claim.metric == whole.claim.metric && part.platform == whole.platform ? part.claim.metric : ""
    case let metric where metric.hasPrefix("outcome_"):
      // Applications received last year are answered this year: only those processed are divided by outcome.
      return whole.claim.metric == "applications_processed" ? "outcome" : ""
    case "review_upheld", "review_corrected", "review_other_result", "review_pending": return "review"
    case "litigation_upheld", "litigation_corrected", "litigation_other_result", "litigation_pending":
      return "litigation"
    case "npc_proposals_satisfied", "npc_proposals_basically_satisfied": return "satisfied"
    default: return ""
    }
  }

  /// What a metric counts: only things of one kind are parts of one another.
  private static func kind(_ metric: String) -> String {
    for (prefix, kind) in kinds where metric.hasPrefix(prefix) { return kind }
    return items.contains(metric) ? "items" : metric
  }

  private static let kinds = [
    ("applications_", "applications"), ("outcome_", "applications"), ("review_", "review"),
    ("litigation_", "litigation"), ("npc_", "npc"), ("cppcc_", "cppcc"), ("gov_rules_", "rules"),
  ]

  private static let items: Set<String> = [
    "info_disclosed", "website_posts", "posts", "posts_by_topic", "original_posts", "videos", "policy_interpretations",
    "policy_documents", "normative_documents", "normative_documents_issued", "other_documents", "personnel_documents",
    "plan_documents", "hotspot_responses", "info_produced", "info_on_application", "info_not_disclosed",
  ]

  private static func total(_ numbers: [Int64?]) -> Int64? {
    var sum: Int64 = 0
    for number in numbers {
      guard let number else { return nil }
      let (next, overflow) = sum.addingReportingOverflow(number)
      if overflow { return nil }
      sum = next
    }
    return sum
  }

  private static func text(_ figure: RelatedFigure) -> String {
    figure.claim.value?.description ?? figure.claim.high?.description ?? ""
  }

  private static func sumText(_ parts: [RelatedFigure]) -> String {
    parts.map(text).joined(separator: " + ")
  }

  private static func finding(
    _ figure: RelatedFigure, _ report: RuleReport, seen: String, expected: String, _ message: String, line: Int
  ) -> Finding {
    Finding(
      rule: report.rule, severity: report.severity, table: figure.table, row: figure.claim.metric, seen: seen,
      expected: expected, message: message, line: line)
  }
}

import DecimalNumbers
import ReportChecks
import StatutoryForm
import Testing

@Suite struct RelationRuleTests {
  private func figure(
    _ metric: String, _ value: Int64, low: Int64? = nil, high: Int64? = nil, platform: String? = nil
  ) -> RelatedFigure {
    RelatedFigure(table: "engagement", platform: platform, claim: claim(metric, value, low: low, high: high))
  }

  private func claim(_ metric: String, _ value: Int64, low: Int64? = nil, high: Int64? = nil) -> NarrativeClaim {
    NarrativeClaim(
      metric: metric, value: DecimalNumber(value), low: DecimalNumber(low ?? value), high: DecimalNumber(high ?? value),
      scope: nil, period: "2023", quote: "\(metric) \(value)", line: 4)
  }

  private func findings(_ facts: RelationFacts) -> [Finding] {
    RelationRuleList.rules.flatMap { $0.findings(for: facts) }
  }

  private func sums(_ whole: RelatedFigure, _ parts: [RelatedFigure], isComplete: Bool = false) -> [String] {
    findings(RelationFacts(lists: [.init(whole: whole, parts: parts, isComplete: isComplete)])).map(\.rule)
  }

  @Test("parts that are more than their whole are found")
  func sumFails() throws {
    let topics = [figure("info_disclosed", 60), figure("info_disclosed", 50)]
    #expect(sums(figure("info_disclosed", 100), topics) == ["N.SUM"])
    #expect(sums(figure("info_disclosed", 40), [figure("policy_interpretations", 41)]) == ["N.SUM"], "one part alone")
    #expect(
      sums(
        figure("applications_received", 9),
        [
          figure("applications_by_applicant", 8), figure("applications_by_applicant", 2),
        ]) == ["N.SUM"])
    #expect(
      sums(figure("review_cases", 3), [figure("review_upheld", 2), figure("review_corrected", 2)]) == ["N.SUM"])
    #expect(
      sums(figure("applications_processed", 9), [figure("outcome_granted", 5), figure("outcome_denied", 5)])
        == ["N.SUM"])
    let whole = figure("info_disclosed", 100)
    let parts = [figure("info_disclosed", 60), figure("policy_documents", 30)]
    #expect(sums(whole, parts, isComplete: true) == ["N.SUM"], "the rest is named, and something is missing")
    let finding = try #require(
      findings(RelationFacts(lists: [.init(whole: whole, parts: parts, isComplete: true)])).first)
    #expect(finding.severity == .warning && finding.table == "engagement" && finding.row == "info_disclosed")
    #expect(finding.seen == "60 + 30" && finding.expected == "100" && finding.line == 4)
  }

  @Test("what adds up, what is open, what may overlap and what is hedged is not found")
  func sumHolds() {
    let whole = figure("info_disclosed", 100)
    #expect(sums(whole, [figure("info_disclosed", 60), figure("info_disclosed", 40)], isComplete: true) == [])
    #expect(sums(whole, [figure("info_disclosed", 60), figure("info_disclosed", 30)]) == [], "not all are named")
    #expect(
      sums(whole, [figure("website_posts", 90, platform: "website"), figure("posts", 80, platform: "wechat")]) == [],
      "one thing may stand on two platforms")
    #expect(
      sums(whole, [figure("policy_interpretations", 60), figure("policy_interpretations", 50)]) == [],
      "one document may be explained in two forms")
    #expect(
      sums(whole, [figure("info_disclosed", 80), figure("original_posts", 70)]) == [], "two ways to divide one whole")
    #expect(
      sums(
        figure("info_disclosed", 1100, low: 1101, high: 1199),
        [
          figure("info_disclosed", 700), figure("info_disclosed", 520),
        ]) == [], "the upper side of 1100余 is soft")
    #expect(
      sums(whole, [figure("info_disclosed", 60, low: 54, high: 59), figure("info_disclosed", 45, low: 41, high: 44)])
        == [], "hedged parts may be fewer")
    #expect(
      sums(figure("applications_received", 9), [figure("outcome_granted", 5), figure("outcome_denied", 5)]) == [],
      "last year's applications are answered this year")
    #expect(sums(figure("accounts", 3), [figure("posts", 900)]) == [], "things of another kind are no parts")
  }

  @Test("a share is compared within half a unit of its last digit")
  func shares() {
    func share(_ percent: String, _ part: RelatedFigure, _ whole: RelatedFigure) -> [String] {
      guard let percent = DecimalNumber(percent) else { return ["no number"] }
      return findings(RelationFacts(shares: [.init(part: part, whole: whole, percent: percent, line: 2)])).map(\.rule)
    }
    let (part, whole) = (figure("outcome_granted", 59), figure("applications_processed", 130))
    #expect(share("45.4", part, whole) == [])
    #expect(share("45", part, whole) == [])
    #expect(share("45.38", part, whole) == [])
    #expect(share("45.385", part, whole) == [])
    #expect(share("45.3", part, whole) == ["N.PCT"])
    #expect(share("54", part, whole) == ["N.PCT"])
    #expect(share("33.3", figure("info_disclosed", 1), figure("info_disclosed", 3)) == [])
    #expect(share("33.4", figure("info_disclosed", 1), figure("info_disclosed", 3)) == ["N.PCT"])
    #expect(share("12.5", figure("info_disclosed", 1), figure("info_disclosed", 8)) == [], "exactly on the border")
    #expect(share("13", figure("info_disclosed", 1), figure("info_disclosed", 8)) == [], "half a unit is allowed")
    #expect(share("54", figure("outcome_granted", 59, low: 60, high: 69), whole) == [], "a hedged part")
    #expect(share("54", part, figure("applications_processed", 130, low: 124, high: 136)) == [], "a hedged whole")
    #expect(share("54", part, figure("applications_processed", 0)) == [])
  }

  @Test("a rate of satisfaction is compared with both definitions")
  func rates() {
    func rate(_ percent: Int64, satisfied: Int64, basically: Int64?, _ handled: [(String, Int64)]) -> [String] {
      var claims = [claim("npc_satisfaction_rate", percent), claim("npc_proposals_satisfied", satisfied)]
      if let basically { claims.append(claim("npc_proposals_basically_satisfied", basically)) }
      claims += handled.map { claim($0.0, $0.1) }
      return findings(RelationFacts(claims: claims)).map(\.rule)
    }
    #expect(rate(100, satisfied: 34, basically: 2, [("npc_proposals", 43), ("npc_proposals_lead", 36)]) == [])
    #expect(rate(94, satisfied: 34, basically: 2, [("npc_proposals_lead", 36)]) == [])
    #expect(rate(98, satisfied: 34, basically: 2, [("npc_proposals_lead", 36)]) == ["N.RATE"])
    #expect(rate(98, satisfied: 34, basically: nil, [("npc_proposals_lead", 36)]) == [], "not all is told")
    #expect(rate(98, satisfied: 34, basically: 2, []) == [])
    #expect(
      rate(98, satisfied: 34, basically: 2, [("npc_proposals", 36), ("npc_proposals", 40)]) == [], "two numbers told")
    for metric in ["npc_satisfaction_rate", "npc_proposals", "npc_proposals_satisfied"] {
      #expect(RelationRuleList.compares(metric))
    }
    #expect(!RelationRuleList.compares("applications_received"))
  }
}

import DecimalNumbers
import ReportChecks
import StatutoryForm
import Testing

@Suite struct NarrativeRuleTests {
  /// A v2 form whose totals are given by row; all other cells are null.
  private func form(_ totals: [FormRow: Int64]) -> ResolvedForm {
    let layout = FormLayout(version: .v2)
    let cells = layout.rows.flatMap { row in
      layout.columns(of: row).map { column in
        let isTotal = column == .total || column == .resultTotal
        let value = isTotal ? totals[row].map { DecimalNumber($0) } : nil
        return ResolvedCell(row: row, column: column, value: value, basis: value == nil ? .blank : .printed)
      }
    }
    return ResolvedForm(layout: layout, cells: cells)
  }

  private func claim(
    _ metric: String, _ value: Int64?, low: Int64? = nil, high: Int64? = nil, scope: String? = nil,
    period: String? = "2023"
  ) -> NarrativeClaim {
    NarrativeClaim(
      metric: metric, value: value.map { DecimalNumber($0) }, low: (low ?? value).map { DecimalNumber($0) },
      high: (high ?? value).map { DecimalNumber($0) }, scope: scope, period: period, quote: "words", line: 3)
  }

  private func rules(_ totals: [FormRow: Int64], _ claims: [NarrativeClaim]) -> [String] {
    let facts = NarrativeFacts(form: form(totals), reportYear: 2023, isConsolidated: false, claims: claims)
    return NarrativeRuleList.rules.flatMap { $0.findings(for: facts) }.map(\.rule)
  }

  @Test func agreementIsSilent() {
    let totals: [FormRow: Int64] = [
      .newReceived: 34, .carriedIn: 2, .totalProcessed: 35, .carriedForward: 1, .review: 3,
    ]
    #expect(rules(totals, [claim("applications_received", 34)]) == [])
    #expect(rules(totals, [claim("applications_received", 36)]) == [], "carried in and received together")
    #expect(rules(totals, [claim("applications_processed", 35), claim("review_cases", 3)]) == [])
    #expect(rules(totals, [claim("applications_received", 30, low: 31, high: 39)]) == [], "30余 admits 34")
    #expect(rules(totals, [claim("applications_carried_forward", 1)]) == [])
  }

  @Test func disagreementIsFound() {
    let totals: [FormRow: Int64] = [.newReceived: 34, .carriedIn: 2, .totalProcessed: 35, .review: 3]
    #expect(rules(totals, [claim("applications_received", 17)]) == ["N.APP.NEW"])
    #expect(rules(totals, [claim("applications_processed", 30)]) == ["N.APP.DONE"])
    #expect(rules(totals, [claim("applications_carried_in", 5)]) == ["N.APP.CARRY"])
    #expect(rules(totals, [claim("review_cases", 0)]) == ["N.ZERO"])
    #expect(rules([.grantedFull: 9], [claim("outcome_granted", 8)]) == ["N.APP.OUT"])
    #expect(
      rules([.litigationDirect: 4, .litigationAfterReview: 5], [claim("litigation_cases", 8)]) == ["N.T4.LIT"])
  }

  @Test func whatIsNotKnownOrNotTheYearIsNotCompared() {
    #expect(rules([:], [claim("applications_received", 17)]) == [])
    #expect(rules([.newReceived: 34], [claim("applications_received", 17, scope: "subset")]) == [])
    #expect(rules([.newReceived: 34], [claim("applications_received", 17, period: "2022")]) == [])
    #expect(rules([.litigationDirect: 4], [claim("litigation_cases", 8)]) == [], "one block is null")
  }

  @Test func groupsAreSummedOverTheRowsOfTheForm() {
    var totals: [FormRow: Int64] = [:]
    for row in FormRow.allCases where OutcomeGroup(row: row) == .denied { totals[row] = 1 }
    #expect(rules(totals, [claim("outcome_denied", 8)]) == [])
    #expect(rules(totals, [claim("outcome_denied", 7)]) == ["N.APP.OUT"])
    let other: [FormRow: Int64] = [.otherOverdueCorrection: 1, .otherUnpaidFee: 2, .otherMisc: 3]
    #expect(rules(other, [claim("outcome_other", 6)]) == [])
    #expect(rules(other, [claim("processing_fee_yuan", 0)]) == ["N.FEE"])
  }
}

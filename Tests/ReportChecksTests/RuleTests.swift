import DecimalNumbers
import StatutoryForm
import Testing

@testable import ReportChecks

/// A form all of whose cells print 0, with some cells changed.
private func form(
  _ version: FormVersion, _ changes: [FormCell: Int64?] = [:], basis: Basis = .unresolved,
  units: [FormColumn: MoneyUnit] = [:]
) -> ResolvedForm {
  let layout = FormLayout(version: version)
  let cells = layout.rows.flatMap { row in
    layout.columns(of: row).map { column -> ResolvedCell in
      let change = changes[FormCell(row, column)]
      let value = (change ?? .some(0)).map { DecimalNumber($0) }
      return ResolvedCell(
        row: row, column: column, value: value, basis: value == nil ? basis : .printed,
        printed: value?.description, line: 7, unit: units[column])
    }
  }
  return ResolvedForm(layout: layout, cells: cells)
}

private func rules(_ facts: ReportFacts) -> [String] { RuleEvaluator().findings(for: facts).map(\.rule) }

struct RuleTests {
  @Test(arguments: [(FormVersion.v1, 2020), (.v2, 2023)])
  func `a report of zeros breaks no rule`(version: FormVersion, year: Int) {
    let facts = ReportFacts(
      form: form(version), reportYear: year, titleYear: year, periodStart: "\(year)-01-01", periodEnd: "\(year)-12-31",
      composedOn: "\(year + 1)-01-20", publishedOn: "\(year + 1)-01-28", indexNumber: "005252266/\(year + 1)-00002",
      agencyKind: .department, administrativeLevel: .county)
    #expect(RuleEvaluator().findings(for: facts).isEmpty)
  }

  struct Case: CustomTestStringConvertible, Sendable {
    var version = FormVersion.v2
    var changes: [FormCell: Int64?]
    var basis = Basis.unresolved
    var expected: [String]
    var testDescription: String { "\(expected) for \(changes.count) changes" }
  }

  @Test(arguments: [
    Case(changes: [FormCell(.carriedIn, .total): 3], expected: ["T3.ROW.SUM", "T3.COL.BAL"]),
    Case(
      changes: [FormCell(.grantedFull, .naturalPerson): 3, FormCell(.grantedFull, .total): 3],
      expected: ["T3.COL.OUT", "T3.COL.OUT"]),
    Case(
      changes: [FormCell(.newReceived, .naturalPerson): 3, FormCell(.newReceived, .total): 3],
      expected: ["T3.COL.BAL", "T3.COL.BAL"]),
    Case(changes: [FormCell(.review, .pending): 2], expected: ["T4.SUB"]),
    // Unknown cells can still make the sums hold.
    Case(
      changes: [
        FormCell(.carriedIn, .total): 3, FormCell(.carriedIn, .otherOrganization): nil,
        FormCell(.carriedForward, .total): nil,
      ], expected: []),
    // A cell that does not apply counts 0 and cannot.
    Case(
      changes: [FormCell(.review, .resultTotal): 3, FormCell(.review, .pending): nil], basis: .notApplicable,
      expected: ["T4.SUB"]),
    Case(
      changes: [FormCell(.carriedIn, .naturalPerson): -1, FormCell(.carriedIn, .commercialEnterprise): 1],
      expected: ["T3.COL.BAL", "T3.COL.BAL", "T3.NONNEG"]),
    Case(version: .v1, changes: [FormCell(.normativeDocuments, .newDisclosed): 28], expected: ["T2.V1.DISC"]),
    Case(version: .v1, changes: [FormCell(.adminPenalty, .yearChange): -4], expected: ["T2.V1.ITEMS"]),
    Case(
      version: .v1,
      changes: [
        FormCell(.adminPenalty, .previousYearItems): 8, FormCell(.adminPenalty, .yearChange): 10,
        FormCell(.adminPenalty, .decisions): 18,
      ], expected: ["T2.V1.DECFILL"]),
    Case(changes: [FormCell(.normativeDocuments, .issued): 5], expected: ["T2.V2.MIN"]),
    Case(changes: [FormCell(.adminFees, .feeAmount): 5], expected: ["T2.MONEY.UNIT"]),
    Case(changes: [FormCell(.govRules, .inForce): 5], expected: ["T2.RULES.AUTH"]),
  ])
  func `a broken rule is found, and nothing else`(sample: Case) {
    let facts = ReportFacts(
      form: form(sample.version, sample.changes, basis: sample.basis),
      reportYear: sample.version == .v1 ? 2020 : 2023, agencyKind: .township, administrativeLevel: .township)
    #expect(rules(facts) == sample.expected)
  }

  @Test func `a finding says where, what and against what`() throws {
    let facts = ReportFacts(form: form(.v2, [FormCell(.review, .resultTotal): 3]), reportYear: 2023)
    let finding = try #require(RuleEvaluator().findings(for: facts).first)
    #expect(finding.rule == "T4.SUB")
    #expect(finding.severity == .error)
    #expect(finding.table == "proceedings")
    #expect(finding.row == "review")
    #expect(finding.column == "total")
    #expect(finding.seen == "3")
    #expect(finding.expected == "0")
    #expect(finding.line == 7)
    let balance = ReportFacts(form: form(.v2, [FormCell(.carriedForward, .total): 3]), reportYear: 2023)
    let places = RuleEvaluator().findings(for: balance).map { "\($0.rule) \($0.table ?? "") \($0.row ?? "")" }
    #expect(places == ["T3.ROW.SUM applications carried_forward", "T3.COL.BAL applications carried_forward"])
  }

  @Test(arguments: [
    (AgencyKind.department, AdministrativeLevel.prefecture, true), (.department, .national, false),
    (.consolidatedGovernment, .province, false), (.consolidatedGovernment, .county, true), (.unknown, .unknown, false),
  ])
  func `rules need rule-making power`(kind: AgencyKind, level: AdministrativeLevel, isFound: Bool) {
    let facts = ReportFacts(
      form: form(.v2, [FormCell(.govRules, .inForce): 5]), reportYear: 2023, agencyKind: kind,
      administrativeLevel: level)
    #expect(rules(facts).contains("T2.RULES.AUTH") == isFound)
  }

  @Test(arguments: [
    (Int64(7545), MoneyUnit.tenThousandYuan, false), (3_000_000_000, .tenThousandYuan, true),
    (.max, .hundredMillionYuan, true), (12, .yuan, false),
  ])
  func `amounts have a plausible size`(amount: Int64, unit: MoneyUnit, isFound: Bool) {
    let facts = ReportFacts(
      form: form(.v2, [FormCell(.adminFees, .feeAmount): amount], units: [.feeAmount: unit]), reportYear: 2023)
    #expect(rules(facts) == (isFound ? ["T2.MONEY.UNIT"] : []))
  }

  @Test func `subtotals and short rows are judged by what is printed`() {
    func number(_ value: Int64) -> PrintedToken {
      PrintedToken(text: "\(value)", content: .number(DecimalNumber(value)), line: 3)
    }
    var printed = PrintedForm(layout: FormLayout(version: .v1), rows: [])
    printed.subtotals = [PrintedSubtotal(group: .denied, tokens: [1, 0, 0, 0, 0, 0, 0].map(number))]
    printed.rows = [PrintedRow(row: .adminFees, tokens: [number(2)])]
    let facts = ReportFacts(form: form(.v1), printed: printed, reportYear: 2020)
    let findings = RuleEvaluator().findings(for: facts)
    #expect(findings.map(\.rule) == ["T3.SUBTOTAL", "T2.FEE.ALIGN"])
    #expect(findings[0].seen == "1")
    #expect(findings[0].expected == "0")
    #expect(findings[1].row == "admin_fees")
    #expect(findings[1].column == nil)
  }

  @Test func `version, years, deadline and index number`() {
    var facts = ReportFacts(form: form(.v1), reportYear: 2022)
    #expect(rules(facts) == ["X.VERSION"])
    facts = ReportFacts(
      form: form(.v2), reportYear: 2022, titleYear: 2021, periodStart: "2021-01-01", periodEnd: "2021-12-31",
      composedOn: "2023-02-03", publishedOn: "2023-02-03", indexNumber: "11341702486344515H/202210-00013",
      agencyKind: .department)
    #expect(rules(facts) == ["H.YEAR", "H.YEAR", "H.DEADLINE", "H.INDEX"])
    facts.agencyKind = .consolidatedGovernment
    #expect(!rules(facts).contains("H.DEADLINE"))
    facts = ReportFacts(form: form(.v2), reportYear: 2022, publishedOn: "2021-12-20")
    #expect(rules(facts) == ["H.YEAR"])
    // Some reports are published before their year is over.
    facts = ReportFacts(form: form(.v2), reportYear: 2022, publishedOn: "2022-12-19")
    #expect(rules(facts).isEmpty)
    // None is in January of the year it is about.
    facts = ReportFacts(form: form(.v2), reportYear: 2022, publishedOn: "2022-01-18")
    #expect(rules(facts) == ["H.YEAR"])
    facts = ReportFacts(form: form(.v2), reportYear: 2022, publishedOn: "no date", indexNumber: "☃")
    #expect(rules(facts).isEmpty)
  }

  @Test(arguments: [
    ("005252266/2021-00002", 2021), ("0142768-8/2022-00185", 2022), ("01527918X-2020-153077", 2020),
    ("11341702486344515H/202110-00013", 2021), ("005252266", nil), ("", nil),
  ])
  func `the year of an index number`(number: String, year: Int?) {
    #expect(RuleEvaluator.indexYear(number) == year)
  }

  @Test func `every rule has an id of its own and a sentence`() {
    let rules = RuleEvaluator.reportRules
    #expect(Set(rules.map(\.id)).count == rules.count)
    #expect(rules.allSatisfy { !$0.summary.isEmpty })
  }
}

import StatutoryForm

/// What the rules across reports look at: one report, and the others that say something about it.
public struct SeriesFacts: Sendable {
  /// The report.
  public var report: ReportInSeries
  /// The report of the same agency and scope for the year before; `nil` where there is none.
  public var previous: ReportInSeries?
  /// That of the latest year before.
  public var earlier: ReportInSeries?
  /// What the neighbouring years say about the report's cells.
  public var resolution: CrossYearResolution
  /// Superseded documents of the same report.
  public var superseded: [ReportInSeries] = []
  /// The reports of the bodies that a consolidated report covers; `nil` for other reports.
  public var members: ConsolidationCheck?
  /// The report's figures that are held against its agency's other years; `nil` for a report without tables.
  public var figures: SeriesFigures?
  /// Those of the other years.
  public var otherYears: [SeriesFigures] = []
  /// The report's index number; `nil` where none is printed.
  public var indexNumber: String?
  /// The id of another report with the same index number; `nil` where there is none.
  public var sharesIndexNumberWith: String?

  /// Takes a report and its neighbours; the rest is filled in where it is known.
  public init(_ report: ReportInSeries, previous: ReportInSeries?, next: ReportInSeries?) {
    self.report = report
    self.previous = previous
    resolution = CrossYearResolution(report, previous: previous, next: next)
  }
}

extension RuleEvaluator {
  /// The rules of form.md section 3 across reports, in the order of their findings.
  public static let acrossRules: [Rule<SeriesFacts>] = [
    Rule(id: "X.ITEMS", severity: .warning, summary: "v1: last year's items follow from the report of last year") {
      facts, _ in facts.resolution.findings.filter { $0.rule == "X.ITEMS" }
    },
    Rule(id: "T2.V2.STOCK", severity: .warning, summary: "v2: what is in force follows from the year before") {
      facts, _ in facts.resolution.findings.filter { $0.rule == "T2.V2.STOCK" }
    },
    Rule(id: "X.CARRY", severity: .warning, summary: "what was carried forward is carried in") {
      facts, _ in facts.resolution.findings.filter { $0.rule == "X.CARRY" }
    },
    Rule(id: "T2.MONEY.UNIT", severity: .warning, summary: "an amount does not move by about 10⁴ in a year") {
      facts, _ in facts.previous.map { YearChecks.money(facts.report, $0) } ?? []
    },
    Rule(id: "N.COPIED", severity: .info, summary: "the narrative is not that of the year before") {
      facts, _ in facts.previous.map { YearChecks.copied(facts.report, $0) } ?? []
    },
    Rule(id: "X.CUM", severity: .info, summary: "v0: a figure that counts all years so far does not fall") {
      facts, _ in facts.earlier.map { YearChecks.cumulative(facts.report, earlier: $0) } ?? []
    },
    Rule(id: "X.DUP", severity: .warning, summary: "several documents of one report agree") {
      facts, _ in YearChecks.duplicates(facts.report, others: facts.superseded)
    },
    Rule(id: "X.CONSOL.GE", severity: .warning, summary: "a whole government has no less than one of its bodies") {
      facts, _ in (facts.members?.findings(of: facts.report) ?? []).filter { $0.rule == "X.CONSOL.GE" }
    },
    Rule(id: "X.CONSOL.EQ", severity: .info, summary: "the bodies of a government add up to the whole") {
      facts, _ in (facts.members?.findings(of: facts.report) ?? []).filter { $0.rule == "X.CONSOL.EQ" }
    },
    Rule(id: "X.SERIES", severity: .info, summary: "a value is not far outside the agency's own series") {
      facts, _ in facts.figures?.outliers(in: facts.report, others: facts.otherYears) ?? []
    },
    Rule(id: "H.INDEX", severity: .info, summary: "no two reports have one index number") { facts, report in
      guard let twin = facts.sharesIndexNumberWith else { return [] }
      var finding = report.at(seen: facts.indexNumber, "another report has the same index number: \(twin)")
      finding.table = "reports"
      finding.column = "index_number"
      return [finding]
    },
  ]
}

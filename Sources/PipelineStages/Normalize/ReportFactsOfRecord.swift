import AgencyIdentity
import CellResolution
import NarrativeFigures
import ReportChecks
import ReportRecognition
import StatutoryForm

extension ReportFacts {
  /// What the rules about one report look at, gathered from the modules that know it.
  static func facts(
    of resolution: Resolution, printed: PrintedForm, report: PrintedReport, year: Int,
    identity: AgencyIdentification, sidecar: Sidecar
  ) -> ReportFacts {
    ReportFacts(
      form: resolution.form, printed: printed, reportYear: year, titleYear: report.reportYear,
      periodStart: report.periodStart, periodEnd: report.periodEnd, composedOn: report.composedOn,
      publishedOn: report.publishedOn ?? sidecar.publishedOn, indexNumber: report.indexNumber,
      agencyKind: ReportChecks.AgencyKind(rawValue: identity.agencyKind.rawValue) ?? .unknown,
      administrativeLevel: ReportChecks.AdministrativeLevel(rawValue: identity.adminLevel.rawValue) ?? .unknown)
  }
}

extension NarrativeClaim {
  /// A figure as the rules see it.
  init(_ figure: NarrativeFigure) {
    self.init(
      metric: figure.metric, value: figure.value, low: figure.low, high: figure.high, scope: figure.scope,
      period: figure.period, quote: figure.quote, line: figure.line)
  }
}

extension RelatedFigure {
  /// A figure as the rules about parts see it.
  init(_ figure: NarrativeFigure) {
    self.init(table: figure.table.rawValue, platform: figure.platform, claim: NarrativeClaim(figure))
  }
}

extension RelationFacts {
  /// How the figures of a report belong together.
  init(_ figures: [NarrativeFigure], _ relations: NarrativeRelations) {
    self.init(
      lists: relations.lists.map { list in
        List(
          whole: RelatedFigure(figures[list.whole]), parts: list.parts.map { RelatedFigure(figures[$0]) },
          isComplete: list.isComplete)
      },
      shares: relations.shares.map { share in
        Share(
          part: RelatedFigure(figures[share.part]), whole: RelatedFigure(figures[share.whole]),
          percent: share.percent, line: share.line)
      },
      claims: figures.indices.compactMap { index in
        RelationRuleList.compares(figures[index].metric) ? NarrativeClaim(figures[index]) : nil
      })
  }

  /// What the rules find.
  var findings: [Finding] { RelationRuleList.rules.flatMap { $0.findings(for: self) } }
}

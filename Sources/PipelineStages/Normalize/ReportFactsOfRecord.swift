import AgencyIdentity
import CellResolution
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

import AgencyIdentity
import CellResolution
import ReportChecks
import ReportRecognition
import StatutoryForm
extension ReportFacts {
  static func facts(
    of: Resolution, printed: PrintedForm, report: PrintedReport, year: Int, identity: AgencyIdentification,
    sidecar: Sidecar
  ) -> ReportFacts { ReportFacts() }
}

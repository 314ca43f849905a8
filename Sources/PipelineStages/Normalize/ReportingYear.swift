import ReportRecognition

/// The year a report is about.
enum ReportingYear {
  /// Printed in the title or the period; else the year before publication, also where only the sidecar tells it.
  ///
  /// `nil` where nothing does, and where what is printed cannot be a reporting year.
  static func year(of report: PrintedReport, sidecar: Sidecar) -> Int? {
    let year =
      report.reportYear ?? (report.publishedOn ?? sidecar.publishedOn).flatMap { Int($0.prefix(4)) }.map { $0 - 1 }
    // The Regulations are in force since 2008 (form.md section 1).
    guard let year, (2000...2100).contains(year) else { return nil }
    return year
  }
}

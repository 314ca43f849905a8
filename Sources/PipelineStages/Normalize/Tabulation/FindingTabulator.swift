import FactTables
import StatutoryForm

/// Turns findings into rows.
struct FindingTabulator {
  let head: ReportHead

  func rows(_ findings: [Finding]) -> [FactRow] {
    findings.map { finding in
      head.row(
        [
          .text(finding.rule), .text(finding.severity.rawValue), .init(finding.table), .init(finding.row),
          .init(finding.column), .init(finding.seen), .init(finding.expected), .text(finding.message),
        ], line: finding.line)
    }
  }
}

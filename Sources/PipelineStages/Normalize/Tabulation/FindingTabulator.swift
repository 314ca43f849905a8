import FactTables
import StatutoryForm

/// Turns findings into rows.
enum FindingTabulator {
  static func rows(_ findings: [Finding]) -> [OwnRow] {
    findings.map { finding in
      OwnRow(
        values: [
          .text(finding.rule), .text(finding.severity.rawValue), .init(finding.table), .init(finding.row),
          .init(finding.column), .init(finding.seen), .init(finding.expected), .text(finding.message),
        ], line: finding.line)
    }
  }
}

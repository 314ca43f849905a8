import StatutoryForm

/// One cell of a report, with everything that speaks for or against it.
struct ExplainedCell: Sendable {
  /// Codes as in `findings`.
  var table: String
  var row: String
  var column: String
  /// What the form, or the document for statistics, calls row and column.
  var rowLabel: String
  var columnLabel: String
  /// `nil` for null.
  var value: String?
  /// With the value, as `yuan`; `nil` where it only counts.
  var unit: String?
  var basis: Basis
  var printed: String?
  var line: Int?
  /// The line on which its row begins; `nil` where that is not known.
  var rowLine: Int?
  /// How it was read; empty where there is no work record.
  var reading: [String] = []
  /// The sums it takes part in, with their numbers.
  var sums: [String] = []
  /// Indices into the findings of the report.
  var findings: [Int] = []
  /// The place in the form; `nil` for statistics.
  var place: FormCell?

  /// The most serious finding that touches the cell.
  func severity(in findings: [Finding]) -> Severity? {
    let all = self.findings.map { findings[$0].severity }
    return [.error, .warning, .info].first(where: all.contains)
  }
}

/// A report as the store has it, with what is known about each cell.
struct ReportExplanation: Sendable {
  var reportID: String
  var agencyName: String
  var reportYear: Int
  var title: String?
  var formVersion: String
  var status: String
  var publishedOn: String?
  var sourcePath: String
  var documentHash: String
  var cells: [ExplainedCell]
  var findings: [Finding]
  /// What is missing for a full explanation.
  var notes: [String]
  /// The lines of the document; `nil` where it is not at hand.
  var source: SourceText?

  /// What its form calls rows and columns.
  var labels: FormLabels { FormLabels(formVersion: formVersion) }

  /// What each basis means, in a few words.
  static func meaning(of basis: Basis) -> String {
    switch basis {
    case .printed: "printed at this cell, without doubt"
    case .inferred: "not printed here for certain; the sums leave exactly one value"
    case .unresolved: "printed, but more than one reading fits"
    case .blank: "nothing printed, and nothing follows"
    case .notApplicable: "printed as not applicable"
    case .corrected: "a reviewed correction stands for what is printed"
    }
  }
}

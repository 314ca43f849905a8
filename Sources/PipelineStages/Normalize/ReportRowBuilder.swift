import AgencyIdentity
import FactTables
import ReportRecognition
import StatutoryForm

/// Builds the row of `reports`.
struct ReportRowBuilder {
  let head: ReportHead
  let record: ExtractedRecord
  let identity: AgencyIdentification
  let findings: [Finding]
  let cells: CellCounts

  /// The row; `source_path` and `source_url` are null until `load` fills them in.
  func row(form: ResolvedForm?, printed: PrintedForm?, year: Int) -> FactRow {
    let report = record.report
    // In the order of the table's columns; `RowSorter.isValid` compares their number and kinds with its schema.
    return [
      .text(head.reportID), .init(head.reportYear), .text(head.agencyID), .text(head.agencyName),
      .text(head.regionCode), .init(identity.regionName), .text(identity.adminLevel.rawValue),
      .text(identity.agencyKind.rawValue), .text(identity.scope.rawValue),
      .text(version(of: form, year: year).rawValue), .init(report.title), .init(report.indexNumber),
      .init(identity.organisationCode), .init(report.publisher ?? record.sidecar.publisher),
      .init(date: report.composedOn), .init(date: report.publishedOn ?? record.sidecar.publishedOn),
      .init(date: report.periodStart), .init(date: report.periodEnd), .text(status(printed: printed)),
      .init(cells.printed), .init(cells.inferred), .init(cells.unresolved), .init(cells.blank),
      .init(findings.count { $0.severity == .error }), .init(findings.count { $0.severity == .warning }),
      .null, .null, .text(record.mediaType), .text(record.encoding), .init(record.byteCount),
      .text(record.documentHash),
    ]
  }

  private func version(of form: ResolvedForm?, year: Int) -> FormVersion {
    if record.report.isV0 { return .v0 }
    return form?.layout.version ?? .v0
  }

  /// complete: every row of the form was found; narrative_only: no table at all; partial: something between.
  private func status(printed: PrintedForm?) -> String {
    if record.report.isV0 { return record.report.statistics.isEmpty ? "narrative_only" : "complete" }
    guard let printed, printed.rows.contains(where: { !$0.tokens.isEmpty }) || !printed.proceedings.isEmpty else {
      return "narrative_only"
    }
    var found: UInt64 = 0
    for row in printed.rows where !row.tokens.isEmpty { found |= 1 << UInt64(row.row.rawValue) }
    let isWhole = printed.layout.rows.allSatisfy {
      $0.table == .proceedings || found & 1 << UInt64($0.rawValue) != 0
    }
    return isWhole && !printed.proceedings.isEmpty ? "complete" : "partial"
  }
}

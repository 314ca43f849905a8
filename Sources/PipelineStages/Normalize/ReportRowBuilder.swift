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
    var values: [String: FactValue] = [
      "report_id": .text(head.reportID), "report_year": .init(head.reportYear), "agency_id": .text(head.agencyID),
      "agency_name": .text(head.agencyName), "region_code": .text(head.regionCode),
      "region_name": .init(identity.regionName), "admin_level": .text(identity.adminLevel.rawValue),
      "agency_kind": .text(identity.agencyKind.rawValue), "scope": .text(identity.scope.rawValue),
      "form_version": .text(version(of: form, year: year).rawValue), "title": .init(report.title),
      "index_number": .init(report.indexNumber), "org_code": .init(identity.organisationCode),
      "publisher": .init(report.publisher ?? record.sidecar.publisher),
      "composed_on": .init(date: report.composedOn),
      "published_on": .init(date: report.publishedOn ?? record.sidecar.publishedOn),
      "period_start": .init(date: report.periodStart), "period_end": .init(date: report.periodEnd),
      "status": .text(status(printed: printed)),
    ]
    let counts: [(String, Int)] = [
      ("printed_cells", cells.printed), ("inferred_cells", cells.inferred), ("unresolved_cells", cells.unresolved),
      ("blank_cells", cells.blank), ("error_findings", findings.count { $0.severity == .error }),
      ("warning_findings", findings.count { $0.severity == .warning }),
    ]
    for (name, count) in counts { values[name] = .init(count) }
    values["media_type"] = .text(record.mediaType)
    values["encoding"] = .text(record.encoding)
    values["source_bytes"] = .init(record.byteCount)
    values["source_sha256"] = .text(record.documentHash)
    return FactTable.reports.schema.columns.map { values[$0.name] ?? .null }
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
    let found = Set(printed.rows.filter { !$0.tokens.isEmpty }.map(\.row))
    let wanted = printed.layout.rows.filter { $0.table != .proceedings }
    return wanted.allSatisfy(found.contains) && !printed.proceedings.isEmpty ? "complete" : "partial"
  }
}

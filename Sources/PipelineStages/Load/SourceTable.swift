import FactTables
import SnapshotStore

/// The rows of `sources`: every document ever seen, and what became of it.
struct SourceTable {
  /// In key order.
  private(set) var rows: [FactRow] = []
  /// Rows by status.
  private(set) var countByStatus: [String: Int] = [:]
  /// Documents set aside, by reason.
  private(set) var countByReason: [String: Int] = [:]
  /// Documents set aside that the parent did not have.
  private(set) var newlySetAside: [(path: String, reason: String)] = []

  init(documents: KnownDocuments, winners: ReportWinners) {
    for place in documents.places {
      let state = place.documentHash.flatMap { documents.states[$0] } ?? place.unreadState
      var status = "set_aside"
      var reason: String?
      var reportID: String?
      var supersededBy: String?
      switch state {
      case .report(let candidate, _)?:
        reportID = candidate.reportID
        let winner = winners.byReport[candidate.reportID]?.documentHash
        status = winner == candidate.documentHash ? "loaded" : "superseded"
        if status == "superseded" { supersededBy = winner }
      case .superseded(let id)?:
        if let winner = winners.byReport[id] {
          status = "superseded"
          reportID = id
          supersededBy = winner.documentHash
        } else {
          // What had replaced it was forgotten, and its own facts are lost: a run that finds it reads it anew.
          reason = "unreadable"
        }
      case .setAside(let code)?: reason = code
      case .skipped(let code)?:
        status = "skipped"
        reason = code
      case nil: reason = "internal_error"
      }
      countByStatus[status, default: 0] += 1
      if status == "set_aside", let reason {
        countByReason[reason, default: 0] += 1
        if !documents.setAsideBefore.contains(KnownDocuments.name(place.path, place.documentHash)) {
          newlySetAside.append((place.path, reason))
        }
      }
      rows.append([
        .init(place.documentHash), .text(place.path), .init(place.url), .init(place.mediaType), .init(place.encoding),
        .init(place.byteCount), .text(status), .init(reason), .init(reportID), .init(supersededBy),
      ])
    }
    _ = RowOrder(FactTable.sources.schema).sort(&rows)
  }
}

extension LoadSummary {
  /// Counts what a person wants to know of a new snapshot.
  mutating func describe(_ snapshot: Snapshot, sources: SourceTable) throws {
    sourcesByStatus = sources.countByStatus
    setAsideByReason = sources.countByReason
    for table in FactTable.allCases { rowsByTable[table] = snapshot.rowCount(of: table) }
    let reports = TableColumns(.reports)
    try snapshot.forEachRow(of: .reports) { row in
      for basis in ["printed", "inferred", "unresolved", "blank"] {
        cellsByBasis[basis, default: 0] += reports.integer(basis + "_cells", of: row) ?? 0
      }
    }
    let findings = TableColumns(.findings)
    try snapshot.forEachRow(of: .findings) { row in
      findingsBySeverity[findings.text("severity", of: row) ?? "", default: 0] += 1
      findingsByRule[findings.text("rule", of: row) ?? "", default: 0] += 1
    }
  }
}

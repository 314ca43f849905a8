import FactTables
import SnapshotStore

/// The rows of `sources`: every document ever seen, and what became of it.
struct SourceTable {
  private let documents: KnownDocuments
  private let winners: ReportWinners
  /// Rows by status.
  private(set) var countByStatus: [String: Int] = [:]
  /// Documents set aside, by reason.
  private(set) var countByReason: [String: Int] = [:]
  /// Documents set aside that the parent did not have.
  private(set) var newlySetAside: [(path: String, reason: String)] = []

  init(documents: KnownDocuments, winners: ReportWinners) {
    self.documents = documents
    self.winners = winners
  }

  /// Writes the rows, one after another: the order of the places is that of the table.
  mutating func write(to builder: SnapshotBuilder) throws {
    let writer = try builder.writer(for: .sources)
    for index in 0..<documents.placeCount {
      guard let (place, document) = documents.place(index) else { continue }
      try writer.append(row(of: place, document))
    }
    try writer.finish()
  }

  private mutating func row(of place: DocumentPlace, _ document: Int?) -> FactRow {
    let table = documents.table
    var status = "set_aside"
    var reason: String?
    var reportID: String?
    var supersededBy: String?
    if let document {
      switch table.states[document] {
      case .report(let number):
        let candidate = table.candidates[Int(number)]
        reportID = table.reportID(candidate.report)
        let winner = winners.candidate(for: candidate.report)
        status = winner == Int(number) ? "loaded" : "superseded"
        if status == "superseded" { supersededBy = winner.map { hash(ofCandidate: $0) } }
      case .superseded(let report):
        if let winner = winners.candidate(for: report) {
          status = "superseded"
          reportID = table.reportID(report)
          supersededBy = hash(ofCandidate: winner)
        } else {
          // What had replaced it was forgotten, and its own facts are lost: a run that finds it reads it anew.
          reason = "unreadable"
        }
      case .setAside(let code): reason = table.reason(code)
      case .skipped(let code):
        status = "skipped"
        reason = table.reason(code)
      case .unknown: reason = "internal_error"
      }
    } else {
      switch place.unreadState {
      case .setAside(let code)?: reason = code
      case .skipped(let code)?:
        status = "skipped"
        reason = code
      case nil: reason = "internal_error"
      }
    }
    countByStatus[status, default: 0] += 1
    if status == "set_aside", let reason {
      countByReason[reason, default: 0] += 1
      if !documents.setAsideBefore.contains(KnownDocuments.name(place.path, place.documentHash)) {
        newlySetAside.append((place.path, reason))
      }
    }
    return [
      .init(place.documentHash), .text(place.path), .init(place.url), .init(place.mediaType), .init(place.encoding),
      .init(place.byteCount), .text(status), .init(reason), .init(reportID), .init(supersededBy),
    ]
  }

  private func hash(ofCandidate number: Int) -> String {
    documents.table.hashes[Int(documents.table.candidates[number].document)].text
  }
}

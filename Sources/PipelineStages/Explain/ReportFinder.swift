import FactTables
import SnapshotStore

/// Finds the report that a person means.
struct ReportFinder {
  /// The ids of all reports, in key order.
  let identifiers: [String]

  init(_ snapshot: Snapshot) throws {
    let reports = TableColumns(.reports)
    var found: [String] = []
    try snapshot.forEachRow(of: .reports) { row in
      if let id = reports.text("report_id", of: row) { found.append(id) }
    }
    identifiers = found
  }

  init(identifiers: [String]) { self.identifiers = identifiers }

  /// The id that is, or alone contains, what was asked for; throws a failure that names what is near.
  func report(_ asked: String) throws(PipelineError) -> String {
    if identifiers.contains(asked) { return asked }
    let matches = asked.isEmpty ? [] : identifiers.filter { $0.contains(asked) }
    if let only = matches.first, matches.count == 1 { return only }
    if matches.isEmpty {
      let near = nearest(asked)
      throw .store(
        message: "there is no report '\(asked)'",
        advice: near.isEmpty
          ? "The column report_id of the table reports has them all."
          : "Near it: " + ExplanationText.safe(near.joined(separator: ", ")))
    }
    let shown = matches.prefix(10).joined(separator: ", ")
    throw .store(
      message: "'\(asked)' is part of \(matches.count) reports",
      advice: "Say more of it: " + ExplanationText.safe(shown) + (matches.count > 10 ? ", …" : ""))
  }

  /// At most five ids that share most pairs of neighbouring characters with what was asked for.
  private func nearest(_ asked: String) -> [String] {
    let wanted = Self.pairs(asked)
    let scored = identifiers.map { (id: $0, score: Self.pairs($0).intersection(wanted).count) }
    return scored.filter { $0.score > 0 }
      .sorted { ($1.score, $0.id) < ($0.score, $1.id) }
      .prefix(5).map(\.id)
  }

  private static func pairs(_ text: String) -> Set<String> {
    let characters = Array(text.lowercased())
    return Set(zip(characters, characters.dropFirst()).map { String([$0, $1]) })
  }
}

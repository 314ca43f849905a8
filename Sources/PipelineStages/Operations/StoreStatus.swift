import FactTables
import Foundation
import SnapshotStore

/// The state of a store: what is in it, how complete that is, and what was set aside.
public struct StoreStatus: Encodable, Sendable {
  /// Reports of one year or level, by how complete they are.
  struct Coverage: Codable, Sendable {
    var reports = 0
    var complete = 0
    var partial = 0
    var narrativeOnly = 0

    enum CodingKeys: String, CodingKey {
      case reports, complete, partial
      case narrativeOnly = "narrative_only"
    }

    mutating func count(_ status: String?) {
      reports += 1
      switch status {
      case "complete": complete += 1
      case "partial": partial += 1
      case "narrative_only": narrativeOnly += 1
      default: break
      }
    }
  }

  /// A document that was set aside.
  struct SetAsideDocument: Codable, Sendable {
    var path: String
    var sha256: String?
    var reason: String
  }

  /// How far the roster is met.
  struct RosterCoverage: Codable, Sendable {
    var expected = 0
    var present = 0
    var missing: [AgencyYear] = []
  }

  /// The current snapshot; `nil` where there is none.
  var snapshot: String?
  /// Snapshots that are still there.
  var snapshotCount = 0
  /// All commits, oldest first.
  var history: [HistoryEntry] = []
  /// The last lines of `nightly.log` in the store's folder; empty where there is none.
  var nightlyLog: [String] = []
  /// What is in the current snapshot.
  var totals: SnapshotOverview
  /// By reporting year.
  var byYear: [String: Coverage] = [:]
  /// By level of government, then reporting year.
  var byLevel: [String: [String: Coverage]] = [:]
  /// Reports against the roster.
  var roster = RosterCoverage()
  /// Every document that is set aside, by path.
  var setAsideDocuments: [SetAsideDocument] = []
  /// Documents that are to stay out.
  var forgottenCount = 0
  /// The size of the work area, which may be deleted.
  var workAreaBytes = 0

  enum CodingKeys: String, CodingKey {
    case snapshot, history, totals, roster
    case snapshotCount = "snapshot_count"
    case nightlyLog = "nightly_log"
    case byYear = "by_year"
    case byLevel = "by_level"
    case setAsideDocuments = "set_aside_documents"
    case forgottenCount = "forgotten_count"
    case workAreaBytes = "work_area_bytes"
  }

  init(store: Store, roster: Roster) throws {
    let current = try store.currentSnapshot()
    snapshot = current?.name
    snapshotCount = try store.snapshotNames().count
    totals = try SnapshotOverview(current)
    var present: Set<AgencyYear> = []
    if let current {
      history = current.manifest.history
      let reports = TableColumns(.reports)
      try current.forEachRow(of: .reports) { row in
        let status = reports.text("status", of: row)
        let year = reports.integer("report_year", of: row) ?? 0
        byYear[String(year), default: Coverage()].count(status)
        byLevel[reports.text("admin_level", of: row) ?? "unknown", default: [:]][String(year), default: Coverage()]
          .count(status)
        present.insert(AgencyYear(agencyID: reports.text("agency_id", of: row) ?? "", year: year))
      }
      let sources = TableColumns(.sources)
      try current.forEachRow(of: .sources) { row in
        guard sources.text("status", of: row) == "set_aside" else { return }
        setAsideDocuments.append(
          SetAsideDocument(
            path: sources.text("source_path", of: row) ?? "", sha256: sources.text("source_sha256", of: row),
            reason: sources.text("reason", of: row) ?? ""))
      }
      forgottenCount = try ForgottenDocuments(of: current).reasons.count
    }
    let expected = roster.expected(upTo: byYear.keys.compactMap { Int($0) }.max())
    self.roster.expected = expected.count
    self.roster.missing = expected.filter { !present.contains($0) }
    self.roster.present = expected.count - self.roster.missing.count
    workAreaBytes = Self.byteCount(of: store.path + "/work")
    nightlyLog = Self.lastLines(5, of: store.path + "/nightly.log")
  }

  private static func byteCount(of folder: String) -> Int {
    let entries = FileManager.default.enumerator(atPath: folder)
    var count = 0
    while let name = entries?.nextObject() as? String {
      var status = stat()
      if lstat(folder + "/" + name, &status) == 0, status.st_mode & S_IFMT == S_IFREG { count += Int(status.st_size) }
    }
    return count
  }

  private static func lastLines(_ count: Int, of path: String) -> [String] {
    guard let bytes = try? readFile(InboxScanner.cString(Array(path.utf8)), limit: 64 << 20) else { return [] }
    return bytes.split(separator: 10).suffix(count).map { String(decoding: $0, as: UTF8.self) }
  }
}

extension Pipeline {
  /// The state of the store; reads only.
  public func status(roster: Roster) throws -> StoreStatus {
    try reportingStoreErrors { try StoreStatus(store: openStore, roster: roster) }
  }
}

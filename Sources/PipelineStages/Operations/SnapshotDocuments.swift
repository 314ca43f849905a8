import FactTables
import SnapshotStore

/// The documents of a snapshot, found again in inboxes by their hashes.
struct SnapshotDocuments {
  /// A document of the snapshot that no inbox has.
  struct Missing: Hashable {
    var path: String
    var hash: String
    /// The reporting year it was loaded into; `nil` where it was not loaded.
    var year: Int?
  }

  /// What to read: every row of `sources` with a hash whose document was found, under the path of the snapshot.
  private(set) var entries: [InboxEntry] = []
  /// Rows without a hash: what they say cannot be seen in the inbox, only taken over.
  private(set) var unread: [Sighting] = []
  /// By path.
  private(set) var missing: [Missing] = []
  /// Documents of the inboxes that the snapshot does not have.
  private(set) var ignoredCount = 0
  /// Path and hash of each entry, as `KnownDocuments.name` joins them.
  private(set) var names: Set<String> = []
  /// Hexadecimal SHA-256 of the sidecar beside each entry, by path and hash.
  private(set) var sidecars: [String: String] = [:]

  init(of snapshot: Snapshot, inboxes: [String], limits: Int) throws {
    var rows: [(path: String, hash: String, year: Int?)] = []
    let columns = TableColumns(.sources)
    var seenRows: Set<String> = []
    try snapshot.forEachRow(of: .sources) { row in
      let path = columns.text("source_path", of: row) ?? ""
      guard let hash = columns.text("source_sha256", of: row) else {
        let reason = columns.text("reason", of: row) ?? ""
        unread.append(
          Sighting(
            path: path, byteCount: 0,
            state: columns.text("status", of: row) == "skipped" ? .skipped(reason: reason) : .setAside(reason: reason)))
        return
      }
      guard seenRows.insert(KnownDocuments.name(path, hash)).inserted else { return }
      let isLoaded = columns.text("status", of: row) == "loaded"
      let year = isLoaded ? columns.text("report_id", of: row).flatMap { YearPartitions.year(of: $0) } : nil
      rows.append((path, hash, year))
    }
    let wanted = Set(rows.map(\.hash))
    let found = try Self.find(wanted, in: inboxes, limit: limits, ignored: &ignoredCount)
    for row in rows {
      guard let places = found[row.hash] else {
        missing.append(Missing(path: row.path, hash: row.hash, year: row.year))
        continue
      }
      // The same path is where its own sidecar is.
      guard var entry = places.first(where: { $0.path == row.path }) ?? places.first else { continue }
      entry.path = row.path
      if let location = entry.sidecarLocation, let bytes = try? readFile(location, limit: 1 << 20) {
        sidecars[KnownDocuments.name(row.path, row.hash)] = hexadecimal(sha256(bytes))
      }
      entries.append(entry)
      names.insert(KnownDocuments.name(row.path, row.hash))
    }
  }

  /// Where inboxes have the wanted documents, by hash.
  private static func find(
    _ wanted: Set<String>, in inboxes: [String], limit: Int, ignored: inout Int
  ) throws -> [String: [InboxEntry]] {
    let scanned: [InboxEntry]
    do { scanned = try InboxScanner.scan(inboxes) } catch { throw PipelineError.inbox(error) }
    var found: [String: [InboxEntry]] = [:]
    for entry in scanned where entry.skipReason == nil {
      guard let bytes = try? readFile(entry.location, limit: limit) else { continue }
      let hash = hexadecimal(sha256(bytes))
      if wanted.contains(hash) { found[hash, default: []].append(entry) } else { ignored += 1 }
    }
    return found
  }
}

import FactTables
import SnapshotStore

/// The documents of a snapshot, found again in inboxes by their hashes.
struct SnapshotDocuments {
  /// A document of the snapshot that no inbox has.
  struct Missing: Hashable {
    var path: String
    var hash: String
    /// The reporting year of its report, or of the one that superseded it; `nil` where it held none.
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
  /// The reporting years of the entries that hold a report, by path and hash.
  private(set) var years: [String: Int] = [:]
  /// Hexadecimal SHA-256 of the sidecar beside each entry, by path and hash.
  private(set) var sidecars: [String: String] = [:]

  /// Documents out of containers lie here as files while the snapshot is rebuilt.
  private let spool: ScratchFolder

  init(of snapshot: Snapshot, inboxes: [String], options: PipelineOptions) throws {
    spool = try ScratchFolder()
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
      let report = columns.text("report_id", of: row) ?? columns.text("superseded_by", of: row)
      let year = report.flatMap { YearPartitions.year(of: $0) }
      rows.append((path, hash, year))
    }
    let wanted = Set(rows.map(\.hash))
    let found = try find(wanted, in: inboxes, options)
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
      years[KnownDocuments.name(row.path, row.hash)] = row.year
    }
  }

  /// Where inboxes have the wanted documents, by hash.
  private mutating func find(
    _ wanted: Set<String>, in inboxes: [String], _ options: PipelineOptions
  ) throws -> [String: [InboxEntry]] {
    var found: [String: [InboxEntry]] = [:]
    var spooledCount = 0
    var ignored = 0
    try InboxDocuments(options).forEach(in: inboxes) { entry, bytes, contained in
      let hash = hexadecimal(sha256(bytes))
      guard wanted.contains(hash) else {
        ignored += 1
        return true
      }
      guard let contained else {
        found[hash, default: []].append(entry)
        return true
      }
      // Given again with its sidecar, it takes the place of the first.
      if contained.isRepeated { found[hash]?.removeAll { $0.path == contained.path } }
      spooledCount += 1
      found[hash, default: []].append(try spooled(contained, number: spooledCount))
      return true
    }
    ignoredCount = ignored
    return found
  }

  private func spooled(_ document: ContainedInput, number: Int) throws -> InboxEntry {
    let file = spool.path + "/\(number)"
    try writeWhole(document.bytes, to: file)
    var entry = InboxEntry(
      path: document.path, location: InboxScanner.cString(Array(file.utf8)), byteCount: document.bytes.count)
    entry.origin = document.origin
    if let sidecar = document.sidecar {
      try writeWhole(sidecar, to: file + ".meta.json")
      entry.sidecarLocation = InboxScanner.cString(Array((file + ".meta.json").utf8))
    }
    return entry
  }
}

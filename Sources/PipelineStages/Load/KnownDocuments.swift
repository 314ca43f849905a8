import FactTables
import SnapshotStore

/// Where a document's facts are to be had.
enum FactSource: Hashable, Sendable {
  /// In a normalized record of the work area.
  case record(RecordKey)
  /// Only in the parent snapshot: the document left the inbox, and its record the work area.
  case parent
}

/// What is known of one document, that is of one content, over all runs.
enum DocumentState: Hashable, Sendable {
  /// A report.
  case report(Candidate, FactSource)
  /// Superseded in the parent snapshot, and its facts are not to be had any more.
  case superseded(reportID: String)
  /// Set aside with its reason.
  case setAside(reason: String)
  /// Passed over with its reason.
  case skipped(reason: String)
}

/// A place at which a document was seen.
struct DocumentPlace: Hashable, Sendable {
  var path: String
  /// Hexadecimal SHA-256; `nil` where it could not be read.
  var documentHash: String?
  var byteCount: Int?
  var mediaType: String?
  var encoding: String?
  var url: String?
  /// What happened to a document without hash.
  var unreadState: DocumentState?
}

/// All documents of the work area and the parent snapshot: what `load` decides about.
///
/// It is the same whether the documents came in one run or in many: the ledger says what was seen, the parent snapshot
/// what the ledger may have lost, and nothing depends on which of the two it was.
struct KnownDocuments {
  /// By path, then hash.
  private(set) var places: [DocumentPlace] = []
  /// By hash.
  private(set) var states: [String: DocumentState] = [:]
  /// Path and hash of documents that the parent already had set aside.
  private(set) var setAsideBefore: Set<String> = []

  init(
    ledger: Ledger, parent: Snapshot?, normalized: (RecordKey) -> NormalizedRecord?,
    normalizedKey: (RecordKey) -> RecordKey?, forgotten: Set<String>
  ) throws {
    var byName: [String: DocumentPlace] = [:]
    if let parent { try addParent(parent, to: &byName) }
    // Of equal bytes the smallest path is the one cited: with it go its sidecar and its record.
    var decided: Set<String> = []
    for sighting in ledger.ordered {
      byName[Self.name(sighting.path, sighting.documentHash)] = DocumentPlace(
        path: sighting.path, documentHash: sighting.documentHash,
        byteCount: sighting.documentHash == nil ? nil : sighting.byteCount, mediaType: sighting.mediaType,
        encoding: sighting.encoding, url: sighting.url,
        unreadState: sighting.documentHash == nil ? Self.plainState(of: sighting) : nil)
      guard let hash = sighting.documentHash, !decided.contains(hash) else { continue }
      if case .report(let key) = sighting.state {
        guard let key = normalizedKey(key), let record = normalized(key) else { continue }
        decided.insert(hash)
        states[hash] = Self.state(of: record, key: key)
      } else {
        decided.insert(hash)
        states[hash] = Self.plainState(of: sighting)
      }
    }
    if !forgotten.isEmpty {
      states = states.filter { !forgotten.contains($0.key) }
      byName = byName.filter { $0.value.documentHash.map(forgotten.contains) != true }
    }
    // A file that could not be read once, and was read at another time, is known by what it holds.
    let readPaths = Set(byName.values.filter { $0.documentHash != nil }.map(\.path)).union(ledger.containerPaths)
    places = byName.values.filter { $0.documentHash != nil || !readPaths.contains($0.path) }
      .sorted {
        Self.name($0.path, $0.documentHash).utf8.lexicographicallyPrecedes(Self.name($1.path, $1.documentHash).utf8)
      }
  }

  /// The smallest path of each document.
  func citedPlaces() -> [String: DocumentPlace] {
    var cited: [String: DocumentPlace] = [:]
    for place in places {
      if let hash = place.documentHash, cited[hash] == nil { cited[hash] = place }
    }
    return cited
  }

  static func name(_ path: String, _ hash: String?) -> String { path + "\0" + (hash ?? "") }

  private static func plainState(of sighting: Sighting) -> DocumentState? {
    switch sighting.state {
    case .report: nil
    case .setAside(let reason): .setAside(reason: reason)
    case .skipped(let reason): .skipped(reason: reason)
    }
  }

  private static func state(of record: NormalizedRecord, key: RecordKey) -> DocumentState {
    switch record {
    case .setAside(let reason): .setAside(reason: reason)
    case .report(let report):
      .report(
        Candidate(
          reportID: report.head.reportID, documentHash: report.head.documentHash, publishedOn: report.publishedOn,
          composedOn: report.composedOn, printedCellCount: report.printedCellCount, digest: ReportDigest(report)),
        .record(key))
    }
  }

  private mutating func addParent(_ parent: Snapshot, to byName: inout [String: DocumentPlace]) throws {
    let sources = TableColumns(.sources)
    try parent.forEachRow(of: .sources) { row in
      let hash = sources.text("source_sha256", of: row)
      let path = sources.text("source_path", of: row) ?? ""
      let reason = sources.text("reason", of: row) ?? ""
      var state: DocumentState?
      switch sources.text("status", of: row) {
      case "set_aside":
        state = .setAside(reason: reason)
        setAsideBefore.insert(Self.name(path, hash))
      case "skipped": state = .skipped(reason: reason)
      case "superseded": state = .superseded(reportID: sources.text("report_id", of: row) ?? "")
      default: break
      }
      byName[Self.name(path, hash)] = DocumentPlace(
        path: path, documentHash: hash, byteCount: sources.integer("bytes", of: row),
        mediaType: sources.text("media_type", of: row), encoding: sources.text("encoding", of: row),
        url: sources.text("source_url", of: row), unreadState: hash == nil ? state : nil)
      if let hash, let state { states[hash] = state }
    }
    let reports = TableColumns(.reports)
    try parent.forEachRow(of: .reports) { row in
      guard let hash = reports.text("source_sha256", of: row) else { return }
      states[hash] = .report(
        Candidate(
          reportID: reports.text("report_id", of: row) ?? "", documentHash: hash,
          publishedOn: reports.text("published_on", of: row), composedOn: reports.text("composed_on", of: row),
          printedCellCount: reports.integer("printed_cells", of: row) ?? 0), .parent)
    }
  }
}

/// Reads values of rows by column name.
struct TableColumns {
  private let schema: TableSchema

  init(_ table: FactTable) { schema = table.schema }

  func text(_ column: String, of row: FactRow) -> String? { schema.index(of: column).flatMap { row[$0].string } }

  func integer(_ column: String, of row: FactRow) -> Int? {
    schema.index(of: column).flatMap { row[$0].integerValue }.map { Int($0) }
  }

  func index(_ column: String) -> Int? { schema.index(of: column) }
}

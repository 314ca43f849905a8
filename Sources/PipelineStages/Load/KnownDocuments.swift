import FactTables
import SnapshotStore

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
  var unreadState: UnreadState?

  /// What became of something that could not be read.
  enum UnreadState: Hashable, Sendable {
    case setAside(reason: String)
    case skipped(reason: String)
  }
}

/// All documents of the work area and the parent snapshot: what `load` decides about.
///
/// It is the same whether the documents came in one run or in many: the ledger says what was seen, the parent snapshot
/// what the ledger may have lost, and nothing depends on which of the two it was. Places stay where they are, in the
/// ledger's file; in memory stands no more than a few words of each.
struct KnownDocuments {
  private(set) var table: DocumentTable
  /// Path and hash of documents that the parent already had set aside.
  private(set) var setAsideBefore: Set<String> = []

  /// A place: a row of the ledger, or below 0 one that only the parent knows.
  private struct PlaceRow {
    var source: Int32
    /// Number of the document; below 0 where it could not be read.
    var document: Int32
  }

  /// By path, then hash.
  private var places: SpilledArray<PlaceRow>
  private let file: LedgerFile?
  private var parentPlaces: [DocumentPlace] = []
  /// By document: its first place.
  private var cited: SpilledArray<Int32>
  private let spill: SpillPlace

  init(
    ledger: Ledger, parent: Snapshot?, normalized: RecordReader, normalizedKey: (RecordKey) -> RecordKey?,
    forgotten: Set<String>, spill: SpillPlace
  ) throws {
    file = ledger.file
    self.spill = spill
    places = SpilledArray(spill)
    cited = SpilledArray(spill)
    table = DocumentTable(records: normalized.places, spill: spill)
    table.reserveCapacity(ledger.file?.rowCount ?? 0)
    if let parent { try addParent(parent, ledger, forgotten) }
    try addLedger(normalized, normalizedKey, forgotten)
    dropUnread(containers: ledger.containerPaths)
    cited = SpilledArray(spill, repeating: -1, count: table.hashes.count)
    for (index, place) in places.enumerated() {
      spill.visit()
      if place.document >= 0, cited[Int(place.document)] < 0 { cited[Int(place.document)] = Int32(index) }
    }
  }

  /// How many places there are.
  var placeCount: Int { places.count }

  /// A place, with the number of its document; `nil` for a row of the ledger that is damaged.
  func place(_ index: Int) -> (place: DocumentPlace, document: Int?)? {
    spill.visit()
    let row = places[index]
    let document = row.document < 0 ? nil : Int(row.document)
    if row.source < 0 { return (parentPlaces[Int(-1 - row.source)], document) }
    return file?.sighting(of: Int(row.source)).map { (Self.place(of: $0), document) }
  }

  /// The smallest path at which a document was seen; `nil` where it was seen nowhere.
  func citedPlace(of document: Int) -> DocumentPlace? {
    cited[document] < 0 ? nil : place(Int(cited[document]))?.place
  }

  /// Path and hash in one.
  static func name(_ path: String, _ hash: String?) -> String { path + "\0" + (hash ?? "") }

  // MARK: - The ledger

  private mutating func addLedger(
    _ normalized: RecordReader, _ normalizedKey: (RecordKey) -> RecordKey?, _ forgotten: Set<String>
  ) throws {
    guard let file else {
      for index in parentPlaces.indices { places.append(parentRow(index)) }
      return
    }
    // Of equal bytes the smallest path is the one cited: with it go its sidecar and its record.
    var isDecided = SpilledArray(spill, repeating: false, count: table.hashes.count)
    var nextParent = 0
    places.reserveCapacity(file.rowCount + parentPlaces.count)
    for row in 0..<file.rowCount {
      spill.visit()
      guard let kind = file.state(of: row)?.kind, kind != .container, let sighting = file.sighting(of: row),
        sighting.documentHash.map(forgotten.contains) != true
      else { continue }
      while nextParent < parentPlaces.count, Self.isBefore(parentPlaces[nextParent], sighting) {
        places.append(parentRow(nextParent))
        nextParent += 1
      }
      guard let hash = sighting.documentHash.flatMap(DocumentHash.init) else {
        places.append(PlaceRow(source: Int32(row), document: -1))
        continue
      }
      let document = table.number(of: hash)
      if document == isDecided.count { isDecided.append(false) }
      places.append(PlaceRow(source: Int32(row), document: Int32(document)))
      if !isDecided[document] {
        isDecided[document] = decide(document, by: sighting.state, normalized, normalizedKey)
      }
    }
    for index in nextParent..<parentPlaces.count { places.append(parentRow(index)) }
  }

  /// Takes over what a sighting says of its document; false where it says nothing that can be had.
  private mutating func decide(
    _ document: Int, by state: SightingState, _ normalized: RecordReader,
    _ normalizedKey: (RecordKey) -> RecordKey?
  ) -> Bool {
    switch state {
    case .setAside(let reason): table.setAside(document, reason: reason)
    case .skipped(let reason): table.skip(document, reason: reason)
    case .report(let key):
      guard let key = normalizedKey(key), let digest = normalized.digest(key) else { return false }
      switch digest {
      case .setAside(let reason): table.setAside(document, reason: reason)
      case .report(let report): table.add(report, of: document, key: key)
      }
    }
    return true
  }

  private static func place(of sighting: Sighting) -> DocumentPlace {
    var place = DocumentPlace(
      path: sighting.path, documentHash: sighting.documentHash,
      byteCount: sighting.documentHash == nil ? nil : sighting.byteCount, mediaType: sighting.mediaType,
      encoding: sighting.encoding, url: sighting.url)
    if sighting.documentHash == nil {
      switch sighting.state {
      case .report: break
      case .setAside(let reason): place.unreadState = .setAside(reason: reason)
      case .skipped(let reason): place.unreadState = .skipped(reason: reason)
      }
    }
    return place
  }

  // MARK: - The parent

  private mutating func addParent(_ parent: Snapshot, _ ledger: Ledger, _ forgotten: Set<String>) throws {
    let sources = TableColumns(.sources)
    try parent.forEachRow(of: .sources) { row in
      let hash = sources.text("source_sha256", of: row)
      let path = sources.text("source_path", of: row) ?? ""
      let reason = sources.text("reason", of: row) ?? ""
      let status = sources.text("status", of: row)
      if status == "set_aside" { setAsideBefore.insert(Self.name(path, hash)) }
      if hash.map(forgotten.contains) == true { return }
      var unread: DocumentPlace.UnreadState?
      let document = hash.flatMap(DocumentHash.init).map { table.number(of: $0) }
      switch status {
      case "set_aside":
        if let document { table.setAside(document, reason: reason) } else { unread = .setAside(reason: reason) }
      case "skipped":
        if let document { table.skip(document, reason: reason) } else { unread = .skipped(reason: reason) }
      case "superseded":
        if let document { table.supersede(document, reportID: sources.text("report_id", of: row) ?? "") }
      default: break
      }
      // What the ledger knows it says itself.
      if ledger.sighting(path: path, documentHash: hash) != nil { return }
      let place = DocumentPlace(
        path: path, documentHash: hash, byteCount: sources.integer("bytes", of: row),
        mediaType: sources.text("media_type", of: row), encoding: sources.text("encoding", of: row),
        url: sources.text("source_url", of: row), unreadState: unread)
      // A document of several reports has several rows and one place.
      if let last = parentPlaces.last, last.path == path, last.documentHash == hash {
        parentPlaces[parentPlaces.count - 1] = place
      } else {
        parentPlaces.append(place)
      }
    }
    let reports = TableColumns(.reports)
    try parent.forEachRow(of: .reports) { row in
      guard let text = reports.text("source_sha256", of: row), !forgotten.contains(text),
        let hash = DocumentHash(text)
      else { return }
      table.add(
        ReportDigest(
          reportID: reports.text("report_id", of: row) ?? "",
          date: reports.text("published_on", of: row) ?? reports.text("composed_on", of: row) ?? "",
          printedCellCount: reports.integer("printed_cells", of: row) ?? 0),
        of: table.number(of: hash), key: nil)
    }
  }

  private func parentRow(_ index: Int) -> PlaceRow {
    let document = parentPlaces[index].documentHash.flatMap(DocumentHash.init).flatMap { table.find($0) }
    return PlaceRow(source: Int32(-1 - index), document: Int32(document ?? -1))
  }

  private static func isBefore(_ place: DocumentPlace, _ sighting: Sighting) -> Bool {
    if !hasSameBytes(place.path, sighting.path) {
      return place.path.utf8.lexicographicallyPrecedes(sighting.path.utf8)
    }
    return (place.documentHash ?? "").utf8.lexicographicallyPrecedes((sighting.documentHash ?? "").utf8)
  }

  private static func hasSameBytes(_ left: String, _ right: String) -> Bool { left.utf8.elementsEqual(right.utf8) }

  /// A file that could not be read once, and was read at another time, is known by what it holds.
  private mutating func dropUnread(containers: Set<String>) {
    // Rows of one path stand together, the unread one first.
    if !places.contains(where: { $0.document < 0 }) { return }
    var kept = SpilledArray<PlaceRow>(spill)
    kept.reserveCapacity(places.count)
    for (index, row) in places.enumerated() {
      spill.visit()
      if row.document < 0, let path = place(index)?.place.path {
        if containers.contains(path) { continue }
        if index + 1 < places.count, let next = place(index + 1), next.document != nil,
          Self.hasSameBytes(next.place.path, path)
        {
          continue
        }
      }
      kept.append(row)
    }
    places = kept
  }
}

import Glibc

/// Every file ever seen, by path and content: the rows of the last run, and what this run adds to them.
///
/// The ledger is part of the work area: where it is lost, the rows of `sources` of the current snapshot still know what
/// was seen. Unchanged rows stay where they are, on disk; only what is added is in memory.
struct Ledger: Sendable {
  /// The rows of the last run; `nil` where there are none.
  private(set) var file: LedgerFile?
  private var added: LedgerAdditions
  /// Where what is kept of many rows goes.
  let spill: SpillPlace
  private var forgotten: Set<[UInt8]> = []
  /// Whether anything differs from the last run but witnesses.
  private(set) var hasNewContent = false
  private var hasNewWitnesses = false

  /// An empty ledger.
  init() {
    spill = .memory
    added = LedgerAdditions(spill)
  }

  /// The ledger at a path; empty where there is none or it is damaged.
  ///
  /// What is added goes to `spill` where it is much.
  init(path: String, spill: SpillPlace = .memory) {
    file = LedgerFile(path: path, spill: spill)
    self.spill = spill
    added = LedgerAdditions(spill)
  }

  /// Adds or renews a sighting.
  ///
  /// True where this file with this content was not known. `isContainer` is a container that was read to its end: it is no
  /// document, and only its witness counts. `isRepeated` is a document that was recorded before in this run, perhaps as
  /// something else than now.
  @discardableResult
  mutating func record(
    _ sighting: Sighting, witness: FileWitness = FileWitness(), isContainer: Bool = false, isRepeated: Bool = false
  ) -> Bool {
    var encoder = RecordEncoder()
    sighting.encodeDetail(to: &encoder)
    let state = isContainer ? LedgerState(.container) : LedgerState(sighting.state)
    let path = Array(sighting.path.utf8)
    let hash = sighting.documentHash.map(HashDigits.bytes) ?? []
    let known = row(path, hash)
    if let known, let file, !forgotten.contains(hash), file.state(of: known) == state,
      file.detailBytes(of: known).elementsEqual(encoder.bytes)
    {
      if !isRepeated, witness.isEmpty || file.witness(of: known) == witness { return false }
      hasNewWitnesses = true
    } else {
      hasNewContent = true
    }
    added.append(path, hash: hash, detail: encoder.bytes, state: state, witness: witness)
    return known == nil
  }

  /// The row of this path and hash in the file; `nil` where there is none.
  private func row(_ path: [UInt8], _ hash: [UInt8]) -> Int? {
    guard let file else { return nil }
    var row = file.lowerBound(of: path)
    while row < file.rowCount, file.path(of: row, equals: path) {
      if Self.hash(inDetail: file.detailBytes(of: row)).elementsEqual(hash) { return row }
      row += 1
    }
    return nil
  }

  /// The document hash stands first in a detail, behind its length.
  static func hash(inDetail detail: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    guard let length = detail.first, length <= 32, detail.count > Int(length) else {
      return UnsafeRawBufferPointer(start: nil, count: 0)
    }
    return UnsafeRawBufferPointer(rebasing: detail[1..<1 + Int(length)])
  }

  /// The sighting of a file with this content in the last run; `nil` where it was never seen.
  func sighting(path: String, documentHash: String?) -> Sighting? {
    row(Array(path.utf8), documentHash.map(HashDigits.bytes) ?? []).flatMap { file?.sighting(of: $0) }
  }

  /// Removes all sightings of documents.
  ///
  /// True where there were some.
  @discardableResult
  mutating func forget(_ hashes: Set<String>) -> Bool {
    if hashes.isEmpty { return false }
    let unwanted = Set(hashes.map(HashDigits.bytes))
    guard let file else { return false }
    let isThere = (0..<file.rowCount).contains {
      unwanted.contains(Array(Self.hash(inDetail: file.detailBytes(of: $0))))
    }
    guard isThere else { return false }
    forgotten.formUnion(unwanted)
    hasNewContent = true
    return true
  }

  /// All documents, by path, then content; rows of containers are left out.
  var ordered: LedgerSequence { LedgerSequence(rows: merged(), file: file, added: added, spill: spill) }

  /// What pages of earlier runs say of the documents they lead to, by the path of the document.
  ///
  /// Of several pages the one with the smallest path speaks; of several contents of a page any.
  var linkedPages: [String: LinkedPage] {
    var pages: [String: LinkedPage] = [:]
    let state = LedgerState(.skipped, SkipReason.linksToDocument.rawValue)
    guard let file, let code = file.states.firstIndex(of: state) else { return pages }
    for row in 0..<file.rowCount where file.code(of: row) == code {
      guard let sighting = file.sighting(of: row), let links = sighting.links else { continue }
      for target in links.targets where pages[target] == nil {
        pages[target] = LinkedPage(path: sighting.path, supplied: links.supplied)
      }
    }
    return pages
  }

  /// Paths of containers that were read to their end: no documents themselves.
  var containerPaths: Set<String> {
    var paths: Set<String> = []
    guard file?.holdsContainers == true || added.holdsContainers else { return paths }
    for row in merged() {
      switch LedgerRow(row) {
      case .old(let row):
        if let file, file.state(of: row)?.kind == .container {
          paths.insert(String(decoding: file.pathBytes(of: row), as: UTF8.self))
        }
      case .new(let row):
        if added.state(of: row).kind == .container {
          paths.insert(added.withPath(of: row) { String(decoding: $0, as: UTF8.self) })
        }
      }
    }
    return paths
  }

  /// A hash of all paths and what is kept of them, witnesses excepted; empty for an empty ledger.
  ///
  /// Only of the rows of the last run: a ledger with additions is saved first.
  var contentHash: [UInt8] { file?.contentHash ?? [] }

  /// Whether the file on disk lacks anything.
  func needsSaving(conditions: [UInt8]) -> Bool {
    hasNewContent || hasNewWitnesses || file?.conditions != conditions
  }

  /// Writes the merged rows; the file is replaced in one step.
  ///
  /// `trustedBefore` is when this run began to look at files.
  func save(to path: String, conditions: [UInt8], trustedBefore: Int64) throws(PipelineError) {
    let writer = LedgerWriter(rows: merged(), file: file, added: added, spill: spill)
    try writer.write(to: path, conditions: conditions, trustedBefore: trustedBefore)
  }

  /// The rows of file and additions in order, later additions in the place of earlier rows.
  private func merged() -> SpilledArray<Int32> {
    let new = added.sorted()
    var rows = SpilledArray<Int32>(spill)
    rows.reserveCapacity((file?.rowCount ?? 0) + new.count)
    var next = 0
    for old in 0..<(file?.rowCount ?? 0) {
      guard let file else { break }
      spill.visit()
      let detail = file.detailBytes(of: old)
      let hash = Self.hash(inDetail: detail)
      if !forgotten.isEmpty, forgotten.contains(Array(hash)) { continue }
      let path = file.pathBytes(of: old)
      while next < new.count, added.compare(Int(new[next]), path, hash) < 0 {
        rows.append(LedgerRow.new(Int(new[next])).code)
        next += 1
      }
      if next < new.count, added.compare(Int(new[next]), path, hash) == 0 { continue }
      // A file that could not be read before, and can be now, is no longer "unread".
      if hash.isEmpty, next < new.count, added.hasPath(Int(new[next]), path) { continue }
      rows.append(LedgerRow.old(old).code)
    }
    for index in new[next...] { rows.append(LedgerRow.new(Int(index)).code) }
    return rows
  }
}

/// Where a row of a ledger stands.
enum LedgerRow: Sendable {
  case old(Int)
  case new(Int)

  /// The row in 4 bytes: there are as many as documents.
  var code: Int32 {
    switch self {
    case .old(let row): Int32(truncatingIfNeeded: row)
    case .new(let row): -1 - Int32(truncatingIfNeeded: row)
    }
  }

  init(_ code: Int32) { self = code < 0 ? .new(Int(-1 - code)) : .old(Int(code)) }
}

/// The documents of a ledger in order, decoded one by one.
struct LedgerSequence: Sequence, Sendable {
  fileprivate let rows: SpilledArray<Int32>
  fileprivate let file: LedgerFile?
  fileprivate let added: LedgerAdditions
  fileprivate let spill: SpillPlace

  func makeIterator() -> AnyIterator<Sighting> {
    var index = 0
    return AnyIterator {
      while index < rows.count {
        let row = LedgerRow(rows[index])
        index += 1
        spill.visit()
        switch row {
        case .old(let row):
          if file?.state(of: row)?.kind != .container, let sighting = file?.sighting(of: row) { return sighting }
        case .new(let row):
          if added.state(of: row).kind != .container, let sighting = added.sighting(of: row) { return sighting }
        }
      }
      return nil
    }
  }
}

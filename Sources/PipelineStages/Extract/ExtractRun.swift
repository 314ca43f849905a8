/// What one run of the stage has seen so far: the ledger and the counts.
struct ExtractRun {
  private let options: PipelineOptions
  let unwanted: Set<String>
  /// The ledger as the run found it.
  let ledgerBefore: Ledger
  private var ledger: Ledger
  private(set) var summary = ExtractSummary()
  /// Keeps what was normalized at once; `nil` where another process normalizes.
  var ahead: NormalizeAhead?
  /// Containers found among the loose files.
  var containers: [InboxEntry] = []
  /// Pages that lead to documents which may be in the inbox: what becomes of them shows at the end.
  private(set) var pages: [ExtractOutcome] = []
  private var doneCount = 0

  init(options: PipelineOptions, ledger: Ledger, unwanted: Set<String>) {
    self.options = options
    self.unwanted = unwanted
    ledgerBefore = ledger
    self.ledger = ledger
    self.ledger.forget(unwanted)
  }

  mutating func consume(_ outcome: ExtractOutcome, _ segments: RecordSegments) throws {
    doneCount += 1
    ledgerBefore.spill.visit()
    options.reporter.count("extract  ", done: doneCount)
    switch outcome.kind {
    case .container(let entry):
      containers.append(entry)
      return
    case .containerEnd:
      ledger.record(outcome.sighting, witness: outcome.witness, isContainer: true)
      return
    case .unwanted:
      summary.entryCount += 1
      summary.skipped[ForgottenDocuments.skipReason, default: 0] += 1
      return
    case .made(let key, let compressed, let normalized):
      try segments.append(key, compressed: compressed)
      if let normalized { try ahead?.keep(normalized, for: key) }
      summary.newRecordCount += 1
    case .done: break
    }
    if outcome.sighting.links == nil { note(outcome) } else { pages.append(outcome) }
  }

  /// Decides about the pages: one whose document is in the inbox is passed over and speaks for it, another is no report.
  ///
  /// The documents to read again, with their pages: those that were read before their page was known.
  mutating func resolvePages(known: [String: LinkedPage]) -> [String: LinkedPage] {
    if pages.isEmpty { return [:] }
    let wanted = Set(pages.flatMap { $0.sighting.links?.targets ?? [] })
    var there: Set<String> = []
    for sighting in ledger.ordered where sighting.documentHash != nil && wanted.contains(sighting.path) {
      there.insert(sighting.path)
    }
    var unread: [String: LinkedPage] = [:]
    for var page in pages.sorted(by: { $0.sighting.path.utf8.lexicographicallyPrecedes($1.sighting.path.utf8) }) {
      let targets = page.sighting.links?.targets.filter(there.contains) ?? []
      page.sighting.links?.targets = targets
      if let supplied = page.sighting.links?.supplied, !targets.isEmpty {
        page.sighting.state = .skipped(reason: SkipReason.linksToDocument.rawValue)
        for target in targets where unread[target] == nil {
          let linked = LinkedPage(
            path: page.sighting.path, supplied: supplied, entry: page.entry, witness: page.witness)
          // Of several pages the one with the smallest path speaks, whenever it came.
          if let other = known[target], other.supplied == supplied || other.path < linked.path { continue }
          unread[target] = linked
        }
      } else {
        page.sighting.links = nil
      }
      note(page)
    }
    pages = []
    return unread
  }

  private mutating func note(_ outcome: ExtractOutcome) {
    let sighting = outcome.sighting
    let isNew = ledger.record(sighting, witness: outcome.witness, isRepeated: outcome.isRepeated)
    if outcome.isRepeated { return }
    summary.entryCount += 1
    switch sighting.state {
    case .report: summary.reportCount += 1
    case .skipped(let reason): summary.skipped[reason, default: 0] += 1
    case .setAside(let reason):
      summary.setAside[reason, default: 0] += 1
      if isNew {
        summary.newlySetAside.append((sighting.path, reason))
        options.reporter.warn("set aside", ["document": sighting.path, "reason": reason])
      }
    }
  }

  /// Counts what was not looked at, since it is unchanged.
  mutating func count(known: KnownFiles) {
    guard let states = ledgerBefore.file?.states else { return }
    for (code, count) in known.counts where code < states.count {
      let state = states[code]
      switch state.kind {
      case .container: continue
      case .report: summary.reportCount += count
      case .setAside: summary.setAside[state.reason, default: 0] += count
      case .skipped: summary.skipped[state.reason, default: 0] += count
      }
      summary.entryCount += count
    }
  }

  /// Saves the ledger where it has to be.
  mutating func finish(_ workArea: WorkArea, conditions: [UInt8], startedAt: Int64) throws {
    summary.sawSomethingNew = ledger.hasNewContent
    if ledger.needsSaving(conditions: conditions) {
      try workArea.save(ledger, conditions: conditions, trustedBefore: startedAt)
      try workArea.noteSettled()
    }
  }
}

/// A page that leads to a document, and what it says of it.
struct LinkedPage: Sendable {
  /// The page's path.
  var path: String
  var supplied: Sidecar
  /// The loose file it is; `nil` for a page of an earlier run, or in a container.
  var entry: InboxEntry?
  var witness = FileWitness()
}

/// What `extract` did.
public struct ExtractSummary: Sendable {
  /// Documents and other entries of the inboxes, those in containers included; containers themselves are not counted.
  public var entryCount = 0
  /// Reports, whether read now or known already.
  public var reportCount = 0
  /// Documents whose record was made in this run.
  public var newRecordCount = 0
  /// Documents set aside, by reason.
  public var setAside: [String: Int] = [:]
  /// Documents set aside that no run had seen before: path and reason.
  public var newlySetAside: [(path: String, reason: String)] = []
  /// Entries passed over, by reason.
  public var skipped: [String: Int] = [:]
  /// Whether the ledger has anything that it had not before.
  public var sawSomethingNew = false
}

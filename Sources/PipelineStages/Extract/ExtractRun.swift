/// What one run of the stage has seen so far: the ledger and the counts.
struct ExtractRun {
  private let options: PipelineOptions
  let unwanted: Set<String>
  /// The ledger as the run found it.
  let ledgerBefore: Ledger
  private var ledger: Ledger
  private(set) var summary = ExtractSummary()
  /// Containers found among the loose files.
  var containers: [InboxEntry] = []
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
    case .made(let key, let compressed):
      try segments.append(key, compressed: compressed)
      summary.newRecordCount += 1
    case .done: break
    }
    note(outcome)
  }

  private mutating func note(_ outcome: ExtractOutcome) {
    let sighting = outcome.sighting
    let isNew = ledger.record(sighting, witness: outcome.witness)
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

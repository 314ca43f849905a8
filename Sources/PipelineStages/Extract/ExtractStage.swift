import DocumentReading
import ReportRecognition

/// What `extract` did.
public struct ExtractSummary: Sendable {
  /// Entries of the inboxes.
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

/// Stage 1: the documents of inboxes become extracted records in the work area.
struct ExtractStage {
  let options: PipelineOptions

  /// Reads inboxes; documents that are to stay out are passed over and leave no trace.
  func run(inboxes: [String], workArea: WorkArea, forgotten: ForgottenDocuments) async throws -> ExtractSummary {
    let entries: [InboxEntry]
    do { entries = try InboxScanner.scan(inboxes) } catch { throw PipelineError.inbox(error) }
    return try await run(entries: entries, workArea: workArea, forgotten: forgotten)
  }

  /// Reads these entries, in this order.
  func run(
    entries: [InboxEntry], workArea: WorkArea, forgotten: ForgottenDocuments
  ) async throws -> ExtractSummary {
    let segments = try workArea.records(of: .extracted)
    var ledger = workArea.ledger()
    var summary = ExtractSummary()
    summary.entryCount = entries.count
    let known = segments.keys
    let before = ledger
    let unwanted = Set(forgotten.reasons.keys)
    _ = ledger.forget(unwanted)
    let limits = options.limits
    var doneCount = 0
    try await forEachInOrder(
      entries, jobs: options.jobs,
      transform: { entries in
        var worker = ExtractWorker(known: known, ledger: before, limits: limits, unwanted: unwanted)
        return entries.map { worker.extract($0) }
      },
      consume: { outcome in
        let sighting: Sighting
        doneCount += 1
        options.reporter.progress("extract  ", done: doneCount, of: entries.count)
        switch outcome {
        case .unwanted:
          summary.skipped[ForgottenDocuments.skipReason, default: 0] += 1
          return
        case .done(let seen): sighting = seen
        case .made(let seen, let key, let compressed):
          sighting = seen
          try segments.append(key, compressed: compressed)
          summary.newRecordCount += 1
        }
        note(sighting, in: &summary, ledger: &ledger)
      })
    try segments.closeSegment()
    if summary.sawSomethingNew || ledger.ordered != before.ordered { try workArea.save(ledger) }
    return summary
  }

  private func note(_ sighting: Sighting, in summary: inout ExtractSummary, ledger: inout Ledger) {
    let isNew = ledger.record(sighting)
    if isNew { summary.sawSomethingNew = true }
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
}

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

  private enum Outcome: Sendable {
    case known(Sighting)
    case made(Sighting, key: RecordKey, compressed: [UInt8])
    case done(Sighting)
  }

  func run(inboxes: [String], workArea: WorkArea) async throws -> ExtractSummary {
    let entries: [InboxEntry]
    do { entries = try InboxScanner.scan(inboxes) } catch { throw PipelineError.inbox(error) }
    let segments = try workArea.records(of: .extracted)
    var ledger = workArea.ledger()
    var summary = ExtractSummary()
    summary.entryCount = entries.count
    let known = segments.keys
    let before = ledger
    let limits = options.limits
    var doneCount = 0
    try await forEachInOrder(
      entries, jobs: options.jobs,
      transform: { entry in Self.extract(entry, known: known, ledger: before, limits: limits) },
      consume: { outcome in
        let sighting: Sighting
        switch outcome {
        case .known(let seen), .done(let seen): sighting = seen
        case .made(let seen, let key, let compressed):
          sighting = seen
          try segments.append(key, compressed: compressed)
          summary.newRecordCount += 1
        }
        note(sighting, in: &summary, ledger: &ledger)
        doneCount += 1
        options.reporter.progress("extract  ", done: doneCount, of: entries.count)
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

  /// One document, alone: what becomes of it depends on nothing but its bytes, its sidecar and this build.
  private static func extract(
    _ entry: InboxEntry, known: Set<RecordKey>, ledger: Ledger, limits: ReadingLimits
  ) -> Outcome {
    var sighting = Sighting(path: entry.path, byteCount: entry.byteCount, state: .setAside(reason: "unreadable"))
    if let reason = entry.skipReason {
      sighting.state = .skipped(reason: reason.rawValue)
      return .done(sighting)
    }
    let bytes: [UInt8]
    do {
      bytes = try readFile(entry.location, limit: limits.documentByteCount)
    } catch .tooLarge {
      sighting.state = .setAside(reason: ReadingFailure.tooLarge.rawValue)
      return .done(sighting)
    } catch {
      return .done(sighting)
    }
    let hash = sha256(bytes)
    sighting.documentHash = hexadecimal(hash)
    sighting.byteCount = bytes.count
    var sidecar = Sidecar()
    var sidecarBytes: [UInt8] = []
    if let location = entry.sidecarLocation, let read = try? readFile(location, limit: 1 << 20) {
      sidecarBytes = read
      sighting.sidecarHash = hexadecimal(sha256(read))
      sidecar = Sidecar.decode(read) ?? Sidecar()
    }
    let key = RecordKey(of: [hash, sidecarBytes, BuildIdentity.hash, [UInt8(truncatingIfNeeded: limits.documentByteCount >> 20)]])
    if known.contains(key), var seen = ledger.sighting(path: entry.path, documentHash: sighting.documentHash),
      seen.state == .report(key)
    {
      seen.sidecarHash = sighting.sidecarHash
      return .known(seen)
    }
    if let reason = ContentSniffer.skipReason(bytes) {
      sighting.state = .skipped(reason: reason.rawValue)
      return .done(sighting)
    }
    return read(bytes, into: sighting, sidecar: sidecar, key: key, limits: limits)
  }

  private static func read(
    _ bytes: [UInt8], into seen: Sighting, sidecar: Sidecar, key: RecordKey, limits: ReadingLimits
  ) -> Outcome {
    var sighting = seen
    let document: ReadDocument
    do {
      document = try DocumentReader(limits: limits).read(bytes)
    } catch {
      sighting.state = .setAside(reason: error.rawValue)
      return .done(sighting)
    }
    sighting.mediaType = document.mediaType.rawValue
    sighting.encoding = document.encoding
    switch ReportRecognizer().recognize(document) {
    case .notAReport:
      sighting.state = .setAside(reason: "not_a_report")
      return .done(sighting)
    case .report(let report):
      sighting.url = sidecar.url ?? report.sourceURL
      sighting.state = .report(key)
      let record = ExtractedRecord(
        documentHash: sighting.documentHash ?? "", byteCount: bytes.count, mediaType: document.mediaType.rawValue,
        encoding: document.encoding, replacedCharacterCount: document.replacedCharacterCount, sidecar: sidecar,
        report: report, passages: report.narrative.map { PassageCutter.passage($0, of: document.text) })
      var encoder = RecordEncoder()
      encoder.encode(record)
      return .made(sighting, key: key, compressed: RecordSegments.compressed(encoder.bytes))
    }
  }
}

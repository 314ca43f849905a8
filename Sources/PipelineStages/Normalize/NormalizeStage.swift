import AgencyIdentity
import NarrativeFigures
import WorkLimits

/// Stage 2: extracted records become coded facts and findings, each document alone.
struct NormalizeStage {
  let options: PipelineOptions

  private enum Outcome: Sendable {
    case made(RecordKey, NormalizedBytes)
    case lost(RecordKey)
  }

  /// Makes the records that are missing; those made `ahead` are there already.
  func run(workArea: WorkArea, ahead: NormalizeAhead? = nil) async throws -> NormalizeSummary {
    let tools = try ahead?.tools ?? NormalizeTools(options)
    let extracted = try workArea.records(of: .extracted)
    let normalized = try ahead?.records ?? workArea.records(of: .normalized)
    let before = workArea.normalizedIndex()
    let index = NormalizedIndex(rules: options.rules)
    var summary = ahead?.summary ?? NormalizeSummary()
    summary.newRecordCount = 0
    // A content seen at two places has one record.
    var isDone = Array(repeating: false, count: extracted.places.count)
    var pending: [UInt32] = []
    for sighting in workArea.ledger().ordered {
      guard case .report(let key) = sighting.state, let number = extracted.places.find(key), !isDone[number],
        let own = index.key(for: key)
      else { continue }
      isDone[number] = true
      if !normalized.contains(own) {
        pending.append(UInt32(truncatingIfNeeded: number))
      } else if normalized.isNew(own) {
        summary.newRecordCount += 1
      } else {
        summary.unchangedCount += 1
      }
    }
    isDone = []
    noteUnseenCorrections(tools.corrections, ledger: workArea.ledger())
    let reader = extracted.reader
    var doneCount = 0
    let workers = WorkerPool { NormalizeWorker(tools: tools) }
    try await forEachInOrder(
      pending, jobs: options.jobs,
      transform: { batch in
        workers.withWorker { worker in
          batch.map { number in
            let key = reader.places.key(Int(number))
            guard let bytes = reader.record(key), let made = worker.normalize(bytes), let own = index.key(for: key)
            else {
              return Outcome.lost(key)
            }
            return .made(own, made)
          }
        }
      },
      consume: { outcome in
        switch outcome {
        case .made(let key, let made):
          try normalized.append(key, compressed: made.compressed)
          summary.count(made, options.reporter)
        case .lost(let key):
          options.reporter.warn(
            "a work record cannot be read; its document is read anew next time", ["record": hexadecimal(key.bytes)])
        }
        doneCount += 1
        workArea.spill.visit()
        options.reporter.progress("normalize", done: doneCount, of: pending.count)
      })
    try normalized.closeSegment()
    if index != before { try workArea.save(index) }
    return summary
  }

  /// One file of corrections may serve several stores: documents that this one has not seen are no fault.
  private func noteUnseenCorrections(_ corrections: CorrectionFile, ledger: Ledger) {
    guard !corrections.byDocument.isEmpty else { return }
    let seen = Set(ledger.ordered.lazy.compactMap(\.documentHash))
    let unseen = corrections.byDocument.keys.filter { !seen.contains($0) }.sorted()
    for document in unseen {
      options.reporter.note("corrections for a document that this store has not seen", ["document": document])
    }
  }
}

/// What every worker of the stage shares: the compiled rules.
struct NormalizeTools: Sendable {
  let identifier: AgencyIdentifier
  let narrative: NarrativeExtractor
  let corrections: CorrectionFile
  /// Makes the deadline of each document when its work begins, on the thread that does it.
  let makeDeadline: @Sendable () -> WorkDeadline

  init(_ options: PipelineOptions) throws(PipelineError) {
    let rules = options.rules
    makeDeadline = options.makeDeadline
    do {
      identifier = try AgencyIdentifier(aliases: rules.bytes(of: "agency-aliases.yaml"))
    } catch {
      throw .rules(file: "agency-aliases.yaml", message: "\(error)")
    }
    do {
      narrative = NarrativeExtractor(rules: try NarrativeRules(yaml: rules.bytes(of: "narrative.yaml")))
    } catch {
      throw .rules(file: "narrative.yaml", message: "\(error)")
    }
    do {
      corrections = try CorrectionFile(yaml: rules.bytes(of: "corrections.yaml"))
    } catch {
      throw .rules(file: "corrections.yaml", message: error.description)
    }
  }
}

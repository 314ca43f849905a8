import ContainerReading
import DocumentReading
import Glibc
import ReportRecognition

/// Stage 1: the documents of inboxes become extracted records in the work area.
///
/// Loose files first, in the order of their paths, then the containers found among them, in the same order. What the
/// ledger knows by its witness is neither opened nor given to a task.
struct ExtractStage {
  let options: PipelineOptions
  /// Normalizes what is read at once, where the stages run in one process; asked for when there is something to read.
  var ahead: NormalizeAhead?
  private static let batchCount = 16
  /// Bytes of contained documents in one batch, and in all batches in flight.
  private static let batchByteCount = 2 << 20
  private static let flightByteCount = 64 << 20

  /// Reads inboxes; documents that are to stay out are passed over and leave no trace.
  func run(inboxes: [String], workArea: WorkArea, forgotten: ForgottenDocuments) async throws -> ExtractSummary {
    let startedAt = Self.now
    let ledger = workArea.ledger()
    let conditions = options.conditions
    var known: KnownFiles?
    if !options.isParanoid, let file = ledger.file, file.conditions == conditions {
      known = KnownFiles(file, isTrusted: try workArea.rowsWithRecords(of: file))
    }
    var scanner: InboxScanner
    do { scanner = try InboxScanner(inboxes, known: known, startedAt: startedAt) } catch {
      throw PipelineError.inbox(error)
    }
    var run = ExtractRun(options: options, ledger: ledger, unwanted: Set(forgotten.reasons.keys))
    try await extract(&run, workArea, next: { scanner.next() }, neighbour: { $0.neighbour($1) })
    if let known { run.count(known: known) }
    try run.finish(workArea, conditions: conditions, startedAt: startedAt)
    return run.summary
  }

  /// Reads these entries, in this order.
  func run(
    entries: [InboxEntry], workArea: WorkArea, forgotten: ForgottenDocuments
  ) async throws -> ExtractSummary {
    let startedAt = Self.now
    var run = ExtractRun(options: options, ledger: workArea.ledger(), unwanted: Set(forgotten.reasons.keys))
    var index = 0
    let byPath = Dictionary(entries.map { ($0.path, $0) }) { first, _ in first }
    try await extract(
      &run, workArea,
      next: {
        index += 1
        return index <= entries.count ? entries[index - 1] : nil
      }, neighbour: { byPath[$1] })
    try run.finish(workArea, conditions: options.conditions, startedAt: startedAt)
    return run.summary
  }

  private func extract(
    _ run: inout ExtractRun, _ workArea: WorkArea, next nextEntry: () -> InboxEntry?,
    neighbour: (InboxEntry, String) -> InboxEntry?
  ) async throws {
    // Where nothing is new, the work area is not even opened.
    guard let pending = nextEntry() else { return }
    let segments = try workArea.records(of: .extracted)
    var tools = ExtractTools(
      known: segments.places, ledger: run.ledgerBefore, limits: options.limits, makeDeadline: options.makeDeadline,
      unwanted: run.unwanted, normalizer: try ahead?.start(workArea), pages: run.ledgerBefore.linkedPages)
    run.ahead = ahead
    try await extractFiles(tools, first: pending, nextEntry) { try run.consume($0, segments) }
    let containers = run.containers
    try await extractContainers(tools, containers.map { ($0, nil) }) { try run.consume($0, segments) }
    let linked = run.resolvePages(known: tools.pages)
    if !linked.isEmpty {
      tools.pages.merge(linked) { $1 }
      let loose = linked.sorted { $0.key < $1.key }.compactMap { target, page in
        page.entry.flatMap { neighbour($0, target) }
      }
      let contained = Set(linked.filter { $0.value.entry == nil }.keys)
      try await extractLinked(tools, loose, contained, in: containers) { try run.consume($0, segments) }
    }
    try segments.closeSegment()
    options.reporter.count("extract  ", done: nil)
  }

  func extractFiles(
    _ tools: ExtractTools, first: InboxEntry, _ nextEntry: () -> InboxEntry?,
    consume: (ExtractOutcome) throws -> Void
  ) async throws {
    let workers = ExtractWorkers(tools)
    var pending = first
    var isAtEnd = false
    try await forEachBatchInOrder(
      jobs: options.jobs, byteLimit: Self.flightByteCount,
      next: {
        if isAtEnd { return nil }
        var batch = [ExtractInput.file(pending)]
        while batch.count < Self.batchCount, let entry = nextEntry() { batch.append(.file(entry)) }
        if batch.count == Self.batchCount, let entry = nextEntry() { pending = entry } else { isAtEnd = true }
        return (batch, 0)
      },
      transform: { Self.transform($0, workers) }, consume: consume)
  }

  func extractContainers(
    _ tools: ExtractTools, _ containers: [(entry: InboxEntry, wanted: Set<String>?)],
    consume: (ExtractOutcome) throws -> Void
  ) async throws {
    let workers = ExtractWorkers(tools)
    var rest = containers[...]
    var inbox: ContainerInbox?
    var isWhole = true
    let limits = options.containerLimits
    try await forEachBatchInOrder(
      jobs: options.jobs, byteLimit: Self.flightByteCount,
      next: {
        var batch: [ExtractInput] = []
        var byteCount = 0
        while batch.count < Self.batchCount, byteCount < Self.batchByteCount {
          if inbox == nil {
            guard let next = rest.popFirst() else { break }
            inbox = ContainerInbox(next.entry, limits: limits, wanted: next.wanted)
            isWhole = next.wanted == nil
          }
          guard let item = inbox?.next(), let entry = inbox?.entry else {
            inbox = nil
            continue
          }
          switch item {
          case .document(let document):
            byteCount += document.bytes.count
            batch.append(.contained(document))
          default: if isWhole { batch.append(Self.input(item, of: entry)) }
          }
        }
        return batch.isEmpty ? nil : (batch, byteCount)
      },
      transform: { Self.transform($0, workers) }, consume: consume)
  }

  /// Reads documents again that were read before the page that leads to them was known.
  func extractLinked(
    _ tools: ExtractTools, _ loose: [InboxEntry], _ wanted: Set<String>, in containers: [InboxEntry],
    consume: (ExtractOutcome) throws -> Void
  ) async throws {
    let workers = ExtractWorkers(tools)
    try await forEachBatchInOrder(
      jobs: options.jobs, byteLimit: Self.flightByteCount,
      next: Self.once(loose.map { ExtractInput.file($0) }),
      transform: { batch in
        Self.transform(batch, workers).map { outcome in
          var outcome = outcome
          outcome.isRepeated = true
          return outcome
        }
      }, consume: consume)
    let holders = containers.filter { entry in wanted.contains { $0.hasPrefix(entry.path + "!/") } }
    try await extractContainers(tools, holders.map { ($0, wanted) }, consume: consume)
  }

  private static func once(_ inputs: [ExtractInput]) -> () -> ([ExtractInput], Int)? {
    var rest = inputs[...]
    return {
      let batch = Array(rest.prefix(batchCount))
      rest = rest.dropFirst(batchCount)
      return batch.isEmpty ? nil : (batch, 0)
    }
  }

  private static func transform(_ batch: [ExtractInput], _ workers: ExtractWorkers) -> [ExtractOutcome] {
    workers.with { worker in batch.map { worker.extract($0) } }
  }

  private static func input(_ item: ContainerInbox.Item, of entry: InboxEntry) -> ExtractInput {
    switch item {
    case .document(let document): return .contained(document)
    case .sighting(let sighting): return .ready(sighting, entry.witness, isContainer: false)
    case .end(let failure):
      let state = failure.map { SightingState.setAside(reason: $0.reason) } ?? .skipped(reason: "")
      // A container that could not be opened may be readable next time.
      let witness = failure == .unreadable ? FileWitness() : entry.witness
      return .ready(
        Sighting(path: entry.path, byteCount: entry.byteCount, state: state), witness, isContainer: failure == nil)
    }
  }

  /// The time as files get it, in nanoseconds since 1970.
  static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME_COARSE, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

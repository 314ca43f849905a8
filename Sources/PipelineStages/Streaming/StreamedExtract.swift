import Glibc

/// Stage 1 over one partition of inboxes, without a store: entries in, frames out.
///
/// A page that is no report and leads to a document beside it is not decided about here, since the document may lie in
/// another partition: the page is written with what it leads to, and each file that it leads to is read once more with
/// what the page says, whichever partition it is of. `RecordIntake` then decides as a run over the whole inbox does.
struct StreamedExtract {
  let options: PipelineOptions
  static let longestPath = 1 << 16

  /// Writes the entries of the inboxes, each path once: size, tab, path as the system has it, zero byte.
  func list(inboxes: [String]) throws {
    var scanner: InboxScanner
    do { scanner = try InboxScanner(inboxes) } catch { throw PipelineError.inbox(error) }
    let sink = try ByteSink("-")
    var last: (path: ArraySlice<UInt8>, byteCount: Int)?
    func write() throws {
      guard let last else { return }
      try sink.append(Array("\(last.byteCount)\t".utf8) + last.path + [0])
    }
    while let found = scanner.nextFound() {
      if last?.path == found.path[...] {
        last?.byteCount += found.entry.byteCount
      } else {
        try write()
        last = (found.path[...], found.entry.byteCount)
      }
    }
    try write()
    try sink.flush()
  }

  /// Reads the entries that a list names, by their relative path, and writes their frames.
  func run(inboxes: [String], documents: String, records: String, partition: StreamPartition) async throws {
    var header = StreamHeader(conditions: options.conditions, startedAt: ExtractStage.now)
    (header.partition, header.partitionCount) = (partition.number, partition.count)
    let list = try ByteSource(documents)
    let writer = try FrameWriter(records, header)
    var picker = try EntryPicker(inboxes, list, options.reporter)
    guard let first = try picker.next() else { return try writer.finish() }
    let stage = ExtractStage(options: options)
    var tools = ExtractTools(
      known: RecordPlaces(.memory), ledger: Ledger(), limits: options.limits, makeDeadline: options.makeDeadline,
      unwanted: [])
    var run = StreamedRun(writer: writer)
    // The first failure to read the list shows when the entries before it are done.
    var failure: PipelineError?
    try await stage.extractFiles(
      tools, first: first,
      {
        do throws(PipelineError) { return try picker.next() } catch {
          failure = error
          return nil
        }
      }
    ) { try run.consume($0) }
    if let failure { throw failure }
    let containers = run.containers
    try await stage.extractContainers(tools, containers.map { ($0, nil) }) { try run.consume($0) }

    // Page by page: what the page says goes with the document, and only one page speaks at a time.
    for page in run.pages {
      guard let links = page.sighting.links else { continue }
      let linked = LinkedPage(path: page.sighting.path, supplied: links.supplied)
      tools.pages = Dictionary(links.targets.map { ($0, linked) }) { first, _ in first }
      run.page = page.sighting.path
      let loose = links.targets.compactMap { target in page.entry.flatMap { $0.neighbour(target) } }
      let contained = page.entry == nil ? Set(links.targets) : []
      try await stage.extractLinked(tools, loose, contained, in: containers) { try run.consume($0) }
    }
    try writer.finish()
    options.reporter.count("extract  ", done: nil)
  }
}

/// Which partition of how many a stream is.
public struct StreamPartition: Sendable {
  /// From 0, below `count`.
  public var number: Int
  /// 0 where nobody said.
  public var count: Int

  /// One stream that stands alone.
  public init() { (number, count) = (0, 0) }

  /// `NUMBER/COUNT`, the number from 0; `nil` where it is not that.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1], (0..<count).contains(number) else {
      return nil
    }
    (self.number, self.count) = (number, count)
  }
}

/// Finds the entries of inboxes that a list names.
private struct EntryPicker {
  private var walks: [InboxWalk] = []
  private let list: ByteSource
  private let reporter: RunReporter
  private var waiting: [InboxEntry] = []

  init(_ inboxes: [String], _ list: ByteSource, _ reporter: RunReporter) throws(PipelineError) {
    self.list = list
    self.reporter = reporter
    for inbox in inboxes.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      do { walks.append(try InboxWalk(inbox, known: nil, startedAt: .max)) } catch { throw .inbox(error) }
    }
  }

  /// The next entry; `nil` at the end of the list.
  mutating func next() throws(PipelineError) -> InboxEntry? {
    while waiting.isEmpty {
      guard let path = try list.item(atMost: StreamedExtract.longestPath) else { return nil }
      if path.isEmpty { continue }
      for index in walks.indices {
        if let found = walks[index].pick(path) { waiting.append(found.entry) }
      }
      // As when it goes before a walk comes to it.
      if waiting.isEmpty {
        reporter.warn("not in the inbox any more", ["document": InboxScanner.readablePath(path)])
      }
    }
    return waiting.removeFirst()
  }
}

/// Writes what becomes of the entries of a partition.
private struct StreamedRun {
  let writer: FrameWriter
  /// Containers found among the loose files.
  private(set) var containers: [InboxEntry] = []
  /// Pages that lead to documents.
  private(set) var pages: [ExtractOutcome] = []
  /// The page whose documents are being read; empty before that.
  var page = ""
  private var written: Set<RecordKey> = []

  init(writer: FrameWriter) { self.writer = writer }

  mutating func consume(_ outcome: ExtractOutcome) throws {
    var item = StreamItem(sighting: outcome.sighting, witness: outcome.witness)
    switch outcome.kind {
    case .container(let entry):
      if page.isEmpty { containers.append(entry) }
      return
    case .unwanted: return
    case .containerEnd: item.role = .container
    case .made(let key, let compressed, _): if written.insert(key).inserted { item.extracted = compressed }
    case .done: break
    }
    if page.isEmpty {
      if outcome.sighting.links != nil { pages.append(outcome) }
    } else {
      item.role = .linked
      item.page = page
    }
    try writer.append(item)
  }
}

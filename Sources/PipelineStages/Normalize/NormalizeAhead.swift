/// Normalizes reports as soon as they are read, in the task that read them: when the stages run in one process, the
/// second need not read again what the first has just written.
///
/// The records are the same, and lie in the same segments, as when `normalize` makes them by itself.
final class NormalizeAhead {
  private let options: PipelineOptions
  private let index: NormalizedIndex
  private(set) var tools: NormalizeTools?
  private(set) var records: RecordSegments?
  private(set) var summary = NormalizeSummary()

  init(options: PipelineOptions) {
    self.options = options
    index = NormalizedIndex(rules: options.rules)
  }

  /// Compiles the rules and opens the records.
  func start(_ workArea: WorkArea) throws -> NormalizeTools {
    let made = try NormalizeTools(options)
    tools = made
    records = try workArea.records(of: .normalized)
    return made
  }

  /// Lets go of rules and records, which the next stage opens for itself.
  func finish() {
    tools = nil
    records = nil
  }

  /// Keeps a record that a task has made.
  func keep(_ made: NormalizedBytes, for extracted: RecordKey) throws {
    guard let records, let key = index.key(for: extracted), !records.contains(key) else { return }
    try records.append(key, compressed: made.compressed)
    summary.count(made, options.reporter)
  }
}

extension NormalizeSummary {
  /// Counts a new record, and warns of corrections that were refused.
  mutating func count(_ made: NormalizedBytes, _ reporter: RunReporter) {
    newRecordCount += 1
    appliedCorrectionCount += made.appliedCorrectionCount
    refusedCorrectionCount += made.refusedCorrections.count
    for refused in made.refusedCorrections { reporter.warn("correction not applied", refused) }
  }
}

import FactTables
import Foundation
import Glibc
import SnapshotStore

/// Stage 3: normalized records become a new snapshot of the store.
struct LoadStage {
  let options: PipelineOptions

  func run(workArea: WorkArea, lock: StoreLock, forgotten: ForgottenDocuments) async throws -> LoadSummary {
    let store = Store(path: options.store)
    let parent = try store.currentSnapshot()
    let normalized = try workArea.records(of: .normalized).reader
    let ledger = workArea.ledger()
    let index = workArea.normalizedIndex()
    let mark = LoadMark(decoding: workArea.loadMark())
    let inputs = LoadMark.inputs(of: workArea, options: options, forgotten: forgotten)
    var summary = LoadSummary()
    if let parent, let mark, mark.snapshot == parent.name, mark.inputs == inputs {
      summary.snapshot = parent.name
      return summary
    }

    let roster = try Roster(of: options.rules)
    let documents = try KnownDocuments(
      ledger: ledger, parent: parent, normalized: normalized, normalizedKey: { index.key(for: $0) },
      forgotten: Set(forgotten.reasons.keys), spill: workArea.spill)
    let winners = ReportWinners(documents.table)

    let builder = try SnapshotBuilder(
      store: store, lock: lock,
      settings: SnapshotSettings(
        toolVersion: ToolVersion.current, versions: PlatformVersion.all, formats: options.formats,
        // One job is one thread: it compresses itself.
        jobs: options.jobs > 1 ? options.jobs : 0))
    do {
      var newMark = LoadMark(snapshot: "", inputs: inputs, years: [:])
      let partitions = YearPartitions(documents: documents, winners: winners, roster: roster)
      let writer = PartitionLoader(builder: builder, records: normalized, parent: parent, options: options)
      var tally = LoadTally()
      var keptYears: [Int] = []
      for year in partitions.years {
        let partition = partitions.partition(year)
        if let parent, let known = mark?.years[year], mark?.snapshot == parent.name, writer.canKeep(year, of: parent),
          partition.fingerprint == known
        {
          try writer.keep(year, of: parent)
          newMark.years[year] = known
          keptYears.append(year)
        } else {
          newMark.years[year] = try await writer.write(partition, tally: &tally)
        }
      }
      var sources = SourceTable(documents: documents, winners: winners)
      try sources.write(to: builder)
      for file in options.rules.files { try builder.addFile("rules/" + file.name, file.bytes) }
      if !forgotten.reasons.isEmpty { try builder.addFile(ForgottenDocuments.fileName, forgotten.csv) }
      let result = try builder.commit(at: ISO8601DateFormatter().string(from: Date()))
      newMark.snapshot = result.snapshot.name
      try workArea.save(loadMark: newMark.encoded())
      summary.snapshot = result.snapshot.name
      if case .published(let snapshot) = result {
        summary.isCommitted = true
        summary.newlySetAside = sources.newlySetAside
        for year in keptYears { try tally.add(year, of: snapshot) }
        summary.describe(snapshot, sources: sources, tally: tally)
      }
    } catch {
      try? builder.discard()
      throw error
    }
    return summary
  }

  /// The name of the current snapshot where it holds all that is in the work area, so that there is nothing to do.
  ///
  /// Costs the same whatever there is: no record and no row is read.
  func settledSnapshot(workArea: WorkArea, forgotten: ForgottenDocuments) throws -> String? {
    guard let parent = try Store(path: options.store).currentSnapshot(),
      let mark = LoadMark(decoding: workArea.loadMark()), mark.snapshot == parent.name,
      mark.inputs == LoadMark.inputs(of: workArea, options: options, forgotten: forgotten)
    else { return nil }
    return parent.name
  }

  static func read(_ key: RecordKey, from records: RecordReader) -> NormalizedRecord? {
    guard let bytes = records.record(key) else { return nil }
    var decoder = RecordDecoder(bytes[...])
    return try? decoder.value(NormalizedRecord.self)
  }
}

/// What the last load had read, kept in the work area: where it is unchanged there is nothing to do, and a year whose
/// inputs are unchanged is taken over as it is.
struct LoadMark {
  /// The snapshot that came of it.
  var snapshot: String
  /// A hash of ledger, index, rules, build and formats.
  var inputs: [UInt8]
  /// A hash of what each year was made of.
  var years: [Int: [UInt8]]

  init(snapshot: String, inputs: [UInt8], years: [Int: [UInt8]]) {
    self.snapshot = snapshot
    self.inputs = inputs
    self.years = years
  }

  init?(decoding bytes: [UInt8]?) {
    guard let bytes, bytes.count > 32, sha256(Array(bytes.dropFirst(32))) == Array(bytes.prefix(32)) else { return nil }
    var decoder = RecordDecoder(bytes.dropFirst(32))
    guard let snapshot = try? decoder.text(), let inputs = try? decoder.byteArray(),
      let count = try? decoder.count(atMost: bytes.count)
    else { return nil }
    self.init(snapshot: snapshot, inputs: inputs, years: [:])
    for _ in 0..<count {
      guard let year = try? decoder.integer(), let hash = try? decoder.byteArray() else { return nil }
      years[year] = hash
    }
  }

  func encoded() -> [UInt8] {
    var encoder = RecordEncoder()
    encoder.encode(snapshot)
    encoder.encode(inputs)
    encoder.encode(unsigned: UInt64(years.count))
    for (year, hash) in years.sorted(by: { $0.key < $1.key }) {
      encoder.encode(year)
      encoder.encode(hash)
    }
    return sha256(encoder.bytes) + encoder.bytes
  }

  static func inputs(of workArea: WorkArea, options: PipelineOptions, forgotten: ForgottenDocuments) -> [UInt8] {
    let formats = options.formats.map(\.rawValue).sorted().joined(separator: ",")
    return RecordKey(of: [
      workArea.ledger().contentHash, workArea.normalizedIndexHash(), options.rules.hash, BuildIdentity.hash,
      Array(formats.utf8), forgotten.csv,
    ]).bytes
  }
}

import Foundation
import SnapshotStore

/// What rebuilding a snapshot showed.
public struct ReproductionReport: Sendable {
  /// The snapshot.
  public let snapshot: String
  /// How many files are the same.
  public let equalFileCount: Int
  /// Paths of files that are not, or are only on one side.
  public let differentFiles: [String]
  /// For standard output.
  public let text: String

  /// Whether every file is the same.
  public var isIdentical: Bool { differentFiles.isEmpty }
}

extension Pipeline {
  /// Rebuilds a snapshot in a scratch store and compares every file.
  ///
  /// Documents are found in the inboxes by their hashes, and read under the paths of the snapshot; what it does not have
  /// is ignored. The rules are the snapshot's own, unless `usesOptionRules`. The store itself is only read.
  public func reproduce(
    snapshot name: String, inboxes: [String], usesOptionRules: Bool
  ) async throws -> ReproductionReport {
    let original = try snapshot(name)
    do {
      let recorded = try Self.rules(of: original)
      var scratchOptions = options
      scratchOptions.reporter = options.reporter.withoutLog()
      if !usesOptionRules { scratchOptions.rules = recorded }
      scratchOptions.formats = Self.formats(of: original.manifest) ?? options.formats
      let documents = try SnapshotDocuments(
        of: original, inboxes: inboxes, options: options)
      let scratch = try ScratchFolder()
      scratchOptions.store = scratch.path + "/store"
      let rebuilt = try await Pipeline(options: scratchOptions).rebuild(
        documents, forgotten: try ForgottenDocuments(of: original))
      var report = ReproductionComparison(
        original: original, rebuilt: rebuilt, documents: documents)
      report.changedSidecars = changedSidecars(of: documents)
      if usesOptionRules, original.fileHashes != rebuilt.fileHashes {
        let changed = Pipeline.changedRules(original.manifest, rebuilt.manifest)
        report.rules = try await RuleEffects(
          of: changed, original: original.fileHashes, rebuilt: rebuilt.fileHashes, recorded: recorded,
          given: scratchOptions.rules
        ) { rules in
          scratchOptions.rules = rules
          return try await Pipeline(options: scratchOptions).normalizedAgain(
            forgotten: try ForgottenDocuments(of: original)
          ).fileHashes
        }
      }
      return try withExtendedLifetime(scratch) { try report.run() }
    } catch let error as StoreError {
      throw PipelineError(error)
    }
  }

  /// The three stages over documents that were found; this pipeline's store is empty.
  private func rebuild(_ documents: SnapshotDocuments, forgotten: ForgottenDocuments) async throws -> Snapshot {
    try await locked { workArea, lock in
      _ = try await ExtractStage(options: options).run(
        entries: documents.entries, workArea: workArea, forgotten: forgotten)
      var ledger = workArea.ledger()
      for sighting in documents.unread { _ = ledger.record(sighting) }
      try workArea.save(ledger)
      return try await normalizeAndLoad(workArea, lock, forgotten)
    }
  }

  /// The last two stages over what the first has read: rules have no part in reading.
  private func normalizedAgain(forgotten: ForgottenDocuments) async throws -> Snapshot {
    try await locked { workArea, lock in try await normalizeAndLoad(workArea, lock, forgotten) }
  }

  private func normalizeAndLoad(
    _ workArea: WorkArea, _ lock: StoreLock, _ forgotten: ForgottenDocuments
  ) async throws -> Snapshot {
    _ = try await NormalizeStage(options: options).run(workArea: workArea)
    _ = try await LoadStage(options: options).run(workArea: workArea, lock: lock, forgotten: forgotten)
    guard let rebuilt = try openStore.currentSnapshot() else {
      throw PipelineError.noSnapshot(store: options.store)
    }
    return rebuilt
  }

  /// The rule files that a snapshot was made with.
  static func rules(of snapshot: Snapshot) throws(PipelineError) -> RuleFiles {
    var files: [(name: String, bytes: [UInt8])] = []
    for entry in snapshot.manifest.files where entry.path.hasPrefix("rules/") {
      if let bytes = try snapshot.bytes(ofFile: entry.path) { files.append((String(entry.path.dropFirst(6)), bytes)) }
    }
    return RuleFiles(files: files)
  }

  private static func formats(of manifest: Manifest) -> Set<TableFormat>? {
    let names = manifest.tables.values.flatMap(\.values).flatMap(\.keys)
    let formats = Set(names.compactMap { TableFormat(rawValue: $0) })
    return formats.isEmpty ? nil : formats
  }

  /// Documents whose sidecar is not the one that the store's work area remembers, with the years of their reports.
  private func changedSidecars(of documents: SnapshotDocuments) -> [(path: String, year: Int?)] {
    let ledger = WorkArea(reading: options.store).ledger()
    return ledger.ordered.compactMap { sighting in
      let name = KnownDocuments.name(sighting.path, sighting.documentHash)
      guard documents.names.contains(name), documents.sidecars[name] != sighting.sidecarHash else { return nil }
      return (sighting.path, documents.years[name])
    }
  }
}

/// A folder for one rebuild, removed when the value goes.
final class ScratchFolder {
  let path: String

  init() throws(PipelineError) {
    var template = Array((FileManager.default.temporaryDirectory.path + "/gongkai-reproduce-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else {
      throw .storeNotWritable(path: FileManager.default.temporaryDirectory.path, errorNumber: errno)
    }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

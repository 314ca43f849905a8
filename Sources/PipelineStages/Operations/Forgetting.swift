import FactTables
import SnapshotStore

/// What `forget` did.
public struct ForgettingReport: Sendable {
  /// The document's hexadecimal SHA-256.
  public let documentHash: String
  /// Whether it was forgotten before, so that nothing was to do.
  public let wasForgotten: Bool
  /// The snapshot without it.
  public let snapshot: String?
  /// Where the document was seen.
  public let paths: [String]

  /// For standard output.
  public var text: String {
    if wasForgotten { return "Nothing to do: \(documentHash) was forgotten before.\n" }
    return
      (paths.map { "forgotten   \($0)" } + [
        "Snapshot    \(snapshot ?? "")",
        "Older snapshots still have it until `gongkai gc` removes them.",
      ]).joined(separator: "\n") + "\n"
  }
}

extension Pipeline {
  /// Removes a document from the store and keeps it out: the next snapshot is without it, its record goes.
  ///
  /// `documentHash` is the whole hexadecimal SHA-256, as in `sources`; throws where the store does not know it.
  public func forget(documentHash: String, why: String) async throws -> ForgettingReport {
    try await locked { workArea, lock in
      guard let current = try openStore.currentSnapshot() else {
        throw PipelineError.noSnapshot(store: options.store)
      }
      var forgotten = try ForgottenDocuments(of: current)
      guard forgotten.add(documentHash, why: why) else {
        return ForgettingReport(
          documentHash: documentHash, wasForgotten: true, snapshot: current.name, paths: [])
      }
      var paths: [String] = []
      let sources = TableColumns(.sources)
      try current.forEachRow(of: .sources) { row in
        if sources.text("source_sha256", of: row) == documentHash {
          paths.append(sources.text("source_path", of: row) ?? "")
        }
      }
      if paths.isEmpty {
        throw PipelineError.store(
          message: "the store \(options.store) knows no document \(documentHash)",
          advice: "Look it up in sources.csv.zst; all 64 digits are needed.")
      }
      // The list is published first: should this be interrupted, the records go with the next run.
      let load = try await LoadStage(options: options).run(workArea: workArea, lock: lock, forgotten: forgotten)
      var ledger = workArea.ledger()
      if ledger.forget([documentHash]) { try workArea.save(ledger) }
      _ = try await NormalizeStage(options: options).run(workArea: workArea)
      try workArea.tidy()
      return ForgettingReport(
        documentHash: documentHash, wasForgotten: false, snapshot: load.snapshot, paths: Array(Set(paths)).sorted())
    }
  }
}

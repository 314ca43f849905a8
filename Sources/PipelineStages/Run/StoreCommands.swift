import FactTables
import SnapshotStore

/// What `verify` says.
public struct VerificationReport: Sendable {
  /// Whether nothing is wrong.
  public let isSound: Bool
  /// For standard output: one line a fault, or one line that all is well.
  public let text: String
}

extension Pipeline {
  /// Checks a snapshot; reads only.
  ///
  /// `nil` is the current one, with what leads to it.
  public func verify(snapshot name: String? = nil) throws -> VerificationReport {
    let verification = openStore.verify(snapshot: try name.map { try snapshot($0).name })
    var lines = verification.problems.map { "fault: \($0.description)" } + verification.notes.map { "note: \($0)" }
    let isSound = verification.problems.isEmpty
    let name = verification.snapshot ?? "no snapshot"
    lines.append(
      isSound
        ? "\(name): \(verification.fileCount) files, \(verification.rowCount) rows, no fault"
        : "\(name): \(verification.problems.count) faults")
    return VerificationReport(isSound: isSound, text: lines.joined(separator: "\n") + "\n")
  }

  /// Writes a table of the current snapshot as plain CSV.
  ///
  /// Returns the number of rows.
  public func export(table name: String, to path: String, forSpreadsheet: Bool) throws -> Int {
    guard let table = FactTable(rawValue: name) else {
      throw PipelineError.unknownTable(name: name, known: FactTable.allCases.map(\.rawValue))
    }
    do {
      let store = Store(path: options.store)
      guard let snapshot = try store.currentSnapshot() else { throw PipelineError.noSnapshot(store: options.store) }
      return try snapshot.exportCSV(table, forSpreadsheet: forSpreadsheet, toFile: path)
    } catch let error as StoreError {
      throw PipelineError(error)
    }
  }
}

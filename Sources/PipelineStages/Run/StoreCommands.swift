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
}

/// What `normalize` did.
public struct NormalizeSummary: Sendable {
  /// Records made in this run.
  public var newRecordCount = 0
  /// Records that were there already.
  public var unchangedCount = 0
  /// Corrections that stand in the records made in this run.
  public var appliedCorrectionCount = 0
  /// Corrections that were refused in this run, since their document does not have what the reviewer saw.
  public var refusedCorrectionCount = 0
}

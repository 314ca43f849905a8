/// What `normalize` did.
public struct NormalizeSummary: Sendable {
  /// Records made in this run.
  public var newRecordCount = 0
  /// Records that were there already.
  public var unchangedCount = 0
}

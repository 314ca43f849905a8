/// What a snapshot depends on besides its rows.
public struct SnapshotSettings: Sendable {
  /// The version of the program.
  public var toolVersion: String
  /// The versions of libraries, code tables and rules; libzstd's is added.
  public var versions: [String: String]
  /// Rows a file; a year with more is split.
  public var rowsPerFile: Int
  /// The formats of the fact tables; `sources` is CSV whatever they are.
  public var formats: Set<TableFormat>

  /// Parts of files that are compressed at the same time beside the thread that writes; changes no byte.
  public var jobs: Int

  /// Makes settings.
  ///
  /// Every file of a store has the standard number of rows; tests give less. `formats` must name at least one.
  public init(
    toolVersion: String, versions: [String: String] = [:], rowsPerFile: Int = 1 << 20,
    formats: Set<TableFormat> = Set(TableFormat.allCases), jobs: Int = 0
  ) {
    precondition(!formats.isEmpty, "a snapshot has its tables in some format")
    self.toolVersion = toolVersion
    self.versions = versions
    self.rowsPerFile = max(1, rowsPerFile)
    self.formats = formats
    self.jobs = jobs
  }
}

/// What a commit did.
public enum CommitResult: Sendable {
  /// There is a new current snapshot.
  case published(Snapshot)
  /// The content is that of the current snapshot, which stays.
  case unchanged(Snapshot)

  /// The snapshot that is current now.
  public var snapshot: Snapshot {
    switch self {
    case .published(let snapshot), .unchanged(let snapshot): snapshot
    }
  }
}

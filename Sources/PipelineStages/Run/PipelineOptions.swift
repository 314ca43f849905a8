import ContainerReading
import DocumentReading
import SnapshotStore
import WorkLimits

/// What a run is told: the common options of contract.md section 1.
public struct PipelineOptions: Sendable {
  /// The store's folder.
  public var store: String
  /// Documents read at the same time, at least 1.
  public var jobs: Int
  /// The formats of the fact tables.
  public var formats = Set(TableFormat.allCases)
  /// The limits for one document.
  public var limits = ReadingLimits()
  /// The limits for containers; `entryByteCount` is that of `limits`.
  public var containerLimits = ContainerLimits()
  /// Processor seconds that one document may take in one stage.
  public var workSeconds = 60
  /// Whether files are read again although the system says that they are unchanged.
  public var isParanoid = false
  /// The bytes from which what is known of all documents is kept in files; see `SpillPlace`.
  var spillByteLimit = SpillPlace.usualByteLimit
  /// The declared rules.
  public var rules: RuleFiles
  /// Where progress and warnings go.
  public var reporter: RunReporter

  /// Options with the default limits.
  public init(store: String, jobs: Int, rules: RuleFiles, reporter: RunReporter) {
    self.store = store
    self.jobs = max(1, jobs)
    self.rules = rules
    self.reporter = reporter
  }
}

extension PipelineOptions {
  /// The deadline of each document; each stage makes its own, so that it is the same however the stages are run.
  var makeDeadline: @Sendable () -> WorkDeadline {
    let seconds = workSeconds
    return { .after(processorSeconds: seconds) }
  }

  /// A hash of everything that decides about a document besides its bytes: this build, the limits, the outside readers.
  var conditions: [UInt8] {
    let numbers = [
      limits.documentByteCount, limits.nestingDepth, workSeconds, containerLimits.unpackedByteCount,
      containerLimits.expansion, containerLimits.containerDepth, limits.recognisesScans ? 1 : 0,
    ]
    return RecordKey(of: [BuildIdentity.hash, Array("\(numbers)".utf8), PlatformVersion.bytes]).bytes
  }
}

/// The declared rule files by name, as they are kept in each snapshot.
public struct RuleFiles: Sendable {
  /// Name and bytes, sorted by name.
  public let files: [(name: String, bytes: [UInt8])]

  /// Sorts the files by name.
  public init(files: [(name: String, bytes: [UInt8])]) {
    self.files = files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// The bytes of a file; empty where it is not there.
  func bytes(of name: String) -> [UInt8] { files.first { $0.name == name }?.bytes ?? [] }

  /// These files with one of others; without it where the others do not have it.
  func replacing(_ name: String, from others: RuleFiles) -> RuleFiles {
    RuleFiles(files: files.filter { $0.name != name } + others.files.filter { $0.name == name })
  }

  /// A hash over names and bytes.
  var hash: [UInt8] { Self.hash(files) }

  /// A hash over what facts depend on, which the roster is not: part of the key of every normalized record.
  var factsHash: [UInt8] { Self.hash(files.filter { $0.name != Roster.fileName }) }

  private static func hash(_ files: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    RecordKey(of: files.flatMap { [Array($0.name.utf8), $0.bytes] }).bytes
  }
}

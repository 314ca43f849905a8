import Foundation
import SnapshotStore

/// A run's summary as a JSON file for programs: keys sorted, no time, no path of this machine.
public struct RunSummaryFile: Encodable, Sendable {
  /// A document and why it was set aside.
  public struct SetAsideDocument: Codable, Sendable {
    /// Path in the inbox.
    public var path: String
    /// Reason code.
    public var reason: String
  }

  /// What the run did with the inbox.
  public struct Documents: Codable, Sendable {
    var inInbox = 0
    var reports = 0
    var setAside = 0
    var skipped = 0
    var readAnew = 0

    enum CodingKeys: String, CodingKey {
      case reports, skipped
      case inInbox = "in_inbox"
      case setAside = "set_aside"
      case readAnew = "read_anew"
    }
  }

  /// Whether there is a new snapshot.
  public var committed = false
  /// The inbox; `nil` where the run failed.
  public var documents: Documents?
  /// The exit code of contract.md section 1.
  public var exitCode: Int32
  /// What went wrong, in one line; `nil` where nothing did.
  public var message: String?
  /// Documents set aside that the parent snapshot did not have.
  public var newlySetAside: [SetAsideDocument] = []
  /// The current snapshot; `nil` where there is none or the run failed.
  public var snapshot: String?
  /// What is in the current snapshot; `nil` where the run failed.
  public var totals: SnapshotOverview?
  /// The version of gongkai.
  public var toolVersion = ToolVersion.current

  enum CodingKeys: String, CodingKey {
    case committed, documents, message, snapshot, totals
    case exitCode = "exit_code"
    case newlySetAside = "newly_set_aside"
    case toolVersion = "tool_version"
  }

  /// The summary of a run that failed.
  public init(failure: PipelineError) {
    exitCode = failure.exitCode
    message = failure.message
  }

  /// The summary of a run that went well; counts the store's current snapshot.
  public init(_ summary: RunSummary) throws {
    exitCode = summary.exitCode
    committed = summary.load?.isCommitted ?? false
    snapshot = summary.load?.snapshot
    newlySetAside = (summary.load?.newlySetAside ?? []).map { SetAsideDocument(path: $0.path, reason: $0.reason) }
    if let extract = summary.extract {
      documents = Documents(
        inInbox: extract.entryCount, reports: extract.reportCount, setAside: extract.setAside.values.reduce(0, +),
        skipped: extract.skipped.values.reduce(0, +), readAnew: extract.newRecordCount)
    }
    do {
      totals = try SnapshotOverview(try Store(path: summary.store).currentSnapshot())
    } catch let error as StoreError {
      throw PipelineError(error)
    }
  }

  /// Writes the file, as `NamedFile` does.
  public func write(to path: String) throws {
    do { try NamedFile.write(try OperationJSON.encode(self), to: path) } catch let error as PipelineError {
      throw PipelineError.store(message: error.message, advice: "Check the path that --summary names.")
    }
  }

  /// Throws where the file cannot be written: before a run, so that none is made in vain.
  public static func checkWritable(_ path: String) throws {
    if let code = NamedFile.obstacle(path) {
      throw PipelineError.store(
        message: "cannot write \(path): \(String(cString: strerror(code)))",
        advice: "Check the path that --summary names; nothing was run.")
    }
  }
}

/// JSON that the commands print: keys sorted, one line feed at the end, so that equal content has equal bytes.
enum OperationJSON {
  static func encode(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return [UInt8](try encoder.encode(value)) + [10]
  }
}

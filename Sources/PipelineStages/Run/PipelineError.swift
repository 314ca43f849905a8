import Glibc
import SnapshotStore

/// Why a run ends without a result.
///
/// Each case carries what a person needs to act; `message` and `advice` word it.
public enum PipelineError: Error, Sendable {
  /// An inbox is missing or cannot be listed.
  case inbox(InboxError)
  /// A file or folder of the store cannot be written.
  case storeNotWritable(path: String, errorNumber: Int32)
  /// Another process holds the store's lock.
  case storeBusy(path: String)
  /// The store itself reports a failure, already in words.
  case store(message: String, advice: String)
  /// A rule file is not valid.
  case rules(file: String, message: String)
  /// There is no snapshot to work on.
  case noSnapshot(store: String)
  /// No table has this name.
  case unknownTable(name: String, known: [String])
  /// A stream of records or a list of documents cannot be used.
  case stream(StreamFailure)
}

extension PipelineError {
  /// The pipeline's word for a failure of the store.
  init(_ error: StoreError) {
    switch error {
    case .busy(let store): self = .storeBusy(path: store)
    case .noSnapshot(let store): self = .noSnapshot(store: store)
    default:
      self = .store(
        message: error.description, advice: error.remedy ?? "Run again; if it stays, report it with this message.")
    }
  }

  /// The exit code of contract.md section 1.
  public var exitCode: Int32 {
    switch self {
    case .storeBusy: 75
    case .unknownTable: 2
    default: 1
    }
  }

  /// One line that says what happened.
  public var message: String {
    switch self {
    case .inbox(.notFound(let path)): "the inbox \(path) does not exist"
    case .inbox(.unreadable(let path, let number)): "the inbox \(path) cannot be listed: \(Self.text(number))"
    case .storeNotWritable(let path, let number): "cannot write \(path): \(Self.text(number))"
    case .storeBusy(let path): "another run holds the store \(path)"
    case .store(let message, _): message
    case .rules(let file, let message): "the rule file \(file) is not valid: \(message)"
    case .noSnapshot(let store): "the store \(store) has no snapshot yet"
    case .unknownTable(let name, _): "there is no table \(name)"
    case .stream(let failure): failure.message
    }
  }

  /// One line that says what to do.
  public var advice: String {
    switch self {
    case .inbox(.notFound): "Check the path; an inbox is a folder or a single file."
    case .inbox(.unreadable): "Check the folder's permissions."
    case .storeNotWritable(_, ENOSPC): "Free some space; the store is as it was before the run."
    case .storeNotWritable: "Check permissions and free space; the store is as it was before the run."
    case .storeBusy: "Wait for it to end and run again; the lock goes with the process that holds it."
    case .store(_, let advice): advice
    case .rules: "Mend the file; nothing was run."
    case .noSnapshot: "Run `gongkai run INBOX --store DIR` first."
    case .unknownTable(_, let known): "Tables: \(known.joined(separator: ", "))."
    case .stream(let failure): failure.advice
    }
  }

  private static func text(_ number: Int32) -> String { String(cString: strerror(number)) }
}

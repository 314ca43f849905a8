import Columnar
import Glibc

/// The work area of a store: records of the stages in append-only segments, and the ledger of what was seen.
///
/// Everything here is a cache (contract.md section 2): it may be deleted and is then rebuilt from the inbox, and rows
/// of documents that are gone are carried over from the current snapshot.
final class WorkArea {
  let folder: String

  init(store: String) throws(PipelineError) {
    folder = store + "/work"
    for path in [store, folder, folder + "/extracted", folder + "/normalized"] {
      guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
        throw .storeNotWritable(path: path, errorNumber: errno)
      }
    }
  }

  /// The records of one stage.
  func records(of stage: RecordStage) throws(PipelineError) -> RecordSegments {
    try RecordSegments(folder: folder + "/" + stage.rawValue)
  }

  /// The ledger; empty where there is none or it is damaged.
  func ledger() -> Ledger {
    let path = InboxScanner.cString(Array((folder + "/ledger").utf8))
    guard let bytes = try? readFile(path, limit: .max - 1) else { return Ledger() }
    return Ledger(decoding: bytes) ?? Ledger()
  }

  /// Replaces the ledger in one step.
  func save(_ ledger: Ledger) throws(PipelineError) {
    try writeWhole(ledger.encoded(), to: folder + "/ledger")
  }

  /// The index of normalized records; empty where there is none or it is damaged.
  func normalizedIndex() -> NormalizedIndex {
    let path = InboxScanner.cString(Array((folder + "/normalized.index").utf8))
    guard let bytes = try? readFile(path, limit: .max - 1) else { return NormalizedIndex() }
    return NormalizedIndex(decoding: bytes) ?? NormalizedIndex()
  }

  /// Replaces the index in one step.
  func save(_ index: NormalizedIndex) throws(PipelineError) {
    try writeWhole(index.encoded(), to: folder + "/normalized.index")
  }

  /// The mark that a load left: what it had read, and the snapshot that came of it.
  func loadMark() -> [UInt8]? {
    try? readFile(InboxScanner.cString(Array((folder + "/loaded").utf8)), limit: 1 << 20)
  }

  /// Replaces the mark.
  func save(loadMark: [UInt8]) throws(PipelineError) { try writeWhole(loadMark, to: folder + "/loaded") }
}

/// The stages that leave records.
enum RecordStage: String {
  case extracted
  case normalized
}

/// Writes a file so that a reader finds the old bytes or the new ones, never a part: temporary file, fsync, rename.
func writeWhole(_ bytes: [UInt8], to path: String) throws(PipelineError) {
  let temporary = path + ".new"
  let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
  guard descriptor >= 0 else { throw .storeNotWritable(path: temporary, errorNumber: errno) }
  var failure: Int32 = 0
  bytes.withUnsafeBytes { buffer in
    var written = 0
    while written < buffer.count {
      let count = write(descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
      if count < 0 {
        if errno == EINTR { continue }
        failure = errno
        return
      }
      written += count
    }
  }
  if failure == 0, fsync(descriptor) != 0 { failure = errno }
  close(descriptor)
  if failure == 0, rename(temporary, path) != 0 { failure = errno }
  if failure != 0 {
    unlink(temporary)
    throw .storeNotWritable(path: path, errorNumber: failure)
  }
  syncFolder(of: path)
}

/// Makes the names in the folder of `path` durable.
func syncFolder(of path: String) {
  let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard descriptor >= 0 else { return }
  _ = fsync(descriptor)
  close(descriptor)
}

import Glibc

/// Writes a file piece by piece under a temporary name; it gets its own when it is whole and durable.
final class SegmentWriter {
  let name: String
  /// Bytes so far.
  private(set) var byteCount = 0
  private let path: String
  private var descriptor: Int32
  private var pending: [UInt8] = []

  private static let pieceByteCount = 1 << 20

  init(name: String, path: String) throws(PipelineError) {
    self.name = name
    self.path = path
    descriptor = open(path + ".new", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .storeNotWritable(path: path, errorNumber: errno) }
  }

  /// What was given up leaves nothing.
  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    unlink(path + ".new")
  }

  func append(_ bytes: [UInt8]) throws(PipelineError) {
    pending += bytes
    byteCount += bytes.count
    if pending.count >= Self.pieceByteCount { try flush() }
  }

  /// Brings the file to the disk, then gives it its name.
  func finish() throws(PipelineError) {
    try flush()
    guard fsync(descriptor) == 0 else { throw .storeNotWritable(path: path, errorNumber: errno) }
    close(descriptor)
    descriptor = -1
    guard rename(path + ".new", path) == 0 else {
      let code = errno
      unlink(path + ".new")
      throw .storeNotWritable(path: path, errorNumber: code)
    }
    syncFolder(of: path)
  }

  private func flush() throws(PipelineError) {
    let failure = pending.withUnsafeBytes { writeFully($0, to: descriptor) }
    if failure != 0 { throw .storeNotWritable(path: path, errorNumber: failure) }
    pending.removeAll(keepingCapacity: true)
  }
}

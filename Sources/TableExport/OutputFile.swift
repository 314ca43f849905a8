import CPlatform
import Glibc

/// A file that appears under its name only when the whole is written; a device or a pipe is written to as it is.
final class OutputFile {
  /// The final path.
  let path: String
  /// Where it is written meanwhile.
  let temporaryPath: String
  private var descriptor: Int32
  private var pending: [UInt8] = []

  /// Creates the temporary file beside the final one.
  init(_ path: String) throws(ExportError) {
    self.path = path
    temporaryPath = Self.isSpecial(path) ? path : path + ".part"
    descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    if descriptor < 0 { throw .file(operation: "create", path: temporaryPath, code: errno) }
  }

  /// Appends bytes.
  func write(_ bytes: [UInt8]) throws(ExportError) {
    pending += bytes
    if pending.count >= 1 << 20 { try flush() }
  }

  private func flush() throws(ExportError) {
    var start = 0
    while start < pending.count {
      let written = pending.withUnsafeBytes { bytes in
        Glibc.write(descriptor, bytes.baseAddress.map { $0 + start }, bytes.count - start)
      }
      if written < 0 {
        if errno == EINTR { continue }
        throw .file(operation: "write", path: temporaryPath, code: errno)
      }
      start += written
    }
    pending.removeAll(keepingCapacity: true)
  }

  /// Writes what is left and gives the file its name.
  func finish() throws(ExportError) {
    try flush()
    if fsync(descriptor) != 0, errno != EINVAL { throw .file(operation: "write", path: temporaryPath, code: errno) }
    close(descriptor)
    descriptor = -1
    if temporaryPath != path { try OutputFile.rename(temporaryPath, to: path) }
  }

  /// Closes and removes the unfinished file; after `finish` it does nothing.
  func discard() {
    guard descriptor >= 0 else { return }
    close(descriptor)
    descriptor = -1
    if temporaryPath != path { unlink(temporaryPath) }
  }

  /// Replaces a file by another in one step; throws where there is something else than a file.
  static func rename(_ path: String, to newPath: String) throws(ExportError) {
    if isSpecial(newPath) { throw .file(operation: "replace", path: newPath, code: EEXIST) }
    if Glibc.rename(path, newPath) != 0 { throw .file(operation: "rename", path: newPath, code: errno) }
  }

  /// Whether there is something that is neither a file nor a folder: `/dev/null` is to stay what it is.
  static func isSpecial(_ path: String) -> Bool { platform_is_special(path) != 0 }

  /// Whether a path is a folder.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Makes a folder where there is none.
  static func makeFolder(_ path: String) throws(ExportError) {
    if mkdir(path, 0o755) != 0, !isFolder(path) { throw .file(operation: "create folder", path: path, code: errno) }
  }
}

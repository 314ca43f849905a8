import Glibc

/// A file whose path a user gives: one in a folder is replaced in one step; a device or a pipe, as `/dev/null` and
/// `/dev/stdout` are, is written to and stays what it is.
public enum NamedFile {
  /// Writes the whole; throws where that cannot be.
  public static func write(_ bytes: [UInt8], to path: String) throws(PipelineError) {
    guard isSpecial(path) else {
      try writeWhole(bytes, to: path)
      return
    }
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .storeNotWritable(path: path, errorNumber: errno) }
    let failure = bytes.withUnsafeBytes { writeFully($0, to: descriptor) }
    close(descriptor)
    if failure != 0 { throw .storeNotWritable(path: path, errorNumber: failure) }
  }

  /// The number of the error that would keep a file from being written; `nil` where nothing seems to.
  static func obstacle(_ path: String) -> Int32? {
    let target = isSpecial(path) ? path : path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    return access(target, W_OK) == 0 ? nil : errno
  }

  /// Whether there is something that is neither a file nor a folder.
  private static func isSpecial(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    return ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
  }
}

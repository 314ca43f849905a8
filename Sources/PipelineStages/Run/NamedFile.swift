import CPlatform
import Glibc

/// A file whose path a user gives: one in a folder is replaced in one step; a device or a pipe, as `/dev/null` and
/// `/dev/stdout` are, is written to and stays what it is.
public enum NamedFile {
  /// Writes the whole; throws where that cannot be.
  public static func write(_ bytes: [UInt8], to path: String) throws(PipelineError) {
    guard platform_is_special(path) != 0 else {
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
    let target = platform_is_special(path) != 0 ? path : path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    return access(target, W_OK) == 0 ? nil : errno
  }
}

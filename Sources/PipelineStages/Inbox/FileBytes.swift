import Glibc

/// Why a file could not be read.
enum FileReadFailure: Error {
  /// More bytes than the limit.
  case tooLarge
  /// Gone, or not a regular file any more, or an input error.
  case unreadable(errorNumber: Int32)
}

/// Reads a whole regular file, at most `limit` bytes; never waits on a pipe or device.
func readFile(_ location: [CChar], limit: Int) throws(FileReadFailure) -> [UInt8] {
  let descriptor = open(location, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
  guard descriptor >= 0 else { throw .unreadable(errorNumber: errno) }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw .unreadable(errorNumber: errno) }
  guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable(errorNumber: EINVAL) }
  guard status.st_size <= limit else { throw .tooLarge }
  var bytes: [UInt8] = []
  var failure: FileReadFailure?
  // One byte more than the file had: a file that grows while it is read shows itself.
  var capacity = Int(status.st_size) + 1
  while failure == nil {
    var isAtEnd = false
    let start = bytes.count
    let chunk = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      while count < capacity {
        let received = read(descriptor, buffer.baseAddress.map { $0 + count }, capacity - count)
        if received < 0 {
          if errno == EINTR { continue }
          failure = .unreadable(errorNumber: errno)
          return
        }
        if received == 0 {
          isAtEnd = true
          return
        }
        count += received
      }
    }
    if start == 0 { bytes = chunk } else { bytes += chunk }
    if bytes.count > limit { throw .tooLarge }
    if isAtEnd { return bytes }
    capacity = 1 << 16
  }
  throw failure ?? .unreadable(errorNumber: EIO)
}

/// Reads whatever a path leads to, also standard input, at most `limit` bytes.
func readStream(_ path: String, limit: Int) throws(FileReadFailure) -> [UInt8] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw .unreadable(errorNumber: errno) }
  defer { close(descriptor) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = read(descriptor, &buffer, buffer.count)
    if count < 0, errno == EINTR { continue }
    if count < 0 { throw .unreadable(errorNumber: errno) }
    if count == 0 { return bytes }
    bytes += buffer[..<count]
    if bytes.count > limit { throw .tooLarge }
  }
}

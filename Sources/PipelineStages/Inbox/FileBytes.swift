import ContainerReading
import Glibc

/// Why a file could not be read.
enum FileReadFailure: Error {
  /// More bytes than the limit.
  case tooLarge
  /// Gone, or not a regular file any more, or an input error.
  case unreadable(errorNumber: Int32)
}

/// What a file of an inbox is.
enum FileContent {
  /// A document, perhaps.
  case document([UInt8], FileWitness)
  /// A container: an inbox of its own.
  case container(FileWitness)
}

/// Reads a file of an inbox, or finds by its first bytes that it is a container, which is not read here.
///
/// A file that changes while it is read is read once more, and is unreadable where it changes again.
func readInboxFile(_ location: [CChar], limit: Int) throws(FileReadFailure) -> FileContent {
  for _ in 0..<2 {
    let descriptor = open(location, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw .unreadable(errorNumber: errno) }
    defer { close(descriptor) }
    var before = stat()
    guard fstat(descriptor, &before) == 0 else { throw .unreadable(errorNumber: errno) }
    guard before.st_mode & S_IFMT == S_IFREG else { throw .unreadable(errorNumber: EINVAL) }
    // Of a file as large as documents are the head is read with the rest.
    let size = Int(before.st_size)
    var whole: [UInt8]?
    if size <= min(limit, usualByteCount) { whole = try readOpenFile(descriptor, size: size, limit: limit) }
    let head = whole?.prefix(ContainerKind.headByteCount) ?? readHead(descriptor)
    if let kind = ContainerKind(head: head), kind != .zip || OfficePackage.find(descriptor: descriptor) == nil {
      return .container(FileWitness(before))
    }
    let bytes: [UInt8]
    if let whole { bytes = whole } else { bytes = try readOpenFile(descriptor, size: size, limit: limit) }
    var after = stat()
    guard fstat(descriptor, &after) == 0 else { throw .unreadable(errorNumber: errno) }
    if FileWitness(before) == FileWitness(after), bytes.count == Int(after.st_size) {
      return .document(bytes, FileWitness(after))
    }
  }
  throw .unreadable(errorNumber: EAGAIN)
}

private let usualByteCount = 1 << 18

private func readHead(_ descriptor: Int32) -> ArraySlice<UInt8> {
  [UInt8](unsafeUninitializedCapacity: ContainerKind.headByteCount) { buffer, count in
    count = max(0, pread(descriptor, buffer.baseAddress, buffer.count, 0))
  }[...]
}

/// Reads a whole regular file, at most `limit` bytes; never waits on a pipe or device.
func readFile(_ location: [CChar], limit: Int) throws(FileReadFailure) -> [UInt8] {
  let descriptor = open(location, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
  guard descriptor >= 0 else { throw .unreadable(errorNumber: errno) }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw .unreadable(errorNumber: errno) }
  guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable(errorNumber: EINVAL) }
  return try readOpenFile(descriptor, size: Int(status.st_size), limit: limit)
}

private func readOpenFile(_ descriptor: Int32, size: Int, limit: Int) throws(FileReadFailure) -> [UInt8] {
  guard size <= limit else { throw .tooLarge }
  var bytes: [UInt8] = []
  var failure: FileReadFailure?
  // One byte more than the file had: a file that grows while it is read shows itself.
  var capacity = size + 1
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

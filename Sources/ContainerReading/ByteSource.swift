import Glibc

/// Where the bytes of a container come from: a file, memory, or another source behind a decompressor.
class ByteSource {
  /// Whether `seek` works.
  var isSeekable: Bool { false }

  /// Reads up to the buffer's size; 0 at the end.
  ///
  /// Throws where the bytes are broken or a limit is exceeded; what was whole before was handed out then.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ContainerFailure) -> Int { 0 }

  /// Goes to an offset; the new offset.
  func seek(to offset: Int) -> Int { -1 }

  /// The number of bytes; `nil` where it is not known.
  var byteCount: Int? { nil }

  /// The current offset, where `isSeekable`.
  var offset: Int { 0 }
}

/// Reads an open regular file; the descriptor stays the caller's.
final class FileSource: ByteSource {
  private let descriptor: Int32
  private let budget: UnpackingBudget
  private let size: Int
  private var position = 0

  init(descriptor: Int32, budget: UnpackingBudget) throws(ContainerFailure) {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .unreadable }
    self.descriptor = descriptor
    self.budget = budget
    size = Int(status.st_size)
    budget.containerByteCount = size
  }

  override var isSeekable: Bool { true }
  override var byteCount: Int? { size }
  override var offset: Int { position }

  override func read(into buffer: UnsafeMutableRawBufferPointer) throws(ContainerFailure) -> Int {
    while true {
      let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(position))
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw .unreadable }
      position += count
      budget.consume(count)
      return count
    }
  }

  override func seek(to offset: Int) -> Int {
    position = max(0, min(offset, size))
    return position
  }
}

/// Reads bytes in memory.
final class MemorySource: ByteSource {
  private let bytes: [UInt8]
  private let budget: UnpackingBudget
  private var position = 0

  init(_ bytes: [UInt8], budget: UnpackingBudget) {
    self.bytes = bytes
    self.budget = budget
    budget.containerByteCount = bytes.count
  }

  override var isSeekable: Bool { true }
  override var byteCount: Int? { bytes.count }
  override var offset: Int { position }

  override func read(into buffer: UnsafeMutableRawBufferPointer) throws(ContainerFailure) -> Int {
    let count = min(buffer.count, bytes.count - position)
    guard count > 0 else { return 0 }
    bytes.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position..<position + count])) }
    position += count
    budget.consume(count)
    return count
  }

  override func seek(to offset: Int) -> Int {
    position = max(0, min(offset, bytes.count))
    return position
  }
}

/// Puts bytes that were read ahead back in front of a source.
final class RewoundSource: ByteSource {
  private var head: ArraySlice<UInt8>
  private let rest: ByteSource

  init(head: [UInt8], rest: ByteSource) {
    self.head = head[...]
    self.rest = rest
  }

  override func read(into buffer: UnsafeMutableRawBufferPointer) throws(ContainerFailure) -> Int {
    guard !head.isEmpty else { return try rest.read(into: buffer) }
    let count = min(buffer.count, head.count)
    buffer.copyBytes(from: head.prefix(count))
    head.removeFirst(count)
    return count
  }
}

extension ByteSource {
  /// Reads until the buffer holds `count` bytes or the source ends; fewer at the end, or before a failure.
  func readHead(_ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let rest = UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[filled..<count]))
        guard let received = try? read(into: rest), received > 0 else { return }
        filled += received
      }
    }
  }
}

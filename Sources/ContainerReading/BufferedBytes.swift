/// Reads lines and counted runs of bytes from a source.
final class BufferedBytes {
  private let source: ByteSource
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
  private var start = 0
  private var end = 0

  init(_ source: ByteSource) { self.source = source }

  deinit { buffer.deallocate() }

  private func fill() throws(ContainerFailure) -> Bool {
    if start < end { return true }
    start = 0
    end = 0
    end = try source.read(into: buffer)
    return end > 0
  }

  /// The next line without its end, `nil` behind the last one.
  ///
  /// Throws where it is longer than `limit`.
  func line(limit: Int) throws(ContainerFailure) -> [UInt8]? {
    var line: [UInt8] = []
    var hasAny = false
    while try fill() {
      hasAny = true
      let part = UnsafeRawBufferPointer(rebasing: buffer[start..<end])
      if let feed = part.firstIndex(of: 0x0A) {
        line += part[..<feed]
        start += feed + 1
        if line.last == 0x0D { line.removeLast() }
        if line.count > limit { throw .malformed }
        return line
      }
      line += part
      start = end
      if line.count > limit { throw .malformed }
    }
    return hasAny ? line : nil
  }

  /// The next `count` bytes; throws where there are fewer.
  func bytes(_ count: Int) throws(ContainerFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(count, 1 << 20))
    while bytes.count < count {
      guard try fill() else { throw .malformed }
      let taken = min(count - bytes.count, end - start)
      bytes += buffer[start..<start + taken]
      start += taken
    }
    return bytes
  }

  /// Passes over `count` bytes; throws where there are fewer.
  func skip(_ count: Int) throws(ContainerFailure) {
    var rest = count
    while rest > 0 {
      guard try fill() else { throw .malformed }
      let taken = min(rest, end - start)
      start += taken
      rest -= taken
    }
  }
}

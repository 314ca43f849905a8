import DecimalNumbers
import Glibc

/// Bytes that grow, written to without a check a byte: what a row needs at most is made room for first.
///
/// For one thread at a time.
final class ByteBuffer {
  private(set) var start: UnsafeMutablePointer<UInt8>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int = 1 << 12) {
    self.capacity = max(64, capacity)
    start = .allocate(capacity: self.capacity)
  }

  deinit { start.deallocate() }

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

  func removeAll() { count = 0 }

  /// Takes back what was appended since there were `count` bytes.
  func truncate(to count: Int) { self.count = min(self.count, count) }

  /// Makes room for more bytes.
  @inline(__always) func reserve(_ more: Int) {
    if capacity - count < more { grow(more) }
  }

  @inline(never) private func grow(_ more: Int) {
    let larger = max(capacity * 2, count + more)
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    memory.update(from: start, count: count)
    start.deallocate()
    start = memory
    capacity = larger
  }

  /// Appends a byte; room was made.
  @inline(__always) func put(_ byte: UInt8) {
    start[count] = byte
    count += 1
  }

  /// Appends bytes; room was made.
  @inline(__always) func put(_ bytes: UnsafeRawBufferPointer) {
    guard let source = bytes.baseAddress else { return }
    memcpy(start + count, source, bytes.count)
    count += bytes.count
  }

  /// Appends bytes, making room.
  func append(_ bytes: [UInt8]) {
    reserve(bytes.count)
    bytes.withUnsafeBytes { put($0) }
  }

  /// Appends a number with `places` digits after the point; 40 bytes of room were made.
  @inline(__always) func put(_ number: Int64, places: Int) {
    if number >= 0, number < 10, places == 0 {
      put(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: number))
      return
    }
    if number < 0 { put(UInt8(ascii: "-")) }
    var rest = number.magnitude
    let first = count
    var written = 0
    repeat {
      if written == places, places > 0 { put(UInt8(ascii: ".")) }
      put(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
      written += 1
    } while rest > 0 || written <= places
    var (low, high) = (first, count - 1)
    while low < high {
      let byte = start[low]
      start[low] = start[high]
      start[high] = byte
      low += 1
      high -= 1
    }
  }

  /// Appends a field of text, quoted where RFC 4180 asks for it, making room.
  func append(field text: UnsafeRawBufferPointer) {
    reserve(text.count * 2 + 2)
    // All four special bytes stand below 0x2D; nearly all text stands above.
    let mustQuote =
      text.isEmpty
      || text.contains { $0 < 0x2D && ($0 == comma || $0 == quote || $0 == lineFeed || $0 == carriageReturn) }
    guard mustQuote else {
      put(text)
      return
    }
    put(quote)
    for byte in text {
      if byte == quote { put(quote) }
      put(byte)
    }
    put(quote)
  }

  /// Appends a field of text, quoted where RFC 4180 asks for it, making room.
  func append(field text: String) {
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { append(field: UnsafeRawBufferPointer($0)) }
    if isDone == nil { Array(text.utf8).withUnsafeBytes { append(field: $0) } }
  }
}

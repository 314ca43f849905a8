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

  /// Where the next byte goes.
  var end: UnsafeMutablePointer<UInt8> { start + count }

  /// How many bytes may be written at `end`.
  var room: Int { capacity - count }

  /// Says that bytes were written at `end`, up to here.
  func advance(to end: UnsafeMutablePointer<UInt8>) { count = end - start }

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
  func put(_ number: Int64, places: Int) {
    var end = end
    write(number, places: places, at: &end)
    advance(to: end)
  }

  /// Appends a field of text, quoted where RFC 4180 asks for it, making room.
  func append(field text: UnsafeRawBufferPointer) {
    reserve(text.count * 2 + 2)
    var end = end
    write(field: text, at: &end)
    advance(to: end)
  }

  /// Appends a field of text, quoted where RFC 4180 asks for it, making room.
  func append(field text: String) {
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { append(field: UnsafeRawBufferPointer($0)) }
    if isDone == nil { Array(text.utf8).withUnsafeBytes { append(field: $0) } }
  }
}

/// Writes a whole number of no fraction, and moves behind it; 40 bytes of room were made.
@inline(__always) func write(_ number: Int64, at end: inout UnsafeMutablePointer<UInt8>) {
  // Most counts have one digit.
  if number >= 0, number < 10 {
    end[0] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: number)
    end += 1
  } else {
    write(number, places: 0, at: &end)
  }
}

/// Writes a number with `places` digits after the point, and moves behind it; 40 bytes of room were made.
func write(_ number: Int64, places: Int, at end: inout UnsafeMutablePointer<UInt8>) {
  if number < 0 {
    end[0] = UInt8(ascii: "-")
    end += 1
  }
  let first = end
  var rest = number.magnitude
  var written = 0
  repeat {
    if written == places, places > 0 {
      end[0] = UInt8(ascii: ".")
      end += 1
    }
    end[0] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
    end += 1
    rest /= 10
    written += 1
  } while rest > 0 || written <= places
  var (low, high) = (first, end - 1)
  while low < high {
    (low.pointee, high.pointee) = (high.pointee, low.pointee)
    low += 1
    high -= 1
  }
}

/// Writes a field of text, quoted where RFC 4180 asks for it, and moves behind it; room for twice its bytes and two more
/// was made.
func write(field text: UnsafeRawBufferPointer, at end: inout UnsafeMutablePointer<UInt8>) {
  guard let source = text.baseAddress, !mustQuote(text) else {
    end[0] = quote
    end += 1
    for byte in text {
      if byte == quote {
        end[0] = quote
        end += 1
      }
      end[0] = byte
      end += 1
    }
    end[0] = quote
    end += 1
    return
  }
  memcpy(end, source, text.count)
  end += text.count
}

/// Whether RFC 4180 asks for quotes; an empty text has them to be told from null.
private func mustQuote(_ text: UnsafeRawBufferPointer) -> Bool {
  if text.isEmpty { return true }
  let ones: UInt64 = 0x0101_0101_0101_0101
  var position = 0
  while position < text.count {
    if text.count - position >= 8 {
      // All four special bytes stand below 0x2D; nearly all text stands above: eight bytes in one look.
      let word = text.loadUnaligned(fromByteOffset: position, as: UInt64.self)
      if (word &- ones &* 0x2D) & ~word & (ones &* 0x80) == 0 {
        position += 8
        continue
      }
    }
    let end = min(position + 8, text.count)
    for byte in text[position..<end]
    where byte == comma || byte == quote || byte == lineFeed || byte == carriageReturn { return true }
    position = end
  }
  return false
}

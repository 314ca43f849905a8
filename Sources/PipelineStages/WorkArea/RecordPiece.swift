/// A few values of a record, written as `RecordEncoder` does.
struct RecordPiece {
  private let buffer: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0

  init(_ buffer: UnsafeMutableBufferPointer<UInt8>) { self.buffer = buffer }

  mutating func append(byte: UInt8) {
    buffer[count] = byte
    count += 1
  }

  mutating func append(unsigned value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      append(byte: UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(byte: UInt8(truncatingIfNeeded: rest))
  }

  mutating func append(signed value: Int64) { append(unsigned: UInt64(bitPattern: (value << 1) ^ (value >> 63))) }

  mutating func append(optional value: Int?) {
    append(byte: value == nil ? 0 : 1)
    if let value { append(signed: Int64(value)) }
  }

  /// The most bytes that one number takes.
  static let widestNumber = 10
}

extension RecordEncoder {
  /// Appends several small values at once, which a piece on the stack gathers: `body` gets one with room for `limit` bytes.
  mutating func gather(atMost limit: Int, _ body: (inout RecordPiece) -> Void) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: limit) { buffer in
      var piece = RecordPiece(buffer)
      body(&piece)
      append(encoded: UnsafeBufferPointer(rebasing: buffer[..<piece.count]))
    }
  }

  /// Writes many numbers, as a list of them.
  mutating func encode(list values: [Int32]) {
    encode(unsigned: UInt64(values.count))
    var start = 0
    while start < values.count {
      let end = min(start + 100, values.count)
      gather(atMost: 100 * RecordPiece.widestNumber) { piece in
        for value in values[start..<end] { piece.append(signed: Int64(value)) }
      }
      start = end
    }
  }
}

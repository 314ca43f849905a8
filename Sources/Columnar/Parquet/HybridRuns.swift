/// The hybrid of run lengths and packed bits in which Parquet keeps levels and dictionary indices.
///
/// A run of eight or more equal values is one count and one value; all else is packed, eight values at a time, lowest
/// bits first.
enum HybridRuns {
  private static let shortestRun = 8

  /// Appends values, each below 2^`bitWidth`.
  static func encode<Number: FixedWidthInteger & UnsignedInteger>(
    _ values: UnsafeBufferPointer<Number>, bitWidth: Int, to bytes: inout [UInt8]
  ) {
    var literalStart = 0
    var position = 0
    while position < values.count {
      let value = values[position]
      var end = position + 1
      while end < values.count, values[end] == value { end += 1 }
      var run = end - position
      if run >= shortestRun {
        // Packed values come in eights: the run lends what is missing.
        let pending = position - literalStart
        let lent = (8 - pending % 8) % 8
        if pending == 0 || run - lent >= shortestRun {
          if pending > 0 {
            pack(UnsafeBufferPointer(rebasing: values[literalStart..<position + lent]), bitWidth, to: &bytes)
            run -= lent
          }
          appendRun(of: value, count: run, bitWidth: bitWidth, to: &bytes)
          literalStart = end
        }
      }
      position = end
    }
    if literalStart < values.count {
      pack(UnsafeBufferPointer(rebasing: values[literalStart...]), bitWidth, to: &bytes)
    }
  }

  /// Appends one run.
  static func appendRun(
    of value: some FixedWidthInteger & UnsignedInteger, count: Int, bitWidth: Int, to bytes: inout [UInt8]
  ) {
    appendVarint(UInt64(count) << 1, to: &bytes)
    var rest = UInt64(value)
    for _ in 0..<(bitWidth + 7) / 8 {
      bytes.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  private static func pack<Number: FixedWidthInteger & UnsignedInteger>(
    _ values: UnsafeBufferPointer<Number>, _ bitWidth: Int, to bytes: inout [UInt8]
  ) {
    let groups = (values.count + 7) / 8
    appendVarint(UInt64(groups) << 1 | 1, to: &bytes)
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: groups * bitWidth))
    bytes.withUnsafeMutableBytes { bytes in
      var position = start
      var pending: UInt64 = 0
      var pendingBits = 0
      for value in values {
        pending |= UInt64(value) << UInt64(pendingBits)
        pendingBits += bitWidth
        // Up to 32 bits wait, and as many come at once.
        if pendingBits >= 32 {
          bytes.storeBytes(
            of: UInt32(truncatingIfNeeded: pending).littleEndian, toByteOffset: position, as: UInt32.self)
          position += 4
          pending >>= 32
          pendingBits -= 32
        }
      }
      while pendingBits > 0 {
        bytes[position] = UInt8(truncatingIfNeeded: pending)
        position += 1
        pending >>= 8
        pendingBits -= 8
      }
    }
  }

  /// The bits that a value up to `highest` takes, at least 1: some readers stumble over a width of 0.
  static func bitWidth(highest: Int) -> Int { max(1, Int.bitWidth - highest.leadingZeroBitCount) }
}

/// Reads values of the hybrid one by one, from bytes that may be anything.
struct HybridCursor {
  private let bytes: [UInt8]
  private var position: Int
  private let end: Int
  private let bitWidth: Int
  private var value: UInt32 = 0
  private var runRemaining = 0
  private var packedRemaining = 0
  private var packedBit = 0

  /// Nothing to read.
  init() { self.init([], 0..<0, bitWidth: 1) }

  /// Reads the bytes of a range.
  init(_ bytes: [UInt8], _ range: Range<Int>, bitWidth: Int) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
    self.bitWidth = bitWidth
  }

  mutating func next() throws(ParquetError) -> UInt32 {
    while true {
      if runRemaining > 0 {
        runRemaining -= 1
        return value
      }
      if packedRemaining > 0 {
        packedRemaining -= 1
        return packedValue()
      }
      try readHead()
    }
  }

  private mutating func packedValue() -> UInt32 {
    // At most 32 bits from anywhere in a byte: five bytes.
    let first = packedBit >> 3
    var word: UInt64 = 0
    for offset in 0..<5 where first + offset < end { word |= UInt64(bytes[first + offset]) << UInt64(8 * offset) }
    word >>= UInt64(packedBit & 7)
    packedBit += bitWidth
    return UInt32(truncatingIfNeeded: word & (1 << UInt64(bitWidth) - 1))
  }

  private mutating func readHead() throws(ParquetError) {
    var head: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      guard position < end else { throw .truncated }
      let byte = bytes[position]
      position += 1
      if shift > 28 { throw .corrupt("a run of too many values") }
      head |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { break }
      shift += 7
    }
    let count = Int(head >> 1)
    if head & 1 == 1 {
      guard count <= (end - position) / bitWidth else { throw .truncated }
      packedBit = position * 8
      packedRemaining = count * 8
      position += count * bitWidth
    } else {
      let width = (bitWidth + 7) / 8
      guard width <= end - position else { throw .truncated }
      value = 0
      for offset in 0..<width { value |= UInt32(bytes[position + offset]) << UInt32(8 * offset) }
      position += width
      runRemaining = count
    }
  }
}

import Foundation

/// Zip files byte by byte: also such as no honest program writes.
struct HostileZip {
  private var body: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// Adds an entry without compression.
  mutating func add(_ name: String, _ bytes: [UInt8], flags: UInt16 = 0) {
    add(name, packed: bytes, method: 0, byteCount: bytes.count, checksum: Self.checksum(bytes), flags: flags)
  }

  /// Adds an entry of zeros that unpacks to about `byteCount`: a deflate stream of one literal and longest matches.
  mutating func addZeros(_ name: String, byteCount: Int) {
    // A fixed-code block: eight matches of 258 bytes at distance 1 are 104 bits, so a pattern of 13 bytes.
    var bits = BitString()
    bits.append(1, count: 1)
    bits.append(1, count: 2)
    bits.append(code: 0x30, count: 8)
    var packed = bits
    for _ in 0..<8 {
      packed.append(code: 0xC5, count: 8)
      packed.append(code: 0, count: 5)
    }
    // After the three bits of the head and the literal the stream is 3 bits off a byte; the pattern repeats from there.
    let period = Array(packed.bytes[1..<14])
    var stream = [packed.bytes[0]]
    let rounds = byteCount / (8 * 258)
    stream.reserveCapacity(rounds * 13 + 4)
    for _ in 0..<rounds { stream += period }
    stream += [0, 0]
    add(name, packed: stream, method: 8, byteCount: min(byteCount, Int(UInt32.max)), checksum: 0, flags: 0)
  }

  private mutating func add(
    _ name: String, packed: [UInt8], method: UInt16, byteCount: Int, checksum: UInt32, flags: UInt16
  ) {
    let offset = UInt32(body.count)
    var head: [UInt8] = []
    for value in [20, flags | 0x800, method, 0, 0x21] as [UInt16] { head += value.littleEndianBytes }
    head += checksum.littleEndianBytes + UInt32(packed.count).littleEndianBytes + UInt32(byteCount).littleEndianBytes
    head += UInt16(name.utf8.count).littleEndianBytes + UInt16(0).littleEndianBytes
    body += Array("PK\u{3}\u{4}".utf8) + head + Array(name.utf8) + packed
    directory += Array("PK\u{1}\u{2}".utf8) + UInt16(20).littleEndianBytes + head
    directory += [UInt8](repeating: 0, count: 10) + offset.littleEndianBytes + Array(name.utf8)
    count += 1
  }

  /// The whole file.
  var bytes: [UInt8] {
    var end = Array("PK\u{5}\u{6}".utf8) + [0, 0, 0, 0]
    end += UInt16(count).littleEndianBytes + UInt16(count).littleEndianBytes
    end += UInt32(directory.count).littleEndianBytes + UInt32(body.count).littleEndianBytes + [0, 0]
    return body + directory + end
  }

  /// CRC-32 as zip uses it.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var value: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      value ^= UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }
    return ~value
  }
}

/// Bits in the order of deflate: from the lowest bit of each byte up.
private struct BitString {
  private(set) var bytes: [UInt8] = []
  private var used = 8

  mutating func append(_ value: UInt32, count: Int) {
    for bit in 0..<count { append(bit: UInt8(value >> UInt32(bit) & 1)) }
  }

  /// A Huffman code: its highest bit first.
  mutating func append(code: UInt32, count: Int) {
    for bit in (0..<count).reversed() { append(bit: UInt8(code >> UInt32(bit) & 1)) }
  }

  private mutating func append(bit: UInt8) {
    if used == 8 {
      bytes.append(0)
      used = 0
    }
    bytes[bytes.count - 1] |= bit << UInt8(used)
    used += 1
  }
}

extension FixedWidthInteger {
  /// The bytes of the number, lowest first.
  var littleEndianBytes: [UInt8] { withUnsafeBytes(of: littleEndian) { Array($0) } }
}

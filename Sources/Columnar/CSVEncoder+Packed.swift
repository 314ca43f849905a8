import FactTables
import Glibc

extension CSVEncoder {
  /// Appends packed rows in order, until the buffer has `limit` bytes or more or there are no more; returns the row to go
  /// on with.
  ///
  /// Throws where a row does not fit the schema.
  func append(
    _ rows: PackedRows, _ range: Range<Int>, of facts: PackedFacts, until limit: Int, to buffer: ByteBuffer
  ) throws(RowFault) -> Int {
    // What all rows begin and end with is written once and copied from there.
    let head = buffer.count
    for (column, value) in facts.head.enumerated() {
      buffer.reserve(48)
      if let fault = append(facts.pool.value(value), at: column, to: buffer) { throw fault }
      buffer.append([comma])
    }
    let headCount = buffer.count - head
    var tail = [comma]
    do {
      let field = ByteBuffer(capacity: 256)
      if let fault = append(facts.pool.value(facts.sourceHash), at: types.count - 2, to: field) { throw fault }
      tail += field.bytes
      tail.append(comma)
    }
    var fault: RowFault?
    var index = range.lowerBound
    facts.pool.bytes.withUnsafeBytes { texts in
      rows.words.withUnsafeBufferPointer { words in
        plainTags.withUnsafeBufferPointer { plainTags in
          let writer = PackedRowWriter(
            encoder: self, plainTags: plainTags, pool: facts.pool, texts: texts, buffer: buffer, head: head,
            headCount: headCount, tail: tail)
          while index < range.upperBound, index == range.lowerBound || buffer.count < limit {
            let row = UnsafeBufferPointer(rebasing: words[index * rows.width..<(index + 1) * rows.width])
            fault = writer.append(row, isFirst: index == range.lowerBound)
            if fault != nil { return }
            index += 1
          }
        }
      }
    }
    if let fault { throw fault }
    return index
  }
}

/// Writes packed rows of one report one after another straight into a buffer's memory.
private struct PackedRowWriter {
  let encoder: CSVEncoder
  let plainTags: UnsafeBufferPointer<UInt64>
  let pool: TextPool
  /// The bytes of `pool`.
  let texts: UnsafeRawBufferPointer
  let buffer: ByteBuffer
  /// Where in the buffer the fields stand that all rows begin with.
  let head: Int
  let headCount: Int
  /// The fields between a table's own columns and the source line, with the commas around them.
  let tail: [UInt8]
  private let codes = KnownCodes.shared

  init(
    encoder: CSVEncoder, plainTags: UnsafeBufferPointer<UInt64>, pool: TextPool, texts: UnsafeRawBufferPointer,
    buffer: ByteBuffer, head: Int, headCount: Int, tail: [UInt8]
  ) {
    self.encoder = encoder
    self.plainTags = plainTags
    self.pool = pool
    self.texts = texts
    self.buffer = buffer
    self.head = head
    self.headCount = headCount
    self.tail = tail
  }

  func append(_ words: UnsafeBufferPointer<PackedValue>, isFirst: Bool) -> RowFault? {
    // The longest code and the longest number of every column fit; texts of the pool make their own room.
    let room = headCount + tail.count + words.count * KnownCodes.stride
    buffer.reserve(room)
    var end = buffer.end
    if !isFirst {
      memcpy(end, buffer.start + head, headCount)
      end += headCount
    }
    let last = words.count - 1
    for place in 0..<last {
      if place > 0 {
        end[0] = comma
        end += 1
      }
      if let fault = append(words[place], at: PackedRows.headCount + place, room, &end) { return fault }
    }
    tail.withUnsafeBytes { if let source = $0.baseAddress { memcpy(end, source, $0.count) } }
    end += tail.count
    if let fault = append(words[last], at: PackedRows.headCount + last + 1, room, &end) { return fault }
    end[0] = lineFeed
    buffer.advance(to: end + 1)
    return nil
  }

  /// Writes a field; behind it there is room as before.
  @inline(__always) private func append(
    _ value: PackedValue, at column: Int, _ room: Int, _ end: inout UnsafeMutablePointer<UInt8>
  ) -> RowFault? {
    let isText = plainTags[column] == 3
    switch value.tag {
    case 0: return nil
    case 1 where plainTags[column] == 1:
      write(value.signedPayload, at: &end)
      return nil
    case 3 where isText && value.payload < pool.count:
      let text = UnsafeRawBufferPointer(rebasing: texts[pool.range(value.payload)])
      buffer.advance(to: end)
      buffer.reserve(text.count * 2 + 2 + room)
      end = buffer.end
      write(field: text, at: &end)
      return nil
    case 5 where isText && value.payload < codes.count:
      codes.write(value.payload, at: &end)
      return nil
    case 6 where isText:
      write(Int64(value.payload), at: &end)
      return nil
    default:
      buffer.advance(to: end)
      let fault = encoder.append(pool.value(value), at: column, to: buffer)
      buffer.reserve(room)
      end = buffer.end
      return fault
    }
  }
}

/// The bytes of `KnownTexts`, each at a place of one size, so that copying one is a few moves.
final class KnownCodes: @unchecked Sendable {
  // Written in `init` and never again.
  private let bytes: UnsafeMutablePointer<UInt8>
  private let lengths: [UInt8]

  /// Bytes a code, and no less than a number or a separator of a field takes.
  static let stride = 64

  static let shared = KnownCodes()

  private init() {
    let codes = KnownTexts.bytes.prefix { $0.count <= Self.stride }
    bytes = .allocate(capacity: codes.count * Self.stride)
    bytes.initialize(repeating: 0, count: codes.count * Self.stride)
    for (number, code) in codes.enumerated() {
      for (offset, byte) in code.enumerated() { bytes[number * Self.stride + offset] = byte }
    }
    lengths = codes.map { UInt8($0.count) }
  }

  deinit { bytes.deallocate() }

  /// How many codes can be written from here; those behind go as other texts do.
  var count: Int { lengths.count }

  /// Writes a code, and moves behind it; `stride` bytes of room were made.
  @inline(__always) func write(_ number: Int, at end: inout UnsafeMutablePointer<UInt8>) {
    let source = UnsafeRawPointer(bytes + number * Self.stride)
    let length = Int(lengths[number])
    let target = UnsafeMutableRawPointer(end)
    target.storeBytes(of: source.loadUnaligned(as: SIMD16<UInt8>.self), as: SIMD16<UInt8>.self)
    if length > 16 { memcpy(end + 16, bytes + number * Self.stride + 16, length - 16) }
    end += length
  }
}

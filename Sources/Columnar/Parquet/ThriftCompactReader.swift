/// Reads the Thrift compact protocol from bytes that may be anything.
///
/// No length or count is believed before it is known to fit the bytes that are left, and unknown fields are skipped to a
/// limited depth, so that neither memory nor the call stack can be made to grow.
struct ThriftCompactReader {
  struct Field {
    var id: Int
    var type: UInt8
  }

  let bytes: [UInt8]
  private(set) var position: Int
  private static let depthLimit = 24

  /// Reads from `position` on.
  init(_ bytes: [UInt8], at position: Int = 0) {
    self.bytes = bytes
    self.position = position
  }

  /// The next field of a struct; `nil` at its end.
  ///
  /// `last` is the id of the field before, 0 at the start.
  mutating func nextField(after last: inout Int) throws(ParquetError) -> Field? {
    let head = try byte()
    if head == 0 { return nil }
    let step = Int(head >> 4)
    var id = last + step
    if step == 0 { id = try integer() }
    guard (1...Int(Int16.max)).contains(id) else { throw .corrupt("a field id of the metadata") }
    last = id
    return Field(id: id, type: head & 0x0F)
  }

  /// A signed integer of any width.
  mutating func integer() throws(ParquetError) -> Int {
    let number = try varint()
    return Int(Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1))
  }

  /// Bytes with their length before them.
  mutating func binary() throws(ParquetError) -> [UInt8] {
    let range = try binaryRange()
    return Array(bytes[range])
  }

  /// UTF-8 text with its length before it.
  mutating func text() throws(ParquetError) -> String {
    let range = try binaryRange()
    guard let valid = try? UTF8Span(validating: bytes.span.extracting(range)) else {
      throw .corrupt("text of the metadata is not UTF-8")
    }
    return String(copying: valid)
  }

  /// The number of elements of a list of this type.
  mutating func listCount(of type: UInt8) throws(ParquetError) -> Int {
    let (found, count) = try listHead()
    guard found == type || count == 0 else { throw .corrupt("a list of the metadata is of another type") }
    return count
  }

  /// Passes over a value.
  mutating func skip(_ type: UInt8) throws(ParquetError) { try skip(type, depth: 0) }

  private mutating func skip(_ type: UInt8, depth: Int, isElement: Bool = false) throws(ParquetError) {
    guard depth < Self.depthLimit else { throw .corrupt("metadata that is nested too deeply") }
    switch type {
    case ThriftType.yes, ThriftType.no: if isElement { _ = try byte() }
    case ThriftType.byte: _ = try byte()
    case ThriftType.int16, ThriftType.int32, ThriftType.int64: _ = try varint()
    case ThriftType.double: for _ in 0..<8 { _ = try byte() }
    case ThriftType.binary: _ = try binaryRange()
    case ThriftType.list, ThriftType.set:
      let (element, count) = try listHead()
      for _ in 0..<count { try skip(element, depth: depth + 1, isElement: true) }
    case ThriftType.map:
      let count = try count()
      if count == 0 { return }
      let types = try byte()
      for _ in 0..<count {
        try skip(types >> 4, depth: depth + 1, isElement: true)
        try skip(types & 0x0F, depth: depth + 1, isElement: true)
      }
    case ThriftType.structure:
      var last = 0
      while let field = try nextField(after: &last) { try skip(field.type, depth: depth + 1) }
    default: throw .corrupt("an unknown type in the metadata")
    }
  }

  private mutating func listHead() throws(ParquetError) -> (type: UInt8, count: Int) {
    let head = try byte()
    var count = Int(head >> 4)
    if count == 15 { count = try self.count() }
    // Every element takes at least one byte.
    guard count <= bytes.count - position else { throw .truncated }
    return (head & 0x0F, count)
  }

  private mutating func binaryRange() throws(ParquetError) -> Range<Int> {
    let count = try count()
    defer { position += count }
    return position..<position + count
  }

  /// A count of things that take at least one byte each.
  private mutating func count() throws(ParquetError) -> Int {
    let number = try varint()
    guard number <= UInt64(bytes.count - position) else { throw .truncated }
    return Int(number)
  }

  private mutating func byte() throws(ParquetError) -> UInt8 {
    guard position >= 0, position < bytes.count else { throw .truncated }
    defer { position += 1 }
    return bytes[position]
  }

  private mutating func varint() throws(ParquetError) -> UInt64 {
    var number: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let next = try byte()
      if shift == 63, next > 1 { throw .corrupt("a number of more than 64 bits") }
      number |= UInt64(next & 0x7F) << shift
      if next < 0x80 { return number }
      shift += 7
    }
  }
}

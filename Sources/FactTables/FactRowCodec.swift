import DecimalNumbers

/// Why bytes are not encoded rows.
public enum FactRowCodecError: Error, Hashable, Sendable {
  /// The bytes end inside a row.
  case truncated(offset: Int)
  /// A number is longer than 64 bits, or a length or count is larger than the bytes that are left.
  case invalidLength(offset: Int)
  /// A kind of value that does not exist.
  case unknownKind(UInt8, offset: Int)
  /// Text that is not UTF-8.
  case invalidText(offset: Int)
  /// A decimal with more than 18 places, or one that is not in its shortest form.
  case invalidDecimal(offset: Int)
  /// Bytes after the last row.
  case trailingBytes(offset: Int)
}

/// Rows as compact bytes, for the records that wait on disk between the stages.
///
/// Form: the number of rows, then each row as the number of its values and the values. A value is one byte that says its
/// kind, then: an integer as zigzag varint; a decimal as its scale in one byte and the coefficient as zigzag varint;
/// text and dates as the length in bytes and UTF-8. A text or date that stands in the row above too is one byte alone:
/// most columns of a report's rows say the same. Any bytes may be given to `decode`: what is not rows is an error.
public enum FactRowCodec {
  private enum Kind {
    static let null: UInt8 = 0
    static let integer: UInt8 = 1
    static let decimal: UInt8 = 2
    static let text: UInt8 = 3
    static let date: UInt8 = 4
    static let no: UInt8 = 5
    static let yes: UInt8 = 6
    static let asAbove: UInt8 = 7
  }

  /// Appends rows.
  public static func encode(rows: [FactRow], into bytes: inout [UInt8]) {
    append(UInt64(rows.count), to: &bytes)
    var above: FactRow = []
    for row in rows {
      append(UInt64(row.count), to: &bytes)
      for index in row.indices { encode(row[index], above: index < above.count ? above[index] : .null, into: &bytes) }
      above = row
    }
  }

  private static func encode(_ value: FactValue, above: FactValue, into bytes: inout [UInt8]) {
    switch value {
    case .text where value == above, .date where value == above: bytes.append(Kind.asAbove)
    case .null: bytes.append(Kind.null)
    case .integer(let number):
      bytes.append(Kind.integer)
      append(zigzag(number), to: &bytes)
    case .decimal(let number):
      bytes.append(Kind.decimal)
      bytes.append(UInt8(number.scale))
      append(zigzag(number.coefficient), to: &bytes)
    case .text(let text): append(text, kind: Kind.text, to: &bytes)
    case .date(let text): append(text, kind: Kind.date, to: &bytes)
    case .boolean(let flag): bytes.append(flag ? Kind.yes : Kind.no)
    }
  }

  /// Reads what `encode(rows:into:)` wrote, all of it.
  public static func decode(_ bytes: [UInt8]) throws(FactRowCodecError) -> [FactRow] {
    var position = 0
    let rows = try decode(bytes, at: &position)
    if position != bytes.count { throw .trailingBytes(offset: position) }
    return rows
  }

  /// Reads what `encode(rows:into:)` wrote, from `position` on, and moves `position` behind it.
  public static func decode(_ bytes: [UInt8], at position: inout Int) throws(FactRowCodecError) -> [FactRow] {
    // A row takes at least one byte, so a count beyond the bytes is corrupt and must not reserve memory.
    let count = try count(in: bytes, at: &position)
    var rows: [FactRow] = []
    rows.reserveCapacity(min(count, 1 << 16))
    var above: FactRow = []
    for _ in 0..<count {
      let valueCount = try Self.count(in: bytes, at: &position)
      var row: FactRow = []
      row.reserveCapacity(min(valueCount, 64))
      for index in 0..<valueCount {
        if position < bytes.count, bytes[position] == Kind.asAbove {
          guard index < above.count, above[index].string != nil else {
            throw .unknownKind(Kind.asAbove, offset: position)
          }
          row.append(above[index])
          position += 1
        } else {
          row.append(try value(in: bytes, at: &position))
        }
      }
      rows.append(row)
      above = row
    }
    return rows
  }

  private static func value(in bytes: [UInt8], at position: inout Int) throws(FactRowCodecError) -> FactValue {
    let start = position
    let kind = try byte(in: bytes, at: &position)
    switch kind {
    case Kind.null: return .null
    case Kind.integer: return .integer(unzigzag(try varint(in: bytes, at: &position)))
    case Kind.decimal:
      let scale = Int(try byte(in: bytes, at: &position))
      let coefficient = unzigzag(try varint(in: bytes, at: &position))
      guard scale <= 18 else { throw .invalidDecimal(offset: start) }
      let number = DecimalNumber(coefficient: coefficient, scale: scale)
      guard number.scale == scale else { throw .invalidDecimal(offset: start) }
      return .decimal(number)
    case Kind.text: return .text(try text(in: bytes, at: &position))
    case Kind.date: return .date(try text(in: bytes, at: &position))
    case Kind.no: return .boolean(false)
    case Kind.yes: return .boolean(true)
    default: throw .unknownKind(kind, offset: start)
    }
  }

  private static func text(in bytes: [UInt8], at position: inout Int) throws(FactRowCodecError) -> String {
    let length = try count(in: bytes, at: &position)
    guard let valid = try? UTF8Span(validating: bytes.span.extracting(position..<position + length)) else {
      throw .invalidText(offset: position)
    }
    position += length
    return String(copying: valid)
  }

  private static func byte(in bytes: [UInt8], at position: inout Int) throws(FactRowCodecError) -> UInt8 {
    guard position >= 0, position < bytes.count else { throw .truncated(offset: position) }
    defer { position += 1 }
    return bytes[position]
  }

  /// A count of things that take at least one byte each.
  private static func count(in bytes: [UInt8], at position: inout Int) throws(FactRowCodecError) -> Int {
    let start = position
    let number = try varint(in: bytes, at: &position)
    guard number <= UInt64(bytes.count - position) else { throw .invalidLength(offset: start) }
    return Int(number)
  }

  private static func varint(in bytes: [UInt8], at position: inout Int) throws(FactRowCodecError) -> UInt64 {
    let start = position
    var number: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let next = try byte(in: bytes, at: &position)
      if shift == 63, next > 1 { throw .invalidLength(offset: start) }
      number |= UInt64(next & 0x7F) << shift
      if next < 0x80 { return number }
      shift += 7
    }
  }

  private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private static func append(_ text: String, kind: UInt8, to bytes: inout [UInt8]) {
    bytes.append(kind)
    append(UInt64(text.utf8.count), to: &bytes)
    bytes.append(contentsOf: text.utf8)
  }

  private static func zigzag(_ number: Int64) -> UInt64 { UInt64(bitPattern: (number << 1) ^ (number >> 63)) }

  private static func unzigzag(_ number: UInt64) -> Int64 {
    Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
  }
}

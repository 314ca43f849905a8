import DecimalNumbers

/// Writes the values of a stage record, one after another, without names: the format is the code of `Recordable`.
///
/// Records are a cache (contract.md section 2, `work/`): a change of format changes the stage version, and old records
/// are simply made anew.
struct RecordEncoder {
  private(set) var bytes: [UInt8] = []

  /// Appends bytes that are values already.
  mutating func append(encoded: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: encoded) }

  /// Begins another record in the same memory.
  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  mutating func encode(unsigned value: UInt64) {
    if value < 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: value))
      return
    }
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func encode(_ value: Int) { encode(Int64(value)) }

  mutating func encode(_ value: Int64) { encode(unsigned: UInt64(bitPattern: (value << 1) ^ (value >> 63))) }

  mutating func encode(_ value: Bool) { bytes.append(value ? 1 : 0) }

  mutating func encode(_ value: String) {
    var value = value
    value.withUTF8 { text in
      encode(unsigned: UInt64(text.count))
      bytes.append(contentsOf: text)
    }
  }

  mutating func encode(_ value: [UInt8]) {
    encode(unsigned: UInt64(value.count))
    bytes.append(contentsOf: value)
  }

  mutating func encode<Value: Recordable>(_ value: Value) { value.encode(to: &self) }

  mutating func encode<Value: Recordable>(_ value: Value?) {
    encode(value != nil)
    if let value { encode(value) }
  }

  mutating func encode<Value: Recordable>(list: [Value]) {
    encode(unsigned: UInt64(list.count))
    for value in list { encode(value) }
  }
}

/// Why a record cannot be read: it was cut, or written by other code.
struct RecordDamage: Error {}

/// Reads what `RecordEncoder` wrote; every read is checked, so that damaged bytes throw and never trap.
struct RecordDecoder {
  private let bytes: [UInt8]
  private let end: Int
  private var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    // A slice of a whole array is that array again, without a copy.
    self.bytes = Array(bytes)
    end = bytes.count
    position = 0
  }

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    end = bytes.count
    position = 0
  }

  var isAtEnd: Bool { position == end }

  @inline(__always)
  mutating func unsigned() throws(RecordDamage) -> UInt64 {
    if position < end, bytes[position] < 0x80 {
      position += 1
      return UInt64(bytes[position - 1])
    }
    return try longUnsigned()
  }

  private mutating func longUnsigned() throws(RecordDamage) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      guard position < end, shift < 64 else { throw RecordDamage() }
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return value }
      shift += 7
    }
  }

  mutating func count(atMost limit: Int) throws(RecordDamage) -> Int {
    let value = try unsigned()
    guard value <= UInt64(limit) else { throw RecordDamage() }
    return Int(value)
  }

  /// A length that is no more than the bytes that follow it.
  mutating func lengthOfRest() throws(RecordDamage) -> Int {
    let length = try count(atMost: bytes.count)
    guard length <= end - position else { throw RecordDamage() }
    return length
  }

  mutating func integer64() throws(RecordDamage) -> Int64 {
    let value = try unsigned()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  mutating func integer() throws(RecordDamage) -> Int { Int(try integer64()) }

  mutating func flag() throws(RecordDamage) -> Bool {
    guard position < end, bytes[position] <= 1 else { throw RecordDamage() }
    position += 1
    return bytes[position - 1] == 1
  }

  mutating func byteArray() throws(RecordDamage) -> [UInt8] {
    let length = try lengthOfRest()
    defer { position += length }
    return Array(bytes[position..<position + length])
  }

  /// Bytes without a copy of their own.
  mutating func byteSlice() throws(RecordDamage) -> ArraySlice<UInt8> {
    let length = try lengthOfRest()
    defer { position += length }
    return bytes[position..<position + length]
  }

  /// Passes over bytes.
  mutating func skipBytes() throws(RecordDamage) { position += try lengthOfRest() }

  mutating func text() throws(RecordDamage) -> String {
    let length = try lengthOfRest()
    defer { position += length }
    return bytes.withUnsafeBufferPointer {
      String(decoding: UnsafeBufferPointer(rebasing: $0[position..<position + length]), as: UTF8.self)
    }
  }

  mutating func value<Value: Recordable>(_: Value.Type = Value.self) throws(RecordDamage) -> Value {
    try Value(from: &self)
  }

  mutating func optional<Value: Recordable>(_: Value.Type = Value.self) throws(RecordDamage) -> Value? {
    try flag() ? try Value(from: &self) : nil
  }

  mutating func list<Value: Recordable>(of _: Value.Type = Value.self) throws(RecordDamage) -> [Value] {
    let length = try lengthOfRest()
    var values: [Value] = []
    values.reserveCapacity(length)
    for _ in 0..<length { values.append(try Value(from: &self)) }
    return values
  }
}

/// A value that a stage record can hold.
protocol Recordable {
  func encode(to encoder: inout RecordEncoder)
  init(from decoder: inout RecordDecoder) throws(RecordDamage)
}

extension Int: Recordable {
  func encode(to encoder: inout RecordEncoder) { encoder.encode(self) }
  init(from decoder: inout RecordDecoder) throws(RecordDamage) { self = try decoder.integer() }
}

extension Int32: Recordable {
  func encode(to encoder: inout RecordEncoder) { encoder.encode(Int(self)) }
  init(from decoder: inout RecordDecoder) throws(RecordDamage) {
    guard let value = Int32(exactly: try decoder.integer()) else { throw RecordDamage() }
    self = value
  }
}

extension String: Recordable {
  func encode(to encoder: inout RecordEncoder) { encoder.encode(self) }
  init(from decoder: inout RecordDecoder) throws(RecordDamage) { self = try decoder.text() }
}

extension DecimalNumber: Recordable {
  func encode(to encoder: inout RecordEncoder) {
    encoder.encode(coefficient)
    encoder.encode(unsigned: UInt64(scale))
  }
  init(from decoder: inout RecordDecoder) throws(RecordDamage) {
    let coefficient = try decoder.integer64()
    self.init(coefficient: coefficient, scale: try decoder.count(atMost: 18))
  }
}

/// Enumerations are recorded by their raw value.
extension Recordable where Self: RawRepresentable, RawValue == UInt8 {
  func encode(to encoder: inout RecordEncoder) { encoder.encode(unsigned: UInt64(rawValue)) }
  init(from decoder: inout RecordDecoder) throws(RecordDamage) {
    guard let value = Self(rawValue: UInt8(try decoder.count(atMost: 255))) else { throw RecordDamage() }
    self = value
  }
}

extension Recordable where Self: RawRepresentable, RawValue == String {
  func encode(to encoder: inout RecordEncoder) { encoder.encode(rawValue) }
  init(from decoder: inout RecordDecoder) throws(RecordDamage) {
    guard let value = Self(rawValue: try decoder.text()) else { throw RecordDamage() }
    self = value
  }
}

/// The types of the Thrift compact protocol, by their code.
enum ThriftType {
  static let yes: UInt8 = 1
  static let no: UInt8 = 2
  static let byte: UInt8 = 3
  static let int16: UInt8 = 4
  static let int32: UInt8 = 5
  static let int64: UInt8 = 6
  static let double: UInt8 = 7
  static let binary: UInt8 = 8
  static let list: UInt8 = 9
  static let set: UInt8 = 10
  static let map: UInt8 = 11
  static let structure: UInt8 = 12
}

/// Writes the Thrift compact protocol: the encoding of Parquet's footer and page headers.
///
/// Fields must be given in ascending order of their ids, each struct between `beginStruct` and `endStruct`.
struct ThriftCompactWriter {
  private(set) var bytes: [UInt8] = []
  private var lastField = 0
  private var outerFields: [Int] = []

  /// Begins a struct that is no field: the outermost one, or an element of a list.
  mutating func beginStruct() {
    outerFields.append(lastField)
    lastField = 0
  }

  /// Begins a struct that is a field.
  mutating func beginStruct(_ id: Int) {
    field(id, ThriftType.structure)
    beginStruct()
  }

  mutating func endStruct() {
    bytes.append(0)
    lastField = outerFields.popLast() ?? 0
  }

  mutating func int32(_ id: Int, _ value: Int) {
    field(id, ThriftType.int32)
    signed(value)
  }

  mutating func int64(_ id: Int, _ value: Int) {
    field(id, ThriftType.int64)
    signed(value)
  }

  mutating func int16(_ id: Int, _ value: Int) {
    field(id, ThriftType.int16)
    signed(value)
  }

  mutating func flag(_ id: Int, _ value: Bool) { field(id, value ? ThriftType.yes : ThriftType.no) }

  mutating func binary(_ id: Int, _ value: some Collection<UInt8>) {
    field(id, ThriftType.binary)
    element(value)
  }

  /// Begins a list, whose elements follow.
  mutating func list(_ id: Int, of type: UInt8, count: Int) {
    field(id, ThriftType.list)
    if count < 15 {
      bytes.append(UInt8(count) << 4 | type)
    } else {
      bytes.append(0xF0 | type)
      appendVarint(UInt64(count), to: &bytes)
    }
  }

  /// An element of a list of integers.
  mutating func element(_ value: Int) { signed(value) }

  /// An element of a list of binaries.
  mutating func element(_ value: some Collection<UInt8>) {
    appendVarint(UInt64(value.count), to: &bytes)
    bytes.append(contentsOf: value)
  }

  private mutating func field(_ id: Int, _ type: UInt8) {
    let step = id - lastField
    if (1...15).contains(step) {
      bytes.append(UInt8(step) << 4 | type)
    } else {
      bytes.append(type)
      signed(id)
    }
    lastField = id
  }

  private mutating func signed(_ value: Int) {
    appendVarint(UInt64(bitPattern: Int64((value << 1) ^ (value >> 63))), to: &bytes)
  }
}

/// Appends an unsigned LEB128 number.
func appendVarint(_ number: UInt64, to bytes: inout [UInt8]) {
  var rest = number
  while rest >= 0x80 {
    bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
    rest >>= 7
  }
  bytes.append(UInt8(rest))
}

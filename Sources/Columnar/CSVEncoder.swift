import DecimalNumbers
import FactTables

/// Writes rows as CSV bytes: RFC 4180, UTF-8, line feeds, a field quoted only where it must be (contract.md section 2).
///
/// `null` is an empty field and an empty text is `""`, so that the two stay apart. A decimal has exactly the places of
/// its column. The bytes of a row depend on nothing but the row and the schema.
public struct CSVEncoder: Sendable {
  /// The table whose rows are written.
  public let schema: TableSchema
  /// Apart from the schema, whose columns are heavy to copy for each field.
  private let types: [ColumnType]

  /// Makes a writer for a table.
  public init(_ schema: TableSchema) {
    self.schema = schema
    types = schema.columns.map(\.type)
  }

  /// Appends the header row.
  public func appendHeader(to bytes: inout [UInt8]) {
    for (index, column) in schema.columns.enumerated() {
      if index > 0 { bytes.append(comma) }
      Self.append(column.name, to: &bytes)
    }
    bytes.append(lineFeed)
  }

  /// Appends one row.
  ///
  /// Throws where the row does not fit the schema; `bytes` is then as it was.
  public func append(_ row: FactRow, to bytes: inout [UInt8]) throws(RowFault) {
    guard row.count == types.count else { throw .wrongArity(expected: types.count, found: row.count) }
    let start = bytes.count
    for index in row.indices {
      if index > 0 { bytes.append(comma) }
      if let fault = append(row[index], at: index, to: &bytes) {
        bytes.removeSubrange(start...)
        throw fault
      }
    }
    bytes.append(lineFeed)
  }

  private func append(_ value: FactValue, at index: Int, to bytes: inout [UInt8]) -> RowFault? {
    switch value {
    case .null: return nil
    case .text(let text):
      guard types[index] == .text else { break }
      Self.append(text, to: &bytes)
      return nil
    case .integer(let number):
      guard types[index] == .integer else { break }
      Self.append(number, places: 0, to: &bytes)
      return nil
    case .decimal(let number):
      guard case .decimal(let places) = types[index] else { break }
      guard let digits = number.coefficient(atScale: places) else {
        return .tooManyPlaces(column: schema.columns[index].name, value: number)
      }
      Self.append(digits, places: places, to: &bytes)
      return nil
    case .date(let text):
      guard types[index] == .date else { break }
      Self.append(text, to: &bytes)
      return nil
    case .boolean(let flag):
      guard types[index] == .boolean else { break }
      bytes.append(contentsOf: (flag ? "true" : "false").utf8)
      return nil
    }
    return .wrongType(column: schema.columns[index].name, value: value)
  }

  /// Appends a text field, quoted where it must be.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { append($0, to: &bytes) }
    if isDone == nil { Array(text.utf8).withUnsafeBufferPointer { append($0, to: &bytes) } }
  }

  private static func append(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    // All four special bytes stand below 0x2D; nearly all text stands above.
    let mustQuote =
      text.isEmpty
      || text.contains { $0 < 0x2D && ($0 == comma || $0 == quote || $0 == lineFeed || $0 == carriageReturn) }
    guard mustQuote else {
      bytes.append(contentsOf: text)
      return
    }
    bytes.append(quote)
    for byte in text {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }

  private static func append(_ number: Int64, places: Int, to bytes: inout [UInt8]) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    let start = bytes.count
    var written = 0
    repeat {
      if written == places, places > 0 { bytes.append(UInt8(ascii: ".")) }
      bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
      written += 1
    } while rest > 0 || written <= places
    bytes[start...].reverse()
  }
}

let comma = UInt8(ascii: ",")
let quote = UInt8(ascii: "\"")
let lineFeed = UInt8(ascii: "\n")
let carriageReturn = UInt8(ascii: "\r")

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
  let types: [ColumnType]
  /// By column: the kind of packed words that are written as they are, besides codes and digits for text.
  let plainTags: [UInt64]

  /// Makes a writer for a table.
  public init(_ schema: TableSchema) {
    self.schema = schema
    types = schema.columns.map(\.type)
    plainTags = types.map { $0 == .text ? 3 : $0 == .integer ? 1 : 0 }
  }

  /// Appends the header row.
  public func appendHeader(to bytes: inout [UInt8]) {
    let buffer = ByteBuffer()
    appendHeader(to: buffer)
    bytes.append(contentsOf: buffer.bytes)
  }

  /// Appends one row.
  ///
  /// Throws where the row does not fit the schema; `bytes` is then as it was.
  public func append(_ row: FactRow, to bytes: inout [UInt8]) throws(RowFault) {
    let buffer = ByteBuffer()
    try append(row, to: buffer)
    bytes.append(contentsOf: buffer.bytes)
  }

  func appendHeader(to buffer: ByteBuffer) {
    for (index, column) in schema.columns.enumerated() {
      buffer.reserve(1)
      if index > 0 { buffer.put(comma) }
      buffer.append(field: column.name)
    }
    buffer.append([lineFeed])
  }

  func append(_ row: FactRow, to buffer: ByteBuffer) throws(RowFault) {
    guard row.count == types.count else { throw .wrongArity(expected: types.count, found: row.count) }
    let start = buffer.count
    for index in row.indices {
      buffer.reserve(48)
      if index > 0 { buffer.put(comma) }
      if let fault = append(row[index], at: index, to: buffer) {
        buffer.truncate(to: start)
        throw fault
      }
    }
    buffer.append([lineFeed])
  }

  /// Appends a field; 40 bytes of room were made.
  func append(_ value: FactValue, at index: Int, to buffer: ByteBuffer) -> RowFault? {
    switch value {
    case .null: return nil
    case .text(let text):
      guard types[index] == .text else { break }
      buffer.append(field: text)
      return nil
    case .integer(let number):
      guard types[index] == .integer else { break }
      buffer.put(number, places: 0)
      return nil
    case .decimal(let number):
      guard case .decimal(let places) = types[index] else { break }
      guard let digits = number.coefficient(atScale: places) else {
        return .tooManyPlaces(column: schema.columns[index].name, value: number)
      }
      buffer.put(digits, places: places)
      return nil
    case .date(let text):
      guard types[index] == .date else { break }
      buffer.append(field: text)
      return nil
    case .boolean(let flag):
      guard types[index] == .boolean else { break }
      buffer.append(field: flag ? "true" : "false")
      return nil
    }
    return .wrongType(column: schema.columns[index].name, value: value)
  }
}

let comma = UInt8(ascii: ",")
let quote = UInt8(ascii: "\"")
let lineFeed = UInt8(ascii: "\n")
let carriageReturn = UInt8(ascii: "\r")

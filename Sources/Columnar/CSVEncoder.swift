import DecimalNumbers
import FactTables

/// Writes rows as CSV bytes: RFC 4180, UTF-8, line feeds, a field quoted only where it must be (contract.md section 2).
///
/// `null` is an empty field and an empty text is `""`, so that the two stay apart. A decimal has exactly the places of
/// its column. The bytes of a row depend on nothing but the row and the schema.
public struct CSVEncoder: Sendable {
  /// The table whose rows are written.
  public let schema: TableSchema
  private let places: [Int]

  /// Makes a writer for a table.
  public init(_ schema: TableSchema) {
    self.schema = schema
    places = schema.columns.map { if case .decimal(let places) = $0.type { places } else { 0 } }
  }

  /// Appends the header row.
  public func appendHeader(to bytes: inout [UInt8]) {
    for (index, column) in schema.columns.enumerated() {
      if index > 0 { bytes.append(comma) }
      Self.append(column.name, to: &bytes)
    }
    bytes.append(lineFeed)
  }

  /// Appends one row. Throws where the row does not fit the schema; `bytes` is then as it was.
  public func append(_ row: FactRow, to bytes: inout [UInt8]) throws(RowFault) {
    guard row.count == places.count else { throw .wrongArity(expected: places.count, found: row.count) }
    let start = bytes.count
    for index in row.indices {
      if index > 0 { bytes.append(comma) }
      let value = row[index]
      let column = schema.columns[index]
      switch (value, column.type) {
      case (.null, _): break
      case (.text(let text), .text), (.date(let text), .date): Self.append(text, to: &bytes)
      case (.integer(let number), .integer): Self.append(number, places: 0, to: &bytes)
      case (.decimal(let number), .decimal):
        guard let digits = number.coefficient(atScale: places[index]) else {
          bytes.removeSubrange(start...)
          throw .tooManyPlaces(column: column.name, value: number)
        }
        Self.append(digits, places: places[index], to: &bytes)
      case (.boolean(let flag), .boolean): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
      default:
        bytes.removeSubrange(start...)
        throw .wrongType(column: column.name, value: value)
      }
    }
    bytes.append(lineFeed)
  }

  /// Appends a text field, quoted where it must be.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { append($0.span, to: &bytes) }
    if isDone == nil { append(Array(text.utf8).span, to: &bytes) }
  }

  private static func append(_ text: Span<UInt8>, to bytes: inout [UInt8]) {
    var mustQuote = text.isEmpty
    for index in text.indices {
      let byte = text[index]
      // All four special bytes stand below 0x2D; nearly all text stands above.
      if byte < 0x2D, byte == comma || byte == quote || byte == lineFeed || byte == carriageReturn {
        mustQuote = true
        break
      }
    }
    guard mustQuote else {
      text.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
      return
    }
    bytes.append(quote)
    for index in text.indices {
      if text[index] == quote { bytes.append(quote) }
      bytes.append(text[index])
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

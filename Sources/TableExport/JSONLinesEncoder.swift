import FactTables

/// Writes rows as JSON objects, one a line: keys in column order, exact digits, `null` where nothing is known.
struct JSONLinesEncoder {
  private let schema: TableSchema
  private let keys: [[UInt8]]

  init(_ schema: TableSchema) {
    self.schema = schema
    keys = schema.columns.map { column in
      var bytes: [UInt8] = []
      Self.append(string: column.name, to: &bytes)
      return bytes + [UInt8(ascii: ":")]
    }
  }

  /// Appends one row; throws where it does not fit the schema.
  func append(_ row: FactRow, to bytes: inout [UInt8]) throws(RowFault) {
    guard row.count == keys.count else { throw .wrongArity(expected: keys.count, found: row.count) }
    for index in row.indices {
      bytes.append(UInt8(ascii: index == 0 ? "{" : ","))
      bytes += keys[index]
      switch row[index] {
      case .null: bytes += "null".utf8
      case .integer(let number): bytes += String(number).utf8
      case .decimal(let number):
        let column = schema.columns[index]
        guard case .decimal(let places) = column.type, number.coefficient(atScale: places) != nil else {
          throw .tooManyPlaces(column: column.name, value: number)
        }
        bytes += number.text(places: places).utf8
      case .boolean(let flag): bytes += (flag ? "true" : "false").utf8
      case .text(let text), .date(let text): Self.append(string: text, to: &bytes)
      }
    }
    bytes += "}\n".utf8
  }

  /// Appends a JSON string (RFC 8259 section 7); the two separators that end a line in JavaScript are escaped as well.
  static func append(string: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    defer { bytes.append(UInt8(ascii: "\"")) }
    // Nearly all text needs no escape; 0xE2 begins the two separators.
    guard string.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C || $0 == 0x7F || $0 == 0xE2 }) else {
      bytes += string.utf8
      return
    }
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": bytes += "\\\"".utf8
      case "\\": bytes += "\\\\".utf8
      case "\n": bytes += "\\n".utf8
      case "\r": bytes += "\\r".utf8
      case "\t": bytes += "\\t".utf8
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0x2028 || scalar.value == 0x2029 {
          let digits = String(scalar.value, radix: 16)
          bytes += ("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits).utf8
        } else {
          bytes += UTF8.encode(scalar).map(Array.init) ?? []
        }
      }
    }
  }
}

import FactTables

/// Writes rows as CSV for a spreadsheet: text that a spreadsheet would run as a formula is made harmless.
///
/// A text field that begins with `=`, `+`, `-`, `@`, tab or carriage return gets an apostrophe before it (contract.md
/// section 5). Numbers, also negative ones, stay numbers. Codes with leading zeros are text in the file, but a
/// spreadsheet that guesses types may still show `000000` as 0; that needs a format with types.
public struct SpreadsheetCSVEncoder: Sendable {
  /// The bytes that a UTF-8 file for spreadsheets begins with.
  public static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private let encoder: CSVEncoder

  /// Makes a writer for a table.
  public init(_ schema: TableSchema) { encoder = CSVEncoder(schema) }

  /// Appends the byte order mark and the header row.
  public func appendHeader(to bytes: inout [UInt8]) {
    bytes += Self.byteOrderMark
    encoder.appendHeader(to: &bytes)
  }

  /// Appends one row.
  ///
  /// Throws where the row does not fit the schema.
  public func append(_ row: FactRow, to bytes: inout [UInt8]) throws(RowFault) {
    try encoder.append(row.map(Self.neutralized), to: &bytes)
  }

  /// The value with text made harmless.
  static func neutralized(_ value: FactValue) -> FactValue {
    guard case .text(let text) = value, let first = text.utf8.first else { return value }
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: "\t"),
      UInt8(ascii: "\r"):
      return .text("'" + text)
    default: return value
    }
  }
}

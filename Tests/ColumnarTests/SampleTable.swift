import Columnar
import DecimalNumbers
import FactTables
import TestSupport

/// A small table with a column of each type.
let sampleSchema = TableSchema(
  table: .findings, description: "A table for tests.",
  columns: [
    ColumnSchema("number", .integer, isRequired: false, "A number."),
    ColumnSchema("amount", .decimal(places: 2), isRequired: false, "An amount."),
    ColumnSchema("text", .text, isRequired: false, "A text."),
    ColumnSchema("day", .date, isRequired: false, "A day."),
    ColumnSchema("flag", .boolean, isRequired: false, "A flag."),
  ], primaryKey: ["number"], foreignKeys: [])

/// Texts that break careless writers and readers.
let nastyTexts = [
  "", " ", "\"", "\"\"", ",", "\n", "\r", "\r\n", "a,b", "a\"b", "line\nbreak", " edges ", "=1+1", "公开,“条”",
  "\u{FEFF}x",
  "null", "'", "\t", "\\n", "NA", "0012", "\"quoted\",\"twice\"\n\"", String(repeating: "长,", count: 5000), "e\u{301}",
  "\u{E9}", "\u{F914}", "\u{6A02}",
]

/// A row of `sampleSchema` drawn at random.
func randomRow(_ random: inout SeededGenerator) -> FactRow {
  func orNull(_ value: FactValue) -> FactValue { Int.random(in: 0...4, using: &random) == 0 ? .null : value }
  let bits = Int64.random(in: .min ... .max, using: &random) >> Int64.random(in: 0...63, using: &random)
  return [
    orNull(.integer(bits)),
    orNull(.decimal(DecimalNumber(coefficient: bits >> 10, scale: Int.random(in: 0...2, using: &random)))),
    orNull(.text(nastyTexts.randomElement(using: &random) ?? "")),
    orNull(.date("202\(Int.random(in: 0...9, using: &random))-12-31")),
    orNull(.boolean(Bool.random(using: &random))),
  ]
}

/// The CSV bytes of rows of `sampleSchema`.
func encoded(_ rows: [FactRow], _ schema: TableSchema = sampleSchema) throws -> [UInt8] {
  let encoder = CSVEncoder(schema)
  var bytes: [UInt8] = []
  encoder.appendHeader(to: &bytes)
  for row in rows { try encoder.append(row, to: &bytes) }
  return bytes
}

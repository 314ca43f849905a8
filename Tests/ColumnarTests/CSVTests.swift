import DecimalNumbers
import FactTables
import TestSupport
import Testing

@testable import Columnar

@Suite struct CSVTests {
  @Test func bytesAreThoseOfTheContract() throws {
    let rows: [FactRow] = [
      [
        .integer(-7), .decimal(DecimalNumber(coefficient: 5, scale: 1)), .text("公开"), .date("2021-01-31"),
        .boolean(true),
      ],
      [.null, .null, .null, .null, .null],
      [.integer(.min), .decimal(.zero), .text(""), .null, .boolean(false)],
      [.integer(0), .decimal(DecimalNumber(coefficient: -5, scale: 2)), .text("a,\"b\"\r\n c"), .null, .null],
      [.integer(.max), .decimal(DecimalNumber(1_999_270)), .text("=1+1 "), .null, .null],
    ]
    let expected = """
      number,amount,text,day,flag
      -7,0.50,公开,2021-01-31,true
      ,,,,
      -9223372036854775808,0.00,"",,false
      0,-0.05,"a,""b""\r\n c",,
      9223372036854775807,1999270.00,=1+1 ,,

      """
    let bytes = try encoded(rows)
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
    #expect(try CSVDecoder.rows(of: bytes, sampleSchema) == rows)
  }

  @Test(arguments: 1...100 as ClosedRange<UInt64>) func rowsComeBackHoweverThePiecesAreCut(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let rows = (0..<Int.random(in: 0...30, using: &random)).map { _ in randomRow(&random) }
    let bytes = try encoded(rows)
    var decoder = CSVDecoder(sampleSchema)
    var read: [FactRow] = []
    var lines: [Int] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = rest.prefix(Int.random(in: 1...40, using: &random))
      rest = rest.dropFirst(piece.count)
      try decoder.feed(Array(piece)) {
        read.append($0)
        lines.append($1)
      }
    }
    try decoder.finish()
    #expect(read == rows)
    #expect(decoder.rowCount == rows.count)
    #expect(lines.first ?? 2 == 2 && lines == lines.sorted())
  }

  @Test func aRowThatDoesNotFitLeavesNoBytes() throws {
    let encoder = CSVEncoder(sampleSchema)
    var bytes: [UInt8] = [65]
    let fine = DecimalNumber(coefficient: 1, scale: 3)
    #expect(throws: RowFault.tooManyPlaces(column: "amount", value: fine)) {
      try encoder.append([.integer(1), .decimal(fine), .null, .null, .null], to: &bytes)
    }
    #expect(throws: RowFault.wrongType(column: "text", value: .integer(1))) {
      try encoder.append([.integer(1), .null, .integer(1), .null, .null], to: &bytes)
    }
    #expect(throws: RowFault.wrongArity(expected: 5, found: 0)) { try encoder.append([], to: &bytes) }
    #expect(bytes == [65])
  }

  static let broken: [(String, CSVError)] = [
    ("", CSVError(.truncated, line: 1)),
    ("number,amount,text,day,flag", CSVError(.truncated, line: 1)),
    ("number,amount,text,day\n", CSVError(.wrongHeader(found: "number,amount,text,day"), line: 1)),
    (
      "\u{FEFF}number,amount,text,day,flag\n",
      CSVError(.wrongHeader(found: "\u{FEFF}number,amount,text,day,flag"), line: 1)
    ),
    ("H1,2.00,x,,\r\n", CSVError(.strayCarriageReturn, line: 2, column: "flag")),
    ("H1,2.00,x,,true", CSVError(.truncated, line: 2)),
    ("H1,2.00,\"x\n", CSVError(.truncated, line: 2)),
    ("H1,2.00\n", CSVError(.wrongFieldCount(expected: 5, found: 2), line: 2)),
    ("H1,,,,\n1,,,,,\n", CSVError(.wrongFieldCount(expected: 5, found: 6), line: 3)),
    ("H1,,\"a\nb\",,\n\n", CSVError(.wrongFieldCount(expected: 5, found: 1), line: 4)),
    ("H1,,a\"b,,\n", CSVError(.strayQuote, line: 2, column: "text")),
    ("H1,,\"a\"b,,\n", CSVError(.strayQuote, line: 2, column: "text")),
    ("H01,,,,\n", CSVError(.invalidValue("01"), line: 2, column: "number")),
    ("H+1,,,,\n", CSVError(.invalidValue("+1"), line: 2, column: "number")),
    ("H-0,,,,\n", CSVError(.invalidValue("-0"), line: 2, column: "number")),
    ("H9223372036854775808,,,,\n", CSVError(.invalidValue("9223372036854775808"), line: 2, column: "number")),
    ("H1,2,,,\n", CSVError(.invalidValue("2"), line: 2, column: "amount")),
    ("H1,2.000,,,\n", CSVError(.invalidValue("2.000"), line: 2, column: "amount")),
    ("H1,-0.00,,,\n", CSVError(.invalidValue("-0.00"), line: 2, column: "amount")),
    ("H1,,,2021-02-29,\n", CSVError(.invalidValue("2021-02-29"), line: 2, column: "day")),
    ("H1,,,,TRUE\n", CSVError(.invalidValue("TRUE"), line: 2, column: "flag")),
    ("H1,,,,\"\"\n", CSVError(.invalidValue(""), line: 2, column: "flag")),
  ]

  @Test(arguments: broken) func everyDeviationIsAnErrorWithItsPlace(_ text: String, _ error: CSVError) {
    let whole = text.hasPrefix("H") ? "number,amount,text,day,flag\n" + text.dropFirst() : text
    #expect(throws: error) { try CSVDecoder.rows(of: Array(whole.utf8), sampleSchema) }
  }

  @Test func codesAndRequiredColumnsAreChecked() {
    let schema = TableSchema(
      table: .findings, description: "", columns: [ColumnSchema("code", .text, "", allowedValues: ["a"])],
      primaryKey: ["code"], foreignKeys: [])
    #expect(throws: CSVError(.invalidCode("b"), line: 2, column: "code")) {
      try CSVDecoder.rows(of: Array("code\nb\n".utf8), schema)
    }
    #expect(throws: CSVError(.missingValue, line: 3, column: "code")) {
      try CSVDecoder.rows(of: Array("code\na\n\n".utf8), schema)
    }
    #expect(throws: CSVError(.invalidText, line: 2, column: "code")) {
      try CSVDecoder.rows(of: Array("code\n".utf8) + [0xC3, 0x28, 10], schema)
    }
  }

  @Test func aFieldHasALimit() {
    var decoder = CSVDecoder(sampleSchema, fieldByteLimit: 40)
    let bytes = Array("number,amount,text,day,flag\n,,\(String(repeating: "x", count: 41)),,\n".utf8)
    #expect(throws: CSVError(.fieldTooLong(limit: 40), line: 2, column: "text")) { try decoder.feed(bytes) { _, _ in } }
  }

  @Test(arguments: 1...500 as ClosedRange<UInt64>) func damagedBytesNeverCrash(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var bytes = try encoded((0..<5).map { _ in randomRow(&random) })
    for _ in 0..<3 {
      if let place = bytes.indices.randomElement(using: &random) {
        bytes[place] = [0, 10, 13, 34, 44, 0xFF, 0x30].randomElement(using: &random) ?? 0
      }
    }
    // Rows that are read say the same when they are written again.
    guard let rows = try? CSVDecoder.rows(of: bytes, sampleSchema) else { return }
    #expect(try CSVDecoder.rows(of: try encoded(rows), sampleSchema) == rows)
  }

  @Test(.enabled(if: Programs.isInstalled("python3"), "python3 is not installed"))
  func pythonReadsTheSameRows() throws {
    let texts = nastyTexts
    let rows: [FactRow] = texts.enumerated().map { [.integer(Int64($0)), .null, .text($1), .null, .boolean(true)] }
    let folder = try TemporaryFolder()
    let file = try folder.write(try encoded(rows), to: "nasty.csv")
    let script = """
      import csv, sys
      with open(sys.argv[1], encoding="utf-8", newline="") as file:
          rows = list(csv.reader(file, strict=True))
      sys.stdout.buffer.write("\\x1e".join("\\x1f".join(row) for row in rows).encode())
      """
    let output = String(decoding: try Programs.run("python3", ["-c", script, file]), as: UTF8.self)
    let header = ["number\u{1F}amount\u{1F}text\u{1F}day\u{1F}flag"]
    let expected = header + texts.enumerated().map { "\($0)\u{1F}\u{1F}\($1)\u{1F}\u{1F}true" }
    #expect(Array(output.utf8) == Array(expected.joined(separator: "\u{1E}").utf8))
  }

  @Test func spreadsheetsGetNoFormulas() throws {
    let encoder = SpreadsheetCSVEncoder(sampleSchema)
    var bytes: [UInt8] = []
    encoder.appendHeader(to: &bytes)
    for text in ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "x=1", "'", "", "＝1"] {
      try encoder.append([.integer(-5), .decimal(DecimalNumber(-1)), .text(text), .null, .null], to: &bytes)
    }
    #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
    let fields = try CSVDecoder.rows(of: Array(bytes.dropFirst(3)), sampleSchema)
    #expect(fields.allSatisfy { $0[0] == .integer(-5) && $0[1] == .decimal(DecimalNumber(-1)) })
    #expect(fields.map { $0[2].string ?? "" } == ["'=1+1", "'+1", "'-1", "'@x", "'\tx", "'\rx", "x=1", "'", "", "＝1"])
  }
}

import DecimalNumbers
import Testing

@testable import FactTables

/// A good row of `applications`, to be changed one value at a time.
func applicationRow(flow: String = "new_received", applicant: String = "total", count: Int? = 1) throws -> FactRow {
  var row = RowBuilder(.applications)
  row["report_id"] = .text("410100/明湖市教育局@2020")
  row["report_year"] = .integer(2020)
  row["agency_id"] = .text("410100/明湖市教育局")
  row["agency_name"] = .text("明湖市教育局")
  row["region_code"] = .text("410100")
  row["flow"] = .text(flow)
  row["applicant"] = .text(applicant)
  row["count"] = FactValue(count)
  row["basis"] = .text("printed")
  row["source_sha256"] = .text(String(repeating: "a", count: 64))
  return try row.build()
}

@Suite struct RowTests {
  @Test func aGoodRowHasNoFault() throws {
    #expect(FactTable.applications.schema.faults(in: try applicationRow()).isEmpty)
    #expect(try applicationRow(count: nil)[7] == .null)
  }

  @Test func everyFaultOfARowIsNamed() throws {
    let schema = FactTable.applications.schema
    var row = try applicationRow()
    row[1] = .text("2020")
    row[4] = .null
    row[5] = .text("carried_out")
    #expect(
      schema.faults(in: row) == [
        .wrongType(column: "report_year", value: .text("2020")), .missingValue(column: "region_code"),
        .notAllowed(column: "flow", value: "carried_out"),
      ])
    #expect(schema.faults(in: [.null]) == [.wrongArity(expected: 12, found: 1)])
  }

  @Test func aBuilderRefusesAnUnknownColumn() {
    var row = RowBuilder(.applications)
    row["flows"] = .null
    #expect(throws: RowFault.unknownColumn("flows")) { try row.build() }
  }

  @Test(arguments: [
    ("2020-02-29", true), ("2021-02-29", false), ("1900-02-29", false), ("2000-02-29", true), ("2021-13-01", false),
    ("2021-00-10", false), ("2021-04-31", false), ("2021-4-3", false), ("２０２１-01-01", false), ("", false),
    ("2021-01-00", false), ("2021/01/01", false),
  ]) func datesAreDaysThatExist(_ text: String, _ isValid: Bool) {
    let column = ColumnSchema("day", .date, "A day.")
    #expect((column.fault(of: .date(text)) == nil) == isValid)
  }

  @Test func decimalsMustFitTheirPlaces() {
    let column = ColumnSchema("amount", .decimal(places: 2), "An amount.")
    #expect(column.fault(of: .decimal(DecimalNumber(coefficient: 150, scale: 2))) == nil)
    let fine = DecimalNumber(coefficient: 1, scale: 3)
    #expect(column.fault(of: .decimal(fine)) == .tooManyPlaces(column: "amount", value: fine))
    // 18 digits are the most that every format takes.
    for (digits, isGood) in [(999_999_999_999_999_999, true), (1_000_000_000_000_000_000, false)] as [(Int64, Bool)] {
      for number in [digits, -digits] {
        let fault = column.fault(of: .decimal(DecimalNumber(coefficient: number, scale: 2)))
        #expect((fault == nil) == isGood, "\(number)")
      }
    }
    let huge = DecimalNumber(Int64.max)
    #expect(column.fault(of: .decimal(huge)) == .tooManyPlaces(column: "amount", value: huge))
  }
}

@Suite struct FactValueTests {
  @Test func textsAreEqualByTheirBytes() {
    #expect("\u{F914}" == "\u{6A02}")
    #expect(FactValue.text("\u{F914}") != .text("\u{6A02}"))
    #expect(FactValue.text("e\u{301}") != .text("\u{E9}"))
    #expect(FactValue.text("公开") == .text(String(decoding: Array("公开".utf8), as: UTF8.self)))
    #expect(FactValue.text("") == .text(""))
    #expect(FactValue.text("2020-01-01") != .date("2020-01-01"))
    #expect(FactValue.null != .text("") && FactValue.null != .integer(0))
  }

  @Test func rowsOfEquivalentTextsAreTwoRows() throws {
    var first = try applicationRow()
    var second = first
    first[8] = .text("\u{F914}")
    second[8] = .text("\u{6A02}")
    var rows = [first, second]
    #expect(RowOrder(FactTable.applications.schema).sort(&rows).count == 1)
    #expect(rows.count == 2)
    var bytes: [UInt8] = []
    FactRowCodec.encode(rows: [first, second], into: &bytes)
    #expect(try FactRowCodec.decode(bytes) == [first, second])
  }
}

@Suite struct RowOrderTests {
  @Test func codesSortInFormOrder() throws {
    var rows: [FactRow] = []
    for flow in FactCodes.flows.reversed() {
      for applicant in FactCodes.applicants.reversed() {
        rows.append(try applicationRow(flow: flow, applicant: applicant))
      }
    }
    let clashes = RowOrder(FactTable.applications.schema).sort(&rows)
    #expect(clashes.isEmpty)
    #expect(rows.map { $0[5].string ?? "" }.prefix(8) == ["new_received"] * 7 + ["carried_in"])
    #expect(rows.prefix(7).map { $0[6].string ?? "" } == FactCodes.applicants)
  }

  @Test func equalRowsAreDroppedAndClashesTold() throws {
    var rows = [try applicationRow(count: 1), try applicationRow(count: 2), try applicationRow(count: 1)]
    let clashes = RowOrder(FactTable.applications.schema).sort(&rows)
    #expect(rows.count == 2)
    #expect(clashes.count == 1)
  }

  @Test func keysCompareAsValuesDo() {
    let schema = TableSchema(
      table: .findings, description: "",
      columns: [
        ColumnSchema("number", .integer, ""), ColumnSchema("decimal", .decimal(places: 4), ""),
        ColumnSchema("text", .text, ""), ColumnSchema("code", .text, "", sortOrder: ["z", "a"]),
      ], primaryKey: ["number", "decimal", "text", "code"], foreignKeys: [])
    let order = RowOrder(schema)
    let ascending: [[FactValue]] = [
      [.null, .integer(.min), .integer(-1), .integer(0), .integer(255), .integer(256), .integer(.max)],
      [
        .null, .decimal(DecimalNumber(coefficient: .min, scale: 0)),
        .decimal(DecimalNumber(coefficient: -15, scale: 1)),
        .decimal(DecimalNumber(-1)), .decimal(.zero), .decimal(DecimalNumber(coefficient: 1, scale: 18)),
        .decimal(DecimalNumber(coefficient: 99, scale: 1)), .decimal(DecimalNumber(10)), .decimal(DecimalNumber(.max)),
      ],
      [.null, .text(""), .text("\0"), .text("\0a"), .text("a"), .text("a\0"), .text("ab"), .text("b"), .text("局")],
      [.null, .text("z"), .text("a"), .text("A"), .text("b")],
    ]
    for (column, values) in ascending.enumerated() {
      let keys = values.map { value in
        var row: FactRow = [.integer(7), .decimal(.zero), .text("m"), .text("z")]
        row[column] = value
        return order.key(of: row)
      }
      for (left, right) in zip(keys, keys.dropFirst()) { #expect(left.lexicographicallyPrecedes(right)) }
    }
  }

  @Test func aTextNeverRunsIntoTheNextColumn() {
    let schema = TableSchema(
      table: .findings, description: "", columns: [ColumnSchema("a", .text, ""), ColumnSchema("b", .text, "")],
      primaryKey: ["a", "b"], foreignKeys: [])
    let order = RowOrder(schema)
    let left = order.key(of: [.text("x"), .text("z")])
    #expect(left.lexicographicallyPrecedes(order.key(of: [.text("xa"), .text("a")])))
    #expect(order.key(of: [.text("ab"), .text("c")]) != order.key(of: [.text("a"), .text("bc")]))
  }
}

private func * (values: [String], count: Int) -> [String] { Array(repeating: values, count: count).flatMap { $0 } }

import DecimalNumbers
import FactTables
import TestSupport
import Testing

@testable import Columnar

/// `sampleSchema` with columns that must have a value.
let requiredSchema = TableSchema(
  table: .findings, description: "A table for tests.",
  columns: sampleSchema.columns.map { column in
    var required = column
    required.isRequired = true
    return required
  }, primaryKey: ["text", "number"], foreignKeys: [])

/// The bytes of a Parquet file, as pieces.
func parquet(
  _ rows: [FactRow], _ schema: TableSchema = sampleSchema, rowsPerGroup: Int = 1000
) throws -> [UInt8] {
  var bytes: [UInt8] = []
  let writer = try ParquetFileWriter<TableFileError>(
    schema, rowsPerGroup: rowsPerGroup, wrap: { $0 }, sink: { bytes += $0 })
  for row in rows { try writer.append(row) }
  try writer.finish()
  return bytes
}

@Suite struct ParquetTests {
  @Test(arguments: [0, 1, 2, 7, 8, 9, 99, 100, 101, 2000]) func rowsComeBack(count: Int) throws {
    for seed in 0..<10 {
      var random = SeededGenerator(seed: UInt64(count * 10 + seed))
      let rows = (0..<count).map { _ in randomRow(&random) }
      let bytes = try parquet(rows, rowsPerGroup: 100)
      #expect(try ParquetFileReader.rows(of: bytes, sampleSchema) == rows, "seed \(seed)")
      let reader = try ParquetFileReader(sampleSchema, bytes)
      #expect(reader.rowCount == count)
      #expect(reader.metadata.rowGroups.map(\.rowCount) == Self.groups(of: count, by: 100))
    }
  }

  private static func groups(of count: Int, by size: Int) -> [Int] {
    stride(from: 0, to: count, by: size).map { min(size, count - $0) }
  }

  /// Runs and gaps of values, as columns of real tables have them.
  @Test(arguments: 0..<30) func runsComeBack(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    var rows: [FactRow] = []
    var row = randomRow(&random)
    while rows.count < 3000 {
      let column = Int.random(in: 0..<5, using: &random)
      row[column] = randomRow(&random)[column]
      rows += Array(repeating: row, count: Int.random(in: 1...40, using: &random))
    }
    #expect(try ParquetFileReader.rows(of: try parquet(rows), sampleSchema) == rows)
    let complete = rows.filter { !$0.contains(.null) }
    #expect(!complete.isEmpty)
    #expect(try ParquetFileReader.rows(of: try parquet(complete, requiredSchema), requiredSchema) == complete)
  }

  @Test func columnsOfNullsComeBack() throws {
    let rows = [FactRow](repeating: Array(repeating: .null, count: 5), count: 250)
    let bytes = try parquet(rows, rowsPerGroup: 100)
    #expect(try ParquetFileReader.rows(of: bytes, sampleSchema) == rows)
    for group in try ParquetFileReader(sampleSchema, bytes).metadata.rowGroups {
      for chunk in group.chunks {
        #expect(chunk.statistics == ParquetStatistics(nullCount: group.rowCount))
        #expect(chunk.dictionaryPageOffset == nil)
      }
    }
  }

  @Test func extremesComeBack() throws {
    let most = DecimalNumber(coefficient: 999_999_999_999_999_999, scale: 2)
    let least = DecimalNumber(coefficient: -999_999_999_999_999_999, scale: 2)
    let rows: [FactRow] = [
      [.integer(.max), .decimal(most), .text(String(repeating: "长", count: 500_000)), .date("9999-12-31"), .null],
      [.integer(.min), .decimal(least), .text(""), .date("0000-01-01"), .boolean(true)],
      [.integer(0), .decimal(.zero), .text("\0"), .date("1970-01-01"), .boolean(false)],
      [.integer(-1), .decimal(DecimalNumber(-1)), .text("\u{10FFFF}"), .date("2000-02-29"), .null],
    ]
    #expect(try ParquetFileReader.rows(of: try parquet(rows), sampleSchema) == rows)
    #expect(try ParquetFileReader.rows(of: try parquet(rows, rowsPerGroup: 1), sampleSchema) == rows)
  }

  @Test func manyPagesOfOneColumnComeBack() throws {
    var random = SeededGenerator(seed: 11)
    var rows: [FactRow] = []
    // More different texts than two bytes number.
    for index in 0..<100_000 {
      let text =
        index % 7 == 0 ? FactValue.null : .text("第\(UInt64.random(in: 0...UInt64.max, using: &random))条 \(index)")
      rows.append([.integer(Int64(index / 3)), .null, text, .date("2020-01-01"), .boolean(index % 3 == 0)])
    }
    let bytes = try parquet(rows, rowsPerGroup: 131_072)
    #expect(try ParquetFileReader.rows(of: bytes, sampleSchema) == rows)
    let chunks = try ParquetFileReader(sampleSchema, bytes).metadata.rowGroups[0].chunks
    #expect(chunks.allSatisfy { ($0.encodingCounts.last?.count ?? 0) >= 3 })
    #expect(chunks[2].dictionaryPageOffset == nil)
    #expect(chunks[3].dictionaryPageOffset != nil)
  }

  @Test func everyDayHasItsNumber() {
    var days = DayNumber.range.lowerBound
    var last = ""
    while days <= DayNumber.range.upperBound {
      let text = DayNumber.text(of: days) ?? ""
      #expect(DayNumber.days(of: text) == days)
      #expect(last < text)
      last = text
      days += 97
    }
    #expect(DayNumber.days(of: "1970-01-01") == 0 && DayNumber.days(of: "2000-03-01") == 11_017)
    #expect(DayNumber.days(of: "0000-01-01") == DayNumber.range.lowerBound)
    #expect(DayNumber.days(of: "9999-12-31") == DayNumber.range.upperBound)
    #expect(DayNumber.text(of: DayNumber.range.upperBound + 1) == nil && DayNumber.text(of: -719_529) == nil)
  }

  @Test func valuesThatDoNotFitAreRefusedWithTheirRow() throws {
    let tooLarge = DecimalNumber(coefficient: 1_000_000_000_000_000_000, scale: 2)
    let nulls = FactRow(repeating: .null, count: 5)
    func fault(_ row: FactRow) throws -> TableFileError? {
      let writer = try ParquetFileWriter<TableFileError>(sampleSchema, wrap: { $0 }, sink: { _ in })
      try writer.append(nulls)
      do { try writer.append(row) } catch { return error }
      return nil
    }
    #expect(try fault([.null]) == .invalidRow(.wrongArity(expected: 5, found: 1), row: 2))
    #expect(
      try fault([.null, .decimal(tooLarge), .null, .null, .null])
        == .invalidRow(.tooManyPlaces(column: "amount", value: tooLarge), row: 2))
    #expect(
      try fault([.text("1"), .null, .null, .null, .null])
        == .invalidRow(.wrongType(column: "number", value: .text("1")), row: 2))
    #expect(
      try fault([.null, .null, .null, .date("2021-02-29"), .null])
        == .invalidRow(.invalidDate(column: "day", value: "2021-02-29"), row: 2))
    #expect(throws: TableFileError.invalidRow(.missingValue(column: "number"), row: 1)) {
      try parquet([nulls], requiredSchema)
    }
    let long = FactValue.text(String(repeating: "x", count: ParquetFormat.textByteLimit + 1))
    #expect(
      try fault([.null, .null, long, .null, .null])
        == .parquet(.textTooLong(column: "text", limit: ParquetFormat.textByteLimit)))
  }

  @Test func theSameRowsHaveTheSameBytes() throws {
    var random = SeededGenerator(seed: 3)
    let rows = (0..<500).map { _ in randomRow(&random) }
    let once = try parquet(rows, rowsPerGroup: 64)
    #expect(once == (try parquet(rows, rowsPerGroup: 64)))
    #expect(once != (try parquet(rows, rowsPerGroup: 65)))
  }

  @Test func aFileOfAnotherTableIsRefused() throws {
    let bytes = try parquet([FactRow(repeating: .null, count: 5)])
    #expect(throws: ParquetError.wrongColumn("report_id")) {
      try ParquetFileReader(FactTable.findings.schema, bytes)
    }
    #expect(throws: ParquetError.wrongColumn("number")) { try ParquetFileReader(requiredSchema, bytes) }
    var shorter = sampleSchema.columns
    shorter.removeLast()
    let schema = TableSchema(
      table: .findings, description: "", columns: shorter, primaryKey: ["number"], foreignKeys: [])
    #expect(throws: ParquetError.wrongColumn("flag")) { try ParquetFileReader(schema, bytes) }
  }
}

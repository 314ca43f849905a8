import Columnar
import DecimalNumbers
import FactTables
import TestSupport
import Testing

/// Packed rows give the bytes that the same rows give as values.
@Suite struct PackedRowsTests {
  @Test(arguments: [0, 2]) func filesAreTheSameBytes(workers: Int) throws {
    var random = SeededGenerator(seed: 11)
    for table in PackedFacts.tables {
      let reports = (0..<40).map { PackedSample.facts($0, of: table, &random) }
      let values = reports.flatMap { $0.factRows(of: table) }
      #expect(values.count > 100)
      let encoding = EncodingWorkers(count: workers)

      var plain: [[UInt8]] = []
      let rowWriter = try TableFileWriter<TableFileError>(
        table.schema, frameByteCount: 3000, wrap: { $0 }, sink: { plain.append($0) })
      for row in values { try rowWriter.append(row) }
      try rowWriter.finish()
      var packed: [[UInt8]] = []
      let packedWriter = try TableFileWriter<TableFileError>(
        table.schema, frameByteCount: 3000, workers: encoding, wrap: { $0 }, sink: { packed.append($0) })
      for facts in reports { try packedWriter.append(facts[table], 0..<facts[table].count, of: facts) }
      try packedWriter.finish()
      #expect(packed == plain)
      #expect(packedWriter.rowCount == values.count)

      var plainFile: [UInt8] = []
      let rowParquet = try ParquetFileWriter<TableFileError>(
        table.schema, rowsPerGroup: 64, wrap: { $0 }, sink: { plainFile += $0 })
      for row in values { try rowParquet.append(row) }
      try rowParquet.finish()
      var packedFile: [UInt8] = []
      let packedParquet = try ParquetFileWriter<TableFileError>(
        table.schema, rowsPerGroup: 64, workers: encoding, wrap: { $0 }, sink: { packedFile += $0 })
      for facts in reports { try packedParquet.append(facts[table], 0..<facts[table].count, of: facts) }
      try packedParquet.finish()
      #expect(packedFile == plainFile)
    }
  }

  @Test func aValueOfTheWrongKindIsNamed() throws {
    var random = SeededGenerator(seed: 12)
    var facts = PackedSample.facts(1, of: .outcomes, &random)
    let rows = facts[.outcomes]
    var damaged = rows
    damaged.words[rows.width + 3] = PackedValue(digits: 17)
    facts.rows[1] = damaged
    #expect(!facts.isValid)
    let fault = RowFault.wrongType(column: "count", value: .text("17"))
    let csv = try TableFileWriter<TableFileError>(TableSchemas.outcomes, wrap: { $0 }, sink: { _ in })
    #expect(throws: TableFileError.invalidRow(fault, row: 1)) {
      try csv.append(damaged, 0..<damaged.count, of: facts)
    }
    let parquet = try ParquetFileWriter<TableFileError>(TableSchemas.outcomes, wrap: { $0 }, sink: { _ in })
    #expect(throws: TableFileError.invalidRow(fault, row: 2)) {
      try parquet.append(damaged, 0..<damaged.count, of: facts)
    }
  }
}

/// Random facts that fit their tables.
enum PackedSample {
  static func facts(_ index: Int, of table: FactTable, _ random: inout SeededGenerator) -> PackedFacts {
    var packer = FactPacker()
    let head = [
      packer.pack("330523/样本\(index)局@2023"), packer.pack(Int64(2023)), packer.pack("330523/样本\(index)局"),
      packer.pack("样本“\(index)”,局"), packer.pack("330523"),
    ]
    let hash = packer.pack(String(repeating: "0a", count: 32))
    var rows = PackedRows(table)
    let own = table.schema.columns.dropFirst(PackedRows.headCount).dropLast(2)
    for _ in 0..<Int.random(in: 0...12, using: &random) {
      let line = Int.random(in: 0...9, using: &random) == 0 ? nil : Int.random(in: 1...90_000, using: &random)
      rows.append(own.map { value(of: $0, &random) }, line: line, packer: &packer)
    }
    let all = PackedFacts.tables.map { $0 == table ? rows : PackedRows($0) }
    return PackedFacts(head: head, sourceHash: hash, pool: packer.pool, rows: all)
  }

  private static func value(of column: ColumnSchema, _ random: inout SeededGenerator) -> FactValue {
    if !column.isRequired, Int.random(in: 0...3, using: &random) == 0 { return .null }
    let bits = Int64.random(in: .min ... .max, using: &random) >> Int64.random(in: 3...63, using: &random)
    switch column.type {
    case .integer: return .integer(bits)
    case .boolean: return .boolean(bits > 0)
    case .date: return .date("2023-01-31")
    case .decimal(let places):
      return .decimal(DecimalNumber(coefficient: bits >> 20, scale: Int.random(in: 0...places, using: &random)))
    case .text:
      if let code = column.allowedValues?.randomElement(using: &random) { return .text(code) }
      if Bool.random(using: &random) { return .text(String(bits & 0xFFFF_FFFF)) }
      return .text((nastyTexts + FactCodes.outcomes).randomElement(using: &random) ?? "")
    }
  }
}

import DecimalNumbers
import FactTables
import ReportChecks
import StatutoryForm
import Testing

@testable import PipelineStages

/// What `load` keeps of each report, and reads of one without the others.
@Suite struct LoadMemoryTests {
  @Test func figuresComeBackWhateverTheirSize() {
    let width = SeriesFigures.places.count
    let samples: [SeriesFigures?] = [
      SeriesFigures(values: (0..<width).map { Int64($0) }), nil,
      SeriesFigures(values: Array(repeating: nil, count: width)),
      SeriesFigures(values: (0..<width).map { $0.isMultiple(of: 2) ? .max - Int64($0) : -Int64($0) }),
      SeriesFigures(values: (0..<width).map { Int64(Int32.min) + Int64($0) }),
      SeriesFigures(values: (0..<width).map { $0 == 0 ? nil : Int64(Int32.max) + Int64($0) - 2 }),
    ]
    var list = FigureList(.memory)
    for sample in samples { list.append(sample) }
    for (index, sample) in samples.enumerated() { #expect(list[index] == sample) }
  }

  @Test(arguments: [
    ("410100/郑州市教育局@2021", 2021, false, true), ("410100/郑州市@2020+consolidated", 2020, true, true),
    ("000000/甲@乙@2019", 2019, false, false),
  ])
  func reportIDsHaveTheirParts(id: String, year: Int, isConsolidated: Bool, hasArea: Bool) throws {
    let name = try #require(ReportName(Array(id.utf8)[...]))
    #expect(name.year == year)
    #expect(name.isConsolidated == isConsolidated)
    #expect((name.area != nil) == hasArea)
    #expect(YearPartitions.year(of: id) == year)
  }

  @Test func scopesAreSeriesOfTheirOwn() throws {
    let ids = ["410100/郑州市@2020", "410100/郑州市@2021", "410100/郑州市@2021+consolidated"]
    let names = try ids.map { try #require(ReportName(Array($0.utf8)[...])) }
    #expect(names[0].series == names[1].series)
    #expect(names[1].series != names[2].series)
    #expect(names[1].area == names[2].area)
    #expect(ReportName(Array("410100/郑州市".utf8)[...]) == nil)
  }

  @Test func noteAndPartAreReadAlone() throws {
    var packer = RecordPacker()
    let texts = (note: Array("note".utf8), part: [UInt8](repeating: 7, count: 5000), record: Array("record".utf8))
    let packed = packer.pack(texts.record, note: texts.note, part: texts.part)
    let body = try #require(packed)
    let places = try #require(RecordPacker.places(in: body))
    #expect(RecordPacker.text(at: places.note, of: body) == texts.note)
    #expect(RecordPacker.text(at: places.part, of: body) == texts.part)
    #expect(RecordPacker.record(in: body) == texts.record)
    #expect(RecordPacker.text(at: places.note, of: Array(body[..<places.note.upperBound])) == texts.note)
    for length in 0..<16 { #expect(RecordPacker.record(in: Array(body.prefix(length))) == nil) }
    for place in places.part.lowerBound..<places.part.lowerBound + 8 {
      var damaged = body
      damaged[place] ^= 1
      #expect(RecordPacker.text(at: places.part, of: damaged) == nil)
    }
  }

  @Test func aPartTellsTheTiedRowsAndNoOther() throws {
    let head = ReportHead(
      reportID: "410100/郑州市教育局@2021", reportYear: 2021, agencyID: "410100/郑州市教育局", agencyName: "郑州市教育局",
      regionCode: "410100", documentHash: String(repeating: "a", count: 64))
    let cells = [
      ResolvedCell(
        row: .carriedForward, column: .total, value: DecimalNumber(12), basis: .printed, printed: "12", line: 3),
      ResolvedCell(row: .newReceived, column: .total, value: DecimalNumber(9), basis: .printed, printed: "9", line: 4),
    ]
    var tabulator = FactTabulator(head: head)
    var form = FormTabulator()
    form.tabulate(ResolvedForm(layout: FormLayout(version: .v2), cells: cells), into: &tabulator)
    var row = FactRow(repeating: .null, count: FactTable.reports.schema.columns.count)
    row[try #require(FactTable.reports.schema.index(of: "error_findings"))] = .integer(0)
    let report = NormalizedReport(
      head: head, printedCellCount: 2, reportRow: row, facts: tabulator.facts, sentenceHashes: [1, 5, .max])
    let part = try SeriesPart.report(decoding: SeriesPart.encoded(.report(report)))
    #expect(part.year == 2021)
    #expect(part.isClean)
    #expect(part.sentenceHashes == [1, 5, .max])
    #expect(part.cells[FormCell(.carriedForward, .total)]?.value == DecimalNumber(12))
    #expect(part.cells[FormCell(.newReceived, .total)] == nil)
    #expect(SeriesPart.encoded(.setAside(reason: "not_a_report")).isEmpty)
    #expect(throws: RecordDamage.self) { try SeriesPart.report(decoding: []) }
  }

  @Test(arguments: PackedFacts.tables) func packedRowsBeginWithTheHead(table: FactTable) {
    #expect(
      table.schema.columns.prefix(PackedRows.headCount).map(\.name)
        == ["report_id", "report_year", "agency_id", "agency_name", "region_code"])
  }
}

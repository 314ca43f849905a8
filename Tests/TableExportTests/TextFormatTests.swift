import Columnar
import FactTables
import Foundation
import TableExport
import Testing

@Suite struct TextFormatTests {
  private func export(_ tables: SampleTables, _ request: ExportRequest) throws -> [String: String] {
    try withFolder { folder in
      var request = request
      request.output = folder
      let files = try tables.exporter.export(request)
      return Dictionary(
        uniqueKeysWithValues: try files.map { (String($0.path.dropFirst(folder.count + 1)), try text($0.path)) })
    }
  }

  @Test func plainCSVIsTheStores() throws {
    let tables = try SampleTables()
    let files = try export(tables, ExportRequest(tables: [.applications]))
    var expected: [UInt8] = []
    let encoder = CSVEncoder(FactTable.applications.schema)
    encoder.appendHeader(to: &expected)
    for year in 2019...2021 {
      for row in tables.rows[.applications]?[year] ?? [] { try encoder.append(row, to: &expected) }
    }
    #expect(files == ["applications.csv": String(decoding: expected, as: UTF8.self)])
  }

  @Test func spreadsheetCSVIsNeutralised() throws {
    var request = ExportRequest(tables: [.reports, .findings, .outcomes])
    request.forSpreadsheet = true
    let files = try export(try SampleTables(), request)
    #expect(Set(files.keys) == ["reports.csv", "findings.csv", "outcomes.csv"])
    #expect(files.values.allSatisfy { $0.hasPrefix("\u{FEFF}report_id,") })
    #expect(files["reports.csv"]?.contains(",'=明湖市水务局2020年") == true)
    #expect(files["findings.csv"]?.contains(",\"'@cmd,\"\"17\"\"\n第二行\",") == true)
    #expect(files["outcomes.csv"]?.contains(",'-,not_applicable,") == true)
  }

  @Test func jsonLines() throws {
    var request = ExportRequest(tables: [.findings, .procurement], format: .jsonl)
    request.filter.years = [2020...2020]
    request.filter.regions = ["41"]
    let files = try export(try SampleTables(), request)
    let finding = try #require(files["findings.jsonl"])
    #expect(
      finding.hasPrefix(
        #"{"report_id":"410100/明湖市水务局@2020","report_year":2020,"agency_id":"410100/明湖市水务局","agency_name":"#))
    #expect(finding.contains(#""seen":"@cmd,\"17\"\n第二行","expected":null,"message":"#))
    #expect(finding.hasSuffix(#""source_line":null}"# + "\n"))
    // The digits of the column, and no float in between.
    #expect(files["procurement.jsonl"]?.contains(#""amount_yuan":1999270.55,"#) == true)
    let object = try JSONSerialization.jsonObject(with: Data(finding.utf8)) as? [String: Any]
    #expect(object?.keys.count == FactTable.findings.schema.columns.count)
  }

  /// What a document prints must come back from JSON as it was.
  @Test func jsonEscaping() throws {
    let awkward = "\u{0}\u{1}\u{8}\t\n\u{B}\r\u{1F}\u{7F}\"\\/\u{2028}\u{2029}\u{85}𠮷👍🏽\u{FEFF}\u{FFFE}e\u{301}"
    var tables = try SampleTables()
    tables.rows[.findings] = [
      2020: [
        try SampleTables.row(
          .findings, ["rule": .text("T4.SUB"), "severity": .text("info"), "message": .text(awkward)])
      ]
    ]
    let lines = try #require(try export(tables, ExportRequest(tables: [.findings], format: .jsonl))["findings.jsonl"])
    #expect(lines.utf8.filter { $0 == UInt8(ascii: "\n") }.count == 1)
    #expect(!lines.unicodeScalars.dropLast().contains { $0.value < 0x20 || $0.value == 0x2028 })
    let object = try JSONSerialization.jsonObject(with: Data(lines.utf8)) as? [String: Any]
    #expect((object?["message"] as? String).map { Array($0.utf8) } == Array(awkward.utf8))
  }

  @Test func labels() throws {
    var request = ExportRequest(tables: [.outcomes])
    request.filter.years = [2021...2021]
    request.filter.regions = ["41"]
    request.labels = .zh
    let chinese = try #require(try export(try SampleTables(), request)["outcomes.csv"])
    #expect(chinese.hasPrefix("报告编号,报告年度,机关标识,机关名称,行政区划代码,办理结果类别,办理结果,申请人,数量,印出文字,依据,"))
    #expect(chinese.contains(",予以公开和部分公开,予以公开,总计,,-,不适用,"))
    request.labels = .en
    let english = try #require(try export(try SampleTables(), request)["outcomes.csv"])
    #expect(english.hasPrefix("Report,Year,Agency id,Agency,Region code,Group of outcomes,Outcome,Applicant,Count,"))
    #expect(english.contains(",granted,granted in full,total,,-,not applicable,"))
    request.tables = [.findings]
    request.labels = .zh
    let findings = try #require(try export(try SampleTables(), request)["findings.csv"])
    #expect(findings.contains(",T3.ROW.SUM,错误,申请办理结果,予以公开,总计,"))
  }

  @Test func parquetHoldsTheFilteredRows() throws {
    try withFolder { folder in
      let tables = try SampleTables()
      var request = ExportRequest(tables: [.procurement], format: .parquet)
      request.filter.years = [2020...2020]
      request.output = folder + "/kauf.parquet"
      let files = try tables.exporter.export(request)
      #expect(files.map(\.path) == [folder + "/kauf.parquet"])
      let bytes = [UInt8](try Data(contentsOf: URL(filePath: files[0].path)))
      #expect(bytes.prefix(4).elementsEqual("PAR1".utf8) && bytes.suffix(4).elementsEqual("PAR1".utf8))
      #expect(files[0].sheets.map(\.name) == ["procurement"] && files[0].sheets.map(\.rowCount) == [2])
    }
  }

  /// A reader that fails leaves neither a half file nor its temporary one.
  @Test(arguments: ExportFormat.allCases) func failureLeavesNothing(format: ExportFormat) throws {
    struct Broken: Error {}
    try withFolder { folder in
      let tables = try SampleTables()
      let exporter = TableExporter(years: { _ in [2019, 2020] }) { table, year, body in
        if year == 2020 { throw Broken() }
        for row in tables.rows[table]?[year ?? 0] ?? [] { try body(row) }
      }
      var request = ExportRequest(tables: [.outcomes], format: format)
      request.output = folder + "/x"
      #expect(throws: Broken.self) { try exporter.export(request) }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
      request.output = folder + "/nowhere/x"
      #expect(throws: ExportError.self) { try exporter.export(request) }
    }
  }
}

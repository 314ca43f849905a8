import DecimalNumbers
import FactTables
import Foundation
import TestSupport
import Testing

@testable import TableExport

@Suite struct WorkbookTests {
  /// A part of a workbook, unpacked and parsed by Python: readers that were written by others.
  private func part(_ name: String, of path: String) throws -> String {
    let script = """
      import sys, zipfile, xml.dom.minidom
      part = zipfile.ZipFile(sys.argv[1]).read(sys.argv[2])
      xml.dom.minidom.parseString(part)
      sys.stdout.buffer.write(part)
      """
    let result = try runProgram("python3", ["-c", script, path, name])
    #expect(result.exitCode == 0, "\(name): \(result.errorOutput)")
    return result.output
  }

  private func export(
    _ tables: [FactTable], to path: String, rows: SampleTables? = nil,
    _ change: (inout ExportRequest) -> Void = { _ in }
  ) throws -> ExportedFile {
    var request = ExportRequest(tables: tables, format: .xlsx)
    request.output = path
    change(&request)
    let files = try (try rows ?? SampleTables()).exporter.export(request)
    return try #require(files.first)
  }

  @Test func sheetsAndCells() throws {
    try withFolder { folder in
      let file = try export([.reports, .procurement], to: folder + "/a.xlsx")
      #expect(file.sheets.map(\.name) == ["reports", "procurement", "findings", "codebook"])
      #expect(file.sheets.prefix(3).map(\.rowCount) == [6, 4, 6])
      let reports = try part("xl/worksheets/sheet1.xml", of: file.path)
      #expect(reports.contains(#"<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>"#))
      #expect(reports.contains(#"<autoFilter ref="A1:"#))
      #expect(reports.contains("<cols><col min=\"1\""))
      // Codes are text, numbers numbers, dates dates; nothing is a formula.
      #expect(reports.contains(#"t="inlineStr"><is><t>410100</t>"#))
      #expect(reports.contains(#"t="inlineStr"><is><t>005252266/2021-00002</t>"#))
      #expect(reports.contains("<t>=明湖市水务局2020年政府信息公开工作年度报告</t>"))
      #expect(reports.contains("<v>2020</v>") && reports.contains("<v>44211</v>"))
      #expect(!reports.contains("<f>"))
      #expect(try part("xl/worksheets/sheet2.xml", of: file.path).contains("<v>1999270.55</v>"))
      let codebook = try part("xl/worksheets/sheet4.xml", of: file.path)
      #expect(codebook.contains("<t>ten_thousand_yuan</t>") && codebook.contains("<t>万元</t>"))
    }
  }

  /// The findings are those of the reports that were exported: procurement ends with 2020.
  @Test func findingsOfExportedReports() throws {
    try withFolder { folder in
      let file = try export([.procurement], to: folder) { $0.filter.regions = ["41"] }
      #expect(file.path == folder + "/procurement.xlsx")
      #expect(file.sheets.first { $0.name == "findings" }?.rowCount == 2)
    }
  }

  @Test func sameRowsGiveSameBytes() throws {
    try withFolder { folder in
      let paths = ["/a.xlsx", "/b.xlsx"].map { folder + $0 }
      for path in paths {
        _ = try export([.applications, .outcomes], to: path) {
          $0.isWide = true
          $0.labels = .zh
        }
      }
      let bytes = try paths.map { try Data(contentsOf: URL(filePath: $0)) }
      #expect(bytes[0] == bytes[1])
      #expect(try part("xl/workbook.xml", of: paths[0]).contains(#"<sheet name="wide" "#))
    }
  }

  @Test func fullSheetsGoOn() throws {
    try withFolder { folder in
      let file = try export([.applications], to: folder + "/a.xlsx") { $0.rowsPerSheet = 6 }
      let sheets = file.sheets.filter { $0.name.hasPrefix("applications") }
      #expect(sheets.map(\.name) == ["applications", "applications (2)", "applications (3)"])
      #expect(sheets.map(\.rowCount) == [5, 5, 2])
      #expect(try part("xl/worksheets/sheet3.xml", of: file.path).contains("<t>report_id</t>"))
    }
  }

  /// Text that no cell or XML file may hold still gives a workbook that a strict reader takes.
  @Test func awkwardText() throws {
    let texts = [
      "\u{0}a", "\u{1}\u{1F}", "\u{FFFE}\u{FFFF}", "_x0041_", "<&>\"'", "a\r\nb", "https://example.com", "=1+1", "",
      " lead", String(repeating: "长", count: 40_000), String(repeating: "𠮷", count: 20_000),
    ]
    try withFolder { folder in
      var tables = try SampleTables()
      tables.rows[.findings] = [
        2020: try texts.map {
          try SampleTables.row(.findings, ["rule": .text("T4.SUB"), "severity": .text("info"), "message": .text($0)])
        }
      ]
      let file = try export([.findings], to: folder + "/a.xlsx", rows: tables)
      #expect(file.sheets[0].rowCount == texts.count)
      let sheet = try part("xl/worksheets/sheet1.xml", of: file.path)
      #expect(!sheet.contains("<f>") && !sheet.contains("hyperlink"))
      #expect(sheet.contains("_x005F_x0041_") && sheet.contains("[40000 UTF-16 units in all]"))
    }
  }

  @Test func cellTextKeepsTheLimit() {
    for text in [String(repeating: "长", count: 40_000), String(repeating: "𠮷", count: 20_000)] {
      #expect((32_760...32_767).contains(WorkbookText.cell(text).utf16.count))
    }
  }

  @Test func sheetNames() {
    var names = SheetNames()
    #expect(names.next("a/b[c]:*?\\") == "a_b_c_____")
    #expect(names.next("A/B[c]:*?\\") == "A_B_c_____ ~2")
    #expect(names.next("History") == "History ~2")
    #expect(names.next("'x'") == "_x_")
    #expect(names.next("") == "_")
    let long = names.next(String(repeating: "政", count: 40))
    #expect(long.utf16.count == 31)
    #expect(names.next(String(repeating: "政", count: 50)).utf16.count == 31)
  }

  @Test(
    arguments: [
      (0, 0, 0.0), (1, 1, 0.1), (-4, 0, -4), (199_927_055, 2, 1_999_270.55),
      (999_999_999_999_999, 0, 999_999_999_999_999),
      (1_000_000_000_000_000, 0, nil), (10_000_000_000_000_000, 4, 1_000_000_000_000), (1_234_567_890_123_456, 2, nil),
      (Int64.min, 0, nil), (75_450_000_0000, 4, 75_450_000),
    ] as [(Int64, Int, Double?)])
  func numbers(coefficient: Int64, scale: Int, expected: Double?) {
    #expect(WorkbookText.exactDouble(DecimalNumber(coefficient: coefficient, scale: scale)) == expected)
  }

  @Test(arguments: ["2021-13-01", "1899-01-01", "2021-1-1", "x", "", "2021-01-32", "２０２１-01-01", "-021-01-01"])
  func oddDatesStayText(text: String) { #expect(WorkbookText.date(text) == nil) }
}

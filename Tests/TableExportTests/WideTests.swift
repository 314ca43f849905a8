import FactTables
import Foundation
import TableExport
import Testing

@Suite struct WideTests {
  private func header(_ tables: [FactTable], _ labels: ExportLabels) throws -> [String] {
    try lines(tables, labels).first ?? []
  }

  private func lines(_ tables: [FactTable], _ labels: ExportLabels = .code) throws -> [[String]] {
    try withFolder { folder in
      var request = ExportRequest(tables: tables)
      request.isWide = true
      request.labels = labels
      request.output = folder
      let files = try SampleTables().exporter.export(request)
      #expect(files.count == 1)
      return try text(files[0].path).split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
    }
  }

  @Test func oneRowAReport() throws {
    let lines = try lines([.procurement, .outcomes, .applications])
    #expect(lines.count == 7)
    #expect(Set(lines.map(\.count)).count == 1)
    func value(_ column: String, of report: String) throws -> String {
      let index = try #require(lines[0].firstIndex(of: column))
      let row = try #require(lines.first { $0[0] == report })
      return row[index]
    }
    for year in 2019...2021 {
      #expect(try value("new_received.total", of: "410100/明湖市水务局@\(year)") == "17")
      #expect(try value("new_received.other_org", of: "410100/明湖市水务局@\(year)") == "")
      #expect(try value("granted_full.total", of: "330421/青石县财政局@\(year)") == "")
    }
    #expect(try value("central_procurement.procurement_amount", of: "410100/明湖市水务局@2020") == "1999270.55")
    #expect(try value("central_procurement.procurement_items", of: "410100/明湖市水务局@2021") == "")
    #expect(try value("form_version", of: "410100/明湖市水务局@2021") == "v2")
  }

  /// A report without a cell in the tables has no row.
  @Test func reportsWithoutCells() throws { #expect(try lines([.procurement]).count == 5) }

  @Test func cellsOfBothForms() throws {
    let codes = try header([.applications, .outcomes, .disclosure, .procurement, .proceedings], .code)
    // Table 2: 6 rows of v1 and the newer columns beside them; table 3: 26 rows; table 4: 3 blocks.
    #expect(
      codes.filter { $0.hasPrefix("gov_rules.") }.map { $0.dropFirst(10) } == [
        "new_made", "new_disclosed", "total_disclosed", "issued", "repealed", "in_force",
      ])
    #expect(codes.filter { $0.hasSuffix(".natural_person") }.count == 26)
    #expect(
      codes.filter { $0.hasSuffix(".upheld") } == [
        "review.upheld", "litigation_direct.upheld", "litigation_after_review.upheld",
      ])
    #expect(codes.contains("other_handling.total") && codes.contains("other_misc.total"))
  }

  @Test func statutoryLabels() throws {
    let all: [FactTable] = [.applications, .outcomes, .disclosure, .procurement, .proceedings]
    let chinese = try header(all, .zh)
    for label in [
      "一、本年新收政府信息公开申请数量/自然人", "三、（一）予以公开/自然人", "三、（三）1.属于国家秘密/总计", "三、（六）3.其他/其他",
      "三、（六）其他处理/总计", "三、（七）总计/总计", "四、结转下年度继续办理/总计", "第二十条第（一）项/规章/本年制发件数",
      "第二十条第（八）项/行政事业性收费/本年收费金额（元）", "第二十条第（九）项/政府集中采购/采购总金额（元）", "行政复议/结果维持",
      "行政诉讼/复议后起诉/尚未审结",
    ] { #expect(chinese.contains(label), "\(label)") }
    let english = try header(all, .en)
    #expect(english.contains("new applications / natural persons"))
    // No two cells of a table may be told by one header.
    for names in [chinese, english] { #expect(Set(names).count == names.count) }
  }
}

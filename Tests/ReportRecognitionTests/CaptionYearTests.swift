import StatutoryForm
import TestSupport
import Testing

@testable import ReportRecognition

/// Tables whose captions name another year than the report.
@Suite("captions that name a year") struct CaptionYearTests {
  private static let headings = [
    "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况",
  ]
  private static let tables = [["disclosure"], ["applications", "outcomes"], ["proceedings"]]

  /// A report of 2022 with a line between a heading and its table.
  private func report(_ shape: Shape, _ section: Int, _ caption: String) throws -> PrintedReport {
    let form = filled(.v2, seed: 31)
    let text = FormPrinter(shape: shape).print(form)
    let heading = Self.headings[section] + (shape == .html ? "</p>" : "\n")
    let place = try #require(text.range(of: heading))
    let line = shape == .html ? "<p>\(caption)</p>" : caption + "\n"
    return try #require(try recognized(text[..<place.upperBound] + line + text[place.upperBound...]))
  }

  private func findings(_ report: PrintedReport) -> [Finding] { report.findings.filter { $0.rule == "S.YEAR" } }

  @Test(
    "another year: every row of the table says so",
    arguments: [
      "2021年情况", "（2021年度）", "二〇二一年度", "2021年度政府信息公开情况统计表", "统计期间：2021年1月1日至2021年12月31日", "表2：2020年数据如下：",
      "2023年情况",
    ], [Shape.lines, .spaces, .tabs, .pipes, .html])
  func otherYear(_ caption: String, _ shape: Shape) throws {
    for section in Self.headings.indices {
      let report = try report(shape, section, caption)
      let findings = findings(report)
      let rows = FormLayout(version: .v2).rows.filter { Self.tables[section].contains($0.table.code) }
      #expect(findings.map { $0.row } == rows.map { $0.code }, "\(caption) \(shape) \(section)")
      #expect(findings.allSatisfy { $0.severity == .warning && $0.seen == caption && $0.expected == "2022" })
      #expect(findings.allSatisfy { Self.tables[section].contains($0.table ?? "") && $0.line != nil })
    }
  }

  @Test(
    "the report's own year, and years that are none of figures",
    arguments: [
      "2022年情况", "2022年度（上年为2021年）", "填报日期：2023年1月20日", "（根据2021年修订的格式填报）", "2022年我局依法公开政府信息，比2021年多3件。",
      "国办公开办函〔2021〕30号", "单位：件", "2021年结转2件", "云溪县水务局2021年政府信息公开工作年度报告", "自2019年起按新条例统计", "2021年，我局收到申请。",
    ], [Shape.lines, .pipes, .html])
  func harmless(_ line: String, _ shape: Shape) throws {
    for section in Self.headings.indices {
      let report = try report(shape, section, line)
      #expect(findings(report).isEmpty, "\(line) \(shape) \(section)")
    }
  }

  @Test("a year in the heading of the section", arguments: [Shape.lines, .html]) func heading(_ shape: Shape) throws {
    let text = FormPrinter(shape: shape).print(filled(.v2, seed: 32))
    let changed = text.replacingOccurrences(of: "三、收到和处理", with: "三、2021年收到和处理")
    let report = try #require(try recognized(changed))
    #expect(findings(report).count == FormLayout(version: .v2).applicationRows.count)
    #expect(findings(report).allSatisfy { $0.seen == "三、2021年收到和处理政府信息公开申请情况" })
  }

  @Test("a first row across the table, or its caption") func acrossTheTable() throws {
    let form = filled(.v2, seed: 33)
    let order = FormColumn.applicants
    let table = TableMaker.html(TableMaker.applications(form, order))
    for head in ["<tr><td colspan=8>2021年申请情况</td></tr>", "<caption>2021年申请情况</caption>"] {
      let text = page(form, applications: TableMaker.applications(form, order))
        .replacingOccurrences(of: table, with: table.replacingOccurrences(of: "<table>", with: "<table>" + head))
      #expect(findings(try #require(try recognized(text))).count == 25, "\(head)")
    }
  }

  @Test("a column of another year is no caption") func column() throws {
    let form = filled(.v2, seed: 34)
    var lines = TableMaker.applications(form, FormColumn.applicants)
    for index in lines.indices { lines[index].append(index == 0 ? "2021年" : "\(index)") }
    #expect(findings(try #require(try recognized(page(form, applications: lines)))).isEmpty)
  }
}

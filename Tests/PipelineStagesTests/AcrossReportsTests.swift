import Foundation
import TestSupport
import Testing

/// What reports say about one another, from documents to tables.
@Suite struct AcrossReportsTests {
  /// A report in one run of text, its cells glued together as converters leave them.
  private struct Glued {
    var agency = "云溪县测绘局"
    var year: Int
    var rules = "000"
    var licence = "000"
    var coercion = "000"
    var carriedIn = "0000000"
    var received = "0000000"
    var granted = "0000000"
    var processed = "0000000"
    var forward = "0000000"
    var text = "本局按时编制了本报告。"

    var bytes: [UInt8] {
      let isFirst = year < 2021
      let documents = isFirst ? "本年新制作数量本年新公开数量对外公开总数量" : "本年制发件数本年废止件数现行有效件数"
      let items = isFirst ? "上一年项目数量本年增/减处理决定数量" : "本年处理决定数量"
      var lines = [
        "\(agency)\(year)年政府信息公开工作年度报告", "一、总体情况", text,
        "二、主动公开政府信息情况",
        "第二十条第（一）项信息内容\(documents)规章000\(isFirst ? "" : "行政")规范性文件\(rules)第二十条第（五）项信息内容\(items)行政许可\(licence)",
      ]
      if isFirst { lines[4] += "其他对外管理服务事项000" }
      lines[4] += "第二十条第（六）项信息内容\(items)行政处罚\(isFirst ? "000" : "0")行政强制\(coercion)"
      lines[4] +=
        isFirst
        ? "第二十条第（八）项信息内容上一年项目数量本年增/减行政事业性收费00第二十条第（九）项信息内容采购项目数量采购总金额政府集中采购00"
        : "第二十条第（八）项信息内容本年收费金额（单位：万元）行政事业性收费0"
      lines.append("三、收到和处理政府信息公开申请情况")
      lines.append(applications(isFirst: isFirst))
      lines.append("四、政府信息公开行政复议、行政诉讼情况")
      let results = "结果维持结果纠正其他结果尚未审结总计"
      lines.append("行政复议行政诉讼\(results)未经复议直接起诉复议后起诉\(results)\(results)000000000000000")
      lines += ["五、存在的主要问题及改进情况", "图纸公开还不够及时。", "六、其他需要报告的事项", "没有其他事项。"]
      return Array(lines.joined(separator: "\n").utf8)
    }

    private func applications(isFirst: Bool) -> String {
      let none = "0000000"
      func row(_ label: String, _ values: String? = nil) -> String { label + (values ?? none) }
      return [
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）申请人情况自然人法人或其他组织总计商业企业科研机构社会公益组织法律服务机构其他",
        row("一、本年新收政府信息公开申请数量", received), row("二、上年结转政府信息公开申请数量", carriedIn), "三、本年度办理结果",
        row("（一）予以公开", granted), row("（二）部分公开（区分处理的，只计这一情形，不计其他情形）"), "（三）不予公开",
        row("1.属于国家秘密"), row("2.其他法律行政法规禁止公开"), row("3.危及“三安全一稳定”"), row("4.保护第三方合法权益"),
        row("5.属于三类内部事务信息"), row("6.属于四类过程性信息"), row("7.属于行政执法案卷"), row("8.属于行政查询事项"),
        "（四）无法提供", row("1.本机关不掌握相关政府信息"), row("2.没有现成信息需要另行制作"), row("3.补正后申请内容仍不明确"),
        "（五）不予处理", row("1.信访举报投诉类申请"), row("2.重复申请"), row("3.要求提供公开出版物"),
        row("4.无正当理由大量反复申请"), row("5.要求行政机关确认或重新出具已获取信息"),
        isFirst
          ? row("（六）其他处理")
          : "（六）其他处理" + row("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请")
            + row("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请") + row("3.其他"),
        row("（七）总计", processed), row("四、结转下年度继续办理", forward),
      ].joined()
    }
  }

  private typealias Row = [String: String]

  private func cell(_ rows: [Row], _ year: String, _ row: String, _ column: String) -> String? {
    rows.first { $0["report_year"] == year && $0["subject"] == row && $0["measure"] == column }
      .map { "\($0["value"] ?? "") \($0["basis"] ?? "") \($0["printed"] ?? "")" }
  }

  private func findings(_ run: EndToEndRun, _ rule: String) throws -> [String] {
    try run.rows(of: "findings").filter { $0["rule"] == rule }.map {
      "\($0["report_year"] ?? "") \($0["severity"] ?? "") \($0["row"] ?? "").\($0["column"] ?? "") \($0["seen"] ?? "")/\($0["expected"] ?? "")"
    }
  }

  @Test func twoYearsFixOneAnotherWhateverTheRuns() throws {
    let documents = [
      ("2019.txt", Glued(year: 2019, licence: "3960181", coercion: "126025").bytes),
      ("2020.txt", Glued(year: 2020, licence: "396442278", coercion: "1262629").bytes),
      ("2021.txt", Glued(year: 2021, rules: "693665", licence: "0", coercion: "0").bytes),
      ("2022.txt", Glued(year: 2022, rules: "8855698", licence: "0", coercion: "0").bytes),
    ]
    let run = try EndToEndRun()
    try run.run("gongkai", ["run", try run.inbox("all", documents)])
    let rows = try run.rows(of: "disclosure")
    #expect(cell(rows, "2019", "admin_license", "prev_year_items") == "396.0000 inferred 396")
    #expect(cell(rows, "2019", "admin_license", "year_change") == "0.0000 inferred 0")
    #expect(cell(rows, "2019", "admin_license", "decisions") == "181.0000 inferred 181")
    #expect(cell(rows, "2020", "admin_license", "prev_year_items") == "396.0000 inferred 396")
    #expect(cell(rows, "2020", "admin_license", "decisions") == " unresolved 396442278")
    #expect(cell(rows, "2019", "admin_coercion", "prev_year_items") == " unresolved 126025")
    #expect(cell(rows, "2021", "normative_documents", "in_force") == "665.0000 inferred 665")
    #expect(cell(rows, "2021", "normative_documents", "issued") == " unresolved 693665")
    #expect(cell(rows, "2022", "normative_documents", "in_force") == "698.0000 inferred 698")
    for report in try run.rows(of: "reports") {
      let cells = ["applications", "outcomes", "disclosure", "proceedings"].compactMap { try? run.rows(of: $0) }
        .joined().filter { $0["report_id"] == report["report_id"] }
      #expect(report["unresolved_cells"] == String(cells.filter { $0["basis"] == "unresolved" }.count))
      #expect(report["inferred_cells"] == String(cells.filter { $0["basis"] == "inferred" }.count))
    }
    let reference = try run.dataFiles()

    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]] {
      let name = order.map(String.init).joined()
      let store = run.scratch.url.appending(path: "store-\(name)")
      for index in order {
        let inbox = try run.inbox("inbox-\(name)-\(index)", [documents[index]])
        #expect(try run.run("gongkai", ["run", inbox], store: store).exitCode == 0)
      }
      #expect(try run.dataFiles(store: store) == reference)
      #expect(try run.run("gongkai", ["verify"], store: store).exitCode == 0)
    }
  }

  @Test func aYearIsMadeAnewWhenItsNeighbourIsSuperseded() throws {
    let first = Glued(year: 2021, received: "2000002", processed: "1000001", forward: "1000001")
    var second = Glued(year: 2022, carriedIn: "1000001", processed: "1000001")
    second.granted = "1000001"
    var old = first
    old.granted = "1000001"
    let corrected = {
      var report = old
      report.text = "这是更正后的报告。"
      report.received = "3000003"
      report.forward = "2000002"
      return report
    }()
    let sidecar = ("new.txt.meta.json", Array(#"{"published_on": "2022-03-01"}"#.utf8))
    let run = try EndToEndRun()
    try run.run("gongkai", ["run", try run.inbox("a", [("old.txt", old.bytes), ("2022.txt", second.bytes)])])
    #expect(try findings(run, "X.CARRY") == [])
    try run.run("gongkai", ["run", try run.inbox("b", [("new.txt", corrected.bytes), sidecar])])
    #expect(
      try findings(run, "X.CARRY") == ["2022 warning carried_in.natural_person 1/2", "2022 error carried_in.total 1/2"])
    let duplicates = try findings(run, "X.DUP")
    #expect(duplicates.count == 4 && duplicates.allSatisfy { $0.hasPrefix("2021 warning") })

    let together = run.scratch.url.appending(path: "together")
    let files = [("old.txt", old.bytes), ("2022.txt", second.bytes), ("new.txt", corrected.bytes), sidecar]
    try run.run("gongkai", ["run", try run.inbox("c", files)], store: together)
    #expect(try run.dataFiles(store: together) == run.dataFiles())
  }

  @Test func aGovernmentWithItsDepartments() throws {
    var whole = Glued(agency: "霞浦县人民政府", year: 2023, received: "4000004", processed: "4000004")
    whole.granted = "4000004"
    var large = Glued(agency: "霞浦县测绘局", year: 2023, received: "6000006", processed: "6000006")
    large.granted = "6000006"
    let small = Glued(agency: "霞浦县档案局", year: 2023)
    let run = try EndToEndRun()
    let files = [("a.txt", whole.bytes), ("b.txt", large.bytes), ("c.txt", small.bytes)]
    try run.run("gongkai", ["run", try run.inbox("all", files)])
    let whole2023 = try run.rows(of: "reports").filter { $0["scope"] == "consolidated" }
    #expect(whole2023.count == 1)
    #expect(
      try findings(run, "X.CONSOL.GE") == [
        "2023 warning new_received.total 4/at least 6", "2023 warning granted_full.total 4/at least 6",
        "2023 warning total_processed.total 4/at least 6",
      ])
    let warnings = try run.rows(of: "findings").filter {
      $0["severity"] == "warning" && $0["report_id"] == whole2023.first?["report_id"]
    }
    #expect(whole2023.first?["warning_findings"] == String(warnings.count))
  }
}

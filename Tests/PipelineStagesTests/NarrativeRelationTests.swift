import Testing

/// Figures of the narrative against one another, from documents to findings: `N.SUM`, `N.PCT`, `N.RATE`.
@Suite struct NarrativeRelationTests {
  /// A short report whose narrative holds the sentence.
  private func report(_ year: Int, _ sentence: String) -> [UInt8] {
    Array(
      """
      榆溪县测绘局\(year)年政府信息公开工作年度报告
      一、总体情况
      \(year)年，本局认真落实条例。\(sentence)
      二、主动公开政府信息情况
      第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章000行政规范性文件000
      三、收到和处理政府信息公开申请情况
      申请均已答复。
      四、政府信息公开行政复议、行政诉讼情况
      没有案件。
      五、存在的主要问题及改进情况
      图纸公开还不够及时。
      六、其他需要报告的事项
      没有其他事项。
      """.utf8)
  }

  /// One year a sentence; the rules of the findings about each.
  private func rules(_ sentences: [String]) throws -> [Set<String>] {
    let run = try EndToEndRun()
    let years = sentences.indices.map { 2021 + $0 }
    let inbox = try run.inbox(
      "inbox", zip(years, sentences).map { (name: "report-\($0).txt", bytes: report($0, $1)) })
    #expect(try run.run("gongkai", ["run", inbox, "--quiet"]).exitCode == 0)
    let findings = try run.rows(of: "findings")
    return years.map { year in
      Set(
        findings.filter { $0["report_year"] == "\(year)" }.compactMap { $0["rule"] }
          .filter { ["N.SUM", "N.PCT", "N.RATE"].contains($0) })
    }
  }

  @Test func partsSharesAndRatesAreComparedEndToEnd() throws {
    let found = try rules([
      // Parts that are more than their whole, and parts that are not.
      "全年主动公开政府信息100条，其中组织机构类60条、财政信息类50条。",
      "全年主动公开政府信息110条，其中组织机构类60条、财政信息类50条。",
      // A share of another number, and one that is right within its last digit.
      "全年收到政府信息公开申请40件，办结40件，其中予以公开10件，占35.0%。",
      "全年收到政府信息公开申请40件，办结40件，其中予以公开10件，占25.0%。",
      // A rate of satisfaction that its parts do not give, and one that they do.
      "全年承办人大代表建议40件，其中满意30件，基本满意6件，满意率为98%。",
      "全年承办人大代表建议40件，其中满意30件，基本满意10件，满意率为100%。",
    ])
    #expect(found == [["N.SUM"], [], ["N.PCT"], [], ["N.RATE"], []])
  }
}

import AgencyIdentity
import TestSupport
import Testing

/// Evidence, and what follows from it.
struct EvidenceCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let evidence: AgencyEvidence
  let id: String
  var warnings: [String] = []
  var infos: [String] = []
  var scope = ReportScope.own
}

@Suite("evidence about an agency")
struct AgencyEvidenceTests {
  static let cases: [EvidenceCase] = [
    EvidenceCase(
      testDescription: "publisher line and title agree",
      evidence: AgencyEvidence(names: [(.publisher, "郑州市教育局"), (.title, "郑州市教育局")]), id: "410100/郑州市教育局"),
    EvidenceCase(
      testDescription: "a title without agency leaves the publisher line",
      evidence: AgencyEvidence(names: [(.publisher, "郑州市教育局")], title: "2020年政府信息公开工作年度报告"),
      id: "410100/郑州市教育局"),
    EvidenceCase(
      testDescription: "the title is read where no name was taken from it",
      evidence: AgencyEvidence(title: "2024年上海市科委政府信息公开工作年度报告"), id: "310000/上海市科委"),
    EvidenceCase(
      testDescription: "a short name in the preamble is the title's agency",
      evidence: AgencyEvidence(names: [(.title, "上海市科委"), (.preamble, "市科委")]), id: "310000/上海市科委"),
    EvidenceCase(
      testDescription: "a short title is completed from the preamble",
      evidence: AgencyEvidence(names: [(.title, "市教育局"), (.preamble, "郑州市教育局")]), id: "410100/郑州市教育局"),
    EvidenceCase(
      testDescription: "a short title is completed from the government that publishes it",
      evidence: AgencyEvidence(names: [(.publisher, "郑州市人民政府"), (.title, "市教育局")]), id: "410100/郑州市教育局",
      infos: ["郑州市人民政府"]),
    EvidenceCase(
      testDescription: "a county's government does not complete a city's short name",
      evidence: AgencyEvidence(names: [(.publisher, "中牟县人民政府"), (.title, "市教育局")]), id: "000000/市教育局",
      warnings: ["中牟县人民政府"]),
    EvidenceCase(
      testDescription: "a shared district name is singled out by the publisher's prefecture",
      evidence: AgencyEvidence(names: [(.publisher, "南京市人民政府"), (.title, "鼓楼区教育局")]), id: "320106/鼓楼区教育局",
      infos: ["南京市人民政府"]),
    EvidenceCase(
      testDescription: "a shared district name is singled out by the sidecar",
      evidence: AgencyEvidence(names: [(.title, "鼓楼区教育局")], sidecarRegionCode: "410204"), id: "410204/鼓楼区教育局"),
    EvidenceCase(
      testDescription: "a shared district name is completed by the signature",
      evidence: AgencyEvidence(names: [(.title, "鼓楼区教育局"), (.signature, "福州市鼓楼区教育局")]),
      id: "350102/福州市鼓楼区教育局"),
    EvidenceCase(
      testDescription: "the office publishes its government's report",
      evidence: AgencyEvidence(names: [(.publisher, "平潭综合实验区管委会办公室"), (.title, "平潭综合实验区")]),
      id: "000000/平潭综合实验区", scope: .consolidated),
    EvidenceCase(
      testDescription: "the office of the municipality publishes the municipality's report",
      evidence: AgencyEvidence(names: [(.publisher, "市政府办公厅"), (.title, "上海市")]), id: "310000/上海市",
      scope: .consolidated),
    EvidenceCase(
      testDescription: "the coordination group's office is no other agency",
      evidence: AgencyEvidence(names: [(.title, "淮安市洪泽区人民政府"), (.preamble, "淮安市洪泽区政务公开领导小组办公室")]),
      id: "320813/淮安市洪泽区人民政府", scope: .consolidated),
    EvidenceCase(
      testDescription: "a zone's page whose source line names a county",
      evidence: AgencyEvidence(names: [(.publisher, "平潭县人民政府"), (.title, "平潭综合实验区")]),
      id: "000000/平潭综合实验区", warnings: ["平潭县人民政府"], scope: .consolidated),
    EvidenceCase(
      testDescription: "a government portal that publishes a department's report",
      evidence: AgencyEvidence(names: [(.publisher, "郑州市人民政府"), (.title, "郑州市教育局")]), id: "410100/郑州市教育局",
      infos: ["郑州市人民政府"]),
    EvidenceCase(
      testDescription: "two agencies of different places",
      evidence: AgencyEvidence(names: [(.publisher, "洛阳市教育局"), (.title, "郑州市教育局")]), id: "410100/郑州市教育局",
      warnings: ["洛阳市教育局"]),
    EvidenceCase(
      testDescription: "an inner office in the preamble",
      evidence: AgencyEvidence(names: [(.title, "郑州市教育局"), (.preamble, "局办公室"), (.preamble, "郑州市教育局办公室")]),
      id: "410100/郑州市教育局"),
    EvidenceCase(
      testDescription: "a short title is completed from a name behind a region that the table does not have",
      evidence: AgencyEvidence(names: [(.title, "科技和信息化局"), (.preamble, "郑州市龙潭区科技和信息化局")]),
      id: "000000/郑州市龙潭区科技和信息化局"),
    EvidenceCase(
      testDescription: "words that end alike are not completed",
      evidence: AgencyEvidence(names: [(.title, "信息化局"), (.preamble, "郑州市科技和信息化局")]), id: "000000/信息化局",
      warnings: ["郑州市科技和信息化局"]),
    EvidenceCase(
      testDescription: "a township and its government",
      evidence: AgencyEvidence(names: [(.publisher, "青山乡人民政府"), (.title, "中牟县青山乡")]), id: "410122/中牟县青山乡"),
    EvidenceCase(
      testDescription: "two townships",
      evidence: AgencyEvidence(names: [(.publisher, "北青山乡人民政府"), (.title, "中牟县青山乡")]), id: "410122/中牟县青山乡",
      warnings: ["北青山乡人民政府"]),
    EvidenceCase(
      testDescription: "the sidecar supplies the name",
      evidence: AgencyEvidence(title: "2020年政府信息公开工作年度报告", sidecarAgencyName: "郑州市教育局"), id: "410100/郑州市教育局"),
    EvidenceCase(
      testDescription: "the sidecar differs",
      evidence: AgencyEvidence(
        names: [(.title, "郑州市教育局")], sidecarAgencyName: "洛阳市教育局", sidecarRegionCode: "410300"),
      id: "410100/郑州市教育局", warnings: ["洛阳市教育局", "410300"]),
    EvidenceCase(
      testDescription: "the sidecar's region fills what the name leaves open",
      evidence: AgencyEvidence(names: [(.title, "平潭综合实验区")], sidecarRegionCode: "350128"),
      id: "350128/平潭综合实验区", scope: .consolidated),
    EvidenceCase(
      testDescription: "a region code that is none",
      evidence: AgencyEvidence(names: [(.title, "郑州市教育局")], sidecarRegionCode: "419999"), id: "410100/郑州市教育局",
      warnings: ["419999"]),
    EvidenceCase(
      testDescription: "an office that compiles the reports of others",
      evidence: AgencyEvidence(
        names: [(.title, "中牟县人民政府办公室")], opening: "本报告由县政府办公室根据条例,汇总各乡镇、各部门年度报告后编制。"),
      id: "410122/中牟县人民政府办公室", scope: .consolidated),
    EvidenceCase(
      testDescription: "综合实验区 is no word for compiling",
      evidence: AgencyEvidence(names: [(.title, "平潭综合实验区管委会")], opening: "平潭综合实验区管委会编制本报告。"),
      id: "000000/平潭综合实验区管委会"),
    EvidenceCase(
      testDescription: "a department that compiles stays itself",
      evidence: AgencyEvidence(names: [(.title, "郑州市教育局")], opening: "本报告汇总各处室情况编制。"), id: "410100/郑州市教育局"),
  ]

  @Test("which name wins, and what is said about the others", arguments: cases)
  func decision(of expected: EvidenceCase) throws {
    let found = try shippedIdentifier().identify(expected.evidence)
    #expect(found.agencyID == expected.id)
    #expect(found.conflicts.filter(\.isWarning).map(\.seen) == expected.warnings)
    #expect(found.conflicts.filter { !$0.isWarning }.map(\.seen) == expected.infos)
    #expect(found.scope == expected.scope)
  }

  @Test("report ids")
  func reportIDs() throws {
    let identifier = try shippedIdentifier()
    let own = identifier.identify(AgencyEvidence(names: [(.title, "郑州市教育局")]))
    let whole = identifier.identify(AgencyEvidence(names: [(.title, "郑州市")]))
    #expect(own.reportID(year: 2020) == "410100/郑州市教育局@2020")
    #expect(whole.reportID(year: 2021) == "410100/郑州市@2021+consolidated")
  }

  @Test(
    "titles",
    arguments: [
      ("郑州市教育局2020年政府信息公开工作年度报告", "郑州市教育局"), ("2022年上海市政府信息公开工作年度报告", "上海市"),
      ("2024 年上海市科委政府信息公开工作\n年度报告", "上海市科委"), ("平潭综合实验区2015年度政府信息公开工作年度报告", "平潭综合实验区"),
      ("2019年上海市人民政府办公厅政府信息公开工作年度报告", "上海市人民政府办公厅"), ("标题：平潭县2018年度政务公开工作报告", "平潭县"),
      ("关于郑州市教育局2021年度政府信息公开年报", "郑州市教育局"), ("郑州市教育局关于2021年度信息公开工作的报告", "郑州市教育局"),
      ("中牟县教育局政府信息公开工作年度报告（2021年度）", "中牟县教育局"), ("二〇一五年郑州市信息公开年度报告", "郑州市"),
      ("鄭州市教育局2021年政府信息公開工作年度報告", "鄭州市教育局"), ("２０２１年郑州市教育局政府信息公开年度报告", "郑州市教育局"),
    ])
  func titles(title: String, agency: String) { #expect(AgencyTitle.agency(in: title) == agency) }

  @Test("titles that name none", arguments: ["2020年政府信息公开工作年度报告", "", "政府信息公开年报", "工作总结", "2021年度政务公开"])
  func anonymousTitles(title: String) { #expect(AgencyTitle.agency(in: title) == nil) }

  @Test("identification is total, and the same for the same evidence", arguments: 0..<8)
  func totality(seed: UInt64) throws {
    let identifier = try shippedIdentifier()
    var generator = SeededGenerator(seed: seed)
    let pieces = [
      "郑州市", "市", "区", "鼓楼区", "上海", "内蒙古", "人民政府", "办公室", "管委会", "开发区", "综合", "2020年", "政府信息公开", "国家税务总局", "(", ")",
      "局", "\u{A0}", "👩‍👩‍👧", "e\u{301}", "\u{0}", "／", "000014349/2020-344218", "镇", "省", "⻄", "學", "/", "@", "委", "东",
      "县",
    ]
    for _ in 0..<200 {
      func text() -> String {
        (0..<Int.random(in: 0...7, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? "" }
          .joined()
      }
      var evidence = AgencyEvidence(title: text(), opening: text(), indexNumber: text())
      for source in AgencyEvidence.Source.allCases { evidence.names.append((source, text())) }
      evidence.sidecarRegionCode = text()
      let first = identifier.identify(evidence)
      evidence.names.reverse()
      let second = identifier.identify(evidence)
      #expect(first == second)
      #expect(first.agencyID == "\(first.regionCode)/\(first.agencyName)")
      #expect(first.regionCode == "000000" || RegionCodes.region(code: first.regionCode)?.name == first.regionName)
    }
  }
}

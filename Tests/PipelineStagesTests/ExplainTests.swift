import Foundation
import StatutoryForm
import TestSupport
import Testing

@testable import PipelineStages

@Suite struct ExplainTests {
  private let run: EndToEndRun
  private let inbox: String

  /// A store over the samples and a report with hostile text.
  init() throws {
    run = try EndToEndRun()
    let names = ["anji", "penglai", "tengchong", "zhongwei", "jixi"]
    let samples = try EndToEndRun.samples().filter { sample in names.contains(where: sample.name.hasPrefix) }
    let v2 = try #require(samples.first { $0.name == "anji-bamboo-2022.txt" })
    let hostile = String(decoding: v2.bytes, as: UTF8.self)
      .replacingOccurrences(of: "安吉县竹产业发展局", with: "德清县\(Self.hostileName)渔业局")
    inbox = try run.inbox("inbox", samples + [("hostile/<img src=x>.txt", Array(hostile.utf8))])
    try run.run("gongkai", ["run", inbox])
  }

  private static let hostileName = "<script>alert(1)</script>\"'&"

  private func explain(_ arguments: String...) throws -> ChildResult {
    try run.run("gongkai", ["explain"] + arguments)
  }

  /// Golden texts of one cell each, by the name of their file.
  private static let goldenCells: [(name: String, arguments: [String])] = [
    ("short-row", ["竹产业发展局@2019", "outcomes", "denied_third_party_rights", "total"]),
    ("glued-row", ["灌溉管理局@2023", "applications", "new_received", "total"]),
    ("glued-statistics", ["地热资源管理局@2017", "statistics_v0", "1、同意公开答复数", "历年累计"]),
    ("money", ["竹产业发展局@2019", "procurement", "central_procurement", "procurement_amount"]),
    ("failed-sum", ["海岸带管理局@2022", "outcomes", "（七）总计", "总计"]),
  ]

  @Test(arguments: goldenCells.indices) func tellsOneCell(_ index: Int) throws {
    let golden = Self.goldenCells[index]
    let result = try run.run("gongkai", ["explain"] + golden.arguments + ["--inbox", inbox])
    #expect(result.exitCode == 0, "\(result.errorOutput)")
    let path = Fixtures.projectRoot.appending(path: "Tests/PipelineStagesTests/Golden/explain-\(golden.name).txt")
    if Fixtures.isRecording {
      try FileManager.default.createDirectory(
        at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(result.outputBytes).write(to: path)
      Issue.record("recorded \(path.lastPathComponent)")
    }
    #expect(result.output == String(decoding: try Data(contentsOf: path), as: UTF8.self))
  }

  @Test func tellsAWholeReport() throws {
    let text = try explain("海岸带管理局@2022").output
    for word in ["disclosure", "outcomes", "applications", "proceedings", "findings", "granted_full"] {
      #expect(text.contains(word))
    }
    #expect(!text.contains("source lines"))
  }

  @Test func namesWhatIsNearWhereNothingIsFound() throws {
    let missing = try explain("安吉县林产业发展局@2019")
    #expect(missing.exitCode == 1)
    #expect(missing.output.isEmpty)
    #expect(missing.errorOutput.contains("330523/安吉县竹产业发展局@2019"))
    let several = try explain("安吉县竹产业发展局")
    #expect(several.exitCode == 1)
    #expect(several.errorOutput.contains("part of 4 reports"))
    let row = try explain("竹产业发展局@2019", "outcomes", "granted", "total")
    #expect(row.exitCode == 1)
    #expect(row.errorOutput.contains("granted_full"))
    let table = try explain("竹产业发展局@2019", "statistics_v0", "a", "b")
    #expect(table.exitCode == 1)
    #expect(table.errorOutput.contains("proceedings"))
    #expect(try explain("竹产业发展局@2019", "outcomes").exitCode == 2)
  }

  @Test func thereIsNothingToExplainWithoutASnapshot() throws {
    let run = try EndToEndRun()
    let result = try run.run("gongkai", ["explain", "x"])
    #expect(result.exitCode == 1)
    #expect(!FileManager.default.fileExists(atPath: run.store.path), "a reader makes no store")
  }

  @Test func whatTheStoreHasIsShownWithoutWorkRecord() throws {
    let run = try EndToEndRun()
    let samples = try EndToEndRun.samples().filter { $0.name.hasPrefix("anji") }
    let inbox = try run.inbox("inbox", samples)
    try run.run("gongkai", ["run", inbox])
    try FileManager.default.removeItem(at: run.store.appending(path: "work"))
    let result = try run.run("gongkai", ["explain", "竹产业发展局@2019", "outcomes", "granted_full", "total"])
    #expect(result.exitCode == 0)
    #expect(result.output.contains("no record of this document"))
    #expect(result.output.contains("value    7"))
    let elsewhere = try run.inbox("elsewhere", [("a.txt", Array("text".utf8))])
    let unfound = try run.run("gongkai", ["explain", "竹产业发展局@2019", "--inbox", elsewhere])
    #expect(unfound.output.contains("not in the inbox"))
  }

  @Test func aMovedDocumentIsFoundByItsHash() throws {
    let samples = try EndToEndRun.samples()
    let bytes = try #require(samples.first { $0.name == "anji-bamboo-2019.txt" }).bytes
    let moved = try run.inbox("moved", [("deep/under/other-name.txt", bytes), ("b.txt", [1])])
    let text = try explain("竹产业发展局@2019", "outcomes", "granted_full", "total", "--inbox", moved).output
    #expect(text.contains("source lines"))
    #expect(text.contains(">    187  7"))
  }

  // MARK: The page

  @Test func thePageIsWholeAndNeedsNothingElse() throws {
    let path = run.scratch.path("page.html")
    let result = try explain("海岸带管理局@2022", "--html", path, "--inbox", inbox)
    #expect(result.output == path + "\n")
    let page = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    for word in ["（一）予以公开", "社会公益组织", "结果维持", "（三）不予公开", "class=\"cell printed", "<aside>", "id=\"L"] {
      #expect(page.contains(word), "\(word)")
    }
    for word in ["<script", "http:", "https:", "url(", "src=", "@import", "<link"] {
      #expect(!page.contains(word), "\(word)")
    }
    #expect(try explain("海岸带管理局@2022", "--html", "-", "--inbox", inbox).output == page)
  }

  @Test(arguments: ["海岸带管理局@2022", "地热资源管理局@2017", "竹产业发展局@2019", "徽墨产业局@2021"])
  func everyLinkLeadsToALineAndEveryElementIsClosed(_ report: String) throws {
    let page = try explain(report, "--html", "-", "--inbox", inbox).output
    let targets = Set(Self.values(after: "id=\"", in: page))
    let links = Self.values(after: "href=\"#", in: page)
    #expect(!links.isEmpty)
    #expect(links.allSatisfy(targets.contains))
    for tag in [
      "table", "tr", "td", "th", "section", "details", "ul", "li", "ol", "div", "main", "aside", "thead", "tbody", "a",
    ] {
      let opened = page.components(separatedBy: "<\(tag)>").count + page.components(separatedBy: "<\(tag) ").count - 2
      #expect(opened == page.components(separatedBy: "</\(tag)>").count - 1, "\(tag)")
    }
  }

  private static func values(after mark: String, in page: String) -> [String] {
    page.components(separatedBy: mark).dropFirst().map { String($0.prefix { $0 != "\"" }) }
  }

  @Test func aPageWithoutDocumentHasNoDeadLinks() throws {
    let page = try explain("竹产业发展局@2019", "--html", "-").output
    #expect(!page.contains("href="))
    #expect(!page.contains("<aside>"))
    #expect(page.contains("规范性文件"))
    #expect(!page.contains("行政规范性文件"), "the labels are those of form v1")
  }

  @Test func hostileTextStaysText() throws {
    let id = try #require(
      try run.rows(of: "reports").first { $0["source_path"]?.hasPrefix("hostile/") == true }?["report_id"])
    let page = try explain(id, "--html", "-", "--inbox", inbox).output
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(page.contains("&lt;img src=x&gt;"))
    #expect(!page.contains("<script"))
    #expect(!page.contains("<img"))
  }

}

@Suite struct ExplainPartsTests {
  @Test func escapesEveryCharacterThatMeansSomething() {
    #expect(
      HTMLText.escaped("<a b=\"c\" d='e'>&\u{0}\u{1B}")
        == "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;\u{FFFD}\u{FFFD}")
    #expect(ExplanationText.safe("\u{1B}[2J\u{202E}甲") == "\u{FFFD}[2J\u{FFFD}甲")
  }

  @Test func columnsAreAlignedByTheWidthOfHanCharacters() {
    let lines = ExplanationText.aligned([["甲乙", "1"], ["abc", "23"]], rightAligned: [1], indent: "")
    #expect(lines == ["甲乙  1", "abc   23"])
  }

  @Test func longLinesAreCutAroundWhatIsSought() {
    let long = String(repeating: "甲", count: 300) + "同意公开" + String(repeating: "乙", count: 300)
    let excerpt = SourceText.excerpt(of: long, near: ["没有", "同意公开"], length: 60)
    #expect(excerpt.contains("同意公开"))
    #expect(excerpt.count == 62)
    #expect(SourceText.excerpt(of: "短", near: ["短"]) == "短")
  }

  @Test func findingsTouchTheCellsOfTheirPlace() {
    let cell = ExplainedCell(
      table: "outcomes", row: "granted_full", column: "total", rowLabel: "", columnLabel: "", basis: .printed)
    func finding(_ table: String?, _ row: String?, _ column: String?) -> Finding {
      Finding(rule: "X", severity: .info, table: table, row: row, column: column, message: "")
    }
    #expect(ExplanationBuilder.touches(finding("outcomes", "granted_full", "total"), cell))
    #expect(ExplanationBuilder.touches(finding("outcomes", "granted_full", nil), cell))
    #expect(!ExplanationBuilder.touches(finding("outcomes", "granted_full", "other_org"), cell))
    #expect(!ExplanationBuilder.touches(finding("outcomes", nil, nil), cell))
    #expect(!ExplanationBuilder.touches(finding("applications", "granted_full", "total"), cell))
  }
}

import Foundation
import TestSupport
import Testing

@testable import DocumentReading

@Suite struct MarkdownReadingTests {
  static let cases: [PageCase] = [
    PageCase("headings", "# 年报 ##\n## 一、总体\n#3 不是\n", ["年报", "一、总体", "#3 不是"]),
    PageCase(
      "inline marks", "# a\n# b\n**一、** __二__ `三` ****四**** ____年 5\\*6\\* 2 ** 3\n",
      ["a", "b", "一、 二 三 ****四**** ____年 5*6* 2 ** 3"]),
    PageCase(
      "links", "# a\n# b\n见[公报](https://example.org/a_(b)和![图](x.png)，[注]，<https://example.org>，<a@b>\n",
      ["a", "b", "见公报和图，[注]，https://example.org，a@b"]),
    PageCase("references and tags", "# a\n# b\n甲&nbsp;&lt;乙<span>丙</span><br>丁&\n", ["a", "b", "甲\u{A0}<乙丙", "丁&"]),
    PageCase(
      "lists, rules and quotes", "# a\n# b\n- 甲\n---\n> 乙\n* * *\n```text\n丙\n```\n", ["a", "b", "- 甲", "乙", "丙"]),
    PageCase("white space lines", "# a\n# b\n\u{A0}\n   \n", ["a", "b", "\u{A0}"]),
    PageCase(
      "pipe table", "| 行 | 数 |\n|:---|---:|\n| 一 | **1** |\n|二|  |\n后\n",
      ["table 3x2: 0,0=行 0,1=数 1,0=一 1,1=1 2,0=二 2,1=", "后"]),
    PageCase(
      "no outer pipes", "前\n行 | 数\n--- | ---\n一 | 1\n\n乙 | 丙\n", ["前", "table 2x2: 0,0=行 0,1=数 1,0=一 1,1=1", "乙 | 丙"]),
    PageCase("escaped pipe and line break", "|a\\|b|c<br>d|\n|---|---|\n", ["table 1x2: 0,0=a|b 0,1=c\nd"]),
    PageCase(
      "separator missing", "# a\n# b\n|甲|1|\n|乙|2|\n", ["a", "b", "table 2x2: 0,0=甲 0,1=1 1,0=乙 1,1=2"]),
    PageCase("one row", "# a\n# b\n|甲|1|\n后", ["a", "b", "table 1x2: 0,0=甲 0,1=1", "后"]),
    PageCase(
      "new head within a table", "|a|b|\n|---|---|\n|1|2|\n|3|4|5|\n|---|---|---|\n|6|7|8|\n",
      ["table 2x2: 0,0=a 0,1=b 1,0=1 1,1=2", "table 2x3: 0,0=3 0,1=4 0,2=5 1,0=6 1,1=7 1,2=8"]),
    PageCase(
      "separator behind every row", "|a|1|\n|---|---|\n|b|2|\n|---|---|\n",
      ["table 1x2: 0,0=a 0,1=1", "table 1x2: 0,0=b 0,1=2"]),
    PageCase(
      "rows longer than the head", "|a|b|\n|---|---|\n|1|2|3|\n|4|\n",
      ["table 3x3: 0,0=a 0,1=b 1,0=1 1,1=2 1,2=3 2,0=4"]),
    PageCase(
      "html table",
      "# a\n# b\n前<table>\n<tr><td rowspan=\"2\">甲</td><td>1</td></tr>\n\n<tr><td>2</td></tr></table>\n**后**\n",
      ["a", "b", "前", "table 2x2: 0,0(2x1)=甲 0,1=1 1,1=2", "后"]),
    PageCase("html table without end", "# a\n# b\n<table><tr><td>甲</td></tr>\n后\n", ["a", "b", "甲", "后"]),
    PageCase("comment over lines", "# a\n# b\n<!-- x\ny -->\n甲\n", ["a", "b", "甲"]),
  ]

  @Test(arguments: cases) func blocks(_ page: PageCase) throws {
    let document = try read(page.page)
    #expect(document.mediaType == .markdown)
    #expect(describe(document) == page.expected)
  }

  @Test func cellsHaveTheirLines() throws {
    let document = try read("# 表\n\n|a|b|\n|---|---|\n|1||\n<table>\n<tr><td>\n2</td></tr></table>\n后\n")
    let lines = document.blocks.flatMap { block -> [Int] in
      switch block {
      case .paragraph(let range): [document.text.line(at: range.lowerBound)]
      case .table(let table): table.cells.map { document.text.line(at: $0.range.lowerBound) }
      }
    }
    #expect(lines == [1, 3, 3, 5, 5, 8, 9])
  }

  @Test(.enabled(if: Fixtures.sharedFolder != nil, "the real reports are not beside the checkout"))
  func convertedReport() throws {
    let file = try #require(Fixtures.sharedFolder?.appending(path: "real/shanghai-science-2024.md"))
    let document = try DocumentReader().read([UInt8](Data(contentsOf: file)))
    #expect(document.mediaType == .markdown)
    let blocks = describe(document)
    #expect(blocks.contains("表三：收到和处理政府信息公开申请情况"))
    #expect(blocks.contains("table 1x7: 0,0=0 0,1=0 0,2=0 0,3=0 0,4=0 0,5=0 0,6=0"))
    #expect(blocks.contains { $0.hasPrefix("table 4x9: 0,0=业 0,1=构 0,2=益组织") })
    #expect(!blocks.contains { $0.contains("|---") })
  }
}

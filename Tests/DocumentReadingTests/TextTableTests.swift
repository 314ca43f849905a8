import TestSupport
import Testing

@testable import DocumentReading

@Suite struct TextTableTests {
  static let cases: [PageCase] = [
    PageCase(
      "tab fields", "甲\n行\t甲\t乙\n一\t1\t\n二\t\t2\t3\n乙\n",
      ["甲", "table 3x4: 0,0=行 0,1=甲 0,2=乙 1,0=一 1,1=1 1,2= 2,0=二 2,1= 2,2=2 2,3=3", "乙"]),
    PageCase(
      "blank fields in front, blank rows", "行\t甲\t乙\n\t\t3\n\t\t\n丙\t\t\n\t\n",
      ["table 4x3: 0,0=行 0,1=甲 0,2=乙 1,0= 1,1= 1,2=3 2,0= 2,1= 2,2= 3,0=丙 3,1= 3,2="]),
    PageCase("lines of spaces", "甲\n  \n\u{3000}\n", ["甲", "\u{3000}"]),
    PageCase("one line of fields", "一\t1\t2\n\n乙\n", ["一\t1\t2", "乙"]),
    PageCase("label and value", "规章\t0\n规范性文件\t7\n", ["table 2x2: 0,0=规章 0,1=0 1,0=规范性文件 1,1=7"]),
    PageCase("numbers of a list", "一、\t总体\n二、\t公开\n", ["一、\t总体", "二、\t公开"]),
    PageCase("indentation", "\t甲\n\t乙\n", ["\t甲", "\t乙"]),
    PageCase(
      "bars", "|行|数|\n|一|1|\n", ["table 2x2: 0,0=行 0,1=数 1,0=一 1,1=1"]),
    PageCase("one line of bars", "|一|1|\n乙|丙\n", ["|一|1|", "乙|丙"]),
    PageCase(
      "drawn, border below the head", "┌──┬──┐\n│行│数│\n├──┼──┤\n│一│1│\n│二│2│\n└──┴──┘\n后\n",
      ["table 3x2: 0,0=行 0,1=数 1,0=一 1,1=1 2,0=二 2,1=2", "后"]),
    PageCase(
      "drawn, rows of several lines",
      "+---+---+\n|行  |数 |\n+---+---+\n|甲  |1  |\n|乙丙|   |\n+---+---+\n|丁|2|\n+---+---+\n",
      ["table 3x2: 0,0=行   0,1=数  1,0=甲  \n乙丙 1,1=1   2,0=丁 2,1=2"]),
    PageCase(
      "drawn, cut to a width",
      "┌──┬─\n─┐\n│行│\n数│\n├──┼─\n─┤\n│一│\n1│\n├──┼─\n─┤\n│二二│\n2│\n└──┴─\n─┘\n后\n",
      ["table 3x2: 0,0=行 0,1=数 1,0=一 1,1=1 2,0=二二 2,1=2", "后"]),
    PageCase(
      "commas", "甲\n行,甲,乙,丙\n" + (1...12).map { "\"第\($0)行\",\($0),,\"1,234\"\n" }.joined() + "乙,丙。丁\n",
      [
        "甲",
        "table 13x4: 0,0=行 0,1=甲 0,2=乙 0,3=丙"
          + (1...12).map { " \($0),0=第\($0)行 \($0),1=\($0) \($0),2= \($0),3=1,234" }.joined(), "乙,丙。丁",
      ]),
    PageCase(
      "commas that may part thousands", (1...40).map { "第\($0)行,\($0),234\n" }.joined(),
      (1...40).map { "第\($0)行,\($0),234" }),
    PageCase(
      "commas under a head of as many fields", "行,甲,乙\n" + (1...20).map { "第\($0)行,\($0),234\n" }.joined(),
      ["table 21x3: 0,0=行 0,1=甲 0,2=乙" + (1...20).map { " \($0),0=第\($0)行 \($0),1=\($0) \($0),2=234" }.joined()]),
    PageCase(
      "commas, a unit in each row", "名称,单位,数\n" + (1...20).map { "第\($0)项,条,\($0)00\n" }.joined(),
      ["table 21x3: 0,0=名称 0,1=单位 0,2=数" + (1...20).map { " \($0),0=第\($0)项 \($0),1=条 \($0),2=\($0)00" }.joined()]),
    PageCase("a few commas", "行,甲\n一,1\n二,2\n三,3\n", ["行,甲", "一,1", "二,2", "三,3"]),
    PageCase("rules", "甲\n-----\n-----\n乙\n", ["甲", "-----", "-----", "乙"]),
    PageCase("stray marks and tags", "#标题 <b>\n1 < 2 # 3\n", ["#标题 <b>", "1 < 2 # 3"]),
  ]

  @Test("fields of cut lines are in no certain column") func certainty() throws {
    let text = "┌──┬──┐\n│行│\n数│\n├──┼──┤\n│一│\n1│\n├──┼──┤\n│二│2│\n└──┴──┘\n"
    for (page, certainty) in [
      (text, PositionCertainty.ordered), (text.replacing("│\n数", with: "│数").replacing("│\n1", with: "│1"), .exact),
    ] {
      guard case .table(let table) = try read(page).blocks.first else {
        Issue.record("no table")
        continue
      }
      #expect(table.certainty == certainty)
    }
  }

  @Test(arguments: cases) func blocks(_ page: PageCase) throws {
    let document = try read(page.page)
    #expect(document.mediaType == .text)
    #expect(describe(document) == page.expected)
  }
}

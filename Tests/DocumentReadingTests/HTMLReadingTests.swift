import TestSupport
import Testing

@testable import DocumentReading

/// A page and what it must read as.
struct PageCase: Sendable, CustomTestStringConvertible {
  let name: String
  let page: String
  let expected: [String]

  init(_ name: String, _ page: String, _ expected: [String]) {
    self.name = name
    self.page = page
    self.expected = expected
  }

  var testDescription: String { name }
}

@Suite struct HTMLReadingTests {
  static let cases: [PageCase] = [
    PageCase("paragraphs and line breaks", "<p>一</p><div>二<br>三</div>四", ["一", "二", "三", "四"]),
    PageCase("digits in pieces", "<p>共<font>1</font><span><b>2</b></span>3件</p>", ["共123件"]),
    PageCase("white space kept", "<p>\n  甲 \t乙\n丙  </p>", ["甲 \t乙\n丙"]),
    PageCase("no-break spaces", "<p>&nbsp;甲&nbsp;</p><p>&nbsp;</p>", ["\u{A0}甲\u{A0}", "\u{A0}"]),
    PageCase("references", "<p>&lt;&#20013;&#x56FD;&#150;&copy&ampx&notit;&bogus;</p>", ["<中国–©&x¬it;&bogus;"]),
    PageCase(
      "never content",
      "<head><title>题</title><style>p{}</style></head><script>var a='<p>x</p>'</script><p>甲</p>"
        + "<nav><ul><li>首页</ul></nav><select><option>1</select><template><p>t</p></template><svg><text>s</text></svg>"
        + "<noscript>无脚本</noscript><textarea>填</textarea><footer><p>主办</p></footer><iframe>f</iframe>乙",
      ["甲", "乙"]),
    PageCase(
      "hidden",
      "<p>甲</p><div style='color:red;DISPLAY : none'><div>x</div>y</div><p hidden>z</p><p>乙<span hidden>q"
        + "<span>r</span>s</span>丙</p><p>丁</p><p>戊</p>", ["甲", "乙丙", "丁", "戊"]),
    PageCase("hidden paragraph without end tag", "<p>甲</p><p style='display:none'>x<p>乙", ["甲", "乙"]),
    PageCase("header is content", "<header><h1>报告</h1></header><p>甲</p>", ["报告", "甲"]),
    PageCase("nav ended by its parent", "<div><nav>x<div>y</div></div><p>甲</p>", ["甲"]),
    PageCase("ruby", "<p><ruby>公<rp>(</rp><rt>gōng</rt><rp>)</rp></ruby>开</p>", ["公开"]),
    PageCase("ruby without end tags", "<p><ruby>公<rt>gōng<p>开</p>", ["公", "开"]),
    PageCase("preformatted", "<pre>甲\n乙\n</pre>丙\n丁", ["甲", "乙", "丙\n丁"]),
    PageCase(
      "comments", "<p>甲<!-- x --><!--[if gte mso 9]><xml>y</xml><![endif]-->乙<![if !s]>丙<![endif]></p>", ["甲乙丙"]),
    PageCase("unknown elements", "<o:p>甲</o:p><st1:date>2020</st1:date>", ["甲2020"]),
    PageCase(
      "plain table", "<table><tr><th>行</th><th>数</th></tr><tr><td>一</td><td>1</td></tr></table>",
      ["table 2x2: 0,0=行 0,1=数 1,0=一 1,1=1"]),
    PageCase(
      "spans",
      "<table><tr><td rowspan=2>甲</td><td colspan=2>乙</td></tr><tr><td>1</td><td>2</td></tr></table>",
      ["table 2x3: 0,0(2x1)=甲 0,1(1x2)=乙 1,1=1 1,2=2"]),
    PageCase(
      "span to the end of the group and huge spans",
      "<table><tbody><tr><td rowspan=0>甲</td><td rowspan=99999999999999999999>乙</td></tr><tr><td>1</td></tr></tbody>"
        + "<tbody><tr><td>2</td></tr></tbody></table>",
      ["table 3x3: 0,0(2x1)=甲 0,1(2x1)=乙 1,2=1 2,0=2"]),
    PageCase(
      "column span into a cell from above",
      "<table><tr><td>a</td><td rowspan=2>b</td></tr><tr><td colspan=3>c</td><td>d</td></tr></table>",
      ["table 2x3: 0,0=a 0,1(2x1)=b 1,0=c 1,2=d"]),
    PageCase(
      "lines in a cell",
      "<table><tr><td>本年新<br/>制作数量</td><td><p>甲</p>\n<div>乙</div></td><td><p></p><br></td></tr></table>",
      ["table 1x3: 0,0=本年新\n制作数量 0,1=甲\n乙 0,2="]),
    PageCase(
      "no end tags", "<table><tr><td>甲<td>1<tr><td>乙<td>2</table>丙",
      ["table 2x2: 0,0=甲 0,1=1 1,0=乙 1,1=2", "丙"]),
    PageCase("cells without row", "<table><td>甲</td><td>1</td></table>", ["table 1x2: 0,0=甲 0,1=1"]),
    PageCase(
      "rows without table", "前<tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr>后",
      ["前", "table 2x2: 0,0=甲 0,1=1 1,0=乙 1,1=2", "后"]),
    PageCase("table without end", "<p>一</p><table><tr><td>甲</td><td>1", ["一", "table 1x2: 0,0=甲 0,1=1"]),
    PageCase(
      "text between cells", "<table><caption>表一</caption><tr><td>甲</td>注<b>释</b><td>1</td></tr>说明</table>",
      ["表一", "table 1x2: 0,0=甲 0,1=1", "注释", "说明"]),
    PageCase(
      "nested tables",
      "<table><tr><td>外1<table><tr><td>甲</td><td>1</td></tr></table>外2</td><td><p>外3</p></td></tr></table>",
      ["外1", "table 1x2: 0,0=甲 0,1=1", "外2", "外3"]),
    PageCase(
      "nested twice",
      "<table><tr><td><table><tr><td><table><tr><td>甲</td><td>1</td></tr></table></td></tr></table></td><td>乙</td></tr>"
        + "</table>", ["table 1x2: 0,0=甲 0,1=1", "乙"]),
    PageCase(
      "empty table in a cell", "<table><tr><td>甲<table><tr><td></td></tr></table></td><td>1</td></tr></table>",
      ["table 1x2: 0,0=甲 0,1=1"]),
    PageCase("blank table", "<table><tr><td></td><td> </td></tr><tr></tr></table>", ["table 2x2: 0,0= 0,1="]),
    PageCase(
      "table after a table without end tag",
      "<table><tr><td>甲</td><td>1</td></tr><table><tr><td>乙</td><td>2</td></tr>"
        + "</table>", ["table 1x2: 0,0=甲 0,1=1", "table 1x2: 0,0=乙 0,1=2"]),
    PageCase("single cell as frame", "<table><tr><td><p>甲</p><p>乙</p></td></tr></table>", ["甲", "乙"]),
    PageCase(
      "two cells as frame",
      "<table><tr><td>栏目</td><td>" + String(repeating: "<p>\(String(repeating: "公开", count: 60))</p>", count: 7)
        + "</td></tr></table>",
      ["栏目"] + [String](repeating: String(repeating: "公开", count: 60), count: 7)),
    PageCase(
      "hidden rows and cells",
      "<table><tr style='display:none'><td>x</td></tr><tr><td hidden>y</td><td>甲</td><td>1</td></tr></table>",
      ["table 1x2: 0,0=甲 0,1=1"]),
    PageCase(
      "end tags that end nothing",
      "</td></tr></table></div></p><p>甲</b></span></td></p><table><tr><td>乙</div></p></td>"
        + "<td>1</td></tr></table>", ["甲", "table 1x2: 0,0=乙 0,1=1"]),
    PageCase(
      "select without end in a cell", "<table><tr><td>甲</td><td><select><option>x</td><td>1</td></table>",
      ["table 1x3: 0,0=甲 0,1= 0,2=1"]),
    PageCase("truncated in a tag", "<p>甲</p><p>乙</p><table><tr><td>1</td><td cla", ["甲", "乙", "table 1x1: 0,0=1"]),
  ]

  @Test(arguments: cases) func blocks(_ page: PageCase) throws {
    let document = try read("<!DOCTYPE html><html><body>" + page.page)
    #expect(document.mediaType == .html)
    #expect(describe(document) == page.expected)
  }

  @Test func headOfThePage() throws {
    let document = try read(
      """
      <html><head><meta charset="GB2312"><title>
      甲镇&#24180;报</title><meta name="PubDate" content="2021-01-26"><META property=og:title content='a&amp;b'>
      <link rel="canonical" href="https://example.org/?a=1&b=2"></head><body><p>正文</p></body></html>
      """)
    #expect(document.pageTitle == "甲镇年报")
    #expect(document.metadata.map(\.name) == ["pubdate", "og:title", "canonical"])
    #expect(document.metadata.map(\.content) == ["2021-01-26", "a&b", "https://example.org/?a=1&b=2"])
    #expect(document.declaredEncoding == "gb2312")
    #expect(document.encoding == "utf-8")
  }

  @Test func everythingHasItsLine() throws {
    let document = try read("<html>\n<p>一\n二</p>\r\n<table>\r<tr>\n<td>三</td>\n<td></td>\n<td>四<br>\n五</td></table>")
    let text = document.text
    func line(_ character: String) throws -> Int {
      let bytes = Array(character.utf8)
      let offset = try #require(text.bytes.indices.first { text.bytes[$0...].starts(with: bytes) })
      return text.line(at: offset)
    }
    #expect(try ["一", "二", "三", "四", "五"].map(line) == [2, 3, 6, 8, 9])
    guard case .table(let table) = document.blocks[1] else {
      Issue.record("no table")
      return
    }
    #expect(text.line(at: table.cells[1].range.lowerBound) == 7)
  }

  @Test func pageThatHidesEverythingIsReadAllTheSame() throws {
    let prose = String(repeating: "本局全年主动公开信息若干条。", count: 20)
    let document = try read("<html><body><div style='display:none'><p>\(prose)</p></div></body></html>")
    #expect(describe(document) == [prose])
  }

  @Test func pageThatHidesItsTablesIsReadAllTheSame() throws {
    let rows = String(repeating: "<tr><td>规范性文件</td><td>7</td></tr>", count: 20)
    let page = "<html><body><p>首页</p><div style='display:none'><table>\(rows)</table></div></body></html>"
    let blocks = try read(page).blocks
    #expect(blocks.count == 2)
    let shown = page.replacing(
      "<p>首页</p>", with: "<p>\(String(repeating: "首页", count: 30))</p><table><tr><td>甲</td><td>1</td></tr></table>")
    #expect(try describe(read(shown)) == [String(repeating: "首页", count: 30), "table 1x2: 0,0=甲 0,1=1"])
  }
}

import TestSupport
import Testing

@testable import DocumentReading

/// Text that a page holds and nobody sees, that is crossed out, or that is set above the line.
@Suite struct HTMLAppearanceTests {
  private static let hiding = [
    "display:none", "DISPLAY : None", "visibility:hidden", "visibility: collapse", "font-size:0", "font-size: 0.0px",
    "mso-bidi-font-size:10pt;font-size:0pt", "font:0/0 a", "opacity:0", "opacity: 0.0;", "mso-hide:all",
    "text-indent:-9999px;display:inline-block", "position:absolute;left:-9999px", "top:-999em;position: fixed",
    "margin-left:-9999px", "width:0;height:0;overflow:hidden", "max-height:0;overflow: hidden",
    "width:1px;height:1px;overflow:hidden", "position:absolute;clip:rect(0,0,0,0)",
    "position:absolute;clip: rect(1px, 1px, 1px, 1px)", "clip-path:inset(50%)", "transform:scale(0)",
    "color:transparent", "font-size:0 !important",
  ]
  private static let showing = [
    "font-size:12px", "font-size:.9em", "font-size:0.5rem", "opacity:1", "opacity:.5", "visibility:visible",
    "display:inline", "color:#f00", "color:#fff", "color:white;background:#06c", "text-indent:2em", "text-indent:-2em",
    "position:relative;left:0", "position:absolute;left:-3px", "width:0", "height:0;line-height:20px",
    "overflow:hidden;width:100px", "margin-left:-5pt", "text-decoration:underline", "vertical-align:middle",
    "visibility:hidden;animation-name:none", "opacity:0;transition:opacity 1s", "clip:rect(0,0,0,0)",
    "position:absolute;clip:rect(0px,120px,20px,0px)", "color:transparent;background-clip:text",
  ]

  private func cell(_ content: String, head: String = "") throws -> [String] {
    describe(try read("<html>\(head)<table><tr><td>甲</td><td>\(content)</td></tr></table></html>"))
  }

  private func table(_ text: String) -> [String] { ["table 1x2: 0,0=甲 0,1=\(text)"] }

  @Test(arguments: hiding) func hidden(_ style: String) throws {
    #expect(try cell("12<span style='\(style)'>7</span>") == table("12"))
    #expect(try cell("<span style='\(style)'>7</span>12") == table("12"))
    #expect(describe(try read("<p>共1<i style=\"\(style)\">3</i>2件</p><p>乙</p>")) == ["共12件", "乙"])
  }

  @Test(arguments: showing) func shown(_ style: String) throws {
    #expect(
      try cell(
        "1<span style='\(style)'>2</span>件"
          .replacing("1<span", with: style.contains("#fff") ? "共<span" : "1<span"))
        == table(style.contains("#fff") ? "共2件" : "12件"))
    #expect(try cell("<span style='\(style)'>12</span>") == table("12"))
  }

  @Test func tagsOfTheSameBytes() throws {
    let hidden = "<i title='a > b' style='display:none'>7</i>"
    #expect(try cell("1\(hidden)2\(hidden)3") == table("123"))
    // The same up to the first `>`, and the same with another rule behind a style sheet.
    #expect(try cell("\(hidden)1<i title='a > b' style='display:inline'>2</i>\(hidden)") == table("12"))
    let named = "<b class='one two three'>2</b>"
    #expect(try cell("1\(named)<style>.two{display:none}</style>\(named)\(named)") == table("12"))
  }

  static let cases: [PageCase] = [
    PageCase(
      "a cell that is not seen keeps its place", row("<td style='visibility:hidden'>7</td><td>12"), cells("", "12")),
    PageCase("a cell that is not there", row("<td style='display:none'>7</td><td>12</td><td>3"), cells("12", "3")),
    PageCase(
      "shown again inside", row("<td><span style='font-size:0'>7<b style='font-size:9pt'>12</b>7</span>"), cells("12")),
    PageCase(
      "visible again inside", row("<td style='visibility:hidden'>7<b style='visibility:visible'>12</b>7"), cells("12")),
    PageCase(
      "opaque again is not seen", row("<td><span style='opacity:0'>7<b style='opacity:1'>8</b></span>12"), cells("12")),
    PageCase(
      "inner elements of the same name", row("<td><span style='opacity:0'><span>7</span>8</span>12"), cells("12")),
    PageCase("end tags left out", row("<td><span style='opacity:0'>7<td>12"), cells("", "12")),
    PageCase("a paragraph ends what it holds", "<p>甲<span style='opacity:0'>7</p><p>12</p>", ["甲", "12"]),
    PageCase("paragraphs", "<p style='visibility:hidden'>7<p>12</p><h2 style='opacity:0'>7</h2>丙", ["12", "丙"]),
    PageCase(
      "blocks that scripts show", "<div style='visibility:hidden'><p>甲12</p></div><div style='opacity:0'>乙</div>",
      ["甲12", "乙"]),
    PageCase("containers without a size", "<div style='font-size:0'><p style='font-size:14px'>甲</p></div>", ["甲"]),
    PageCase(
      "a table that would be lost", "<span style='opacity:0'><table><tr><td>甲<td>1</table></span>",
      ["table 1x2: 0,0=甲 0,1=1"]),
    PageCase("white beside black", row("<td>12<span style='color:#FFFFFF'>7</span>"), cells("12")),
    PageCase("white before black", row("<td><font color=white>7</font>12"), cells("12")),
    PageCase("white by parts", row("<td>1<span style='color: rgb(255, 255, 255)'>7</span>2"), cells("12")),
    PageCase("white alone", row("<td><span style='color:#fff'>12</span>"), cells("12")),
    PageCase("white on a colour", row("<td>1<span style='background:#06c;color:#fff'>2</span>"), cells("12")),
    PageCase(
      "crossed out", row("<td><del>77</del>12<td><s>7</s><td><strike>&#55;1</strike>2"), cells("12", "7\u{336}", "2")),
    PageCase(
      "crossed out by style", row("<td><span style='text-decoration: line-through red'>77</span> 12"), cells("12")),
    PageCase(
      "a row crossed out", "<table><tr style='text-decoration:line-through'><td>甲<td>7</table>",
      [
        "table 1x2: 0,0=甲 0,1=7\u{336}"
      ]),
    PageCase("replaced", "<p>共<del>77</del><ins>12</ins>件</p><p>乙</p>", ["共12件", "乙"]),
    PageCase("notes", row("<td>12<sup>1</sup><td>12<sub>1</sub><td>12<sup>[3]</sup>"), cells("12¹", "12₁", "12[³]")),
    PageCase("notes by style", row("<td>12<span style='vertical-align: super'>&#50;</span>"), cells("12²")),
    PageCase("all of a cell above the line", row("<td><sup>12</sup><td><sup>1</sup>2"), cells("12", "1^2")),
    PageCase("powers", "<p>10<sup>4</sup>m<sup>2</sup></p><p>乙</p>", ["10⁴m²", "乙"]),
    PageCase(
      "fields", row("<td><input value='12'><td><textarea> 7 </textarea><td><input type=hidden value=7>3"),
      cells("12", "7", "3")),
    PageCase(
      "fields that are no figures", row("<td><input value='查询'><td><input type=submit value=1>5"), cells("", "5")),
    PageCase("attributes", row("<td><span title='77' data-v=8>12</span>"), cells("12")),
  ]

  private static func row(_ cells: String) -> String { "<table><tr><td>甲</td>\(cells)</td></tr></table>" }

  private static func cells(_ texts: String...) -> [String] {
    ["table 1x\(texts.count + 1): 0,0=甲" + texts.enumerated().map { " 0,\($0 + 1)=\($1)" }.joined()]
  }

  @Test(arguments: cases) func blocks(_ page: PageCase) throws {
    #expect(describe(try read(page.page)) == page.expected)
  }

  @Test(arguments: [
    ".x{display:none}", "td{padding:1px} .a,.x { visibility : hidden; }", "i.x{font-size:0}", "/* a */.x{opacity:0}",
    "td .x{display:none}", "@media print{.y{color:red}} .x{display:none}", "#k{display:none}", "i{display:none}",
    ".x{text-decoration:line-through}",
  ]) func rulesThatHide(_ rules: String) throws {
    #expect(try cell("12<i id=k class='w x'>7</i>", head: "<style>\(rules)</style>") == table("12"))
  }

  @Test(arguments: [
    ".menu .x{display:none}", ".x.off{display:none}", ".x:hover{display:none}", "@media print{.x{display:none}}",
    "/*.x{display:none}*/ .xx{display:none}", "b.x{display:none}", ".x{display:none} .x{display:inline}",
    ".X{display:none}",
    ".x::before{display:none}", ".x[a]{display:none}", "#K{display:none}",
  ]) func rulesThatDoNot(_ rules: String) throws {
    #expect(try cell("1<i id=k class='w x'>2</i>", head: "<style>\(rules)</style>") == table("12"))
  }

  @Test(arguments: [
    (".x::before{content:'12'}", "\u{FFFC}3"), ("td .x:after { content : \"7\" }", "\u{FFFC}3"),
    (".x::before{content:''}", "3"),
    (".x:before{content:'\\2022'}", "3"), (".y::before{content:'12'}", "3"), (".x{content:'12'}", "3"),
  ]) func generatedDigits(_ rule: String, _ text: String) throws {
    #expect(try cell("<i class=x>3</i>", head: "<style>\(rule)</style>") == table(text))
  }

  @Test func rulesGiveWayToStyles() throws {
    let head = "<style>.x{display:none}</style>"
    #expect(try cell("1<i class=x style='display:inline'>2</i>", head: head) == table("12"))
  }

  @Test func removingTextKeepsLines() {
    var text = BlockText()
    for line in 1...4 {
      text.mark(line: line)
      text.bytes += Array("ab".utf8)
    }
    text.remove(1..<5)
    #expect(text.bytes == Array("abab".utf8).dropFirst(0).prefix(4).map { $0 } || text.bytes.count == 4)
    #expect(text.line(at: 0) == 1)
    #expect(text.line(at: 1) == 3)
    #expect(text.line(at: 2) == 4)
  }
}

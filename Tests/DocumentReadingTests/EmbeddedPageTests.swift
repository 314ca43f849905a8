import Foundation
import TestSupport
import Testing

@testable import DocumentReading

/// Reports that stand in a page, or in JSON, as text for a script.
@Suite struct EmbeddedPageTests {
  /// A table of a dozen rows on lines 3 and on, in a page or out of one.
  private static let rows = (1...12).map { "<tr><td>第\($0)行</td><td>\($0 * 7)</td></tr>" }.joined(separator: "\n")
  private static let article = "<h1>甲局年度报告</h1>\n<table>\n\(rows)\n</table>"

  private static func shell(_ content: String) -> String {
    "<!DOCTYPE html><html><head><title>甲局</title></head>\n<body><div>首页</div>\(content)<div>主办</div></body></html>\n"
  }

  private static func json(_ text: String, isASCII: Bool = false) -> String {
    var result = "\""
    for unit in text.utf16 {
      switch unit {
      case 0x22: result += "\\\""
      case 0x5C: result += "\\\\"
      case 0x0A: result += "\\n"
      case 0x3C where isASCII, 0x80...:
        result += isASCII ? "\\u" + String(format: "%04x", unit) : String(decoding: [unit], as: UTF16.self)
      default: result += String(decoding: [unit], as: UTF16.self)
      }
    }
    return result + "\""
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing(
      "\"", with: "&quot;")
  }

  private static let keepingLines: [(String, String)] = [
    ("srcdoc", shell("<iframe srcdoc=\"\(escaped(article))\"></iframe>")),
    ("field", shell("<textarea style='display:none'>\(escaped(article))</textarea>")),
    ("field, tags not escaped", shell("<textarea>\(article)</textarea>")),
    ("no script", shell("<noscript>\(article)</noscript>")), ("template", shell("<template>\(article)</template>")),
    (
      "template of a script",
      shell("<script type='text/template'>\(article)</script>").replacing("<script", with: "<template").replacing(
        "</script", with: "</template")
    ),
    ("example", shell("<xmp>\(article)</xmp>")),
    ("no frames", "<html><title>甲局</title>\n<frameset><frame src=a><noframes>\(article)</noframes></frameset></html>"),
    ("conditional comment", shell("<!--[if gte IE 5]>\(article)<![endif]-->")),
    ("escaped", shell("<div>\(escaped(article))</div>")),
    ("escaped twice", shell("<div>\(escaped(escaped(article)))</div>")),
    ("template string", shell("<script>let a = `\(article)`;</script>")),
    ("escaped text", "甲局\n" + escaped(article)),
  ]
  private static let onOneLine: [(String, String)] = [
    (
      "script",
      shell("<script>show({title: '甲', \"content\": \(json(article).replacing("</", with: "<\\/"))})</script>")
    ),
    ("script with an apostrophe", shell("<script>// it's\nvar a = \(json(article, isASCII: true));</script>")),
    ("string in a string", shell("<script>go(JSON.parse(\(json("{\"a\":" + json(article) + "}"))))</script>")),
    ("JSON", "{\"code\": 200,\n\"data\": {\"title\": \"甲局\", \"content\": \(json(article))}}"),
    ("JSON in ASCII", "[{\"id\": 7,\n\"content\": \(json(article, isASCII: true))}]"),
    ("JSON with references", "{\"id\": 7,\n\"content\": \(json(escaped(article)))}"),
    ("call", "show(\n{\"content\": \(json(article))})"),
  ]

  private func check(_ page: String, line: (Int) -> Int) throws {
    let document = try read(page)
    #expect(document.mediaType == .html)
    let tables = document.blocks.compactMap { block -> TableBlock? in
      if case .table(let table) = block { return table }
      return nil
    }
    #expect(tables.count == 1)
    guard let cells = tables.first?.cells, cells.count == 24 else {
      Issue.record("\(describe(document))")
      return
    }
    for row in 1...12 {
      let cell = cells[row * 2 - 1]
      #expect(String(decoding: document.text.bytes[cell.range], as: UTF8.self) == "\(row * 7)")
      #expect(document.text.line(at: cell.range.lowerBound) == line(row))
    }
    #expect(describe(document).contains { $0.contains("甲局年度报告") })
  }

  @Test(arguments: keepingLines.indices) func linesStay(_ index: Int) throws {
    try check(Self.keepingLines[index].1) { $0 + 3 }
  }

  @Test(arguments: onOneLine.indices) func stringsStandOnTheirLine(_ index: Int) throws {
    // The second one has a line of its own before it.
    try check(Self.onOneLine[index].1) { _ in index == 1 ? 3 : 2 }
  }

  @Test("what is hidden in the string is not seen either") func hiddenInside() throws {
    let page = Self.onOneLine[0].1.replacing("</td>", with: "<i style='font-size:0'>9</i></td>").replacing(
      "<\\/td>", with: "<i style='font-size:0'>9<\\/i><\\/td>")
    try check(page) { _ in 2 }
  }

  @Test("a page with tables of its own is left as it is") func ownTables() throws {
    let page = Self.shell(
      Self.article.replacing("7<", with: "8<").replacing("</table>", with: Self.rows + "</table>")
        + "<noscript>\(Self.article)</noscript>")
    let document = try read(page)
    #expect(describe(document).filter { $0.hasPrefix("table") }.count == 1)
  }

  @Test(
    "text that speaks of a tag is left as it is",
    arguments: [
      "<p>用 &lt;td&gt; 标签</p>", "<p>甲</p><script>var a = '<td>1</td>';</script>",
      "<noscript><p>请启用脚本</p></noscript><p>乙</p>",
    ]) func notEmbedded(_ page: String) throws
  {
    let document = try read(page)
    #expect(!describe(document).contains { $0.hasPrefix("table") })
    #expect(!describe(document).contains { $0.contains("请启用") })
  }

  @Test("strings that do not end, halves of characters, and nesting cost no more than their length") func hostile()
    throws
  {
    for piece in [
      "\"\\u00", "\"\\ud83d\\u", "'\\", "`", "\"{\\\"", "&lt;td", "<iframe srcdoc='", "<!--[if a]>", "<template>",
    ] {
      let source = Array(String(repeating: piece + "甲&lt;td", count: 20_000).utf8)
      let page = "<p>x</p><script>".utf8 + source
      _ = try? DocumentReader().read(Array(page))
      _ = try? DocumentReader().read(Array("{\"".utf8) + source)
    }
  }
}

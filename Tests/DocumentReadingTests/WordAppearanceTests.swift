import TestSupport
import Testing

@testable import DocumentReading

/// Text of Word and Open Document files that is hidden, crossed out or set off the line.
@Suite struct WordAppearanceTests {
  private static func run(_ text: String, _ properties: String = "") -> String {
    "<w:r><w:rPr>\(properties)</w:rPr><w:t>\(text)</w:t></w:r>"
  }

  private static func cell(_ runs: String) throws -> [String] {
    let body = "<w:tbl><w:tr><w:tc><w:p>\(run("甲"))</w:p></w:tc><w:tc><w:p>\(runs)</w:p></w:tc></w:tr></w:tbl>"
    return describe(try DocumentReader().read(WordDocuments.bytes(body: body)))
  }

  private static let cases: [(String, String)] = [
    (run("12") + run("7", "<w:vanish/>"), "12"), (run("12", "<w:vanish w:val=\"0\"/>"), "12"),
    (run("12") + run("7", "<w:sz w:val=\"2\"/>"), "12"), (run("1", "<w:sz w:val=\"21\"/>") + run("2"), "12"),
    (run("77", "<w:strike/>") + run("12"), "12"), (run("12") + run("7", "<w:dstrike/>"), "12"),
    (run("12", "<w:strike w:val=\"false\"/>"), "12"), (run("12", "<w:strike/>"), "1\u{336}2\u{336}"),
    (run("12") + run("7", "<w:color w:val=\"ffffff\"/>"), "12"), (run("12", "<w:color w:val=\"FFFFFF\"/>"), "12"),
    (run("1") + run("2", "<w:color w:val=\"FFFFFF\"/><w:shd w:fill=\"0066CC\"/>"), "12"),
    (run("12") + run("1", "<w:vertAlign w:val=\"superscript\"/>"), "12¹"),
    (run("12") + run("4", "<w:vertAlign w:val=\"subscript\"/>"), "12₄"),
    (run("1") + run("2", "<w:vertAlign w:val=\"baseline\"/>"), "12"),
    (run("12", "<w:vertAlign w:val=\"superscript\"/>"), "12"),
    (run("1", "<w:vertAlign w:val=\"superscript\"/>") + run("2"), "1^2"),
  ]

  @Test(arguments: cases.indices) func runs(_ index: Int) throws {
    #expect(try Self.cell(Self.cases[index].0) == ["table 1x2: 0,0=甲 0,1=\(Self.cases[index].1)"])
  }

  private static func openDocument(_ properties: String, _ text: String) throws -> [String] {
    let names = ["office", "text", "table", "style"].map {
      "xmlns:\($0)=\"urn:oasis:names:tc:opendocument:xmlns:\($0):1.0\""
    }
    var zip = ZipWriter()
    zip.add("mimetype", Array("application/vnd.oasis.opendocument.text".utf8))
    let style =
      "<style:style style:name=\"T1\" style:family=\"text\"><style:text-properties \(properties)/></style:style>"
    let table =
      "<table:table><table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell><table:table-cell><text:p>\(text)</text:p></table:table-cell></table:table-row></table:table>"
    let content =
      "<office:document-content \(names.joined(separator: " ")) xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\"><office:automatic-styles>\(style)</office:automatic-styles><office:body><office:text>\(table)</office:text></office:body></office:document-content>"
    zip.add("content.xml", Array(content.utf8))
    return describe(try DocumentReader().read(zip.finished()))
  }

  @Test(arguments: [
    ("text:display=\"none\"", "12"), ("style:text-line-through-style=\"solid\"", "12"),
    ("style:text-line-through-type=\"single\"", "12"), ("style:text-line-through-style=\"none\"", "127"),
    ("style:text-position=\"super 58%\"", "12⁷"), ("style:text-position=\"33% 58%\"", "12⁷"),
    ("style:text-position=\"-33% 58%\"", "12₇"), ("style:text-position=\"0% 100%\"", "127"),
    ("fo:color=\"#ffffff\"", "12"),
    ("fo:color=\"#ffffff\" fo:background-color=\"#0066cc\"", "127"),
  ]) func spans(_ properties: String, _ expected: String) throws {
    let text = "12<text:span text:style-name=\"T1\">7</text:span>"
    #expect(try Self.openDocument(properties, text) == ["table 1x2: 0,0=甲 0,1=\(expected)"])
  }

  @Test("of the pages of a saved page the largest is the document") func frames() throws {
    func part(_ page: String) -> String { "------b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n\(page)\r\n" }
    let file =
      "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"----b\"\r\n\r\n"
      + part("<html><frameset><frame src=a></frameset></html>") + part("<html><p>甲局年度报告</p><p>乙</p></html>")
      + part("<html>x</html>") + "------b--\r\n"
    #expect(describe(try read(file)) == ["甲局年度报告", "乙"])
  }
}

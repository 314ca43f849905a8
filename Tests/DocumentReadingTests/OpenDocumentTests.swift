import Foundation
import TestSupport
import Testing

@testable import DocumentReading

/// Open Document text, and the office documents in one file of XML that are set aside.
@Suite struct OpenDocumentTests {
  private static func file(_ body: String, manifest: String = "<manifest/>") -> [UInt8] {
    var zip = ZipWriter()
    zip.add("mimetype", Array("application/vnd.oasis.opendocument.text".utf8))
    zip.add("META-INF/manifest.xml", Array(manifest.utf8))
    let head = ["office", "text", "table"].map { "xmlns:\($0)=\"urn:oasis:names:tc:opendocument:xmlns:\($0):1.0\"" }
    let draw = "xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" xmlns:svg=\"urn:x\""
    zip.add(
      "content.xml",
      Array(
        """
        <office:document-content \(head.joined(separator: " ")) \(draw)><office:automatic-styles><text:p>style</text:p>\
        </office:automatic-styles><office:body><office:text>\(body)</office:text></office:body></office:document-content>
        """.utf8))
    return zip.finished()
  }

  /// Paragraphs as they are, tables as rows of `text@row,column+rows×columns`.
  private static func dump(_ bytes: [UInt8]) throws -> [String] {
    let document = try DocumentReader().read(bytes)
    #expect(document.mediaType == .odt)
    func text(_ range: Range<Int>) -> String { String(decoding: document.text.bytes[range], as: UTF8.self) }
    return document.blocks.flatMap { block -> [String] in
      switch block {
      case .paragraph(let range): [text(range)]
      case .table(let table):
        table.cells.map { "\(text($0.range))@\($0.row),\($0.column)+\($0.rowSpan)×\($0.columnSpan)" }
      }
    }
  }

  @Test func paragraphsKeepTheirText() throws {
    let body = """
      <text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>
      <text:h>一、总体<text:span>情况</text:span></text:h>
      <text:p>a &lt;b&gt; &amp;amp;<text:note><text:p>note</text:p></text:note><text:s text:c="2"/>c<text:line-break/>d</text:p>
      <text:p>x<draw:frame><svg:title>picture</svg:title><draw:image/></draw:frame>y</text:p>
      <text:table-of-content><text:p>contents</text:p></text:table-of-content>
      <text:list><text:list-item><text:p>item</text:p></text:list-item></text:list>
      """
    #expect(try Self.dump(Self.file(body)) == ["一、总体情况", "a <b> &amp;  c", "d", "xy", "item"])
  }

  @Test func cellsLieWhereTheirSpansPutThem() throws {
    func cell(_ text: String, _ attributes: String = "") -> String {
      "<table:table-cell \(attributes)><text:p>\(text)</text:p></table:table-cell>"
    }
    let covered = "<table:covered-table-cell/>"
    let body = """
      <table:table><table:table-header-rows><table:table-row>\
      \(cell("a", "table:number-rows-spanned=\"2\""))\(cell("b", "table:number-columns-spanned=\"2\""))\(covered)\
      </table:table-row></table:table-header-rows>
      <table:table-row>\(covered)\(cell("1"))\(cell("2"))</table:table-row>
      <table:table-row>\(cell("z", "table:number-columns-repeated=\"3\""))</table:table-row>
      <table:table-row table:number-rows-repeated="2">\(cell("p"))\(cell("q"))\(cell("r"))</table:table-row></table:table>
      """
    #expect(
      try Self.dump(Self.file(body)) == [
        "a@0,0+2×1", "b@0,1+1×2", "1@1,1+1×1", "2@1,2+1×1", "z@2,0+1×1", "z@2,1+1×1", "z@2,2+1×1", "p@3,0+1×1",
        "q@3,1+1×1", "r@3,2+1×1", "p@4,0+1×1", "q@4,1+1×1", "r@4,2+1×1",
      ])
  }

  @Test func whatCannotBeReadHasItsReason() throws {
    #expect(throws: ReadingFailure.empty) { try DocumentReader().read(Self.file("<text:p> </text:p>")) }
    #expect(throws: ReadingFailure.scannedImage) {
      try DocumentReader().read(Self.file("<text:p><draw:frame><draw:image/></draw:frame></text:p>"))
    }
    #expect(throws: ReadingFailure.malformedContainer) { try DocumentReader().read(Self.file("<text:p>")) }
    #expect(throws: ReadingFailure.encrypted) {
      try DocumentReader().read(Self.file("<text:p>x</text:p>", manifest: "<m><encryption-data/></m>"))
    }
    let row = "<table:table><table:table-row table:number-rows-repeated=\"60000\"><table:table-cell "
    let many = row + "table:number-columns-repeated=\"60000\"><text:p>1</text:p></table:table-cell></table:table-row>"
    #expect(throws: ReadingFailure.limitExceeded) { try DocumentReader().read(Self.file(many + "</table:table>")) }
    let deep = String(repeating: "<text:section>", count: 1000) + String(repeating: "</text:section>", count: 1000)
    #expect(throws: ReadingFailure.limitExceeded) { try DocumentReader().read(Self.file(deep)) }
    // Cut anywhere, it is read or has a reason, and never traps.
    let whole = [UInt8](
      try Data(contentsOf: Fixtures.projectRoot.appending(path: "samples/odt/v2-puer-teawood-2023.odt")))
    for part in 1..<16 {
      #expect(throws: ReadingFailure.malformedContainer) {
        try DocumentReader().read(Array(whole.prefix(whole.count * part / 16)))
      }
    }
  }

  @Test(arguments: [
    "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Word.Document\"?><w:wordDocument><w:t>报告</w:t></w:wordDocument>",
    "<pkg:package xmlns:pkg=\"http://schemas.microsoft.com/office/2006/xmlPackage\"><w:t>报告</w:t></pkg:package>",
    "  <w:wordDocument xmlns:w=\"http://schemas.microsoft.com/office/word/2003/wordml\"><w:t>报告</w:t></w:wordDocument>",
    "<office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\">报告</office:document>",
  ])
  func officeDocumentsOfOneFileAreUnsupported(text: String) throws {
    #expect(throws: ReadingFailure.unsupported) { try DocumentReader().read(Array(text.utf8)) }
    // A page that only mentions it is a page.
    let page = "<html><body><p>公开</p><!-- \(text.replacing("--", with: "")) --></body></html>"
    #expect(try DocumentReader().read(Array(page.utf8)).mediaType == .html)
  }
}

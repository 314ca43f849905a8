import Foundation
import TestSupport
import Testing

@testable import DocumentReading

@Suite struct WordReadingTests {
  @Test func fixturesReadAsExpected() throws {
    var isRecorded = false
    for fixture in try WordDocuments.fixtures() {
      let document = try DocumentReader().read(try WordDocuments.packed(fixture))
      #expect(document.mediaType == .docx)
      #expect(faults(of: document) == [])
      var lines = describe(document).map { $0.replacing("\n", with: "⏎") }
      if let title = document.pageTitle { lines.append("title: \(title)") }
      let seen = lines.joined(separator: "\n") + "\n"
      let golden = fixture.appending(path: "expected.txt")
      if Fixtures.isRecording {
        try Data(seen.utf8).write(to: golden)
        isRecorded = true
      } else {
        let expected = String(decoding: try Data(contentsOf: golden), as: UTF8.self)
        #expect(seen == expected, "\(fixture.lastPathComponent)")
      }
    }
    if isRecorded { Issue.record("recorded; look at the difference, then run without GONGKAI_RECORD") }
  }

  @Test func paragraphsAndRowsAreLines() throws {
    let row =
      "<w:tr><w:tc><w:p/></w:tc><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc></w:tr>"
    let document = try DocumentReader().read(
      WordDocuments.bytes(
        body: "<w:p><w:r><w:t>甲</w:t></w:r></w:p><w:p/><w:tbl>\(row)\(row)</w:tbl><w:p><w:r><w:t>乙</w:t></w:r></w:p>"))
    let lines = document.blocks.flatMap { block -> [Int] in
      switch block {
      case .paragraph(let range): [document.text.line(at: range.lowerBound)]
      case .table(let table): table.cells.map { document.text.line(at: $0.range.lowerBound) }
      }
    }
    #expect(lines == [1, 2, 2, 3, 3, 4])
  }

  @Test(arguments: [
    ("utf-8", Array("\u{FEFF}".utf8), String.Encoding.utf8),
    ("utf-16le", [0xFF, 0xFE], .utf16LittleEndian), ("utf-16be", [0xFE, 0xFF], .utf16BigEndian),
  ]) func encodings(_ name: String, _ mark: [UInt8], _ encoding: String.Encoding) throws {
    let main =
      "<?xml version=\"1.0\" encoding=\"UTF-16\"?><w:document xmlns:w=\"\(WordDocuments.namespace)\"><w:body><w:p><w:r>"
      + "<w:t>政府信息公开</w:t></w:r></w:p></w:body></w:document>"
    let encoded = try #require(main.data(using: encoding))
    let document = try DocumentReader().read(WordDocuments.bytes(main: mark + [UInt8](encoded)))
    #expect(document.encoding == name)
    #expect(describe(document) == ["政府信息公开"])
  }

  @Test func wordDocumentsAreToldFromOtherZips() throws {
    let reader = DocumentReader()
    #expect(reader.isWordDocument(WordDocuments.bytes(body: "")))
    var plain = ZipWriter()
    plain.add("report.html", Array("<p>甲</p>".utf8))
    plain.add("word/document.xml", Array("<p>甲</p>".utf8))
    var workbook = ZipWriter()
    workbook.add(
      "[Content_Types].xml",
      Array(WordDocuments.types.replacing("wordprocessingml.document", with: "spreadsheetml.sheet").utf8))
    workbook.add("_rels/.rels", Array(WordDocuments.relationships.utf8))
    workbook.add("word/document.xml", Array("<workbook/>".utf8))
    for other in [plain.finished(), workbook.finished(), ZipWriter().finished(), []] {
      #expect(!reader.isWordDocument(other))
      #expect(throws: other.isEmpty ? ReadingFailure.empty : .unsupported) { try reader.read(other) }
    }
  }
}

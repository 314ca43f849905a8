import Foundation
import Synchronization
import TestSupport
import Testing
import WorkLimits

@testable import DocumentReading

/// The time for one document (contract.md section 5) is asked for inside of the readers, not behind them.
@Suite struct DeadlineTests {
  /// Answers that it has passed from the given question on.
  private static func deadline(passingAt question: Int, _ asked: Counter = Counter()) -> WorkDeadline {
    WorkDeadline { asked.next() >= question }
  }

  private final class Counter: Sendable {
    private let count = Mutex(0)
    func next() -> Int {
      count.withLock { value in
        value += 1
        return value
      }
    }
    var value: Int { count.withLock { $0 } }
  }

  /// One document of each format that is read in this process, each with many times more rounds than one question takes.
  private static func documents() throws -> [(name: String, bytes: [UInt8])] {
    func repeated(_ head: String, _ text: String, _ tail: String = "") -> [UInt8] {
      Array((head + String(repeating: text, count: 6000) + tail).utf8)
    }
    let word = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
    let page = Array("MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n".utf8) + repeated("<html>", "<p>公开</p>")
    let old = try Data(contentsOf: Fixtures.projectRoot.appending(path: "samples/doc/v2-puer-teawood-2023.doc"))
    return [
      ("html", repeated("<html>", "<p>公开 1</p>")), ("text", repeated("", "公开 1\n")),
      ("markdown", repeated("# 报告\n\n|a|b|\n|-|-|\n|1|2|\n\n", "- 公开 **1**\n\n")),
      ("pipe table in markdown", repeated("# 报告\n\n<table>", "<tr><td>1</td></tr>\n", "</table>\n")),
      ("docx", wordFile(repeated(word, "<w:p><w:r><w:t>公开</w:t></w:r></w:p>", "</w:body></w:document>"))),
      ("rtf", repeated("{\\rtf1 ", "a\\par ", "}")), ("mhtml", page), ("doc", [UInt8](old)),
    ]
  }

  private static func wordFile(_ main: [UInt8]) -> [UInt8] {
    let type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    var zip = ZipWriter()
    zip.add(
      "[Content_Types].xml",
      Array(
        """
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
        <Override PartName="/word/document.xml" ContentType="\(type)"/></Types>
        """.utf8))
    zip.add(
      "_rels/.rels",
      Array(
        """
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
        <Relationship Id="r" Type="\(relation)" Target="word/document.xml"/></Relationships>
        """.utf8))
    zip.add("word/document.xml", main)
    return zip.finished()
  }

  @Test func everyReaderEndsWhereTheTimeEnds() throws {
    for document in try Self.documents() {
      #expect(throws: Never.self, "\(document.name)") {
        try DocumentReader().read(document.bytes, deadline: Self.deadline(passingAt: .max))
      }
      // At the first question, and in the middle of the work where there are more.
      #expect(throws: ReadingFailure.limitExceeded, "\(document.name)") {
        try DocumentReader().read(document.bytes, deadline: Self.deadline(passingAt: 1))
      }
      let asked = Counter()
      _ = try? DocumentReader().read(document.bytes, deadline: Self.deadline(passingAt: .max, asked))
      if document.name != "doc" { #expect(asked.value > 1, "\(document.name) asked \(asked.value) times") }
      #expect(asked.value < document.bytes.count / 1000 + 20, "\(document.name) asked \(asked.value) times")
      #expect(throws: ReadingFailure.limitExceeded, "\(document.name)") {
        try DocumentReader().read(document.bytes, deadline: Self.deadline(passingAt: asked.value))
      }
    }
  }
}

import TestSupport
import Testing

@testable import DocumentReading

/// What a document's blocks say, as strings: easier to compare than ranges.
func describe(_ document: ReadDocument) -> [String] {
  func string(_ range: Range<Int>) -> String { String(decoding: document.text.bytes[range], as: UTF8.self) }
  return document.blocks.map { block in
    switch block {
    case .paragraph(let range): string(range)
    case .table(let table):
      "table \(table.rowCount)x\(table.columnCount): "
        + table.cells.map { cell in
          let span = cell.rowSpan == 1 && cell.columnSpan == 1 ? "" : "(\(cell.rowSpan)x\(cell.columnSpan))"
          return "\(cell.row),\(cell.column)\(span)=\(string(cell.range))"
        }.joined(separator: " ")
    }
  }
}

/// Reads a string as a document.
func read(_ text: String) throws -> ReadDocument { try DocumentReader().read(Array(text.utf8)) }

@Suite struct PlainTextReadingTests {
  @Test func everyLineIsAParagraphWithItsLine() throws {
    let document = try read("甲镇年度报告\r\n\r\n  一、总体情况\r\u{A0}\n3\u{0C}4\n")
    #expect(describe(document) == ["甲镇年度报告", "  一、总体情况", "\u{A0}", "3", "4"])
    let lines = document.blocks.map { block -> Int in
      if case .paragraph(let range) = block { return document.text.line(at: range.lowerBound) }
      return 0
    }
    #expect(lines == [1, 3, 4, 5, 5])
    #expect(document.mediaType == .text)
    #expect(document.encoding == "utf-8")
  }
}

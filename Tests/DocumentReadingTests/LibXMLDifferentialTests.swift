import CLibXML2
import Foundation
import TestSupport
import Testing

@testable import DocumentReading

/// Our HTML reader against libxml2's: two parsers that share nothing must find the same cells and paragraphs.
@Suite struct LibXMLDifferentialTests {
  @Test func generatedPages() {
    for seed in 0..<400 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let page = PageGenerator.page(using: &generator)
      compare(Array(page.utf8), "seed \(seed)")
    }
  }

  @Test(.enabled(if: Fixtures.sharedFolder != nil, "the real reports are not beside the checkout"))
  func realPage() throws {
    let file = try #require(Fixtures.sharedFolder?.appending(path: "real/shanghai-office-2019.html"))
    compare([UInt8](try Data(contentsOf: file)), "the real page")
  }

  private func compare(_ bytes: [UInt8], _ what: String) {
    guard let document = try? DocumentReader().read(bytes) else {
      Issue.record("\(what) cannot be read")
      return
    }
    let ours = document.blocks.map { block -> String in
      func string(_ range: Range<Int>) -> String {
        PeerPage.withoutSpace(String(decoding: document.text.bytes[range], as: UTF8.self))
      }
      switch block {
      case .paragraph(let range): return string(range)
      case .table(let table):
        return "table "
          + table.cells.map { "\($0.row) \($0.rowSpan)x\($0.columnSpan) \(string($0.range))" }.joined(separator: "|")
      }
    }
    let theirs = PeerPage.blocks(of: bytes)
    #expect(ours == theirs, "\(what)")
    #expect(!theirs.isEmpty)
  }
}

/// Well-formed pages of paragraphs and tables.
private enum PageGenerator {
  static func page(using generator: inout SeededGenerator) -> String {
    var page = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>甲</title></head><body>\n"
    for _ in 0..<Int.random(in: 1...6, using: &generator) {
      page += Bool.random(using: &generator) ? table(using: &generator) : "<p>\(text(using: &generator))甲</p>\n"
    }
    return page + "</body></html>"
  }

  private static func text(using generator: inout SeededGenerator) -> String {
    let pieces = [
      "规章", "0", "1276", "&nbsp;", "&lt;", "&#20013;", "<b>乙</b>", "<font color=red>3</font>4", "<br>", " ", "\n",
      "<span style=\"color:red\">丙</span>", "<!-- 注 -->", "&mdash;", "<a href='/?a=1&amp;b=2'>丁</a>", "“戊”",
    ]
    return (0..<Int.random(in: 0...5, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? "" }
      .joined()
  }

  /// A table of a grid that is cut into cells with spans, each covered once.
  private static func table(using generator: inout SeededGenerator) -> String {
    let rows = Int.random(in: 1...6, using: &generator)
    let columns = Int.random(in: 2...6, using: &generator)
    var isTaken = [Bool](repeating: false, count: rows * columns)
    var html = "<table border=\"1\">\n"
    for row in 0..<rows {
      html += "<tr>"
      for column in 0..<columns where !isTaken[row * columns + column] {
        var width = Int.random(in: 1...3, using: &generator) / 2 + 1
        width = min(width, columns - column)
        while (0..<width).contains(where: { isTaken[row * columns + column + $0] }) { width -= 1 }
        let height = min(rows - row, Int.random(in: 1...4, using: &generator) / 3 + 1)
        for below in row..<row + height {
          for beside in column..<column + width { isTaken[below * columns + beside] = true }
        }
        let spans = (width > 1 ? " colspan=\"\(width)\"" : "") + (height > 1 ? " rowspan=\(height)" : "")
        let content = text(using: &generator)
        html += "<td\(spans)>" + (Bool.random(using: &generator) ? "<p>\(content)</p>" : content) + "</td>\n"
      }
      html += "</tr>\n"
    }
    // A label keeps a table from being one cell only.
    return html + "<tr><td>己</td><td>庚</td></tr></table>\n"
  }
}

/// A page as libxml2 reads it.
private enum PeerPage {
  /// White space differs by design: only what is printed is compared.
  static func withoutSpace(_ text: String) -> String {
    String(text.unicodeScalars.filter { ![" ", "\n", "\t", "\r"].contains($0) }.map(Character.init))
  }

  static func blocks(of bytes: [UInt8]) -> [String] {
    let options = Int32(HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue | HTML_PARSE_RECOVER.rawValue)
    let document = bytes.withUnsafeBytes { buffer in
      htmlReadMemory(buffer.bindMemory(to: CChar.self).baseAddress, Int32(buffer.count), nil, "UTF-8", options)
    }
    guard let document else { return [] }
    defer { xmlFreeDoc(document) }
    var blocks: [String] = []
    var paragraph = ""
    walk(xmlDocGetRootElement(document), &blocks, &paragraph)
    finish(&blocks, &paragraph)
    return blocks
  }

  private static func name(_ node: xmlNodePtr) -> String {
    node.pointee.name.map { String(cString: $0) } ?? ""
  }

  private static func content(_ node: xmlNodePtr) -> String {
    guard let content = xmlNodeGetContent(node) else { return "" }
    defer { libxml_free(content) }
    return String(cString: content)
  }

  private static func finish(_ blocks: inout [String], _ paragraph: inout String) {
    let text = withoutSpace(paragraph)
    if !text.isEmpty { blocks.append(text) }
    paragraph = ""
  }

  private static func walk(_ first: xmlNodePtr?, _ blocks: inout [String], _ paragraph: inout String) {
    var next = first
    while let node = next {
      next = node.pointee.next
      if node.pointee.type == XML_TEXT_NODE {
        paragraph += content(node)
        continue
      }
      guard node.pointee.type == XML_ELEMENT_NODE else { continue }
      switch name(node) {
      case "head", "script", "style": continue
      case "table":
        finish(&blocks, &paragraph)
        var rows: [String] = []
        var cells: [String] = []
        collect(node.pointee.children, &rows, &cells)
        blocks.append("table " + cells.joined(separator: "|"))
      case "p", "div", "br", "body", "html", "h1":
        finish(&blocks, &paragraph)
        walk(node.pointee.children, &blocks, &paragraph)
        finish(&blocks, &paragraph)
      default: walk(node.pointee.children, &blocks, &paragraph)
      }
    }
  }

  /// The cells of a table, each with the number of its row and its spans.
  private static func collect(_ first: xmlNodePtr?, _ rows: inout [String], _ cells: inout [String]) {
    var next = first
    while let node = next {
      next = node.pointee.next
      guard node.pointee.type == XML_ELEMENT_NODE else { continue }
      switch name(node) {
      case "tr":
        rows.append("")
        collect(node.pointee.children, &rows, &cells)
      case "td", "th":
        cells.append(
          "\(rows.count - 1) \(span(node, "rowspan"))x\(span(node, "colspan")) \(withoutComments(node))")
      default: collect(node.pointee.children, &rows, &cells)
      }
    }
  }

  private static func withoutComments(_ node: xmlNodePtr) -> String {
    var text = ""
    var next = node.pointee.children
    while let child = next {
      next = child.pointee.next
      switch child.pointee.type {
      case XML_TEXT_NODE: text += content(child)
      case XML_ELEMENT_NODE: text += withoutComments(child)
      default: break
      }
    }
    return withoutSpace(text)
  }

  private static func span(_ node: xmlNodePtr, _ attribute: String) -> Int {
    guard let value = xmlGetProp(node, attribute) else { return 1 }
    defer { libxml_free(value) }
    return Int(String(cString: value)) ?? 1
  }
}

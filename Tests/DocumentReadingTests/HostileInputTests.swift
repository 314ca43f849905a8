import TestSupport
import Testing

@testable import DocumentReading

/// Says what is wrong with the ranges of a document; empty where nothing is.
func faults(of document: ReadDocument) -> [String] {
  var faults: [String] = []
  let text = document.text
  var end = -1
  func check(_ range: Range<Int>, _ what: String) {
    if range.upperBound > text.bytes.count { faults.append("\(what) \(range) beyond the text") }
    if range.lowerBound <= end {
      faults.append("\(what) \(range) not behind \(end)")
    } else if end >= 0, range.upperBound <= text.bytes.count, !text.bytes[end..<range.lowerBound].contains(0x0A) {
      faults.append("\(what) \(range) not on a line of its own behind \(end)")
    }
    end = range.upperBound
  }
  for block in document.blocks {
    switch block {
    case .paragraph(let range):
      check(range, "paragraph")
      if range.isEmpty { faults.append("paragraph is empty") }
    case .table(let table):
      var taken: Set<[Int]> = []
      for cell in table.cells {
        check(cell.range, "cell")
        if cell.rowSpan < 1 || cell.columnSpan < 1 || cell.row + cell.rowSpan > table.rowCount
          || cell.column + cell.columnSpan > table.columnCount
        {
          faults.append("cell beyond the grid")
        }
        for row in cell.row..<cell.row + cell.rowSpan {
          for column in cell.column..<cell.column + cell.columnSpan where !taken.insert([row, column]).inserted {
            faults.append("cells overlap at \(row), \(column)")
          }
        }
      }
    }
  }
  if String(validating: text.bytes, as: UTF8.self) == nil { faults.append("text is no UTF-8") }
  if zip(text.lineOffsets, text.lineOffsets.dropFirst()).contains(where: { $0 >= $1 }) {
    faults.append("line offsets do not ascend")
  }
  return faults
}

@Suite struct HostileInputTests {
  static let page = """
    <!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>甲镇年报</title></head><body>\n<nav><a href='/'>首页</a></nav>
    <div class=main><h1>甲镇2020年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>全年&nbsp;公开<font>1</font>2条&mdash;</p>
    <table border=1><caption>表</caption><thead><tr><th rowspan=2>信息内容</th><th colspan="2">数量</th></tr><tr><th>新<br>制作</th>
    <th>公开</th></tr></thead><tbody><tr><td>规章<td>0</td><td><p>1</p></td></tr><tr><td>规范性文件</td><td></td>注<td>&#50;</td></tr>
    </table><table><tr><td>外<table><tr><td>内</td><td>3</td></tr></table></td></tr></table><pre>甲\n乙</pre><ruby>公<rt>gong</ruby>
    <script>if (a<b) "</p>"</script><!-- 注 --><select><option>x</select><div style="display:none">藏</div></div></body></html>
    """
  static let markdown = """
    # 甲镇年报\n\n**一、** 总体 [链接](a) `b` &nbsp; <br>乙\n| 行 | 数 |\n|---|---|\n| 一\\|二 | 1 |\n| 三 | |\n|---|---|
    > 引\n<table><tr><td>甲</td></tr></table>\n```\n丙\n```\n<!-- x -->\n
    """
  static let text = "甲镇年报\n行\t甲\t乙\n一\t1\t\n\u{A0}\n|a|b|\n+--+--+\n|c|d|\n│一│2│\n├─┼─┤\n"

  static let pieces: [String] = [
    "<td>", "</td>", "<tr>", "</tr>", "<table>", "</table>", "<tbody>", "<caption>", "<p>", "<div>", "</div>", "<nav>",
    "</nav>", "<td rowspan=0>", "<td colspan=3 rowspan=2>", "<td hidden>", "<tr hidden>", "<table hidden>", "<select>",
    "<rt>", "<ruby>", "</ruby>", "<span style='display:none'>", "</span>", "<pre>", "</pre>", "<script>", "</script>",
    "<title>", "<!--", "-->", "&nbsp;", "&", "一", "1", " ", "\n", "<br>", "<svg>", "</svg>", "<template>", "<p hidden>",
    "|", "|---|", "\t", "# ", "`", "**", "[", "](", ")", "\\",
  ]

  /// Reads and checks; returns whether it was a document.
  private func survives(_ bytes: [UInt8], _ what: @autoclosure () -> String) -> Bool {
    guard let document = try? DocumentReader().read(bytes) else { return false }
    let found = faults(of: document)
    #expect(found.isEmpty, "\(what()): \(found.prefix(3)) in \(String(decoding: bytes.prefix(2000), as: UTF8.self))")
    return true
  }

  @Test(arguments: [page, markdown, text])
  func mutations(of valid: String) throws {
    var readCount = 0
    let bytes = Array(valid.utf8)
    let encodings = [bytes, try encode(valid, as: "GB18030"), [0xFF, 0xFE] + (try encode(valid, as: "UTF-16LE"))]
    for seed in 0..<600 {
      var generator = SeededGenerator(seed: UInt64(seed))
      var mutant = encodings[seed % 3]
      for _ in 0...Int.random(in: 0...4, using: &generator) where !mutant.isEmpty {
        let place = Int.random(in: 0..<mutant.count, using: &generator)
        let other = min(mutant.count, place + Int.random(in: 1...60, using: &generator))
        switch Int.random(in: 0...4, using: &generator) {
        case 0: mutant[place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
        case 1: mutant.removeSubrange(place..<other)
        case 2: mutant.insert(contentsOf: mutant[place..<other], at: Int.random(in: 0...place, using: &generator))
        case 3: mutant[place] = UInt8.random(in: 0...255, using: &generator)
        default: if generator.next() % 8 == 0 { mutant.removeSubrange(place...) }
        }
      }
      if survives(mutant, "seed \(seed)") { readCount += 1 }
    }
    #expect(readCount > 200)
  }

  @Test func randomSequencesOfPieces() {
    var readCount = 0
    for seed in 0..<1500 {
      var generator = SeededGenerator(seed: UInt64(seed))
      var text = seed % 2 == 0 ? "<html>" : ""
      for _ in 0..<Int.random(in: 1...60, using: &generator) {
        text += Self.pieces.randomElement(using: &generator) ?? ""
      }
      if survives(Array(text.utf8), "seed \(seed)") { readCount += 1 }
    }
    #expect(readCount > 1000)
  }

  @Test func everyPrefixOfAPage() {
    let bytes = Array(Self.page.utf8)
    for length in 0..<bytes.count { _ = survives(Array(bytes[0..<length]), "prefix \(length)") }
  }

  /// Inputs that cost a careless reader its memory, its stack or quadratic time; a tenth of the size that is measured.
  @Test(arguments: [
    "<td>", "<td>1", "<tr>", "<tr><td>", "<table>", "<td colspan=1000 rowspan=65534>", "<tr><td rowspan=9999>", "<div>",
    "<p>", "<p hidden>", "<nav>", "<a b=c ", "<a b='", "<!--", "<!-- -", "</", "<", "&", "&am", "&#", "<script>",
    "</p>",
    "<ruby><rt>", "<select>", "<table><tr><td>1", "<title>", "\t", "a\t", "|", "|-", "---\n", "|a|\n", "[", "[](", "`a",
    "**", "\\", "# a\n", "<table>\n", "<!--\n", "1\n", "\r", "\u{0C}", "年", "+--+\n", "\n\n", "<span hidden>",
    "<table></table>", "x<td>y</td>z", "<a a ", "<a a=b c=d>", "<pre>\n",
  ])
  func repetition(of piece: String) {
    let count = 40_000 / piece.utf8.count
    for prefix in ["", "<html>", "# a\n# b\n", "<html><table><tr><td>"] {
      let bytes = Array(prefix.utf8) + Array(repeatElement(Array(piece.utf8), count: count).joined())
      guard let document = try? DocumentReader().read(bytes) else { continue }
      #expect(document.text.bytes.count <= bytes.count * 2)
    }
  }

  @Test func nestingBeyondTheLimit() throws {
    let deep = String(repeating: "<div>", count: 257) + "甲"
    #expect(throws: ReadingFailure.limitExceeded) { try read("<html>" + deep) }
    let allowed = String(repeating: "<table><tr><td>", count: 256) + "甲"
    #expect(try describe(read("<html>" + allowed)) == ["table 1x1: 0,0=甲"])
    let inline = String(repeating: "<font><b><span>", count: 5000) + "甲"
    #expect(try describe(read("<html>" + inline)) == ["甲"])
  }

  @Test func tableOfOneEndlessRowIsNoTable() throws {
    let document = try read("<html><table><tr>" + String(repeating: "<td>1</td>", count: 5000) + "</tr></table>")
    #expect(document.blocks.count == 5000)
  }
}

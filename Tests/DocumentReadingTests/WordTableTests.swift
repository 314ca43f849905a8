import TestSupport
import Testing

@testable import DocumentReading

/// A random table without overlaps, written both as WordprocessingML and as HTML.
private struct RandomTable {
  struct Cell {
    let row: Int
    let column: Int
    let height: Int
    let width: Int
    let text: String
  }

  let rowCount: Int
  let columnCount: Int
  let cells: [Cell]

  init(using generator: inout SeededGenerator) {
    rowCount = Int.random(in: 1...7, using: &generator)
    columnCount = Int.random(in: 1...6, using: &generator)
    var taken = Array(repeating: Array(repeating: false, count: columnCount), count: rowCount)
    var cells: [Cell] = []
    for row in 0..<rowCount {
      // Every row begins a cell of its own, as a row of HTML without one would not be seen in Word.
      var begins = false
      for column in 0..<columnCount where !taken[row][column] {
        var width = 1
        while column + width < columnCount, !taken[row][column + width], Int.random(in: 0...3, using: &generator) == 0 {
          width += 1
        }
        let isLast = !begins && !(column + width..<columnCount).contains { !taken[row][$0] }
        let mostHeight = isLast || width == columnCount ? 1 : rowCount - row
        let height =
          Int.random(in: 0...2, using: &generator) == 0 ? Int.random(in: 1...mostHeight, using: &generator) : 1
        // The column in front stays free, so that the rows below have a cell that begins in them.
        let kept = column == 0 ? 1 : height
        for covered in row..<row + kept {
          for place in column..<column + width { taken[covered][place] = true }
        }
        begins = true
        let text = Int.random(in: 0...3, using: &generator) == 0 ? "" : "格\(row)之\(column)"
        cells.append(Cell(row: row, column: column, height: kept, width: width, text: text))
      }
    }
    self.cells = cells
  }

  var html: String {
    let rows = (0..<rowCount).map { row in
      "<tr>"
        + cells.filter { $0.row == row }.map {
          "<td rowspan=\($0.height) colspan=\($0.width)>\($0.text)</td>"
        }.joined() + "</tr>"
    }
    return "<p>前</p><table>\(rows.joined())</table><p>后</p>"
  }

  func word(using generator: inout SeededGenerator) -> String {
    let rows = (0..<rowCount).map { row in
      let parts = cells.filter { ($0.row..<$0.row + $0.height).contains(row) }.sorted { $0.column < $1.column }
      return "<w:tr>"
        + parts.map { cell in
          var properties = cell.width > 1 ? "<w:gridSpan w:val=\"\(cell.width)\"/>" : ""
          if cell.height > 1 {
            let goesOn = Bool.random(using: &generator) ? "<w:vMerge/>" : "<w:vMerge w:val=\"continue\"/>"
            properties += cell.row == row ? "<w:vMerge w:val=\"restart\"/>" : goesOn
          }
          let text = cell.row == row ? cell.text : ""
          return "<w:tc><w:tcPr>\(properties)</w:tcPr><w:p><w:r><w:t>\(text)</w:t></w:r></w:p></w:tc>"
        }.joined() + "</w:tr>"
    }
    return "<w:p><w:r><w:t>前</w:t></w:r></w:p><w:tbl>\(rows.joined())</w:tbl><w:p><w:r><w:t>后</w:t></w:r></w:p>"
  }
}

@Suite struct WordTableTests {
  @Test func randomTablesLieOnTheGridOfTheirPages() throws {
    var mergedCount = 0
    for seed in 0..<UInt64(2000) {
      var generator = SeededGenerator(seed: seed)
      let table = RandomTable(using: &generator)
      let page = try read("<html><body>\(table.html)</body></html>")
      let document = try DocumentReader().read(WordDocuments.bytes(body: table.word(using: &generator)))
      #expect(describe(document) == describe(page), "seed \(seed): \(table.html)")
      #expect(faults(of: document) == [], "seed \(seed)")
      if table.cells.contains(where: { $0.height > 1 && $0.width > 1 }) { mergedCount += 1 }
    }
    #expect(mergedCount > 50)
  }

  @Test func manyCellsAndHugeSpansEndAtTheLimits() throws {
    let wide =
      "<w:tr>" + String(repeating: "<w:tc><w:tcPr><w:gridSpan w:val=\"999999999999\"/></w:tcPr><w:p/></w:tc>", count: 9)
      + "</w:tr>"
    let document = try DocumentReader().read(
      WordDocuments.bytes(body: "<w:p><w:r><w:t>前</w:t></w:r></w:p><w:tbl>\(wide)</w:tbl>"))
    #expect(faults(of: document) == [])
    #expect(describe(document) == ["前"])
  }
}

import TestSupport
import Testing

@testable import DocumentReading

/// A document as lines of text: a paragraph as it is, a row as its cells between bars.
func outline(_ bytes: [UInt8]) throws -> [String] {
  let document = try DocumentReader().read(bytes)
  func text(_ range: Range<Int>) -> String {
    String(decoding: document.text.bytes[range], as: UTF8.self).split(separator: "\n").joined(separator: "⏎")
  }
  var lines: [String] = []
  for block in document.blocks {
    switch block {
    case .paragraph(let range): lines.append(text(range))
    case .table(let table):
      for row in 0..<table.rowCount {
        let cells = table.cells.filter { $0.row == row }.map { cell in
          let span = (cell.columnSpan > 1 ? ">\(cell.columnSpan)" : "") + (cell.rowSpan > 1 ? "v\(cell.rowSpan)" : "")
          return "\(cell.column)\(span) \(text(cell.range))"
        }
        lines.append((table.certainty == .exact ? "| " : "~ ") + cells.joined(separator: " | "))
      }
    }
  }
  return lines
}

private func page(_ draw: (inout TinyPDF.Page) -> Void) -> TinyPDF.Page {
  var page = TinyPDF.Page()
  draw(&page)
  return page
}

@Suite struct PDFTableTests {
  /// A table with a head over two rows, a label over two rows, an empty cell and a cell of two lines.
  private static let sample = TinyTable(
    columns: [60, 120, 240, 300, 360], rows: [100, 120, 140, 165, 190, 210],
    cells: [
      .init(0, 0, rowSpan: 2, columnSpan: 2, ["信息内容"]), .init(0, 2, columnSpan: 2, ["法人"]),
      .init(1, 2, ["甲"]), .init(1, 3, ["乙"]),
      .init(2, 0, rowSpan: 2, ["不予", "公开"]), .init(2, 1, ["1.属于国家秘密的", "一切信息"]), .init(2, 2, ["12"]),
      .init(2, 3, ["0"]),
      .init(3, 1, ["2.其他"]), .init(3, 2, []), .init(3, 3, ["3"]),
      .init(4, 0, columnSpan: 2, ["总计"]), .init(4, 2, ["１２"]), .init(4, 3, ["3"]),
    ])

  @Test(arguments: TinyTable.Style.allCases)
  func findsTheGridHoweverItIsDrawn(style: TinyTable.Style) throws {
    let drawn = page { Self.sample.draw(on: &$0, style: style) }
    let found = try outline(TinyPDF([drawn]).bytes)
    #expect(
      found == [
        "| 0>2v2 信息内容 | 2>2 法人", "| 2 甲 | 3 乙", "| 0v2 不予公开 | 1 1.属于国家秘密的一切信息 | 2 12 | 3 0",
        "| 1 2.其他 | 2  | 3 3", "| 0>2 总计 | 2 １２ | 3 3",
      ])
  }

  @Test(arguments: ["/Rotate 90", "/Rotate 180", "/Rotate 270", "/CropBox[30 30 560 800]"])
  func readsThePageAsItIsShown(entries: String) throws {
    var page = TinyPDF.Page()
    page.entries = entries
    // Upright on the page as shown: turned the other way on the page as written.
    let turn = ["/Rotate 90": 1, "/Rotate 180": 2, "/Rotate 270": 3][entries] ?? 0
    func place(_ x: Double, _ y: Double) -> (Double, Double) {
      switch turn {
      case 1: (y, 842 - x)
      case 2: (595 - x, 842 - y)
      case 3: (595 - y, x)
      default: (x, y)
      }
    }
    for x in [100.0, 200, 300] {
      let from = place(x, 100)
      let to = place(x, 140)
      page.line(from.0, from.1, to.0, to.1)
    }
    for y in [100.0, 120, 140] {
      let from = place(100, y)
      let to = place(300, y)
      page.line(from.0, from.1, to.0, to.1)
    }
    for (text, x, y) in [("规章", 130.0, 114.0), ("件数", 230, 114), ("第一", 130, 134), ("7", 240, 134)] {
      let at = place(x, y)
      page.text(text, at.0, at.1, turn: turn)
    }
    let found = try outline(TinyPDF([page]).bytes)
    #expect(
      found == ["| 0 规章 | 1 件数", "| 0 第一 | 1 7"])
  }

  @Test(arguments: [1, 3])
  func turnsATableThatLiesOnItsSide(turn: Int) throws {
    let drawn = page { page in
      func place(_ x: Double, _ y: Double) -> (Double, Double) { turn == 1 ? (y, 800 - x) : (595 - y, x) }
      for x in [100.0, 200, 300] {
        let from = place(x, 100)
        let to = place(x, 140)
        page.line(from.0, from.1, to.0, to.1)
      }
      for y in [100.0, 120, 140] {
        let from = place(100, y)
        let to = place(300, y)
        page.line(from.0, from.1, to.0, to.1)
      }
      for (text, x, y) in [("行政许可", 110.0, 114.0), ("处理数量", 210, 114), ("行政处罚", 110, 134), ("27", 240, 134)] {
        let at = place(x, y)
        page.text(text, at.0, at.1, turn: turn)
      }
    }
    let found = try outline(TinyPDF([drawn]).bytes)
    #expect(
      found == ["| 0 行政许可 | 1 处理数量", "| 0 行政处罚 | 1 27"])
  }

  @Test func readsLabelsSetUprightOrStacked() throws {
    let drawn = page { page in
      TinyTable(
        columns: [60, 80, 160], rows: [100, 200, 300],
        cells: [
          .init(0, 0, Array("三本年度结果").map(String.init)), .init(0, 1, ["5"]), .init(1, 0, []), .init(1, 1, ["6"]),
        ]
      ).draw(on: &page)
      page.text("办理结果", 66, 220, turn: 3)
    }
    let found = try outline(TinyPDF([drawn]).bytes)
    #expect(
      found == ["| 0 三本年度结果 | 1 5", "| 0 办理结果 | 1 6"])
  }

  @Test func partsWordsThatStandOverARuling() throws {
    let drawn = page { page in
      TinyTable(
        columns: [100, 112, 124, 224], rows: [100, 120, 140],
        cells: [
          .init(0, 0, ["甲"]), .init(0, 1, ["乙"]), .init(0, 2, ["丙"]), .init(1, 0, []), .init(1, 1, []),
          .init(1, 2, ["12345"]),
        ]
      ).draw(on: &page)
      // One run of text over two cells, each figure in its own.
      page.text("07", 107, 134, size: 10, spacing: 0)
    }
    let found = try outline(TinyPDF([drawn]).bytes)
    #expect(
      found == ["| 0 甲 | 1 乙 | 2 丙", "| 0 0 | 1 7 | 2 12345"])
  }

  @Test func keepsANumberWholeThatIsWiderThanItsCell() throws {
    let drawn = page { page in
      TinyTable(
        columns: [100, 120, 140, 160], rows: [100, 120],
        cells: [.init(0, 0, ["1"]), .init(0, 1, ["123456"]), .init(0, 2, ["2"])]
      ).draw(on: &page, size: 8)
    }
    let found = try outline(TinyPDF([drawn]).bytes)
    #expect(
      found == ["| 0 1 | 1 123456 | 2 2"])
  }

  @Test func joinsATableOverPagesAndDropsItsRepeatedHead() throws {
    let columns = [60.0, 200, 300]
    let first = page {
      TinyTable(
        columns: columns, rows: [740, 760, 780, 800],
        cells: [
          .init(0, 0, ["信息内容"]), .init(0, 1, ["本年数量"]), .init(1, 0, ["规章"]), .init(1, 1, ["1"]), .init(2, 0, ["许可"]),
          .init(2, 1, ["2"]),
        ]
      ).draw(on: &$0)
      $0.text("- 1 -", 280, 825)
    }
    let second = page {
      TinyTable(
        columns: columns, rows: [40, 60, 80],
        cells: [.init(0, 0, ["信息内容"]), .init(0, 1, ["本年数量"]), .init(1, 0, ["处罚"]), .init(1, 1, ["3"])]
      ).draw(on: &$0)
      $0.text("- 2 -", 280, 825)
    }
    let found = try outline(TinyPDF([first, second]).bytes)
    #expect(
      found == [
        "| 0 信息内容 | 1 本年数量", "| 0 规章 | 1 1", "| 0 许可 | 1 2", "| 0 处罚 | 1 3",
      ])
  }

  @Test func joinsARowAndALabelThatAPageCutInTwo() throws {
    let columns = [60.0, 120, 200, 260]
    let first = page {
      TinyTable(
        columns: columns, rows: [760, 780, 800],
        cells: [
          .init(0, 0, rowSpan: 2, ["不予处理"]), .init(0, 1, ["4.大量反复"]), .init(0, 2, ["0"]),
          .init(1, 1, ["5.要求确认或"]), .init(1, 2, ["8"]),
        ]
      ).draw(on: &$0, size: 12)
    }
    let second = page {
      TinyTable(
        columns: columns, rows: [40, 60, 80],
        cells: [
          .init(0, 0, ["　"]), .init(0, 1, ["重新出具"]), .init(0, 2, []), .init(1, 0, columnSpan: 2, ["总计"]),
          .init(1, 2, ["8"]),
        ]
      ).draw(on: &$0, size: 12)
    }
    let found = try outline(TinyPDF([first, second]).bytes)
    #expect(
      found == [
        "| 0v2 不予处理 | 1 4.大量反复 | 2 0", "| 1 5.要求确认或重新出具 | 2 8", "| 0>2 总计 | 2 8",
      ])
  }

  @Test func leavesRowsApartThatOnlyLookCut() throws {
    let columns = [60.0, 200, 300]
    let first = page {
      TinyTable(columns: columns, rows: [760, 780], cells: [.init(0, 0, ["规章"]), .init(0, 1, [])]).draw(on: &$0)
      TinyTable(columns: columns, rows: [740, 760], cells: [.init(0, 0, ["内容"]), .init(0, 1, ["件数"])]).draw(on: &$0)
    }
    let second = page {
      TinyTable(columns: columns, rows: [40, 60], cells: [.init(0, 0, ["规范性文件"]), .init(0, 1, ["3"])]).draw(on: &$0)
    }
    let found = try outline(TinyPDF([first, second]).bytes)
    #expect(
      found == ["| 0 内容 | 1 件数", "| 0 规章 | 1 ", "| 0 规范性文件 | 1 3"])
  }

  @Test(arguments: 0..<24 as Range<UInt64>)
  func readsRandomTablesAsTheyWereDrawn(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let style = TinyTable.Style.allCases[Int.random(in: 0..<TinyTable.Style.allCases.count, using: &random)]
    let columnCount = Int.random(in: 2...8, using: &random)
    let rowCount = Int.random(in: 2...25, using: &random)
    var columns = [50.0]
    for _ in 0..<columnCount { columns.append(columns[columns.count - 1] + Double.random(in: 38...62, using: &random)) }
    var rows = [60.0]
    for _ in 0..<rowCount { rows.append(rows[rows.count - 1] + Double.random(in: 16...28, using: &random)) }
    var taken = Set<Int>()
    var cells: [TinyTable.Cell] = []
    for row in 0..<rowCount {
      for column in 0..<columnCount where !taken.contains(row * 100 + column) {
        var right = column + 1
        while right < columnCount, !taken.contains(row * 100 + right), Int.random(in: 0..<6, using: &random) == 0 {
          right += 1
        }
        let tall = Int.random(in: 0..<8, using: &random) == 0 ? 2 : 1
        let bottom = min(rowCount, row + tall)
        for covered in row..<bottom { for place in column..<right { taken.insert(covered * 100 + place) } }
        let text =
          ["", "0", "\(Int.random(in: 1...9999, using: &random))", "规章", "其他"].randomElement(using: &random) ?? ""
        cells.append(
          .init(row, column, rowSpan: bottom - row, columnSpan: right - column, text.isEmpty ? [] : [text]))
      }
    }
    // A line at which nothing begins cannot be seen, and a table needs text to be one.
    if Set(cells.map(\.row)).count < rowCount || Set(cells.map(\.column)).count < columnCount { return }
    cells[0].lines = ["头"]
    let drawn = page { TinyTable(columns: columns, rows: rows, cells: cells).draw(on: &$0, style: style, size: 8) }
    let expected = (0..<rowCount).map { row in
      "| "
        + cells.filter { $0.row == row }.sorted { $0.column < $1.column }.map {
          "\($0.column)\($0.columnSpan > 1 ? ">\($0.columnSpan)" : "")\($0.rowSpan > 1 ? "v\($0.rowSpan)" : "")"
            + " \($0.lines.first ?? "")"
        }.joined(separator: " | ")
    }
    let found = try outline(TinyPDF([drawn]).bytes)
    #expect(
      found == expected, "seed \(seed), \(style)")
  }
}

import TestSupport
import Testing

@testable import DocumentReading

@Suite struct PDFFrameTests {
  @Test func partsTablesInAFrameFromTheTextAroundThem() throws {
    var page = TinyPDF.Page()
    // The sides of the inner tables lie on the frame's.
    TinyTable(
      columns: [60, 200, 300, 400], rows: [60, 140, 160, 180, 240, 260, 280, 340],
      cells: [
        .init(0, 0, columnSpan: 3, []), .init(1, 0, ["规章"]), .init(1, 1, ["3"]), .init(1, 2, ["5"]),
        .init(2, 0, ["许可"]), .init(2, 1, ["7"]), .init(2, 2, []), .init(3, 0, columnSpan: 3, []), .init(4, 0, ["复议"]),
        .init(4, 1, columnSpan: 2, ["1"]), .init(5, 0, ["诉讼"]), .init(5, 1, columnSpan: 2, ["0"]),
        .init(6, 0, columnSpan: 3, []),
      ]
    ).draw(on: &page)
    for (index, line) in ["本年度公开工作有新的进展，", "各项制度得到落实，现将情况", "报告如下。"].enumerated() {
      page.text(line, 70, 80 + Double(index) * 16)
      page.text(line, 70, 196 + Double(index) * 16)
      page.text(line, 70, 296 + Double(index) * 16)
    }
    let found = try outline(TinyPDF([page]).bytes)
    #expect(
      found.filter { $0.hasPrefix("|") } == [
        "| 0 规章 | 1 3 | 2 5", "| 0 许可 | 1 7 | 2 ", "| 0 复议 | 1 1", "| 0 诉讼 | 1 0",
      ])
    #expect(found.filter { !$0.hasPrefix("|") }.count { $0.contains("报告如下。") } == 3)
  }

  @Test func aLineBelongsToOnePlaceOfAGrid() {
    // Two tables of one frame, with sides five points apart.
    let level = [60.0, 80, 100, 120].map { Ruling(position: $0, start: 50, end: 250) }
    let upright = [
      Ruling(position: 50, start: 60, end: 120), Ruling(position: 250, start: 60, end: 120),
      Ruling(position: 150, start: 60, end: 80), Ruling(position: 155, start: 100, end: 120),
    ]
    let grids = RulingGrid.grids(level: level, upright: upright)
    #expect(grids.map { $0.cells.map(\.columnSpan) } == [[1, 2, 3, 2, 1]])
  }

  @Test func leavesOutHowCharactersAreRead() throws {
    var page = TinyPDF.Page()
    page.text("gong", 100, 90, size: 5)
    page.text("kai", 112, 90, size: 5)
    page.text("公开 PDF 的申请", 100, 102, size: 10)
    #expect(try outline(TinyPDF([page]).bytes).map { $0.filter { $0 != " " } } == ["公开PDF的申请"])
  }

  @Test func aHeadOverACutKeepsItsColumns() throws {
    func part(_ rows: [[String]], top: Double) -> TinyPDF.Page {
      var page = TinyPDF.Page()
      TinyTable(
        columns: [60, 120, 180, 240, 300], rows: (0...rows.count).map { top + Double($0) * 20 },
        cells: rows.enumerated().flatMap { row, texts in
          texts.enumerated().map { .init(row, $0, $1.isEmpty ? [] : [$1]) }
        }
      ).draw(on: &page)
      return page
    }
    let first = part([["结果维持", "结果纠正", "其他结果", "总计"]], top: 780)
    let second = part([["", "1", "", "1"]], top: 60)
    #expect(
      try outline(TinyPDF([first, second]).bytes) == [
        "| 0 结果维持 | 1 结果纠正 | 2 其他结果 | 3 总计", "| 0  | 1 1 | 2  | 3 1",
      ])
  }
}

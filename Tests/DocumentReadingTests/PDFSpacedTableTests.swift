import TestSupport
import Testing

@testable import DocumentReading

/// Tables without rulings: exact where every place is clear, else the order of their entries alone.
@Suite struct PDFSpacedTableTests {
  private static func page(_ draw: (inout TinyPDF.Page) -> Void) -> TinyPDF.Page {
    var page = TinyPDF.Page()
    draw(&page)
    return page
  }

  /// A row: the lines of a label, and figures at the height of its middle; an empty text prints nothing.
  private static func row(_ page: inout TinyPDF.Page, _ label: [String], _ figures: [String], _ y: Double) {
    for (index, line) in label.enumerated() { page.text(line, 80, y + Double(index) * 11) }
    let middle = y + Double(label.count - 1) * 5.5
    for (index, figure) in figures.enumerated() where !figure.isEmpty {
      page.text(figure, 260 + Double(index) * 60, middle)
    }
  }

  @Test func givesEachFigureItsColumn() throws {
    let drawn = Self.page { page in
      let lines = [["内容", "甲类", "乙类", "总计"], ["规章", "0", "", "12"], ["许可事项", "5", "", "5"], ["处罚", "6", "", "7"]]
      for (row, line) in lines.enumerated() {
        for (column, text) in line.enumerated() where !text.isEmpty {
          page.text(text, 80 + Double(column) * 90, 120 + Double(row) * 18)
        }
      }
    }
    // A column without a figure is one by its head.
    #expect(
      try outline(TinyPDF([drawn]).bytes) == [
        "| 0 内容 | 1 甲类 | 2 乙类 | 3 总计", "| 0 规章 | 1 0 | 2  | 3 12", "| 0 许可事项 | 1 5 | 2  | 3 5",
        "| 0 处罚 | 1 6 | 2  | 3 7",
      ])
  }

  @Test func givesLinesOfALabelToTheirRow() throws {
    let drawn = Self.page { page in
      Self.row(&page, ["1.要求重新出具"], ["5", "0", "5"], 100)
      Self.row(&page, ["2.申请人无正当理由", "逾期不补正"], ["1", "2", "3"], 116)
      Self.row(&page, ["3.申请人逾期未按收费", "通知要求缴纳费用"], ["4", "0", "4"], 138)
      Self.row(&page, ["第二十条第（六）项"], [], 190)
      Self.row(&page, ["行政处罚"], ["7", "8", "15"], 230)
    }
    #expect(
      try outline(TinyPDF([drawn]).bytes) == [
        "| 0 1.要求重新出具 | 1 5 | 2 0 | 3 5", "| 0 2.申请人无正当理由逾期不补正 | 1 1 | 2 2 | 3 3",
        "| 0 3.申请人逾期未按收费通知要求缴纳费用 | 1 4 | 2 0 | 3 4", "| 0>4 第二十条第（六）项", "| 0 行政处罚 | 1 7 | 2 8 | 3 15",
      ])
  }

  @Test func namesAGroupBeforeItsFirstEntry() throws {
    let drawn = Self.page { page in
      for (index, label) in ["1.属于国家秘密", "2.法律禁止公开", "3.其他"].enumerated() {
        page.text(label, 140, 100 + Double(index) * 20)
        for column in 0..<3 { page.text("\(index + column)", 260 + Double(column) * 60, 100 + Double(index) * 20) }
      }
      page.text("（三）", 80, 114)
      page.text("不予", 80, 125)
    }
    #expect(
      try outline(TinyPDF([drawn]).bytes) == [
        "| 0>4 （三）不予", "| 0 1.属于国家秘密 | 1 0 | 2 1 | 3 2", "| 0 2.法律禁止公开 | 1 1 | 2 2 | 3 3", "| 0 3.其他 | 1 2 | 2 3 | 3 4",
      ])
  }

  @Test func putsNoHeadOverAColumnOfAnother() throws {
    let drawn = Self.page { page in
      // Heads that are wider than their columns: one of them reaches over the next.
      for (text, x) in [("甲类事项名称", 140.0), ("丙类事项名称", 232), ("戊类事项名称", 322)] { page.text(text, x, 100) }
      for row in 0..<3 {
        Self.row(&page, ["事项\("甲乙丙".map(String.init)[row])"], [], 120 + Double(row) * 18)
        for column in 0..<6 {
          page.text("\(row + column)", 150 + Double(column) * 45, 120 + Double(row) * 18)
        }
      }
    }
    let found = try outline(TinyPDF([drawn]).bytes)
    #expect(found.first == "| 0>7 甲类事项名称 丙类事项名称 戊类事项名称", "\(found)")
    #expect(found.dropFirst().first == "| 0 事项甲 | 1 0 | 2 1 | 3 2 | 4 3 | 5 4 | 6 5")
  }

  @Test func goesOnOverThePageWithTheColumnsOfItsHead() throws {
    let first = Self.page { page in
      for (column, text) in ["内容", "甲类", "乙类", "总计"].enumerated() {
        page.text(text, column == 0 ? 80 : 200 + Double(column) * 60, 700)
      }
      for row in 0..<4 {
        Self.row(&page, ["事项\("甲乙丙丁".map(String.init)[row])"], ["\(row)", "\(row)", "7"], 720 + Double(row) * 18)
      }
    }
    let second = Self.page { page in
      for row in 0..<4 {
        Self.row(&page, ["条目\("甲乙丙丁".map(String.init)[row])"], ["\(row)", "", "8"], 80 + Double(row) * 18)
      }
    }
    let found = try outline(TinyPDF([first, second]).bytes)
    #expect(found.suffix(2) == ["| 0 条目丙 | 1 2 | 2  | 3 8", "| 0 条目丁 | 1 3 | 2  | 3 8"])
  }

  @Test func keepsOnlyTheOrderWhereRowsAreNotClear() throws {
    // Labels set without space between them, numbers or figures at a middle: which line belongs to which row?
    let drawn = Self.page { page in
      for (index, label) in ["要求重新出具有", "关信息材料的", "申请人逾期未", "按收费通知"].enumerated() {
        page.text(label, 80, 100 + Double(index) * 11)
      }
      for (y, figures) in [(103.0, ["5", "0", "5"]), (116, ["1", "2", "3"]), (129, ["1", "1", "2"])] {
        for (column, figure) in figures.enumerated() { page.text(figure, 260 + Double(column) * 60, y) }
      }
    }
    let found = try outline(TinyPDF([drawn]).bytes)
    #expect(found.contains { $0.hasPrefix("~") })
    #expect(!found.contains { $0.hasPrefix("|") }, "\(found)")
  }

  @Test func takesNoTextForATable() throws {
    let drawn = Self.page { page in
      page.text("某某镇人民政府 2024 年政府信息公开", 80, 80, size: 14)
      page.text("全年收到申请 12 件，办结 11 件，结转 1 件，公开信息 345 条，发布 6 次，回应 7 次，", 80, 120)
      page.text("比上一年多 8 件。", 80, 136)
    }
    #expect(try outline(TinyPDF([drawn]).bytes).allSatisfy { !$0.hasPrefix("|") && !$0.hasPrefix("~") })
  }
}

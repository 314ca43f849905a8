import ReportRecognition
import StatutoryForm
import TestSupport
import Testing

/// Documents that print a table of the form more than once.
@Suite("several tables of one kind") struct SeveralTablesTests {
  /// Another body's or year's table 3 before or behind the report's own, with captions.
  private func text(_ form: FilledForm, _ shape: Shape, first: (FilledForm, String), then caption: String) -> String {
    let own = FormPrinter(shape: shape).print(form)
    let other = FormPrinter(shape: shape).print(first.0)
    let heading = shape == .html ? "<p>三、收到和处理政府信息公开申请情况</p>" : "三、收到和处理政府信息公开申请情况\n"
    let next = shape == .html ? "<p>四、政府信息公开行政复议" : "四、政府信息公开行政复议"
    guard let start = other.range(of: heading), let end = other.range(of: next), let place = own.range(of: heading)
    else { return "" }
    func line(_ text: String) -> String { text.isEmpty ? "" : shape == .html ? "<p>\(text)</p>" : text + "\n" }
    return own[..<place.upperBound] + line(first.1) + other[start.upperBound..<end.lowerBound] + line(caption)
      + own[place.upperBound...]
  }

  @Test(
    "the caption tells which table is the report's",
    arguments: [
      ("2021年情况：", "2022年情况："), ("二〇二一年度", "二〇二二年度"), ("上年度情况如下：", "本年度情况如下："), ("样表", ""), ("上半年：", "全年："),
      ("全县汇总：", "本机关："),
    ], [Shape.lines, .html, .pipes])
  func captions(_ captions: (String, String), _ shape: Shape) throws {
    let form = filled(.v2, seed: 21)
    let text = text(form, shape, first: (filled(.v2, seed: 22), captions.0), then: captions.1)
    let comparison = try Comparison(form, text: text)
    #expect(comparison.wrong.isEmpty, "\(comparison.wrong.prefix(3))")
  }

  @Test("a caption that names the body is that of its own table", arguments: [Shape.lines, .html])
  func named(_ shape: Shape) throws {
    let form = filled(.v2, seed: 31)
    let name = try #require(try recognized(FormPrinter(shape: shape).print(form))?.agencyNames.first?.name)
    let text = text(form, shape, first: (filled(.v2, seed: 32), "表1：全县汇总表"), then: "表2：\(name)情况表")
    let report = try #require(try recognized(text))
    #expect(try Comparison(form, text: text).wrong.isEmpty)
    #expect(!report.findings.contains { $0.rule == "S.ROWS" && $0.severity == .warning })
  }

  @Test("an empty form before the filled one is no rival") func emptyForm() throws {
    let form = filled(.v2, seed: 41)
    var empty = form
    for row in empty.layout.rows + [.review, .litigationDirect, .litigationAfterReview] {
      empty.cells[row] = form.cells[row].map { $0.map { _ in nil } }
    }
    let text = FormPrinter(shape: .html).print(form)
    let blank = FormPrinter(shape: .html).print(empty)
    let heads = ["<p>二、主动公开", "<p>三、收到和处理", "<p>四、政府信息公开行政复议", "<p>五、"]
    var both = ""
    var end = text.startIndex
    for (head, next) in zip(heads, heads.dropFirst()) {
      let from = try #require(text.range(of: head)?.lowerBound)
      let place = try #require(text.range(of: "<table", range: from..<text.endIndex)?.lowerBound)
      let own = try #require(blank.range(of: head)?.lowerBound)
      let table = try #require(blank.range(of: "<table", range: own..<blank.endIndex)?.lowerBound)
      let close = try #require(blank.range(of: next, range: own..<blank.endIndex)?.lowerBound)
      both += text[end..<place] + blank[table..<close]
      end = place
    }
    both += text[end...]
    let comparison = try Comparison(form, text: both)
    #expect(comparison.wrong.isEmpty, "\(comparison.wrong.prefix(3))")
  }

  @Test(
    "of two reports in one document the first is read, and a finding tells of the other",
    arguments: [Shape.html, .lines])
  func twoReports(_ shape: Shape) throws {
    let form = filled(.v2, seed: 42)
    let own = FormPrinter(shape: shape).print(form)
    let name = try #require(try recognized(own)?.title)
    let other = FormPrinter(shape: shape).print(filled(.v2, seed: 43)).replacing("2022", with: "2021")
    let report = try #require(try recognized(own + "\n" + other))
    #expect(report.title == name)
    #expect(report.sections.count == 6)
    let warnings = report.findings.filter { $0.severity == .warning }
    #expect(warnings.map(\.rule) == ["S.SECTIONS"], "\(warnings)")
    for row in form.layout.rows where row.table != .proceedings {
      #expect(texts(report, row) == form.cells[row]?.map { $0 ?? "" })
    }
  }

  @Test("table 4 as three tables of one block each") func blocks() throws {
    let form = filled(.v2, seed: 44)
    let names = FormColumn.results.map { "<td>\($0.label(in: .v2))</td>" }.joined()
    let tables = [
      ("行政复议", FormRow.review), ("行政诉讼（未经复议直接起诉）", .litigationDirect), ("行政诉讼（复议后起诉）", .litigationAfterReview),
    ].map { title, row in
      "<table><tr><td colspan=5>\(title)</td></tr><tr>\(names)</tr><tr>"
        + (form.cells[row] ?? []).map { "<td>\($0 ?? "")</td>" }.joined() + "</tr></table>"
    }
    let comparison = try Comparison(form, text: page(form, proceedings: tables.joined()))
    #expect(comparison.wrong.isEmpty, "\(comparison.wrong.prefix(3))")
  }

  @Test("a table whose title says its section's head again is no second section") func titledTable() throws {
    let text = FormPrinter(shape: .html).print(filled(.v2, seed: 33))
    let head = "<p>三、收到和处理政府信息公开申请情况</p>"
    let titled = text.replacing(head, with: head + "<p>收到和处理政府信息公开申请情况</p>")
    #expect(titled != text)
    let report = try #require(try recognized(titled))
    #expect(
      !report.findings.contains { $0.rule == "S.SECTIONS" && $0.severity == .warning && $0.seen == "1 2 3 3 4 5 6" })
  }

  @Test("零 is a zero without a warning") func zeroInWords() throws {
    let form = filled(.v2, seed: 34)
    let text = page(
      form,
      proceedings: TableMaker.html([
        ["类别"] + [
          "结果维持", "结果纠正", "其他结果", "尚未审结", "总计", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计", "结果维持", "结果纠正", "其他结果", "尚未审结",
          "总计",
        ],
        ["本机关"] + [String](repeating: "零", count: 15),
      ]))
    let report = try #require(try recognized(text))
    #expect(report.form?.proceedings.count == 15)
    #expect(!report.findings.contains { $0.rule == "T3.NONNEG" })
  }

  @Test("without captions the first is taken, and rows that differ carry a warning", arguments: [Shape.lines, .html])
  func noCaption(_ shape: Shape) throws {
    let form = filled(.v2, seed: 23)
    let other = filled(.v2, seed: 24)
    let report = try #require(try recognized(text(form, shape, first: (other, ""), then: "")))
    let rows = other.layout.rows.filter { $0.table == .applications || $0.table == .outcomes }
    for row in rows {
      let printed = report.form?.rows.first { $0.row == row }?.tokens.map(\.text)
      #expect(printed == other.cells[row]?.map { $0 ?? "" })
      let isWarned = report.findings.contains { $0.rule == "S.ROWS" && $0.severity == .warning && $0.row == row.code }
      #expect(isWarned == (form.cells[row] != other.cells[row]), "\(row)")
    }
  }

  @Test("the same table twice says nothing new", arguments: [Shape.lines, .html]) func same(_ shape: Shape) throws {
    let form = filled(.v2, seed: 25)
    let comparison = try Comparison(form, text: text(form, shape, first: (form, ""), then: ""))
    #expect(comparison.wrong.isEmpty, "\(comparison.wrong.prefix(3))")
  }

  @Test("a note below a table is no caption of the next") func noteBelow() throws {
    let form = filled(.v2, seed: 26)
    let other = filled(.v2, seed: 27)
    let report = try #require(try recognized(text(form, .html, first: (other, ""), then: "以上为2021年数据")))
    #expect(report.findings.contains { $0.rule == "S.ROWS" && $0.row == "new_received" })
  }

  @Test("rows of table 4 of another year or body", arguments: [("2021年", "2022年"), ("局属单位", "本机关"), ("本机关", "局属单位")])
  func proceedings(_ labels: (String, String)) throws {
    let form = filled(.v2, seed: 28)
    let other = filled(.v2, seed: 29).proceedings.map { $0 ?? "" }
    let own = form.proceedings.map { $0 ?? "" }
    let isOwnFirst = labels.0 == "本机关"
    let names = FormColumn.results.map { $0.label(in: .v2) }
    let rows = [
      ["类别"] + names + names + names, [labels.0] + (isOwnFirst ? own : other), [labels.1] + (isOwnFirst ? other : own),
    ]
    let comparison = try Comparison(form, text: page(form, proceedings: TableMaker.html(rows)))
    #expect(comparison.wrong.isEmpty, "\(comparison.wrong.prefix(3))")
  }
}

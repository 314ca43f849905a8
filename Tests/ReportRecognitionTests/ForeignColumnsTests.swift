import CellResolution
import ReportRecognition
import StatutoryForm
import TestSupport
import Testing

/// Tables with the form's rows under columns that the form does not have: their sums hold, and nothing of them is the
/// form's.
@Suite("columns of other tables") struct ForeignColumnsTests {
  private static let offices = ["县府办", "教育局", "公安局", "民政局", "财政局", "水利局", "合计"]
  private static let ways = ["网上申请", "信函申请", "传真申请", "当面申请", "邮件申请", "其他方式", "合计"]
  private static let years = ["2016年", "2017年", "2018年", "2019年", "2020年", "2021年", "2022年"]

  private func applications(_ form: FilledForm, _ heads: [String]) -> [[String]] {
    var lines = TableMaker.applications(form, FormColumn.applicants)
    lines[0].replaceSubrange(1..., with: heads)
    return lines
  }

  private func resolved(_ text: String) throws -> (cells: [String: [String]], findings: [Finding]) {
    let report = try #require(try recognized(text))
    let resolution = CellResolver().resolve(try #require(report.form))
    let rows = resolution.printed.rows.filter { $0.row.table == .applications || $0.row.table == .outcomes }
    let cells = rows.map { ($0.row.code, $0.tokens.map(\.text)) }
    return (Dictionary(cells) { first, _ in first }, report.findings + resolution.findings)
  }

  @Test("only what a head of the form names is taken", arguments: [offices, ways, years])
  func applications(_ heads: [String]) throws {
    let form = filled(.v2, seed: 51)
    let table = applications(form, heads)
    for text in [page(form, applications: table), textPage(form, table)] {
      let result = try resolved(text)
      for row in form.layout.rows where row.table == .applications || row.table == .outcomes {
        let tokens = result.cells[row.code] ?? []
        let others = tokens.dropLast().joined()
        #expect(others.isEmpty, "\(row) \(tokens)")
        if let total = tokens.last, !total.isEmpty { #expect(total == form.cells[row]?.last) }
        #expect(result.findings.contains { $0.rule == "S.COLUMNS" && $0.row == row.code }, "\(row)")
      }
    }
  }

  @Test("heads of the form in other words, cut short or lost are not foreign")
  func ownHeads() throws {
    let form = filled(.v2, seed: 52)
    let words = ["公民", "公司企业", "研究机构", "社会团体", "律师事务所", "其它", "合计"]
    let cut = ["自然", "商业", "科研", "社会", "法律", "其", "总"]
    for heads in [words, cut, [String](repeating: "", count: 7)] {
      let comparison = try Comparison(form, text: page(form, applications: applications(form, heads)))
      #expect(comparison.wrong.isEmpty, "\(heads): \(comparison.wrong.prefix(3))")
    }
  }

  @Test("results that are none of the form's") func proceedings() throws {
    let form = filled(.v2, seed: 53)
    let names = ["维持", "撤销", "变更", "驳回", "合计"].map { "<td>\($0)</td>" }.joined()
    let table =
      "<table><tr><td colspan=5>行政复议</td><td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td></tr>"
      + "<tr>\(names + names + names)</tr><tr>"
      + form.proceedings.map { "<td>\($0 ?? "")</td>" }.joined() + "</tr></table>"
    let report = try #require(try recognized(page(form, proceedings: table)))
    #expect(report.form?.proceedings == [])
    #expect(report.findings.count { $0.rule == "S.COLUMNS" && $0.table == "proceedings" } == 3)
  }

  @Test("measures that are none of the form's") func disclosure() throws {
    let form = filled(.v2, seed: 54)
    let text = FormPrinter(shape: .html).print(form)
    let other = text.replacing("本年制发件数", with: "县政府").replacing("本年废止件数", with: "乡镇").replacing(
      "现行有效件数", with: "县直部门")
    #expect(other != text)
    let report = try #require(try recognized(other))
    #expect(texts(report, .normativeDocuments) ?? [] == [])
    #expect(texts(report, .adminLicense) == form.cells[.adminLicense]?.map { $0 ?? "" })
    #expect(report.findings.contains { $0.rule == "S.COLUMNS" && $0.row == "normative_documents" })
  }

  @Test("a comparison of years beside table 3 neither hides nor contradicts it", arguments: [true, false])
  func comparison(_ isFirst: Bool) throws {
    let form = filled(.v2, seed: 55)
    let text = FormPrinter(shape: .html).print(form)
    let rows = [
      ["项目", "2021年", "2022年", "增减"], ["予以公开", "4", "9", "5"], ["部分公开", "1", "3", "2"], ["合计", "5", "12", "7"],
    ]
    let heading = "<p>三、收到和处理政府信息公开申请情况</p>"
    let next = "<p>四、政府信息公开行政复议"
    let table = TableMaker.html(rows)
    let changed =
      isFirst ? text.replacing(heading, with: heading + table) : text.replacing(next, with: table + next)
    #expect(changed != text)
    let comparison = try Comparison(form, text: changed)
    #expect(comparison.wrong.isEmpty, "\(comparison.wrong.prefix(3))")
  }
}

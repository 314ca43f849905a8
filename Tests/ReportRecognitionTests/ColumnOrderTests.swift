import CellResolution
import DocumentReading
import ReportRecognition
import StatutoryForm
import TestSupport
import Testing

/// Tables whose heads stand in another order than the form's.
@Suite("order of columns") struct ColumnOrderTests {
  private static let usual = FormColumn.applicants
  private static let totalFirst: [FormColumn] = [.total] + FormColumn.applicants.dropLast()
  private static let personsLast: [FormColumn] = Array(FormColumn.applicants[1...5]) + [.naturalPerson, .total]
  private static let exchanged: [FormColumn] = [
    .naturalPerson, .commercialEnterprise, .legalServiceOrganization, .publicWelfareOrganization,
    .researchInstitution, .otherOrganization, .total,
  ]

  private func wrong(_ form: FilledForm, _ text: String) throws -> (cells: [String], findings: [String]) {
    let wrong = try Comparison(form, text: text).wrong
    return (wrong.filter { !$0.hasPrefix("finding") }, wrong.filter { $0.hasPrefix("finding") })
  }

  @Test("heads in another order are followed", arguments: [usual, totalFirst, personsLast, exchanged], [1, 2, 3])
  func applicants(_ order: [FormColumn], _ seed: UInt64) throws {
    let form = filled(.v2, seed: seed)
    let result = try wrong(form, page(form, applications: TableMaker.applications(form, order)))
    #expect(result.cells.isEmpty, "\(result.cells.prefix(3))")
    // Sums prove where the total stands, and nothing where the organisations do.
    #expect(result.findings.isEmpty == (order == Self.usual || order == Self.totalFirst), "\(result.findings)")
    #expect(result.findings.allSatisfy { $0.hasPrefix("finding S.COLUMNS") })
  }

  @Test("rows and columns exchanged") func transposed() throws {
    let form = filled(.v2, seed: 4)
    let result = try wrong(form, page(form, applications: TableMaker.transposed(form)))
    #expect(result.cells.isEmpty && result.findings.isEmpty, "\(result)")
  }

  @Test("a cell with the labels of several rows heads none of them") func severalLabels() throws {
    let form = filled(.v2, seed: 16)
    var lines = TableMaker.transposed(form)
    lines[0][1] += lines[0][2]
    lines[0][2] = ""
    let result = try wrong(form, page(form, applications: lines))
    #expect(result.cells.allSatisfy { $0.hasPrefix("new_received") || $0.hasPrefix("carried_in") }, "\(result)")
    let published = result.cells.filter { !$0.hasSuffix("!= []") && !$0.hasSuffix("!= [\"\"]") }
    #expect(published.isEmpty, "\(published.prefix(3))")
  }

  @Test("heads against the sums: the form's order stays, with a warning") func wrongHeads() throws {
    let form = filled(.v2, seed: 5)
    let table = TableMaker.applications(form, Self.usual, heads: Self.totalFirst)
    let result = try wrong(form, page(form, applications: table))
    #expect(result.cells.isEmpty, "\(result.cells.prefix(3))")
    #expect(result.findings.contains { $0.hasPrefix("finding S.COLUMNS") })
  }

  @Test("a part of the table without heads follows the part before it") func partWithoutHeads() throws {
    let form = filled(.v2, seed: 6)
    var lines = TableMaker.applications(form, Self.totalFirst)
    lines.insert([TableMaker.cut], at: 18)
    let result = try wrong(form, page(form, applications: lines))
    #expect(result.cells.isEmpty && result.findings.isEmpty, "\(result)")
  }

  @Test("in text the sums decide, else nothing is taken") func text() throws {
    let form = filled(.v2, seed: 7)
    let proved = try wrong(form, textPage(form, TableMaker.applications(form, Self.totalFirst)))
    #expect(proved.cells.isEmpty && proved.findings.isEmpty, "\(proved)")
    let report = try #require(try recognized(textPage(form, TableMaker.applications(form, Self.exchanged))))
    let resolution = CellResolver().resolve(try #require(report.form))
    let row = try #require(resolution.printed.rows.first { $0.row == .newReceived })
    #expect(row.tokens.map { $0.content == .unreadable } == [false, true, true, true, true, true, false])
    #expect(resolution.findings.contains { $0.rule == "S.COLUMNS" && $0.row == "new_received" })
  }

  @Test("both readings are handed on, and no sum is looked at") func readings() throws {
    let form = filled(.v2, seed: 15)
    let html = page(form, applications: TableMaker.applications(form, Self.totalFirst))
    let found = try #require(try recognized(html)?.form)
    let reading = try #require(found.headReadings.first)
    #expect(found.headReadings.count == 1 && reading.table == .outcomes)
    #expect(reading.order == .totalFirst && reading.isGrid && reading.hasOneOrder)
    for row in reading.rows {
      let cells = form.cells[row.row]?.map { $0 ?? "" } ?? []
      #expect(row.heads == .differing && row.isWhole)
      #expect(row.byHeads?.tokens.map(\.text) == cells)
      #expect(row.byHeads?.tokens.map(\.column) == Array(0..<7))
      let printed = found.rows.first { $0.row == row.row }?.tokens.map(\.text)
      #expect(printed == Array(cells.suffix(1) + cells.dropLast()))
    }
    #expect(reading.rows.count == form.layout.applicationRows.count)
    let usual = page(form, applications: TableMaker.applications(form, Self.usual))
    #expect(try recognized(usual)?.form?.headReadings.isEmpty == true)
  }

  @Test("columns of another year or of shares are left out") func furtherColumns() throws {
    let form = filled(.v2, seed: 8)
    var lines = TableMaker.applications(form, Self.usual)
    for index in lines.indices { lines[index] += index == 0 ? ["2021年总计", "占比"] : ["\(index + 3)", "12.5%"] }
    let result = try wrong(form, page(form, applications: lines))
    #expect(result.cells.isEmpty && result.findings.isEmpty, "\(result)")
  }

  @Test("rows out of order belong to their labels") func rowsOutOfOrder() throws {
    let form = filled(.v2, seed: 9)
    var lines = TableMaker.applications(form, Self.usual)
    lines.swapAt(6, 15)
    let result = try wrong(form, page(form, applications: lines))
    #expect(result.cells.isEmpty && result.findings.isEmpty, "\(result)")
  }

  @Test("values before their labels in text are not taken for those of the row before") func labelsBehind() throws {
    let form = filled(.v2, seed: 10)
    let lines = TableMaker.applications(form, Self.usual).map { Array($0.dropFirst()) + $0.prefix(1) }
    let report = try #require(try recognized(textPage(form, lines)))
    let rows = report.form?.rows.filter { $0.row.table == .applications || $0.row.table == .outcomes } ?? []
    #expect(rows.allSatisfy { $0.tokens.isEmpty })
    #expect(report.findings.contains { $0.rule == "S.ROWS" })
  }

  // MARK: Table 4

  private static let reviewLast: [FormRow] = [.litigationDirect, .litigationAfterReview, .review]
  private static let litigationsExchanged: [FormRow] = [.review, .litigationAfterReview, .litigationDirect]
  private static let stages: [FormRow] = [.review, .litigationDirect, .litigationAfterReview]
  private static let resultsTotalFirst: [FormColumn] = [.resultTotal] + FormColumn.results.dropLast()

  @Test("blocks of table 4 in another order", arguments: [stages, reviewLast, litigationsExchanged])
  func blocks(_ order: [FormRow]) throws {
    let form = filled(.v2, seed: 11)
    let table = TableMaker.proceedings(form, order, FormColumn.results)
    let result = try wrong(form, page(form, proceedings: table))
    #expect(result.cells.isEmpty, "\(result.cells.prefix(3))")
    #expect(result.findings.isEmpty == (order == Self.stages), "\(result.findings)")
  }

  @Test("totals of table 4 first") func totalsFirst() throws {
    let form = filled(.v2, seed: 12)
    let table = TableMaker.proceedings(form, Self.stages, Self.resultsTotalFirst)
    let result = try wrong(form, page(form, proceedings: table))
    #expect(result.cells.isEmpty && result.findings.isEmpty, "\(result)")
  }

  @Test("a row for each block, results down the rows") func stacked() throws {
    let form = filled(.v2, seed: 13)
    let heads = ["类别"] + FormColumn.results.map { $0.label(in: .v2) }
    let rows = [heads] + Self.reviewLast.map { [$0.label(in: .v2) ?? ""] + (form.cells[$0] ?? []).map { $0 ?? "" } }
    for table in [rows, rows[0].indices.map { column in rows.map { $0[column] } }] {
      let result = try wrong(form, page(form, proceedings: TableMaker.html(table)))
      #expect(result.cells.isEmpty && result.findings.isEmpty, "\(result)")
    }
  }

  // MARK: Table 2

  @Test("last year's figures beside this year's", arguments: [true, false]) func lastYearBeside(_ isGrid: Bool) throws {
    let form = filled(.v2, seed: 14)
    let text = FormPrinter(shape: isGrid ? .html : .lines).print(form)
    let value = form.cells[.adminLicense]?.first.flatMap { $0 } ?? ""
    let head = "<p>本年处理决定数量</p></td></tr>\n<tr><td><p>行政许可</p></td>"
    let changed =
      isGrid
      ? text.replacingOccurrences(of: head, with: "<p>上年处理决定数量</p></td><td>\(head)<td>777</td>")
      : text.replacingOccurrences(of: "行政许可\n\n\(value)\n", with: "行政许可\n\n777\n\n\(value)\n")
    #expect(changed != text)
    let report = try #require(try recognized(changed))
    let row = try #require(report.form?.rows.first { $0.row == .adminLicense })
    #expect(row.tokens.map(\.text) == (isGrid ? [value] : []))
    #expect(isGrid || report.findings.contains { $0.row == "admin_license" })
  }
}

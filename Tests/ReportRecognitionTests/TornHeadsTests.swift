import StatutoryForm
import TestSupport
import Testing

@testable import ReportRecognition

/// Heads that are torn into lines and stand in another order than the form's.
@Suite("torn heads") struct TornHeadsTests {
  private static func isOther(_ lines: String, _ columns: [FormColumn], _ version: FormVersion) -> Bool {
    TornHeads(columns, version: version).standOtherwise(in: CharacterFolding.key(lines))
  }

  @Test func piecesOfLinesTellTheOrder() {
    let documents: [FormColumn] = [.issued, .repealed, .inForce]
    #expect(Self.isOther("本年废止 现行有效 本年制发 件数 件数 件数", documents, .v2))
    #expect(Self.isOther("现行有 本年制 本年废 效件数 发件数 止件数", documents, .v2))
    #expect(!Self.isOther("本年制发 本年废止 现行有效 件数 件数 件数", documents, .v2))
    #expect(!Self.isOther("本年制发件数 本年废止件数 现行有效件数", documents, .v2))
    #expect(!Self.isOther("本年 本年 现行", documents, .v2), "not all of them")
    let first: [FormColumn] = [.newMade, .newDisclosed, .totalDisclosed]
    #expect(Self.isOther("对外公开 本年新制 本年新公 总数量 作数量 开数量", first, .v1))
    let licences: [FormColumn] = [.previousYearItems, .yearChange, .decisions]
    #expect(!Self.isOther("上一年 本年增 处理决 项目数 /减 定数量 量", licences, .v1))
    #expect(Self.isOther("本年增 上一年 处理决 /减 项目数 定数量 量", licences, .v1))
  }

  @Test("such rows of table 2 are left open, with a warning", arguments: [true, false])
  func rows(_ isOther: Bool) throws {
    let form = filled(.v2, seed: 41)
    let text = FormPrinter(shape: .spaces).print(form)
    let usual = "信息内容 本年制发件数 本年废止件数 现行有效件数"
    let heads = isOther ? "本年废止 现行有效 本年制发" : "本年制发 本年废止 现行有效"
    for torn in ["\(heads)\n信息内容\n件数 件数 件数", "\(heads)\n件数 件数 件数\n信息内容"] {
      let report = try #require(try recognized(text.replacingOccurrences(of: usual, with: torn)))
      for row in [FormRow.govRules, .normativeDocuments] {
        let printed = report.form?.rows.first { $0.row == row }?.tokens.map(\.text)
        #expect(printed == (isOther ? [] : form.cells[row]?.map { $0 ?? "" }))
        #expect(report.findings.contains { $0.rule == "S.COLUMNS" && $0.row == row.code } == isOther)
      }
      #expect(report.form?.rows.first { $0.row == .adminLicense }?.tokens.count == 1)
    }
  }
}

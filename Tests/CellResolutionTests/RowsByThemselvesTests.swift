import DecimalNumbers
import StatutoryForm
import Testing

@testable import CellResolution

/// Rows that no identity helps: those of table 2, and short or odd rows.
struct RowsByThemselvesTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var version = FormVersion.v1
    var row: FormRow
    var text: String
    var values: [Int64?]
    var bases: [Basis]
    var testDescription: String { "\(row) \(text)" }
  }

  @Test(arguments: [
    Case(row: .govRules, text: "=000", values: [0, 0, 0], bases: [.printed, .printed, .printed]),
    Case(
      row: .normativeDocuments, text: "=898989", values: [nil, nil, nil],
      bases: [.unresolved, .unresolved, .unresolved]),
    // The sign starts a number, so the first cell is certain; the cut after it is not.
    Case(
      row: .adminPenalty, text: "=2648-18538", values: [2648, nil, nil], bases: [.inferred, .unresolved, .unresolved]),
    Case(row: .adminFees, text: "=35-15", values: [35, -15], bases: [.inferred, .inferred]),
    Case(row: .adminFees, text: "=350", values: [nil, nil], bases: [.unresolved, .unresolved]),
    Case(row: .adminFees, text: "2", values: [nil, nil], bases: [.unresolved, .unresolved]),
    Case(row: .adminFees, text: "|2||", values: [2, nil], bases: [.printed, .blank]),
    Case(row: .adminFees, text: "|2|-8|", values: [2, -8], bases: [.printed, .printed]),
    Case(row: .adminFees, text: "", values: [nil, nil], bases: [.blank, .blank]),
    Case(row: .govRules, text: "|/|/|0|", values: [nil, nil, 0], bases: [.notApplicable, .notApplicable, .printed]),
    Case(row: .govRules, text: "|0|词|0|", values: [0, nil, 0], bases: [.printed, .unresolved, .printed]),
    Case(row: .govRules, text: "0 0", values: [nil, nil, nil], bases: [.unresolved, .unresolved, .unresolved]),
    Case(row: .govRules, text: "4 3 2 1", values: [nil, nil, nil], bases: [.unresolved, .unresolved, .unresolved]),
    Case(version: .v2, row: .adminLicense, text: "=8", values: [8], bases: [.printed]),
    Case(version: .v2, row: .adminLicense, text: "=1203", values: [1203], bases: [.printed]),
    Case(version: .v2, row: .adminLicense, text: "=007", values: [nil], bases: [.unresolved]),
    // The point belongs to the ordinal of the next row.
    Case(row: .adminCoercion, text: "=4102.", values: [4, 1, 0], bases: [.printed, .printed, .printed]),
    Case(
      row: .govRules, text: "=99999999999999999999999999", values: [nil, nil, nil],
      bases: [.unresolved, .unresolved, .unresolved]),
  ])
  func `a row of table 2`(sample: Case) {
    let form = CellResolver().resolve(Notation.form(sample.version, [sample.row: sample.text])).form
    #expect(form.values(sample.row) == sample.values)
    #expect(form.bases(sample.row) == sample.bases)
  }

  @Test func `a row padded with zeros is read place by place`() {
    let text = "=00 00 00 00 00 18 00 00 03 21 65 00 00 00 65"
    let form = CellResolver().resolve(Notation.form(.v1, [:], proceedings: text)).form
    #expect(form.values(.review) == [0, 0, 0, 0, 0])
    #expect(form.values(.litigationDirect) == [18, 0, 0, 3, 21])
    #expect(form.values(.litigationAfterReview) == [65, 0, 0, 0, 65])
  }

  @Test func `a padded row may have its thousands parted by commas`() {
    let text = "=00 00 00 00 00 1,218 00 00 03 1,221 00 00 00 00 00"
    let form = CellResolver().resolve(Notation.form(.v1, [:], proceedings: text)).form
    #expect(form.values(.litigationDirect) == [1218, 0, 0, 3, 1221])
    #expect(form.values(.review) == [0, 0, 0, 0, 0])
  }

  @Test func `no other cut makes a padded row right whose sum is wrong`() {
    let resolution = CellResolver().resolve(
      Notation.form(.v2, [:], proceedings: "=00 01 00 00 2 00 00 00 00 00 00 00 00 00 00"))
    #expect(resolution.form.values(.review)[1] != 0)
    #expect(resolution.form.values(.review)[4] == nil)
    #expect(resolution.form.values(.litigationDirect) == [0, 0, 0, 0, 0])
    #expect(!resolution.findings.isEmpty)
  }

  @Test func `money keeps its unit and its places`() {
    var rows = [
      PrintedRow(row: .centralProcurement, tokens: Notation.tokens("=13575394432.52"), labelLine: 1),
      PrintedRow(row: .adminFees, tokens: Notation.tokens("2 0"), labelLine: 1),
    ]
    rows[0].tokens[0].unit = .yuan
    let glued = CellResolver().resolve(PrintedForm(layout: FormLayout(version: .v1), rows: rows)).form
    let amount = glued[.centralProcurement, .procurementAmount]
    #expect(amount?.value == nil)
    #expect(amount?.basis == .unresolved)
    #expect(amount?.unit == .yuan)
    #expect(amount?.printed == "13575394432.52")

    let plain = CellResolver().resolve(
      Notation.form(.v1, [.centralProcurement: "32 199.927"], headerUnits: [.centralProcurement: .tenThousandYuan]))
    #expect(plain.form[.centralProcurement, .procurementAmount]?.value == DecimalNumber("199.927"))
    #expect(plain.form[.centralProcurement, .procurementAmount]?.unit == .tenThousandYuan)
    #expect(plain.form[.centralProcurement, .procurementAmount]?.isUnitPrintedInCell == false)

    let nowhere = CellResolver().resolve(Notation.form(.v1, [.centralProcurement: "32 52.15"])).form
    #expect(nowhere[.centralProcurement, .procurementAmount]?.value == DecimalNumber("52.15"))
    #expect(nowhere[.centralProcurement, .procurementAmount]?.unit == nil)
    let fee = CellResolver().resolve(Notation.form(.v2, [.adminFees: "7545"])).form
    #expect(fee[.adminFees, .feeAmount]?.unit == .tenThousandYuan)
  }

  @Test func `a row with more values than columns is reported and never guessed`() {
    let resolution = CellResolver().resolve(
      Notation.form(.v2, [.newReceived: "3 1 0 0 0 0 4 9", .carriedIn: "1 0 0 0 0 1 0 1"]))
    #expect(resolution.findings.map(\.rule) == ["S.ROWS", "S.ROWS"])
    #expect(resolution.form.values(.newReceived) == [3, 1, 0, 0, 0, 0, 4])
    #expect(resolution.form.bases(.newReceived) == Array(repeating: .inferred, count: 7))
    #expect(resolution.form.values(.carriedIn)[0] == nil)
  }

  @Test func `an empty report is blank throughout`() {
    for version in [FormVersion.v1, .v2] {
      let form = CellResolver().resolve(Notation.form(version, [:])).form
      #expect(form.cells.count == (version == .v1 ? 22 + 161 + 15 : 10 + 175 + 15))
      #expect(form.cells.allSatisfy { $0.basis == .blank && $0.value == nil && $0.printed == nil })
    }
  }

  @Test func `hostile tokens neither crash nor publish`() {
    let long = String(repeating: "1", count: 4000)
    let many = Array(repeating: "1", count: 500).joined(separator: " ")
    let minuses = "=" + String(repeating: "-", count: 300)
    for text in ["=" + long, long, many, minuses, "=1.2.3.4", "=.", "=-", "|999999999999999999|1|||||1|"] {
      let rows: [FormRow: String] = [.newReceived: text, .totalProcessed: text, .govRules: text, .adminFees: text]
      let form = CellResolver().resolve(Notation.form(.v1, rows, proceedings: text)).form
      #expect(form.cells.count == 198)
      #expect(form.cells.allSatisfy { $0.basis != .inferred || $0.row == .newReceived || $0.value != nil })
    }
  }
}

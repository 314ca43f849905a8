import StatutoryForm
import Testing

@testable import CellResolution

/// Figures of published reports, laid out as their documents print them.
struct RealTablesTests {
  /// form.md 4.1: eight rows print fewer values than there are columns, and yet every cell follows.
  static let droppedBlanks: [FormRow: String] = {
    var rows: [FormRow: String] = [:]
    for row in FormLayout(version: .v1).rows(of: .outcomes) { rows[row] = "0 0 0 0 0 0 0" }
    rows[.newReceived] = "17 0 0 0 17"
    rows[.carriedIn] = "0 0 0 0 0"
    rows[.grantedFull] = "15 0 0 0 0 0 15"
    rows[.grantedPartial] = "0 0 0 0 0 0"
    rows[.deniedLawProhibits] = "0 0 0 0 0"
    rows[.deniedThreeSecurityOneStability] = "0 0 0 0 0 0"
    rows[.deniedThirdPartyRights] = "1 0 0 0"
    rows[.deniedInternalAffairs] = "0 0 0 0"
    rows[.deniedProcessInfo] = "0 0 0 0 0"
    rows[.unavailableNotHeld] = "1 0 0 0 0 0 1"
    rows[.totalProcessed] = "17 0 0 0 0 0 17"
    rows[.carriedForward] = "0 0 0 0 0 0 0"
    return rows
  }()

  @Test func `all 161 cells follow although eight rows dropped blanks`() {
    let form = Notation.form(.v1, Self.droppedBlanks, proceedings: "2 1 0 0 3 0 0 0 0 0 0 0 0 0 0")
    let resolution = CellResolver().resolve(form)
    #expect(resolution.form.values(.newReceived) == [17, 0, 0, 0, 0, 0, 17])
    #expect(resolution.form.values(.deniedThirdPartyRights) == [1, 0, 0, 0, 0, 0, 1])
    let short: Set<FormRow> = [
      .newReceived, .carriedIn, .grantedPartial, .deniedLawProhibits, .deniedThreeSecurityOneStability,
      .deniedThirdPartyRights, .deniedInternalAffairs, .deniedProcessInfo,
    ]
    for cell in resolution.form.cells where cell.row.table == .applications || cell.row.table == .outcomes {
      #expect(cell.value != nil, "\(cell.row) \(cell.column)")
      #expect(cell.basis == (short.contains(cell.row) ? .inferred : .printed), "\(cell.row) \(cell.column)")
    }
    #expect(resolution.form.bases(.review) == Array(repeating: .printed, count: 5))
    #expect(resolution.proof.applications.solutions == 1)
    #expect(resolution.findings.isEmpty)
  }

  @Test func `cells of table cells left empty follow, a block wholly empty does not`() {
    var rows: [FormRow: String] = [:]
    for row in FormLayout(version: .v1).rows(of: .outcomes) { rows[row] = "|||||||" + "|" }
    rows[.newReceived] = "|821|35|||2|1|859|"
    rows[.carriedIn] = "|18||||||18|"
    rows[.grantedFull] = "|258|12|||1|1||"
    rows[.grantedPartial] = "|3|||||||"
    rows[.deniedStateSecret] = "|14|||||||"
    rows[.deniedInternalAffairs] = "|5|||||||"
    rows[.deniedProcessInfo] = "|3|1||||||"
    rows[.deniedAdminQuery] = "|10|2||||||"
    rows[.unavailableNotHeld] = "|252|12|||1|||"
    rows[.unavailableNeedsCreation] = "|44|3||||||"
    rows[.unavailableUnclearAfterCorrection] = "|25|||||||"
    rows[.rejectedPetitionComplaint] = "|148|1||||||"
    rows[.rejectedRepeat] = "|5|4||||||"
    rows[.totalProcessed] = "|767|35|||2|1|805|"
    rows[.carriedForward] = "|72||||||72|"
    let resolution = CellResolver().resolve(
      Notation.form(.v1, rows, proceedings: "|5|||2|7|8|||1|9||||||"))
    let form = resolution.form
    for cell in form.cells where cell.row.table == .applications || cell.row.table == .outcomes {
      #expect(cell.value != nil, "\(cell.row) \(cell.column)")
      #expect(cell.basis == (cell.printed == nil ? .inferred : .printed))
    }
    #expect(form.values(.grantedFull) == [258, 12, 0, 0, 1, 1, 272])
    #expect(form.values(.unavailableNotHeld).last == 265)
    #expect(form.values(.review) == [5, 0, 0, 2, 7])
    #expect(form.bases(.litigationDirect) == [.printed, .inferred, .inferred, .printed, .printed])
    #expect(form.bases(.litigationAfterReview) == Array(repeating: .blank, count: 5))
    #expect(resolution.findings.isEmpty)
  }

  @Test(arguments: [
    ("=10203120001200000", [1, 0, 2, 0, 3, 12, 0, 0, 0, 12, 0, 0, 0, 0, 0]),
    ("=21317000001324019", [2, 1, 3, 1, 7, 0, 0, 0, 0, 0, 13, 2, 4, 0, 19]),
    ("=25380363300630003", [25, 3, 8, 0, 36, 3, 3, 0, 0, 6, 3, 0, 0, 0, 3]),
    ("=000000000000000", Array(repeating: 0, count: 15)),
  ])
  func `the glued row of table 4 is cut by its three totals`(run: String, values: [Int64]) {
    let form = CellResolver().resolve(Notation.form(.v2, [:], proceedings: run)).form
    #expect(form.values(.review) + form.values(.litigationDirect) + form.values(.litigationAfterReview) == values)
    let basis: Basis = run.count == 16 ? .printed : .inferred
    #expect(Set(form.bases(.review)) == [basis])
    #expect(form.printed(.review).first == "\(values[0])")
  }

  @Test func `glued rows of table 3 are cut by row and column sums`() {
    var rows: [FormRow: String] = [:]
    for row in FormLayout(version: .v2).rows(of: .outcomes) { rows[row] = "=0000000" }
    rows[.newReceived] = "=640020470"
    rows[.carriedIn] = "=0000000"
    rows[.grantedFull] = "=270020130"
    rows[.grantedPartial] = "=9000009"
    rows[.unavailableNotHeld] = "=220000325"
    rows[.otherMisc] = "=5000005"
    rows[.totalProcessed] = "=630020469"
    rows[.carriedForward] = "=1000001"
    let resolution = CellResolver().resolve(Notation.form(.v2, rows))
    #expect(resolution.form.values(.newReceived) == [64, 0, 0, 2, 0, 4, 70])
    #expect(resolution.form.values(.grantedFull) == [27, 0, 0, 2, 0, 1, 30])
    #expect(resolution.form.values(.unavailableNotHeld) == [22, 0, 0, 0, 0, 3, 25])
    #expect(resolution.form.values(.totalProcessed) == [63, 0, 0, 2, 0, 4, 69])
    #expect(resolution.form.printed(.totalProcessed) == ["63", "0", "0", "2", "0", "4", "69"])
    #expect(resolution.form.bases(.totalProcessed) == Array(repeating: .inferred, count: 7))
    #expect(resolution.form.bases(.grantedPartial) == Array(repeating: .printed, count: 7))
  }

  @Test(arguments: [
    (FormRow.newReceived, "=230 000023", [23, 0, 0, 0, 0, 0, 23]),
    (FormRow.newReceived, "=23 0 00 0 023", [23, 0, 0, 0, 0, 0, 23]),
    (FormRow.newReceived, "=0 0 0 0 0 00", [0, 0, 0, 0, 0, 0, 0]),
    (FormRow.newReceived, "=21710000218", [217, 1, 0, 0, 0, 0, 218]),
    (FormRow.newReceived, "=713000074", [71, 3, 0, 0, 0, 0, 74]),
  ])
  func `a glued row alone is cut by its own sum`(row: FormRow, run: String, values: [Int64?]) {
    #expect(CellResolver().resolve(Notation.form(.v1, [row: run])).form.values(row) == values)
  }
}

import StatutoryForm
import Testing

@testable import CellResolution

/// Between the order of a table's heads and that of the form the sums of rows choose.
@Suite("heads in another order than the form's") struct HeadChoiceTests {
  private typealias Heads = PrintedHeadedRow.Heads

  private static let rows: [FormRow] = [.newReceived, .carriedIn, .grantedFull, .grantedPartial, .totalProcessed]

  /// A form of rows that print `form`, and that heads read as `heads`; a row is given by both texts.
  private static func form(
    _ order: PrintedHeadOrder, isGrid: Bool = true, kind: Heads = .differing, hasOneOrder: Bool = true,
    _ texts: [(form: String, heads: String?)]
  ) -> PrintedForm {
    let given = Array(zip(rows, texts))
    var form = Notation.form(.v2, Dictionary(uniqueKeysWithValues: given.map { ($0, $1.form) }))
    form.headReadings = [
      PrintedHeadReading(
        table: .outcomes, order: order, isGrid: isGrid, hasOneOrder: hasOneOrder,
        rows: given.map { row, text in
          PrintedHeadedRow(
            row: row, heads: kind, byHeads: text.heads.map { reading($0) },
            findings: [Finding(rule: "FORM", severity: .info, message: "")], isWhole: kind != .none, line: 7)
        })
    ]
    return form
  }

  private static func reading(_ text: String) -> PrintedReading {
    PrintedReading(tokens: Notation.tokens(text), findings: [Finding(rule: "HEADS", severity: .info, message: "")])
  }

  /// The first three values of each row that is published, and the rules of the findings.
  private func outcome(_ form: PrintedForm) -> (values: [[Int64?]], rules: Set<String>) {
    let resolution = CellResolver().resolve(form)
    let values = Self.rows.prefix(form.rows.count).map { Array(resolution.form.values($0).prefix(3)) }
    #expect(resolution.printed.headReadings.isEmpty)
    return (values, Set(resolution.findings.map(\.rule)))
  }

  private static let byHeads: [(form: String, heads: String?)] = [
    ("|6|1|2|3|0|0|0|", "|1|2|3|0|0|0|6|"), ("|4|4|0|0|0|0|0|", "|4|0|0|0|0|0|4|"),
  ]
  private static let byForm: [(form: String, heads: String?)] = byHeads.map { ($0.heads ?? "", $0.form) }
  /// Equal sums: the organisations are exchanged.
  private static let byBoth: [(form: String, heads: String?)] = [
    ("|1|2|3|0|0|0|6|", "|1|3|2|0|0|0|6|"), ("|4|0|1|0|0|0|5|", "|4|1|0|0|0|0|5|"),
  ]
  private static let byNone: [(form: String, heads: String?)] = Array(
    repeating: ("|1|2|3|0|0|0|9|", "|1|3|2|0|0|0|9|"), count: 3)

  @Test func sumsOfTheHeadsAreFollowed() {
    let result = outcome(Self.form(.totalFirst, Self.byHeads))
    #expect(result.values == [[1, 2, 3], [4, 0, 0]])
    #expect(result.rules == ["HEADS"])
  }

  @Test func sumsOfTheFormKeepItsOrderWithAWarning() {
    let result = outcome(Self.form(.totalFirst, Self.byForm + Self.byForm))
    #expect(result.values.prefix(2) == [[1, 2, 3], [4, 0, 0]])
    #expect(result.rules == ["FORM", "S.COLUMNS"])
  }

  @Test func whereBothHoldTheHeadsAreFollowedWithAWarning() {
    let result = outcome(Self.form(.other, Self.byBoth))
    #expect(result.values == [[1, 3, 2], [4, 1, 0]])
    #expect(result.rules == ["HEADS", "S.COLUMNS"])
  }

  @Test func whereNeitherHoldsNothingIsTaken() {
    let result = outcome(Self.form(.other, Self.byNone))
    #expect(result.values.joined().allSatisfy { $0 == nil })
    #expect(result.rules == ["S.ROWS"])
  }

  @Test func rowsToWhichOnlyHeadsLeadNeedThreeOrASum() {
    let texts: [(form: String, heads: String?)] = [("", "|1|2|3|0|0|0|6|"), ("", "|4|0|1|0|0|0|5|")]
    #expect(outcome(Self.form(.usual, kind: .alone, texts)).values == [[1, 2, 3], [4, 0, 1]])
    let wrong: [(form: String, heads: String?)] = [("", "|1|2|3|0|0|0|9|"), ("", "|4|0|1|0|0|0|9|")]
    let result = outcome(Self.form(.usual, kind: .alone, wrong + wrong))
    #expect(result.values.joined().allSatisfy { $0 == nil })
    #expect(result.rules == ["FORM"])
    let unproved: [(form: String, heads: String?)] = [("", "|1|2|/|0|0|0|6|"), ("", "|4|/|1|0|0|0|5|")]
    #expect(outcome(Self.form(.usual, kind: .alone, unproved)).values.joined().allSatisfy { $0 == nil })
  }

  @Test func partsWithoutHeadsFollowThePartBefore() {
    var form = Self.form(.totalFirst, Self.byHeads)
    form.headReadings[0].rows[1].heads = .continued
    form.headReadings[0].rows[1].isWhole = false
    #expect(outcome(form).values == [[1, 2, 3], [4, 0, 0]])
  }

  @Test func inTextOnlySumsDecide() {
    let proved = outcome(Self.form(.totalFirst, isGrid: false, kind: .none, Self.byHeads))
    #expect(proved.values == [[1, 2, 3], [4, 0, 0]])
    #expect(proved.rules == ["HEADS"])
    let blurred = outcome(Self.form(.other, isGrid: false, kind: .none, [("|4|0|1|0|0|0|5|", nil)]))
    #expect(blurred.values == [[4, nil, nil]])
    #expect(blurred.rules == ["FORM", "S.COLUMNS"])
    let persons = outcome(Self.form(.personsBehind, isGrid: false, kind: .none, [("|4|0|1|0|0|0|5|", nil)]))
    #expect(persons.values == [[4, 0, 1]])
    #expect(persons.rules == ["FORM", "S.COLUMNS"])
    let scrambled = outcome(Self.form(.scrambled, isGrid: false, kind: .none, [("|4|0|1|0|0|0|5|", nil)]))
    #expect(scrambled.values == [[nil, nil, nil]])
    #expect(scrambled.rules == ["S.ROWS"])
    let zeros = outcome(Self.form(.other, isGrid: false, kind: .none, [("|0|0|0|0|0|0|0|", nil)]))
    #expect(zeros.values == [[0, 0, 0]])
    #expect(zeros.rules == ["FORM"])
  }

  // MARK: Table 4

  private static let stages: [FormRow] = [.review, .litigationDirect, .litigationAfterReview]

  private static func proceedings(
    _ form: String, _ heads: String?, _ kind: Heads, isGrid: Bool = true, _ order: PrintedHeadOrder = .other
  ) -> PrintedForm {
    var result = Notation.form(.v2, [:], proceedings: form)
    let tokens = heads.map { Notation.tokens($0) } ?? []
    result.headReadings = [
      PrintedHeadReading(
        table: .proceedings, order: order, isGrid: isGrid,
        rows: stages.enumerated().map { index, stage in
          let own = heads.map { _ in PrintedReading(tokens: Array(tokens[index * 5..<index * 5 + 5])) }
          return PrintedHeadedRow(row: stage, heads: kind, byHeads: own, line: 9)
        })
    ]
    return result
  }

  @Test func stagesOfTable4AreChosenTogether() {
    let form = "|3|1|1|1|0|2|2|0|0|0|0|0|0|0|0|"
    let heads = "|1|1|1|0|3|2|0|0|0|2|0|0|0|0|0|"
    let proved = CellResolver().resolve(Self.proceedings(form, heads, .differing))
    #expect(proved.form.values(.review) == [1, 1, 1, 0, 3] && proved.findings.isEmpty)
    let kept = CellResolver().resolve(Self.proceedings(heads, form, .differing))
    #expect(kept.form.values(.review) == [1, 1, 1, 0, 3])
    #expect(Set(kept.findings.map(\.rule)) == ["S.COLUMNS"])
    let alone = CellResolver().resolve(Self.proceedings("", heads, .alone))
    #expect(alone.form.values(.litigationDirect) == [2, 0, 0, 0, 2])
    let text = CellResolver().resolve(Self.proceedings(heads, nil, .none, isGrid: false))
    #expect(text.form.values(.review).allSatisfy { $0 == nil })
    #expect(text.findings.count == 3)
  }
}

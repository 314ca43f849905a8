import DecimalNumbers
import StatutoryForm
import Testing

@testable import CellResolution

/// Rows recognised from single pages keep what the sums confirm; printed cells of other rows stay as they are.
@Suite struct RecognisedRowsTests {
  private static func cells(_ total: Int64) -> [ResolvedCell] {
    [FormRow.review, .litigationDirect].flatMap { row in
      FormColumn.results.enumerated().map { index, column in
        let isTotal = index == FormColumn.results.count - 1
        return ResolvedCell(row: row, column: column, value: DecimalNumber(isTotal ? total : 1), basis: .printed)
      }
    }
  }

  @Test func onlyRecognisedRowsNeedTheSums() {
    let identities = FormLayout(version: .v2).proceedingsIdentities
    let held = RecognisedCells.confirmed(Self.cells(4), by: identities, rows: [.review])
    #expect(held.map(\.basis) == Array(repeating: .inferred, count: 5) + Array(repeating: .printed, count: 5))
    let broken = RecognisedCells.confirmed(Self.cells(7), by: identities, rows: [.review])
    #expect(broken.map(\.basis) == Array(repeating: .unresolved, count: 5) + Array(repeating: .printed, count: 5))
    #expect(broken.prefix(5).allSatisfy { $0.value == nil })
    #expect(RecognisedCells.confirmed(Self.cells(7), by: identities).allSatisfy { $0.basis == .unresolved })
  }

  @Test func whatWasInferredInOtherRowsNeedsTwoSums() {
    var cells = Self.cells(4)
    cells[5].basis = .inferred
    let found = RecognisedCells.confirmed(cells, by: FormLayout(version: .v2).proceedingsIdentities, rows: [.review])
    #expect(found[5].basis == .unresolved)
    #expect(found[5].value == nil)
  }
}

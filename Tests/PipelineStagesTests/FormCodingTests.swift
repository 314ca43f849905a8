import StatutoryForm
import Testing

@testable import PipelineStages

/// A printed form is read back from its record as it was.
@Suite struct FormCodingTests {
  @Test func readingsOfHeadsAreKept() throws {
    let tokens = (0..<7).map { PrintedToken(text: "\($0)", content: .number(.zero), column: $0, line: 3) }
    var form = PrintedForm(
      layout: FormLayout(version: .v2), rows: [PrintedRow(row: .newReceived, tokens: tokens, labelLine: 3)])
    form.recognisedRows = [.carriedIn]
    for table in [FormTable.outcomes, .proceedings] {
      for order in PrintedHeadOrder.allCases {
        form.headReadings.append(
          PrintedHeadReading(
            table: table, order: order, isGrid: table == .outcomes, hasOneOrder: table == .proceedings,
            rows: PrintedHeadedRow.Heads.allCases.map { heads in
              PrintedHeadedRow(
                row: .newReceived, heads: heads,
                byHeads: PrintedReading(tokens: tokens, findings: [.columnsInDoubt(.newReceived, line: 3)]),
                findings: [.valuesInDoubt(.newReceived, line: nil)], isWhole: true, isAlike: heads == .none, line: 3)
            }))
      }
    }
    var encoder = RecordEncoder()
    encoder.encode(form)
    var decoder = RecordDecoder(encoder.bytes)
    #expect(try decoder.value() as PrintedForm == form)
  }
}

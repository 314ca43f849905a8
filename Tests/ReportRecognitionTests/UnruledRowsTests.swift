import DocumentReading
import StatutoryForm
import TestSupport
import Testing

@testable import ReportRecognition

/// Rows of a PDF without ruling lines carry a warning each; nothing else does.
@Suite struct UnruledRowsTests {
  private static func findings(_ type: MediaType, _ certainty: PositionCertainty) throws -> [Finding] {
    var document = try DocumentReader().read(try Fixtures.bytes("samples/twins/v2-puer-teawood-2023.html"))
    document.mediaType = type
    document.blocks = document.blocks.map { block in
      guard case .table(var table) = block else { return block }
      table.certainty = certainty
      return .table(table)
    }
    guard case .report(let report) = ReportRecognizer().recognize(document) else { return [] }
    #expect(report.form != nil)
    return report.findings.filter { $0.rule == "S.PLACE" }
  }

  @Test func everyRowWithoutRulingsIsNamedOnce() throws {
    let findings = try Self.findings(.pdf, .ordered)
    let named = findings.map { "\($0.table ?? "") \($0.row ?? "")" }
    let rows = FormLayout(version: .v2).rows.map { "\($0.table.code) \($0.code)" }
    #expect(Set(named) == Set(rows))
    #expect(named.count == rows.count)
    #expect(findings.allSatisfy { $0.severity == .warning })
  }

  @Test func ruledTablesAndOtherMediaAreNotNamed() throws {
    #expect(try Self.findings(.pdf, .exact).isEmpty)
    #expect(try Self.findings(.html, .ordered).isEmpty)
    #expect(try Self.findings(.text, .ordered).isEmpty)
  }
}

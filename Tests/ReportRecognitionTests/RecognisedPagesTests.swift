import DocumentReading
import StatutoryForm
import TestSupport
import Testing

@testable import ReportRecognition

/// What is said of pages that are pictures, and of rows that were recognised from them.
@Suite struct RecognisedPagesTests {
  private static func report(_ change: (inout ReadDocument) -> Void) throws -> PrintedReport {
    var document = try DocumentReader().read(try Fixtures.bytes("samples/twins/v2-puer-teawood-2023.html"))
    change(&document)
    guard case .report(let report) = ReportRecognizer().recognize(document) else { return PrintedReport() }
    return report
  }

  private static func findings(_ report: PrintedReport) -> [String] {
    report.findings.filter { $0.rule.hasPrefix("D.") }.map { "\($0.rule) \($0.severity) \($0.seen ?? "")" }
  }

  @Test func pagesThatWereNotReadAreNamed() throws {
    let report = try Self.report { $0.unreadPages = [2, 5] }
    #expect(Self.findings(report) == ["D.SCANNED warning 2, 5"])
    #expect(report.form?.recognisedRows == [])
    #expect(!report.narrative.isEmpty)
    #expect(Self.findings(try Self.report { _ in }).isEmpty)
  }

  @Test func rowsOfRecognisedPagesAreMarkedAndTheirSentencesDropped() throws {
    let whole = try Self.report { _ in }
    let form = try #require(whole.form)
    let row = try #require(form.rows.first { $0.row == .carriedIn })
    let line = try #require(row.tokens.first?.line)
    let report = try Self.report {
      $0.recognisedPages = [3]
      $0.recognisedLines = [line...line]
    }
    #expect(Self.findings(report) == ["D.RECOGNISED warning 3"])
    #expect(report.form?.recognisedRows == [.carriedIn])
    #expect(report.form?.isRecognised == false)
    #expect(report.narrative == whole.narrative)
    let all = try Self.report { $0.recognisedLines = [1...100_000] }
    #expect(all.narrative.isEmpty)
    #expect(all.form?.recognisedRows.count ?? 0 >= form.rows.count)
  }
}

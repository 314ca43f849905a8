import FactTables
import Foundation
import TableExport
import Testing

@Suite struct FilterTests {
  @Test(
    arguments: [
      ("2020", 2020...2020), ("2019-2022", 2019...2022), ("2022-2019", nil), ("20", nil), ("", nil), ("2019-", nil),
      ("2019-2020-2021", nil), ("二〇二〇", nil), ("-2020", nil), ("99999999999999999999", nil),
    ] as [(String, ClosedRange<Int>?)])
  func years(text: String, years: ClosedRange<Int>?) { #expect(ExportFilter.years(text) == years) }

  @Test(arguments: [("41", true), ("410100", true), ("", false), ("4101000", false), ("4x", false), ("４１", false)])
  func regionPrefixes(text: String, isValid: Bool) { #expect(ExportFilter.isRegionPrefix(text) == isValid) }

  /// Conditions of one kind widen, of several kinds narrow.
  @Test func conditions() throws {
    let cases: [(filter: (inout ExportFilter) -> Void, reports: Int)] = [
      ({ _ in }, 6),
      ({ $0.years = [2020...2020] }, 2),
      ({ $0.years = [2019...2019, 2021...2025] }, 4),
      ({ $0.regions = ["41"] }, 3),
      ({ $0.regions = ["4101", "3304"] }, 6),
      ({ $0.regions = ["42"] }, 0),
      ({ $0.agencies = ["水务"] }, 3),
      ({ $0.agencies = ["410100/明湖市水务局"] }, 3),
      ({ $0.agencies = ["410100/明湖市"] }, 0),
      (
        {
          $0.years = [2020...2020]
          $0.regions = ["33"]
          $0.agencies = ["水务"]
        }, 0
      ),
    ]
    let tables = try SampleTables()
    try withFolder { folder in
      for (index, entry) in cases.enumerated() {
        // `sources` has neither year nor region: its reports decide.
        var request = ExportRequest(tables: [.reports, .sources], format: .jsonl)
        entry.filter(&request.filter)
        request.output = folder
        let files = try tables.exporter.export(request)
        #expect(files.map { $0.sheets[0].rowCount } == [entry.reports, entry.reports], "case \(index)")
      }
    }
  }

  @Test func contradictions() {
    var wide = ExportRequest(tables: [.findings])
    wide.isWide = true
    #expect(throws: ExportError.self) { try wide.validate() }
    var spreadsheet = ExportRequest(tables: [.outcomes], format: .xlsx)
    spreadsheet.forSpreadsheet = true
    #expect(throws: ExportError.self) { try spreadsheet.validate() }
    #expect(throws: ExportError.self) { try ExportRequest(tables: []).validate() }
    #expect(throws: Never.self) { try ExportRequest(tables: [.outcomes, .outcomes]).validate() }
  }
}

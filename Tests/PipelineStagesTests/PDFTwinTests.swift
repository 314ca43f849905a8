import Foundation
import TestSupport
import Testing

/// The PDF samples hold what the pages they were made from hold.
@Suite struct PDFTwinTests {
  private static let tables = [
    "reports", "applications", "outcomes", "disclosure", "procurement", "proceedings", "microblog", "engagement",
    "findings",
  ]

  /// Columns that say where something stands, and not what.
  private static let places: Set<String> = [
    "source_path", "source_url", "source_sha256", "source_line", "source_bytes", "media_type", "encoding",
  ]

  private static let names = try? Fixtures.files(in: "samples/pdf", suffixes: [".pdf"]).map {
    $0.deletingPathExtension().lastPathComponent
  }

  @Test func thereIsATwinOfEachForm() throws {
    let names = try #require(Self.names)
    #expect(["v1", "v2", "hybrid"].allSatisfy { form in names.contains { $0.hasPrefix(form) } })
  }

  @Test(.enabled(if: Programs.isInstalled("pdftotext"), "needs poppler-utils"), arguments: names ?? [])
  func givesTheFactsOfItsTwin(name: String) throws {
    let run = try EndToEndRun()
    let twin = try run.inbox("twin", [("report.html", try Fixtures.bytes("samples/twins/\(name).html"))])
    let document = try run.inbox("pdf", [("report.pdf", try Fixtures.bytes("samples/pdf/\(name).pdf"))])
    let other = run.scratch.url.appending(path: "other")
    #expect(try run.run("gongkai", ["run", document]).exitCode == 0)
    #expect(try run.run("gongkai", ["run", twin], store: other).exitCode == 0)
    for table in Self.tables {
      let found = try run.rows(of: table).map(Self.facts)
      let expected = try run.rows(of: table, store: other).map(Self.facts)
      #expect(found == expected, "\(table)")
      if table == "reports" {
        #expect(found.first?["form_version"] == name.prefix { $0 != "-" }.description)
        #expect(found.first?["unresolved_cells"] == "0")
      }
    }
  }

  /// A row without places, its texts without white space: a line of a page ends elsewhere.
  private static func facts(_ row: [String: String]) -> [String: String] {
    row.filter { !places.contains($0.key) }.mapValues { String($0.filter { !$0.isWhitespace }) }
  }
}

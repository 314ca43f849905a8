import Foundation
import TestSupport
import Testing

/// A report as a page and as a Word or Open Document gives the same tables, but for the columns that name the source.
@Suite struct WordTwinTests {
  private static let tables = [
    "reports", "applications", "outcomes", "procurement", "disclosure", "proceedings", "microblog", "engagement",
    "findings",
  ]
  private static let ofTheSource: Set = [
    "source_sha256", "source_line", "source_path", "source_bytes", "media_type", "encoding", "source_url",
  ]

  @Test(arguments: ["docx", "doc", "odt"]) func twinsGiveTheSameFacts(_ kind: String) throws {
    let documents = try Fixtures.files(in: "samples/\(kind)", suffixes: [".\(kind)"])
    let run = try EndToEndRun()
    let pages = try documents.map { document in
      let name = document.deletingPathExtension().lastPathComponent + ".html"
      return (name: name, bytes: try Fixtures.bytes("samples/twins/\(name)"))
    }
    let files = try documents.map { (name: $0.lastPathComponent, bytes: [UInt8](try Data(contentsOf: $0))) }
    let other = run.scratch.url.appending(path: "word-store")
    #expect(try run.run("gongkai", ["run", try run.inbox("pages", pages)]).exitCode == 0)
    #expect(try run.run("gongkai", ["run", try run.inbox("word", files)], store: other).exitCode == 0)
    for table in Self.tables {
      let expected = try run.rows(of: table).map(Self.withoutSource)
      let seen = try run.rows(of: table, store: other).map(Self.withoutSource)
      #expect(seen == expected, "\(table)")
    }
    let kinds = Set(try run.rows(of: "reports", store: other).map { $0["media_type"] ?? "" })
    #expect(kinds.count == 1 && !kinds.contains("text/html"))
    #expect(try run.rows(of: "reports", store: other).count == documents.count)
    #expect(try run.rows(of: "outcomes").count > 100 * documents.count)
  }

  private static func withoutSource(_ row: [String: String]) -> [String: String] {
    row.filter { !ofTheSource.contains($0.key) }
  }
}

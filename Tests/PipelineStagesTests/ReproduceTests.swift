import Foundation
import Glibc
import PipelineStages
import TestSupport
import Testing

/// `reproduce` and `forget`: what a store can do about its past.
@Suite struct ReproduceTests {
  private let run: EndToEndRun
  private let inbox: String

  /// A store that was built in three increments, with entries that are no documents and two contents of one path.
  init() throws {
    run = try EndToEndRun()
    let samples = try EndToEndRun.samples()
    inbox = try run.inbox("inbox", samples.filter { $0.name.hasSuffix(".txt") })
    try run.run("gongkai", ["run", inbox])
    _ = try run.inbox("inbox", samples)
    _ = try run.inbox("inbox", [(".hidden", [1, 2, 3])])
    try FileManager.default.createSymbolicLink(atPath: inbox + "/dangling", withDestinationPath: "nowhere")
    try run.run("gongkai", ["run", inbox])
    _ = try run.inbox("inbox", [("later/note.txt", Array("会议通知".utf8))])
    try run.run("gongkai", ["run", inbox])
  }

  private var sample: (name: String, hash: String) {
    get throws {
      let row = try #require(
        try run.rows(of: "sources").first { $0["status"] == "loaded" && $0["source_path"]?.hasSuffix(".html") == true })
      return (try #require(row["source_path"]), try #require(row["source_sha256"]))
    }
  }

  @Test func everySnapshotOfIncrementsIsReproduced() throws {
    let before = try run.dataFiles()
    for snapshot in ["1", "2", "3"] {
      let result = try run.run("gongkai", ["reproduce", snapshot, "--inbox", inbox])
      #expect(result.exitCode == 0, "\(result.output)")
    }
    // Found by content: names and folders of the inbox do not matter.
    let moved = run.scratch.path("moved/below")
    try FileManager.default.createDirectory(
      atPath: run.scratch.path("moved"), withIntermediateDirectories: true)
    try FileManager.default.moveItem(atPath: inbox, toPath: moved)
    let again = try run.run("gongkai", ["reproduce", "current", "--inbox", run.scratch.path("moved")])
    #expect(again.exitCode == 0, "\(again.output)")
    #expect(try run.dataFiles() == before)
  }

  @Test func aMissingDocumentIsNamed() throws {
    let (name, hash) = try sample
    try FileManager.default.removeItem(atPath: inbox + "/" + name)
    let result = try run.run("gongkai", ["reproduce", "current", "--inbox", inbox])
    #expect(result.exitCode == 1)
    #expect(result.output.contains("missing document \(name), SHA-256 \(hash)"))
    let year = try #require(try run.rows(of: "reports").first { $0["source_sha256"] == hash }?["report_year"])
    let different = result.output.split(separator: "\n").filter { $0.contains("differs  ") || $0.contains("rebuilt  ") }
    #expect(!different.isEmpty)
    // Only its year, the documents' table and what lists the tables can differ.
    for line in different {
      #expect(line.contains("-\(year).") || line.contains("sources.csv.zst") || line.contains("datapackage.json"))
    }
  }

  @Test func aChangedSidecarAndAnotherVersionAreNamed() throws {
    let sidecar = inbox + "/annual-report-2023.md.meta.json"
    let text = try String(contentsOfFile: sidecar, encoding: .utf8)
    try "{\"url\": \"https://example.org/elsewhere\"}".write(toFile: sidecar, atomically: true, encoding: .utf8)
    let changed = try run.run("gongkai", ["reproduce", "current", "--inbox", inbox])
    #expect(changed.exitCode == 1)
    #expect(changed.output.contains("the sidecar of annual-report-2023.md is not the one that was read"))
    try text.write(toFile: sidecar, atomically: true, encoding: .utf8)

    // A snapshot of another version: its files are still the same here, and the difference is told.
    let manifest = run.store.appending(path: "current/manifest.json").resolvingSymlinksInPath().path
    let recorded = try String(contentsOfFile: manifest, encoding: .utf8)
    let own = "\"tool_version\" : \"\(ToolVersion.current)\""
    #expect(recorded.contains(own))
    chmod(manifest, 0o644)
    try recorded.replacing(own, with: "\"tool_version\" : \"0.0.1\"")
      .write(toFile: manifest, atomically: true, encoding: .utf8)
    let other = try run.run("gongkai", ["reproduce", "current", "--inbox", inbox])
    #expect(other.exitCode == 0, "\(other.output)")
    #expect(other.output.contains("made with gongkai 0.0.1, this is \(ToolVersion.current)"))
  }

  @Test func aChangedRuleIsNamedWithWhatItChanges() throws {
    let rules = run.scratch.path("rules")
    let own = Fixtures.projectRoot.appending(path: "Pipelines/rules")
    try FileManager.default.copyItem(atPath: own.path, toPath: rules)
    let same = try run.run("gongkai", ["reproduce", "current", "--inbox", inbox, "--rules", rules])
    #expect(same.exitCode == 0, "\(same.output)")

    let (_, hash) = try sample
    let report = try #require(try run.rows(of: "reports").first { $0["source_sha256"] == hash })
    let cell = try #require(
      try run.rows(of: "outcomes").first {
        $0["source_sha256"] == hash && $0["basis"] == "printed" && $0["count"] == "0"
      })
    let place = ["outcome", "applicant"].map { cell[$0] ?? "" }
    var corrections = try String(contentsOfFile: rules + "/corrections.yaml", encoding: .utf8)
    corrections = corrections.replacing("corrections: []", with: "")
    corrections += """

      corrections:
        - document: \(hash)
          table: outcomes
          row: \(place[0])
          column: \(place[1])
          expect: "\(cell["printed"] ?? "")"
          value: "7"
          reason: a test
          reviewer: a reviewer
          reviewed_on: 2025-01-01

      """
    try corrections.write(toFile: rules + "/corrections.yaml", atomically: true, encoding: .utf8)
    let changed = try run.run("gongkai", ["reproduce", "current", "--inbox", inbox, "--rules", rules])
    #expect(changed.exitCode == 1, "\(changed.errorOutput)")
    #expect(changed.output.contains("the rule file corrections.yaml of --rules is not the one"))
    #expect(changed.output.contains("differs  csv/outcomes/outcomes-\(report["report_year"] ?? "?").csv.zst  [1]\n"))
    #expect(!changed.output.contains("csv/microblog"))
    #expect(!changed.output.contains("[not recorded]"))

    // A second rule file, and a document that is missing: each differing file names what makes it differ.
    try "agency_id,first_year,last_year\n000000/某局,1901,1901\n"
      .write(toFile: rules + "/roster.csv", atomically: true, encoding: .utf8)
    let year = try #require(report["report_year"].flatMap(Int.init))
    let gone = try #require(
      try run.rows(of: "reports").first { abs((Int($0["report_year"] ?? "") ?? year) - year) > 1 })
    try FileManager.default.removeItem(atPath: inbox + "/" + (try #require(gone["source_path"])))
    let both = try run.run("gongkai", ["reproduce", "current", "--inbox", inbox, "--rules", rules])
    #expect(both.exitCode == 1, "\(both.errorOutput)")
    let lines = both.output.split(separator: "\n").map(String.init)
    #expect(lines.contains { $0.hasPrefix("  [1] missing document \(gone["source_path"] ?? "?"), ") })
    #expect(lines.contains { $0.hasPrefix("  [2] the rule file corrections.yaml ") })
    #expect(lines.contains { $0.hasPrefix("  [3] the rule file roster.csv ") })
    func reason(_ file: String) -> String? {
      lines.first { $0.contains("  \(file)  ") }?.split(separator: "  ").last.map(String.init)
    }
    #expect(reason("csv/outcomes/outcomes-\(year).csv.zst") == "[2]")
    #expect(reason("csv/findings/findings-1901.csv.zst") == "[3]")
    #expect(reason("csv/reports/reports-\(gone["report_year"] ?? "?").csv.zst") == "[1]")
    #expect(reason("sources.csv.zst") == "[1]")
  }

  @Test func aForgottenDocumentStaysOut() throws {
    let (name, hash) = try sample
    let before = try run.rows(of: "reports").count
    #expect(try run.run("gongkai", ["forget", hash, "--why", "withdrawn, \"by\"\nrequest"]).exitCode == 0)
    for table in ["reports", "outcomes", "findings", "microblog", "sources"] {
      #expect(try run.rows(of: table).allSatisfy { $0["source_sha256"] != hash }, "\(table)")
    }
    #expect(try run.rows(of: "reports").count == before - 1)
    #expect(try run.run("gongkai", ["verify"]).exitCode == 0)
    let listed = try run.dataFiles()["forgotten.csv"].map { String(decoding: $0, as: UTF8.self) }
    #expect(listed == "source_sha256,why\n\(hash),\"withdrawn, \"\"by\"\" request\"\n")

    // Still in the inbox, work area kept or lost: it stays out, and there is nothing to do.
    #expect(FileManager.default.fileExists(atPath: inbox + "/" + name))
    let files = try run.dataFiles()
    #expect(try run.run("gongkai", ["run", inbox]).output.contains("Nothing to do"))
    try FileManager.default.removeItem(at: run.store.appending(path: "work"))
    #expect(try run.run("gongkai", ["run", inbox]).exitCode == 0)
    #expect(try run.dataFiles() == files)
    #expect(try run.run("gongkai", ["reproduce", "current", "--inbox", inbox]).exitCode == 0)
    // The snapshot from before still has it, and can be reproduced.
    #expect(try run.run("gongkai", ["reproduce", "3", "--inbox", inbox]).exitCode == 0)

    #expect(try run.run("gongkai", ["forget", hash, "--why", "again"]).output.contains("was forgotten before"))
    let unknown = String(repeating: "0", count: 64)
    #expect(try run.run("gongkai", ["forget", unknown, "--why", "x"]).exitCode == 1)
    #expect(try run.run("gongkai", ["forget", "abc", "--why", "x"]).exitCode == 2)
    #expect(try run.run("gongkai", ["forget", hash, "--why", " "]).exitCode == 2)
  }

  /// Where the newer document of a report is forgotten, the older one is loaded again; without its record it is read anew.
  @Test(arguments: [false, true])
  func theOlderDocumentTakesThePlace(workAreaIsLost: Bool) throws {
    let run = try EndToEndRun()
    let text = String(decoding: try Fixtures.bytes("samples/xiapu-harbour-2023.txt"), as: UTF8.self)
    // More printed cells win; a copy with a remark has as many, then the smaller hash does.
    let inbox = try run.inbox("inbox", [("a.txt", Array(text.utf8)), ("b.txt", Array((text + "\n附注。\n").utf8))])
    try run.run("gongkai", ["run", inbox])
    let winner = try #require(try run.rows(of: "reports").first?["source_sha256"])
    #expect(
      try run.rows(of: "sources").map { $0["status"] }.sorted { ($0 ?? "") < ($1 ?? "") } == ["loaded", "superseded"])
    if workAreaIsLost { try FileManager.default.removeItem(at: run.store.appending(path: "work")) }
    #expect(try run.run("gongkai", ["forget", winner, "--why", "a test"]).exitCode == 0)
    #expect(try run.run("gongkai", ["verify"]).exitCode == 0)
    if workAreaIsLost {
      #expect(try run.rows(of: "reports").isEmpty)
      try run.run("gongkai", ["run", inbox])
    }
    let reports = try run.rows(of: "reports")
    #expect(reports.count == 1)
    #expect(reports.first?["source_sha256"] != winner)
    #expect(try run.run("gongkai", ["verify"]).exitCode == 0)
  }
}

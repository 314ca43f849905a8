import Foundation
import TestSupport
import Testing

@testable import PipelineStages

/// `status`, `gc`, `diff` and `run --summary` over real stores.
@Suite struct OperationsTests {
  private let run: EndToEndRun

  init() throws { run = try EndToEndRun() }

  /// A store with two snapshots: the text samples, then all.
  private func twoSnapshots() throws -> String {
    let samples = try EndToEndRun.samples()
    let inbox = try run.inbox("inbox", samples.filter { $0.name.hasSuffix(".txt") })
    try run.run("gongkai", ["run", inbox])
    _ = try run.inbox("inbox", samples)
    try run.run("gongkai", ["run", inbox])
    return inbox
  }

  /// A device is written to and never replaced: the one here stands behind a link, so that no machine is harmed.
  @Test func aDeviceStaysWhatItIs() throws {
    let inbox = try run.inbox("inbox", try EndToEndRun.samples())
    let device = run.scratch.path("device")
    try FileManager.default.createSymbolicLink(atPath: device, withDestinationPath: "/dev/null")
    #expect(try run.run("gongkai", ["run", inbox, "--summary", device, "--quiet"]).exitCode == 3)
    #expect(try run.run("gongkai", ["export", "reports", "--output", device, "--format", "csv"]).exitCode == 0)
    let workbook = run.scratch.path("device.xlsx")
    try FileManager.default.createSymbolicLink(atPath: workbook, withDestinationPath: "/dev/null")
    #expect(try run.run("gongkai", ["export", "reports", "--format", "xlsx", "--output", workbook]).exitCode == 1)
    for path in [device, workbook] {
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path) == "/dev/null")
    }
  }

  @Test func theSummaryFileIsDeterministic() throws {
    let inbox = try run.inbox("inbox", try EndToEndRun.samples())
    let file = run.scratch.path("summary.json")
    #expect(try run.run("gongkai", ["run", inbox, "--summary", file, "--quiet"]).exitCode == 3)
    let first = try Data(contentsOf: URL(filePath: file))
    let other = run.scratch.url.appending(path: "other")
    try run.run("gongkai", ["run", inbox, "--summary", file, "--quiet", "--jobs", "1"], store: other)
    #expect(try Data(contentsOf: URL(filePath: file)) == first)

    let object = try #require(try JSONSerialization.jsonObject(with: first) as? [String: Any])
    #expect(object["committed"] as? Bool == true)
    #expect(object["exit_code"] as? Int == 3)
    let totals = try #require(object["totals"] as? [String: [String: Int]])
    for table in ["reports", "outcomes", "findings", "sources"] {
      #expect(totals["rows"]?[table] == (try run.rows(of: table).count))
    }
    #expect(totals["sources"]?["set_aside"] == totals["set_aside"]?.values.reduce(0, +))

    // A failure is told in the same file; one that cannot be written stops the run before it begins.
    #expect(try run.run("gongkai", ["run", inbox + "/missing", "--summary", file]).exitCode == 1)
    let failure = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: file))) as? [String: Any])
    #expect(failure["exit_code"] as? Int == 1)
    #expect((failure["message"] as? String)?.contains("does not exist") == true)
    let third = run.scratch.url.appending(path: "third")
    let unwritable = run.scratch.path("no-folder/summary.json")
    #expect(try run.run("gongkai", ["run", inbox, "--summary", unwritable], store: third).exitCode == 1)
    #expect(!FileManager.default.fileExists(atPath: third.path))
  }

  @Test func diffTellsWhatIsAnother() throws {
    _ = try twoSnapshots()
    let difference = try run.run("gongkai", ["diff", "1", "2"])
    #expect(difference.exitCode == 1)
    let before = try run.rows(of: "reports").count
    let text = try EndToEndRun.samples().filter { $0.name.hasSuffix(".txt") }.count
    #expect(difference.output.contains("reports         \(before - text) added\n"))
    let back = try run.run("gongkai", ["diff", "current", "parent"])
    #expect(back.output.contains("reports         \(before - text) removed\n"))
    let same = try run.run("gongkai", ["diff", "2", "current"])
    #expect(same.exitCode == 0)
    #expect(same.output.contains("All rows are the same."))
    for unknown in ["3", "", "0000", "../snapshots"] {
      let result = try run.run("gongkai", ["diff", "1", unknown])
      #expect(result.exitCode == 1)
      #expect(result.errorOutput.contains("no snapshot '\(unknown)'"))
    }
  }

  @Test func gcRemovesOnlyWhenTold() throws {
    _ = try twoSnapshots()
    let snapshots = run.store.appending(path: "snapshots").path
    let names = try FileManager.default.contentsOfDirectory(atPath: snapshots).sorted()
    let data = try run.dataFiles()
    let dry = try run.run("gongkai", ["gc", "--keep", "1"])
    #expect(dry.exitCode == 0)
    #expect(dry.output.contains("would remove  \(names[0])"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: snapshots).sorted() == names)
    let done = try run.run("gongkai", ["gc", "--keep", "1", "--yes"])
    #expect(done.output.contains("removed       \(names[0])"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: snapshots) == [names[1]])
    #expect(try run.dataFiles() == data)
    #expect(try run.run("gongkai", ["verify"]).exitCode == 0)
    #expect(try run.run("gongkai", ["gc", "--keep", "1", "--yes"]).output.contains("Nothing to remove"))
    #expect(try run.run("gongkai", ["gc", "--keep", "0"]).exitCode == 2)
    let held = try runProgram(
      "flock",
      [
        run.store.appending(path: ".lock").path, try BuiltProducts.executable("gongkai"), "gc", "--keep", "1", "--yes",
        "--store", run.store.path,
      ])
    #expect(held.exitCode == 75)
  }

  @Test func verifyReadsAnOlderSnapshot() throws {
    _ = try twoSnapshots()
    let older = try run.run("gongkai", ["verify", "--snapshot", "parent"])
    #expect(older.exitCode == 0)
    #expect(older.output.hasPrefix("000001-"))
    #expect(try run.run("gongkai", ["verify", "--snapshot", "7"]).exitCode == 1)
  }

  @Test func statusCountsCoverageAndMissingReports() throws {
    let inbox = try twoSnapshots()
    _ = inbox
    let reports = try run.rows(of: "reports")
    let present = try #require(reports.first { $0["report_year"] == "2023" })
    let agency = try #require(present["agency_id"])
    let roster = try run.scratch.write(
      Array("agency_id,first_year,last_year\n\"\(agency)\",2022,2023\n000000/某局,2024,\n".utf8), to: "roster.csv")
    let result = try run.run("gongkai", ["status", "--json", "--roster", roster])
    #expect(result.exitCode == 0)
    let status = try #require(
      try JSONSerialization.jsonObject(with: Data(result.outputBytes)) as? [String: Any])
    let byYear = try #require(status["by_year"] as? [String: [String: Int]])
    for (year, coverage) in byYear {
      let rows = reports.filter { $0["report_year"] == year }
      #expect(coverage["reports"] == rows.count)
      #expect(coverage["complete"] == rows.filter { $0["status"] == "complete" }.count)
    }
    #expect(byYear.values.reduce(0) { $0 + ($1["reports"] ?? 0) } == reports.count)
    let levels = try #require(status["by_level"] as? [String: [String: [String: Int]]])
    #expect(levels.values.flatMap(\.values).reduce(0) { $0 + ($1["reports"] ?? 0) } == reports.count)
    let expected = try #require(status["roster"] as? [String: Any])
    let hasEarlier = reports.contains { $0["agency_id"] == agency && $0["report_year"] == "2022" }
    #expect(expected["expected"] as? Int == 3)
    #expect(expected["present"] as? Int == (hasEarlier ? 2 : 1))
    let missing = try #require(expected["missing"] as? [[String: Any]])
    #expect(missing.contains { $0["agency_id"] as? String == "000000/某局" && $0["year"] as? Int == 2024 })
    let setAside = try run.rows(of: "sources").filter { $0["status"] == "set_aside" }
    #expect((status["set_aside_documents"] as? [Any])?.count == setAside.count)
    #expect((status["history"] as? [Any])?.count == 2)

    let text = try run.run("gongkai", ["status", "--roster", roster]).output
    #expect(text.contains("missing   000000/某局 2024"))
    for row in setAside { #expect(text.contains("\(row["reason"] ?? "?")  \(row["source_path"] ?? "?")")) }
    let empty = run.scratch.url.appending(path: "empty")
    #expect(try run.run("gongkai", ["status"], store: empty).output.contains("none yet"))
    #expect(!FileManager.default.fileExists(atPath: empty.path))
  }

  @Test(arguments: [
    ("", 1), ("agency,first\n", 1), ("agency_id,first_year,last_year\n,2020,2021\n", 2),
    ("agency_id,first_year,last_year\na,2020,\nb,20,2021\n", 3), ("agency_id,first_year,last_year\na,2020,2019\n", 2),
    ("agency_id,first_year,last_year\na,2020\n", 2), ("agency_id,first_year,last_year\na,2020,soon\n", 2),
  ])
  func aFaultyRosterIsRefusedWithItsLine(_ csv: String, line: Int) throws {
    do {
      _ = try Roster(csv: Array(csv.utf8))
      Issue.record("it was accepted")
    } catch {
      #expect(error.message.contains("line \(line):"))
    }
  }

  @Test func aRosterExpectsEachYearOnce() throws {
    let roster = try Roster(
      csv: Array("agency_id,first_year,last_year\r\nb,2021,\r\n\"a,c\",2020,2021\r\nb,2022,2022\r\n".utf8))
    let expected = roster.expected(upTo: 2023).map { "\($0.agencyID)@\($0.year)" }
    #expect(expected == ["a,c@2020", "a,c@2021", "b@2021", "b@2022", "b@2023"])
    #expect(roster.expected(upTo: nil).count == 4)
  }

  @Test func anOldSnapshotIsExported() throws {
    _ = try twoSnapshots()
    let counts = try ["1", "parent", "current"].map { name -> Int in
      let file = run.scratch.path("reports-\(name).csv")
      #expect(try run.run("gongkai", ["export", "reports", "--snapshot", name, "--output", file]).exitCode == 0)
      return SimpleCSV.records(try String(contentsOfFile: file, encoding: .utf8)).count - 1
    }
    #expect(counts[0] == counts[1])
    #expect(counts[0] < counts[2])
    #expect(counts[2] == (try run.rows(of: "reports").count))
    #expect(try run.run("gongkai", ["export", "reports", "--snapshot", "9"]).exitCode == 1)
  }
}

import Foundation
import TestSupport
import Testing

/// Reports that the roster expects and the store does not have are findings.
@Suite struct MissingReportTests {
  private let run: EndToEndRun
  private let rules: String

  init() throws {
    run = try EndToEndRun()
    rules = run.scratch.path("rules")
    let own = Fixtures.projectRoot.appending(path: "Pipelines/rules")
    try FileManager.default.copyItem(atPath: own.path, toPath: rules)
  }

  private func expect(_ lines: [String]) throws {
    let text = (["agency_id,first_year,last_year"] + lines).joined(separator: "\n") + "\n"
    try text.write(toFile: rules + "/roster.csv", atomically: true, encoding: .utf8)
  }

  private func missing(store: URL? = nil) throws -> [[String: String]] {
    try run.rows(of: "findings", store: store).filter { $0["rule"] == "D.MISSING" }
  }

  @Test func eachMissingReportIsOneFinding() throws {
    let inbox = try run.inbox("inbox", try EndToEndRun.samples())
    try run.run("gongkai", ["run", inbox])
    #expect(try missing().isEmpty)
    let reports = try run.rows(of: "reports")
    let newest = try #require(reports.compactMap { $0["report_year"].flatMap(Int.init) }.max())
    let present = try #require(reports.first { $0["report_year"] == "2023" })
    let agency = try #require(present["agency_id"])
    let had = Set(reports.filter { $0["agency_id"] == agency }.compactMap { $0["report_year"].flatMap(Int.init) })

    // 1901 is a year without any report: it has a partition of its own.
    try expect(["\(agency),2020,", "000000/某局,1901,1901"])
    let result = try run.run("gongkai", ["run", inbox, "--rules", rules])
    #expect(result.exitCode == 0, "\(result.errorOutput)")
    let found = try missing()
    let years = (2020...newest).filter { !had.contains($0) }
    #expect(found.map { $0["expected"] } == ["000000/某局@1901"] + years.map { "\(agency)@\($0)" })
    for row in found {
      #expect(row["report_id"] == "")
      #expect(row["source_sha256"] == "")
      #expect(row["severity"] == "warning")
      #expect(row["expected"] == "\(row["agency_id"] ?? "?")@\(row["report_year"] ?? "?")")
      #expect(row["agency_id"] == "\(row["region_code"] ?? "?")/\(row["agency_name"] ?? "?")")
    }
    // Nothing else changes, and every format agrees.
    #expect(try run.rows(of: "reports") == reports)
    let verified = try run.run("gongkai", ["verify"])
    #expect(verified.exitCode == 0, "\(verified.output)")
    #expect(try run.run("gongkai", ["run", inbox, "--rules", rules]).output.contains("Nothing to do"))
    #expect(try run.run("gongkai", ["reproduce", "current", "--inbox", inbox]).exitCode == 0)
  }

  @Test func incrementsGiveTheSameBytesAsOneRun() throws {
    let samples = try EndToEndRun.samples()
    try expect(["000000/某局,2019,2026", "411323/某镇人民政府,2022,"])
    let first = try run.inbox("one", samples.filter { $0.name.contains("2023") })
    try run.run("gongkai", ["run", first, "--rules", rules])
    #expect(try missing().contains { $0["expected"] == "000000/某局@2026" })
    let all = try run.inbox("one", samples)
    try run.run("gongkai", ["run", all, "--rules", rules])
    let other = run.scratch.url.appending(path: "other")
    try run.run("gongkai", ["run", try run.inbox("two", samples.reversed()), "--rules", rules], store: other)
    #expect(try run.dataFiles() == run.dataFiles(store: other))
    #expect(try missing().isEmpty == false)
  }

  @Test func aReportThatComesEndsItsFinding() throws {
    let samples = try EndToEndRun.samples()
    let inbox = try run.inbox("inbox", samples)
    try run.run("gongkai", ["run", inbox])
    let report = try #require(try run.rows(of: "reports").first { $0["source_path"]?.hasSuffix(".txt") == true })
    let path = try #require(report["source_path"])
    let year = try #require(report["report_year"])
    try expect(["\(report["agency_id"] ?? "?"),\(year),\(year)"])
    let other = run.scratch.url.appending(path: "other")
    let without = try run.inbox("without", samples.filter { $0.name != path })
    try run.run("gongkai", ["run", without, "--rules", rules], store: other)
    #expect(try missing(store: other).map { $0["report_year"] } == [year])
    try run.run("gongkai", ["run", inbox, "--rules", rules], store: other)
    #expect(try missing(store: other).isEmpty)
  }

  @Test func aFaultyRosterStopsTheRunAndIsNamedByTheCheck() throws {
    let inbox = try run.inbox("inbox", try EndToEndRun.samples().filter { $0.name.hasSuffix(".txt") })
    try run.run("gongkai", ["run", inbox])
    let before = try run.dataFiles()
    try expect(["000000/某局,soon,"])
    let result = try run.run("gongkai", ["run", inbox, "--rules", rules])
    #expect(result.exitCode == 1)
    #expect(result.errorOutput.contains("roster.csv"))
    #expect(result.errorOutput.contains("line 2"))
    #expect(try run.dataFiles() == before)
    let check = try runProgram(try BuiltProducts.executable("gongkai"), ["rules", "check", "--rules", rules])
    #expect(check.exitCode == 1)
    #expect(check.output.contains("line 2"))
  }
}

import Foundation
import TestSupport
import Testing

/// One bad document costs that document alone (contract.md section 5).
@Suite struct BadInputTests {
  @Test func eachBadDocumentIsSetAsideWithItsReason() throws {
    let run = try EndToEndRun()
    var generator = SeededGenerator(seed: 11)
    let noise = (0..<5000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let samples = try EndToEndRun.samples()
    let news = "<html><head><title>我市召开政务公开培训会</title></head><body><p>本报讯，我市召开会议部署政务公开工作。</p></body></html>"
    let lost = String(repeating: "锟斤拷", count: 400)
    let page = "<html><head><title>某某市水务局2022年政府信息公开工作年度报告</title></head><body><div><a href='/'>首"
    let inbox = try run.inbox(
      "inbox",
      samples + [
        ("bad/empty.html", []), ("bad/blank.txt", Array(" \n\u{3000}\n".utf8)), ("bad/noise.bin", noise),
        ("bad/news.html", Array(news.utf8)), ("bad/lost.txt", Array(lost.utf8)), ("bad/cut.html", Array(page.utf8)),
        ("bad/picture.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        ("bad/data.json", Array("{\"a\": 1}".utf8)),
      ])
    let result = try run.run("gongkai", ["run", inbox])
    #expect(result.exitCode == 3)
    var reasons: [String: String] = [:]
    for row in try run.rows(of: "sources") {
      reasons[row["source_path"] ?? ""] = "\(row["status"] ?? "") \(row["reason"] ?? "")"
    }
    #expect(reasons["bad/empty.html"] == "set_aside empty")
    #expect(reasons["bad/blank.txt"] == "set_aside empty")
    #expect(reasons["bad/noise.bin"] == "set_aside unsupported")
    #expect(reasons["bad/news.html"] == "set_aside not_a_report")
    #expect(reasons["bad/cut.html"] == "set_aside not_a_report")
    #expect(reasons["bad/lost.txt"] == "set_aside encoding_lost")
    #expect(reasons["bad/picture.png"] == "skipped image")
    #expect(reasons["bad/data.json"] == "skipped data")

    let clean = try EndToEndRun()
    try clean.run("gongkai", ["run", try clean.inbox("inbox", samples)])
    #expect(try clean.rows(of: "reports").count > 10)
    #expect(try run.rows(of: "reports") == clean.rows(of: "reports"))
  }

  @Test func aSidecarThatCannotBeReadIsSaid() throws {
    let run = try EndToEndRun()
    let sample = try #require(try EndToEndRun.samples().first { $0.name == "lushan-tea-2021.txt" })
    let inbox = try run.inbox("inbox", [sample, (sample.name + ".meta.json", Array("{\"url\": [1".utf8))])
    #expect(try run.run("gongkai", ["run", inbox]).exitCode == 0)
    let rules = try run.rows(of: "findings").map { "\($0["rule"] ?? "") \($0["severity"] ?? "")" }
    #expect(rules.contains("D.SIDECAR warning"))
  }

  @Test func linksPipesAndOddNamesAreListed() throws {
    let run = try EndToEndRun()
    let inbox = try run.inbox("inbox", [("a.txt", Array("x".utf8))])
    symlink(inbox, inbox + "/loop")
    symlink("nowhere", inbox + "/dangling")
    mkfifo(inbox + "/pipe", 0o600)
    let odd: [CChar] = Array((inbox + "/odd-").utf8CString.dropLast()) + [-1, 0]
    let descriptor = open(odd, O_CREAT | O_WRONLY, 0o600)
    #expect(descriptor >= 0)
    close(descriptor)
    #expect(try run.run("gongkai", ["run", inbox]).exitCode == 3)
    let paths = Dictionary(
      uniqueKeysWithValues: try run.rows(of: "sources").map { ($0["source_path"] ?? "", $0["reason"] ?? "") })
    #expect(paths["loop"] == "link_not_followed")
    #expect(paths["dangling"] == "link_not_followed")
    #expect(paths["pipe"] == "not_a_regular_file")
    #expect(paths["odd-%FF"] == "empty")
  }

  @Test func aMissingInboxIsAFailureWithAdvice() throws {
    let run = try EndToEndRun()
    let result = try run.run("gongkai", ["run", run.scratch.path("nowhere")])
    #expect(result.exitCode == 1)
    #expect(result.errorOutput.contains("does not exist"))
    #expect(!FileManager.default.fileExists(atPath: run.store.appending(path: "current").path))
  }

  @Test func wrongUsageExitsWithTwo() throws {
    let run = try EndToEndRun()
    #expect(try run.run("gongkai", ["run", "--jobs", "0", "x"]).exitCode == 2)
    #expect(try run.run("gongkai", ["run", "--formats", "xls", "x"]).exitCode == 2)
    #expect(try run.run("gongkai", ["export", "nonsense"]).exitCode != 0)
  }
}

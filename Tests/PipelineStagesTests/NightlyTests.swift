import Foundation
import Glibc
import TestSupport
import Testing

/// `scripts/nightly` as cron starts it, with the program that was built beside the tests.
@Suite struct NightlyTests {
  private let run: EndToEndRun

  init() throws { run = try EndToEndRun() }

  private func nightly(_ arguments: [String], before: [String] = []) throws -> ChildResult {
    let script = Fixtures.projectRoot.appending(path: "scripts/nightly").path
    let line = before + [script] + arguments
    // A night that is killed leaves its scratch folder here, and not on the machine.
    let temporary = run.scratch.path("tmp")
    try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
    chmod(temporary, 0o1777)
    return try runProgram(
      line[0], Array(line.dropFirst()),
      environment: ["GONGKAI": try BuiltProducts.executable("gongkai"), "TMPDIR": temporary])
  }

  /// The status file, which must be whole whenever it is looked at.
  private func status(_ folder: String) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(filePath: folder + "/status.json"))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  /// The metrics by name with labels; every line must be a comment or a sample.
  private func metrics(_ folder: String) throws -> [String: Int] {
    let text = try String(contentsOfFile: folder + "/gongkai.prom", encoding: .utf8)
    #expect(text.hasSuffix("\n"))
    var samples: [String: Int] = [:]
    var typed: Set<Substring> = []
    for line in text.split(separator: "\n") {
      if line.hasPrefix("# TYPE ") { typed.insert(line.split(separator: " ")[2]) }
      if line.hasPrefix("#") { continue }
      let parts = line.split(separator: " ")
      #expect(parts.count == 2)
      let name = parts[0].prefix { $0 != "{" }
      #expect(typed.contains(name), "\(line) has no type")
      let value = Int(String(parts[1]))
      #expect(value != nil, "\(line) has no whole number")
      samples[String(parts[0])] = value
    }
    return samples
  }

  private func samples(_ wanted: Int) throws -> [(name: String, bytes: [UInt8])] {
    try EndToEndRun.samples().filter { $0.name.hasSuffix(".txt") }.prefix(wanted).map { $0 }
  }

  @Test func aNightIsToldInStatusMetricsAndLog() throws {
    let inbox = try run.inbox("inbox", try samples(3))
    let store = run.store.path
    let first = try nightly(["--inbox", inbox, "--store", store, "--keep", "2"])
    #expect(first.exitCode == 0, "\(first.errorOutput)")
    var told = try status(store)
    #expect(told["exit_code"] as? Int == 0)
    #expect(told["run_exit_code"] as? Int == 0)
    #expect(told["verify_exit_code"] as? Int == 0)
    #expect(told["gc_exit_code"] as? Int == 0)
    #expect((told["snapshot"] as? String)?.hasPrefix("000001-") == true)
    #expect((told["start"] as? String)?.hasSuffix("Z") == true)
    #expect(told["duration_seconds"] is Int)
    let totals = (told["counts"] as? [String: Any])?["totals"] as? [String: [String: Int]]
    let rows = try #require(totals?["rows"])
    #expect(rows["reports"] == 3)
    #expect(rows["outcomes"] == (try run.rows(of: "outcomes").count))
    let gauges = try metrics(store)
    #expect(gauges["gongkai_nightly_exit_code"] == 0)
    #expect(gauges["gongkai_rows{table=\"reports\"}"] == 3)
    #expect(gauges["gongkai_sources{status=\"loaded\"}"] == 3)

    // A document that is no report: committed, exit 3, and named.
    _ = try run.inbox("inbox", [("note.txt", Array("会议通知".utf8))])
    let second = try nightly(["--inbox", inbox, "--store", store, "--keep", "2"])
    #expect(second.exitCode == 3)
    told = try status(store)
    let setAside = (told["counts"] as? [String: Any])?["newly_set_aside"] as? [[String: String]]
    #expect(setAside == [["path": "note.txt", "reason": "not_a_report"]])
    #expect(try metrics(store)["gongkai_newly_set_aside"] == 1)

    // Nothing new: exit 0, no snapshot, totals as before.
    let third = try nightly(["--inbox", inbox, "--store", store, "--keep", "2"])
    #expect(third.exitCode == 0)
    #expect(try metrics(store)["gongkai_rows{table=\"reports\"}"] == 3)
    let snapshots = try FileManager.default.contentsOfDirectory(atPath: store + "/snapshots")
    #expect(snapshots.count == 2)
    let log = try String(contentsOfFile: store + "/nightly.log", encoding: .utf8).split(separator: "\n")
    #expect(log.map { $0.split(separator: " ")[1] } == ["exit=0", "exit=3", "exit=0"])

    // One snapshot is kept now; the current one is it.
    _ = try nightly(["--inbox", inbox, "--store", store, "--keep", "1"])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: store + "/snapshots").map { $0.prefix(6) } == ["000002"])
    #expect(try run.run("gongkai", ["verify"]).exitCode == 0)
  }

  @Test func aSecondStartExits75() throws {
    let inbox = try run.inbox("inbox", try samples(1))
    let store = run.store.path
    #expect(try nightly(["--inbox", inbox, "--store", store]).exitCode == 0)
    let before = try run.dataFiles()
    let statusBefore = try Data(contentsOf: URL(filePath: store + "/status.json"))
    _ = try run.inbox("inbox", try samples(2))

    // Another nightly holds its lock: it writes the status files, this one does not.
    let night = try nightly(["--inbox", inbox, "--store", store], before: ["flock", "--nonblock", store])
    #expect(night.exitCode == 75)
    #expect(try Data(contentsOf: URL(filePath: store + "/status.json")) == statusBefore)

    // A run by hand holds the store's lock: nobody else would tell of this night.
    let held = try nightly(["--inbox", inbox, "--store", store], before: ["flock", "--nonblock", store + "/.lock"])
    #expect(held.exitCode == 75)
    #expect(try status(store)["exit_code"] as? Int == 75)
    #expect(try metrics(store)["gongkai_nightly_exit_code"] == 75)
    #expect((try status(store)["message"] as? String)?.contains("another run holds the store") == true)
    #expect(try run.dataFiles() == before)

    #expect(try nightly(["--inbox", inbox, "--store", store]).exitCode == 0)
    #expect(try run.rows(of: "reports").count == 2)
  }

  @Test func aFailingDiskLeavesTheStoreAlone() throws {
    let inbox = try run.inbox("inbox", try samples(1))
    let store = run.store.path
    #expect(try nightly(["--inbox", inbox, "--store", store]).exitCode == 0)
    let before = try run.dataFiles()
    _ = try run.inbox("inbox", try EndToEndRun.samples())
    // Writes beyond 8 KiB of a file fail, as on a full disk; the status files are smaller.
    let failed = try nightly(
      ["--inbox", inbox, "--store", store],
      before: ["bash", "-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\""])
    #expect(failed.exitCode == 1, "\(failed.output)\(failed.errorOutput)")
    #expect(try status(store)["exit_code"] as? Int == 1)
    #expect((try status(store)["message"] as? String)?.contains("cannot write") == true)
    #expect(try metrics(store)["gongkai_nightly_exit_code"] == 1)
    #expect(try run.dataFiles() == before)
    #expect(try run.run("gongkai", ["verify"]).exitCode == 0)
    // The next night finishes the work, and the bytes are those of an undisturbed run.
    #expect(try nightly(["--inbox", inbox, "--store", store]).exitCode == 3)
    let undisturbed = run.scratch.url.appending(path: "undisturbed")
    try run.run("gongkai", ["run", inbox], store: undisturbed)
    #expect(try run.dataFiles() == run.dataFiles(store: undisturbed))
  }

  @Test func aStoreThatCannotBeMadeIsToldElsewhere() throws {
    let inbox = try run.inbox("inbox", try samples(1))
    let file = try run.scratch.write(Array("a file".utf8), to: "file")
    let elsewhere = run.scratch.path("status \"here\"")
    try FileManager.default.createDirectory(atPath: elsewhere, withIntermediateDirectories: true)
    let failed = try nightly([
      "--inbox", inbox, "--store", file + "/store", "--status-dir", elsewhere, "--log", elsewhere + "/log",
    ])
    #expect(failed.exitCode == 1)
    #expect(try status(elsewhere)["exit_code"] as? Int == 1)
    #expect(try status(elsewhere)["snapshot"] is NSNull)
    #expect(try metrics(elsewhere)["gongkai_nightly_exit_code"] == 1)
    #expect(try Data(contentsOf: URL(filePath: file)) == Data("a file".utf8))

    // A missing inbox is told too, with a name that JSON has to escape.
    let missing = try nightly([
      "--inbox", inbox + "/no \"such\" \\ folder", "--store", run.store.path, "--status-dir", elsewhere,
    ])
    #expect(missing.exitCode == 1)
    #expect((try status(elsewhere)["message"] as? String)?.contains("no \"such\" \\ folder") == true)
  }

  @Test(.enabled(if: getuid() == 0 && Programs.isInstalled("setpriv"), "needs root and setpriv to become another user"))
  func aStoreOfAnotherUserIsLeftAlone() throws {
    let inbox = try run.inbox("inbox", try samples(1))
    #expect(try nightly(["--inbox", inbox, "--store", run.store.path]).exitCode == 0)
    let before = try run.dataFiles()
    _ = try run.inbox("inbox", try samples(2))
    let status = run.scratch.path("status")
    try FileManager.default.createDirectory(atPath: status, withIntermediateDirectories: true)
    chmod(run.scratch.path, 0o755)
    chmod(status, 0o777)
    let failed = try nightly(
      ["--inbox", inbox, "--store", run.store.path, "--status-dir", status, "--log", status + "/log"],
      before: ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"])
    #expect(failed.exitCode == 1)
    #expect(try self.status(status)["exit_code"] as? Int == 1)
    #expect((try self.status(status)["message"] as? String)?.contains("Permission denied") == true)
    #expect(try run.dataFiles() == before)
  }

  @Test func endedAtAnyMomentLeavesWholeFiles() throws {
    let inbox = try run.inbox("inbox", try samples(1))
    let store = run.store.path
    #expect(try nightly(["--inbox", inbox, "--store", store]).exitCode == 0)
    let first = try run.dataFiles()
    _ = try run.inbox("inbox", try EndToEndRun.samples())
    let undisturbed = run.scratch.url.appending(path: "undisturbed")
    try run.run("gongkai", ["run", inbox], store: undisturbed)
    let last = try run.dataFiles(store: undisturbed)
    var before = try metrics(store)["gongkai_nightly_exit_code"]
    for signal in ["KILL", "TERM"] {
      for hundredths in [2, 10, 30, 60, 100, 150] {
        let seconds = "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
        let ended = try nightly(
          ["--inbox", inbox, "--store", store, "--keep", "1"], before: ["timeout", "--signal=" + signal, seconds])
        let told = try status(store)
        let place = "\(signal) after \(seconds) s: \(ended.exitCode)"
        #expect(told["exit_code"] is Int, "\(place)")
        let metric = try metrics(store)["gongkai_nightly_exit_code"]
        // Killed between the two files, the second is that of the run before.
        #expect(metric == told["exit_code"] as? Int || signal == "KILL" && metric == before, "\(place)")
        before = metric
        if told["message"] as? String == "ended by a signal" { #expect(told["exit_code"] as? Int == 1) }
        let files = try run.dataFiles()
        #expect(files == first || files == last, "\(place)")
        #expect(try run.run("gongkai", ["verify"]).exitCode == 0, "\(place)")
      }
    }
    _ = try nightly(["--inbox", inbox, "--store", store])
    #expect(try run.dataFiles() == last)
  }

  @Test func aDamagedSnapshotIsToldAndNothingIsRemoved() throws {
    let inbox = try run.inbox("inbox", try samples(1))
    let store = run.store.path
    _ = try nightly(["--inbox", inbox, "--store", store])
    _ = try run.inbox("inbox", try samples(2))
    _ = try nightly(["--inbox", inbox, "--store", store])
    let current = run.store.appending(path: "current/sources.csv.zst").resolvingSymlinksInPath().path
    chmod(current, 0o644)
    try Data("damaged".utf8).write(to: URL(filePath: current))
    let failed = try nightly(["--inbox", inbox, "--store", store, "--keep", "1"])
    #expect(failed.exitCode == 1)
    #expect(try status(store)["exit_code"] as? Int == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: store + "/snapshots").count == 2)
  }

  @Test func theLogIsPutByWhenItIsLarge() throws {
    let inbox = try run.inbox("inbox", try samples(1))
    let store = run.store.path
    for _ in 0..<4 { _ = try nightly(["--inbox", inbox, "--store", store, "--log-bytes", "10"]) }
    for name in ["nightly.log", "nightly.log.1", "nightly.log.2"] {
      let log = try String(contentsOfFile: store + "/" + name, encoding: .utf8)
      #expect(log.split(separator: "\n").count == 1)
    }
    #expect(!FileManager.default.fileExists(atPath: store + "/nightly.log.3"))
  }

  @Test(arguments: [
    [], ["--inbox", "x"], ["--store", "x"], ["--inbox", "x", "--store"],
    ["--inbox", "x", "--store", "y", "--keep", "0"],
    ["--inbox", "x", "--store", "y", "--other"],
  ])
  func wrongUsageExits2(_ arguments: [String]) throws {
    let result = try nightly(arguments)
    #expect(result.exitCode == 2)
    #expect(result.errorOutput.contains("scripts/nightly --inbox"))
  }
}

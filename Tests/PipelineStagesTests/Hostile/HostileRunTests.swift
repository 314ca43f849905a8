import Foundation
import TestSupport
import Testing

/// The whole hostile set in one run: each file accounted for, the good ones loaded, no harm done (contract.md section 5).
@Suite struct HostileRunTests {
  @Test func everyFileIsAccountedForAndTheGoodOnesAreLoaded() throws {
    let run = try EndToEndRun()
    let samples = try EndToEndRun.samples()
    let hostile = try HostileDocuments.all()
    let inbox = try run.inbox("inbox", samples + hostile.map { ("hostile/" + $0.path, $0.bytes) } + Self.cut(samples))
    try Self.addOddities(to: inbox)
    let scratch = run.scratch.path("scratch")
    try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
    let result = try runProgram(
      try BuiltProducts.executable("gongkai"), ["run", inbox, "--store", run.store.path],
      environment: ["TMPDIR": scratch, "LD_PRELOAD": try BuiltProducts.library("FaultInjection")],
      timeoutSeconds: 900)
    #expect(result.exitCode == 3, "\(result.errorOutput.suffix(2000))")
    #expect(result.peakMemoryKiB < 1 << 20)
    #expect(Self.processes(under: run.scratch.path).isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch).isEmpty)

    let sources = try run.rows(of: "sources")
    for file in hostile {
      let path = "hostile/" + file.path
      let rows = sources.filter { row in
        row["source_path"] == path || (row["source_path"] ?? "").hasPrefix(path + "!/")
      }
      #expect(!rows.isEmpty, "\(path) has no row")
      for row in rows {
        #expect(file.reasons.contains(row["reason"] ?? ""), "\(row["source_path"] ?? ""): \(row["reason"] ?? "")")
      }
    }
    let reasons = Dictionary(
      sources.map { ($0["source_path"] ?? "", $0["reason"] ?? "") }, uniquingKeysWith: { first, _ in first })
    for (path, reason) in Self.oddities { #expect(reasons[path] == reason, "\(path): \(reasons[path] ?? "no row")") }
    for (name, _) in Self.cut(samples) { #expect(reasons[name] != nil, "\(name) has no row") }

    let clean = try EndToEndRun()
    try clean.run("gongkai", ["run", try clean.inbox("inbox", samples + Self.cut(samples))])
    #expect(try clean.rows(of: "reports").count > 10)
    #expect(try run.rows(of: "reports") == clean.rows(of: "reports"))
    #expect(try run.run("gongkai", ["verify"]).exitCode == 0)
    #expect(!FileManager.default.fileExists(atPath: run.scratch.path("climbed.txt")))
    #expect(!FileManager.default.fileExists(atPath: "/tmp/climbed.txt"))
  }

  /// Files of one owner are not read by another; root reads everything and cannot show it.
  @Test(.enabled(if: getuid() == 0, "only root can become somebody else"))
  func aFileThatMayNotBeReadIsSaid() throws {
    let run = try EndToEndRun()
    let inbox = try run.inbox("inbox", try EndToEndRun.samples() + [("secret.txt", Array("x".utf8))])
    chmod(inbox + "/secret.txt", 0)
    let program = run.scratch.path("gongkai")
    // By a process of its own: a child that another test starts meanwhile would hold the copy open, as busy text.
    #expect(try runProgram("cp", [try BuiltProducts.executable("gongkai"), program]).exitCode == 0)
    try FileManager.default.createDirectory(at: run.store, withIntermediateDirectories: true)
    for path in [run.scratch.path, run.store.path] {
      chown(path, 65534, 65534)
      chmod(path, 0o755)
    }
    let result = try runProgram(
      "setpriv",
      ["--reuid=65534", "--regid=65534", "--clear-groups", program, "run", inbox, "--store", run.store.path])
    #expect(result.exitCode == 3, "\(result.errorOutput.suffix(2000))")
    let row = try run.rows(of: "sources").first { $0["source_path"] == "secret.txt" }
    #expect(row?["reason"] == "unreadable")
    #expect(try run.rows(of: "reports").count > 10)
  }

  /// Each sample cut off in the middle of a character or tag.
  private static func cut(_ samples: [(name: String, bytes: [UInt8])]) -> [(name: String, bytes: [UInt8])] {
    samples.filter { !$0.name.hasSuffix(".json") }.flatMap { sample in
      [1, 7].map { part in
        ("cut/\(part)-\(sample.name)", Array(sample.bytes.prefix(sample.bytes.count * part / 16 + 1)))
      }
    }
  }

  private static let oddities = [
    "odd/loop": "link_not_followed", "odd/dangling": "link_not_followed", "odd/pipe": "not_a_regular_file",
    "odd/name-%FF.txt": "not_a_report", "odd/forbidden.txt": "unreadable", "odd/faulty.txt": "unreadable",
    "odd/vanishing.txt": "unreadable", "odd/shrinking.txt": "unreadable",
  ]

  private static func addOddities(to inbox: String) throws {
    let folder = inbox + "/odd"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    symlink("..", folder + "/loop")
    symlink("nowhere", folder + "/dangling")
    mkfifo(folder + "/pipe", 0o600)
    let text = Data(repeating: UInt8(ascii: "x"), count: 200_000)
    for name in ["forbidden", "faulty", "vanishing", "shrinking"] {
      try text.write(to: URL(filePath: "\(folder)/\(name).txt"))
    }
    let odd: [CChar] = Array((folder + "/name-").utf8CString.dropLast()) + [-1, 0x2E, 0x74, 0x78, 0x74, 0]
    let descriptor = open(odd, O_CREAT | O_WRONLY, 0o600)
    #expect(write(descriptor, "x", 1) == 1)
    close(descriptor)
  }

  /// Processes that work in a folder or below it.
  private static func processes(under folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.filter { name in
      let place = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(name)/cwd")
      return place?.hasPrefix(folder) == true
    }
  }
}

import Foundation
import TestSupport
import Testing

/// Archives that the system refuses to open or to read on: said in `sources`, and what can be read is loaded.
@Suite struct FailingArchiveTests {
  /// A report in front, then more than the preloaded library lets through, then a report behind.
  private static func archive(_ suffix: String, _ samples: [(name: String, bytes: [UInt8])]) throws -> [UInt8] {
    var files = samples.map { ArchiveMaker.File(name: $0.name, bytes: $0.bytes) }
    files.insert(ArchiveMaker.File(name: "noise.bin", bytes: ArchiveMaker.noise(seed: 1, count: 1 << 20)), at: 1)
    return try ArchiveMaker.archive(files, suffix: suffix)
  }

  @Test func archivesThatCannotBeReadAreSaidAndNeverHalfTakenInSilence() throws {
    let run = try EndToEndRun()
    let names = ["lushan-tea-2021.txt", "luoyang-peony-2022.html", "dunhuang-desert-2024.md"]
    let samples = try EndToEndRun.samples().filter { names.contains($0.name) }
    try #require(samples.count == 3)
    var files: [(name: String, bytes: [UInt8])] = [("loose.html", samples[0].bytes)]
    let kinds = ["forbidden", "faulty", "vanishing", "shrinking", "breaking"]
    for suffix in [".zip", ".tar", ".tar.gz", ".tar.zst"] {
      let bytes = try Self.archive(suffix, [samples[1], samples[2]])
      files += kinds.map { ($0 + suffix, bytes) }
    }
    let record = ArchiveMaker.record(
      type: "response", url: "http://h/a", block: ArchiveMaker.response(samples[1].bytes))
    let noise = ArchiveMaker.record(
      type: "response", url: "http://h/n", block: ArchiveMaker.response(ArchiveMaker.noise(seed: 2, count: 1 << 20)))
    files += kinds.map { ($0 + ".warc", record + noise + record) }
    let inbox = try run.inbox("inbox", files)
    let result = try runProgram(
      try BuiltProducts.executable("gongkai"), ["run", inbox, "--store", run.store.path],
      environment: ["LD_PRELOAD": try BuiltProducts.library("FaultInjection")], timeoutSeconds: 900)
    #expect(result.exitCode == 3, "\(result.errorOutput.suffix(2000))")
    let reasons = Dictionary(
      try run.rows(of: "sources").map { ($0["source_path"] ?? "", "\($0["status"] ?? "") \($0["reason"] ?? "")") },
      uniquingKeysWith: { first, _ in first })
    for (name, _) in files.dropFirst() {
      // Truncated while it is read, a file may look broken before it is seen to have changed.
      let accepted = name.hasPrefix("shrinking") ? ["unreadable", "malformed_container"] : ["unreadable"]
      #expect(accepted.contains { reasons[name] == "set_aside " + $0 }, "\(name): \(reasons[name] ?? "no row")")
    }
    #expect(reasons["loose.html"] == "loaded ")
    // What came before the place where reading failed stands; only that.
    for name in ["breaking.tar", "breaking.tar.gz", "breaking.tar.zst"] {
      #expect(reasons["\(name)!/\(samples[1].name)"] != nil, "\(name)")
      #expect(reasons["\(name)!/\(samples[2].name)"] == nil, "\(name)")
    }
    #expect(reasons["breaking.warc!/http://h/a"] != nil && reasons["breaking.warc!/http://h/a~2"] == nil)
    #expect(try run.rows(of: "reports").count == 2)

    // What could not be read is tried again, although nothing about the files changed.
    for kind in ["vanishing", "shrinking"] {
      for name in files.map(\.name) where name.hasPrefix(kind) {
        try? FileManager.default.removeItem(atPath: inbox + "/" + name)
      }
    }
    // 3: the noise in the archives is newly set aside.
    #expect(try run.run("gongkai", ["run", inbox]).exitCode == 3)
    #expect(try run.rows(of: "reports").count == 3)
    let after = Set(try run.rows(of: "sources").map { $0["source_path"] ?? "" })
    #expect(!after.contains("breaking.zip") && after.contains("breaking.zip!/\(samples[2].name)"))
  }

  @Test func nothingIsWrittenByTheAddressOfARecord() throws {
    let run = try EndToEndRun()
    let sample = try #require(try EndToEndRun.samples().first { $0.name == "lushan-tea-2021.txt" })
    let climbing = String(repeating: "../", count: 12) + run.scratch.path("climbed").dropFirst() + "/x.html"
    let urls = ["../../climbed.html", "/climbed.html", climbing, "http://h/a/../../climbed.html"]
    let records = urls.flatMap {
      ArchiveMaker.record(type: "response", url: $0, block: ArchiveMaker.response(sample.bytes))
    }
    let inbox = try run.inbox("in/in/inbox", [("a.warc", records)])
    let store = run.scratch.url.appending(path: "out/out/store")
    try run.run("gongkai", ["run", inbox], store: store)
    #expect(try run.rows(of: "sources", store: store).count == urls.count)
    #expect(try run.rows(of: "reports", store: store).count == 1)
    #expect(try run.run("gongkai", ["verify"], store: store).exitCode == 0)
    let places = FileManager.default.enumerator(atPath: run.scratch.url.path)?.compactMap { $0 as? String } ?? []
    #expect(!places.isEmpty && !places.contains { $0.contains("climbed") })
    #expect(!FileManager.default.fileExists(atPath: "/climbed.html"))
  }
}

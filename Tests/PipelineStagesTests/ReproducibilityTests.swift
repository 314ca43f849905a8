import Foundation
import TestSupport
import Testing

/// Same documents, same bytes: whatever the jobs, the order, the stages and the increments.
@Suite struct ReproducibilityTests {
  @Test func jobsOrderStagesAndIncrementsDoNotChangeAByte() throws {
    let run = try EndToEndRun()
    let samples = try EndToEndRun.samples()
    let inbox = try run.inbox("inbox", samples)
    #expect(try run.run("gongkai", ["run", inbox, "--jobs", "1"]).exitCode == 3)
    let reference = try run.dataFiles()
    #expect(reference.count > 10)

    let twoJobs = run.scratch.url.appending(path: "two-jobs")
    #expect(try run.run("gongkai", ["run", inbox, "--jobs", "2"], store: twoJobs).exitCode == 3)
    #expect(try run.dataFiles(store: twoJobs) == reference)

    var generator = SeededGenerator(seed: 7)
    let shuffled = try run.inbox("shuffled", samples.shuffled(using: &generator))
    let shuffledStore = run.scratch.url.appending(path: "shuffled-store")
    #expect(try run.run("gongkai", ["run", shuffled], store: shuffledStore).exitCode == 3)
    #expect(try run.dataFiles(store: shuffledStore) == reference)

    let stages = run.scratch.url.appending(path: "stages")
    #expect(try run.run("gongkai-extract", [inbox], store: stages).exitCode == 0)
    #expect(try run.run("gongkai-normalize", [], store: stages).exitCode == 0)
    #expect(try run.run("gongkai-load", [], store: stages).exitCode == 3)
    #expect(try run.dataFiles(store: stages) == reference)

    let increments = run.scratch.url.appending(path: "increments")
    for part in 0..<3 {
      // A document and its sidecar arrive together.
      let files = samples.filter { partition(of: $0.name) == part }
      let partInbox = try run.inbox("part-\(part)", files)
      let code = try run.run("gongkai", ["run", partInbox], store: increments).exitCode
      #expect(code == 0 || code == 3)
    }
    #expect(try run.dataFiles(store: increments) == reference)
    #expect(try run.run("gongkai", ["verify"], store: increments).exitCode == 0)
  }

  private func partition(of name: String) -> Int {
    let stem = name.prefix { $0 != "." }
    return stem.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF } % 3
  }

  @Test func aSecondRunHasNothingToDo() throws {
    let run = try EndToEndRun()
    let inbox = try run.inbox("inbox", try EndToEndRun.samples())
    try run.run("gongkai", ["run", inbox])
    let before = try FileManager.default.contentsOfDirectory(atPath: run.store.appending(path: "snapshots").path)
    let second = try run.run("gongkai", ["run", inbox])
    #expect(second.exitCode == 0)
    #expect(second.output.contains("Nothing to do"))
    let after = try FileManager.default.contentsOfDirectory(atPath: run.store.appending(path: "snapshots").path)
    #expect(before.sorted() == after.sorted())
  }

  @Test func aLostWorkAreaLosesNothing() throws {
    let run = try EndToEndRun()
    let inbox = try run.inbox("inbox", try EndToEndRun.samples())
    try run.run("gongkai", ["run", inbox])
    let reference = try run.dataFiles()
    try FileManager.default.removeItem(at: run.store.appending(path: "work"))
    let empty = try run.inbox("empty", [])
    try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: true)
    #expect(try run.run("gongkai", ["run", empty]).exitCode == 0)
    #expect(try run.dataFiles() == reference)
    try FileManager.default.removeItem(at: run.store.appending(path: "work"))
    #expect(try run.run("gongkai", ["run", inbox]).exitCode == 0)
    #expect(try run.dataFiles() == reference)
  }
}

import Foundation
import TestSupport
import Testing

/// The real program ended by SIGKILL at random moments: nothing lost, nothing twice (contract.md section 6).
///
/// `GONGKAI_KILLS` sets how many; `scripts/check-crashes` runs a few hundred with the release build.
@Suite struct KillTests {
  private static let killCount = ProcessInfo.processInfo.environment["GONGKAI_KILLS"].flatMap { Int($0) } ?? 12

  @Test func aKilledRunLeavesAWholeStoreAndTheNextOneFinishesIt() throws {
    let run = try EndToEndRun()
    let first = try run.inbox("first", try EndToEndRun.samples().filter { $0.name.hasSuffix(".txt") })
    let all = try run.inbox("all", try EndToEndRun.samples())
    let generator = CorpusGenerator(seed: 5)
    for index in 0..<40 {
      let document = generator.document(index)
      _ = try run.inbox(index < 20 ? "first" : "all", [("corpus/\(document.name)", document.bytes)])
      if index < 20 { _ = try run.inbox("all", [("corpus/\(document.name)", document.bytes)]) }
    }
    try run.run("gongkai", ["run", first])
    let base = run.store
    let before = try run.dataFiles()

    let whole = run.scratch.url.appending(path: "whole")
    try FileManager.default.copyItem(at: base, to: whole)
    let start = ContinuousClock.now
    let undisturbed = try run.run("gongkai", ["run", all], store: whole)
    let duration = ContinuousClock.now - start
    #expect([0, 3].contains(undisturbed.exitCode))
    let after = try run.dataFiles(store: whole)
    #expect(before != after)

    var random = SeededGenerator(seed: UInt64(Self.killCount))
    let program = try BuiltProducts.executable("gongkai")
    var tally = ["killed": 0, "finished": 0, "committed": 0]
    for number in 0..<Self.killCount {
      let store = run.scratch.url.appending(path: "store-\(number)")
      try FileManager.default.copyItem(at: base, to: store)
      // One to three runs in a row are ended, then one is left alone.
      for _ in 0..<(number % 3 + 1) {
        let moment = duration * Double.random(in: 0...1.1, using: &random)
        let ended = try runProgram(program, ["run", all, "--store", store.path], killedAfter: moment)
        tally[ended.exitCode == 128 + SIGKILL ? "killed" : "finished", default: 0] += 1
        let verified = try run.run("gongkai", ["verify"], store: store)
        #expect(verified.exitCode == 0, "\(number), ended after \(moment): \(verified.output)\(verified.errorOutput)")
        let found = try run.dataFiles(store: store)
        #expect(found == before || found == after, "\(number), ended after \(moment): a state in between")
        if found == after { tally["committed", default: 0] += 1 }
      }
      let last = try run.run("gongkai", ["run", all], store: store)
      #expect([0, 3].contains(last.exitCode), "\(last.errorOutput)")
      #expect(try run.dataFiles(store: store) == after, "\(number): the next run made other bytes")
      let snapshots = try FileManager.default.contentsOfDirectory(atPath: store.path + "/snapshots")
      #expect(snapshots.count == 2, "\(number): \(snapshots)")
      try FileManager.default.removeItem(at: store)
    }
    print("kills: \(tally.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", "))")
    #expect((tally["killed"] ?? 0) > Self.killCount / 2)
  }
}

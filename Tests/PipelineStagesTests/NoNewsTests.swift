import Foundation
import TestSupport
import Testing

@testable import PipelineStages

/// What is unchanged is not read again, and what changed is.
@Suite struct NoNewsTests {
  private func setTime(_ path: String, _ seconds: Int) {
    let time = timeval(tv_sec: seconds, tv_usec: 0)
    utimes(path, [time, time])
  }

  @Test func changesAreSeenByTheirWitness() throws {
    let run = try EndToEndRun()
    let samples = try EndToEndRun.samples().filter { $0.name.hasSuffix(".txt") }
    let inbox = try run.inbox("inbox", samples)
    for sample in samples { setTime(inbox + "/" + sample.name, 1_600_000_000) }
    try run.run("gongkai", ["run", inbox])
    let reference = try run.dataFiles()
    #expect(try run.run("gongkai", ["run", inbox]).output.contains("Nothing to do"))

    // Touched: read again, found the same.
    setTime(inbox + "/" + samples[0].name, 1_600_000_100)
    #expect(try run.run("gongkai", ["run", inbox]).output.contains("Nothing to do"))
    #expect(try run.dataFiles() == reference)

    // Changed in place at the same size, with its old time: only --paranoid sees it.
    let target = try #require(samples.first { $0.name == "lushan-tea-2021.txt" })
    let path = inbox + "/" + target.name
    var bytes = target.bytes
    let last = try #require(bytes.lastIndex { (0x31...0x38).contains($0) })
    bytes[last] += 1
    let descriptor = open(path, O_WRONLY)
    #expect(pwrite(descriptor, bytes, bytes.count, 0) == bytes.count)
    close(descriptor)
    setTime(path, 1_600_000_000)
    #expect(try run.run("gongkai", ["run", inbox]).output.contains("Nothing to do"))
    #expect(try run.run("gongkai", ["run", inbox, "--paranoid"]).output.contains("1 read anew"))

    // A new file beside many old ones.
    _ = try run.inbox("inbox", [("new/" + samples[0].name, samples[0].bytes), ("z.txt", Array("x".utf8))])
    let summary = run.scratch.path("summary.json")
    #expect(try run.run("gongkai", ["run", inbox, "--summary", summary]).exitCode == 3)
    let text = String(decoding: try Data(contentsOf: URL(filePath: summary)), as: UTF8.self)
    #expect(text.contains("\"in_inbox\" : \(samples.count + 2)"))
    #expect(text.contains("\"read_anew\" : 0"))
  }

  @Test func anotherLimitIsAnotherQuestion() throws {
    let run = try EndToEndRun()
    let sample = try #require(try EndToEndRun.samples().first { $0.name == "lushan-tea-2021.txt" })
    let inbox = try run.inbox("inbox", [sample])
    #expect(try run.run("gongkai", ["run", inbox, "--max-document-bytes", "100"]).exitCode == 3)
    #expect(try run.run("gongkai", ["run", inbox]).exitCode == 0)
    #expect(try run.rows(of: "reports").count == 1)
  }

  @Test func aSidecarThatChangesIsSeen() throws {
    let run = try EndToEndRun()
    let sample = try #require(try EndToEndRun.samples().first { $0.name == "lushan-tea-2021.txt" })
    let inbox = try run.inbox("inbox", [sample, (sample.name + ".meta.json", Array("{\"url\": \"http://a/1\"}".utf8))])
    try run.run("gongkai", ["run", inbox])
    _ = try run.inbox("inbox", [(sample.name + ".meta.json", Array("{\"url\": \"http://a/2\"}".utf8))])
    try run.run("gongkai", ["run", inbox])
    #expect(try run.rows(of: "reports").map { $0["source_url"] } == ["http://a/2"])
  }

  @Test func lostRecordsAreMadeAgain() throws {
    let run = try EndToEndRun()
    let inbox = try run.inbox("inbox", try EndToEndRun.samples())
    try run.run("gongkai", ["run", inbox])
    let reference = try run.dataFiles()
    try FileManager.default.removeItem(at: run.store.appending(path: "work/extracted"))
    try FileManager.default.removeItem(at: run.store.appending(path: "work/loaded"))
    try run.run("gongkai", ["run", inbox])
    #expect(try run.dataFiles() == reference)
  }
}

/// The order in which an inbox is walked is that of the bytes of its paths, so that it meets the ledger row by row.
@Suite struct InboxOrderTests {
  @Test func pathsComeInByteOrder() throws {
    let scratch = try TemporaryFolder()
    var generator = SeededGenerator(seed: 21)
    let letters = Array("ab-./0~".utf8)
    var paths: Set<String> = []
    for _ in 0..<400 {
      let length = Int.random(in: 1...9, using: &generator)
      var text = "x"
      for _ in 0..<length { text += String(UnicodeScalar(letters.randomElement(using: &generator) ?? 97)) }
      let parts = text.split(separator: "/").map { $0.hasPrefix(".") ? "x\($0)" : String($0) }
      let path = parts.joined(separator: "/")
      let url = scratch.url.appending(path: path)
      try? FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      if (try? Data("x".utf8).write(to: url)) != nil { paths.insert(path) }
    }
    let found = try InboxScanner.scan([scratch.path]).map(\.path)
    let isFolder = { (path: String) -> Bool in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: scratch.path(path), isDirectory: &isFolder) && isFolder.boolValue
    }
    #expect(found == paths.filter { !isFolder($0) }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }

  @Test func aLedgerComesBackAndDamageNeverTraps() throws {
    let scratch = try TemporaryFolder()
    var ledger = Ledger()
    var expected: [Sighting] = []
    for number in 0..<200 {
      var sighting = Sighting(path: "p/\(number % 150)", byteCount: number, state: .setAside(reason: "empty"))
      sighting.documentHash = number % 3 == 0 ? nil : hexadecimal(sha256([UInt8(number)]))
      ledger.record(sighting)
      expected.append(sighting)
    }
    let path = scratch.path("ledger")
    let conditions = [UInt8](repeating: 7, count: 32)
    try ledger.save(to: path, conditions: conditions, trustedBefore: 5)
    let whole = [UInt8](try Data(contentsOf: URL(filePath: path)))
    let again = Ledger(path: path)
    let found = Array(again.ordered)
    #expect(found == Array(ledger.ordered))
    for sighting in expected where sighting.documentHash != nil { #expect(found.contains(sighting)) }
    // Read at another time, a path is no longer unread.
    #expect(
      !found.contains { $0.path == "p/0" && $0.documentHash == nil }
        || !found.contains { $0.path == "p/0" && $0.documentHash != nil })
    #expect(again.sighting(path: "p/1", documentHash: expected[1].documentHash) == expected[1])
    #expect(again.sighting(path: "p/9999", documentHash: nil) == nil)
    var forgetting = again
    #expect(forgetting.forget([try #require(expected[1].documentHash)]))
    #expect(Array(forgetting.ordered).count == found.count - 1)

    var generator = SeededGenerator(seed: 22)
    for _ in 0..<300 {
      var bytes = whole
      bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      if Bool.random(using: &generator) {
        bytes = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &generator)))
      }
      _ = try scratch.write(bytes, to: "damaged")
      let damaged = Ledger(path: scratch.path("damaged"))
      for sighting in damaged.ordered { _ = sighting }
      _ = damaged.sighting(path: "p/77", documentHash: nil)
    }
  }
}

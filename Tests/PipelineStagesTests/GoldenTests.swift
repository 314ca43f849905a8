import Foundation
import TestSupport
import Testing

/// The tables that come of samples/, byte by byte.
///
/// `GONGKAI_RECORD=1` writes them anew; such a run fails, so that a recording is always looked at.
@Suite struct GoldenTests {
  private static let folder = "Tests/PipelineStagesTests/Golden/samples"

  @Test func samplesGiveTheirTables() throws {
    let run = try EndToEndRun()
    let inbox = try run.inbox("inbox", try EndToEndRun.samples())
    #expect(try run.run("gongkai", ["run", inbox]).exitCode == 3)
    var tables: [String: String] = [:]
    for (path, data) in try run.dataFiles() where path.hasSuffix(".csv.zst") {
      let packed = try run.scratch.write([UInt8](data), to: "packed.zst")
      let name = String(path.split(separator: "/").last?.dropLast(".zst".count) ?? "")
      tables[name] = try runProgram("zstd", ["-dcq", packed]).output
    }
    #expect(tables.count > 20)
    let golden = Fixtures.projectRoot.appending(path: Self.folder)
    if Fixtures.isRecording {
      try? FileManager.default.removeItem(at: golden)
      try FileManager.default.createDirectory(at: golden, withIntermediateDirectories: true)
      for (name, text) in tables { try Data(text.utf8).write(to: golden.appending(path: name)) }
      Issue.record("recorded \(tables.count) tables; look at the difference, then run without GONGKAI_RECORD")
      return
    }
    let recorded = try Fixtures.files(in: Self.folder, suffixes: [".csv"])
    #expect(Set(recorded.map(\.lastPathComponent)) == Set(tables.keys))
    for file in recorded {
      let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      let seen = tables[file.lastPathComponent] ?? ""
      #expect(seen == expected, "\(file.lastPathComponent): \(Self.firstDifference(seen, expected))")
    }
  }

  private static func firstDifference(_ seen: String, _ expected: String) -> String {
    let (left, right) = (seen.split(separator: "\n"), expected.split(separator: "\n"))
    for index in 0..<max(left.count, right.count) {
      let (a, b) = (index < left.count ? left[index] : "(nothing)", index < right.count ? right[index] : "(nothing)")
      if a != b { return "line \(index + 1)\n  is       \(a)\n  expected \(b)" }
    }
    return "same lines"
  }
}

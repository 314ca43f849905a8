import Columnar
import Foundation
import Logging
import PipelineRules
import TestSupport
import Testing

@testable import PipelineStages

/// The data files of a fixed corpus, by hash: work on speed must not change one of their bytes.
///
/// Of CSV the content counts and not how it is cut into frames. Parquet files are compressed inside, so that theirs are
/// compared only under the version of libzstd that recorded them. `GONGKAI_RECORD=1` writes the hashes anew; such a
/// run fails. Who changes the corpus, or what is read from it, records and says so; who makes it faster never does.
@Suite struct ReferenceHashTests {
  private static let folder = "Tests/PipelineStagesTests/Golden/reference-hashes"

  @Test(arguments: [1, 3]) func generatedReports(jobs: Int) async throws {
    try await compare(Self.generated(), with: "generated.txt", jobs: jobs)
  }

  @Test(arguments: [1, 3]) func samples(jobs: Int) async throws {
    try await compare(EndToEndRun.samples(), with: "samples.txt", jobs: jobs)
  }

  /// 210 reports with every class of mess.
  ///
  /// Two of three bear the name of the one before, so that there are series of years, and documents that supersede others.
  private static func generated() -> [(name: String, bytes: [UInt8])] {
    let corpus = CorpusGenerator(seed: 20_261_124)
    return (0..<210).map { index in
      let document = corpus.document(index)
      let agency = corpus.document(index - index % 3).agency
      return (document.name, renamed(document.bytes, from: Array(document.agency.utf8), to: Array(agency.utf8)))
    }
  }

  private static func renamed(_ bytes: [UInt8], from old: [UInt8], to new: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = bytes[...]
    while let first = rest.first {
      if rest.starts(with: old) {
        result += new
        rest = rest.dropFirst(old.count)
      } else {
        result.append(first)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  private func compare(_ files: [(name: String, bytes: [UInt8])], with golden: String, jobs: Int) async throws {
    let run = try EndToEndRun()
    let inbox = try run.inbox("inbox", files)
    let options = PipelineOptions(
      store: run.store.path, jobs: jobs, rules: RuleFiles(files: PipelineRules.files),
      reporter: RunReporter(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, showsProgress: false))
    _ = try await Pipeline(options: options).run(inboxes: [inbox])
    var corpus: [UInt8] = []
    for file in files.sorted(by: { $0.name < $1.name }) { corpus += Array(file.name.utf8) + sha256(file.bytes) }
    var lines = ["\(hexadecimal(sha256(corpus)))  the corpus", "\(ZstdCompressor.libraryVersion)  libzstd"]
    for (path, data) in try run.dataFiles().sorted(by: { $0.key < $1.key }) {
      let isPacked = path.hasSuffix(".csv.zst")
      guard isPacked || path.hasSuffix(".parquet") else { continue }
      let bytes = isPacked ? try ZstdDecompressor.unpack([UInt8](data), limit: 1 << 30) : [UInt8](data)
      lines.append("\(hexadecimal(sha256(bytes)))  \(path)")
    }
    #expect(lines.count > 20)
    let path = Self.folder + "/" + golden
    if Fixtures.isRecording {
      let file = Fixtures.projectRoot.appending(path: path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file)
      Issue.record("recorded \(lines.count) hashes; run without GONGKAI_RECORD")
      return
    }
    let recorded = String(decoding: try Fixtures.bytes(path), as: UTF8.self).split(separator: "\n").map(String.init)
    try #require(lines[0] == recorded[0], "the corpus itself is another: these hashes say nothing about it")
    let comparesParquet = lines[1] == recorded[1]
    func compared(_ lines: [String]) -> [String] {
      lines.dropFirst(2).filter { comparesParquet || !$0.hasSuffix(".parquet") }
    }
    let (seen, expected) = (compared(lines), compared(recorded))
    #expect(Set(seen).subtracting(expected).sorted() == [], "files that are other than recorded")
    #expect(Set(expected).subtracting(seen).sorted() == [], "files that are missing or other than recorded")
  }
}

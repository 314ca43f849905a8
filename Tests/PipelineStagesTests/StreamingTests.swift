import Foundation
import TestSupport
import Testing

@testable import PipelineStages

/// Partitions of an inbox, each read by itself in pipes, make the store that one run makes.
@Suite struct StreamingTests {
  private let run: EndToEndRun
  private let inbox: String

  init() throws {
    run = try EndToEndRun()
    let samples = try EndToEndRun.samples()
    let page = """
      <html><head><title>年报</title><meta name="PubDate" content="2022-1-20 09:00">
      <meta property="og:url" content="https://www.example.gov.cn/nb.html"></head>
      <body><a href="../z/report.pdf">下载</a></body></html>
      """
    let report = try #require(samples.first { $0.name == "lushan-tea-2021.txt" })
    let contained = samples.filter { $0.name.hasSuffix(".html") }.map {
      ArchiveMaker.File(name: $0.name, bytes: $0.bytes + Array("<!-- in an archive -->".utf8))
    }
    inbox = try run.inbox(
      "inbox",
      samples.filter { $0.name != report.name } + [
        ("archive.tar.zst", try ArchiveMaker.archive(contained, suffix: ".tar.zst")),
        ("p/page.html", Array(page.utf8)), ("p/second.html", Array((page + " ").utf8)), ("z/report.pdf", report.bytes),
        ("cut.zip", Array("PK\u{3}\u{4} and no more".utf8)), (".hidden", [1]), ("empty.txt", []),
      ])
  }

  /// The paths that the list names, checked against the files on disk.
  private func listed() throws -> [String] {
    let result = try runProgram(
      try BuiltProducts.executable("gongkai-extract"), [inbox, "--list-documents"])
    #expect(result.exitCode == 0)
    return try result.output.split(separator: "\0").map { item in
      let parts = item.split(separator: "\t", maxSplits: 1)
      let path = String(try #require(parts.last))
      if !path.hasPrefix(".") {
        let size = try FileManager.default.attributesOfItem(atPath: inbox + "/" + path)[.size] as? Int
        #expect(Int(parts[0]) == size)
      }
      return path
    }
  }

  /// Runs the pipe over each partition; the folder of the records.
  private func records(
    _ name: String, _ partitions: [[String]], isNormalized: Bool = true, options: [String] = []
  ) throws -> String {
    let folder = run.scratch.path(name)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (number, paths) in partitions.enumerated() {
      let list = try run.scratch.write(Array(paths.map { $0 + "\0" }.joined().utf8), to: "list")
      let extract = try BuiltProducts.executable("gongkai-extract")
      let normalize = try BuiltProducts.executable("gongkai-normalize")
      let first = "'\(extract)' '\(inbox)' --documents '\(list)' --partition \(number)/\(partitions.count)"
      let target = "'\(folder)/\(number).records'"
      let command =
        isNormalized
        ? "\(first) --records - \(options.joined(separator: " ")) | '\(normalize)' --records - --output \(target)"
        : "\(first) --records \(target)"
      let result = try runProgram("/bin/bash", ["-c", "set -o pipefail; " + command])
      #expect(result.exitCode == 0, "\(result.errorOutput)")
    }
    return folder
  }

  private func load(_ records: [String], into store: String) throws -> (result: ChildResult, store: URL) {
    let url = run.scratch.url.appending(path: store)
    return (try run.run("gongkai-load", ["--records"] + records, store: url), url)
  }

  @Test func partitionsMakeTheStoreOfOneRun() throws {
    #expect(try run.run("gongkai", ["run", inbox]).exitCode == 3)
    let reference = try run.dataFiles()
    let paths = try listed()
    #expect(paths.count > 10 && Set(paths).count == paths.count)
    let halves = [
      paths.indices.filter { $0 % 2 == 0 }.map { paths[$0] }, paths.indices.filter { $0 % 2 == 1 }.map { paths[$0] },
    ]

    let folder = try records("two", halves)
    let two = try load([folder], into: "two-store")
    #expect(two.result.exitCode == 3, "\(two.result.errorOutput)")
    #expect(try run.dataFiles(store: two.store) == reference)
    #expect(reference.keys.contains("sources.csv.zst"))
    // The work area is that of a run, too.
    #expect(try run.run("gongkai", ["run", inbox], store: two.store).output.contains("Nothing to do"))
    // Taken again, and over the store of a run: nothing changes.
    #expect(try load([folder], into: "two-store").result.output.contains("Nothing to do"))
    try run.run("gongkai-load", ["--records", folder])
    #expect(try run.dataFiles() == reference)

    // One a document, backwards, not normalized; what is left of a killed attempt is not read.
    let many = try records("many", paths.reversed().map { [$0] }, isNormalized: false)
    try Data("half".utf8).write(to: URL(filePath: many + "/.0.x"))
    #expect(try run.dataFiles(store: try load([many], into: "many-store").store) == reference)
  }

  @Test func whatIsNotWholeIsRefusedWhole() throws {
    let paths = try listed()
    let folder = try records("whole", [Array(paths.prefix(6)), Array(paths.dropFirst(6))])
    let (loaded, store) = try load([folder], into: "store")
    #expect(loaded.exitCode == 3)
    let before = try run.dataFiles(store: store)
    let ledger = try Data(contentsOf: store.appending(path: "work/ledger"))
    let path = folder + "/1.records"
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))

    func expectRefusal(_ changed: [UInt8]?, _ words: String) throws {
      if let changed {
        try Data(changed).write(to: URL(filePath: path))
      } else {
        try FileManager.default.removeItem(atPath: path)
      }
      let result = try load([folder], into: "store").result
      #expect(result.exitCode == 1)
      #expect(result.errorOutput.contains(words), "\(result.errorOutput)")
      #expect(try run.dataFiles(store: store) == before)
      #expect(try Data(contentsOf: store.appending(path: "work/ledger")) == ledger)
      #expect(try load([folder], into: "none").result.exitCode == 1)
      #expect(!FileManager.default.fileExists(atPath: run.scratch.path("none")))
    }

    for length in [0, 7, 18, 20, 100, bytes.count / 2, bytes.count - 1] {
      try expectRefusal(Array(bytes.prefix(length)), "is cut")
    }
    var generator = SeededGenerator(seed: 77)
    for _ in 0..<12 {
      var damaged = bytes
      damaged[Int.random(in: 0..<bytes.count, using: &generator)] ^= UInt8.random(in: 1...255, using: &generator)
      try expectRefusal(damaged, "1.records")
    }
    try expectRefusal(bytes + [0], "something follows")
    try expectRefusal([UInt8](try Data(contentsOf: URL(filePath: folder + "/0.records"))), "1 of 2 partitions")
    try expectRefusal(nil, "1 of 2 partitions")
  }

  @Test func recordsOfAnotherBuildOrOtherOptionsAreRefused() throws {
    let paths = try listed()
    let folder = try records("records", [paths], options: ["--max-nesting", "100"])
    // The same executable in another set: one of the four is missing.
    let other = run.scratch.path("other-build")
    try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
    // By a program: a file that this process has open for writing cannot be started.
    #expect(try runProgram("cp", [try BuiltProducts.executable("gongkai-load"), other]).exitCode == 0)
    let store = run.scratch.path("other-store")
    let result = try runProgram(other + "/gongkai-load", ["--records", folder, "--store", store])
    #expect(result.exitCode == 1)
    #expect(result.errorOutput.contains("another build") && result.errorOutput.contains("one build"))
    #expect(!FileManager.default.fileExists(atPath: store))

    let plain = try records("plain", [paths])
    let mixed = try load([folder, plain], into: "mixed").result
    #expect(mixed.exitCode == 1 && mixed.errorOutput.contains("other limits"), "\(mixed.errorOutput)")
  }

  @Test func aReaderThatGoesAwayEndsTheWork() throws {
    let extract = try BuiltProducts.executable("gongkai-extract")
    let list = try run.scratch.write(Array((try listed().map { $0 + "\0" }.joined()).utf8), to: "list")
    let gone = try runProgram(
      "/bin/bash",
      ["-c", "set -o pipefail; { sleep 0.3; '\(extract)' '\(inbox)' --documents '\(list)' --records -; } | true"])
    #expect(gone.exitCode == 1)
    #expect(gone.errorOutput.contains("its reader is gone"))
  }

  @Test func wrongUseIsUsage() throws {
    for arguments in [
      ["--documents", "x"], ["--records", "x"], ["--list-documents", "--documents", "x", "--records", "y"],
      ["--documents", "x", "--records", "y", "--partition", "2/2"], ["--partition", "0/1"],
    ] {
      #expect(try run.run("gongkai-extract", [inbox] + arguments).exitCode == 2)
    }
    #expect(try run.run("gongkai-normalize", ["--records", "x"]).exitCode == 2)
    #expect(try run.run("gongkai-load", ["--records", run.scratch.path("missing")]).exitCode == 1)
    let empty = try run.inbox("empty", [("x.txt", [])])
    #expect(try run.run("gongkai-load", ["--records", empty]).errorOutput.contains(".records"))
  }

  @Test func theExecutablesOfAFolderAreOneBuild() throws {
    let paths = try BuildIdentity.executables.map { try BuiltProducts.executable($0) }
    let identities = Set(paths.map { BuildIdentity.of(executable: $0) })
    #expect(identities.count == 1)
    let folder = run.scratch.path("alone")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let alone = folder + "/gongkai"
    try FileManager.default.createSymbolicLink(atPath: alone, withDestinationPath: paths[0])
    #expect(!identities.contains(BuildIdentity.of(executable: alone)))
  }
}

import TestSupport
import Testing

@testable import ContainerReading

/// Containers as the pipeline sees them: documents with their paths, and what is listed in their place.
@Suite struct ContainerStreamTests {
  private struct Outcome: Equatable {
    var documents: [String: String] = [:]
    var refused: [String: RefusedEntry] = [:]
    var failed: [String: ContainerFailure] = [:]
    var end: ContainerFailure?
  }

  private func read(_ bytes: [UInt8], name: String = "x", limits: ContainerLimits = .init()) -> Outcome {
    var outcome = Outcome()
    do throws(ContainerFailure) {
      let stream = try ContainerStream(bytes: bytes, name: name, limits: limits)
      while let item = try stream.next() {
        switch item {
        case .document(let document): outcome.documents[document.path] = String(decoding: document.bytes, as: UTF8.self)
        case .refused(let path, let reason): outcome.refused[path] = reason
        case .failed(let path, let failure): outcome.failed[path] = failure
        }
      }
    } catch { outcome.end = error }
    return outcome
  }

  private func file(_ name: String, _ text: String) -> ArchiveMaker.File {
    ArchiveMaker.File(name: name, bytes: Array(text.utf8))
  }

  @Test func containersInContainersHaveJoinedPaths() throws {
    let zip = try ArchiveMaker.archive([file("c.html", "inner"), file(".hidden/x", "no")], suffix: ".zip")
    let gz = try ArchiveMaker.gzipMembers([Array("single".utf8)])
    let bytes = try ArchiveMaker.archive(
      [
        file("a.html", "outer"), ArchiveMaker.File(name: "d/b.txt", bytes: zip),
        ArchiveMaker.File(name: "page.html.gz", bytes: gz),
      ], suffix: ".tar.gz")
    let outcome = read(bytes)
    #expect(
      outcome.documents == [
        "a.html": "outer", "d/b.txt!/c.html": "inner", "page.html.gz!/page.html": "single",
      ])
    #expect(outcome.refused == ["d/b.txt!/.hidden/x": .hidden])
    #expect(outcome.failed.isEmpty && outcome.end == nil)
  }

  @Test(arguments: [".gz", ".zst", ".xz", ".bz2"])
  func aCompressedFileIsOneDocument(suffix: String) throws {
    let scratch = try TemporaryFolder()
    let path = try scratch.write(Array("a report".utf8), to: "report.html")
    let program = [".gz": "gzip", ".zst": "zstd", ".xz": "xz", ".bz2": "bzip2"][suffix] ?? ""
    guard Programs.isInstalled(program) else { return }
    let bytes = try Programs.run(program, ["-c", path])
    #expect(read(bytes, name: "folder/report.html" + suffix).documents == ["report.html": "a report"])
  }

  @Test func nestingHasAnEnd() throws {
    var bytes = try ArchiveMaker.archive([file("x.txt", "deep")], suffix: ".zip")
    for depth in 2...5 {
      bytes = try ArchiveMaker.archive(
        [ArchiveMaker.File(name: "\(depth).zip", bytes: bytes), file("good\(depth).txt", "good")], suffix: ".zip")
    }
    let outcome = read(bytes)
    #expect(outcome.failed == ["5.zip!/4.zip!/3.zip!/2.zip": .limitExceeded])
    #expect(outcome.documents.count == 4)
  }

  @Test func aNestedBombCostsItselfAlone() throws {
    var limits = ContainerLimits()
    limits.entryByteCount = 1 << 20
    limits.unpackedByteCount = 8 << 20
    // Each entry is small enough; together they are not.
    let zeros = (0..<40).map { ArchiveMaker.File(name: "\($0)", bytes: [UInt8](repeating: 48, count: 1 << 20)) }
    let bomb = try ArchiveMaker.archive(zeros, suffix: ".zip")
    let bytes = try ArchiveMaker.archive(
      [file("a", "before"), ArchiveMaker.File(name: "bomb", bytes: bomb), file("z", "after")], suffix: ".tar")
    let outcome = read(bytes, limits: limits)
    #expect(outcome.failed["bomb"] == .limitExceeded)
    #expect(outcome.documents["a"] == "before" && outcome.documents["z"] == "after")
    // On the top level it ends the container; what came before stands.
    let alone = read(bomb, limits: limits)
    #expect(alone.end == .limitExceeded || alone.failed.values.contains(.limitExceeded))
    #expect(!alone.documents.isEmpty)
  }

  @Test func aWordDocumentInAZipIsADocument() throws {
    let word = try ArchiveMaker.archive(
      [file("[Content_Types].xml", "<Types/>"), file("word/document.xml", "<w/>")], suffix: ".zip")
    let bytes = try ArchiveMaker.archive([ArchiveMaker.File(name: "a.docx", bytes: word)], suffix: ".zip")
    #expect(Array(read(bytes).documents.keys) == ["a.docx"])
  }

  private let page = Array("<html>年报</html>".utf8)

  private func warc() throws -> [[UInt8]] {
    let url = "https://www.example.gov.cn/zfxxgk/a.html?id=1"
    let packed = try ArchiveMaker.gzipMembers([page])
    let middle = page.count / 2
    var chunks = Array("\(String(middle, radix: 16))\r\n".utf8)
    chunks += page[..<middle]
    chunks += Array("\r\n\(String(page.count - middle, radix: 16));x=y\r\n".utf8)
    chunks += page[middle...]
    chunks += Array("\r\n0\r\n\r\n".utf8)
    return [
      ArchiveMaker.record(type: "warcinfo", url: nil, block: Array("software: x\r\n".utf8)),
      ArchiveMaker.record(type: "request", url: url, block: Array("GET / HTTP/1.1\r\n\r\n".utf8)),
      ArchiveMaker.record(type: "response", url: url, block: ArchiveMaker.response(page)),
      ArchiveMaker.record(type: "response", url: "<\(url)>", block: ArchiveMaker.response(page)),
      ArchiveMaker.record(
        type: "response", url: "http://h/gz", block: ArchiveMaker.response(packed, fields: ["Content-Encoding: gzip"])),
      ArchiveMaker.record(
        type: "response", url: "http://h/undone", block: ArchiveMaker.response(page, fields: ["content-encoding: gzip"])
      ),
      ArchiveMaker.record(
        type: "response", url: "http://h/chunks",
        block: ArchiveMaker.response(chunks, fields: ["Transfer-Encoding: chunked"])),
      ArchiveMaker.record(
        type: "response", url: "http://h/joined",
        block: ArchiveMaker.response(page, fields: ["Transfer-Encoding: chunked"])),
      ArchiveMaker.record(
        type: "response", url: "http://h/404", block: ArchiveMaker.response(page, status: "404 Not Found")),
      ArchiveMaker.record(type: "revisit", url: url, block: ArchiveMaker.response([])),
      ArchiveMaker.record(type: "response", url: "dns:h", block: Array("1.2.3.4".utf8)),
      ArchiveMaker.record(type: "resource", url: "http://h/resource", block: page),
      ArchiveMaker.record(type: "metadata", url: url, block: Array("x: y".utf8)),
    ]
  }

  @Test func recordsOfAWARCAreReadInAllPackings() throws {
    let records = try warc()
    let text = String(decoding: page, as: UTF8.self)
    let names = [
      "https://www.example.gov.cn/zfxxgk/a.html?id=1", "https://www.example.gov.cn/zfxxgk/a.html?id=1~2", "http://h/gz",
      "http://h/undone", "http://h/chunks", "http://h/joined", "http://h/resource",
    ]
    let plain = records.flatMap { $0 }
    for bytes in [plain, try ArchiveMaker.gzipMembers([plain]), try ArchiveMaker.gzipMembers(records)] {
      let outcome = read(bytes)
      #expect(outcome.documents == Dictionary(uniqueKeysWithValues: names.map { ($0, text) }))
      #expect(outcome.refused == ["http://h/404": .httpStatus])
      #expect(outcome.failed.isEmpty && outcome.end == nil)
    }
    let stream = try ContainerStream(bytes: plain, name: "x")
    guard case .document(let first)? = try stream.next() else {
      Issue.record("no document")
      return
    }
    #expect(first.origin == FetchOrigin(url: names[0], accessedOn: "2024-02-03"))
  }

  @Test func codedBodiesAreUndoneOrSetAside() throws {
    let scratch = try TemporaryFolder()
    let file = try scratch.write(page, to: "page")
    func packed(_ code: String) throws -> [UInt8] {
      try Programs.run("python3", ["-c", "import sys, zlib; d = open(sys.argv[1], 'rb').read(); " + code, file])
    }
    let wrapped = try packed("sys.stdout.buffer.write(zlib.compress(d))")
    let bare = try packed("c = zlib.compressobj(9, 8, -15); sys.stdout.buffer.write(c.compress(d) + c.flush())")
    let zstd = try Programs.run("zstd", ["-qc", file])
    let gzip = try ArchiveMaker.gzipMembers([page])
    let twice = try ArchiveMaker.gzipMembers([wrapped])
    // What brotli makes of a page begins like this: a window size, a length, then bits.
    let brotli: [UInt8] = [0x1B, 0x17, 0x00, 0xF8, 0x8D, 0x94, 0x6E, 0xDE, 0x44, 0x55, 0x86, 0x96, 0x20, 0x6C, 0x02]
    let bodies: [(name: String, coding: String, body: [UInt8], failure: ContainerFailure?)] = [
      ("gzip", "gzip", gzip, nil), ("x", "X-GZIP", gzip, nil), ("wrapped", "deflate", wrapped, nil),
      ("bare", "deflate", bare, nil), ("zstd", "zstd", zstd, nil), ("two", "deflate, gzip", twice, nil),
      ("identity", "identity", page, nil), ("undone-deflate", "deflate", page, nil), ("undone-br", "br", page, nil),
      ("undone-zstd", "zstd", page, nil), ("br", "br", brotli, .unknownCoding),
      ("br-gzip", "br, gzip", try ArchiveMaker.gzipMembers([brotli]), .unknownCoding),
      ("own", "x-own", [1, 2, 3], .unknownCoding), ("cut", "gzip", Array(gzip.dropLast(12)), .malformed),
      ("cut-deflate", "deflate", Array(wrapped.dropLast(8)), .malformed),
      ("cut-zstd", "zstd", Array(zstd.dropLast(6)), .malformed),
    ]
    let records = bodies.map { body in
      ArchiveMaker.record(
        type: "response", url: "http://h/" + body.name,
        block: ArchiveMaker.response(body.body, fields: ["Content-Encoding: " + body.coding]))
    }
    let text = String(decoding: page, as: UTF8.self)
    var frames: [UInt8] = []
    for record in records { frames += try Programs.run("zstd", ["-qc", try scratch.write(record, to: "record")]) }
    // A file of records, and each record in a frame of its own, as .warc.zst is.
    for bytes in [records.flatMap { $0 }, frames] {
      let outcome = read(bytes)
      #expect(outcome.end == nil)
      for body in bodies {
        #expect(outcome.documents["http://h/" + body.name] == (body.failure == nil ? text : nil), "\(body.name)")
        #expect(outcome.failed["http://h/" + body.name] == body.failure, "\(body.name)")
      }
    }
  }

  @Test func framesThatNeedADictionaryAreSetAside() throws {
    let scratch = try TemporaryFolder()
    let texts = (0..<400).map { number in "<html>第\(number)号 依申请公开 \(number &* 7919) 件，本年度</html>" }
    var samples: [String] = []
    for (number, text) in texts.enumerated() { samples.append(try scratch.write(Array(text.utf8), to: "\(number)")) }
    let dictionary = scratch.path("dictionary")
    _ = try Programs.run("zstd", ["-q", "--train"] + samples + ["--maxdict=2000", "-o", dictionary])
    let record = ArchiveMaker.record(type: "response", url: "http://h/a", block: ArchiveMaker.response(page))
    let frame = try Programs.run("zstd", ["-qc", "-D", dictionary, try scratch.write(record, to: "record")])
    #expect(read(frame).end == .unknownCoding)
  }

  @Test func addressesWithParentFoldersAreNamesAndNoPaths() throws {
    let urls = ["http://h/a/../../b.html", "http://h/d?file=../../etc/passwd", "../../climbed.html", "/climbed.html"]
    let records = urls.map { ArchiveMaker.record(type: "response", url: $0, block: ArchiveMaker.response(page)) }
    let outcome = read(records.flatMap { $0 })
    #expect(Set(outcome.documents.keys) == Set(urls))
    #expect(outcome.refused.isEmpty && outcome.failed.isEmpty && outcome.end == nil)
  }

  @Test func recordsBeforeACutAreRead() throws {
    let records = (0..<32).map { number in
      ArchiveMaker.record(
        type: "response", url: "http://h/\(number)",
        block: ArchiveMaker.response(ArchiveMaker.noise(seed: UInt64(number), count: 2000)))
    }
    let plain = records.flatMap { $0 }
    for whole in [plain, try ArchiveMaker.gzipMembers(records), try ArchiveMaker.gzipMembers([plain])] {
      for part in 1..<16 {
        let outcome = read(Array(whole.prefix(whole.count * part / 16)))
        #expect(outcome.documents.count >= 2 * part - 2)
        #expect(outcome.documents.count <= 2 * part)
        #expect(outcome.end == .malformed || outcome.documents.count == 2 * part)
      }
    }
  }

  @Test func damagedWARCNeverTraps() throws {
    let whole = try warc().flatMap { $0 }
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<3000 {
      var bytes = whole
      for _ in 0..<6 {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      }
      _ = read(bytes)
    }
  }
}

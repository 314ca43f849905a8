import Foundation
import TestSupport
import Testing

/// Archives and WARC files are inboxes of their own (contract.md section 1).
@Suite struct ContainerInboxTests {
  private func sampleFiles() throws -> [ArchiveMaker.File] {
    try EndToEndRun.samples().map { ArchiveMaker.File(name: $0.name, bytes: $0.bytes) }
  }

  /// Data files that name no path.
  private func facts(_ run: EndToEndRun, store: URL? = nil) throws -> [String: Data] {
    try run.dataFiles(store: store).filter { $0.key.hasPrefix("csv/") && !$0.key.hasPrefix("csv/reports/") }
  }

  private func states(_ run: EndToEndRun, store: URL? = nil) throws -> [String: String] {
    var states: [String: String] = [:]
    for row in try run.rows(of: "sources", store: store) {
      states[row["source_path"] ?? ""] = "\(row["status"] ?? "") \(row["reason"] ?? "")"
    }
    return states
  }

  @Test(arguments: [".zip", ".tar", ".tar.gz", ".tar.zst"])
  func anArchiveGivesTheFactsOfItsFiles(suffix: String) throws {
    let run = try EndToEndRun()
    let files = try sampleFiles()
    let loose = run.scratch.url.appending(path: "loose-store")
    try run.run("gongkai", ["run", try run.inbox("loose", files.map { ($0.name, $0.bytes) })], store: loose)
    // Content decides and not the name.
    let archive = try ArchiveMaker.archive(files, suffix: suffix)
    let inbox = try run.inbox("inbox", [("sub/archive.html", archive)])
    #expect(try run.run("gongkai", ["run", inbox, "--jobs", "1"]).exitCode == 3)
    #expect(try facts(run) == facts(run, store: loose))
    let inside = try states(run)
    let outside = try states(run, store: loose)
    #expect(inside == Dictionary(uniqueKeysWithValues: outside.map { ("sub/archive.html!/" + $0.key, $0.value) }))

    let two = run.scratch.url.appending(path: "two-jobs")
    try run.run("gongkai", ["run", inbox, "--jobs", "2"], store: two)
    #expect(try run.dataFiles(store: two) == run.dataFiles())
    #expect(try run.run("gongkai", ["run", inbox]).output.contains("Nothing to do"))
  }

  @Test func sidecarsInAnArchiveServeItsEntries() throws {
    let run = try EndToEndRun()
    let sample = try #require(try EndToEndRun.samples().first { $0.name == "lushan-tea-2021.txt" })
    let sidecar = Array("{\"url\": \"https://www.example.gov.cn/x.html\"}".utf8)
    // Far behind its document, close behind, and in front of it.
    let filling = (0..<200).map { ArchiveMaker.File(name: "f/\($0).txt", bytes: Array("\($0)".utf8)) }
    let document = ArchiveMaker.File(name: sample.name, bytes: sample.bytes)
    let beside = ArchiveMaker.File(name: sample.name + ".meta.json", bytes: sidecar)
    var stores: [[String: Data]] = []
    for (number, files) in [
      [document] + filling + [beside], [document, beside] + filling, [beside] + filling + [document],
    ]
    .enumerated() {
      let store = run.scratch.url.appending(path: "store-\(number)")
      let inbox = try run.inbox("inbox-\(number)", [("a.tar", try ArchiveMaker.archive(files, suffix: ".tar"))])
      try run.run("gongkai", ["run", inbox], store: store)
      let reports = try run.rows(of: "reports", store: store)
      #expect(reports.map { $0["source_url"] } == ["https://www.example.gov.cn/x.html"])
      stores.append(try run.dataFiles(store: store))
    }
    #expect(stores[0] == stores[1] && stores[1] == stores[2])
  }

  @Test func aWARCSuppliesAddressAndDate() throws {
    let run = try EndToEndRun()
    let sample = try #require(try EndToEndRun.samples().first { $0.name == "lushan-tea-2021.txt" })
    let url = "http://www.example.gov.cn/a/b.html"
    let records = [
      ArchiveMaker.record(type: "response", url: url, block: ArchiveMaker.response(sample.bytes)),
      ArchiveMaker.record(
        type: "response", url: url + "x", block: ArchiveMaker.response([], status: "302 Found")),
    ]
    let inbox = try run.inbox("inbox", [("crawl.warc.gz", try ArchiveMaker.gzipMembers(records))])
    #expect(try run.run("gongkai", ["run", inbox]).exitCode == 0)
    let report = try #require(try run.rows(of: "reports").first)
    #expect(report["source_path"] == "crawl.warc.gz!/" + url)
    #expect(report["source_url"] == url)
    #expect(try states(run)["crawl.warc.gz!/\(url)x"] == "skipped http_status")
  }

  @Test func badContainersCostThemselvesAlone() throws {
    let run = try EndToEndRun()
    let sample = try #require(try EndToEndRun.samples().first { $0.name == "lushan-tea-2021.txt" })
    let good = ArchiveMaker.File(name: sample.name, bytes: sample.bytes)
    let noise = ArchiveMaker.File(name: "noise", bytes: ArchiveMaker.noise(seed: 4, count: 50_000))
    let whole = try ArchiveMaker.archive([good, noise], suffix: ".zip")
    let zeros = (0..<24).map { ArchiveMaker.File(name: "zeros-\($0)", bytes: [UInt8](repeating: 48, count: 4 << 20)) }
    let bomb = try ArchiveMaker.archive(zeros, suffix: ".tar.gz")
    let nested = try ArchiveMaker.archive(
      [ArchiveMaker.File(name: "bomb.tar.gz", bytes: bomb), good], suffix: ".zip")
    let inbox = try run.inbox(
      "inbox",
      [
        ("cut.zip", Array(whole.prefix(whole.count - 4000))), ("nested.zip", nested),
        ("odd.tar", try ArchiveMaker.oddTar()),
        (
          "package.docx.zip",
          try ArchiveMaker.archive(
            [
              ArchiveMaker.File(name: "[Content_Types].xml", bytes: Array("<Types/>".utf8)),
              ArchiveMaker.File(name: "xl/workbook.xml", bytes: Array("<x/>".utf8)),
            ], suffix: ".zip")
        ),
      ])
    let result = try run.run("gongkai", ["run", inbox, "--max-unpacked-bytes", "33554432"])
    #expect(result.exitCode == 3)
    let states = try states(run)
    #expect(states["cut.zip"] == "set_aside malformed_container")
    #expect(states["nested.zip!/bomb.tar.gz"] == "set_aside limit_exceeded")
    #expect(states["odd.tar!/../out.txt"] == "skipped unsafe_path")
    #expect(states["odd.tar!/soft"] == "skipped link_not_followed")
    #expect(states["odd.tar!/device"] == "skipped not_a_regular_file")
    #expect(states["package.docx.zip"] == "set_aside unsupported")
    #expect(try run.rows(of: "reports").count == 1)

    // Mended, the container is no longer listed.
    try Data(whole).write(to: URL(filePath: inbox + "/cut.zip"))
    try run.run("gongkai", ["run", inbox, "--max-unpacked-bytes", "33554432"])
    let after = try self.states(run)
    #expect(after["cut.zip"] == nil)
    #expect(after["cut.zip!/noise"] != nil)
  }

  @Test func aPageThatLeadsToADocumentSpeaksForIt() throws {
    let run = try EndToEndRun()
    let sample = try #require(try EndToEndRun.samples().first { $0.name == "lushan-tea-2021.txt" })
    let page = """
      <html><head><title>年报</title><meta name="PubDate" content="2022-1-20 09:00">
      <meta property="og:url" content="https://www.example.gov.cn/nb.html"></head>
      <body><p>附件</p><a href="&#x2E;/x.css">x</a><a class=a href="page_files/%E5%B9%B4%E6%8A%A5.pdf?v=1">下载</a></body></html>
      """
    let files: [(name: String, bytes: [UInt8])] = [
      ("d/page.html", Array(page.utf8)), ("d/page_files/年报.pdf", sample.bytes),
    ]
    let inbox = try run.inbox("inbox", files)
    try run.run("gongkai", ["run", inbox])
    #expect(try states(run)["d/page.html"] == "skipped links_to_document")
    #expect(try run.rows(of: "reports").map { $0["source_url"] } == ["https://www.example.gov.cn/nb.html"])

    // The same in an archive, and where the page comes later than the document.
    let archived = run.scratch.url.appending(path: "archived")
    let tar = try ArchiveMaker.archive(files.map { ArchiveMaker.File(name: $0.name, bytes: $0.bytes) }, suffix: ".tar")
    try run.run("gongkai", ["run", try run.inbox("tar", [("a.tar", tar)])], store: archived)
    #expect(try facts(run, store: archived) == facts(run))
    let later = run.scratch.url.appending(path: "later")
    let growing = try run.inbox("growing", [files[1]])
    try run.run("gongkai", ["run", growing], store: later)
    _ = try run.inbox("growing", [files[0]])
    try run.run("gongkai", ["run", growing], store: later)
    #expect(try run.dataFiles(store: later) == run.dataFiles())
    // A touched document keeps what its page says.
    utimes(
      growing + "/d/page_files/年报.pdf",
      [timeval(tv_sec: 1_600_000_000, tv_usec: 0), timeval(tv_sec: 1_600_000_000, tv_usec: 0)])
    #expect(try run.run("gongkai", ["run", growing], store: later).output.contains("Nothing to do"))
  }

  @Test func aStoreOutOfContainersIsReproducedAndExplained() throws {
    let run = try EndToEndRun()
    let sample = try #require(try EndToEndRun.samples().first { $0.name == "lushan-tea-2021.txt" })
    let page = "<html><head><meta name='contentsource' content='某某市茶叶局'></head><a href='report.doc'>年报</a></html>"
    let tar = try ArchiveMaker.archive(
      [
        ArchiveMaker.File(name: "report.doc", bytes: sample.bytes),
        ArchiveMaker.File(name: "report.html", bytes: Array(page.utf8)),
      ], suffix: ".tar.gz")
    let record = ArchiveMaker.record(
      type: "response", url: "http://h/x",
      block: ArchiveMaker.response(try #require(try EndToEndRun.samples().first).bytes))
    let inbox = try run.inbox("inbox", [("a.tgz", tar), ("b.warc", record)])
    try run.run("gongkai", ["run", inbox])
    #expect(try states(run)["a.tgz!/report.html"] == "skipped links_to_document")
    let result = try run.run("gongkai", ["reproduce", "1", "--inbox", inbox])
    #expect(result.exitCode == 0, "\(result.output)\(result.errorOutput)")
    let report = try #require(try run.rows(of: "reports").first { $0["source_path"] == "a.tgz!/report.doc" })
    let id = try #require(report["report_id"])
    let text = try run.run("gongkai", ["explain", id, "outcomes", "total_processed", "total", "--inbox", inbox])
    #expect(text.exitCode == 0, "\(text.errorOutput)")
    #expect(text.output.contains("a.tgz!/report.doc"))
  }
}

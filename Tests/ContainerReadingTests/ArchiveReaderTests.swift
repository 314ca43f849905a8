import Foundation
import TestSupport
import Testing

@testable import ContainerReading

/// Archives made by other programs, read entry by entry.
@Suite struct ArchiveReaderTests {
  /// Path and bytes of every file.
  static func files(_ bytes: [UInt8], limits: ContainerLimits = .init()) throws -> [String: [UInt8]] {
    let archive = try ArchiveReader(bytes: bytes, limits: limits)
    var files: [String: [UInt8]] = [:]
    while let entry = try archive.next() {
      if entry.kind == .file { files[entry.name] = try archive.read() }
    }
    return files
  }

  @Test(arguments: [".tar", ".tar.gz", ".tar.bz2", ".tar.xz", ".tar.zst", ".zip"])
  func everyKindGivesTheSameFiles(suffix: String) throws {
    let bytes = try ArchiveMaker.archive(ArchiveMaker.plainFiles, suffix: suffix)
    let files = try Self.files(bytes)
    #expect(files == Dictionary(uniqueKeysWithValues: ArchiveMaker.plainFiles.map { ($0.name, $0.bytes) }))
    // The same from an open file.
    let scratch = try TemporaryFolder()
    let descriptor = open(try scratch.write(bytes, to: "archive"), O_RDONLY)
    defer { close(descriptor) }
    let archive = try ArchiveReader(descriptor: descriptor)
    var names: Set<String> = []
    while let entry = try archive.next() { if entry.kind == .file { names.insert(entry.name) } }
    #expect(names == Set(files.keys))
  }

  @Test func namesAreDecoded() throws {
    let gbk: [UInt8] = [0xB9, 0xAB, 0xBF, 0xAA, 0x2F, 0xC4, 0xEA, 0xB1, 0xA8, 0x2E, 0x74, 0x78, 0x74]
    for isZip in [false, true] {
      #expect(EntryName.text(gbk, isZip: isZip) == "公开/年报.txt")
      #expect(EntryName.text([0x61, 0xFF, 0xFE, 0x2E], isZip: isZip) == "a%FF%FE.")
      #expect(EntryName.text(Array("./a//b/./年.txt".utf8), isZip: isZip) == "a/b/年.txt")
    }
    #expect(EntryName.text(Array("a\\b.txt".utf8), isZip: true) == "a/b.txt")
    #expect(EntryName.text(Array("a\\b.txt".utf8), isZip: false) == "a\\b.txt")
    let files = try Self.files(
      try ArchiveMaker.pythonZip([("gbk", gbk, Array("x".utf8)), ("utf8", Array("年报/甲.txt".utf8), Array("y".utf8))]))
    #expect(files == ["公开/年报.txt": Array("x".utf8), "年报/甲.txt": Array("y".utf8)])
  }

  @Test(arguments: [
    ("../a", true), ("a/../b", true), ("/etc/passwd", true), ("C:/x", true), ("c:\\x", true), ("", true),
    ("a\\..\\b", true), ("a/b", false), ("a..b/c..", false), ("1:2", false),
  ])
  func namesThatLeadOutAreUnsafe(name: String, isUnsafe: Bool) {
    #expect(EntryName.isUnsafe(name) == isUnsafe)
  }

  @Test func linksDevicesAndPathsOutAreNotFiles() throws {
    let archive = try ArchiveReader(bytes: try ArchiveMaker.oddTar())
    var kinds: [String: ArchiveEntry.Kind] = [:]
    while let entry = try archive.next() { kinds[entry.name] = entry.kind }
    #expect(kinds["../out.txt"] == .unsafeName)
    #expect(kinds["/abs.txt"] == .unsafeName)
    #expect(kinds["soft"] == .link)
    #expect(kinds["hard"] == .link)
    #expect(kinds["pipe"] == .special)
    #expect(kinds["device"] == .special)
    #expect(kinds["good.txt"] == .file)
  }

  @Test(arguments: [".tar", ".tar.gz", ".tar.zst", ".zip"])
  func whatWasWholeBeforeACutIsRead(suffix: String) throws {
    let files = (0..<40).map { number in
      ArchiveMaker.File(name: "f\(number).bin", bytes: ArchiveMaker.noise(seed: UInt64(number), count: 30_000))
    }
    let whole = try ArchiveMaker.archive(files, suffix: suffix)
    var lastCount = -1
    for part in 0..<16 {
      let cut = Array(whole.prefix(whole.count * part / 16))
      var count = 0
      var didFail = false
      do {
        let archive = try ArchiveReader(bytes: cut)
        while let entry = try archive.next() {
          guard entry.kind == .file, let bytes = try? archive.read() else { continue }
          #expect(files.contains { $0.name == entry.name && $0.bytes == bytes })
          count += 1
        }
      } catch { didFail = true }
      #expect(didFail || suffix == ".tar")
      #expect(count >= lastCount)
      // Missing are at most the file that was cut, and for zstd those of its last block of 128 KiB.
      if part > 0 { #expect(count >= 40 * part / 16 - (suffix == ".tar.zst" ? 6 : 2)) }
      lastCount = count
    }
  }

  @Test func oneEntryTooManyBytesCostsThatEntryAlone() throws {
    var limits = ContainerLimits()
    limits.entryByteCount = 10_000
    let files = [
      ArchiveMaker.File(name: "big", bytes: ArchiveMaker.noise(seed: 1, count: 20_000)),
      ArchiveMaker.File(name: "small", bytes: Array("x".utf8)),
    ]
    for suffix in [".zip", ".tar", ".tar.zst", ".tar.xz"] {
      let archive = try ArchiveReader(bytes: try ArchiveMaker.archive(files, suffix: suffix), limits: limits)
      var results: [String: String] = [:]
      while let entry = try archive.next() {
        do throws(ContainerFailure) {
          _ = try archive.read()
          results[entry.name] = "read"
        } catch { results[entry.name] = "\(error)" }
      }
      #expect(results == ["big": "entryTooLarge", "small": "read"])
    }
  }

  @Test func zerosWithoutEndAreABomb() throws {
    var limits = ContainerLimits()
    limits.entryByteCount = 8 << 20
    limits.unpackedByteCount = 16 << 20
    let zeros = [ArchiveMaker.File(name: "zeros", bytes: [UInt8](repeating: 0, count: 64 << 20))]
    for suffix in [".zip", ".tar.gz", ".tar.zst", ".tar.xz", ".tar.bz2"] {
      let bytes = try ArchiveMaker.archive(zeros, suffix: suffix)
      let archive = try ArchiveReader(bytes: bytes, limits: limits)
      #expect(try archive.next()?.name == "zeros")
      #expect(throws: ContainerFailure.limitExceeded) { try archive.read() }
      if suffix != ".zip" { #expect(throws: ContainerFailure.limitExceeded) { try archive.next() } }
      // Passed over unread it is one as well.
      let other = try ArchiveReader(bytes: bytes, limits: limits)
      _ = try other.next()
      if suffix != ".zip" { #expect(throws: ContainerFailure.limitExceeded) { try other.next() } }
    }
  }

  @Test func whatIsNoArchiveIsMalformed() {
    for text in ["", "x", "PK\u{3}\u{4}", "<html></html>"] {
      #expect(throws: ContainerFailure.malformed) { try Self.files(Array(text.utf8)) }
    }
  }

  @Test func damagedArchivesNeverTrap() throws {
    var generator = SeededGenerator(seed: 5)
    for suffix in [".tar", ".tar.gz", ".tar.zst", ".tar.xz", ".zip"] {
      let whole = try ArchiveMaker.archive(ArchiveMaker.plainFiles, suffix: suffix)
      for _ in 0..<200 {
        var bytes = whole
        for _ in 0..<4 {
          bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
        }
        _ = try? Self.files(bytes)
      }
    }
  }

  @Test func aPackageIsToldFromAnArchive() throws {
    func zip(_ names: [String]) throws -> [UInt8] {
      try ArchiveMaker.pythonZip(names.map { ("utf8", Array($0.utf8), Array("x".utf8)) })
    }
    #expect(OfficePackage.find(in: try zip(["[Content_Types].xml", "word/document.xml"])) == .word)
    #expect(OfficePackage.find(in: try zip(["[Content_Types].xml", "xl/workbook.xml"])) == .other)
    #expect(OfficePackage.find(in: try zip(["mimetype", "content.xml"])) == .other)
    #expect(OfficePackage.find(in: try zip(["OFD.xml", "Doc_0/Document.xml"])) == .other)
    #expect(OfficePackage.find(in: try zip(["a.html", "word/x.html"])) == nil)
    #expect(OfficePackage.find(in: Array("x".utf8)) == nil)
  }
}

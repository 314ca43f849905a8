import Foundation
import TestSupport

/// A file of the hostile set, with what may become of it.
struct HostileFile {
  /// Where it lies in the inbox.
  let path: String
  /// Its content.
  let bytes: [UInt8]
  /// The reasons that may stand in `sources` for it, or for each of its entries.
  let reasons: Set<String>

  init(_ path: String, _ bytes: [UInt8], _ reasons: String...) {
    self.path = path
    self.bytes = bytes
    self.reasons = Set(reasons)
  }
}

/// Documents made to hurt whoever reads them.
enum HostileDocuments {
  static func all() throws -> [HostileFile] { texts + offices + containers() + (try compressed()) }

  private static func repeated(_ text: String, _ count: Int) -> [UInt8] {
    let unit = Array(text.utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(unit.count * count)
    for _ in 0..<count { bytes += unit }
    return bytes
  }

  /// Text and pages.
  private static var texts: [HostileFile] {
    let title = "<title>某某市水务局2022年政府信息公开工作年度报告</title>"
    let halves: [UInt8] = [0xFF, 0xFE] + repeated("A\0", 50) + (0..<2000).flatMap { _ in [0x00, 0xD8] as [UInt8] }
    let laughs = """
      <!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
      <html><head>\(title)</head><body><p>\(String(repeating: "&c;", count: 1000))</p></body></html>
      """
    return [
      HostileFile("cells-100-mb.html", repeated("<td>", 25 << 20), "too_large"),
      HostileFile("cells-50-mb.html", repeated("<td>", 12 << 20), "limit_exceeded", "not_a_report", "empty"),
      HostileFile("one-line-50-mb.txt", repeated("政府信息公开 1 ", 2_500_000), "limit_exceeded", "not_a_report"),
      HostileFile(
        "deep.html", Array("<html>\(title)".utf8) + repeated("<div><table><tr><td>", 60_000), "limit_exceeded"),
      HostileFile("deep-list.html", repeated("<ul><li>", 300_000), "limit_exceeded", "not_a_report", "empty"),
      HostileFile("half-pairs.txt", halves, "encoding_lost", "not_a_report", "unsupported"),
      HostileFile("zeros.txt", [UInt8](repeating: 0, count: 1 << 20), "unsupported", "empty", "encoding_lost"),
      HostileFile("zeros-in-text.txt", repeated("公\0开\0", 50_000), "unsupported", "encoding_lost", "not_a_report"),
      HostileFile("laughs.html", Array(laughs.utf8), "not_a_report"),
      HostileFile("spans.html", Array("<table><tr><td rowspan=65534 colspan=1000>1".utf8), "not_a_report"),
      HostileFile(
        "many-spans.html", Array(title.utf8) + repeated("<table><tr><td rowspan=60000 colspan=900>1</table>", 2000),
        "limit_exceeded", "not_a_report"),
      HostileFile("pipes.md", repeated("|", 8 << 20), "limit_exceeded", "not_a_report", "unsupported"),
      HostileFile("attributes.html", Array("<html><p ".utf8) + repeated("a=\"", 4 << 20), "not_a_report", "empty"),
    ]
  }

  /// PDF and Word.
  private static var offices: [HostileFile] {
    let loop = """
      %PDF-1.4
      1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
      2 0 obj <</Type/Pages/Kids[2 0 R 2 0 R]/Count 2/Parent 2 0 R>> endobj
      trailer <</Root 1 0 R/Size 3/Prev 0>>
      """
    let key = String(repeating: "a5", count: 32)
    let encrypted = """
      %PDF-1.4
      1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
      2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
      3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>> endobj
      4 0 obj <</Filter/Standard/V 2/R 3/Length 128/P -44/O<\(key)>/U<\(key)>>> endobj
      trailer <</Root 1 0 R/Size 5/Encrypt 4 0 R/ID[<00><00>]>>
      """
    let laughs = """
      <?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "\(String(repeating: "h", count: 100))">
      <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
      <!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">
      <!ENTITY x SYSTEM "file:///etc/passwd">]>
      <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&e;&e;&x;
      </w:t></w:r></w:p></w:body></w:document>
      """
    let word = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
    let deep = Array(word.utf8) + repeated("<w:tbl><w:tr><w:tc>", 50_000)
    return [
      HostileFile("loop.pdf", Array(loop.utf8), "malformed_container", "empty", "limit_exceeded", "scanned_image"),
      HostileFile("encrypted.pdf", Array(encrypted.utf8), "encrypted"),
      HostileFile(
        "noise.pdf", Array("%PDF-1.7\n".utf8) + (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 7919) },
        "malformed_container"),
      HostileFile("laughs.docx", wordFile(Array(laughs.utf8)), "malformed_container", "limit_exceeded"),
      HostileFile("deep.docx", wordFile(deep), "malformed_container", "limit_exceeded"),
      HostileFile("bomb.docx", wordFile([], zerosIn: 1 << 30), "malformed_container", "limit_exceeded", "too_large"),
      HostileFile(
        "old.doc", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 1, count: 5000),
        "unsupported", "malformed_container", "empty", "not_a_report"),
    ]
  }

  private static func wordFile(_ document: [UInt8], zerosIn count: Int? = nil) -> [UInt8] {
    let main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    let types = """
      <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
      <Override PartName="/word/document.xml" ContentType="\(main)"/></Types>
      """
    let relations = """
      <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" \
      Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" \
      Target="word/document.xml"/></Relationships>
      """
    var zip = HostileZip()
    zip.add("[Content_Types].xml", Array(types.utf8))
    zip.add("_rels/.rels", Array(relations.utf8))
    if let count { zip.addZeros("word/document.xml", byteCount: count) } else { zip.add("word/document.xml", document) }
    return zip.bytes
  }

  /// Archives.
  private static func containers() -> [HostileFile] {
    var bomb = HostileZip()
    bomb.addZeros("zeros.html", byteCount: 1_200_000_000)
    var nested: [UInt8] = Array("x".utf8)
    for level in 0..<40 {
      var zip = HostileZip()
      zip.add(level == 0 ? "x.txt" : "level-\(level).zip", nested)
      nested = zip.bytes
    }
    var locked = HostileZip()
    locked.add("locked.html", (0..<500).map { UInt8(truncatingIfNeeded: $0 &* 131) }, flags: 1)
    var climbing = HostileZip()
    climbing.add("../../climbed.txt", Array("x".utf8))
    climbing.add("/tmp/climbed.txt", Array("x".utf8))
    var records = Array("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999999999\r\n\r\nHTTP/1.1".utf8)
    records += [UInt8](repeating: 0x41, count: 5000)
    return [
      HostileFile("bomb.zip", bomb.bytes, "limit_exceeded", "too_large"),
      HostileFile("nested.zip", nested, "limit_exceeded"),
      HostileFile("locked.zip", locked.bytes, "encrypted"),
      HostileFile("climbing.zip", climbing.bytes, "unsafe_path"),
      HostileFile("cut.zip", Array(climbing.bytes.dropLast(150)), "malformed_container", "unsafe_path"),
      HostileFile("endless.warc", records, "malformed_container", "limit_exceeded"),
    ]
  }

  /// What the system's own compressors are needed for.
  private static func compressed() throws -> [HostileFile] {
    let folder = try TemporaryFolder()
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at offset: Int) {
      for (index, byte) in text.utf8.enumerated() { header[offset + index] = byte }
    }
    put("zeros.html", at: 0)
    put("0000644\0", at: 100)
    put("0000000\0", at: 108)
    put("0000000\0", at: 116)
    put("77777777777\0", at: 124)
    put("00000000000\0", at: 136)
    put("        ", at: 148)
    put("0ustar\u{0}00", at: 156)
    let sum = header.reduce(0) { $0 + Int($1) }
    let digits = String(sum, radix: 8)
    put(String(repeating: "0", count: 6 - digits.count) + digits + "\0 ", at: 148)
    let zeros = try folder.write([UInt8](repeating: 0, count: 64 << 20), to: "zeros")
    let head = try folder.write(header, to: "head")
    let member = try Programs.run("gzip", ["-c", zeros])
    var bomb = try Programs.run("gzip", ["-c", head])
    for _ in 0..<128 { bomb += member }
    var frames = try Programs.run("zstd", ["-qc", head])
    let frame = try Programs.run("zstd", ["-qc", zeros])
    for _ in 0..<128 { frames += frame }
    return [
      HostileFile("bomb.tar.gz", bomb, "limit_exceeded", "too_large", "malformed_container"),
      HostileFile("bomb.tar.zst", frames, "limit_exceeded", "too_large", "malformed_container"),
      HostileFile("cut.gz", Array(member.prefix(1000)), "malformed_container", "unsupported", "limit_exceeded"),
    ]
  }
}

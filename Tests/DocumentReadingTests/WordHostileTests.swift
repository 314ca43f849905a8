import Foundation
import TestSupport
import Testing

@testable import DocumentReading

@Suite struct WordHostileTests {
  private static func failure(_ bytes: [UInt8]) -> ReadingFailure? {
    do {
      _ = try DocumentReader().read(bytes)
      return nil
    } catch { return error }
  }

  private static let text = "<w:p><w:r><w:t>甲</w:t></w:r></w:p>"

  @Test func entitiesAreNeverExpanded() {
    let rounds = (1...9).map { "<!ENTITY e\($0) \"\(String(repeating: "&e\($0 - 1);", count: 10))\">" }.joined()
    let laughs =
      "<!DOCTYPE w [<!ENTITY e0 \"lol\">\(rounds)]><w:document xmlns:w=\"\(WordDocuments.namespace)\"><w:body><w:p><w:r>"
      + "<w:t>&e9;</w:t></w:r></w:p></w:body></w:document>"
    #expect(Self.failure(WordDocuments.bytes(main: laughs)) == .malformedContainer)
    let file = laughs.replacing("<!ENTITY e0 \"lol\">", with: "<!ENTITY e0 SYSTEM \"file:///etc/hostname\">")
    #expect(Self.failure(WordDocuments.bytes(main: file)) == .malformedContainer)
    let undeclared = "<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>"
    #expect(Self.failure(WordDocuments.bytes(body: undeclared)) == .malformedContainer)
    let external =
      "<!DOCTYPE w SYSTEM \"http://127.0.0.1:9/w.dtd\"><w:document xmlns:w=\"\(WordDocuments.namespace)\"/>"
    #expect(Self.failure(WordDocuments.bytes(main: external)) == .malformedContainer)
  }

  @Test(arguments: [
    ("<a:b xmlns:a=\"urn:x\">", "</a:b>"), ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"), ("<w:del>", "</w:del>"),
    ("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>"), ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
  ]) func deepNestingEndsAtTheLimit(_ open: String, _ close: String) {
    let deep = String(repeating: open, count: 300) + Self.text + String(repeating: close, count: 300)
    #expect(Self.failure(WordDocuments.bytes(body: deep)) == .limitExceeded)
    let shallow = String(repeating: open, count: 40) + Self.text + String(repeating: close, count: 40)
    #expect(Self.failure(WordDocuments.bytes(body: Self.text + shallow)) == nil)
  }

  @Test func manyAttributesEndAtTheLimit() {
    let attributes = (0..<30_000).map { " a\($0)=\">\"" }.joined()
    #expect(Self.failure(WordDocuments.bytes(body: "<w:p\(attributes)/>" + Self.text)) == .limitExceeded)
  }

  @Test(
    arguments: [
      { "<w:x\($0)/>" }, { "<w:p y\($0)=\"\"/>" }, { "<w:p xmlns:z\($0)=\"urn:z\"/>" },
      { "<w:p xmlns:z=\"urn:\($0)\"/>" },
      { "<?p\($0) ?>" },
    ] as [@Sendable (Int) -> String]) func manyNamesEndAtTheLimit(_ markup: @Sendable (Int) -> String)
  {
    let body = (0..<30_000).map(markup).joined() + Self.text
    #expect(Self.failure(WordDocuments.bytes(body: body)) == .limitExceeded)
  }

  @Test func manyCellsEndAtTheLimit() {
    let cells = String(repeating: "<w:tc/>", count: (1 << 20) + 1)
    #expect(Self.failure(WordDocuments.bytes(body: "<w:tbl><w:tr>\(cells)</w:tr></w:tbl>")) == .limitExceeded)
  }

  @Test func brokenPartsAreMalformed() {
    let whole = WordDocuments.bytes(body: Self.text)
    for main in [
      "", "<w:document>", "甲", "<a/><b/>", "<w:document xmlns:w='\(WordDocuments.namespace)'><w:body></w:document>",
    ] {
      #expect(Self.failure(WordDocuments.bytes(main: main)) == .malformedContainer, "\(main)")
    }
    #expect(Self.failure(WordDocuments.bytes(body: "<w:p/>")) == .empty)
    #expect(Self.failure(Array(whole.prefix(whole.count / 2))) == .malformedContainer)
  }

  @Test func aBombEndsAtTheLimit() throws {
    let main =
      "<w:document xmlns:w=\"\(WordDocuments.namespace)\"><w:body>"
      + String(repeating: Self.text, count: 400_000) + "</w:body></w:document>"
    let folder = try TemporaryFolder()
    let file = try folder.write(Array(main.utf8), to: "document.xml")
    var zip = ZipWriter()
    zip.add("[Content_Types].xml", Array(WordDocuments.types.utf8))
    zip.add("_rels/.rels", Array(WordDocuments.relationships.utf8))
    zip.add("word/document.xml", gzip: try Programs.run("gzip", ["-nc", file]), size: main.utf8.count)
    #expect(Self.failure(zip.finished()) == .limitExceeded)
  }

  @Test func damagedDocumentsFailOrRead() throws {
    var outcomes: [String: Int] = [:]
    for fixture in try WordDocuments.fixtures() {
      let bytes = try WordDocuments.packed(fixture)
      for seed in 0..<UInt64(150) {
        var generator = SeededGenerator(seed: seed)
        var damaged = bytes
        if seed % 3 == 0 {
          damaged = Array(bytes.prefix(Int.random(in: 4..<bytes.count, using: &generator)))
        } else {
          for _ in 0..<Int.random(in: 1...20, using: &generator) {
            damaged[Int.random(in: 4..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
          }
        }
        do {
          let document = try DocumentReader().read(damaged)
          #expect(faults(of: document) == [], "\(fixture.lastPathComponent) seed \(seed)")
          outcomes["read", default: 0] += 1
        } catch { outcomes[error.rawValue, default: 0] += 1 }
      }
    }
    #expect(outcomes["malformed_container", default: 0] > 100, "\(outcomes)")
  }

  @Test func shuffledMarkupFailsOrReads() throws {
    for fixture in try WordDocuments.fixtures() {
      let file = fixture.appending(path: "word/document.xml")
      guard let data = try? Data(contentsOf: file) else { continue }
      let pieces = String(decoding: data, as: UTF8.self).split(separator: "<", omittingEmptySubsequences: false)
      let head = pieces.firstIndex { $0.hasPrefix("w:body") } ?? 0
      var readCount = 0
      for seed in 0..<UInt64(100) {
        var generator = SeededGenerator(seed: seed)
        var shuffled = Array(pieces)
        for _ in 0..<Int.random(in: 1...8, using: &generator) {
          let place = Int.random(in: head + 1..<shuffled.count - 2, using: &generator)
          let other = Int.random(in: head + 1..<shuffled.count - 2, using: &generator)
          switch Int.random(in: 0...3, using: &generator) {
          case 0: shuffled.remove(at: place)
          // Elements that hold nothing may stand anywhere, so that the result mostly stays well-formed.
          case 1: shuffled.insert("w:tc/>", at: place)
          case 2: shuffled.insert("w:tr><w:tc/></w:tr>", at: place)
          default: shuffled.swapAt(place, other)
          }
        }
        if let document = try? DocumentReader().read(WordDocuments.bytes(main: shuffled.joined(separator: "<"))) {
          #expect(faults(of: document) == [], "\(fixture.lastPathComponent) seed \(seed)")
          readCount += 1
        }
      }
      #expect(readCount > 0)
    }
  }
}

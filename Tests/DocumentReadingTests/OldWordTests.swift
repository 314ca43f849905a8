import Foundation
import TestSupport
import Testing

@testable import DocumentReading

@Suite struct OldWordTests {
  /// Documents of LibreOffice, each beside the same document in the new format.
  private static func samples() throws -> [URL] { try Fixtures.files(in: "samples/doc", suffixes: [".doc"]) }

  @Test func oldDocumentsReadAsTheirNewTwins() throws {
    for file in try Self.samples() {
      let old = try DocumentReader().read([UInt8](try Data(contentsOf: file)))
      let name = file.deletingPathExtension().lastPathComponent
      let new = try DocumentReader().read(try Fixtures.bytes("samples/docx/\(name).docx"))
      #expect(old.mediaType == .doc)
      #expect(describe(old) == describe(new), "\(name)")
      #expect(old.text.lineNumbers == new.text.lineNumbers)
      #expect(faults(of: old) == [])
    }
  }

  @Test func newDocumentsReadAsTheirPages() throws {
    for file in try Fixtures.files(in: "samples/docx", suffixes: [".docx"]) {
      let document = try DocumentReader().read([UInt8](try Data(contentsOf: file)))
      let name = file.deletingPathExtension().lastPathComponent
      let page = try DocumentReader().read(try Fixtures.bytes("samples/twins/\(name).html"))
      #expect(describe(document) == describe(page), "\(name)")
    }
  }

  /// The bytes of a sample with the name of a stream changed.
  private static func renamed(_ bytes: [UInt8], _ name: String, to other: String) throws -> [UInt8] {
    let old = Array(name.utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let new = Array(other.utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let places = stride(from: 0, to: bytes.count - 128, by: 128).filter {
      bytes[$0..<$0 + old.count + 2] == (old + [0, 0])[...]
    }
    let place = try #require(places.first)
    var changed = bytes
    changed.replaceSubrange(place..<place + 64, with: new + [UInt8](repeating: 0, count: 64 - new.count))
    changed[place + 64] = UInt8(new.count + 2)
    return changed
  }

  @Test func whatIsNoReadableDocumentIsSetAside() throws {
    let bytes = [UInt8](try Data(contentsOf: try Self.samples()[0]))
    let reader = DocumentReader()
    #expect(throws: ReadingFailure.encrypted) {
      try reader.read(try Self.renamed(bytes, "WordDocument", to: "EncryptedPackage"))
    }
    #expect(throws: ReadingFailure.unsupported) {
      try reader.read(try Self.renamed(bytes, "WordDocument", to: "Workbook"))
    }
    let start = try #require(bytes.indices.first { $0 % 512 == 0 && bytes[$0] == 0xEC && bytes[$0 + 1] == 0xA5 })
    var locked = bytes
    locked[start + 11] |= 1
    #expect(throws: ReadingFailure.encrypted) { try reader.read(locked) }
    var ancient = bytes
    ancient[start + 2] = 0x65
    ancient[start + 3] = 0
    #expect(throws: ReadingFailure.unsupported) { try reader.read(ancient) }
    #expect(throws: ReadingFailure.malformedContainer) { try reader.read(Array(bytes.prefix(512))) }
    #expect(throws: ReadingFailure.malformedContainer) { try reader.read(Array(bytes.prefix(8))) }
  }

  @Test func rowsAreDefinedInPlaceOrFarAway() {
    func words(_ values: Int...) -> [UInt8] { values.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8 & 0xFF)] } }
    func cell(_ flags: Int) -> [UInt8] { words(flags) + [UInt8](repeating: 0, count: 18) }
    // Three cells: the first begins a merge downwards, the third goes on with the second.
    let row = [3] + words(-108, 1000, 2000, 3000) + cell(0x60) + cell(0x01) + cell(0x02)
    let definition = words(0xD608, row.count + 1) + row
    let all = words(0x2416) + [1] + words(0x2417) + [1] + words(0x6649, 2, 0) + words(0xC615) + [2, 0, 0] + definition
    let merged = all + words(0xD62B) + [2, 1, 1]
    for (modifiers, long) in [
      (merged, []), (words(0x6646, 4, 0), [0, 0, 0, 0] + words(merged.count) + merged),
      (words(0x646B, 0, 0), words(merged.count) + merged),
    ] {
      let paragraph = OldWordParagraph(modifiers, modifiers.indices, long: long)
      #expect(paragraph.depth == 2 && paragraph.endsRow)
      #expect(paragraph.edges == [-108, 1000, 2000, 3000])
      #expect(paragraph.vertical == [.begins, .continues, .none])
      #expect(paragraph.horizontal == [.none, .begins, .continues])
    }
    // What is cut off says nothing, and long properties do not lead to further ones.
    #expect(OldWordParagraph(Array(definition.dropLast(60)), 0..<500).edges == [])
    #expect(OldWordParagraph(words(0x6646, 0, 0), 0..<6, long: words(6, 0x6646, 0, 0)).edges == [])
  }

  @Test func damagedDocumentsFailOrRead() throws {
    let bytes = [UInt8](try Data(contentsOf: try Self.samples()[0]))
    // Damage in the text is no damage to the structure; half of it goes where the structure is.
    let structures = bytes.indices.filter { $0 % 512 == 0 }.filter { start in
      let sector = bytes[start..<min(start + 512, bytes.count)]
      return sector.count { $0 == 0 || $0 == 0xFF } > 150
    }
    var outcomes: [String: Int] = [:]
    for seed in 0..<UInt64(400) {
      var generator = SeededGenerator(seed: seed)
      var damaged = bytes
      if seed % 8 == 0 { damaged = Array(bytes.prefix(Int.random(in: 8..<bytes.count, using: &generator))) }
      for _ in 0..<Int.random(in: 1...60, using: &generator) {
        let sector = Bool.random(using: &generator) ? structures.randomElement(using: &generator) ?? 0 : 0
        let place = sector + Int.random(in: 0..<(sector == 0 ? bytes.count : 512), using: &generator)
        if place >= 8, place < damaged.count {
          let extremes: [UInt8] = [0, 1, 0x7F, 0x80, 0xFF, UInt8.random(in: 0...255, using: &generator)]
          damaged[place] = extremes.randomElement(using: &generator) ?? 0
        }
      }
      do {
        let document = try DocumentReader().read(damaged)
        #expect(faults(of: document) == [], "seed \(seed)")
        outcomes["read", default: 0] += 1
      } catch { outcomes[error.rawValue, default: 0] += 1 }
    }
    #expect(outcomes.count > 1, "\(outcomes)")
    #expect(outcomes["read", default: 0] > 20, "\(outcomes)")
  }
}

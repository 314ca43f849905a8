import StatutoryForm
import TestSupport
import Testing

@testable import ReportRecognition

/// The scan for labels finds what a comparison at each place would.
@Suite("labels in a stream")
struct PatternScannerTests {
  @Test("leftmost, longest, none across another", arguments: 0..<200)
  func scan(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let alphabet: [UInt32] = [0x4E00, 0x4E01, 0x516C, 0x5F00, 0x30, 0x20000]
    func units(_ length: Int) -> [UInt32] { (0..<length).map { _ in alphabet.randomElement(using: &generator) ?? 0 } }
    var builder = PatternScanner.Builder()
    var keys: [[UInt32]] = []
    for number in 0..<10 {
      // Labels are of the basic plane.
      let key = units(Int.random(in: 1...4, using: &generator)).filter { $0 < 0x10000 }
      if key.isEmpty || keys.contains(key) { continue }
      builder.add(key, LabelPattern(kind: .item(number), isPrefix: false, isStrong: false))
      keys.append(key)
    }
    let stream = units(80)
    var expected: [Range<Int>] = []
    var position = 0
    while position < stream.count {
      let longest = keys.filter { stream[position...].starts(with: $0) }.map(\.count).max() ?? 0
      if longest > 0 { expected.append(position..<position + longest) }
      position += max(1, longest)
    }
    #expect(builder.build().scan(stream).map(\.core) == expected)
  }

  @Test("the table of characters agrees with the lists it is made of")
  func foldingTable() {
    for scalar in UInt32(0)...0xFFFF {
      let isQuote = CharacterFolding.isQuoteCharacter(scalar)
      #expect(CharacterFolding.isDropped(scalar) == (isQuote || CharacterFolding.isSpaceCharacter(scalar)))
      #expect(CharacterFolding.isSpace(scalar) == (!isQuote && CharacterFolding.isSpaceCharacter(scalar)))
    }
    #expect(CharacterFolding.folded(0x20000) == 0x20000)
    #expect(!CharacterFolding.isDropped(0x20020))
  }
}

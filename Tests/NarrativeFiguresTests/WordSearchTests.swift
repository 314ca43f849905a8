import TestSupport
import Testing

@testable import NarrativeFigures

/// The one pass over a passage finds what a search for each word would.
@Suite("words of the rules in a passage")
struct WordSearchTests {
  @Test("every occurrence of every word, by its end, the longest first", arguments: 0..<200)
  func words(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let alphabet = ["微", "博", "信", "公", "开", "a", "é", "𠀀"]
    func text(_ length: Int) -> String {
      (0..<length).map { _ in alphabet.randomElement(using: &generator) ?? "" }.joined()
    }
    var rules = CompiledRules()
    for _ in 0..<12 { _ = rules.literal(text(Int.random(in: 1...4, using: &generator))) }
    let bytes = Array(text(60).utf8)
    var expected: [[Int]] = []
    for end in 1...bytes.count {
      let ending = rules.literals.indices.filter {
        bytes[..<end].suffix(rules.literals[$0].count) == rules.literals[$0][...]
      }
      for literal in ending.sorted(by: { rules.literals[$0].count > rules.literals[$1].count }) {
        expected.append([literal, end - rules.literals[literal].count, end])
      }
    }
    let folded = PassageFolding.fold(bytes, rules: SealedRules(rules))
    #expect(folded.bytes == bytes)
    #expect(folded.hits.map { [$0.literal, $0.start, $0.end] } == expected)
  }

  @Test("words across the pieces that a long text is folded in", arguments: 0..<20)
  func longTexts(shift: Int) {
    var rules = CompiledRules()
    for word in ["公开公开公开公", "公开", "开微"] { _ = rules.literal(word) }
    let bytes = Array((String(repeating: "a", count: shift) + String(repeating: "公开", count: 3000) + "微。5").utf8)
    let folded = PassageFolding.fold(bytes, rules: SealedRules(rules))
    #expect(folded.bytes == bytes)
    #expect(folded.hits.count { $0.literal == 0 } == 2997)
    #expect(folded.hits.filter { $0.literal == 1 }.map(\.start) == (0..<3000).map { shift + 6 * $0 })
    #expect(folded.hits.filter { $0.literal == 2 }.map(\.end) == [bytes.count - 4])
    #expect(folded.numeralOffsets.last == Int32(bytes.count - 1))
    #expect(folded.marks == [Int32(bytes.count - 4)])
  }

  @Test("a text of invalid bytes grows, and keeps its places")
  func invalidBytes() {
    let folded = PassageFolding.fold([UInt8](repeating: 0xFF, count: 500), rules: SealedRules(CompiledRules()))
    #expect(folded.bytes.count == 1500)
    #expect(folded.source(of: 1499) == 499)
    #expect(PassageFolding.fold([], rules: SealedRules(CompiledRules())).bytes.isEmpty)
  }

  @Test("numerals, punctuation and width")
  func folding() {
    let folded = PassageFolding.fold(Array("共 １２ 条，“三”。".utf8), rules: SealedRules(CompiledRules()))
    #expect(String(decoding: folded.bytes, as: UTF8.self) == "共12条,“三”。")
    #expect(folded.numeralOffsets == [3, 4, 12])
    #expect(folded.marks == [8, 9, 18])
    #expect(
      folded.bytes.indices.map(folded.source) == [
        0, 0, 0, 4, 7, 11, 11, 11, 14, 17, 17, 17, 20, 20, 20, 23, 23, 23, 26, 26, 26,
      ])
  }
}

import DecimalNumbers
import FactTables
import TestSupport
import Testing

@Suite struct PackedValueTests {
  private static let values: [FactValue] = [
    .null, .integer(0), .integer(-1), .integer(.max), .integer(.min), .integer(1 << 60), .integer((1 << 60) - 1),
    .integer(-(1 << 60)), .decimal(.zero), .decimal(DecimalNumber(coefficient: -125, scale: 2)),
    .decimal(DecimalNumber(coefficient: .max, scale: 18)), .decimal(DecimalNumber(coefficient: 1 << 55, scale: 0)),
    .text(""), .text("0"), .text("00"), .text("01"), .text("999999999"), .text("1000000000"), .text("-1"), .text("公开"),
    .text("printed"), .text("printed "), .text("e\u{301}"), .text("\u{E9}"), .date("2021-01-31"), .text("2021-01-31"),
    .boolean(true), .boolean(false),
  ]

  @Test func valuesComeBack() {
    var packer = FactPacker()
    let packed = Self.values.map { packer.pack($0) }
    let pool = packer.pool
    for (value, word) in zip(Self.values, packed) {
      #expect(pool.value(word) == value)
      #expect(pool.holds(word))
      #expect(word.isNull == (value == .null))
    }
    // Different values, different words; equal values, equal words, also when a pool is gone on with.
    #expect(Set(packed).count == Self.values.count)
    var later = FactPacker(pool: pool)
    #expect(Self.values.map { later.pack($0) } == packed)
  }

  @Test func randomValuesComeBack() {
    var random = SeededGenerator(seed: 3)
    var packer = FactPacker()
    for _ in 0..<5000 {
      let bits = Int64.random(in: .min ... .max, using: &random) >> Int64.random(in: 0...63, using: &random)
      let scale = Int.random(in: 0...18, using: &random)
      for value in [
        FactValue.integer(bits), .decimal(DecimalNumber(coefficient: bits, scale: scale)), .text(String(bits)),
      ] {
        let word = packer.pack(value)
        #expect(packer.pack(value) == word)
        #expect(packer.pool.value(word) == value)
      }
      if packer.pool.count > 200 { packer.removeAll() }
    }
  }

  @Test func wordsOfNothingAreTold() {
    var packer = FactPacker()
    _ = packer.pack("一")
    let pool = packer.pool
    #expect(pool.holds(packer.pack("一")))
    var random = SeededGenerator(seed: 4)
    for _ in 0..<2000 {
      let word = PackedValue(word: random.next())
      // Whatever the word, reading it is no crash.
      if !pool.holds(word) { _ = pool.value(word) }
    }
    #expect(TextPool(bytes: [1, 2], ends: [1]) == nil)
    #expect(TextPool(bytes: [1, 2], ends: [2, 1]) == nil)
    #expect(TextPool(bytes: [1, 2], ends: [1, 2]) != nil)
  }
}

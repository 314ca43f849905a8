import NarrativeFigures
import TestSupport
import Testing

@Suite("Hostile text")
struct RobustnessTests {
  private static let seedTexts: [[UInt8]] = ownSentences.map { Array($0.text.utf8) }

  @Test("mutated text never crashes, and its quotes stay slices", arguments: 0..<24)
  func mutations(seed: UInt64) throws {
    let extractor = try Declared.extractor()
    var random = SeededGenerator(seed: seed)
    for _ in 0..<40 {
      var text: [UInt8] = []
      for _ in 0..<Int.random(in: 1...4, using: &random) { text += Self.seedTexts.randomElement(using: &random) ?? [] }
      for _ in 0..<Int.random(in: 0...12, using: &random) { mutate(&text, &random) }
      let source = passage(text)
      for figure in extractor.figures(in: [source], context: NarrativeContext(reportYear: 2024)) {
        #expect(String(decoding: source.text[figure.range], as: UTF8.self) == figure.quote, "seed \(seed)")
        #expect(figure.line == source.line(at: figure.range.lowerBound), "seed \(seed)")
        if let low = figure.low, let high = figure.high { #expect(low <= high, "seed \(seed): \(figure)") }
      }
    }
  }

  private func mutate(_ text: inout [UInt8], _ random: inout SeededGenerator) {
    guard !text.isEmpty else { return }
    let place = Int.random(in: 0..<text.count, using: &random)
    switch Int.random(in: 0..<7, using: &random) {
    case 0: text[place] = UInt8.random(in: 0...255, using: &random)
    case 1: text.remove(at: place)
    case 2: text.insert(contentsOf: Array("\n 　其中99999999999999999999万亿".utf8), at: place)
    case 3: text.insert(contentsOf: text[place..<min(text.count, place + 30)], at: place)
    case 4: text.removeSubrange(place..<min(text.count, place + 9))
    case 5: text.insert(contentsOf: Array("“《（百千万亿两三〔".utf8), at: place)
    default: text.insert(UInt8(ascii: "9"), at: place)
    }
  }

  @Test(
    "odd texts give no figure and do no harm",
    arguments: [
      [], [0xFF, 0xFE, 0x00], Array(repeating: 0xE4, count: 100), Array("“".utf8), Array("第".utf8), Array("前第".utf8),
      Array("9".utf8), Array("百分之".utf8), Array("百分之%".utf8), Array("亿亿亿亿亿亿条".utf8), Array("万亿万亿".utf8),
      Array("99999999999999999999条".utf8), Array("微博发布信息99999999999999999999条。".utf8),
      Array("微博发布信息9223372036854775807万条。".utf8), Array("|".utf8), Array("\n\n\n-1-\n".utf8), Array("其中".utf8),
      Array("分别为".utf8), Array("未".utf8), Array("均为5".utf8), Array("3-".utf8), Array("3—5".utf8),
    ] as [[UInt8]])
  func oddTexts(text: [UInt8]) throws {
    #expect(try Declared.extractor().figures(in: [passage(text)], context: NarrativeContext()).isEmpty)
  }

  @Test("no passages, or passages without line marks, are allowed")
  func noMarks() throws {
    let extractor = try Declared.extractor()
    #expect(extractor.figures(in: [], context: NarrativeContext()).isEmpty)
    let bare = NarrativePassage(text: Array("微博发布信息7条。".utf8), lineOffsets: [], lineNumbers: [])
    let figure = try #require(extractor.figures(in: [bare], context: NarrativeContext()).first)
    #expect(figure.line == 1)
    #expect(figure.period == nil)
  }

  @Test(
    "a long text without an end of sentence is read through",
    arguments: ["2024年1条", "微博、", "官微", "其中5条、", "未发生", "入围“", "分别为3条、", "《", "信息1条，", "9", "百", "均为1%、", "年"])
  func repetition(unit: String) throws {
    let text = Array(repeatElement(Array(unit.utf8), count: 8_000).joined())
    let figures = try Declared.extractor().figures(in: [passage(text)], context: NarrativeContext(reportYear: 2024))
    #expect(figures.count <= 40_000)
  }
}

/// Narrative text as hashes of its sentences, to tell a copied narrative without keeping any text.
public enum SentenceHashes {
  /// Sentences shorter than this are left out: they are headings and set phrases.
  static let leastCharacters = 15
  /// Narratives with fewer sentences say nothing about copying.
  static let leastCount = 8
  /// From this share on a narrative counts as copied; what reports share by their form alone is far less.
  static let copiedPercent = 50

  /// Hashes of the sentences of at least 15 characters, without digits and white space; ascending, each once.
  ///
  /// `passages` is UTF-8; a sentence ends at 。；！？ or a line's end, and never goes on in the next passage.
  public static func hashes(of passages: some Sequence<[UInt8]>) -> [UInt64] {
    var hashes: [UInt64] = []
    for text in passages {
      var hash = offset
      var characters = 0
      var index = 0
      while index < text.count {
        let byte = text[index]
        let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        let end = min(index + length, text.count)
        if isSentenceEnd(text, index, end) {
          if characters >= leastCharacters { hashes.append(hash) }
          hash = offset
          characters = 0
        } else if !isLeftOut(text, index, end) {
          characters += 1
          for place in index..<end { hash = (hash ^ UInt64(text[place])) &* prime }
        }
        index = end
      }
      if characters >= leastCharacters { hashes.append(hash) }
    }
    hashes.sort()
    var unique: [UInt64] = []
    unique.reserveCapacity(hashes.count)
    for hash in hashes where unique.last != hash { unique.append(hash) }
    return unique
  }

  /// How many percent of `hashes` are among `others`, both ascending; `nil` where there are none.
  static func sharedPercent(of hashes: [UInt64], with others: [UInt64]) -> Int? {
    if hashes.isEmpty { return nil }
    var shared = 0
    var other = 0
    for hash in hashes {
      while other < others.count, others[other] < hash { other += 1 }
      if other < others.count, others[other] == hash { shared += 1 }
    }
    return shared * 100 / hashes.count
  }

  // FNV-1a.
  private static let offset: UInt64 = 0xCBF2_9CE4_8422_2325
  private static let prime: UInt64 = 0x100_0000_01B3

  private static func isSentenceEnd(_ text: [UInt8], _ start: Int, _ end: Int) -> Bool {
    switch end - start {
    case 1: text[start] == 0x0A || text[start] == 0x3B || text[start] == 0x21 || text[start] == 0x3F
    case 3: sentenceEnds.contains { text[start] == $0.0 && text[start + 1] == $0.1 && text[start + 2] == $0.2 }
    default: false
    }
  }

  // 。 ； ！ ？
  private static let sentenceEnds: [(UInt8, UInt8, UInt8)] = [
    (0xE3, 0x80, 0x82), (0xEF, 0xBC, 0x9B), (0xEF, 0xBC, 0x81), (0xEF, 0xBC, 0x9F),
  ]

  /// Digits, half and full width, and white space.
  private static func isLeftOut(_ text: [UInt8], _ start: Int, _ end: Int) -> Bool {
    switch end - start {
    case 1: text[start] <= 0x20 || text[start] >= 0x30 && text[start] <= 0x39
    case 2: text[start] == 0xC2 && text[start + 1] == 0xA0
    case 3:
      text[start] == 0xEF && text[start + 1] == 0xBC && text[start + 2] >= 0x90 && text[start + 2] <= 0x99
        || text[start] == 0xE3 && text[start + 1] == 0x80 && text[start + 2] == 0x80
    default: false
    }
  }
}

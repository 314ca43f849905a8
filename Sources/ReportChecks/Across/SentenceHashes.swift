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
    for text in passages { text.withUnsafeBufferPointer { append($0, to: &hashes) } }
    hashes.sort()
    var count = 0
    for index in hashes.indices where count == 0 || hashes[index] != hashes[count - 1] {
      hashes[count] = hashes[index]
      count += 1
    }
    hashes.removeLast(hashes.count - count)
    return hashes
  }

  private static func append(_ text: UnsafeBufferPointer<UInt8>, to hashes: inout [UInt64]) {
    var hash = offset
    var characters = 0
    var index = 0
    func end() {
      if characters >= leastCharacters { hashes.append(hash) }
      hash = offset
      characters = 0
    }
    while index < text.count {
      let first = text[index]
      var character = UInt64(first)
      if first < 0x80 {
        index += 1
        if first <= 0x3F {
          // ; ! ? and line feeds end a sentence; digits and white space are left out.
          if first == 0x0A || first == 0x3B || first == 0x21 || first == 0x3F {
            end()
            continue
          }
          if first <= 0x20 || first >= 0x30 && first <= 0x39 { continue }
        }
      } else {
        if first >= 0xE0, first < 0xF0, index + 2 < text.count {
          character |= UInt64(text[index + 1]) << 8 | UInt64(text[index + 2]) << 16
          index += 3
        } else {
          let length = min(first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4, text.count - index)
          for place in 1..<max(1, length) { character |= UInt64(text[index + place]) << UInt64(8 * place) }
          index += length
        }
        if first == 0xE3 || first == 0xEF || first == 0xC2 {
          if isSentenceEnd(character) {
            end()
            continue
          }
          if isLeftOut(character) { continue }
        }
      }
      characters += 1
      hash = ((hash << 23 | hash >> 41) ^ character) &* prime
    }
    end()
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

  private static let offset: UInt64 = 0xCBF2_9CE4_8422_2325
  private static let prime: UInt64 = 0x9E37_79B9_7F4A_7C15

  // 。 ； ！ ？ as bytes, the first lowest.
  private static func isSentenceEnd(_ character: UInt64) -> Bool {
    character == 0x82_80E3 || character == 0x9B_BCEF || character == 0x81_BCEF || character == 0x9F_BCEF
  }

  /// Full-width digits, no-break and ideographic spaces.
  private static func isLeftOut(_ character: UInt64) -> Bool {
    character == 0xA0C2 || character == 0x80_80E3
      || character & 0xFFFF == 0xBCEF && (0x90...0x99).contains(character >> 16)
  }
}

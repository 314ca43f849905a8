/// Recognises pieces of torn labels.
enum LabelPieces {
  /// Whether every two neighbouring characters of the text stand together in some label, or it is one label character.
  static func isPiece(_ text: [UInt32], strictly: Bool = false) -> Bool {
    let letters = text.filter { $0.isHan }
    guard let first = letters.first else { return true }
    if letters.count == 1 { return characters.contains(first) }
    var unknown = 0
    for index in 1..<letters.count where !pairs.contains(UInt64(letters[index - 1]) << 32 | UInt64(letters[index])) {
      unknown += 1
    }
    return unknown * (strictly ? 5 : 3) < letters.count
  }

  private static let characters: Set<UInt32> = Set(FormLabels.allText.joined())

  private static let pairs: Set<UInt64> = {
    var pairs: Set<UInt64> = []
    for text in FormLabels.allText {
      let letters = text.filter { $0.isHan }
      for index in 1..<max(1, letters.count) { pairs.insert(UInt64(letters[index - 1]) << 32 | UInt64(letters[index])) }
    }
    return pairs
  }()
}

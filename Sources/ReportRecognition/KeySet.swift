/// A few words looked for at many places: most places are told from their first character.
struct KeySet: Sendable {
  /// The words as folded characters, in the order in which they are tried.
  let keys: [[UInt32]]
  private var beginnings: UInt64 = 0

  /// Folds the words.
  init(_ words: [String]) {
    keys = words.map(CharacterFolding.key)
    for key in keys { if let first = key.first { beginnings |= 1 << UInt64(first & 63) } }
  }

  /// Whether a word may begin with the character; false where none does.
  @inline(__always)
  func mayBegin(with unit: UInt32) -> Bool { beginnings >> UInt64(unit & 63) & 1 != 0 }
}

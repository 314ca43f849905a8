/// What reading a passage needs to know about the characters of the basic plane.
///
/// Most characters are plain: they stay as they are and occur in no word. The others have a number, and an entry.
struct MatchingAlphabet: Sendable {
  /// What there is to know about one of the characters that are not plain.
  struct Entry: Sendable, Hashable {
    /// The folded and simplified character.
    var scalar: UInt16
    /// Its class in the automaton.
    var kind: UInt16
    var isSpace: Bool
    var isNumeral: Bool
    /// Whether it is punctuation at which sentences, clauses or quotes may begin or end.
    var isMark: Bool
  }

  /// For every character of the basic plane the index of its entry; 0 where it is plain.
  let numbers: [UInt16]
  /// The entries; the first is of no use.
  let entries: [Entry]

  /// Makes the tables; `traditional` holds the simplified forms from U+4E00 on, 0 where a character stays as it is.
  init(traditional: [UInt16], automaton: LiteralAutomaton) {
    var entries = [Entry(scalar: 0, kind: 0, isSpace: false, isNumeral: false, isMark: false)]
    var space: UInt16?
    numbers = (UInt32(0)...0xFFFF).map { scalar in
      let folded = Self.simplified(Self.fold(scalar), traditional)
      let entry = Entry(
        scalar: UInt16(truncatingIfNeeded: folded), kind: UInt16(truncatingIfNeeded: automaton.classOf(folded)),
        isSpace: Self.isSpace(scalar), isNumeral: Self.isNumeral(folded), isMark: Self.marks.contains(folded))
      if folded == scalar, entry.kind == 0, !entry.isSpace, !entry.isNumeral, !entry.isMark { return 0 }
      // The many spaces are all alike.
      if entry.isSpace, let space { return space }
      entries.append(entry)
      if entry.isSpace { space = UInt16(truncatingIfNeeded: entries.count - 1) }
      return UInt16(truncatingIfNeeded: entries.count - 1)
    }
    self.entries = entries
  }

  private static let marks: Set<UInt32> = Set("\n!?;,()。“《〔".unicodeScalars.map(\.value))

  /// Spaces of every width, zero-width characters and the byte order mark.
  static func isSpace(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x20, 0x09, 0xA0, 0xAD, 0x3000, 0xFEFF, 0x2000...0x200F, 0x2028...0x202F, 0x205F, 0x2060, 0xE000...0xF8FF:
      true
    default: false
    }
  }

  /// Full-width ASCII to ASCII; the other scalars as they are.
  static func fold(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0xFF01...0xFF5E: scalar - 0xFEE0
    case 0x3007, 0x25CB: 0x3007
    case 0xFE6A: 0x25
    default: scalar
    }
  }

  /// The simplified form of a Han character of the trigger alphabet; `alphabet` starts at U+4E00.
  private static func simplified(_ scalar: UInt32, _ alphabet: [UInt16]) -> UInt32 {
    guard scalar >= 0x4E00, scalar - 0x4E00 < UInt32(alphabet.count) else { return scalar }
    let found = alphabet[Int(scalar - 0x4E00)]
    return found == 0 ? scalar : UInt32(found)
  }

  private static func isNumeral(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return scalar >= 0x30 && scalar <= 0x39 }
    return HanNumeral.digit(scalar) != nil || HanNumeral.place(scalar) != nil || scalar == HanNumeral.several
      || scalar == HanNumeral.some || scalar == HanNumeral.upTo
  }
}

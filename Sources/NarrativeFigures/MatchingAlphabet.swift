/// What reading a passage needs to know about a character of the basic plane, in one look-up.
struct MatchingAlphabet: Sendable {
  /// One character's entry.
  struct Entry {
    let bits: UInt64

    static let space: UInt64 = 1 << 32
    static let numeral: UInt64 = 1 << 33
    static let mark: UInt64 = 1 << 34

    /// The folded and simplified character.
    @inline(__always)
    var scalar: UInt32 { UInt32(truncatingIfNeeded: bits) & 0xFFFF }
    /// Its class in the automaton.
    @inline(__always)
    var kind: Int { Int(truncatingIfNeeded: bits >> 16) & 0xFFFF }
    @inline(__always)
    var isSpace: Bool { bits & Self.space != 0 }
    @inline(__always)
    var isNumeral: Bool { bits & Self.numeral != 0 }
    /// Whether it is punctuation at which sentences, clauses or quotes may begin or end.
    @inline(__always)
    var isMark: Bool { bits & Self.mark != 0 }
  }

  /// The entries of all characters of the basic plane.
  let entries: [UInt64]

  /// Makes the table; `traditional` holds the simplified forms from U+4E00 on, 0 where a character stays as it is.
  init(traditional: [UInt16], automaton: LiteralAutomaton) {
    entries = (UInt32(0)...0xFFFF).map { scalar in
      let folded = Self.simplified(Self.fold(scalar), traditional)
      var bits = UInt64(folded) | UInt64(automaton.classOf(folded) & 0xFFFF) << 16
      if Self.isSpace(scalar) { bits |= Entry.space }
      if Self.isNumeral(folded) { bits |= Entry.numeral }
      if Self.marks.contains(folded) { bits |= Entry.mark }
      return bits
    }
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

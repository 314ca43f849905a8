/// Characters of symbol fonts (`w:sym`).
enum WordSymbol {
  /// The character as UTF-8; nothing for a glyph that has no counterpart.
  ///
  /// Symbol fonts put their glyphs into the private area U+F000–U+F0FF; what Wingdings draws as numbers in circles and
  /// what Symbol shares with ASCII is known, everything else is a picture.
  static func text(_ code: String, font: String) -> [UInt8] {
    guard let value = UInt32(code, radix: 16) else { return [] }
    guard (0xF000...0xF0FF).contains(value) else { return utf8(value) }
    let glyph = value & 0xFF
    switch font.lowercased() {
    case "wingdings":
      switch glyph {
      case 0x80: return utf8(0x24EA)
      case 0x81...0x8A: return utf8(0x2460 + glyph - 0x81)
      case 0x8B: return utf8(0x24FF)
      case 0x8C...0x95: return utf8(0x2776 + glyph - 0x8C)
      default: return []
      }
    case "wingdings 2", "wingdings 3", "webdings": return []
    case "symbol":
      let isShared = (0x28...0x3F).contains(glyph) && glyph != 0x2A && glyph != 0x2D
      return isShared ? utf8(glyph) : glyph == 0x2D ? utf8(0x2D) : []
    default: return (0x20...0x7E).contains(glyph) ? utf8(glyph) : []
    }
  }

  private static func utf8(_ value: UInt32) -> [UInt8] {
    Unicode.Scalar(value).map { Array(String(Character($0)).utf8) } ?? []
  }
}

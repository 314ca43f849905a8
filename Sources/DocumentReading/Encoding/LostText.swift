/// Recognises text that was destroyed before the document was stored: valid bytes, no meaning.
///
/// Four ways it happens: characters replaced by U+FFFD, or by `?`; UTF-8 read as GBK or GBK as UTF-8 (锟斤拷, 锛, 銆);
/// UTF-8 or GBK read byte by byte as Latin-1. What was lost cannot be told from what is left, so nothing is repaired.
enum LostText {
  /// Whether the text of a document is mostly such remains.
  static func isLost(_ text: Span<UInt8>) -> Bool {
    let characterCount = ByteScan.count(0xC0...0xFF, in: text)
    let questionCount = ByteScan.count(0x3F...0x3F, in: text)
    if questionCount > 16 && questionCount > characterCount {
      // A single question mark may be one; a lost word is a row of them.
      let rowCount = ByteScan.count("??", in: text) * 2
      if rowCount > 16 && rowCount > characterCount && rowCount * 20 > text.count { return true }
    }
    if characterCount < 4 { return false }
    let latinCount = ByteScan.count(0xC2...0xC3, in: text)
    if latinCount > 16 && latinCount * 2 > characterCount {
      // No-break spaces are Latin-1 too.
      if (latinCount - ByteScan.count("\u{A0}", in: text)) * 2 > characterCount { return true }
    }
    return isReplacedOrMisread(text, characterCount)
  }

  /// Whether more than a fifth of the characters is U+FFFD or 锟斤拷, which two of them become; or so many are those that
  /// UTF-8 read as GBK is full of, and Chinese is not.
  private static func isReplacedOrMisread(_ text: Span<UInt8>, _ characterCount: Int) -> Bool {
    var replaced = 0
    var misread = 0
    func look(at position: Int) {
      if position + 2 >= text.count { return }
      switch (text[position], text[position + 1], text[position + 2]) {
      case (0xEF, 0xBF, 0xBD): replaced += 1
      case (0xE9, 0x94, 0x9B), (0xE9, 0x8A, 0x86), (0xE9, 0x90, 0xA8): misread += 1  // 锛 銆 鐨
      case (0xE9, 0x94, 0x9F): if ByteScan.matchesExactly("斤拷", in: text, at: position + 3) { replaced += 3 }
      default: break
      }
    }
    let raw = text.bytes
    var position = 0
    while position &+ 9 <= text.count {
      let leads = unsafe raw.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self).littleEndian
      let seconds = unsafe raw.unsafeLoadUnaligned(fromByteOffset: position &+ 1, as: UInt64.self).littleEndian
      // E9 and EF are among those that differ from EF in bits 1 and 2 only, 90 and 94 differ in bit 2.
      var marks =
        zeros((leads | repeated(0x06)) ^ repeated(0xEF))
        & (zeros((seconds & repeated(0xFB)) ^ repeated(0x90)) | zeros(seconds ^ repeated(0x8A))
          | zeros(seconds ^ repeated(0xBF)))
      while marks != 0 {
        look(at: position &+ marks.trailingZeroBitCount >> 3)
        marks &= marks &- 1
      }
      position &+= 8
    }
    while position < text.count {
      look(at: position)
      position += 1
    }
    return replaced * 5 > characterCount || misread > 2 && misread * 50 > characterCount
  }

  /// Eight times the same byte.
  @inline(__always)
  private static func repeated(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }

  /// The highest bit of each byte that is zero, and perhaps of some above one that is.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 { (word &- repeated(1)) & ~word & repeated(0x80) }

  /// Whether there is nothing but white space: ASCII, U+00A0, U+3000, U+200B, U+FEFF.
  static func isBlank(_ text: Span<UInt8>) -> Bool {
    var position = 0
    while position < text.count {
      let byte = text[position]
      if ASCII.isWhiteSpace(byte) || byte == ASCII.verticalTab {
        position += 1
      } else if byte == 0xC2 && text[position + 1] == 0xA0 {
        position += 2
      } else if isWideBlank(text, at: position) {
        position += 3
      } else {
        return false
      }
    }
    return true
  }

  private static func isWideBlank(_ text: Span<UInt8>, at position: Int) -> Bool {
    if text.count - position < 3 { return false }
    switch (text[position], text[position + 1], text[position + 2]) {
    case (0xE3, 0x80, 0x80), (0xE2, 0x80, 0x8B), (0xEF, 0xBB, 0xBF): return true
    default: return false
    }
  }
}

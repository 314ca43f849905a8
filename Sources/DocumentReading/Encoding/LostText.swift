/// Recognises text that was destroyed before the document was stored: valid bytes, no meaning.
///
/// Four ways it happens: characters replaced by U+FFFD, or by `?`; UTF-8 read as GBK or GBK as UTF-8 (锟斤拷, 锛, 銆);
/// UTF-8 or GBK read byte by byte as Latin-1. What was lost cannot be told from what is left, so nothing is repaired.
enum LostText {
  /// Whether the text of a document is mostly such remains.
  static func isLost(_ text: Span<UInt8>) -> Bool {
    var characterCount = 0
    var latinCount = 0
    var questionCount = 0
    var previous: UInt8 = 0
    for index in text.indices {
      let byte = text[index]
      characterCount &+= byte >= 0xC0 ? 1 : 0
      latinCount &+= byte == 0xC2 || byte == 0xC3 ? 1 : 0
      questionCount &+= byte == 0x3F && previous == 0x3F ? 1 : 0
      previous = byte
    }
    if questionCount > 16 && questionCount > characterCount && questionCount * 20 > text.count { return true }
    if characterCount < 4 { return false }
    // No-break spaces are Latin-1 too.
    if latinCount > 16, (latinCount - ByteScan.count("\u{A0}", in: text)) * 2 > characterCount { return true }
    let replaced = ByteScan.count("\u{FFFD}", in: text) + 3 * ByteScan.count("锟斤拷", in: text)
    if replaced * 5 > characterCount { return true }
    let misread = ByteScan.count("锛", in: text) + ByteScan.count("銆", in: text) + ByteScan.count("鐨", in: text)
    return misread > 2 && misread * 50 > characterCount
  }

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

/// The text of a paragraph of Rich Text Format: bytes of a Chinese code page, and characters of Unicode with bytes behind
/// them that stand in for readers without it.
struct RTFText {
  /// Whether any text came in a code page.
  private(set) var usesGB18030 = false
  /// Characters that were replaced.
  private(set) var replacedCount = 0

  /// Whether the document's own code page is not Chinese: bytes of it stand one by one.
  var isWestern = false

  /// Whether the next character only stands in for one of Unicode.
  var isInFallback: Bool { fallback > 0 }

  private var result: [UInt8] = []
  /// Whether the paragraph has begun with text above or below the line.
  private var leadsRaised = false
  /// Bytes of the code page.
  private var bytes: [UInt8] = []
  private var needsTrail = false
  /// Units of Unicode, which may come in halves.
  private var units: [UInt16] = []
  /// How many characters behind one of Unicode are still to be passed over.
  private var fallback = 0

  /// Appends a byte of text; hidden bytes count as those that stand in.
  mutating func append(byte: UInt8, isShown: Bool, position: WordRunPosition = .line) {
    if fallback > 0 {
      fallback -= 1
      return
    }
    guard isShown else { return }
    if byte >= 0x80 || (needsTrail && !isWestern) {
      flushUnits()
      bytes.append(byte)
      needsTrail = !needsTrail && byte > 0x80
      return
    }
    flush()
    if position == .line {
      if leadsRaised, ASCII.isDigit(byte), let last = result.last, ASCII.isDigit(last) { result.append(0x5E) }
      leadsRaised = false
      result.append(byte)
      return
    }
    // Text that begins a paragraph above the line may be all there is.
    leadsRaised = leadsRaised || result.isEmpty
    if ASCII.isDigit(byte), !leadsRaised {
      result += RaisedDigits.character(byte, isLowered: position == .lowered)
    } else {
      result.append(byte)
    }
  }

  /// Appends a unit of UTF-16 that so many bytes stand in for.
  mutating func append(unit: UInt16, isShown: Bool, fallbackLength: Int) {
    fallback = fallbackLength
    guard isShown else { return }
    flushBytes()
    units.append(unit)
  }

  /// Appends a character.
  mutating func append(unicode value: UInt32) {
    flush()
    if let scalar = Unicode.Scalar(value) { result += Array(String(Character(scalar)).utf8) }
  }

  /// Says that a word or the end of a group came, which no stand-in goes beyond.
  mutating func endFallback() { fallback = 0 }

  /// The whole text as UTF-8; nothing is left.
  mutating func take() -> [UInt8] {
    flush()
    defer { (result, leadsRaised) = ([], false) }
    return result
  }

  private mutating func flush() {
    flushUnits()
    flushBytes()
  }

  private mutating func flushUnits() {
    if units.isEmpty { return }
    result += Array(String(decoding: units, as: UTF16.self).utf8)
    units = []
  }

  private mutating func flushBytes() {
    needsTrail = false
    if bytes.isEmpty { return }
    if bytes.count > 1, let decoded = GB18030.decode(bytes.span), decoded.replacedCount * 4 < bytes.count {
      usesGB18030 = true
      replacedCount += decoded.replacedCount
      result += decoded.bytes
    } else {
      // Bullets and quotation marks of the western code page.
      result += Array(String(decoding: bytes.map(OldWordFile.windows1252), as: UTF16.self).utf8)
    }
    bytes = []
  }
}

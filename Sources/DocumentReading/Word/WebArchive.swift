/// A page saved as one file (MHTML, RFC 2557): what Word calls a single file web page, often under the name of a document.
enum WebArchive {
  /// The bytes of the page inside, decoded from their transport; `nil` where `bytes` are no such file or hold no page.
  static func page(_ bytes: [UInt8]) -> [UInt8]? {
    let head = min(bytes.count, headReach)
    guard let header = MIMEHeader(bytes, 0..<head), header.saysMIME else { return nil }
    return page(bytes, header, body: header.end..<bytes.count, depth: 0)
  }

  /// The headers stand at the very beginning.
  private static let headReach = 16 << 10
  /// More parts than a page with its pictures has.
  private static let mostParts = 10_000
  private static let deepest = 4

  private static func page(_ bytes: [UInt8], _ header: MIMEHeader, body: Range<Int>, depth: Int) -> [UInt8]? {
    if header.type == "text/html" { return decoded(bytes, body, header.encoding) }
    guard header.type.hasPrefix("multipart/"), let boundary = header.boundary, !boundary.isEmpty, depth < deepest else {
      return nil
    }
    let mark = Array("--\(boundary)".utf8)
    var start: Int?
    // Of several pages, as those of frames, the largest is the document.
    var largest: [UInt8]?
    func take(_ range: Range<Int>) {
      if let found = part(bytes, range, depth: depth), found.count > largest?.count ?? 0 { largest = found }
    }
    var count = 0
    var line = body.lowerBound
    while line < body.upperBound, count < mostParts {
      let end = ByteScan.first(ASCII.lineFeed, in: bytes.span, line..<body.upperBound).map { $0 + 1 } ?? body.upperBound
      if bytes[line..<end].starts(with: mark) {
        count += 1
        if let start { take(start..<line) }
        start = end
      }
      line = end
    }
    // The closing mark of a file that was cut off is missing.
    if let start { take(start..<body.upperBound) }
    return largest
  }

  private static func part(_ bytes: [UInt8], _ range: Range<Int>, depth: Int) -> [UInt8]? {
    guard let header = MIMEHeader(bytes, range) else { return nil }
    return page(bytes, header, body: header.end..<range.upperBound, depth: depth + 1)
  }

  // MARK: Transport

  private static func decoded(_ bytes: [UInt8], _ range: Range<Int>, _ encoding: String) -> [UInt8] {
    switch encoding {
    case "quoted-printable": quotedPrintable(bytes[range])
    case "base64": base64(bytes[range])
    default: Array(bytes[range])
    }
  }

  /// `=XX` is a byte, `=` at the end of a line joins it with the next; anything else stands for itself.
  static func quotedPrintable(_ source: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(source.count)
    var position = source.startIndex
    while position < source.endIndex {
      let byte = source[position]
      position += 1
      guard byte == UInt8(ascii: "=") else {
        result.append(byte)
        continue
      }
      if position + 1 < source.endIndex, let high = digit(source[position]), let low = digit(source[position + 1]) {
        result.append(high << 4 | low)
        position += 2
        continue
      }
      var end = position
      while end < source.endIndex,
        source[end] == ASCII.space || source[end] == ASCII.tab
          || source[end] == ASCII.carriageReturn
      { end += 1 }
      if end < source.endIndex, source[end] == ASCII.lineFeed {
        position = end + 1
      } else if end < source.endIndex {
        result.append(byte)
      } else {
        position = end
      }
    }
    return result
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }

  /// Everything that is no digit of base 64 is passed over.
  static func base64(_ source: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(source.count / 4 * 3)
    var bits: UInt32 = 0
    var count = 0
    for byte in source {
      let value: UInt8
      switch byte {
      case 0x41...0x5A: value = byte - 0x41
      case 0x61...0x7A: value = byte - 0x47
      case 0x30...0x39: value = byte + 4
      case UInt8(ascii: "+"): value = 62
      case UInt8(ascii: "/"): value = 63
      default: continue
      }
      bits = bits << 6 | UInt32(value)
      count += 6
      if count >= 8 {
        count -= 8
        result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return result
  }
}

/// The header lines of a message or of one of its parts.
struct MIMEHeader {
  /// Whether it says that what follows is MIME.
  private(set) var saysMIME = false
  /// The type in lower case; plain text where none is named.
  private(set) var type = "text/plain"
  /// The mark between the parts; `nil` where there is none.
  private(set) var boundary: String?
  /// The transfer encoding in lower case.
  private(set) var encoding = ""
  /// Where the body begins.
  private(set) var end: Int

  private static let mostLines = 100

  /// Reads the lines up to the first empty one; `nil` where they are no header lines.
  init?(_ bytes: [UInt8], _ range: Range<Int>) {
    var fields: [String] = []
    var position = range.lowerBound
    end = range.upperBound
    var lineCount = 0
    while position < range.upperBound {
      let feed = ByteScan.first(ASCII.lineFeed, in: bytes.span, position..<range.upperBound)
      let line = ByteScan.trimmed(position..<(feed ?? range.upperBound), in: bytes.span)
      let continues = bytes[position] == ASCII.space || bytes[position] == ASCII.tab
      position = feed.map { $0 + 1 } ?? range.upperBound
      if line.isEmpty {
        // Empty lines in front of the first field are passed over.
        if fields.isEmpty { continue }
        end = position
        break
      }
      lineCount += 1
      let text = String(decoding: bytes[line], as: UTF8.self)
      if continues, !fields.isEmpty {
        fields[fields.count - 1] += " " + text
      } else if Self.isField(bytes[line]) {
        fields.append(text)
      } else {
        return nil
      }
      if lineCount > Self.mostLines { return nil }
    }
    if fields.isEmpty { return nil }
    for field in fields { read(field) }
  }

  private static func isField(_ line: ArraySlice<UInt8>) -> Bool {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex else { return false }
    return line[..<colon].allSatisfy { ASCII.isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
  }

  private mutating func read(_ field: String) {
    guard let colon = field.firstIndex(of: ":") else { return }
    let value = field[field.index(after: colon)...].drop(while: \.isWhitespace)
    switch field[..<colon].lowercased() {
    case "mime-version": saysMIME = true
    case "content-transfer-encoding": encoding = String(value.lowercased().prefix { !$0.isWhitespace && $0 != ";" })
    case "content-type":
      type = String(value.prefix { $0 != ";" && !$0.isWhitespace }).lowercased()
      for part in value.split(separator: ";").dropFirst() {
        let parameter = part.drop(while: \.isWhitespace)
        guard parameter.lowercased().hasPrefix("boundary="), let equals = parameter.firstIndex(of: "=") else {
          continue
        }
        let text = parameter[parameter.index(after: equals)...]
        boundary = String(
          text.first == "\"" ? text.dropFirst().prefix { $0 != "\"" } : text.prefix { !$0.isWhitespace })
      }
    default: break
    }
  }
}

/// Finds what kind of document bytes are.
enum MediaTypeSniffer {
  /// Whether the first bytes are those of a PDF, an archive, a picture or another known binary format.
  static func isContainerOrPicture(_ bytes: Span<UInt8>) -> Bool {
    signatures.contains { signature in
      bytes.count >= signature.count && signature.indices.allSatisfy { bytes[$0] == signature[$0] }
    }
  }

  private static let signatures: [[UInt8]] = [
    Array("%PDF-".utf8), Array("PK\u{3}\u{4}".utf8), Array("PK\u{5}\u{6}".utf8),
    Array("GIF8".utf8), Array("Rar!".utf8), [0x37, 0x7A, 0xBC, 0xAF], [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF],
    [0xD0, 0xCF, 0x11, 0xE0], [0x1F, 0x8B], [0x28, 0xB5, 0x2F, 0xFD], [0x7F, 0x45, 0x4C, 0x46],
  ]

  /// Whether decoded text is an office document in one file of XML, which no reader here takes apart.
  ///
  /// Word 2003 XML, a package of Office Open XML laid flat, Open Document laid flat; as text their tables would be lost.
  static func isOfficeXML(_ source: Span<UInt8>) -> Bool {
    let head = source.extracting(0..<min(source.count, 4096))
    guard let open = ByteScan.first(0x3C, in: head, 0..<head.count), ByteScan.trimmed(0..<open, in: head).isEmpty,
      ByteScan.first("<html", in: head, from: 0) == nil
    else { return false }
    return officeVocabularies.contains { ByteScan.first($0, in: head, from: 0) != nil }
  }

  private static let officeVocabularies: [StaticString] = [
    "<?mso-application", "http://schemas.microsoft.com/office/2006/xmlPackage",
    "http://schemas.microsoft.com/office/word/2003/wordml", "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
  ]

  /// Text, HTML or Markdown, from decoded text.
  ///
  /// A page says so itself or consists of tags to a good part. Markdown has a separator row of a pipe table, or headings;
  /// a text in which a `#` or a stray tag occurs is text.
  static func textKind(_ source: Span<UInt8>) -> MediaType {
    let tags = countTags(source)
    if tags.saysHTML { return .html }
    let marks = countMarkdownMarks(source)
    if marks.separatorRows > 0 || marks.headings > 1 { return .markdown }
    if marks.headings == 1 && (tags.count > 0 || ByteScan.count("**", in: source) > 1) { return .markdown }
    if tags.count > 1 && (tags.startsText || tags.count * 500 > source.count) { return .html }
    return .text
  }

  private static func countTags(_ source: Span<UInt8>) -> (saysHTML: Bool, startsText: Bool, count: Int) {
    let elements = HTMLElementTable.shared
    var count = 0
    var startsText = false
    var position = 0
    while let open = ByteScan.first(0x3C, in: source, position..<source.count) {
      position = open + 1
      if ByteScan.matches("!doctype html", in: source, at: position) { return (true, true, count) }
      var end = position
      while end < source.count && end < position + 11 && ASCII.isAlphanumeric(source[end]) { end += 1 }
      if end == position || end == source.count { continue }
      let next = source[end]
      if next != 0x3E && next != 0x2F && !ASCII.isWhiteSpace(next) { continue }
      let element = elements.find(source, position..<end)
      switch element {
      case .html, .body, .head, .frameset: return (true, true, count)
      case .other, .del, .s, .strike, .sup, .sub: continue
      default:
        count += 1
        if count == 1 { startsText = ByteScan.trimmed(0..<open, in: source).isEmpty }
        // What follows can only confirm it, save for a declaration, and that stands in front.
        if count > 5000 { return (false, startsText, count) }
      }
    }
    return (false, startsText, count)
  }

  private static func countMarkdownMarks(_ source: Span<UInt8>) -> (separatorRows: Int, headings: Int) {
    var separatorRows = 0
    var headings = 0
    var start = 0
    while start < source.count {
      let end = ByteScan.first(ASCII.lineFeed, in: source, start..<source.count) ?? source.count
      let line = ByteScan.trimmed(start..<end, in: source)
      if !line.isEmpty {
        switch source[line.lowerBound] {
        case 0x23: if MarkdownLine.headingText(source, line) != nil { headings += 1 }
        case 0x7C, 0x2D, 0x3A: if MarkdownLine.isSeparatorRow(source, line) { separatorRows += 1 }
        default: break
        }
      }
      start = end + 1
    }
    return (separatorRows, headings)
  }
}

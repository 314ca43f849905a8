/// Writes a page anew with what stands in it as text made part of it, every line where it was.
struct EmbeddedPageWriter: HTMLTokenSink {
  private var page: [UInt8] = []
  /// Up to where the source has been written.
  private var written = 0
  /// Whether a tag that kept the text from being shown is being left out.
  private var leavesTagOut = false
  private var element = HTMLElement.other
  /// Whether anything was made part of the page.
  private var hasFound = false
  /// Whether what the page shows itself is written too.
  private let keepsText: Bool

  private static let references = CharacterReferenceReader()

  /// The page with its embedded texts, with or without what it shows itself; `nil` where there are none.
  static func page(_ source: Span<UInt8>, keepsText: Bool) throws(ReadingFailure) -> [UInt8]? {
    var writer = EmbeddedPageWriter(keepsText: keepsText)
    writer.page.reserveCapacity(source.count)
    var tokenizer = HTMLTokenizer()
    try tokenizer.run(source, into: &writer)
    writer.catchUp(to: source.count, in: source)
    return writer.hasFound ? writer.page : nil
  }

  private init(keepsText: Bool) { self.keepsText = keepsText }

  /// Writes what stands before `place`, or only its line feeds.
  private mutating func catchUp(to place: Int, in source: Span<UInt8>) {
    if place <= written { return }
    let range = written..<place
    written = place
    if keepsText && !leavesTagOut {
      source.extracting(range).withUnsafeBufferPointer { page.append(contentsOf: $0) }
    } else {
      page.append(contentsOf: repeatElement(ASCII.lineFeed, count: ByteScan.lineFeeds(in: source, range)))
    }
    leavesTagOut = false
  }

  private mutating func copy(_ range: Range<Int>, of source: Span<UInt8>) {
    source.extracting(range).withUnsafeBufferPointer { page.append(contentsOf: $0) }
    written = range.upperBound
    leavesTagOut = false
  }

  // MARK: Tokens

  mutating func text(_ range: Range<Int>, in source: Span<UInt8>, model: HTMLContentModel) throws(ReadingFailure) {
    catchUp(to: range.lowerBound, in: source)
    switch model {
    case .script:
      hasFound = true
      let content = ByteScan.trimmed(range, in: source)
      // A template is a script of another type: markup as it is.
      if !content.isEmpty, source[content.lowerBound] == 0x3C,
        !ByteScan.matches("<!--", in: source, at: content.lowerBound)
      {
        copy(range, of: source)
      } else {
        EmbeddedText.append(source, range, to: &page, depth: 0)
        written = range.upperBound
      }
    case .raw where element != .style, .characters:
      if element != .title { hasFound = true }
      copy(range, of: source)
    default: break
    }
  }

  mutating func reference(
    _ reference: CharacterReference, at start: Int, in source: Span<UInt8>
  ) throws(ReadingFailure) {
    if element == .title { return }
    catchUp(to: start, in: source)
    written = reference.end
    if !keepsText && element != .textarea { return }
    if reference.first == 0x3C || reference.first == 0x26 { hasFound = true }
    var bytes: [UInt8] = []
    reference.append(to: &bytes)
    page += bytes.map { $0 == ASCII.lineFeed ? ASCII.space : $0 }
  }

  mutating func startTag(_ tag: HTMLTag, in source: Span<UInt8>) throws(ReadingFailure) {
    catchUp(to: tag.start, in: source)
    element = tag.element
    switch tag.element {
    case .iframe:
      if let content = tag.attribute("srcdoc", in: source), !content.isEmpty {
        hasFound = true
        page.append(
          contentsOf: repeatElement(ASCII.lineFeed, count: ByteScan.lineFeeds(in: source, written..<content.lowerBound))
        )
        append(value: content, of: source)
        written = content.upperBound
      }
      leavesTagOut = true
    case .textarea, .noscript, .noframes, .noembed, .template, .xmp, .script, .frameset:
      leavesTagOut = true
      if tag.element == .template { hasFound = true }
    case .title: copyTag(tag, in: source)
    default: break
    }
  }

  mutating func endTag(_ tag: HTMLTag, in source: Span<UInt8>) throws(ReadingFailure) {
    catchUp(to: tag.start, in: source)
    element = .other
    switch tag.element {
    case .iframe, .textarea, .noscript, .noframes, .noembed, .template, .xmp, .script, .frameset: leavesTagOut = true
    case .title: copyTag(tag, in: source)
    default: break
    }
  }

  /// The title of a page is kept whatever else is.
  private mutating func copyTag(_ tag: HTMLTag, in source: Span<UInt8>) {
    if keepsText { return }
    let end = ByteScan.first(0x3E, in: source, tag.start..<source.count).map { $0 + 1 } ?? source.count
    copy(tag.start..<end, of: source)
  }

  mutating func comment(_ range: Range<Int>, in source: Span<UInt8>) throws(ReadingFailure) {
    // `[if …]> … <![endif]` is content to some programs.
    let comment = source.extracting(0..<range.upperBound)
    guard ByteScan.matches("[if ", in: comment, at: range.lowerBound),
      let open = ByteScan.first("]>", in: comment, from: range.lowerBound), open + 2 < range.upperBound
    else { return }
    let end = ByteScan.first("<![endif]", in: comment, from: open) ?? range.upperBound
    guard let start = ByteScan.first(0x3C, in: source, written..<range.upperBound) else { return }
    catchUp(to: start, in: source)
    leavesTagOut = true
    catchUp(to: open + 2, in: source)
    hasFound = true
    copy(open + 2..<end, of: source)
    leavesTagOut = true
  }

  mutating func documentType(_ type: HTMLDocumentType, in source: Span<UInt8>) throws(ReadingFailure) {}

  /// Appends an attribute's value with its references decoded; line feeds that are written as references become blanks.
  private mutating func append(value: Range<Int>, of source: Span<UInt8>) {
    let value = source.extracting(0..<value.upperBound).extracting(value.lowerBound..<value.upperBound)
    var position = 0
    while position < value.count {
      if value[position] == 0x26, let reference = Self.references.read(value, at: position, inAttribute: true) {
        var bytes: [UInt8] = []
        reference.append(to: &bytes)
        page += bytes.map { $0 == ASCII.lineFeed ? ASCII.space : $0 }
        position = reference.end
      } else {
        page.append(value[position])
        position += 1
      }
    }
  }
}

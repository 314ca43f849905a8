/// Cuts a page into tokens as the HTML standard says (section 13.2.5), in one pass, without copying.
///
/// The source has LF line ends. Tokens are ranges of it; names keep their case and values their references, and who
/// needs them decoded does so. Errors are not reported: each has a defined reading, and that is what matters here.
struct HTMLTokenizer: ~Copyable {
  /// How the next bytes are read.
  var model = HTMLContentModel.markup
  /// The name whose end tag ends text that is not markup.
  var lastStartTagName: [UInt8] = []
  /// Whether start tags of script, title and the like change `model`, as the tree construction stage would.
  var followsContentModels = true

  var memory = HTMLTagMemory()
  private let references = CharacterReferenceReader()
  let elements = HTMLElementTable.shared

  /// Reads `source` from `start` to its end.
  mutating func run(
    _ source: Span<UInt8>, from start: Int = 0, into sink: inout some HTMLTokenSink
  ) throws(ReadingFailure) {
    var position = start
    while position < source.count {
      switch model {
      case .markup: position = try readMarkup(source, position, into: &sink)
      case .characters: position = try readCharacters(source, position, into: &sink)
      case .raw: position = try readRaw(source, position, endingAt: rawEnd(source, position), into: &sink)
      case .script: position = try readRaw(source, position, endingAt: scriptEnd(source, position), into: &sink)
      case .plain:
        try sink.text(position..<source.count, in: source, model: .plain)
        position = source.count
      case .section:
        let end = ByteScan.first("]]>", in: source, from: position) ?? source.count
        if end > position { try sink.text(position..<end, in: source, model: .section) }
        position = min(end + 3, source.count)
        model = .markup
      }
    }
  }

  // MARK: Text

  /// Reads text and tags, up to a tag whose content is read in another way.
  private mutating func readMarkup(
    _ source: Span<UInt8>, _ start: Int, into sink: inout some HTMLTokenSink
  ) throws(ReadingFailure) -> Int {
    var textStart = start
    var position = start
    while true {
      position = ByteScan.firstMarkup(in: source, from: position)
      if position >= source.count { break }
      if source[position] == 0x26 {
        if let reference = references.read(source, at: position, inAttribute: false) {
          if position > textStart { try sink.text(textStart..<position, in: source, model: .markup) }
          try sink.reference(reference, at: position, in: source)
          position = reference.end
          textStart = position
        } else {
          position += 1
        }
        continue
      }
      let next = position + 1 < source.count ? source[position + 1] : 0
      let isTag = ASCII.isLetter(next)
      if !isTag, next != 0x21, next != 0x3F, next != 0x2F || position + 2 >= source.count {
        position += 1
        continue
      }
      if position > textStart { try sink.text(textStart..<position, in: source, model: .markup) }
      if isTag {
        guard let (tag, end) = readTag(source, from: position + 1, isEnd: false) else { return source.count }
        try sink.startTag(tag, in: source)
        position = end
        if followsContentModels, tag.traits.contains(.opaque) {
          model = tag.element.contentModel
          lastStartTagName = Array(tag.element.rawValue.utf8)
          return position
        }
      } else if next == 0x2F, ASCII.isLetter(source[position + 2]) {
        guard let (tag, end) = readTag(source, from: position + 2, isEnd: true) else { return source.count }
        try sink.endTag(tag, in: source)
        position = end
      } else {
        position = try readDeclaration(source, position, next, into: &sink)
      }
      textStart = position
    }
    if position > textStart { try sink.text(textStart..<position, in: source, model: .markup) }
    return position
  }

  /// Reads what the `<` at `start` opens that is no tag.
  private func readDeclaration(
    _ source: Span<UInt8>, _ start: Int, _ next: UInt8, into sink: inout some HTMLTokenSink
  ) throws(ReadingFailure) -> Int {
    switch next {
    case 0x21:
      if ByteScan.matchesExactly("--", in: source, at: start + 2) {
        let (range, end) = HTMLDeclarations.comment(source, from: start + 4)
        try sink.comment(range, in: source)
        return end
      }
      if ByteScan.matches("doctype", in: source, at: start + 2) {
        let (type, end) = HTMLDeclarations.documentType(source, from: start + 9)
        try sink.documentType(type, in: source)
        return end
      }
      return try readBogusComment(source, from: start + 2, into: &sink)
    case 0x3F:
      return try readBogusComment(source, from: start + 1, into: &sink)
    default:
      if source[start + 2] == 0x3E { return start + 3 }
      return try readBogusComment(source, from: start + 2, into: &sink)
    }
  }

  private func readBogusComment(
    _ source: Span<UInt8>, from start: Int, into sink: inout some HTMLTokenSink
  ) throws(ReadingFailure) -> Int {
    let end = ByteScan.first(0x3E, in: source, start..<source.count) ?? source.count
    try sink.comment(start..<end, in: source)
    return min(end + 1, source.count)
  }

  /// Reads text with references up to the end tag that ends it.
  private mutating func readCharacters(
    _ source: Span<UInt8>, _ start: Int, into sink: inout some HTMLTokenSink
  ) throws(ReadingFailure) -> Int {
    let end = rawEnd(source, start)
    var textStart = start
    var position = start
    while let ampersand = ByteScan.first(0x26, in: source, position..<end) {
      guard let reference = references.read(source, at: ampersand, inAttribute: false) else {
        position = ampersand + 1
        continue
      }
      if ampersand > textStart { try sink.text(textStart..<ampersand, in: source, model: .characters) }
      try sink.reference(reference, at: ampersand, in: source)
      position = reference.end
      textStart = position
    }
    return try readRaw(source, textStart, endingAt: end, into: &sink)
  }

  /// Hands over text up to `end`, then reads the end tag that stands there.
  private mutating func readRaw(
    _ source: Span<UInt8>, _ start: Int, endingAt end: Int, into sink: inout some HTMLTokenSink
  ) throws(ReadingFailure) -> Int {
    if end > start { try sink.text(start..<end, in: source, model: model) }
    if end == source.count { return end }
    model = .markup
    guard let (tag, behind) = readTag(source, from: end + 2, isEnd: true) else { return source.count }
    try sink.endTag(tag, in: source)
    return behind
  }

  /// Offset of the `</` of the end tag that ends the text; the end of the source where there is none.
  private func rawEnd(_ source: Span<UInt8>, _ start: Int) -> Int {
    var position = start
    while let found = ByteScan.first(0x3C, in: source, position..<source.count) {
      if isEndTag(source, at: found) { return found }
      position = found + 1
    }
    return source.count
  }

  private func isEndTag(_ source: Span<UInt8>, at start: Int) -> Bool {
    let length = lastStartTagName.count
    let behind = start + 2 + length
    if length == 0 || behind >= source.count || source[start + 1] != 0x2F { return false }
    for offset in 0..<length where ASCII.lowered(source[start + 2 + offset]) != lastStartTagName[offset] {
      return false
    }
    return Self.endsTagName(source[behind])
  }

  /// White space, `/` and `>` as bits.
  private static let nameEnds: UInt64 =
    1 << 0x20 | 1 << 0x09 | 1 << 0x0A | 1 << 0x0C | 1 << 0x0D | 1 << 0x2F | 1 << 0x3E

  @inline(__always)
  static func endsTagName(_ byte: UInt8) -> Bool {
    byte <= 0x3E && nameEnds >> UInt64(byte) & 1 != 0
  }

  /// White space, `/`, `>` and `=`.
  @inline(__always)
  static func endsAttributeName(_ byte: UInt8) -> Bool {
    byte <= 0x3E && (nameEnds | 1 << 0x3D) >> UInt64(byte) & 1 != 0
  }

  /// As `rawEnd`, with the rules of the standard for `<!--` and nested `<script>` in a script.
  private func scriptEnd(_ source: Span<UInt8>, _ start: Int) -> Int {
    enum State { case plain, escaped, doubleEscaped }
    var state = State.plain
    var dashes = 0
    var position = start
    while position < source.count {
      if state == .plain {
        guard let found = ByteScan.first(0x3C, in: source, position..<source.count) else { return source.count }
        if isEndTag(source, at: found) { return found }
        position = found + 1
        if ByteScan.matchesExactly("!--", in: source, at: position) {
          state = .escaped
          dashes = 2
          position += 3
        }
        continue
      }
      let byte = source[position]
      switch byte {
      case 0x2D: dashes += 1
      case 0x3E:
        if dashes >= 2 { state = .plain }
        dashes = 0
      case 0x3C:
        dashes = 0
        if state == .escaped && isEndTag(source, at: position) { return position }
        let name = state == .escaped ? position + 1 : position + 2
        let opens = state == .escaped || (position + 1 < source.count && source[position + 1] == 0x2F)
        if opens, ByteScan.matches("script", in: source, at: name), name + 6 < source.count,
          Self.endsTagName(source[name + 6])
        {
          state = state == .escaped ? .doubleEscaped : .escaped
          position = name + 6
        }
      default: dashes = 0
      }
      position += 1
    }
    return source.count
  }
}

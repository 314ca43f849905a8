import ContainerReading

/// Reads an Open Document text (ISO 26300), which LibreOffice and some of the office programs of agencies write.
///
/// Its body is written as a page, with the same paragraphs, rows and spans, and read as one: so tables that arrange text,
/// tables in tables and merged cells are judged by the one set of rules there is. Labels of lists that the program counts
/// itself are not written; deleted text of tracked changes, notes, annotations and tables of contents are left out.
enum OpenDocumentReader {
  /// Whether the bytes begin like one: a zip whose first entry, stored as it is, names the type.
  static func isOpenDocumentText(_ bytes: Span<UInt8>) -> Bool {
    DOCXReader.isZip(bytes)
      && ByteScan.matchesExactly("mimetypeapplication/vnd.oasis.opendocument.text", in: bytes, at: 30)
  }

  /// Reads a document.
  ///
  /// Throws `.malformedContainer` where the zip or its XML is broken, `.encrypted`, `.limitExceeded`.
  static func read(_ bytes: [UInt8], limits: ReadingLimits) throws(ReadingFailure) -> ReadDocument {
    let parts = try ZipParts(bytes).read([content, manifest])
    if let manifest = parts[ZipParts.folded(manifest)],
      ByteScan.first("encryption-data", in: manifest.span, from: 0) != nil
    {
      throw .encrypted
    }
    guard let main = parts[content] else { throw .malformedContainer }
    let writer = OpenDocumentWriter(byteLimit: limits.documentByteCount)
    let source = try XMLScanner.scan(main, into: writer, limits: limits)
    let page = try HTMLReader.read(writer.page.span, limits: limits)
    if page.assembler.blocks.isEmpty { throw writer.hasPictures ? .scannedImage : .empty }
    var document = ReadDocument(
      mediaType: .odt, encoding: source.encoding, text: page.assembler.text, blocks: page.assembler.blocks)
    document.replacedCharacterCount = source.replacedCount
    return document
  }

  private static let content = "content.xml"
  private static let manifest = "META-INF/manifest.xml"
}

/// Writes the body of an Open Document text as a page: one line a paragraph outside of tables, and one line a row.
private final class OpenDocumentWriter: XMLHandler {
  /// The page so far.
  private(set) var page: [UInt8] = []
  /// Whether there is any picture.
  private(set) var hasPictures = false

  private enum Kind { case plain, inline, body, paragraph, table, row, cell }

  private struct Frame {
    var kind: Kind
    /// Where it begins on the page.
    var start = 0
    /// How often a row or cell stands there.
    var repeats = 1
    /// Whether an element of the page is to be ended with it.
    var endsSpan = false
  }

  private var frames: [Frame] = []
  /// What styles say of how text is shown, as CSS.
  private var styles: [String: String] = [:]
  private var styleName: String?
  private var bodyDepth = 0
  private var paragraphDepth = 0
  private var tableDepth = 0
  private let byteLimit: Int

  init(byteLimit: Int) { self.byteLimit = byteLimit }

  override func start(
    _ element: OfficeElement, _ namespace: OfficeNamespace, _ attributes: XMLAttributes
  ) throws(ReadingFailure) -> Bool {
    let kind: Kind
    switch (namespace, element) {
    case (.openOffice, .body): kind = .body
    case (.openOffice, .annotation), (.openText, .trackedChanges), (.openText, .note), (.openText, .tableOfContent),
      (.openText, .rubyText), (.openTable, .coveredTableCell):
      return false
    case (.openStyle, .style):
      styleName = attributes.value("name")
      kind = .plain
    case (.openStyle, .textProperties):
      if let styleName, let css = Self.css(attributes) { styles[styleName] = css }
      kind = .plain
    case (.openText, .p), (.openText, .h): kind = .paragraph
    case (.openTable, .table): kind = .table
    case (.openTable, .tableRow): kind = .row
    case (.openTable, .tableCell): kind = .cell
    default:
      if paragraphDepth > 0 { try inParagraph(element, namespace, attributes) }
      if namespace == .openDraw, element == .image { hasPictures = hasPictures || bodyDepth > 0 }
      // Titles of pictures are not text of the paragraph that a picture stands in.
      kind = namespace == .openText ? .inline : .plain
    }
    frames.append(Frame(kind: kind, start: page.count))
    try begin(kind, attributes)
    return true
  }

  private func begin(_ kind: Kind, _ attributes: XMLAttributes) throws(ReadingFailure) {
    if kind == .body { bodyDepth += 1 }
    guard bodyDepth > 0 else { return }
    switch kind {
    case .plain, .body: break
    case .inline:
      if paragraphDepth > 0, let css = attributes.value("style-name").flatMap({ styles[$0] }) {
        frames[frames.count - 1].endsSpan = true
        write("<span style=\"\(css)\">")
      }
    case .paragraph:
      paragraphDepth += 1
      let css = attributes.value("style-name").flatMap { styles[$0] }
      write(css.map { "<p style=\"\($0)\">" } ?? "<p>")
    case .table:
      tableDepth += 1
      write("<table>")
    case .row:
      frames[frames.count - 1].repeats = Self.count(attributes.value("number-rows-repeated"))
      write("<tr>")
    case .cell:
      frames[frames.count - 1].repeats = Self.count(attributes.value("number-columns-repeated"))
      let columns = Self.count(attributes.value("number-columns-spanned"))
      let rows = Self.count(attributes.value("number-rows-spanned"))
      write("<td colspan=\(columns) rowspan=\(rows)>")
    }
    try checkSize()
  }

  override func end() throws(ReadingFailure) {
    guard let frame = frames.popLast(), bodyDepth > 0 else { return }
    switch frame.kind {
    case .plain: break
    case .inline: if frame.endsSpan { write("</span>") }
    case .body: bodyDepth -= 1
    case .paragraph:
      paragraphDepth -= 1
      write("</p>")
      if tableDepth == 0 { page.append(ASCII.lineFeed) }
    case .table:
      tableDepth -= 1
      write("</table>\n")
    case .row:
      write("</tr>\n")
      try write(again: frame)
    case .cell:
      write("</td>")
      try write(again: frame)
    }
  }

  /// Writes a row or cell again that stands there several times; empty ones, nearly always.
  private func write(again frame: Frame) throws(ReadingFailure) {
    if frame.repeats == 1 { return }
    let once = Array(page[frame.start...])
    let (size, overflow) = once.count.multipliedReportingOverflow(by: frame.repeats)
    if overflow || size > byteLimit - page.count { throw .limitExceeded }
    for _ in 1..<frame.repeats { page += once }
  }

  /// What stands for characters inside of a paragraph.
  private func inParagraph(
    _ element: OfficeElement, _ namespace: OfficeNamespace, _ attributes: XMLAttributes
  ) throws(ReadingFailure) {
    guard namespace == .openText else { return }
    switch element {
    case .s: for _ in 0..<min(Self.count(attributes.value("c")), 64) { page.append(ASCII.space) }
    case .tab: page.append(ASCII.tab)
    case .lineBreak: write("<br>")
    default: break
    }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(ReadingFailure) {
    guard bodyDepth > 0, paragraphDepth > 0, [.paragraph, .inline].contains(frames.last?.kind) else { return }
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "<"): write("&lt;")
      case UInt8(ascii: "&"): write("&amp;")
      // A line end is a blank there, and would move the lines that are counted here.
      case ASCII.lineFeed: page.append(ASCII.space)
      default: page.append(byte)
      }
    }
    try checkSize()
  }

  /// What the properties of a text say of how it is shown; `nil` where nothing that matters.
  private static func css(_ attributes: XMLAttributes) -> String? {
    var css = ""
    if attributes.value("display") == "none" { css += "display:none;" }
    let lines = [attributes.value("text-line-through-style"), attributes.value("text-line-through-type")]
    if lines.contains(where: { $0 != nil && $0 != "none" }) { css += "text-decoration:line-through;" }
    if let position = attributes.value("text-position"), !position.hasPrefix("0%") {
      css += position.hasPrefix("sub") || position.hasPrefix("-") ? "vertical-align:sub;" : "vertical-align:super;"
    }
    if attributes.value("color")?.lowercased() == "#ffffff" { css += "color:#fff;" }
    if let background = attributes.value("background-color"), background != "transparent" { css += "background:gray;" }
    return css.isEmpty ? nil : css
  }

  private func write(_ text: String) { page.append(contentsOf: text.utf8) }

  private func checkSize() throws(ReadingFailure) { if page.count > byteLimit { throw .limitExceeded } }

  private static func count(_ value: String?) -> Int { value.flatMap { Int($0) }.map { max(1, min($0, 65_534)) } ?? 1 }
}

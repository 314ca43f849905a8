/// Makes paragraphs and tables of a document part, without a tree.
///
/// What is read is what a reader sees with all tracked changes accepted: inserted text, results of fields, text boxes
/// (before the paragraph that holds them), labels of lists; not deleted or hidden text, instructions of fields, entries of
/// a table of contents, prompts of empty content controls. This file has blocks and text, `WordBlockBuilder+Tags.swift`
/// what elements do.
final class WordBlockBuilder: XMLHandler {
  /// The blocks so far.
  var output: WordOutput
  /// Relationships of headers, in order.
  var headers: [String] = []
  /// Whether there are pictures.
  var hasPictures = false
  /// Reads a page that the document takes in (`w:altChunk`), by the id of its relationship; `nil` where it cannot.
  var readChunk: (String) -> ReadDocument? = { _ in nil }
  private var chunkCount = 0
  private var cellCount = 0

  let styles: WordStyles
  var numbering: WordNumbering
  let limits: ReadingLimits

  /// What is open, outermost first.
  var frames: [Frame] = []
  /// The open paragraphs; more than one where a text box stands in a paragraph.
  var paragraphs: [WordParagraph] = []
  /// The open tables.
  var tables: [WordTable] = []
  /// Texts whose paragraph mark is deleted, so that the next paragraph goes on with it; one for every open story.
  var carried: [[UInt8]] = [[]]
  /// Fields that are open: whether each is still in its instruction.
  var fields: [Bool] = []
  /// Open elements whose text is not shown.
  var mutedCount = 0
  /// The text of the open text element; `nil` outside of one or where it is not shown.
  var piece: [UInt8]?
  private var keptSpace = false

  /// Makes a builder.
  init(styles: WordStyles, numbering: WordNumbering, limits: ReadingLimits) {
    self.styles = styles
    self.numbering = numbering
    self.limits = limits
    output = WordOutput(deadline: limits.deadline)
  }

  /// Ends what is still open.
  func finish() throws(ReadingFailure) {
    try endStory()
    carried = [[]]
  }

  // MARK: Elements

  override func start(
    _ element: OfficeElement, _ namespace: OfficeNamespace, _ attributes: XMLAttributes
  ) throws(ReadingFailure) -> Bool {
    guard let frame = try frame(element, namespace, attributes) else { return false }
    frames.append(frame)
    return true
  }

  override func end() throws(ReadingFailure) {
    if let frame = frames.popLast() { try end(frame) }
  }

  // MARK: Text

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(ReadingFailure) {
    piece?.append(contentsOf: bytes)
  }

  /// Begins a text element; white space at its ends counts only where it says so.
  func beginPiece(keepsSpace: Bool) {
    guard let paragraph = paragraphs.last, mutedCount == 0, !paragraph.run.isHidden, !fields.contains(true) else {
      return
    }
    piece = []
    keptSpace = keepsSpace
  }

  /// Ends a text element.
  func endPiece() {
    guard let bytes = piece else { return }
    piece = nil
    let range = keptSpace ? 0..<bytes.count : ByteScan.trimmed(0..<bytes.count, in: bytes.span)
    // A line feed in XML text is no line break.
    append(bytes[range].map { ASCII.isWhiteSpace($0) && $0 != ASCII.tab ? ASCII.space : $0 })
  }

  /// Appends text to the open paragraph where it is shown.
  func append(_ bytes: [UInt8]) {
    guard let last = paragraphs.indices.last, mutedCount == 0, !paragraphs[last].run.isHidden, !fields.contains(true)
    else { return }
    paragraphs[last].append(bytes)
  }

  // MARK: Paragraphs

  /// Ends the open paragraph.
  func endParagraph() throws(ReadingFailure) {
    guard var paragraph = paragraphs.popLast() else { return }
    // An instruction never goes beyond its paragraph; one whose end is lost hides no more than that.
    while fields.last == true { fields.removeLast() }
    if paragraph.isContents { return }
    if !paragraph.paleRanges.isEmpty { paragraph.removePale() }
    if !paragraph.withdrawn.isEmpty, let table = tables.indices.last {
      tables[table].cell?.withdrawn += paragraph.withdrawn
    }
    let story = carried.count - 1
    if paragraph.isMarkDeleted {
      carried[story] += paragraph.text
      return
    }
    let label = self.label(of: paragraph)
    let text = carried[story] + paragraph.text
    carried[story] = []
    if ByteScan.trimmed(0..<text.count, in: text.span).isEmpty { return }
    try add(lines: label + text)
  }

  /// Adds the blocks of a page that the document takes in; inside of a cell its lines.
  ///
  /// One chunk may be named again and again, so their number is bounded.
  func addChunk(_ relationship: String) throws(ReadingFailure) {
    chunkCount += 1
    if chunkCount > Self.mostChunks { throw .limitExceeded }
    guard let chunk = readChunk(relationship) else { return }
    for block in chunk.blocks {
      switch block {
      case .paragraph(let range): try add(lines: Array(chunk.text.bytes[range]))
      case .table(let table):
        if tables.isEmpty {
          try output.add(table: WordTable(table, of: chunk.text))
        } else {
          for cell in table.cells { try add(lines: Array(chunk.text.bytes[cell.range])) }
        }
      }
    }
  }

  private static let mostChunks = 64

  private func label(of paragraph: WordParagraph) -> [UInt8] {
    var list = paragraph.list
    var level = paragraph.level
    if list == nil, let style = paragraph.style ?? styles.defaultStyle, let found = styles.list(of: style) {
      list = found.id
      level = level ?? numbering.level(ofStyle: found.style, in: found.id) ?? found.level
    }
    guard let list, list != "0", !paragraph.isEmptyAfterDeletion else { return [] }
    return Array(numbering.label(list, level: level ?? 0, styles: styles).utf8)
  }

  /// Adds the lines of a paragraph that has some text.
  func add(lines text: [UInt8]) throws(ReadingFailure) {
    var start = 0
    while start <= text.count {
      let end = ByteScan.first(ASCII.lineFeed, in: text.span, start..<text.count) ?? text.count
      let range = ByteScan.trimmed(start..<end, in: text.span)
      if !range.isEmpty { try add(line: Array(text[range])) }
      start = end + 1
    }
  }

  private func add(line: [UInt8]) throws(ReadingFailure) {
    guard let table = tables.indices.last else {
      try output.add(paragraph: line)
      return
    }
    // Text in an inner table shows that the tables around it only arrange the page, as in HTML.
    for outer in 0..<table where !tables[outer].isLayout {
      tables[outer].isLayout = true
      for line in tables[outer].takeLines() { try output.add(paragraph: line) }
    }
    if tables[table].isLayout || tables[table].cell == nil {
      try output.add(paragraph: line)
    } else {
      tables[table].cell?.lines.append(line)
    }
  }

  /// Ends a story or a cell: a paragraph whose mark is deleted has no next one to go on in.
  func endStory() throws(ReadingFailure) {
    guard let last = carried.indices.last else { return }
    let text = carried[last]
    carried[last] = []
    if !text.isEmpty { try add(lines: text) }
  }

  // MARK: Tables

  /// Counts a cell; throws where there are more than any report has.
  func countCell() throws(ReadingFailure) {
    cellCount += 1
    if cellCount > Self.mostCells { throw .limitExceeded }
  }

  private static let mostCells = 1 << 20

  /// Ends the innermost table.
  func endTable() throws(ReadingFailure) {
    guard var table = tables.popLast() else { return }
    if table.isLayout || table.cells.isEmpty { return }
    // An empty table inside of a cell is decoration; anywhere else it is a table that nobody has filled in.
    if !table.hasText, let parent = tables.last, !parent.isLayout, parent.cell != nil { return }
    table.mergeCells()
    if table.arrangesText {
      for line in table.takeLines() { try output.add(paragraph: line) }
    } else {
      try output.add(table: table)
    }
  }
}

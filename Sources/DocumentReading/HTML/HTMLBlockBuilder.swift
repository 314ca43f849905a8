/// Makes paragraphs and tables of a page's tokens, without a tree.
///
/// What is kept of the tree are the open elements that end others and those whose content is not the document's; inline
/// elements are looked through, so that a number in pieces stays whole. This file has text and lines,
/// `HTMLBlockBuilder+Tags.swift` what tags do, `HTMLBlockBuilder+Tables.swift` the tables,
/// `HTMLBlockBuilder+Appearance.swift` text that is not shown as other text is.
struct HTMLBlockBuilder: HTMLTokenSink {
  /// The text and blocks so far.
  var assembler: BlockAssembler
  /// The title and the pairs of name and content.
  var head = HTMLHead()
  /// Bytes of text in elements that are hidden or page furniture; scripts and styles do not count.
  private(set) var skippedByteCount = 0
  /// Tables in such elements.
  var skippedTableCount = 0
  /// Bytes of text that is in its place, but not seen or crossed out.
  var unreadByteCount = 0
  /// Whether a table stands in such text.
  var leavesTableOut = false

  /// Whether what is hidden and what is furniture is content all the same.
  let showsEverything: Bool
  /// What appearances do not count.
  let ignored: HTMLAppearance
  let nestingLimit: Int
  var lines: SourceLineCounter
  var elements = OpenElements()
  var tables: [OpenTable] = []
  /// Where the open line of text begins; `nil` where the next text begins one.
  private(set) var lineStart: Int?
  var styles = HTMLStyleMemory()
  var knownTags = KnownTags()
  var rules = HTMLStyleRules()
  /// How many elements were open where the open paragraph began; the largest number where none is known.
  var paragraphDepth = Int.max
  /// What is crossed out in the open cell.
  var withdrawn: [UInt8] = []
  /// White text of the open line.
  var paleRanges: [Range<Int>] = []
  /// Whether the open line has begun with digits above or below it.
  var leadsRaised = false
  /// Whether a line ended since the last stray piece.
  private var strayLineEnded = false

  private static let references = CharacterReferenceReader()

  /// Makes a builder that goes on behind what `assembler` holds, with the source at `start`, which stands on `firstLine`.
  init(
    assembler: BlockAssembler = .init(), firstLine: Int = 1, at start: Int = 0, nestingLimit: Int,
    showsEverything: Bool = false, ignored: HTMLAppearance = []
  ) {
    self.assembler = assembler
    self.nestingLimit = nestingLimit
    self.showsEverything = showsEverything
    self.ignored = showsEverything ? ignored.union(.hiding) : ignored
    lines = SourceLineCounter(line: firstLine, offset: start)
  }

  /// Ends everything that is still open.
  mutating func finish(_ source: Span<UInt8>) {
    elements.cut(to: 0)
    while !tables.isEmpty { closeTable(source) }
    endLine()
    head.endTitle()
  }

  // MARK: Tokens

  mutating func text(_ range: Range<Int>, in source: Span<UInt8>, model: HTMLContentModel) {
    if elements.skippedCount > 0 {
      if model == .characters && elements.last?.element == .title {
        head.appendToTitle(range, in: source)
      } else if model == .markup {
        skippedByteCount += ByteScan.trimmed(range, in: source).count
      } else if model == .raw && elements.last?.element == .style {
        rules.read(range, in: source)
        knownTags.removeAll()
      } else if model == .characters && elements.last?.element == .textarea {
        readField(range, at: range.lowerBound, in: source)
      }
    } else if !elements.appearance.isEmpty {
      appendStyled(range, in: source, model: model)
    } else if elements.preformattedCount > 0 || model == .raw || model == .plain {
      appendPreformatted(range, in: source)
    } else {
      append(range, in: source)
    }
  }

  mutating func reference(_ reference: CharacterReference, at start: Int, in source: Span<UInt8>) {
    if elements.skippedCount > 0 {
      if elements.last?.element == .title { head.appendToTitle(reference) }
      return
    }
    if !elements.appearance.isEmpty, !showsPlainly(reference, at: start, in: source) { return }
    if prepareForText(start..<reference.end, isReference: true, in: source) {
      let line = lines.line(at: start, in: source)
      if lineStart == nil { beginLine(line, source) }
      assembler.append(reference, line: line)
    }
  }

  mutating func comment(_ range: Range<Int>, in source: Span<UInt8>) {}

  mutating func documentType(_ type: HTMLDocumentType, in source: Span<UInt8>) {}

  // MARK: Text

  mutating func append(_ range: Range<Int>, in source: Span<UInt8>) {
    var start = range.lowerBound
    if lineStart == nil {
      // White space at the beginning of a line is the source's indentation.
      while start < range.upperBound && ASCII.isWhiteSpace(source[start]) { start &+= 1 }
      if start == range.upperBound { return }
    }
    if prepareForText(start..<range.upperBound, isReference: false, in: source) {
      let line = lines.line(at: start, in: source)
      if lineStart == nil { beginLine(line, source) } else if leadsRaised { partFromRaised(source[start]) }
      assembler.append(source, start..<range.upperBound, line: line)
    }
  }

  /// In preformatted text every line feed ends a line.
  mutating func appendPreformatted(_ range: Range<Int>, in source: Span<UInt8>) {
    var position = range.lowerBound
    while position < range.upperBound {
      let end = ByteScan.first(ASCII.lineFeed, in: source, position..<range.upperBound) ?? range.upperBound
      if end > position { append(position..<end, in: source) }
      if end < range.upperBound { endLine() }
      position = end + 1
    }
  }

  /// Whether text may go onto the open line or begin one; text between the cells of a table is put aside.
  private mutating func prepareForText(_ range: Range<Int>, isReference: Bool, in source: Span<UInt8>) -> Bool {
    // The table is looked at in place: a copy of it costs more than most texts.
    if !isBetweenCells { return true }
    let top = tables.count - 1
    if tables[top].isImplied {
      closeTable(source)
      return true
    }
    // Text in front of the first cell, a caption for one, simply comes before the table.
    if tables[top].grid.cells.isEmpty { return true }
    let beginsLine = strayLineEnded || tables[top].strayPieces.isEmpty
    turnAncestorsIntoLayout(source)
    tables[top].strayPieces.append(
      StrayPiece(
        range: range, line: lines.line(at: range.lowerBound, in: source), isReference: isReference,
        beginsLine: beginsLine))
    strayLineEnded = false
    return false
  }

  // MARK: Lines

  mutating func beginLine(_ line: Int, _ source: Span<UInt8>) {
    turnAncestorsIntoLayout(source)
    assembler.beginLine(line)
    lineStart = assembler.count
  }

  /// Ends the open line of text: a line of the open cell, else a paragraph.
  mutating func endLine() {
    strayLineEnded = true
    guard let start = lineStart else { return }
    lineStart = nil
    if !paleRanges.isEmpty { removePale(from: start) }
    leadsRaised = false
    let range = assembler.trimmed(start..<assembler.count)
    if range.isEmpty { return }
    let top = tables.count - 1
    if top >= 0, !tables[top].isLayout, tables[top].hasOpenCell {
      tables[top].lines.append(range)
    } else {
      assembler.add(.paragraph(range))
    }
  }

  /// Makes paragraphs of text that stood between the cells of a table.
  mutating func flush(_ pieces: [StrayPiece], in source: Span<UInt8>) {
    var start: Int?
    for piece in pieces {
      if piece.beginsLine || start == nil {
        if let start { addParagraph(from: start) }
        assembler.beginLine(piece.line)
        start = assembler.count
      }
      if !piece.isReference {
        assembler.append(source, piece.range, line: piece.line)
      } else if let reference = Self.references.read(source, at: piece.range.lowerBound, inAttribute: false) {
        assembler.append(reference, line: piece.line)
      }
    }
    if let start { addParagraph(from: start) }
  }

  private mutating func addParagraph(from start: Int) {
    let range = assembler.trimmed(start..<assembler.count)
    if !range.isEmpty { assembler.add(.paragraph(range)) }
  }
}

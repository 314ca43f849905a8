import WorkLimits

/// Puts a document's text and blocks together: every range starts on a fresh line of the text.
struct BlockAssembler {
  /// The text so far.
  private(set) var text = BlockText()
  /// The blocks so far.
  private(set) var blocks: [Block] = []

  /// Whether a line was begun; it may be empty, so that the text cannot tell.
  private var hasLine = false

  /// Asks whether the time for the document is over.
  private var meter: WorkMeter

  /// An empty text, to be finished before `deadline`.
  init(deadline: WorkDeadline = .none) { meter = WorkMeter(deadline) }

  /// Where the next byte will stand.
  var count: Int { text.bytes.count }

  /// Makes room for what is to come.
  mutating func reserve(byteCount: Int, lineCount: Int) {
    text.reserve(byteCount: byteCount, lineCount: lineCount)
    blocks.reserveCapacity(lineCount)
  }

  /// Begins a new line of the text for something that stands on `line` of the source.
  mutating func beginLine(_ line: Int) {
    if hasLine { text.bytes.append(ASCII.lineFeed) }
    hasLine = true
    text.mark(line: line)
  }

  /// Says that what is appended already stands on `line` from `offset` on.
  mutating func mark(line: Int, at offset: Int) { text.mark(line: line, at: offset) }

  /// Appends bytes of one source line.
  mutating func append(_ source: Span<UInt8>, _ range: Range<Int>) {
    if range.isEmpty { return }
    source.extracting(range).withUnsafeBufferPointer { text.bytes.append(contentsOf: $0) }
  }

  /// Appends bytes that may go over several lines, the first on `line`.
  mutating func append(_ source: Span<UInt8>, _ range: Range<Int>, line: Int) {
    var position = range.lowerBound
    var line = line
    text.mark(line: line)
    while let feed = ByteScan.first(ASCII.lineFeed, in: source, position..<range.upperBound) {
      append(source, position..<feed + 1)
      position = feed + 1
      line += 1
      if position < range.upperBound { text.mark(line: line) }
    }
    append(source, position..<range.upperBound)
  }

  /// Appends a few bytes that stand on `line`.
  mutating func append(_ bytes: [UInt8], line: Int) {
    text.mark(line: line)
    text.bytes.append(contentsOf: bytes)
  }

  /// Appends the characters of a reference that stands on `line`.
  mutating func append(_ reference: CharacterReference, line: Int) {
    text.mark(line: line)
    reference.append(to: &text.bytes)
  }

  /// Takes bytes of the last line away.
  mutating func remove(_ range: Range<Int>) { text.remove(range) }

  /// Adds a block.
  mutating func add(_ block: Block) {
    blocks.append(block)
    if case .table(let table) = block { cellCount += table.cells.count }
  }

  /// Throws where the time for the document is over, or where `checkSize` does.
  @inline(__always)
  mutating func checkLimits() throws(ReadingFailure) {
    if meter.isOver() { throw .limitExceeded }
    try checkSize()
  }

  /// Throws where a document has more blocks and cells than any report: the memory they take is many times the source's.
  @inline(__always)
  func checkSize() throws(ReadingFailure) {
    if blocks.count + cellCount > Self.mostPlaces { throw .limitExceeded }
  }

  /// The cells of all tables so far.
  private(set) var cellCount = 0
  private static let mostPlaces = 1 << 21

  /// `range` of the text without ASCII white space at either end.
  func trimmed(_ range: Range<Int>) -> Range<Int> { ByteScan.trimmed(range, in: text.bytes.span) }
}

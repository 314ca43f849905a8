import WorkLimits

/// What kind of document the bytes are, found from the bytes and never from the name.
public enum MediaType: String, CaseIterable, Sendable {
  /// Plain text.
  case text = "text/plain"
  /// A web page.
  case html = "text/html"
  /// Markdown, mostly from converters.
  case markdown = "text/markdown"
  /// A PDF file.
  case pdf = "application/pdf"
  /// An Office Open XML text document.
  case docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
  /// A Word document of the binary format of 1997 to 2003.
  case doc = "application/msword"
  /// Rich Text Format.
  case rtf = "application/rtf"
  /// An Open Document text.
  case odt = "application/vnd.oasis.opendocument.text"
}

/// The text of a document, tags removed and entities decoded, white space kept, with its lines in the source.
///
/// Every block of the document is a range of `bytes`. Blocks follow one another in reading order; between two blocks
/// stands at least one line feed that belongs to neither.
public struct BlockText: Sendable, Equatable {
  /// UTF-8.
  public var bytes: [UInt8]
  /// Where a new source line begins in `bytes`: ascending offsets, the first is 0.
  public private(set) var lineOffsets: [Int32]
  /// The 1-based line of the decoded source for each of `lineOffsets`.
  public private(set) var lineNumbers: [Int32]

  /// An empty text.
  public init() {
    bytes = []
    lineOffsets = []
    lineNumbers = []
  }

  /// Makes room for what is to come.
  mutating func reserve(byteCount: Int, lineCount: Int) {
    bytes.reserveCapacity(byteCount)
    lineOffsets.reserveCapacity(lineCount)
    lineNumbers.reserveCapacity(lineCount)
  }

  /// Says that the bytes from here on stand on `line` of the decoded source.
  public mutating func mark(line: Int) { mark(line: line, at: bytes.count) }

  /// Says that the bytes from `place` on stand on `line`; places come in ascending order.
  mutating func mark(line: Int, at place: Int) {
    let offset = Int32(place)
    let number = Int32(line)
    if lineNumbers.last == number { return }
    if lineOffsets.last == offset {
      lineNumbers[lineNumbers.count - 1] = number
    } else {
      lineOffsets.append(offset)
      lineNumbers.append(number)
    }
  }

  /// Takes bytes away; what stands behind them moves up.
  mutating func remove(_ range: Range<Int>) {
    bytes.removeSubrange(range)
    var index = lineOffsets.count - 1
    while index >= 0, Int(lineOffsets[index]) > range.lowerBound {
      lineOffsets[index] = Int32(max(range.lowerBound, Int(lineOffsets[index]) - range.count))
      index -= 1
    }
    // Two lines that now begin at one place: the later one counts.
    var kept = max(1, index)
    for place in kept..<max(kept, lineOffsets.count) {
      if lineOffsets[place] == lineOffsets[kept - 1] { kept -= 1 }
      lineOffsets[kept] = lineOffsets[place]
      lineNumbers[kept] = lineNumbers[place]
      kept += 1
    }
    if kept < lineOffsets.count {
      lineOffsets.removeLast(lineOffsets.count - kept)
      lineNumbers.removeLast(lineNumbers.count - kept)
    }
  }

  /// The 1-based line of the decoded source on which the byte at `offset` stands; 1 where no line was marked.
  public func line(at offset: Int) -> Int {
    let index = firstLineMark(after: offset)
    return index == 0 ? 1 : Int(lineNumbers[index - 1])
  }

  /// The index in `lineOffsets` of the first line that begins after `offset`; their count where none does.
  public func firstLineMark(after offset: Int) -> Int {
    var low = 0
    var high = lineOffsets.count
    while low < high {
      let middle = (low + high) / 2
      if Int(lineOffsets[middle]) <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// How sure a medium is of the places of its cells.
public enum PositionCertainty: UInt8, Sendable {
  /// Rows and columns are marked up: HTML tables, pipe and tab fields.
  case exact
  /// Only the order of the cells is known.
  case ordered
}

/// A cell of a table block, laid onto the table's grid.
public struct TableCell: Sendable, Equatable {
  /// 0-based grid row of its top left corner.
  public var row: Int
  /// 0-based grid column of its top left corner.
  public var column: Int
  /// Grid rows it covers, at least 1.
  public var rowSpan: Int
  /// Grid columns it covers, at least 1.
  public var columnSpan: Int
  /// Its text in the document's `BlockText`, white space at both ends included; empty for an empty cell.
  public var range: Range<Int>

  /// Makes a cell.
  public init(row: Int, column: Int, rowSpan: Int = 1, columnSpan: Int = 1, range: Range<Int>) {
    self.row = row
    self.column = column
    self.rowSpan = rowSpan
    self.columnSpan = columnSpan
    self.range = range
  }
}

/// A table: its cells in reading order (by row, then column).
public struct TableBlock: Sendable, Equatable {
  /// The number of grid rows.
  public var rowCount: Int
  /// The number of grid columns.
  public var columnCount: Int
  /// The cells, none overlapping another.
  public var cells: [TableCell]
  /// How sure the medium is of the places.
  public var certainty: PositionCertainty

  /// Makes a table.
  public init(rowCount: Int, columnCount: Int, cells: [TableCell], certainty: PositionCertainty) {
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.cells = cells
    self.certainty = certainty
  }
}

/// One block of a document in reading order.
public enum Block: Sendable, Equatable {
  /// A run of text between two block boundaries (a `<p>`, a line of a text file), without its line feeds.
  case paragraph(Range<Int>)
  /// A table.
  case table(TableBlock)
}

/// A document after decoding and reading: its text and blocks, each with its place in the source.
public struct ReadDocument: Sendable {
  /// What kind of document it is.
  public var mediaType: MediaType
  /// The IANA name of the encoding the bytes were read in: `utf-8`, `gb18030`, `utf-16le`, `utf-16be`.
  public var encoding: String
  /// The encoding the document itself names (meta or XML declaration, lower case); `nil` where it names none.
  public var declaredEncoding: String?
  /// How many characters were replaced because their bytes are not valid in `encoding`.
  public var replacedCharacterCount: Int
  /// The content of `<title>`, for HTML; `nil` elsewhere or where it is empty.
  public var pageTitle: String?
  /// Pairs of `<meta name=… content=…>`, names in lower case, in document order; empty outside HTML.
  public var metadata: [(name: String, content: String)]
  /// The text of all blocks.
  public var text: BlockText
  /// The blocks in reading order.
  public var blocks: [Block]

  /// Whether the characters were recognised from pictures, so that none is certain.
  public var isRecognised = false
  /// Lines of `text` whose characters were recognised from pictures of single pages; empty where all or none were.
  public var recognisedLines: [ClosedRange<Int>] = []
  /// 1-based pages of a document with text that are pictures and were recognised, ascending.
  public var recognisedPages: [Int] = []
  /// 1-based pages of a document with text that are pictures and were not read, ascending.
  public var unreadPages: [Int] = []

  /// Makes a document.
  public init(mediaType: MediaType, encoding: String, text: BlockText, blocks: [Block]) {
    self.mediaType = mediaType
    self.encoding = encoding
    self.replacedCharacterCount = 0
    self.metadata = []
    self.text = text
    self.blocks = blocks
  }
}

/// Why bytes cannot be read as a document: the stable reason codes of contract.md section 5.
public enum ReadingFailure: String, Error, CaseIterable, Sendable {
  /// No bytes, or nothing but white space.
  case empty
  /// Neither of the known kinds: binary noise.
  case unsupported
  /// So many bytes are invalid in every known encoding that the text is lost.
  case encodingLost = "encoding_lost"
  /// More bytes than the limit allows.
  case tooLarge = "too_large"
  /// Nesting or work beyond the limit.
  case limitExceeded = "limit_exceeded"
  /// A file whose container is broken.
  case malformedContainer = "malformed_container"
  /// Needs a password.
  case encrypted
  /// A PDF or Word document that is only pictures.
  case scannedImage = "scanned_image"
}

/// The limits of contract.md section 5 that concern one document.
public struct ReadingLimits: Sendable {
  /// Bytes a document may have.
  public var documentByteCount = 64 << 20
  /// How deep elements may nest before the document is given up.
  public var nestingDepth = 256
  /// Seconds the programs that read a document may work.
  public var workSeconds = 60
  /// When the work on the document at hand has to end; `none` where nobody set one.
  public var deadline = WorkDeadline.none
  /// Whether the characters of scanned pages are recognised, where tesseract and its chi_sim data are installed.
  public var recognisesScans = false
  /// The defaults.
  public init() {}
}

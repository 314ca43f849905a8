import ConfinedPrograms

/// Reads PDF: words with their places and rulings, through poppler's programs, to paragraphs and tables.
///
/// Two confined children read the whole document: `pdftotext -bbox` for the words, and `pdftocairo -svg` for the lines that
/// are drawn. The paths of the SVG are exact to a hundredth of a point and say what is stroked, filled or clipped, where a
/// raster would have to tell rulings from the strokes of characters and from shaded fields. A library inside of this process
/// would be faster, but one broken file could then end the run; poppler has had many such.
///
/// Text that is turned by 45 degrees is a watermark and left out. Both programs get the crop box, and a sheet large enough
/// for pages of any size, since cairo cuts later pages to the size of the first.
enum PDFReader {
  /// The Debian package that has the programs.
  static let package = "poppler-utils"

  static func isPDF(_ bytes: Span<UInt8>) -> Bool {
    var start = bytes.count > 2 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
    while start < min(bytes.count, 1024), ASCII.isWhiteSpace(bytes[start]) || bytes[start] == 0 { start += 1 }
    return ByteScan.matchesExactly("%PDF-", in: bytes, at: start)
  }

  /// The document; throws its reason code where it cannot be read.
  static func read(_ bytes: [UInt8], limits: ReadingLimits) throws(ReadingFailure) -> ReadDocument {
    var time = WorkTime(seconds: limits.workSeconds)
    let text = try ConfinedReading.run("pdftotext", ["-nodiag", "-cropbox", "-bbox", "-", "-"], bytes, time: &time)
    let pages = try PDFWords.read(text)
    if pages.isEmpty { throw .malformedContainer }
    if try !hasText(pages, bytes, &time) {
      guard limits.recognisesScans, ConfinedProgram("tesseract").path != nil else { throw .scannedImage }
      return try document(of: ScannedPages.read(bytes, &time), isRecognised: true)
    }
    let scans = try PagePictures.scans(pages, bytes, &time)
    let drawing = try draw(bytes, &time)
    var recognised: [Int: PDFPage] = [:]
    if !scans.isEmpty, limits.recognisesScans, ConfinedProgram("tesseract").path != nil,
      let read = try? ScannedPages.read(bytes, &time, only: scans)
    {
      recognised = Dictionary(zip(scans, read), uniquingKeysWith: { first, _ in first })
    }
    var document = try document(of: pages, drawing: drawing, recognised: recognised)
    document.recognisedPages = recognised.keys.sorted().map { $0 + 1 }
    document.unreadPages = scans.filter { recognised[$0] == nil }.map { $0 + 1 }
    return document
  }

  /// The document from the pages with their words, and what the second program drew; in place of single pages stands what
  /// was recognised of them.
  static func document(
    of words: [PDFPage], drawing: [UInt8], recognised: [Int: PDFPage] = [:]
  ) throws(ReadingFailure) -> ReadDocument {
    var pages = words
    let marks = try SVGMarks.read(drawing)
    for index in pages.indices {
      if index < marks.count { pages[index].marks = marks[index] }
      pages[index] = PageTurning.upright(pages[index])
      pages[index].words = ReadingAids.removed(from: pages[index].words)
      (pages[index].level, pages[index].upright) = RulingBuilder.rulings(pages[index])
      if let page = recognised[index] { pages[index] = page }
    }
    return try document(of: pages, isRecognised: false)
  }

  private static func document(of pages: [PDFPage], isRecognised: Bool) throws(ReadingFailure) -> ReadDocument {
    let (assembler, recognisedLines) = try PDFBlocks.assemble(pages)
    if assembler.blocks.isEmpty { throw .empty }
    if isLost(assembler.text.bytes) { throw .encodingLost }
    var document = ReadDocument(
      mediaType: .pdf, encoding: "utf-8", text: assembler.text, blocks: assembler.blocks)
    document.isRecognised = isRecognised
    if !isRecognised { document.recognisedLines = recognisedLines }
    return document
  }

  /// Whether the document's fonts do not say which characters their glyphs are: the text is then something else, or made of
  /// characters for private use.
  static func isLost(_ bytes: [UInt8]) -> Bool {
    let text = bytes.span
    // Most of the private range, U+E000 to U+EFFF, begins with the byte EE.
    let characterCount = ByteScan.count(0xC0...0xFF, in: text)
    let privateCount = ByteScan.count(0xEE...0xEE, in: text)
    return privateCount * 5 > characterCount && characterCount > 20 || LostText.isLost(text)
  }

  /// Whether there is a text layer: a scan may carry a stamp or a page number on each picture.
  private static func hasText(
    _ pages: [PDFPage], _ bytes: [UInt8], _ time: inout WorkTime
  ) throws(ReadingFailure) -> Bool {
    let letters = pages.reduce(0) { $0 + $1.words.reduce(0) { $0 + $1.text.count } }
    if letters > 20 * pages.count { return true }
    let list = try ConfinedReading.run("pdfimages", ["-q", "-list", "-"], bytes, time: &time)
    // Two lines of head, then one for each picture.
    let pictures = ByteScan.count(ASCII.lineFeed...ASCII.lineFeed, in: list.span) - 2
    if letters > 0 || pictures > 0 { return pictures < pages.count }
    // Text that was turned into outlines is a picture, too; a page that draws nothing is empty.
    let drawing = try draw(bytes, &time)
    if ByteScan.count("<path", in: drawing.span) > 20 * pages.count { return false }
    throw .empty
  }

  private static func draw(_ bytes: [UInt8], _ time: inout WorkTime) throws(ReadingFailure) -> [UInt8] {
    try ConfinedReading.run(
      "pdftocairo", ["-q", "-svg", "-noshrink", "-nocenter", "-paperw", "14400", "-paperh", "14400", "-", "-"], bytes,
      time: &time)
  }
}

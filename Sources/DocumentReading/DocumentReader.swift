import WorkLimits

/// Reads a document of any known kind: bytes to decoded text and blocks, each with its place in the source.
///
/// The kind and the encoding are found from the bytes, never from a name or a label.
public struct DocumentReader: Sendable {
  /// The limits in force.
  public let limits: ReadingLimits

  /// Makes a reader.
  public init(limits: ReadingLimits = .init()) {
    self.limits = limits
  }

  /// Whether a zip is a Word document, which `read` reads, rather than a container of documents or another package.
  ///
  /// Cheap: only the list of entries and what the package says of itself are looked at. `false` for broken zips.
  public func isWordDocument(_ bytes: [UInt8]) -> Bool { DOCXReader.isWordDocument(bytes, limits: limits) }

  /// Whether bytes are JSON that holds a page with tables, as the interfaces of portals hand articles over.
  package static func isDataWithTables(_ bytes: [UInt8]) -> Bool { EmbeddedPage.isDataWithTables(bytes.span) }

  /// Whether the bytes are a PDF, which is read by child programs.
  package static func isPDF(_ bytes: [UInt8]) -> Bool { PDFReader.isPDF(bytes.span) }

  /// The part of reading a PDF that works on what the child programs wrote, for fuzzing.
  package static func layOutPDF(words: [UInt8], drawing: [UInt8]) throws(ReadingFailure) -> ReadDocument {
    try PDFReader.document(of: PDFWords.read(words), drawing: drawing)
  }

  /// Reads one document, until `deadline`; throws the reason code of contract.md section 5 where it cannot be read.
  public func read(_ bytes: [UInt8], deadline: WorkDeadline) throws(ReadingFailure) -> ReadDocument {
    var limits = limits
    limits.deadline = deadline
    return try DocumentReader(limits: limits).read(bytes)
  }

  /// Reads one document; throws the reason code of contract.md section 5 where it cannot be read.
  public func read(_ bytes: [UInt8]) throws(ReadingFailure) -> ReadDocument {
    // Offsets in the block text are 32 bits wide, and GB18030 grows by half in UTF-8.
    if bytes.count > min(limits.documentByteCount, 1 << 30) { throw .tooLarge }
    if bytes.isEmpty { throw .empty }
    if PDFReader.isPDF(bytes.span) { return try PDFReader.read(bytes, limits: limits) }
    if let document = try readOfficeDocument(bytes) {
      if LostText.isBlank(document.text.bytes.span) { throw .empty }
      if LostText.isLost(document.text.bytes.span) { throw .encodingLost }
      return document
    }
    return try readPlainDocument(bytes)
  }

  /// Reads text, Markdown, a page or a saved page.
  func readPlainDocument(_ bytes: [UInt8]) throws(ReadingFailure) -> ReadDocument {
    if MediaTypeSniffer.isContainerOrPicture(bytes.span) { throw .unsupported }
    let bytes = WebArchive.page(bytes) ?? bytes
    let decoded = try SourceDecoding.decode(bytes)
    let source = decoded.bytes.span
    if LostText.isBlank(source) { throw .empty }
    if MediaTypeSniffer.isOfficeXML(source) { throw .unsupported }

    var document = try readText(source, encoding: decoded.encoding)
    if LostText.isLost(document.text.bytes.span) { throw .encodingLost }
    document.declaredEncoding = document.mediaType == .text ? nil : DeclaredEncoding.find(source)
    document.replacedCharacterCount = decoded.replacedCount
    return document
  }

  /// Word documents in their three formats and Open Document text; `nil` for what is none of them.
  private func readOfficeDocument(_ bytes: [UInt8]) throws(ReadingFailure) -> ReadDocument? {
    if OpenDocumentReader.isOpenDocumentText(bytes.span) { return try OpenDocumentReader.read(bytes, limits: limits) }
    if DOCXReader.isZip(bytes.span) { return try DOCXReader.read(bytes, limits: limits) }
    if CompoundFile.isCompound(bytes.span) { return try OldWordReader.read(bytes, limits: limits) }
    if RTFReader.isRTF(bytes.span) { return try RTFReader.read(bytes, limits: limits) }
    return nil
  }

  private func readText(_ source: Span<UInt8>, encoding: String) throws(ReadingFailure) -> ReadDocument {
    let kind = MediaTypeSniffer.textKind(source)
    switch kind {
    case .html:
      var page = try HTMLReader.read(source, limits: limits)
      if let other = try EmbeddedPage.read(source, shown: page.assembler, limits: limits) {
        page.assembler = other.assembler
        if page.head.title == nil { page.head = other.head }
      } else if page.assembler.cellCount == 0, let other = try PlainTextReader.read(page.assembler, limits: limits) {
        page.assembler = other
      }
      var document = ReadDocument(
        mediaType: kind, encoding: encoding, text: page.assembler.text, blocks: page.assembler.blocks)
      document.pageTitle = page.head.title
      document.metadata = page.head.metadata
      return document
    default:
      let assembler =
        kind == .markdown
        ? try MarkdownReader.read(source, limits: limits) : try PlainTextReader.read(source, limits: limits)
      if let page = try EmbeddedPage.read(source, shown: assembler, limits: limits) {
        var document = ReadDocument(
          mediaType: .html, encoding: encoding, text: page.assembler.text, blocks: page.assembler.blocks)
        document.pageTitle = page.head.title
        return document
      }
      return ReadDocument(mediaType: kind, encoding: encoding, text: assembler.text, blocks: assembler.blocks)
    }
  }
}

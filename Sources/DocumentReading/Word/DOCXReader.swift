/// Reads an Office Open XML text document.
enum DOCXReader {
  /// Whether the first bytes are those of a zip.
  static func isZip(_ bytes: Span<UInt8>) -> Bool {
    ByteScan.matchesExactly("PK\u{3}\u{4}", in: bytes, at: 0)
  }

  /// Whether a zip is a Word document rather than a container of documents or another kind of package.
  static func isWordDocument(_ bytes: [UInt8], limits: ReadingLimits) -> Bool {
    guard isZip(bytes.span) else { return false }
    do { _ = try WordPackage(bytes, limits: limits) } catch { return false }
    return true
  }

  /// Reads a document.
  ///
  /// Throws `.unsupported` for a zip that is no Word document, `.malformedContainer` where the zip or the XML of a part is
  /// broken, `.limitExceeded` where it unpacks or nests beyond the limits, `.encrypted`.
  static func read(_ bytes: [UInt8], limits: ReadingLimits) throws(ReadingFailure) -> ReadDocument {
    let package = try WordPackage(bytes, limits: limits)
    guard let main = try package.part(package.mainPart) else { throw .malformedContainer }
    let relationships = try package.mainRelationships()

    let styles = WordStylesReader()
    if let part = try optionalPart("styles", of: package, relationships) {
      try XMLScanner.scan(part, into: styles, limits: limits)
    }
    let numbering = WordNumberingReader()
    if let part = try optionalPart("numbering", of: package, relationships) {
      try XMLScanner.scan(part, into: numbering, limits: limits)
    }
    let builder = WordBlockBuilder(styles: styles.styles, numbering: numbering.numbering, limits: limits)
    builder.readChunk = { id in
      guard let relationship = relationships.first(where: { $0.id == id && $0.kind == "aFChunk" }),
        let part = try? package.part(relationship.target)
      else { return nil }
      return try? DocumentReader(limits: limits).readPlainDocument(part)
    }
    let source = try XMLScanner.scan(main, into: builder, limits: limits)
    try builder.finish()

    let output = builder.output.assembler
    if output.blocks.isEmpty { throw builder.hasPictures ? .scannedImage : .empty }
    var document = ReadDocument(mediaType: .docx, encoding: source.encoding, text: output.text, blocks: output.blocks)
    document.replacedCharacterCount = source.replacedCount
    document.pageTitle = try title(in: builder.headers, of: package, relationships, limits)
    return document
  }

  private static func optionalPart(
    _ kind: String, of package: WordPackage, _ relationships: [OfficeRelationship]
  ) throws(ReadingFailure) -> [UInt8]? {
    guard let relationship = relationships.first(where: { $0.kind == kind }) else { return nil }
    return try package.part(relationship.target)
  }

  /// What a page header says as a title, for documents whose body has none.
  ///
  /// The properties of the file are not asked: their title is mostly that of the template or of an older report.
  private static func title(
    in headers: [String], of package: WordPackage, _ relationships: [OfficeRelationship], _ limits: ReadingLimits
  ) throws(ReadingFailure) -> String? {
    for id in headers.prefix(mostHeaders) {
      guard let relationship = relationships.first(where: { $0.id == id && $0.kind == "header" }),
        let part = try package.part(relationship.target)
      else { continue }
      let builder = WordBlockBuilder(styles: WordStyles(), numbering: WordNumbering(), limits: limits)
      try XMLScanner.scan(part, into: builder, limits: limits)
      try builder.finish()
      let output = builder.output.assembler
      for case .paragraph(let range) in output.blocks {
        let text = String(decoding: output.text.bytes[range], as: UTF8.self)
        if text.contains("公开") && (text.contains("报告") || text.contains("年报")) { return text }
      }
    }
    return nil
  }

  private static let mostHeaders = 6
}

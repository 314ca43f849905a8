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

  /// Reads one document; throws the reason code of contract.md section 5 where it cannot be read.
  public func read(_ bytes: [UInt8]) throws(ReadingFailure) -> ReadDocument {
    // Offsets in the block text are 32 bits wide, and GB18030 grows by half in UTF-8.
    if bytes.count > min(limits.documentByteCount, 1 << 30) { throw .tooLarge }
    if bytes.isEmpty { throw .empty }
    if MediaTypeSniffer.isContainerOrPicture(bytes.span) { throw .unsupported }
    let decoded = try SourceDecoding.decode(bytes)
    let source = decoded.bytes.span
    if LostText.isBlank(source) { throw .empty }

    let assembler = PlainTextReader.read(source)
    if LostText.isLost(assembler.text.bytes.span) { throw .encodingLost }
    var document = ReadDocument(
      mediaType: .text, encoding: decoded.encoding, text: assembler.text, blocks: assembler.blocks)
    document.replacedCharacterCount = decoded.replacedCount
    return document
  }
}

/// Reads a Word document of the binary format (`.doc`).
enum OldWordReader {
  /// Reads a document.
  ///
  /// Throws `.encrypted` for documents, old and new, that need a password, `.unsupported` for compound files that are no
  /// Word document, `.malformedContainer` where their structure is broken.
  static func read(_ bytes: [UInt8], limits: ReadingLimits) throws(ReadingFailure) -> ReadDocument {
    let file = try CompoundFile(bytes)
    if file.hasStream("EncryptedPackage") { throw .encrypted }
    throw .unsupported
  }
}

/// Tells a zip that is one document from a zip that is a folder of documents.
public enum OfficePackage: Sendable, Hashable {
  /// A text document of Office Open XML.
  case word
  /// Any other package that is one document: spreadsheets, slides, OpenDocument, OFD, EPUB.
  case other

  /// How many entries are looked at; the parts that tell stand in front.
  private static let lookedAt = 2000

  /// What the rest of `archive` is; `nil` for a plain archive.
  ///
  /// Reads on to the end of the archive, or to what tells.
  public static func find(in archive: ArchiveReader) -> OfficePackage? {
    guard archive.isZip else { return nil }
    var hasContentTypes = false
    var hasWord = false
    var isFirst = true
    for _ in 0..<lookedAt {
      guard let name = (try? archive.next())?.name else { break }
      switch name {
      case "[Content_Types].xml": hasContentTypes = true
      case "OFD.xml": return .other
      case "mimetype" where isFirst: return .other
      default: if name.hasPrefix("word/") { hasWord = true }
      }
      if hasContentTypes && hasWord { return .word }
      isFirst = false
    }
    return hasContentTypes ? .other : nil
  }

  /// What a zip in memory is; `nil` for a plain archive, and for what is none.
  public static func find(in bytes: [UInt8]) -> OfficePackage? {
    (try? ArchiveReader(bytes: bytes)).flatMap { find(in: $0) }
  }

  /// What a zip in an open file is; `nil` for a plain archive, and for what is none.
  public static func find(descriptor: Int32) -> OfficePackage? {
    (try? ArchiveReader(descriptor: descriptor)).flatMap { find(in: $0) }
  }
}

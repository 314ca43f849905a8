import Foundation
import TestSupport

@testable import DocumentReading

/// Makes Word documents for tests.
enum WordDocuments {
  static let folder = "Tests/DocumentReadingTests/WordFixtures"

  /// The folders of fixtures, each a document.
  static func fixtures() throws -> [URL] { try Fixtures.folders(in: folder) }

  /// A fixture over the common parts.
  static func packed(_ fixture: URL) throws -> [UInt8] {
    let common = Fixtures.projectRoot.appending(path: folder).appending(path: "_common")
    return try ZipWriter.packed([common, fixture], without: ["expected.txt"])
  }

  /// A document whose main part holds this body, and nothing besides.
  static func bytes(body: String) -> [UInt8] {
    bytes(
      main:
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"\(namespace)\"><w:body>\(body)</w:body></w:document>"
    )
  }

  static let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

  /// A document with this main part, and nothing besides.
  static func bytes(main: String) -> [UInt8] { bytes(main: Array(main.utf8)) }

  /// A document with this main part, and nothing besides.
  static func bytes(main: [UInt8]) -> [UInt8] {
    var zip = ZipWriter()
    zip.add("[Content_Types].xml", Array(types.utf8))
    zip.add("_rels/.rels", Array(relationships.utf8))
    zip.add("word/document.xml", main)
    return zip.finished()
  }

  static let types =
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/word/document.xml\""
    + " ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>"
  static let relationships =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type="
    + "\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>"
    + "</Relationships>"
}

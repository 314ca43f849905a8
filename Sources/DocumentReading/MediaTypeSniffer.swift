/// Finds what kind of document bytes are.
enum MediaTypeSniffer {
  /// Whether the first bytes are those of a PDF, an archive, a picture or another known binary format.
  static func isContainerOrPicture(_ bytes: Span<UInt8>) -> Bool {
    signatures.contains { signature in
      bytes.count >= signature.count && signature.indices.allSatisfy { bytes[$0] == signature[$0] }
    }
  }

  private static let signatures: [[UInt8]] = [
    Array("%PDF-".utf8), Array("PK\u{3}\u{4}".utf8), Array("PK\u{5}\u{6}".utf8), Array("{\\rtf".utf8),
    Array("GIF8".utf8), Array("Rar!".utf8), Array("7z\u{BC}".unicodeScalars.map { UInt8($0.value) }),
    [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF], [0xD0, 0xCF, 0x11, 0xE0], [0x1F, 0x8B], [0x28, 0xB5, 0x2F, 0xFD],
    [0x7F, 0x45, 0x4C, 0x46],
  ]
}

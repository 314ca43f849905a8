import DocumentReading

/// Tells from the first bytes what is certainly no document, so that it is listed as skipped and not as set aside.
enum ContentSniffer {
  static func skipReason(_ bytes: [UInt8]) -> SkipReason? {
    for (signature, reason) in signatures where bytes.starts(with: signature) { return reason }
    if bytes.count > 12, bytes[4..<8].elementsEqual("ftyp".utf8) { return .media }
    if bytes.count > 12, bytes.starts(with: "RIFF".utf8) {
      return bytes[8..<12].elementsEqual("WEBP".utf8) ? .image : .media
    }
    return looksLikeJSON(bytes) && !DocumentReader.isDataWithTables(bytes) ? .data : nil
  }

  private static let signatures: [([UInt8], SkipReason)] = [
    ([0x89, 0x50, 0x4E, 0x47], .image), ([0xFF, 0xD8, 0xFF], .image), (Array("GIF8".utf8), .image),
    (Array("II*\0".utf8), .image), (Array("MM\0*".utf8), .image), ([0x00, 0x00, 0x01, 0x00], .image),
    ([0x7F, 0x45, 0x4C, 0x46], .program), ([0x4D, 0x5A, 0x90, 0x00], .program),
    (Array("ID3".utf8), .media), (Array("OggS".utf8), .media), (Array("wOFF".utf8), .media),
    (Array("wOF2".utf8), .media), (Array("OTTO".utf8), .media), ([0x00, 0x01, 0x00, 0x00, 0x00], .media),
  ]

  /// An object or array whose first member is a JSON string, object or array: no report begins like this.
  private static func looksLikeJSON(_ bytes: [UInt8]) -> Bool {
    guard let first = firstVisible(bytes, from: 0), let second = firstVisible(bytes, from: first + 1) else {
      return false
    }
    switch bytes[first] {
    case UInt8(ascii: "{"): return bytes[second] == UInt8(ascii: "\"") || bytes[second] == UInt8(ascii: "}")
    case UInt8(ascii: "["): return bytes[second] == UInt8(ascii: "{") || bytes[second] == UInt8(ascii: "\"")
    default: return false
    }
  }

  /// The first byte of the head that is no white space.
  private static func firstVisible(_ bytes: [UInt8], from start: Int) -> Int? {
    for index in start..<max(start, min(bytes.count, 512)) {
      let byte = bytes[index]
      if byte != 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D { return index }
    }
    return nil
  }
}

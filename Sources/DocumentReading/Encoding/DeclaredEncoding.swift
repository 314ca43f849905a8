/// The encoding a document names itself.
enum DeclaredEncoding {
  /// How far into a document the declaration may stand; browsers look at 1,024 bytes, pages are less careful.
  private static let reach = 8192

  /// The label in lower case, from an XML declaration or a `<meta>`; `nil` where there is none.
  static func find(_ source: Span<UInt8>) -> String? {
    let head = source.extracting(0..<min(source.count, reach))
    var position = 0
    while let open = ByteScan.first(0x3C, in: head, position..<head.count) {
      position = open + 1
      let isXML = ByteScan.matches("?xml", in: head, at: position)
      if !isXML && !ByteScan.matches("meta", in: head, at: position) { continue }
      let end = ByteScan.first(0x3E, in: head, position..<head.count) ?? head.count
      if let label = label(head, position..<end, after: isXML ? "encoding" : "charset") { return label }
      position = end
    }
    return nil
  }

  /// The value of `key=value`, quoted or not.
  private static func label(_ source: Span<UInt8>, _ range: Range<Int>, after key: StaticString) -> String? {
    var position = range.lowerBound
    while position < range.upperBound && !ByteScan.matches(key, in: source, at: position) { position += 1 }
    position += key.utf8CodeUnitCount
    func isFiller(_ byte: UInt8) -> Bool { ASCII.isWhiteSpace(byte) || byte == 0x22 || byte == 0x27 }
    while position < range.upperBound && ASCII.isWhiteSpace(source[position]) { position += 1 }
    if position >= range.upperBound || source[position] != 0x3D { return nil }
    position += 1
    while position < range.upperBound && isFiller(source[position]) { position += 1 }
    var label: [UInt8] = []
    while position < range.upperBound && label.count < 40 {
      let byte = source[position]
      if isFiller(byte) || byte == 0x3B || byte == 0x2F || byte == 0x3F || byte >= 0x80 { break }
      label.append(ASCII.lowered(byte))
      position += 1
    }
    return label.isEmpty ? nil : String(decoding: label, as: UTF8.self)
  }
}

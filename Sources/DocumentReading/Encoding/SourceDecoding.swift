/// A document's bytes as UTF-8 with LF line ends, and how they came to be.
struct DecodedSource {
  /// Valid UTF-8 without byte order mark, CR and NUL.
  var bytes: [UInt8]
  /// IANA name of the encoding the document was read in.
  var encoding: String
  /// Characters replaced by U+FFFD, NULs included.
  var replacedCount: Int
}

/// From bytes to UTF-8: the encoding is found from the bytes, a label never overrules them.
///
/// Labels are wrong often enough (a page re-encoded by a mirror keeps its old label) that they decide nothing: valid
/// UTF-8 of more than a few characters is never accidentally GB18030, and the reverse.
enum SourceDecoding {
  /// Decodes `bytes`; throws where no encoding makes text of them.
  static func decode(_ bytes: [UInt8]) throws(ReadingFailure) -> DecodedSource {
    let source = bytes.span
    if let mark = ByteOrderMark.find(source) {
      let rest = source.extracting(mark.length..<source.count)
      switch mark {
      case .utf8: return finished(decodeUTF8(bytes, skipping: mark.length, UTF8Scan.survey(rest)))
      case .utf16LittleEndian: return try decodeUTF16(rest, isBigEndian: false)
      case .utf16BigEndian: return try decodeUTF16(rest, isBigEndian: true)
      case .utf32: throw .unsupported
      }
    }
    // Most sources have none, and thereby no NUL.
    let controlCount = ByteScan.controlCount(in: source)
    let hasNUL = controlCount > 0 && ByteScan.first(0, in: source, 0..<source.count) != nil
    if hasNUL, let order = UTF16Decoding.obviousByteOrder(source) {
      return try decodeUTF16(source, isBigEndian: order == .bigEndian)
    }
    try refuseNoise(source, controlCount)

    let utf8 = UTF8Scan.survey(source)
    let invalidCount = utf8.invalidCount - (utf8.endsInsideSequence ? 1 : 0)
    // GB18030 text makes next to no valid sequences of three bytes.
    if invalidCount == 0 || utf8.longCount * 8 + utf8.pairCount > invalidCount * 4 {
      let decoded = decodeUTF8(bytes, skipping: 0, utf8)
      try refuseLoss(replaced: invalidCount, kept: utf8.pairCount + utf8.longCount)
      return finished(decoded, mayHaveNUL: hasNUL)
    }
    let gb = GB18030.survey(source)
    let total = gb.commonCount + gb.otherCount + gb.invalidCount
    if gb.commonCount * 2 >= total && (gb.invalidCount < 4 || gb.invalidCount * 10 <= total) {
      guard let decoded = GB18030.decode(source) else { throw .unsupported }
      try refuseLoss(replaced: decoded.replacedCount, kept: total)
      return finished(
        DecodedSource(bytes: decoded.bytes, encoding: "gb18030", replacedCount: decoded.replacedCount))
    }
    // Neither fits: a few stray bytes in ASCII are counted, more is no text.
    if total * 20 > source.count { throw .encodingLost }
    return finished(decodeUTF8(bytes, skipping: 0, utf8))
  }

  private static func decodeUTF8(_ bytes: [UInt8], skipping prefix: Int, _ survey: UTF8Survey) -> DecodedSource {
    let source = bytes.span.extracting(prefix..<bytes.count)
    if survey.invalidCount == 0 {
      return DecodedSource(bytes: prefix == 0 ? bytes : [UInt8](bytes[prefix...]), encoding: "utf-8", replacedCount: 0)
    }
    return DecodedSource(
      bytes: UTF8Scan.repaired(source), encoding: "utf-8", replacedCount: survey.invalidCount)
  }

  private static func decodeUTF16(_ source: Span<UInt8>, isBigEndian: Bool) throws(ReadingFailure) -> DecodedSource {
    let decoded = UTF16Decoding.decode(source, isBigEndian: isBigEndian)
    try refuseLoss(replaced: decoded.replacedCount, kept: source.count / 2)
    return finished(
      DecodedSource(
        bytes: decoded.bytes, encoding: isBigEndian ? "utf-16be" : "utf-16le", replacedCount: decoded.replacedCount))
  }

  /// More than a tenth of the characters beyond ASCII gone: what is left is no longer what was written.
  private static func refuseLoss(replaced: Int, kept: Int) throws(ReadingFailure) {
    if replaced > 3 && replaced * 10 > replaced + kept { throw .encodingLost }
  }

  /// Text has hardly any control characters; pictures, archives and noise have many.
  private static func refuseNoise(_ source: Span<UInt8>, _ controlCount: Int) throws(ReadingFailure) {
    if controlCount > 2 && controlCount * 100 > source.count { throw .unsupported }
  }

  /// CR and CRLF become LF, a NUL becomes a counted U+FFFD.
  private static func finished(_ decoded: DecodedSource, mayHaveNUL: Bool = true) -> DecodedSource {
    let span = decoded.bytes.span
    let all = 0..<span.count
    let hasNUL = mayHaveNUL && ByteScan.first(0, in: span, all) != nil
    if !hasNUL && ByteScan.first(ASCII.carriageReturn, in: span, all) == nil { return decoded }
    var result = DecodedSource(bytes: [], encoding: decoded.encoding, replacedCount: decoded.replacedCount)
    result.bytes.reserveCapacity(span.count)
    var position = 0
    while position < span.count {
      let byte = span[position]
      position += 1
      switch byte {
      case 0:
        result.bytes.append(contentsOf: UTF8Scan.replacementCharacter)
        result.replacedCount += 1
      case ASCII.carriageReturn:
        result.bytes.append(ASCII.lineFeed)
        if position < span.count && span[position] == ASCII.lineFeed { position += 1 }
      default:
        result.bytes.append(byte)
      }
    }
    return result
  }
}

/// The mark at the beginning that names the encoding.
enum ByteOrderMark {
  case utf8, utf16LittleEndian, utf16BigEndian, utf32

  /// Its bytes.
  var length: Int {
    switch self {
    case .utf8: 3
    case .utf16LittleEndian, .utf16BigEndian: 2
    case .utf32: 4
    }
  }

  static func find(_ source: Span<UInt8>) -> ByteOrderMark? {
    func starts(_ mark: [UInt8]) -> Bool {
      source.count >= mark.count && mark.indices.allSatisfy { source[$0] == mark[$0] }
    }
    if starts([0xEF, 0xBB, 0xBF]) { return .utf8 }
    if starts([0xFF, 0xFE, 0, 0]) || starts([0, 0, 0xFE, 0xFF]) { return .utf32 }
    if starts([0xFF, 0xFE]) { return .utf16LittleEndian }
    if starts([0xFE, 0xFF]) { return .utf16BigEndian }
    return nil
  }
}

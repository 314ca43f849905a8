/// A line of the decoded source.
struct SourceLine: Equatable {
  /// Its bytes without the line end.
  var range: Range<Int>
  /// 1-based number in the source.
  var number: Int
}

/// Cuts a source into lines.
enum SourceLines {
  /// Lines in order, the empty ones included.
  ///
  /// Form feed and vertical tab end a line as LF does, but the source line goes on. Throws where there are more lines than any report has.
  static func split(_ source: Span<UInt8>) throws(ReadingFailure) -> [SourceLine] {
    var lines: [SourceLine] = []
    var start = 0
    var number = 1
    for index in source.indices {
      let byte = source[index]
      if byte > ASCII.formFeed || byte < ASCII.lineFeed { continue }
      lines.append(SourceLine(range: start..<index, number: number))
      if lines.count > mostLines { throw .limitExceeded }
      start = index + 1
      if byte == ASCII.lineFeed { number += 1 }
    }
    if start < source.count { lines.append(SourceLine(range: start..<source.count, number: number)) }
    return lines
  }

  private static let mostLines = 1 << 22
}

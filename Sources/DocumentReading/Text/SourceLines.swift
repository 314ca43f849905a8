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
    lines.reserveCapacity(min(source.count / 16, 1 << 12))
    var start = 0
    var number = 1
    var next = 0
    while let index = lineEnd(source, from: next) {
      let byte = source[index]
      next = index + 1
      lines.append(SourceLine(range: start..<index, number: number))
      if lines.count > mostLines { throw .limitExceeded }
      start = index + 1
      if byte == ASCII.lineFeed { number += 1 }
    }
    if start < source.count { lines.append(SourceLine(range: start..<source.count, number: number)) }
    return lines
  }

  private static let mostLines = 1 << 22

  /// The first LF, vertical tab or form feed from `start` on; `nil` where there is none.
  private static func lineEnd(_ source: Span<UInt8>, from start: Int) -> Int? {
    let raw = source.bytes
    let count = source.count
    var position = start
    while position < count {
      if position &+ 8 <= count {
        // No byte below 13 is among these eight: the usual case.
        let word = unsafe raw.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self)
        if (word &- 0x0D0D_0D0D_0D0D_0D0D) & ~word & 0x8080_8080_8080_8080 == 0 {
          position &+= 8
          continue
        }
      }
      let end = min(position &+ 8, count)
      while position < end {
        let byte = source[position]
        if byte >= ASCII.lineFeed && byte <= ASCII.formFeed { return position }
        position &+= 1
      }
    }
    return nil
  }
}

/// Knows the line of a place in the source; fast where places are asked for in order.
struct SourceLineCounter {
  /// The line of `start`.
  private var line: Int
  private var start: Int
  /// The first line feed from `start` on, or the end of the source; less than `start` where it is not known yet.
  private var lineEnd: Int

  /// Says that `offset` stands on `line`.
  init(line: Int, offset: Int) {
    self.line = line
    start = offset
    lineEnd = offset - 1
  }

  /// The 1-based line on which the byte at `place` stands.
  @inline(__always)
  mutating func line(at place: Int, in source: Span<UInt8>) -> Int {
    if place >= start && place <= lineEnd { return line }
    move(to: place, in: source)
    return line
  }

  private mutating func move(to place: Int, in source: Span<UInt8>) {
    if place < start {
      // The first line feed on the way back is the end of the line there.
      let between = place..<start
      if let first = ByteScan.first(ASCII.lineFeed, in: source, between) {
        line -= ByteScan.lineFeeds(in: source, between)
        lineEnd = first
      } else if lineEnd < start {
        lineEnd = place - 1
      }
      start = place
      return
    }
    if lineEnd < start { lineEnd = Self.end(from: start, in: source) }
    while place > lineEnd {
      line += 1
      start = lineEnd + 1
      lineEnd = Self.end(from: start, in: source)
    }
  }

  private static func end(from start: Int, in source: Span<UInt8>) -> Int {
    ByteScan.first(ASCII.lineFeed, in: source, min(start, source.count)..<source.count) ?? source.count
  }
}

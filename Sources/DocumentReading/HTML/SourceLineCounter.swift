/// Knows the line of a place in the source; fast where places are asked for in order.
struct SourceLineCounter {
  /// The line of `offset`.
  private var line: Int
  private var offset: Int

  /// Says that `offset` stands on `line`.
  init(line: Int, offset: Int) {
    self.line = line
    self.offset = offset
  }

  /// The 1-based line on which the byte at `place` stands.
  mutating func line(at place: Int, in source: Span<UInt8>) -> Int {
    if place >= offset {
      line += ByteScan.lineFeeds(in: source, offset..<place)
    } else {
      line -= ByteScan.lineFeeds(in: source, place..<offset)
    }
    offset = place
    return line
  }
}

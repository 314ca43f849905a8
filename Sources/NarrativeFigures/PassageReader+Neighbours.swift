/// Words that stand beside a quantity and yet speak of another, or name what the quantity counts.
extension PassageReader {
  /// Whether a word on the right is the next quantity's own, as 政策解读 of 文件废止0条、政策解读2条.
  func belongsToNext(wordEnd end: Int, of index: Int) -> Bool {
    guard index + 1 < quantities.count, quantities[index + 1].lead == end else { return false }
    return (quantities[index].end..<end).contains {
      bytes[$0] == UInt8(ascii: ",") || bytes[$0] == UInt8(ascii: ";") || bytes.matches("、", at: $0)
    }
  }

  /// The platform that a quantity counts behind examples of it, as 新媒体 of 微信公众号等7个政务新媒体.
  func countedPlatform(_ index: Int) -> Int? {
    let span = quantities[index]
    guard span.lead >= 3, bytes.matches("等", at: span.lead - 3) else { return nil }
    let next = (lastPlatform(upTo: span.end) ?? -1) + 1
    guard next < platforms.count, (0...6).contains(platforms[next].start - span.end) else { return nil }
    return next
  }
}

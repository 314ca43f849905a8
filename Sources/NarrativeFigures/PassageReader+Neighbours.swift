/// Words that stand beside a quantity and yet speak of another, or name what the quantity counts.
extension PassageReader {
  /// Whether a word on the right is the next quantity's own, as 政策解读 of 文件废止0条、政策解读2条.
  func belongsToNext(wordEnd end: Int, of index: Int) -> Bool {
    guard index + 1 < quantities.count, quantities[index + 1].lead == end else { return false }
    return isList(quantities[index].end..<end)
  }

  /// Whether a word on the left joins what the quantity before counts with what this one does, as 建议和提案 of
  /// 10件建议和提案28件.
  func beginsWithPrevious(_ wordStart: Int, of index: Int) -> Bool {
    guard index > 0, quantities[index - 1].end == wordStart else { return false }
    return isList(wordStart..<quantities[index].lead)
  }

  private func isList(_ range: Range<Int>) -> Bool {
    range.contains { place in
      bytes[place] == UInt8(ascii: ",") || bytes[place] == UInt8(ascii: ";")
        || PassageReader.joints.prefix(4).contains { bytes.matches($0, at: place) }
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

  /// Whether a quantity counts the issues in which what the next one counts came out, as 213期 of 编发信息213期426条.
  func isIssueCount(_ index: Int) -> Bool {
    guard index >= 0, index + 1 < quantities.count, let unit = quantities[index].unit, rules.issueUnits.contains(unit),
      let items = quantities[index + 1].unit, rules.thingUnits.contains(items)
    else { return false }
    var position = quantities[index].end
    let end = quantities[index + 1].lead
    guard end - position <= 24 else { return false }
    let words: [StaticString] = [",", "、", "图文", "信息", "文章", "推文", "稿件", "消息", "共计", "共", "计"]
    for word in words where bytes.matches(word, at: position) { position += word.byteCount }
    return position == end
  }

  /// Whether a quantity counts issues whose items the next clause tells, as 推送286期 before 共刊发信息1012条.
  func isIssueCountBeforeItems(_ index: Int) -> Bool {
    guard index + 1 < quantities.count, let unit = quantities[index].unit, rules.unitNames[unit] == "期",
      let items = quantities[index + 1].unit, rules.thingUnits.contains(items)
    else { return false }
    let (start, end) = (quantities[index].end, quantities[index + 1].lead)
    guard end - start <= 36, bytes[start] == UInt8(ascii: ","), lastPlatform(upTo: end) == lastPlatform(upTo: start)
    else {
      return false
    }
    return (start..<end).contains { position in
      ["发", "共", "推"].contains { (word: StaticString) in bytes.matches(word, at: position) }
    }
  }

  /// Whether a clause speaks of all platforms at once, as 全网总阅读量.
  func isOfAllPlatforms(_ position: Int) -> Bool {
    (clauseStart(position)..<position).contains { place in
      bytes[place] >= 0xE5
        && ["全网", "全平台", "各平台"].contains { (word: StaticString) in bytes.matches(word, at: place) }
    }
  }

  /// Whether a pattern is a platform's name and nothing else.
  func isPlatformAlone(_ pattern: Int) -> Bool {
    rules.patterns[pattern].rights.isEmpty && rules.patterns[pattern].lefts == [.platform]
  }

  /// Where the sentence before one begins that only names a platform: 一是门户网站。全年发布信息4231条.
  func headedSentenceStart(_ start: Int, by token: Int) -> Int? {
    guard start >= 3, bytes.matches("。", at: start - 3) else { return nil }
    let before = sentenceStart(platforms[token].start)
    return platforms[token].start - before <= 30 && nextStop(from: platforms[token].start) == start ? before : nil
  }
}

/// Platforms named side by side, which a figure belongs to together: 门户网站、微信公众号 (narrative.md rule 11).
extension PassageReader {
  mutating func joinRows() {
    for index in platforms.indices {
      let platform = platforms[index].platform
      let gap = index > 0 ? rowGap(platforms[index - 1].end, platforms[index].start) : .none
      guard gap != .none else {
        platforms[index].row = rows.count
        rows.append(platform)
        continue
      }
      let row = rows.count - 1
      platforms[index].row = row
      if gap == .withStranger { rows[row] = -2 }
      if rows[row] == platform || rows[row] == -2 { continue }
      let isSocial = rules.platforms[platform].kind == .social
      let wasSocial = rows[row] == -1 || rules.platforms[rows[row]].kind == .social
      rows[row] = isSocial && wasSocial ? -1 : -2
    }
    for index in platforms.indices
    where index + 1 == platforms.count || platforms[index + 1].row != platforms[index].row {
      if isOpenRow(platforms[index].end, isSingle: rows[platforms[index].row] >= 0) { rows[platforms[index].row] = -2 }
    }
  }

  /// Whether a row goes on with what it does not name, as 微信公众号等渠道.
  private func isOpenRow(_ end: Int, isSingle: Bool) -> Bool {
    if namesOtherWays(end) { return true }
    var end = end
    if !bytes.matches("等", at: end) {
      // 门户网站和县融媒等渠道
      guard isSingle, bytes.matches("、", at: end) || bytes.matches("和", at: end),
        let next = strangerEnd(end + 3, min(bytes.count, end + 45), before: "等")
      else { return false }
      end = next
    }
    var position = end + 3
    for word in ["多种", "多个", "各类", "各种", "线上", "公开", "多"] as [StaticString] where bytes.matches(word, at: position) {
      position += word.byteCount
      break
    }
    for word in PassageReader.ways where bytes.matches(word, at: position) { return true }
    return isSingle && bytes.matches("平台", at: position)
  }

  /// Whether names without verbs and numbers lead to a word for channels: 公众号、纸质媒体、网络平台及其他方式.
  private func namesOtherWays(_ end: Int) -> Bool {
    guard ["、", "和", "及"].contains(where: { (word: StaticString) in bytes.matches(word, at: end) }) else {
      return false
    }
    var position = end + 3
    while position < min(bytes.count, end + 90) {
      if bytes[position] < 0x41 { return false }
      for word in PassageReader.ways where bytes.matches(word, at: position) { return true }
      for verb in PassageReader.rowVerbs where bytes.matches(verb, at: position) { return false }
      position += bytes[position] < 0x80 ? 1 : bytes[position] < 0xE0 ? 2 : 3
    }
    return false
  }

  private static let ways: [StaticString] = ["渠道", "方式", "形式", "途径", "载体"]

  /// What stands between two platforms.
  private enum RowGap { case none, joined, withStranger }

  /// Whether only 、, 和 and the like, names in quotes and adjectives stand between two platforms, or names of other
  /// places as well: 门户网站、县融媒、微信公众号.
  private func rowGap(_ start: Int, _ end: Int) -> RowGap {
    guard end >= start, end - start <= 90 else { return .none }
    var position = start
    var joined = start == end
    var hasStranger = false
    scanning: while position < end {
      if bytes.matches("“", at: position) {
        while position < end, !bytes.matches("”", at: position) { position += 1 }
        position += 3
        continue
      }
      if bytes.matches("等", at: position), let counted = countEnd(position + 3), counted <= end {
        // 抖音号、视频号等四个视频号
        position = counted
        joined = true
        continue
      }
      for (word, joins) in PassageReader.rowWords where bytes.matches(word, at: position) {
        position += word.byteCount
        joined = joined || joins
        continue scanning
      }
      if joined, bytes.matches("《", at: position) {
        while position < end, !bytes.matches("》", at: position) { position += 1 }
        position += 3
        hasStranger = true
        continue
      }
      guard joined, bytes.matches("、", at: position - 3), let next = strangerEnd(position, end) else { return .none }
      hasStranger = true
      position = next
    }
    return !joined ? .none : hasStranger ? .withStranger : .joined
  }

  /// Where a count of things ends that starts here: 四个 or 12家; `nil` where none does.
  private func countEnd(_ start: Int) -> Int? {
    var position = start
    while position < bytes.count {
      if bytes[position] >= 0x30, bytes[position] <= 0x39 {
        position += 1
        continue
      }
      let (scalar, width) = PassageText.decode(bytes, at: position)
      guard let scalar, HanNumeral.digit(scalar) != nil || scalar == 0x5341 else { break }
      position += width
    }
    guard position > start, bytes.matches("个", at: position) || bytes.matches("家", at: position) else { return nil }
    return position + 3
  }

  /// Where a name without verbs, numbers and punctuation ends that starts at `start` and ends at a `stop` before `end`.
  private func strangerEnd(_ start: Int, _ end: Int, before stop: StaticString = "、") -> Int? {
    var position = start
    while position < end, position - start <= 36 {
      if bytes.matches(stop, at: position) { return position > start ? position : nil }
      if bytes[position] < 0x41 { return nil }
      for verb in PassageReader.rowVerbs where bytes.matches(verb, at: position) { return nil }
      position += bytes[position] < 0x80 ? 1 : bytes[position] < 0xE0 ? 2 : 3
    }
    return nil
  }

  private static let rowVerbs: [StaticString] = [
    "发布", "推送", "更新", "转发", "上传", "回复", "开展", "举办", "关停", "开设", "开通", "运维", "建设", "管理", "加强", "推进", "完善",
    "优化", "维护", "通过", "依托", "利用", "回应", "公布", "注销", "粉丝", "阅读",
  ]

  private static let rowWords: [(StaticString, Bool)] = [
    ("、", true), ("以及", true), ("和", true), ("及", true), ("与", true), ("官方", false), ("政务", false), ("等", false),
    ("平台", false), ("账号", false), ("号", false), ("政府", false), ("+", true), ("/", true), ("”“", true), ("”", false),
  ]
}

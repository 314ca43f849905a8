/// Platforms, accounts and topics: what a sentence speaks of (narrative.md rules 2 and 11).
extension PassageReader {
  /// The platform of a figure.
  struct Subject {
    var code: String
    var kind: PlatformKind
    var account: String?
  }

  mutating func findPlatforms() {
    let words = longestHits(of: .platform)
    for hit in words where Int(rules.words[hit.literal].platform) != LiteralUse.maskedPlatform {
      platforms.append(
        PlatformToken(
          platform: Int(rules.words[hit.literal].platform), start: hit.start, end: hit.end,
          account: account(around: hit.start..<hit.end)))
    }
    leaveOutExplanations()
    leaveOutOwners()
    resolveAmbiguous()
    joinRows()
    joinAccountLists()
    carryAccounts()
  }

  /// What a bracket behind a platform names is what the platform consists of, as in 新闻媒体(电视、报刊等)发布信息.
  private mutating func leaveOutExplanations() {
    var kept: [PlatformToken] = []
    for token in platforms {
      guard let last = kept.last, last.end < token.start, bytes[last.end] == UInt8(ascii: "("),
        let end = bytes[last.end..<min(bytes.count, last.end + 150)].firstIndex(of: UInt8(ascii: ")")),
        end >= token.end, !bytes[last.end..<end].contains(where: { $0 >= 0x30 && $0 <= 0x39 })
      else {
        kept.append(token)
        continue
      }
    }
    if kept.count < platforms.count { platforms = kept }
  }

  /// 官微 is the platform last named in its sentence, else the next one, of those it may mean.
  private mutating func resolveAmbiguous() {
    for index in platforms.indices where platforms[index].platform == LiteralUse.ambiguousPlatform {
      let bounds = sentenceStart(platforms[index].start)..<nextStop(from: platforms[index].start)
      let candidates = rules.ambiguousOf
      var found: Int?
      var other = index - 1
      while other >= 0, found == nil, platforms[other].start >= bounds.lowerBound, index - other < 32 {
        if candidates.contains(platforms[other].platform) { found = platforms[other].platform }
        other -= 1
      }
      other = index + 1
      while other < platforms.count, found == nil, platforms[other].start < bounds.upperBound, other - index < 32 {
        if candidates.contains(platforms[other].platform) { found = platforms[other].platform }
        other += 1
      }
      platforms[index].platform = found ?? candidates.first ?? 0
    }
  }

  private mutating func joinRows() {
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
    for word in ["渠道", "方式", "形式", "途径", "载体"] as [StaticString] where bytes.matches(word, at: position) {
      return true
    }
    return isSingle && bytes.matches("平台", at: position)
  }

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
      for (word, joins) in PassageReader.rowWords where bytes.matches(word, at: position) {
        position += word.byteCount
        joined = joined || joins
        continue scanning
      }
      guard joined, bytes.matches("、", at: position - 3), let next = strangerEnd(position, end) else { return .none }
      hasStranger = true
      position = next
    }
    return !joined ? .none : hasStranger ? .withStranger : .joined
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

  /// A name in quotes right before or after a platform's word.
  private func account(around range: Range<Int>) -> String? {
    if range.lowerBound >= 3, bytes.matches("”", at: range.lowerBound - 3) {
      var start = range.lowerBound - 4
      let bound = max(0, range.lowerBound - 96)
      while start >= bound {
        if bytes.matches("“", at: start) { return string(start + 3..<range.lowerBound - 3) }
        start -= 1
      }
    }
    if bytes.matches("“", at: range.upperBound) {
      var end = range.upperBound + 3
      let bound = min(bytes.count, range.upperBound + 96)
      while end < bound {
        if bytes.matches("”", at: end) { return string(range.upperBound + 3..<end) }
        end += 1
      }
    }
    return nil
  }

  func string(_ range: Range<Int>) -> String? {
    range.isEmpty ? nil : String(decoding: bytes[range], as: UTF8.self)
  }

  /// One quoted name governs the platforms of its row, and of its item where the next names no owner.
  private mutating func carryAccounts() {
    for index in platforms.indices.dropFirst() where platforms[index].account == nil {
      let before = platforms[index - 1]
      guard before.account != nil, itemStart(before.start) == itemStart(platforms[index].start) else { continue }
      let start = platforms[index].start
      let isBare =
        start == clauseStart(start)
        || start >= 3 && (bytes.matches("、", at: start - 3) || bytes.matches("和", at: start - 3))
      if before.row == platforms[index].row || isBare { platforms[index].account = before.account }
    }
  }

  /// The index of the last platform that ends at or before `position`; `nil` where there is none.
  func lastPlatform(upTo position: Int) -> Int? {
    var low = 0
    var high = platforms.count
    while low < high {
      let middle = (low + high) / 2
      if platforms[middle].end <= position { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : low - 1
  }

  /// The subject of a platform's row: one platform, 政务新媒体 for several social ones, `nil` for mixed rows.
  func subject(of token: Int) -> Subject? {
    let row = rows[platforms[token].row]
    if row == -2 { return nil }
    if row == -1 { return Subject(code: "new_media", kind: .social, account: nil) }
    let platform = rules.platforms[row]
    return Subject(code: platform.code, kind: platform.kind, account: platforms[token].account)
  }

  /// The subject that `metric` has at `position`; the outer `nil` where the metric does not fit there.
  func subject(for metric: Metric, at position: Int, named: Int?, listStart: Int) -> Subject?? {
    var token = named ?? lastPlatform(upTo: position)
    var sentence = sentenceStart(position)
    if let found = token, platforms[found].end < sentence, sentence - platforms[found].end <= 15,
      let headed = headedSentenceStart(sentence, by: found)
    {
      sentence = headed
    }
    let bound = metric.rule.reachesParagraph ? min(itemStart(position), sentence) : sentence
    if named == nil, let found = token, platforms[found].start < bound { token = nil }
    let found = token.flatMap { named == nil ? subject(of: $0, at: position) : subject(of: $0) }
    switch metric.rule.subject {
    case .any: return .some(found)
    case .social:
      if let found, let token, found.kind == .social, platforms[token].start >= listBound { return .some(found) }
      if token == nil, let platform = metric.rule.defaultPlatform {
        return .some(Subject(code: rules.platforms[platform].code, kind: .social, account: nil))
      }
      return nil
    case .website:
      if let found, found.kind == .website { return .some(found) }
      return nil
    case .press: return token != nil && found?.code == "press" ? .some(found) : nil
    case .absent:
      guard let token, platforms[token].start >= sentence, let found else { return .some(nil) }
      return found.kind == .other ? .some(nil) : nil
    }
  }

  /// Whether the last topic of the group before `position` is `topic`.
  func isTopic(_ topic: Int, at position: Int) -> Bool {
    var index = topicCount(upTo: position) - 1
    while index >= 0, position - topics[index].end < 1200 {
      if rules.topicGroups[topics[index].topic] == rules.topicGroups[topic] { return topics[index].topic == topic }
      index -= 1
    }
    return index < 0 && position < 1200 && inheritedTopics[rules.topicGroups[topic]] == topic
  }

  /// For each group, the topic named last near the passage's end.
  func lastTopics() -> [Int: Int] {
    var found: [Int: Int] = [:]
    for topic in topics.suffix(24) where bytes.count - topic.end < 1200 {
      found[rules.topicGroups[topic.topic]] = topic.topic
    }
    return found
  }

  private func topicCount(upTo position: Int) -> Int {
    var low = 0
    var high = topics.count
    while low < high {
      let middle = (low + high) / 2
      if topics[middle].end <= position { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Whether the sentence names two topics of one group before `position`, as 建议 and 提案.
  func hasRivalTopics(at position: Int) -> Bool {
    let sentence = sentenceStart(position)
    let end = topicCount(upTo: position)
    var index = end - 1
    while index >= 0, topics[index].end > sentence {
      for other in index + 1..<end
      where topics[other].topic != topics[index].topic
        && rules.topicGroups[topics[other].topic] == rules.topicGroups[topics[index].topic]
      {
        return true
      }
      index -= 1
    }
    return false
  }

  /// Whether one of `unwanted` was named in the sentence before `position`.
  func hasTopic(_ unwanted: Set<Int>, at position: Int) -> Bool {
    let sentence = sentenceStart(position)
    var index = topicCount(upTo: position) - 1
    while index >= 0, topics[index].end > max(sentence, position - 600) {
      if unwanted.contains(topics[index].topic) { return true }
      index -= 1
    }
    return false
  }
}

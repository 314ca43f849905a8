/// Platforms and accounts: whose figure it is (narrative.md rule 2).
extension PassageReader {
  /// The platform of a figure.
  struct Subject {
    var code: String
    var kind: PlatformKind
    var account: String?
  }

  mutating func findPlatforms() {
    let words = longestHits(of: .platform)
    for (index, hit) in words.enumerated()
    where Int(rules.words[hit.literal].platform) != LiteralUse.maskedPlatform
      && !(index + 1 < words.count && isInAccountName(hit, before: words[index + 1]))
    {
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

  /// Whether a platform's word only is in the name of an account: the first of “山东政府网”微信公众号.
  private func isInAccountName(_ hit: LiteralAutomaton.Hit, before next: LiteralAutomaton.Hit) -> Bool {
    guard next.start >= hit.end + 3, next.start - hit.end <= 36, bytes.matches("”", at: next.start - 3) else {
      return false
    }
    var position = next.start - 6
    while position >= max(0, next.start - 75) {
      if bytes.matches("”", at: position) { return false }
      if bytes.matches("“", at: position) { return position < hit.start }
      position -= 1
    }
    return false
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

  /// Whether the frame of `position` names a channel of its own that is not the platform before it, known or not:
  /// 微信公众号推送信息31条;通过监管平台公示信息9条.
  private func isBehind(_ token: Int, ofChannelAt position: Int) -> Bool {
    let frame = frameStart(position)
    return platforms[token].start < frame && PassageReader.channelVerbs.contains { bytes.matches($0, at: frame) }
  }

  private static let channelVerbs: [StaticString] = ["通过", "依托", "利用", "借助"]

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
    if named == nil, let found = token, platforms[found].start < bound || isBehind(found, ofChannelAt: position) {
      token = nil
    }
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
      let frame = frameStart(position)
      let start = frame > sentenceStart(position) ? frame : sentence
      guard let token, platforms[token].start >= start, let found else { return .some(nil) }
      return found.kind == .other ? .some(nil) : nil
    }
  }
}

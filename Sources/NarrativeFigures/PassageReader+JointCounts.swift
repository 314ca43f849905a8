/// One number told of several things (narrative.md rule 11): 新闻发布会、在线访谈5场 is the number of neither.
extension PassageReader {
  /// Reads a number that each thing of a list has, as 发布会、访谈各2场; `false` where it is none.
  mutating func readOfEach(_ index: Int) -> Bool {
    let span = quantities[index]
    guard bytes.matches("各", at: span.lead - 3) else { return false }
    let parts = listParts(before: span.lead - 3)
    guard parts.count > 1 else { return false }
    if readAccountsOfEach(index, parts) { return true }
    var matches: [Match] = []
    for part in parts {
      guard let match = match(part, index) else { return false }
      matches.append(match)
    }
    for match in matches { emit(match, span, parent: nil) }
    return true
  }

  /// Reads the accounts of 开通微博、微信公众号各1个: as many on each platform; `false` where not all parts are platforms.
  private mutating func readAccountsOfEach(_ index: Int, _ parts: [Range<Int>]) -> Bool {
    let span = quantities[index]
    guard let unit = span.unit, rules.accountUnits.contains(unit) else { return false }
    let tokens = parts.compactMap { part in
      platforms.indices.last { platforms[$0].start >= part.lowerBound && platforms[$0].end == part.upperBound }
    }
    guard tokens.count == parts.count,
      let metric = rules.metrics.indices.first(where: { rules.metrics[$0].rule.code == "accounts" }),
      rules.takes(metric, unit: unit), !isForbidden(metric, span, rightEnd: span.end)
    else { return false }
    let subjects = tokens.compactMap { token -> Subject? in
      guard rules.platforms.indices.contains(platforms[token].platform) else { return nil }
      let platform = rules.platforms[platforms[token].platform]
      guard platform.kind == .social else { return nil }
      return Subject(code: platform.code, kind: platform.kind, account: platforms[token].account)
    }
    guard subjects.count == tokens.count else { return false }
    for (token, subject) in zip(tokens, subjects) {
      emit(
        Match(
          pattern: 0, metric: metric, start: platforms[token].start, end: span.end, weight: 0, subject: subject,
          rule: "microblog.accounts: of each"), span, parent: nil)
    }
    return true
  }

  /// Whether a pattern names things together of which each has the number, as 复议和诉讼 of 复议和诉讼各1件.
  func isOfEachTogether(_ match: Match, _ span: QuantitySpan) -> Bool {
    bytes.matches("各", at: span.lead - 3) && listParts(before: span.lead - 3).contains { match.start < $0.lowerBound }
  }

  /// What stands right before a pattern's word in one list with it and is counted in the same unit, nearest first.
  func countedTogether(_ match: Match, _ index: Int) -> [Match] {
    let span = quantities[index]
    guard span.kind == .count, span.unit != nil, match.start < span.lead else { return [] }
    var found: [Match] = []
    var end = match.start
    let counted = index > 0 ? quantities[index - 1].end : 0
    let bound = max(clauseStart(end), counted)
    while let joint = PassageReader.joints.prefix(4).first(where: { bytes.matches($0, at: end - 3) }), end - 3 > bound,
      let part = self.match(bound..<end - joint.byteCount, index), counted == 0 || part.start > counted
    {
      found.append(part)
      end = part.start
    }
    let code = rules.metrics[match.metric].rule.code
    return found.contains { rules.metrics[$0.metric].rule.code != code } ? found : []
  }
}

/// Which pattern fits a quantity.
extension PassageReader {
  /// A pattern that fits, with the words it took.
  struct Match {
    var pattern: Int
    var metric: Int
    var start: Int
    var end: Int
    var weight: Int
    var subject: Subject?
    var rule: String
  }

  /// The pattern with the most matched text for the quantity at `index`; `nil` where none fits.
  func bestMatch(_ index: Int, _ near: Reach, listStart: Int) -> Match? {
    let span = quantities[index]
    let places = reach(near, of: index)
    let frame = frameStart(span.lead)
    let gapBound = max(index > 0 ? quantities[index - 1].end : 0, frame, span.lead - 180)
    let bound = min(gapBound, places.farthest - 1)
    var best: Match?
    func consider(_ pattern: Int, _ start: Int, _ end: Int, platform: Int?) {
      let head = rules.patternHeads[pattern]
      guard best.map({ head.weight > $0.weight }) ?? true, isUnitRight(head, span) else { return }
      guard let match = complete(pattern, index, start, end, platform, listStart) else { return }
      best = match
    }
    var hit = firstHit(endingAfter: span.lead) - 1
    while hit >= 0, hits[hit].end > bound {
      let word = hits[hit]
      if rules.words[word.literal].roles.contains(.tail), word.start >= frame, !isSilent(word.start),
        !beginsWithPrevious(word.start, of: index)
      {
        let isNear = places.contains(word.end)
        for place in rules.tails[word.literal] {
          let pattern = rules.tails.elements[place]
          if isNear || rules.patternHeads[pattern].hasGapBefore && word.end >= gapBound {
            consider(pattern, word.start, word.end, platform: nil)
          }
        }
      }
      hit -= 1
    }
    if let token = lastPlatform(upTo: span.lead), platforms[token].start >= frame {
      let isNear = places.contains(platforms[token].end)
      for pattern in rules.platformTails
      where isNear || rules.patternHeads[pattern].hasGapBefore && platforms[token].end >= gapBound {
        consider(pattern, platforms[token].start, platforms[token].end, platform: token)
      }
    }
    if best == nil { findHeads(index, consider) }
    return best
  }

  /// Patterns that only have words on the right.
  private func findHeads(_ index: Int, _ consider: (Int, Int, Int, Int?) -> Void) {
    let span = quantities[index]
    let end = rightBound(index)
    var hit = firstHit(endingAfter: span.end)
    while hit < hits.count, hits[hit].end <= end {
      let word = hits[hit]
      if word.start >= span.end {
        for place in rules.heads[word.literal] {
          consider(rules.heads.elements[place], span.lead, span.lead, nil)
        }
      }
      hit += 1
    }
  }

  /// How far words on the right of a quantity may stand.
  private func rightBound(_ index: Int) -> Int {
    let span = quantities[index]
    let next = index + 1 < quantities.count ? quantities[index + 1].lead : bytes.count
    return min(next, clauseEnd(span.end), span.end + 210)
  }

  /// Checks everything a pattern asks beyond its last word on the left.
  private func complete(
    _ number: Int, _ index: Int, _ tailStart: Int, _ tailEnd: Int, _ platform: Int?, _ listStart: Int
  ) -> Match? {
    let pattern = rules.patterns[number]
    let metric = rules.metrics[pattern.metric]
    let span = quantities[index]
    if pattern.lefts.isEmpty, countless.contains(span.lead) { return nil }
    var named = platform
    var start = tailStart
    if pattern.lefts.count > 1 {
      var cursor = tailStart
      var bound = max(frameStart(span.lead), tailStart - 240, listStart > 0 && listStart <= tailStart ? listStart : 0)
      if index > 0, metric.rule.hasOwnVerb { bound = max(bound, quantities[index - 1].end) }
      for part in pattern.lefts.dropLast().reversed() {
        guard let found = find(part, before: cursor, from: bound) else { return nil }
        if let token = found.platform { named = named ?? token }
        cursor = found.start
      }
      start = cursor
    }
    var end = span.end
    if !pattern.rights.isEmpty {
      var cursor = span.end
      let bound = rightBound(index)
      for (order, part) in pattern.rights.enumerated() {
        guard let found = find(part, after: cursor, to: bound, isNear: order == 0 && !pattern.hasGapAfter) else {
          return nil
        }
        if let token = found.platform { named = named ?? token }
        if pattern.lefts.isEmpty, belongsToNext(wordEnd: found.end, of: index) { return nil }
        cursor = found.end
      }
      end = cursor
    }
    if named != nil, let token = countedPlatform(index) { named = token }
    if let topic = metric.rule.topic, !isTopic(topic, at: span.lead) { return nil }
    if !metric.rule.shunnedTopics.isEmpty, hasTopic(metric.rule.shunnedTopics, at: span.lead) { return nil }
    if isForbidden(pattern.metric, span, rightEnd: end) { return nil }
    guard let subject = subject(for: metric, at: span.lead, named: named, listStart: listStart) else { return nil }
    // The quote is the shortest: no word of an earlier clause or figure is in it.
    let bound = max(clauseStart(span.lead), index > 0 ? quantities[index - 1].end : 0)
    return Match(
      pattern: number, metric: pattern.metric, start: start >= bound ? start : tailStart, end: end,
      weight: pattern.weight, subject: subject, rule: pattern.rule)
  }

  private func isUnitRight(_ pattern: SealedRules.PatternHead, _ span: QuantitySpan) -> Bool {
    let metric = rules.metricHeads[pattern.metric]
    if !countless.isEmpty, countless.contains(span.lead) { return metric.isMicroblog && !metric.takesPercent }
    if span.kind == .percent { return metric.takesPercent }
    guard let unit = span.unit else {
      return pattern.isNear && (metric.takesBare || isBehindCount(pattern.metric, span.lead))
    }
    return rules.takes(pattern.metric, unit: unit)
  }

  /// Whether the noun of a count leads to a number without a unit, as in 发布条数:312; a unit in it must be one of the metric.
  private func isBehindCount(_ metric: Int, _ lead: Int) -> Bool {
    var end = lead
    if bytes.matches(":", at: end - 1) { end -= 1 }
    for word in ["为", "达"] as [StaticString] where bytes.matches(word, at: end - 3) { end -= 3 }
    if bytes.matches(")", at: end - 1) {
      // 总次数(次) and 数量(单位:条) name the unit of the number.
      guard let open = bytes[max(0, end - 24)..<end].lastIndex(of: UInt8(ascii: "(")) else { return false }
      let inner = bytes[(bytes.matches("单位:", at: open + 1) ? open + 8 : open + 1)..<(end - 1)]
      return rules.unitNames.firstIndex { inner.elementsEqual($0.utf8) }.map { rules.takes(metric, unit: $0) } ?? false
    }
    guard bytes.matches("数", at: end - 3) || bytes.matches("量", at: end - 3), end >= 6 else { return false }
    let unit = rules.unitNames.firstIndex { bytes[(end - 6)..<(end - 3)].elementsEqual($0.utf8) }
    return unit.map { rules.takes(metric, unit: $0) } ?? true
  }

  func isForbidden(_ metric: Int, _ span: QuantitySpan, rightEnd: Int) -> Bool {
    let start = clauseStart(span.lead)
    let end = clauseEnd(span.end)
    var hit = firstHit(endingAfter: max(start, span.lead - 240))
    let limit = min(end, span.end + 120)
    while hit < hits.count, hits[hit].end <= limit {
      let word = hits[hit]
      if rules.words[word.literal].roles.contains(.forbidding), word.start >= start {
        if word.end <= span.lead, rules.forbids.contains(metric, in: word.literal) { return true }
        if word.start >= span.end, word.end <= rightEnd, rules.forbids.contains(metric, in: word.literal) {
          return true
        }
        if word.start >= span.end, rules.forbidsRight.contains(metric, in: word.literal) { return true }
      }
      hit += 1
    }
    return false
  }

  private func find(_ part: PatternPart, before cursor: Int, from bound: Int) -> (start: Int, platform: Int?)? {
    switch part {
    case .platform:
      // A platform's word across the cursor already is the word that was found.
      let next = (lastPlatform(upTo: cursor) ?? -1) + 1
      if next < platforms.count, platforms[next].start < cursor { return nil }
      guard let token = lastPlatform(upTo: cursor), platforms[token].start >= bound else { return nil }
      return (platforms[token].start, token)
    case .literal(let literal):
      var hit = firstHit(endingAfter: cursor) - 1
      while hit >= 0, hits[hit].end > bound {
        if hits[hit].literal == literal, hits[hit].start >= bound, !isSilent(hits[hit].start),
          !isPlatformPart(hits[hit])
        {
          return (hits[hit].start, nil)
        }
        hit -= 1
      }
      return nil
    }
  }

  /// Whether a word only is a part of a platform's name, as 公开 in 公开栏.
  private func isPlatformPart(_ hit: LiteralAutomaton.Hit) -> Bool {
    let next = (lastPlatform(upTo: hit.start) ?? -1) + 1
    guard next < platforms.count else { return false }
    return platforms[next].start <= hit.start && platforms[next].end > hit.end
      || platforms[next].start < hit.start && platforms[next].end >= hit.end
  }

  private func find(
    _ part: PatternPart, after cursor: Int, to bound: Int, isNear: Bool
  ) -> (end: Int, platform: Int?)? {
    func isHere(_ start: Int) -> Bool {
      if !isNear { return start >= cursor }
      return start == cursor
        || start == cursor + 3 && (bytes.matches("的", at: cursor) || bytes.matches("“", at: cursor))
    }
    switch part {
    case .platform:
      var token = (lastPlatform(upTo: cursor) ?? -1) + 1
      while token < platforms.count, platforms[token].end <= bound {
        if isHere(platforms[token].start) { return (platforms[token].end, token) }
        token += 1
      }
    case .literal(let literal):
      var hit = firstHit(endingAfter: cursor)
      while hit < hits.count, hits[hit].end <= bound {
        if hits[hit].literal == literal, isHere(hits[hit].start) {
          // The word may itself name a platform, as in 41条短视频 or 两条微信.
          let token = lastPlatform(upTo: hits[hit].end)
          return (hits[hit].end, token.flatMap { platforms[$0].start >= hits[hit].start ? $0 : nil })
        }
        hit += 1
      }
    }
    return nil
  }
}

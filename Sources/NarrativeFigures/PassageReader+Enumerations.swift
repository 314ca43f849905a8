/// Distribution (narrative.md rule 6): a、b、c均为V, and a、b分别为V1、V2.
extension PassageReader {
  /// Reads the quantities of an enumeration that starts at `index`; gives how many, `nil` where there is none.
  mutating func readEnumeration(_ index: Int, _ places: Reach) -> Int? {
    if present.isDisjoint(with: [.same, .each]) { return nil }
    let span = quantities[index]
    guard
      let cue = lastHit(
        with: [.same, .each], from: max(clauseStart(span.lead), places.farthest - 30), to: span.lead)
    else { return nil }
    let isEach = rules.words[cue.literal].cues.contains(.each)
    let parts = listParts(before: listEnd(before: cue))
    let count = isEach ? run(from: index) : 1
    guard places.contains(cue.end) else {
      if isEach, let taken = readSharedVerb(index, after: cue, places) { return taken }
      return count > 1 && count == parts.count ? skipRun(index, count) : nil
    }
    // Whose the numbers are was said before: 微博粉丝5万,微信粉丝3万,推文分别为320条、280条.
    guard parts.count > 1 else { return count > 1 ? skipRun(index, count) : nil }
    if isEach, count != parts.count { return isEach && count > 1 ? skipRun(index, count) : nil }
    var matches: [Match] = []
    // A rate that is all rates of a row is one's own, whatever the others are.
    let isLenient = !isEach && span.kind == .percent && !hasRivalTopics(at: cue.start)
    for (order, part) in parts.enumerated() {
      guard let match = match(part, index + (isEach ? order : 0)) else {
        if isLenient { continue }
        break
      }
      matches.append(match)
    }
    if isLenient, !matches.isEmpty {
      for match in matches { emit(match, span, parent: nil) }
      return 1
    }
    if matches.count == parts.count {
      for (order, match) in matches.enumerated() {
        emit(match, quantities[index + (isEach ? order : 0)], parent: nil)
      }
      return count
    }
    if isEach { return readPlatformEnumeration(index, parts) }
    return span.kind == .percent ? skipRun(index, 1) : nil
  }

  /// 微博、微信粉丝分别为3万、5万: the last part names the metric, every part its platform.
  private mutating func readPlatformEnumeration(_ index: Int, _ parts: [Range<Int>]) -> Int? {
    guard let final = parts.last, let match = match(final, index) else { return skipRun(index, parts.count) }
    let tokens = parts.map { part in
      platforms.indices.first { platforms[$0].start >= part.lowerBound && platforms[$0].end <= part.upperBound }
    }
    let metric = rules.metrics[match.metric]
    guard tokens.allSatisfy({ $0 != nil }), metric.rule.table == .microblog else { return skipRun(index, parts.count) }
    for (order, token) in tokens.enumerated() {
      guard let token else { continue }
      let platform = rules.platforms[platforms[token].platform]
      guard platform.kind == .social else { continue }
      var own = match
      own.subject = Subject(code: platform.code, kind: platform.kind, account: platforms[token].account)
      own.start = platforms[token].start
      emit(own, quantities[index + order], parent: nil)
    }
    return parts.count
  }

  /// 微博、抖音号分别发布信息31条、18条: the verb behind 分别 is that of every platform.
  private mutating func readSharedVerb(_ index: Int, after cue: LiteralAutomaton.Hit, _ places: Reach) -> Int? {
    let parts = listParts(before: listEnd(before: cue))
    guard parts.count > 1, run(from: index) == parts.count else { return nil }
    let tokens = parts.compactMap { part in
      platforms.indices.last { platforms[$0].start >= part.lowerBound && platforms[$0].end == part.upperBound }
    }
    guard tokens.count == parts.count,
      tokens.allSatisfy({ rules.platforms[platforms[$0].platform].kind == .social }),
      let match = bestMatch(index, places, listStart: -1), match.start >= cue.end,
      rules.metrics[match.metric].rule.table == .microblog
    else { return nil }
    for (order, token) in tokens.enumerated() {
      let platform = rules.platforms[platforms[token].platform]
      var own = match
      own.subject = Subject(code: platform.code, kind: platform.kind, account: platforms[token].account)
      own.end = quantities[index + order].end
      emit(own, quantities[index + order], parent: nil)
    }
    return parts.count
  }

  private mutating func skipRun(_ index: Int, _ count: Int) -> Int {
    if isTracing {
      for order in 0..<count where index + order < quantities.count {
        trace(quantities[index + order], [], "an enumeration whose parts and numbers do not pair")
      }
    }
    return count
  }

  static let joints: [StaticString] = ["、", "和", "及", "与", ","]

  /// How many quantities follow one another with only 、, 和 and the like between them.
  private func run(from index: Int) -> Int {
    var count = 1
    while index + count < quantities.count {
      let start = quantities[index + count - 1].end
      let end = quantities[index + count].lead
      let isJoined = PassageReader.joints.contains { bytes.matches($0, at: start) && start + $0.byteCount == end }
      if !isJoined { break }
      count += 1
    }
    return count
  }

  /// Where the list ends that a cue speaks of: a comma may stand between, as in 开通微博、抖音号,分别发布信息….
  private func listEnd(before cue: LiteralAutomaton.Hit) -> Int {
    cue.start > 0 && bytes[cue.start - 1] == UInt8(ascii: ",") ? cue.start - 1 : cue.start
  }

  /// The parts of the list that ends at `end`, in order.
  func listParts(before end: Int) -> [Range<Int>] {
    let bound = max(clauseStart(end), end - 240)
    var parts: [Range<Int>] = []
    var partEnd = end
    var position = end
    while position > bound {
      position -= 1
      for word in PassageReader.joints.prefix(4) where bytes.matches(word, at: position) && position + 3 < partEnd {
        parts.append(position + 3..<partEnd)
        partEnd = position
      }
    }
    parts.append(bound..<partEnd)
    return parts.filter { !$0.isEmpty && !isOrdinal($0) }.reversed()
  }

  /// Whether a part is the number of a heading that the text goes on behind, as 一 of 一、总体情况.
  private func isOrdinal(_ part: Range<Int>) -> Bool {
    guard part.count <= 9 else { return false }
    let numerals: [StaticString] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
    return stride(from: part.lowerBound, to: part.upperBound, by: 3).allSatisfy { place in
      numerals.contains { bytes.matches($0, at: place) }
    }
  }

  /// The plain pattern whose word ends the part, for the quantity at `index`.
  func match(_ part: Range<Int>, _ index: Int) -> Match? {
    let span = quantities[index]
    var best: Match?
    var hit = firstHit(endingAfter: part.upperBound) - 1
    while hit >= 0, hits[hit].end == part.upperBound {
      let word = hits[hit]
      if word.start >= part.lowerBound {
        for place in rules.tails[word.literal] {
          let number = rules.tails.elements[place]
          let pattern = rules.patterns[number]
          let metric = rules.metrics[pattern.metric]
          guard pattern.lefts.count == 1, pattern.rights.isEmpty, !pattern.hasGapBefore,
            best.map({ pattern.weight > $0.weight }) ?? true,
            span.kind == .percent
              ? metric.rule.takesPercent : span.unit.map({ metric.rule.units.contains($0) }) ?? true,
            metric.rule.topic.map({ isTopic($0, at: word.end) }) ?? true,
            metric.rule.shunnedTopics.isEmpty || !hasTopic(metric.rule.shunnedTopics, at: word.end),
            let subject = subject(for: metric, at: word.end, named: nil, listStart: -1)
          else { continue }
          best = Match(
            pattern: number, metric: pattern.metric, start: word.start, end: span.end, weight: pattern.weight,
            subject: subject, rule: "\(metric.rule.table.rawValue).\(metric.rule.code): \(pattern.text) of a list")
        }
      }
      hit -= 1
    }
    return best
  }
}

/// Negations (narrative.md rule 10): one negator governs the nouns of its clause.
extension PassageReader {
  mutating func readZeros() {
    let wanted: CueSet = [.negation, .shortNegation, .notNegation]
    let negations = present.isDisjoint(with: wanted) ? [] : longestHits { !$0.cues.isDisjoint(with: wanted) }
    for hit in negations {
      let cues = rules.words[hit.literal].cues
      if cues.contains(.notNegation) || isPlanned(hit.start) || isMasked(hit.start) { continue }
      let isShort = cues.contains(.shortNegation)
      if isShort, !isShortNegation(hit) { continue }
      readZeros(after: hit, isShort: isShort)
    }
    for hit in longestHits(of: .zeroAlone) where !isPlanned(hit.start) {
      for place in rules.zeroAloneOf[hit.literal] {
        let span = zeroSpan(hit.start..<hit.end)
        addZero(rules.zeroAloneOf.elements[place], span, hit.start..<hit.end)
      }
    }
  }

  /// 无 and 零 negate at the start of a clause or after words like 年, 均, 也, not inside words.
  private func isShortNegation(_ hit: LiteralAutomaton.Hit) -> Bool {
    if hit.start == 0 || hit.end - hit.start > 3 { return true }
    let (scalar, _) = PassageText.decode(bytes, at: max(0, hit.start - 3))
    guard let scalar else { return bytes[hit.start - 1] < 0x80 }
    return HanNumeral.digit(scalar) == nil && HanNumeral.place(scalar) == nil
  }

  private func zeroSpan(_ range: Range<Int>) -> QuantitySpan {
    QuantitySpan(
      lead: range.lowerBound, start: range.lowerBound, numberEnd: range.upperBound, end: range.upperBound, kind: .count,
      quantity: .negatedZero, unit: nil)
  }

  private mutating func readZeros(after negation: LiteralAutomaton.Hit, isShort: Bool) {
    let end = min(clauseEnd(negation.end), negation.end + 240)
    var next = firstQuantity(from: negation.end)
    while next < quantities.count, quantities[next].end <= end {
      if !isIndefiniteOne(quantities[next]) { return }
      next += 1
    }
    var nouns: [LiteralAutomaton.Hit] = []
    var forbidden: [Int] = []
    var index = firstHit(endingAfter: negation.start)
    while index < hits.count, hits[index].end <= end {
      let hit = hits[index]
      if rules.words[hit.literal].roles.contains(.zeros), hit.start >= negation.start, !isSilent(hit.start) {
        if !rules.zeroOf[hit.literal].isEmpty, hit.end > negation.end { nouns.append(hit) }
        for place in rules.forbidsZeroOf[hit.literal] { forbidden.append(rules.forbidsZeroOf.elements[place]) }
      }
      index += 1
    }
    nouns.sort { ($0.start, $1.end) < ($1.start, $0.end) }
    var covered = negation.start
    for noun in nouns where noun.start >= covered {
      guard isGoverned(noun.end, to: end), !isShort || noun.start - negation.end <= shortReach(negation.end) else {
        continue
      }
      covered = noun.end
      for place in rules.zeroOf[noun.literal] where !forbidden.contains(rules.zeroOf.elements[place].metric) {
        let use = rules.zeroOf.elements[place]
        guard rules.metrics[use.metric].rule.topic.map({ isTopic($0, at: noun.end) }) ?? true else { continue }
        let limit = quoteEnd(negation, noun)
        addZero(use, zeroSpan(negation.start..<limit), negation.start..<limit)
      }
    }
  }

  /// 无 reaches far only over an attribute that says so: 无因…引发的行政复议.
  private func shortReach(_ position: Int) -> Int {
    let openings: [StaticString] = ["因", "被", "涉", "任何", "有关", "相关", "依", "政府信息", "信息公开", "公民", "关于", "由"]
    return openings.contains { bytes.matches($0, at: position) } ? 120 : 24
  }

  private func quoteEnd(_ negation: LiteralAutomaton.Hit, _ noun: LiteralAutomaton.Hit) -> Int {
    bytes.matches("情况", at: noun.end) && noun.end - negation.end < 40 ? noun.end + 6 : noun.end
  }

  /// The index of the first quantity at or after `position`.
  func firstQuantity(from position: Int) -> Int {
    var low = 0
    var high = quantities.count
    while low < high {
      let middle = (low + high) / 2
      if quantities[middle].lead < position { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// 一 in 未发生一起 is no quantity of its own.
  private func isIndefiniteOne(_ span: QuantitySpan) -> Bool {
    bytes.matches("一", at: span.start) && span.quantity.value?.integer == 1 || span.kind == .percent
  }

  /// Whether a noun is what is negated: its clause or list element ends there.
  private func isGoverned(_ position: Int, to end: Int) -> Bool {
    if position >= end - 1 { return true }
    for word in PassageReader.zeroTails where bytes.matches(word, at: position) { return true }
    return false
  }

  private static let zeroTails: [StaticString] = [
    "、", "和", "及", "或", "与", "等", "情况", "案件", "事项", "的情况", "的情形", "的案件", "的申请", "申请", "事件", "问题", "现象", "件", "的事",
    "。", ",", ";", "费用", "的投诉", "的行为", "的现象", "信息", "记录", "被提起", "提起", "引发的", "或者", "以及", "(", ")", "的费用", "\n",
  ]

  private mutating func addZero(_ use: SealedRules.ZeroUse, _ span: QuantitySpan, _ range: Range<Int>) {
    add(
      metric: use.metric, code: rules.metrics[use.metric].rule.code, platform: nil, account: nil, span: span,
      quantity: .negatedZero, range: range, isChild: false, isPart: false, rule: use.rule)
  }
}

/// What a passage holds before any pattern is tried: quantities, topics, and the words of one kind.
extension PassageReader {
  mutating func findQuantities() {
    let scanner = QuantityScanner(bytes: bytes, units: rules.units, exclusions: rules.exclusions, yuan: rules.yuan)
    quantities = scanner.scan(text.numeralOffsets) { isMasked($0) }
    let words = hits(with: .countless).filter { !isMasked($0.start) }
    guard !words.isEmpty else { return }
    for hit in words {
      countless.insert(hit.start)
      quantities.append(
        QuantitySpan(
          lead: hit.start, start: hit.start, numberEnd: hit.end, end: hit.end, kind: .count,
          quantity: Quantity(value: nil, low: nil, high: nil, qualifier: .countless), unit: nil))
    }
    quantities.sort { $0.lead < $1.lead }
  }

  mutating func findTopics() {
    for hit in longestHits(of: .topic) { topics.append((Int(rules.words[hit.literal].topic), hit.end)) }
  }

  /// The hits of one kind without those inside or across an earlier, longer one.
  func longestHits(_ isWanted: (SealedRules.Word) -> Bool) -> [LiteralAutomaton.Hit] {
    var wanted: [LiteralAutomaton.Hit] = []
    var isSorted = true
    for hit in hits where isWanted(rules.words[hit.literal]) && !isSilent(hit.start) {
      if let last = wanted.last, (hit.start, last.end) < (last.start, hit.end) { isSorted = false }
      wanted.append(hit)
    }
    if !isSorted { wanted.sort { ($0.start, $1.end) < ($1.start, $0.end) } }
    var kept = 0
    var end = 0
    for index in wanted.indices where wanted[index].start >= end {
      end = wanted[index].end
      wanted[kept] = wanted[index]
      kept += 1
    }
    wanted.removeLast(wanted.count - kept)
    return wanted
  }

  /// The hits of one role without those inside or across an earlier, longer one.
  func longestHits(of role: WordRoles) -> [LiteralAutomaton.Hit] {
    roles.isDisjoint(with: role) ? [] : longestHits { !$0.roles.isDisjoint(with: role) }
  }
}

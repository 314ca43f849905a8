import DecimalNumbers

/// What single posts reached: 推文1篇阅读量突破10万 tells of that post and not of the year (narrative.md rule 12).
extension PassageReader {
  /// Whether a quantity is one post whose readers the next quantity tells.
  func isSinglePost(_ index: Int) -> Bool {
    quantities[index].quantity.value == DecimalNumber(1) && isFollowedByReach(index)
  }

  /// Whether a quantity says how things are counted, as (不同方式回应同一热点计1次) does.
  func isCountingRule(_ index: Int) -> Bool {
    let span = quantities[index]
    guard span.quantity.value == DecimalNumber(1), bytes.matches("计", at: span.start - 3) else { return false }
    let clause = max(clauseStart(span.start), span.start - 90)
    return (clause..<span.start).contains { bytes.matches("同一", at: $0) || bytes.matches("同1", at: $0) }
  }

  /// Whether a quantity tells what the post before it reached, or each of some, as in 其中3条微博阅读量超10万.
  func isOfSinglePosts(_ position: Int) -> Bool {
    if present.isDisjoint(with: .reached) { return false }
    let index = firstQuantity(from: position)
    guard index > 0, index < quantities.count, quantities[index].lead == position, isFollowedByReach(index - 1) else {
      return false
    }
    if quantities[index - 1].quantity.value == DecimalNumber(1) { return true }
    let lead = quantities[index - 1].lead
    return lastHit(with: .subset, from: max(0, lead - 12), to: lead)?.end == lead || bytes.matches("有", at: lead - 3)
  }

  /// Whether a quantity counts posts, and the word for their readers leads to the next one in the same clause.
  private func isFollowedByReach(_ index: Int) -> Bool {
    if present.isDisjoint(with: .reached) { return false }
    let span = quantities[index]
    guard index + 1 < quantities.count, let unit = span.unit, rules.itemUnits.contains(unit) else { return false }
    let next = quantities[index + 1].lead
    guard next - span.end <= 60, next <= clauseEnd(span.end) else { return false }
    return lastHit(with: .reached, from: span.end, to: next) != nil
  }
}

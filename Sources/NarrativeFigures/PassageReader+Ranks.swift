import DecimalNumbers

/// Ranks: 第N名, 前N位, and lists whose name says how long they are.
extension PassageReader {
  mutating func readRank(_ span: QuantitySpan) {
    let start = clauseStart(span.lead)
    let window = max(start, span.lead - 180)
    let isNamed =
      lastHit(with: .rankWord, from: window, to: min(clauseEnd(span.end), span.end + 24)) != nil
    let isIdiom = hits[firstHit(endingAfter: span.lead)...].prefix(12).contains {
      $0.start == span.lead && rules.words[$0.literal].cues.contains(.notRank)
    }
    guard isNamed, !isIdiom, let token = lastPlatform(upTo: span.lead),
      platforms[token].start >= sentenceStart(span.lead), let subject = subject(of: token), subject.kind == .social
    else {
      if isTracing { trace(span, [], "no rank of a platform") }
      return
    }
    let first = lastHit(with: .rankWord, from: window, to: span.lead)?.start ?? span.lead
    addRank(span, subject, first..<span.end, rule: "microblog.rank")
  }

  /// 入围 before a list's quoted name, as “十大…”, is a rank among the first ten.
  mutating func readRankLists() {
    for hit in hits(with: .rankListVerb) {
      let limit = min(bytes.count, hit.end + 96)
      guard bytes.matches("“", at: hit.end), !isPlanned(hit.start) else { continue }
      var end = hit.end + 3
      while end < limit, !bytes.matches("”", at: end) { end += 1 }
      guard end < limit, let token = lastPlatform(upTo: hit.start),
        platforms[token].start >= sentenceStart(hit.start), let subject = subject(of: token), subject.kind == .social,
        !quantities[firstQuantity(from: end)...].prefix(4).contains(where: { $0.kind != .count && $0.lead < end + 36 })
      else { continue }
      let size = hits[firstHit(endingAfter: hit.end)...].prefix(64).first {
        $0.start >= hit.end && $0.end <= end && rules.rankLists[$0.literal] > 0
      }.map { rules.rankLists[$0.literal] }
      guard let size else { continue }
      let span = QuantitySpan(
        lead: hit.start, start: hit.start, numberEnd: end, end: end + 3, kind: .front,
        quantity: Quantity(
          value: nil, low: DecimalNumber(1), high: DecimalNumber(Int64(size)), qualifier: .rankAtMost), unit: nil)
      addRank(span, subject, hit.start..<end + 3, rule: "microblog.rank: list name")
    }
  }

  private mutating func addRank(_ span: QuantitySpan, _ subject: Subject, _ range: Range<Int>, rule: String) {
    guard let metric = rules.metrics.firstIndex(where: { $0.rule.table == .microblog }) else { return }
    add(
      metric: metric, code: "rank", platform: subject.code, account: subject.account, span: span,
      quantity: span.quantity, range: range, isChild: false, isPart: false, rule: rule)
  }
}

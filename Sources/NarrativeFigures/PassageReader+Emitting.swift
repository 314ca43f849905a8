import DecimalNumbers

/// From a match to a figure: platform, channel, unit, scope, quote.
extension PassageReader {
  mutating func emit(_ match: Match, _ span: QuantitySpan, parent: Int?, quantity: Quantity? = nil) {
    let metric = rules.metrics[match.metric]
    var channel = channel(of: metric, match.subject, at: span.lead, parent: parent)
    if metric.rule.table == .microblog, channel?.code != "new_media", isOfAllPlatforms(span.lead) {
      channel = Subject(code: "new_media", kind: .social, account: nil)
    }
    let isPart = parent.map { belongs(to: $0, match.metric, span) } ?? false
    add(
      metric: match.metric, code: metric.rule.code, platform: channel?.code, account: channel?.account, span: span,
      quantity: quantity ?? span.quantity, range: match.start..<max(match.end, span.end), isChild: parent != nil,
      isPart: isPart, rule: match.rule)
  }

  /// Whether a figure with a trigger of its own still is a part: same unit, and the list was not ended by a semicolon.
  private func belongs(to parent: Int, _ metric: Int, _ span: QuantitySpan) -> Bool {
    guard figures[parent].unit == span.unit else { return false }
    let parts = rules.metrics[figures[parent].metric].rule.parts
    if !parts.isEmpty, !parts.contains(rules.metrics[metric].rule.code) { return false }
    if figures[parent].order >= last(of: semicolons, upTo: span.lead) || figures[parent].metric == metric {
      return true
    }
    // Behind a semicolon the list goes on with parts of the kind it had.
    return figures.suffix(8).contains { $0.list == openList.number && openList.number >= 0 && $0.metric == metric }
  }

  private func channel(of metric: Metric, _ subject: Subject?, at position: Int, parent: Int?) -> Subject? {
    if metric.rule.table == .microblog { return subject }
    switch metric.rule.channel {
    case .none: return nil
    case .subject: return subject.flatMap { $0.kind == .other ? nil : $0 }
    case .fixed(let code): return Subject(code: code, kind: .other, account: nil)
    case .child:
      guard let parent, let code = figures[parent].figure.platform else { return nil }
      return Subject(code: code, kind: .website, account: figures[parent].figure.account)
    case .websiteOnly: return subject.flatMap { $0.kind == .website && isInSentence(position) ? $0 : nil }
    }
  }

  private func isInSentence(_ position: Int) -> Bool {
    lastPlatform(upTo: position).map { platforms[$0].start >= sentenceStart(position) } ?? false
  }

  /// A part of a list without a trigger of its own takes the metric its parent's rule names for parts.
  mutating func emitChild(of parent: Int, _ span: QuantitySpan, _ places: Reach, listStart: Int) -> Bool {
    if emitPlatformPart(of: parent, span, places, listStart: listStart) { return true }
    guard rules.metrics[figures[parent].metric].rule.children != nil, let unit = span.unit else { return false }
    let end = places.farthest
    let bound = max(clauseStart(end), listStart)
    let hasNoun = hits[..<firstHit(endingAfter: span.lead)].suffix(24).contains {
      rules.words[$0.literal].cues.contains(.childNoun) && places.contains($0.end) && $0.start >= bound
    }
    guard unit == figures[parent].unit || hasNoun && isItem(unit) && figures[parent].unit.map(isItem) ?? false else {
      return false
    }
    // 中英文各1条 counts each of several.
    if bytes.matches("各", at: span.lead - 3) { return false }
    var start = span.lead
    var length = 0
    while start >= bound + 1, length < 18, !bytes.matches("、", at: start - 3), bytes[start - 1] != UInt8(ascii: ":") {
      start -= 1
      while start > bound, bytes[start] & 0xC0 == 0x80 { start -= 1 }
      length += 1
    }
    // A part named by a bare noun must be short and hold no verb.
    if !hasNoun {
      guard length < 18, end - start >= 6, !holdsStop(start..<end) else { return false }
    }
    // 其中阅读量过万的文章15篇 counts by reach and not by topic.
    for word in ["过万", "超万", "破万", "过千"] as [StaticString] {
      for position in start..<max(start, end - word.byteCount) where bytes.matches(word, at: position) { return false }
    }
    addPart(of: parent, span, start..<span.end)
    return true
  }

  /// Whether a word lies in the range that a part's name must not hold; 公共 and the like may.
  func holdsStop(_ range: Range<Int>) -> Bool {
    var position = range.lowerBound
    while position < range.upperBound {
      if let name = rules.childNames.longest(in: bytes, at: position) {
        position += name.length
      } else if rules.childStops.longest(in: bytes, at: position) != nil {
        return true
      } else {
        position += 1
      }
    }
    return false
  }

  /// Units in which published things are counted, one for another.
  private func isItem(_ unit: Int) -> Bool { rules.itemUnits.contains(unit) }

  /// Whether a match that names no platform only is a part of the website's figure whose list it stands in.
  func isPlainPart(_ match: Match, of parent: Int, _ span: QuantitySpan) -> Bool {
    let whole = rules.metrics[figures[parent].metric].rule
    let part = rules.metrics[match.metric].rule
    return whole.subject == .website && whole.children == whole.code && part.subject == .absent
      && part.children == part.code && figures[parent].unit == span.unit
  }

  /// A part that has the platform of its whole, and the metric its whole's rule names for parts.
  mutating func addPart(of parent: Int, _ span: QuantitySpan, _ range: Range<Int>) {
    let owner = figures[parent]
    guard let code = rules.metrics[owner.metric].rule.children else { return }
    add(
      metric: owner.metric, code: code, platform: owner.figure.platform, account: owner.figure.account, span: span,
      quantity: span.quantity, range: range, isChild: true, isPart: true,
      rule: "\(owner.figure.table.rawValue).\(code): part of \(owner.figure.metric)")
  }

  /// 粉丝300万，其中微博120万: a part named by its platform alone has the metric of the whole.
  mutating func emitPlatformPart(
    of parent: Int, _ span: QuantitySpan, _ places: Reach, listStart: Int
  ) -> Bool {
    let owner = figures[parent]
    guard owner.figure.table == .microblog, owner.unit == span.unit, let token = lastPlatform(upTo: span.lead),
      platforms[token].start >= listStart, places.contains(platforms[token].end),
      let subject = subject(of: token), subject.kind == .social
    else { return false }
    add(
      metric: owner.metric, code: owner.figure.metric, platform: subject.code, account: subject.account, span: span,
      quantity: span.quantity, range: platforms[token].start..<span.end, isChild: true, isPart: true,
      rule: "microblog.\(owner.figure.metric): part by platform")
    return true
  }

  mutating func add(
    metric: Int, code: String, platform: String?, account: String?, span: QuantitySpan, quantity: Quantity,
    range: Range<Int>, isChild: Bool, isPart: Bool, rule: String
  ) {
    let declared = rules.metrics[metric]
    let source = sourceRange(range)
    guard !source.isEmpty else { return }
    let unit: String? =
      span.kind == .percent
      ? "percent" : span.kind == .count ? span.unit.map { rules.unitNames[$0] } : "rank"
    let period = period(at: span.lead, isStock: declared.rule.isStock && code == declared.rule.code)
    let figure = NarrativeFigure(
      table: declared.rule.table, platform: platform, account: account, metric: code, value: quantity.value,
      low: quantity.low, high: quantity.high, qualifier: quantity.qualifier.rawValue, unit: unit, period: period,
      scope: scope(span.lead, declared, isPart: isPart), quote: String(decoding: passage.text[source], as: UTF8.self),
      line: passage.line(at: source.lowerBound), passage: number, range: source, rule: rule)
    figures.append(
      Found(
        figure: figure, isChild: isChild, unit: span.unit, metric: metric, order: span.end, number: figures.count,
        list: isPart ? openList.number : -1))
    if isTracing { trace(span, [figure], "") }
  }

  private func scope(_ position: Int, _ metric: Metric, isPart: Bool) -> String? {
    if metric.rule.isStock { return isPart ? "subset" : "stock" }
    if isOfSinglePosts(position) || isOfEvent(position) { return "single_event" }
    if isPart { return "subset" }
    let clause = clauseStart(position)
    if lastHit(with: .cumulative, from: clause, to: position) != nil,
      lastHit(with: .thisYear, from: clause, to: position) == nil,
      lastYear(upTo: position).map({ years[$0].start < clause }) ?? true
    {
      return "cumulative_or_year"
    }
    return nil
  }

  /// Whether the sentence tells of one event or one post; a total behind it is of all: 单条播放量50万次,总播放量860万次.
  private func isOfEvent(_ position: Int) -> Bool {
    let sentence = sentenceStart(position)
    guard let event = lastHit(with: .event, from: sentence, to: position) else { return false }
    let clause = max(clauseStart(position), position - 30)
    return event.start >= clause || !(clause..<position).contains { bytes.matches("总", at: $0) }
  }
}

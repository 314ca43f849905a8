/// Published things that are named by what they are, not as 信息: 推送健康科普知识58篇, 公开工作动态126条、公示公告35条.
extension PassageReader {
  /// A list of published things: the figure whose metric and platform the next thing has, and where it ended.
  struct ThingList {
    var figure: Int
    var end: Int
    /// Whether it was told by a verb and bare nouns alone, so that commas part its things too.
    var isOfNouns: Bool
  }

  /// Reads a quantity that no rule fits as a number of published things; `false` where it is none.
  mutating func emitNamedThing(_ index: Int) -> Bool {
    let span = quantities[index]
    guard span.kind == .count, let unit = span.unit, rules.thingUnits.contains(unit) else { return false }
    if let figure = listedThing(index, unit) {
      let owner = figures[figure].figure
      let metric = figures[figure].metric
      addThing(metric, owner.platform, owner.account, span, from: nounStart(index))
      thingList = ThingList(figure: figures.count - 1, end: span.end, isOfNouns: true)
      return true
    }
    guard let verb = publishingVerb(before: index) else { return false }
    for metric in verb.isPlain ? rules.thingMetrics : rules.thingMetrics.dropLast() {
      guard let subject = subject(for: rules.metrics[metric], at: span.lead, named: nil, listStart: 0),
        !isForbidden(metric, span, rightEnd: span.end)
      else { continue }
      let isNamed = rules.metrics[metric].rule.subject != .absent
      addThing(metric, isNamed ? subject?.code : nil, isNamed ? subject?.account : nil, span, from: verb.start)
      thingList = ThingList(figure: figures.count - 1, end: span.end, isOfNouns: true)
      return true
    }
    return false
  }

  /// Notes a figure of published things that a rule found: bare nouns may follow it in a list.
  mutating func noteThing(_ index: Int, before count: Int) {
    let span = quantities[index]
    if figures.count == count + 1, rules.thingCodes.contains(figures[count].figure.metric) {
      thingList = ThingList(figure: count, end: span.end, isOfNouns: false)
    } else if let list = thingList, index > 0, quantities[index - 1].end == list.end,
      bytes.matches("、", at: list.end)
    {
      thingList?.end = span.end
    }
  }

  /// The figure whose list a quantity goes on with.
  private func listedThing(_ index: Int, _ unit: Int) -> Int? {
    guard let list = thingList, index > 0, quantities[index - 1].end == list.end, figures.indices.contains(list.figure),
      figures[list.figure].unit == unit
    else { return nil }
    let isComma = bytes[list.end] == UInt8(ascii: ",")
    guard bytes.matches("、", at: list.end) || isComma && list.isOfNouns else { return nil }
    return isThing(nounStart(index)..<quantities[index].lead, longest: isComma ? 24 : 48) ? list.figure : nil
  }

  /// Where the noun of a thing in a list begins.
  private func nounStart(_ index: Int) -> Int {
    let end = quantities[index - 1].end
    return bytes[end] == UInt8(ascii: ",") ? end + 1 : end + 3
  }

  /// The verb of publishing in the clause before a quantity with only a noun between the two; plain ones need no platform.
  private func publishingVerb(before index: Int) -> (start: Int, isPlain: Bool)? {
    var lead = quantities[index].lead
    // 发布警情通报、防范提示等2315条 names examples.
    let isOpen = lead >= 3 && bytes.matches("等", at: lead - 3)
    if isOpen { lead -= 3 }
    let bound = max(clauseStart(lead), index > 0 ? quantities[index - 1].end : 0, lead - (isOpen ? 120 : 66))
    var position = lead - 6
    while position > bound {
      position -= 1
      if bytes[position] & 0xC0 == 0x80 { continue }
      if !isOpen, bytes.matches("、", at: position) { return nil }
      for (verb, isPlain) in PassageReader.publishingVerbs where bytes.matches(verb, at: position) {
        if isPlain, isNounOf(position) { return nil }
        var noun = position + verb.byteCount
        for word in PassageReader.thingFillers where bytes.matches(word, at: noun) { noun += word.byteCount }
        return isThing(noun..<lead, longest: isOpen ? 108 : 54) ? (position, isPlain) : nil
      }
    }
    return nil
  }

  /// Whether 公开 at a position is part of a noun, as in 政务公开 and 依申请公开.
  private func isNounOf(_ position: Int) -> Bool {
    (["务", "息", "请", "予", "分", "预", "意", "果", "程", "会", "日", "性", "力"] as [StaticString]).contains {
      bytes.matches($0, at: position - 3)
    }
  }

  /// Whether a range holds the name of a thing and no verb, number or punctuation.
  private func isThing(_ range: Range<Int>, longest: Int) -> Bool {
    guard range.count >= 6, range.count <= longest, !isMasked(range.lowerBound), !isMasked(range.upperBound - 1) else {
      return false
    }
    for position in range {
      if bytes[position] < 0x80 || bytes.matches("”", at: position) || bytes.matches("》", at: position) { return false }
    }
    for word in PassageReader.notPublished where bytes.matches(word, at: range.upperBound - word.byteCount) {
      return false
    }
    return !holdsStop(range)
  }

  /// What is drawn up and not told when it is published.
  private static let notPublished: [StaticString] = [
    "目录", "清单", "事项", "措施", "举措", "制度", "电话", "岗位", "承诺", "标准", "建议", "意见", "问题",
    "视频",
  ]

  private mutating func addThing(
    _ metric: Int, _ platform: String?, _ account: String?, _ span: QuantitySpan, from start: Int
  ) {
    let rule = rules.metrics[metric].rule
    add(
      metric: metric, code: rule.code, platform: platform, account: account, span: span, quantity: span.quantity,
      range: start..<span.end, isChild: false, isPart: false, rule: "\(rule.table.rawValue).\(rule.code): named thing")
  }

  private static let publishingVerbs: [(StaticString, Bool)] = [
    ("发布", true), ("公开", true), ("推送", false), ("编发", false),
  ]
  private static let thingFillers: [StaticString] = ["了", "各类", "各种", "相关", "有关"]
}

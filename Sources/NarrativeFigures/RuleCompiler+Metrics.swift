import Yams

/// Metrics and their patterns.
extension RuleCompiler {
  mutating func readMetrics(_ root: Node.Mapping) {
    for (number, node) in file.list(root, "metrics", "file").enumerated() {
      let place = "metrics[\(number)]"
      guard let mapping = node.mapping else {
        file.complain(node, place, "must be a mapping")
        continue
      }
      readMetric(mapping, node, place)
    }
    let codes = Set(rules.metrics.map { $0.rule.code })
    for metric in rules.metrics {
      for part in metric.rule.parts.subtracting(codes).sorted() {
        file.complain(root["metrics"], "\(metric.rule.code).parts", "no metric \(part)")
      }
    }
  }

  private mutating func readMetric(_ mapping: Node.Mapping, _ node: Node, _ place: String) {
    file.allow(
      [
        "code", "table", "units", "bare", "subject", "channel", "reach", "stock", "topic", "children", "patterns",
        "zero", "zero_not", "zero_words", "not", "not_right", "not_topics", "default_platform",
        "verb", "parts",
      ], in: mapping, place)
    guard let code = file.text(mapping, "code", place) else { return }
    if !code.utf8.allSatisfy({ $0 == 0x5F || $0 >= 0x30 && $0 <= 0x39 || $0 >= 0x61 && $0 <= 0x7A }) {
      file.complain(mapping["code"], "\(place).code", "must be lower-case letters, digits and _")
    }
    guard let table = NarrativeTable(rawValue: file.text(mapping, "table", place) ?? "") else {
      file.complain(mapping["table"], "\(place).table", "must be microblog or engagement")
      return
    }
    var metric = MetricRule(
      code: code, table: table, units: [], takesPercent: false, takesBare: flag(mapping, "bare", place),
      subject: .any, channel: .none, reachesParagraph: false,
      isStock: flag(mapping, "stock", place), topic: nil,
      children: file.text(mapping, "children", place, optional: true), defaultPlatform: nil)
    for unit in file.words(mapping, "units", place) {
      if unit == "%" {
        metric.takesPercent = true
      } else if let known = units[unit] {
        metric.units.insert(known)
      } else {
        file.complain(mapping["units"], "\(place).units", "\(unit) is not among the units")
      }
    }
    if let subject = file.text(mapping, "subject", place, optional: true) {
      if let known = SubjectRule(rawValue: subject) {
        metric.subject = known
      } else {
        file.complain(mapping["subject"], "\(place).subject", "must be any, social, website, press or absent")
      }
    }
    switch file.text(mapping, "reach", place, optional: true) {
    case nil: metric.reachesParagraph = metric.subject == .social
    case "sentence": metric.reachesParagraph = false
    case "paragraph": metric.reachesParagraph = true
    default: file.complain(mapping["reach"], "\(place).reach", "must be sentence or paragraph")
    }
    for topic in file.words(mapping, "not_topics", place, optional: true) {
      if let known = topics[topic] {
        metric.shunnedTopics.insert(known)
      } else {
        file.complain(mapping["not_topics"], "\(place).not_topics", "no topic \(topic)")
      }
    }
    if table == .microblog, metric.subject != .social {
      file.complain(node, place, "a microblog metric needs the subject social")
    }
    if let topic = file.text(mapping, "topic", place, optional: true) {
      metric.topic = topics[topic]
      if metric.topic == nil { file.complain(mapping["topic"], "\(place).topic", "no topic \(topic)") }
    }
    if let code = file.text(mapping, "default_platform", place, optional: true) {
      metric.defaultPlatform = platforms[code]
      if metric.defaultPlatform == nil { file.complain(node, "\(place).default_platform", "no platform \(code)") }
    }
    switch file.text(mapping, "verb", place, optional: true) {
    case nil: break
    case "own": metric.hasOwnVerb = true
    default: file.complain(mapping["verb"], "\(place).verb", "must be own")
    }
    metric.parts = Set(file.words(mapping, "parts", place, optional: true))
    readChannel(mapping, place, into: &metric)
    readWords(mapping, place, of: rules.metrics.count, named: "\(table.rawValue).\(code)")
    rules.metrics.append(Metric(metric))
  }

  private mutating func flag(_ mapping: Node.Mapping, _ key: String, _ place: String) -> Bool {
    guard let text = file.text(mapping, key, place, optional: true) else { return false }
    if text != "true", text != "false" { file.complain(mapping[key], "\(place).\(key)", "must be true or false") }
    return text == "true"
  }

  private mutating func readChannel(_ mapping: Node.Mapping, _ place: String, into metric: inout MetricRule) {
    switch file.text(mapping, "channel", place, optional: true) {
    case nil: metric.channel = metric.subject == .any ? .none : .subject
    case "none": metric.channel = .none
    case "subject": metric.channel = .subject
    case "child": metric.channel = .child
    case "website_only": metric.channel = .websiteOnly
    case let code?:
      if platforms[code] == nil { file.complain(mapping["channel"], "\(place).channel", "no platform \(code)") }
      metric.channel = .fixed(code)
    }
  }

  private mutating func readWords(_ mapping: Node.Mapping, _ place: String, of metric: Int, named name: String) {
    var seen: Set<String> = []
    for text in file.words(mapping, "patterns", place, optional: mapping["zero"] != nil) {
      if !seen.insert(text).inserted { file.complain(mapping["patterns"], place, "the pattern \(text) stands twice") }
      addPattern(text, of: metric, named: name, mapping, place)
    }
    for word in file.words(mapping, "zero", place, optional: true) {
      rules.uses[rules.literal(word)].zeroOf.append(metric)
    }
    for word in file.words(mapping, "zero_words", place, optional: true) {
      rules.uses[rules.literal(word)].zeroAloneOf.append(metric)
    }
    for word in file.words(mapping, "zero_not", place, optional: true) {
      rules.uses[rules.literal(word)].forbidsZeroOf.append(metric)
    }
    for word in file.words(mapping, "not", place, optional: true) {
      rules.uses[rules.literal(word)].forbids.append(metric)
    }
    for word in file.words(mapping, "not_right", place, optional: true) {
      rules.uses[rules.literal(word)].forbidsRight.append(metric)
    }
  }

  private mutating func addPattern(
    _ text: String, of metric: Int, named name: String, _ mapping: Node.Mapping, _ place: String
  ) {
    let halves = text.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
    guard halves.count <= 2 else {
      file.complain(mapping["patterns"], place, "the pattern \(text) has two quantities")
      return
    }
    let left = halves[0]
    let right = halves.count == 2 ? halves[1] : ""
    let (lefts, rights) = (parts(left), parts(right))
    if lefts.isEmpty && rights.isEmpty {
      file.complain(mapping["patterns"], place, "the pattern \(text) has no words")
      return
    }
    let hasGapBefore = left.hasSuffix("…")
    let lastWeight = lefts.last.map { weight($0) } ?? 0
    let pattern = Pattern(
      metric: metric, text: text, lefts: lefts, rights: rights, hasGapBefore: hasGapBefore,
      hasGapAfter: right.hasPrefix("…"),
      weight: (lefts + rights).reduce(0) { $0 + weight($1) } + 2 * lastWeight
        + (lefts.isEmpty ? -10_000 + 20 * rights.count : hasGapBefore ? -40 : 0), rule: "\(name): \(text)")
    let number = rules.patterns.count
    switch (pattern.lefts.last, pattern.rights.first) {
    case (.literal(let word)?, _): rules.uses[word].tails.append(number)
    case (.platform?, _): rules.platformTails.append(number)
    case (nil, .literal(let word)?): rules.uses[word].heads.append(number)
    default: file.complain(mapping["patterns"], place, "the pattern \(text) must name a word beside the quantity")
    }
    rules.patterns.append(pattern)
  }

  private func weight(_ part: PatternPart) -> Int {
    switch part {
    case .literal(let word): rules.literals[word].count
    case .platform: 4
    }
  }

  /// Splits at gaps and platforms.
  private mutating func parts(_ text: String) -> [PatternPart] {
    var found: [PatternPart] = []
    for piece in text.split(separator: "…") {
      var word = ""
      for character in piece {
        if character == "@" {
          if !word.isEmpty { found.append(.literal(rules.literal(word))) }
          word = ""
          found.append(.platform)
        } else {
          word.append(character)
        }
      }
      if !word.isEmpty { found.append(.literal(rules.literal(word))) }
    }
    return found
  }
}

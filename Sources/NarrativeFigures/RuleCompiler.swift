import Yams

/// Turns a rule file into `CompiledRules`.
struct RuleCompiler {
  var file = RuleFileReader()
  var rules = CompiledRules()
  var topics: [String: Int] = [:]
  var units: [String: Int] = [:]
  var platforms: [String: Int] = [:]

  mutating func read(_ yaml: [UInt8]) {
    guard let root = file.root(of: yaml) else { return }
    file.allow(
      [
        "version", "traditional", "units", "not_in_parts", "in_parts", "not_after_number", "counted_names", "fillers",
        "platforms",
        "not_platforms",
        "ambiguous_platform", "topics", "cues", "anchors", "metrics",
      ], in: root, "file")
    rules.version = file.text(root, "version", "file") ?? ""
    readAlphabet(root)
    rules.unitNames = file.words(root, "units", "file")
    for (number, name) in rules.unitNames.enumerated() {
      if units.updateValue(number, forKey: name) != nil {
        file.complain(root["units"], "units", "\(name) stands twice")
      }
    }
    rules.units = WordTable(rules.unitNames)
    rules.exclusions = WordTable(file.words(root, "not_after_number", "file"))
    rules.countedNames = WordTable(file.words(root, "counted_names", "file", optional: true))
    rules.fillers = WordTable(file.words(root, "fillers", "file"))
    rules.childStops = WordTable(file.words(root, "not_in_parts", "file"))
    rules.childNames = WordTable(file.words(root, "in_parts", "file"))
    readPlatforms(root)
    readTopics(root)
    readCues(root)
    readMetrics(root)
  }

  private mutating func readAlphabet(_ root: Node.Mapping) {
    guard let text = file.text(root, "traditional", "file") else { return }
    let scalars = text.unicodeScalars.filter { !$0.properties.isWhitespace }.map(\.value)
    if scalars.count % 2 != 0 { file.complain(root["traditional"], "traditional", "must hold pairs of characters") }
    for pair in stride(from: 0, to: scalars.count - 1, by: 2) where scalars[pair] != scalars[pair + 1] {
      guard scalars[pair] >= 0x4E00, scalars[pair] < 0xA000, scalars[pair + 1] >= 0x4E00, scalars[pair + 1] < 0xA000
      else {
        file.complain(root["traditional"], "traditional", "must hold Han characters")
        return
      }
      rules.traditional[Int(scalars[pair] - 0x4E00)] = UInt16(scalars[pair + 1])
    }
  }

  private mutating func readPlatforms(_ root: Node.Mapping) {
    for (number, node) in file.list(root, "platforms", "file").enumerated() {
      let place = "platforms[\(number)]"
      guard let mapping = node.mapping else {
        file.complain(node, place, "must be a mapping")
        continue
      }
      file.allow(["code", "kind", "aliases"], in: mapping, place)
      guard let code = file.text(mapping, "code", place), let kind = file.text(mapping, "kind", place) else { continue }
      guard let known = PlatformKind(rawValue: kind) else {
        file.complain(mapping["kind"], "\(place).kind", "must be social, website or other")
        continue
      }
      if platforms.updateValue(rules.platforms.count, forKey: code) != nil {
        file.complain(node, place, "the platform \(code) stands twice")
      }
      for alias in file.words(mapping, "aliases", place) {
        let literal = rules.literal(alias)
        if rules.uses[literal].platform >= 0 { file.complain(mapping["aliases"], place, "\(alias) has two platforms") }
        rules.uses[literal].platform = rules.platforms.count
      }
      rules.platforms.append(PlatformRule(code: code, kind: known))
    }
    for name in file.words(root, "not_platforms", "file") {
      rules.uses[rules.literal(name)].platform = LiteralUse.maskedPlatform
    }
    guard let ambiguous = file.mapping(root, "ambiguous_platform", "file") else { return }
    for word in file.words(ambiguous, "words", "ambiguous_platform") {
      rules.uses[rules.literal(word)].platform = LiteralUse.ambiguousPlatform
    }
    for code in file.words(ambiguous, "of", "ambiguous_platform") {
      if let platform = platforms[code] {
        rules.ambiguousOf.append(platform)
      } else {
        file.complain(root["ambiguous_platform"], "ambiguous_platform.of", "no platform \(code)")
      }
    }
  }

  private mutating func readTopics(_ root: Node.Mapping) {
    var groups: [String: Int] = [:]
    for (number, node) in file.list(root, "topics", "file").enumerated() {
      let place = "topics[\(number)]"
      guard let mapping = node.mapping, let name = file.text(mapping, "name", place),
        let group = file.text(mapping, "group", place)
      else {
        file.complain(node, place, "needs name, group and words")
        continue
      }
      file.allow(["name", "group", "words"], in: mapping, place)
      topics[name] = rules.topicGroups.count
      for word in file.words(mapping, "words", place) {
        rules.uses[rules.literal(word)].topic = rules.topicGroups.count
      }
      let known = groups[group] ?? groups.count
      groups[group] = known
      rules.topicGroups.append(known)
    }
  }

  private mutating func readCues(_ root: Node.Mapping) {
    guard let cues = file.mapping(root, "cues", "file") else { return }
    file.allow(Set(CueSet.names).union(["rank_lists"]), in: cues, "cues")
    for name in CueSet.names {
      for word in file.words(cues, name, "cues") { rules.uses[rules.literal(word)].cues.insert(.named(name)) }
    }
    for (key, node) in file.mapping(cues, "rank_lists", "cues") ?? [:] {
      guard let word = key.scalar?.string, let text = node.scalar?.string, let size = Int(text), size > 0 else {
        file.complain(key, "cues.rank_lists", "must give words a whole number")
        continue
      }
      rules.uses[rules.literal(word)].rankList = size
    }
  }
}

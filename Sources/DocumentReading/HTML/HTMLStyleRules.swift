/// The rules of a page's own style sheets that bear on how inline text is shown.
///
/// Only selectors of one class, one id or one element name count, alone or inside of nothing but parts of tables: what
/// else decides, no reader without a tree can know. Rules for media, states and generated content are passed over.
struct HTMLStyleRules {
  private enum Kind { case name, group, identifier }

  private struct Rule {
    var kind: Kind
    /// The class, id or element name, as written.
    var key: [UInt8]
    /// The element a class or id must stand on; empty for any.
    var element: [UInt8]
    var appearance: HTMLAppearance
  }

  private var rules: [Rule] = []
  private var readBytes = 0

  /// More than any page has that a person wrote.
  private static let mostRules = 256
  private static let mostBytes = 1 << 20

  /// Whether there is none.
  var isEmpty: Bool { rules.isEmpty }

  // MARK: Reading

  /// Takes the text of a `<style>` element.
  mutating func read(_ range: Range<Int>, in source: Span<UInt8>) {
    readBytes += range.count
    if readBytes > Self.mostBytes { return }
    var position = range.lowerBound
    var selectorStart = position
    while position < range.upperBound {
      switch source[position] {
      case 0x2F where ByteScan.matchesExactly("/*", in: source, at: position):
        let end =
          ByteScan.first("*/", in: source.extracting(0..<range.upperBound), from: position + 2).map { $0 + 2 }
          ?? range.upperBound
        // A comment in front of a selector is no part of it.
        if ByteScan.trimmed(selectorStart..<position, in: source).isEmpty { selectorStart = end }
        position = end
      case 0x40:
        position = Self.behindAtRule(source, position, range.upperBound)
        selectorStart = position
      case 0x7B:
        let end = ByteScan.first(0x7D, in: source, position..<range.upperBound) ?? range.upperBound
        add(selectorStart..<position, position + 1..<end, source)
        position = end + 1
        selectorStart = position
      default: position += 1
      }
    }
  }

  /// Behind the at-rule that begins at `start`, with all that its braces hold.
  private static func behindAtRule(_ source: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var depth = 0
    var position = start
    while position < end {
      switch source[position] {
      case 0x3B: if depth == 0 { return position + 1 }
      case 0x7B: depth += 1
      case 0x7D:
        depth -= 1
        if depth <= 0 { return position + 1 }
      default: break
      }
      position += 1
    }
    return end
  }

  private mutating func add(_ selectors: Range<Int>, _ declarations: Range<Int>, _ source: Span<UInt8>) {
    if rules.count >= Self.mostRules { return }
    let appearance = HTMLStyle.appearance(declarations, in: source)
    let generatesDigits = Self.generatesDigits(declarations, source)
    if appearance.isEmpty && !generatesDigits { return }
    var start = selectors.lowerBound
    while start < selectors.upperBound {
      let end = ByteScan.first(0x2C, in: source, start..<selectors.upperBound) ?? selectors.upperBound
      var selector = ByteScan.trimmed(start..<end, in: source)
      let isGenerated = Self.dropGenerated(&selector, source)
      let meant: HTMLAppearance = isGenerated ? generatesDigits ? .generated : [] : appearance
      if !meant.isEmpty, let rule = Self.rule(selector, meant, source) { add(rule) }
      start = end + 1
    }
  }

  /// Takes `::before` or `::after` off a selector; says whether there was one.
  private static func dropGenerated(_ selector: inout Range<Int>, _ source: Span<UInt8>) -> Bool {
    for ending in ["::before", "::after", ":before", ":after"] as [StaticString] {
      let start = selector.upperBound - ending.utf8CodeUnitCount
      if start > selector.lowerBound, ByteScan.matches(ending, in: source, at: start) {
        selector = selector.lowerBound..<start
        return true
      }
    }
    return false
  }

  /// Whether the declarations print a text with digits.
  private static func generatesDigits(_ declarations: Range<Int>, _ source: Span<UInt8>) -> Bool {
    let rule = source.extracting(0..<declarations.upperBound)
    guard let content = ByteScan.first("content", in: rule, from: declarations.lowerBound) else { return false }
    let end = ByteScan.first(0x3B, in: source, content..<declarations.upperBound) ?? declarations.upperBound
    var isQuoted = false
    for index in content..<end {
      if source[index] == 0x22 || source[index] == 0x27 { isQuoted = true }
      // Behind a backslash stands the number of a character.
      if source[index] == 0x5C { return false }
      if isQuoted, ASCII.isDigit(source[index]) { return true }
    }
    return false
  }

  private mutating func add(_ rule: Rule) {
    let known = rules.firstIndex { $0.kind == rule.kind && $0.key == rule.key && $0.element == rule.element }
    if let known {
      rules[known].appearance = rules[known].appearance.overridden(by: rule.appearance)
    } else if !rule.appearance.subtracting(HTMLAppearance.undoing).isEmpty {
      rules.append(rule)
    }
  }

  private static func rule(_ selector: Range<Int>, _ appearance: HTMLAppearance, _ source: Span<UInt8>) -> Rule? {
    var words: [Range<Int>] = []
    var start: Int?
    for index in selector {
      if ASCII.isWhiteSpace(source[index]) || source[index] == 0x3E {
        if let first = start { words.append(first..<index) }
        start = nil
      } else if start == nil {
        start = index
      }
    }
    if let start { words.append(start..<selector.upperBound) }
    guard let last = words.popLast(), words.count < 6, words.allSatisfy({ isTablePart(source, $0) }) else { return nil }
    let mark = last.first { !isNameByte(source[$0]) }
    guard let mark else {
      let key = last.map { ASCII.lowered(source[$0]) }
      return Rule(kind: .name, key: key, element: [], appearance: appearance)
    }
    guard source[mark] == 0x2E || source[mark] == 0x23, mark + 1 < last.upperBound,
      (mark + 1..<last.upperBound).allSatisfy({ isNameByte(source[$0]) })
    else { return nil }
    return Rule(
      kind: source[mark] == 0x2E ? .group : .identifier, key: (mark + 1..<last.upperBound).map { source[$0] },
      element: (last.lowerBound..<mark).map { ASCII.lowered(source[$0]) }, appearance: appearance)
  }

  private static func isTablePart(_ source: Span<UInt8>, _ word: Range<Int>) -> Bool {
    switch HTMLElementTable.shared.find(source, word) {
    case .table, .tbody, .tr, .td, .th, .body, .html: true
    default: false
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    ASCII.isAlphanumeric(byte) || byte == 0x2D || byte == 0x5F || byte >= 0x80
  }

  // MARK: Use

  /// What the rules say of an element with this name, class and id, without its own style.
  func appearance(
    name: Range<Int>, group: Range<Int>?, identifier: Range<Int>?, in source: Span<UInt8>
  ) -> HTMLAppearance {
    var result: HTMLAppearance = []
    for rule in rules {
      let isMeant =
        switch rule.kind {
        case .name: Self.isEqual(source, name, rule.key, ignoresCase: true)
        case .identifier: identifier.map { Self.isEqual(source, $0, rule.key, ignoresCase: false) } ?? false
        case .group: group.map { Self.holds(source, $0, rule.key) } ?? false
        }
      if isMeant, rule.element.isEmpty || Self.isEqual(source, name, rule.element, ignoresCase: true) {
        result = result.overridden(by: rule.appearance)
      }
    }
    return result
  }

  private static func holds(_ source: Span<UInt8>, _ list: Range<Int>, _ key: [UInt8]) -> Bool {
    var start = list.lowerBound
    while start < list.upperBound {
      var end = start
      while end < list.upperBound, !ASCII.isWhiteSpace(source[end]) { end += 1 }
      if isEqual(source, start..<end, key, ignoresCase: false) { return true }
      start = end + 1
    }
    return false
  }

  private static func isEqual(_ source: Span<UInt8>, _ range: Range<Int>, _ key: [UInt8], ignoresCase: Bool) -> Bool {
    if range.count != key.count { return false }
    for (offset, byte) in key.enumerated() {
      let found = source[range.lowerBound + offset]
      if (ignoresCase ? ASCII.lowered(found) : found) != byte { return false }
    }
    return true
  }
}

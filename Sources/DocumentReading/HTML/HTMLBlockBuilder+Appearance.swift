/// Text that is not shown as other text is: unseen, crossed out, raised or white; and what stands in fields of a form.
extension HTMLBlockBuilder {
  /// Whether the next block ends the element without an end tag of its own: paragraphs and headings.
  static func endsByItself(_ element: HTMLElement) -> Bool {
    switch element {
    case .p, .h1, .h2, .h3, .h4, .h5, .h6: true
    default: false
    }
  }

  /// What a tag, its attributes and the page's rules say of how its text is shown.
  func ofBlock(_ own: HTMLAppearance) -> HTMLAppearance {
    // Scripts show what a whole block holds, and containers set sizes that those inside take back.
    let top = tables.count - 1
    if top >= 0, tables[top].hasOpenCell, !tables[top].isLayout { return own }
    return own.subtracting([.unseen, .invisible, .sizeless])
  }

  /// What a tag, its attributes and the page's rules say of how its text is shown.
  mutating func appearance(of tag: HTMLTag, in source: Span<UInt8>) -> HTMLAppearance {
    if let known = knownTags.find(tag) { return known.appearance }
    let appearance = readAppearance(of: tag, in: source)
    if tag.number >= 0 {
      let isCell = tag.element == .td || tag.element == .th
      let spans = isCell ? readSpans(of: tag, in: source) : (1, 1)
      knownTags.add(tag, appearance, rowSpan: spans.0, columnSpan: spans.1)
    }
    return appearance
  }

  private mutating func readAppearance(of tag: HTMLTag, in source: Span<UInt8>) -> HTMLAppearance {
    var own = tag.traits.contains(.marked) ? tag.element.appearance : []
    var group: Range<Int>?
    var identifier: Range<Int>?
    var style: Range<Int>?
    for index in 0..<tag.attributeCount {
      let attribute = tag.attribute(index)
      switch attribute.name.count {
      case 5:
        let name = attribute.name.lowerBound
        if ByteScan.matches("style", in: source, at: name) {
          style = style ?? attribute.value
        } else if ByteScan.matches("class", in: source, at: name) {
          group = group ?? attribute.value
        } else if ByteScan.matches("color", in: source, at: name), !attribute.value.isEmpty,
          HTMLStyle.isWhite(attribute.value, source)
        {
          own.insert(.pale)
        }
      case 2: if ByteScan.matches("id", in: source, at: attribute.name.lowerBound) { identifier = attribute.value }
      case 6: if ByteScan.matches("hidden", in: source, at: attribute.name.lowerBound) { own.insert(.absent) }
      default: break
      }
    }
    if !rules.isEmpty, tag.traits.isDisjoint(with: .structure) {
      own = own.overridden(by: rules.appearance(name: tag.name, group: group, identifier: identifier, in: source))
    }
    if let style { own = own.overridden(by: styles.appearance(style, in: source)) }
    if own.isEmpty { return own }
    // Only text in a line can be set off it; in a cell the property says where its content stands.
    if !tag.traits.isDisjoint(with: .structure) { own.subtract([.raised, .lowered]) }
    return own.subtracting(ignored)
  }

  // MARK: Text

  /// Takes a piece of text that is not shown as other text is.
  mutating func appendStyled(_ range: Range<Int>, in source: Span<UInt8>, model: HTMLContentModel) {
    let appearance = elements.appearance
    if !appearance.isDisjoint(with: .unread) {
      let text = ByteScan.trimmed(range, in: source)
      unreadByteCount += text.count
      if appearance.isDisjoint(with: .hiding), withdrawn.count + text.count <= Self.longestField {
        for index in text { withdrawn.append(source[index]) }
      }
    } else if !appearance.isDisjoint(with: [.raised, .lowered]) {
      appendRaised(range, isLowered: appearance.contains(.lowered), in: source)
    } else {
      let start = assembler.count
      if elements.preformattedCount > 0 || model == .raw || model == .plain {
        appendPreformatted(range, in: source)
      } else {
        append(range, in: source)
      }
      if appearance.contains(.pale), paleRanges.count < Self.mostPaleRanges, let lineStart {
        paleRanges.append(max(start, lineStart)..<assembler.count)
      }
    }
  }

  /// Whether a character of a reference in such text goes where other text does.
  mutating func showsPlainly(_ reference: CharacterReference, at start: Int, in source: Span<UInt8>) -> Bool {
    let appearance = elements.appearance
    if appearance.isDisjoint(with: .unread) {
      guard !appearance.isDisjoint(with: [.raised, .lowered]), reference.first < 0x80, lineStart != nil, !leadsRaised,
        ASCII.isDigit(UInt8(truncatingIfNeeded: reference.first))
      else { return true }
      assembler.append(
        RaisedDigits.character(
          UInt8(truncatingIfNeeded: reference.first), isLowered: appearance.contains(.lowered)),
        line: lines.line(at: start, in: source))
      return false
    }
    unreadByteCount += 1
    if appearance.isDisjoint(with: .hiding), withdrawn.count < Self.longestField { reference.append(to: &withdrawn) }
    return false
  }

  /// Digits above or below the line are a mark behind what stands before them, and become characters of their own; those
  /// that begin a line may be all there is.
  private mutating func appendRaised(_ range: Range<Int>, isLowered: Bool, in source: Span<UInt8>) {
    if lineStart == nil {
      append(range, in: source)
      leadsRaised = lineStart != nil
      return
    }
    let isLeading = leadsRaised
    leadsRaised = false
    var start = range.lowerBound
    for index in range where ASCII.isDigit(source[index]) && !isLeading {
      if index > start { append(start..<index, in: source) }
      assembler.append(
        RaisedDigits.character(source[index], isLowered: isLowered), line: lines.line(at: index, in: source))
      start = index + 1
    }
    if start < range.upperBound { append(start..<range.upperBound, in: source) }
    leadsRaised = isLeading
  }

  /// Keeps digits from running on from raised ones that began the line.
  mutating func partFromRaised(_ next: UInt8) {
    leadsRaised = false
    if ASCII.isDigit(next), let last = assembler.text.bytes.last, ASCII.isDigit(last) {
      assembler.append([UInt8(ascii: "^")], line: Int(assembler.text.lineNumbers.last ?? 1))
    }
  }

  /// Takes white digits away that stand beside digits of another colour: both cannot be seen on one background.
  mutating func removePale(from start: Int) {
    for range in paleRanges.reversed() where range.lowerBound >= start && range.upperBound <= assembler.count {
      if touchesDigits(range, from: start) { assembler.remove(range) }
    }
    paleRanges = []
  }

  /// Whether a range holds a digit and a digit of the same line stands beside it.
  private func touchesDigits(_ range: Range<Int>, from start: Int) -> Bool {
    let bytes = assembler.text.bytes.span
    let follows = range.lowerBound > start && ASCII.isDigit(bytes[range.lowerBound - 1])
    let leads = range.upperBound < bytes.count && ASCII.isDigit(bytes[range.upperBound])
    var index = range.lowerBound
    while index < range.upperBound, !ASCII.isDigit(bytes[index]) { index += 1 }
    return (follows || leads) && index < range.upperBound
  }

  /// Taking one away costs as much as the line is long.
  private static let mostPaleRanges = 256

  // MARK: Cells

  /// Writes what is crossed out in a cell that holds nothing else, so that it is there to be seen and is no number.
  mutating func writeWithdrawn() {
    let top = tables.count - 1
    if tables[top].lines.count == tables[top].firstLineOfCell {
      assembler.beginLine(tables[top].cellLine)
      let start = assembler.count
      assembler.append(RaisedDigits.struck(withdrawn), line: tables[top].cellLine)
      tables[top].lines.append(start..<assembler.count)
    }
    withdrawn = []
  }

  /// Says in a cell that something stands there which is not in its text (U+FFFC), so that nothing is read as all of it.
  mutating func markGenerated(_ tag: HTMLTag, in source: Span<UInt8>) {
    let top = tables.count - 1
    guard top >= 0, tables[top].hasOpenCell, !tables[top].isLayout else { return }
    let line = lines.line(at: tag.start, in: source)
    if lineStart == nil { beginLine(line, source) }
    assembler.append([0xEF, 0xBF, 0xBC], line: line)
  }

  /// Reads the number that a text field shows in a cell.
  mutating func readInput(_ tag: HTMLTag, in source: Span<UInt8>) {
    guard let value = tag.attribute("value", in: source), value.count <= Self.longestField else { return }
    if let type = tag.attribute("type", in: source), !type.isEmpty,
      !ByteScan.matches("text", in: source, at: type.lowerBound),
      !ByteScan.matches("number", in: source, at: type.lowerBound)
    {
      return
    }
    readField(value, at: tag.start, in: source)
  }

  /// Reads a field of a form in a cell where it holds a number and nothing else.
  mutating func readField(_ value: Range<Int>, at place: Int, in source: Span<UInt8>) {
    let top = tables.count - 1
    guard top >= 0, tables[top].hasOpenCell, !tables[top].isLayout, elements.appearance.isEmpty,
      value.count <= Self.longestField
    else { return }
    let text = ByteScan.trimmed(value, in: source)
    let isNumber = text.allSatisfy {
      ASCII.isDigit(source[$0]) || source[$0] == 0x2E || source[$0] == 0x2C || source[$0] == 0x2D
    }
    if text.isEmpty || !isNumber { return }
    endLine()
    let line = lines.line(at: place, in: source)
    beginLine(line, source)
    assembler.append(source, text, line: line)
    endLine()
  }

  /// More bytes than a figure has.
  private static let longestField = 64
}

/// Digits that are marks rather than figures, as Unicode writes them.
enum RaisedDigits {
  /// A digit above or below the line.
  static func character(_ digit: UInt8, isLowered: Bool) -> [UInt8] {
    var bytes: [UInt8] = []
    let value = UInt32(digit - 0x30)
    if isLowered {
      UTF8Scan.append(0x2080 + value, to: &bytes)
    } else {
      UTF8Scan.append(value == 1 ? 0xB9 : value == 2 || value == 3 ? 0xB0 + value : 0x2070 + value, to: &bytes)
    }
    return bytes
  }

  /// All digits of a text above or below the line.
  static func marks(_ text: some Sequence<UInt8>, isLowered: Bool) -> [UInt8] {
    text.flatMap { ASCII.isDigit($0) ? character($0, isLowered: isLowered) : [$0] }
  }

  /// A text with its digits crossed out (U+0336 behind each).
  static func struck(_ text: some Sequence<UInt8>) -> [UInt8] {
    text.flatMap { ASCII.isDigit($0) ? [$0, 0xCC, 0xB6] : [$0] }
  }
}

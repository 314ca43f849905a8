extension HTMLBlockBuilder {
  mutating func startTag(_ tag: HTMLTag, in source: Span<UInt8>) throws(ReadingFailure) {
    try assembler.checkLimits()
    let element = tag.element
    let traits = tag.traits
    if element == .meta || element == .link { head.read(tag, in: source) }
    if elements.skippedCount > 0 && !endsSkipping(startTag: tag, in: source) {
      if element == .table { skippedTableCount += 1 }
      if isNested(traits) || element == .table || elements.hasSkipped(tag, in: source) {
        try push(tag, isSkipped: traits.contains(.skipped))
      }
      return
    }
    var own = appearance(of: tag, in: source)
    if own.remove(.generated) != nil { markGenerated(tag, in: source) }
    let isHidden = own.contains(.absent)
    if traits.contains(.block) && !isHidden {
      endLine()
      if elements.styledCount > 0, let place = elements.styledParagraph(from: innermostDepth) {
        elements.cut(to: place)
      }
    }
    if traits.contains(.void) {
      if element == .input, !isHidden { readInput(tag, in: source) }
      return
    }
    if traits.contains(.tablePart) {
      try startTablePart(tag, own, in: source)
      return
    }
    let isFurniture = traits.contains(.skipped) && !(showsEverything && (element == .nav || element == .footer))
    if isHidden || isFurniture {
      // A tag that closes itself holds nothing, in foreign content and in converted pages.
      if !tag.isSelfClosing || traits.contains(.opaque) { try push(tag, isSkipped: true) }
    } else if isNested(traits) || element == .ruby {
      if traits.contains(.block) { paragraphDepth = .max }
      try push(tag, isSkipped: false, ofBlock(own))
    } else {
      let endsByItself = Self.endsByItself(element)
      if endsByItself { paragraphDepth = elements.count }
      if own.isEmpty
        ? elements.styledCount > 0 && elements.hasStyled(tag, in: source)
        : traits.isDisjoint(with: .structure) || endsByItself
      {
        try push(tag, isSkipped: false, own)
      }
    }
  }

  mutating func endTag(_ tag: HTMLTag, in source: Span<UInt8>) throws(ReadingFailure) {
    let element = tag.element
    let traits = tag.traits
    if element == .title { head.endTitle() }
    if elements.skippedCount > 0 && !endsSkipping(endTag: tag, in: source) {
      if let place = elements.place(of: tag, from: innermostDepth, in: source) {
        elements.cut(to: place)
        if elements.skippedCount == 0 && traits.contains(.block) { endLine() }
      }
      return
    }
    if traits.contains(.block) { endLine() }
    switch element {
    case .table: if !tables.isEmpty { closeTable(source) }
    case .td, .th: closeCell(source)
    case .tr:
      closeCell(source)
      if !tables.isEmpty { tables[tables.count - 1].isRowOpen = false }
    case .thead, .tbody, .tfoot: closeGroup(source)
    default:
      if traits.contains(.loose) || traits.contains(.void) {
        if elements.styledCount > 0, paragraphDepth < elements.count, Self.endsByItself(element) {
          elements.cut(to: max(paragraphDepth, innermostDepth))
          paragraphDepth = .max
        }
        return
      }
      if let place = elements.place(of: tag, from: innermostDepth, in: source) { elements.cut(to: place) }
    }
  }

  private mutating func startTablePart(
    _ tag: HTMLTag, _ own: HTMLAppearance, in source: Span<UInt8>
  ) throws(ReadingFailure) {
    let isHidden = own.contains(.absent)
    switch tag.element {
    case .table:
      if isHidden {
        skippedTableCount += 1
        try push(tag, isSkipped: true)
      } else {
        // A table between the cells of another has no place in it: the other one has lost its end tag.
        if isBetweenCells { closeTable(source) }
        try openTable(isImplied: false)
      }
    case .caption:
      closeCell(source)
      try push(tag, isSkipped: isHidden)
    case .tr:
      closeCell(source)
      if isHidden { try push(tag, isSkipped: true) } else { try openRow(source) }
      if !isHidden, !own.isEmpty { tables[tables.count - 1].rowAppearance = own }
    case .td, .th:
      closeCell(source)
      if isHidden {
        try push(tag, isSkipped: true)
      } else {
        try openCell(tag, source)
        let all = tables[tables.count - 1].rowAppearance.union(own)
        if !all.isEmpty { try push(tag, isSkipped: false, all) }
      }
    case .thead, .tbody, .tfoot:
      closeGroup(source)
      if isHidden { try push(tag, isSkipped: true) }
    default: break
    }
  }

  // MARK: What is not content

  /// Whether an element of these traits has a place among the open elements.
  private func isNested(_ traits: HTMLElement.Traits) -> Bool {
    if traits.contains(.void) || traits.contains(.loose) { return false }
    return traits.contains(.block) && !traits.contains(.tablePart)
  }

  private mutating func push(
    _ tag: HTMLTag, isSkipped: Bool, _ own: HTMLAppearance = []
  ) throws(ReadingFailure) {
    if elements.count >= nestingLimit { throw .limitExceeded }
    elements.push(
      OpenElements.Entry(
        element: tag.element, name: tag.name, isSkipped: isSkipped, appearance: elements.appearance.holding(own),
        isStyled: !own.isEmpty))
  }

  /// Whether a start tag ends the outermost element that is not content, because its own end tag has been left out.
  private mutating func endsSkipping(startTag tag: HTMLTag, in source: Span<UInt8>) -> Bool {
    guard let (place, skipped) = elements.outermostSkipped else { return true }
    let traits = tag.traits
    let ends: Bool
    switch skipped {
    case .rt, .rp: ends = traits.contains(.block) || tag.element == .rt || tag.element == .rp
    case .select: ends = traits.contains(.block) && !traits.contains(.void)
    case .p: ends = traits.contains(.block) && elements.count == place + 1
    case .li: ends = tag.element == .li && elements.count == place + 1
    case .dd, .dt: ends = (tag.element == .dd || tag.element == .dt) && elements.count == place + 1
    case .template, .svg, .math: return false
    default: ends = belongsToOuterTable(tag, skipped: skipped)
    }
    if ends { elements.cut(to: place) }
    return ends
  }

  /// Whether an end tag ends the outermost element that is not content by ending what holds it.
  private mutating func endsSkipping(endTag tag: HTMLTag, in source: Span<UInt8>) -> Bool {
    guard let (place, skipped) = elements.outermostSkipped else { return true }
    let ends: Bool
    switch skipped {
    case .rt, .rp: ends = tag.traits.contains(.block) || tag.element == .ruby
    case .p: ends = tag.traits.contains(.block) && tag.element != .p && elements.count == place + 1
    case .template, .svg, .math: return false
    default:
      ends =
        belongsToOuterTable(tag, skipped: skipped)
        || (tag.element == .table && !tables.isEmpty && !elements.hasSkippedTable)
    }
    if ends { elements.cut(to: place) }
    return ends
  }

  /// Whether a tag is of a row or cell of the table that holds `skipped`, the outermost element that is not content, and
  /// cannot stand inside of that.
  private func belongsToOuterTable(_ tag: HTMLTag, skipped: HTMLElement) -> Bool {
    if tables.isEmpty || elements.hasSkippedTable { return false }
    switch tag.element {
    case .thead, .tbody, .tfoot: return true
    case .tr: return ![.thead, .tbody, .tfoot].contains(skipped)
    case .td, .th: return ![.thead, .tbody, .tfoot, .tr].contains(skipped)
    default: return false
    }
  }
}

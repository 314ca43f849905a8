import DecimalNumbers

/// Lists of parts: where 其中 opens them, where they end, and the shares told of their parts (narrative.md rules 4, 5 and 9).
extension PassageReader {
  /// The parts of a figure.
  struct PartList {
    /// The figure that is divided; `nil` where what is divided gave none.
    var whole: Int?
    var start = -1
    var end = -1
    /// Its entry in `lists`; -1 where nothing is known of the whole.
    var number = -1
  }

  /// What is known of a list when it is read.
  struct PartListNote {
    var whole: Int
    /// Whether a quantity of it is no part that was read.
    var hasUnreadPart = false
    /// Whether it names what is left, as 其他.
    var namesRest = false
  }

  /// A share told behind a part, as 占12.5%.
  struct ShareNote {
    var part: Int
    var list: Int
    var percent: DecimalNumber
    var offset: Int
  }

  mutating func readQuantities() {
    var previousEnd = 0
    var outer = PartList()
    var last: Int?
    var previousPart: Int?
    var index = 0
    while index < quantities.count {
      let span = quantities[index]
      if let opener = lastHit(with: .subset, from: previousEnd, to: span.lead) {
        let isBracketed = isInBracket(opener.start)
        outer = isBracketed && openList.end > span.lead ? openList : PartList()
        openList = opened(by: opener, isBracketed, last, previousEnd, span)
      } else if span.lead >= openList.end || beginsAnew(span) {
        openList = outer.end > span.lead ? outer : PartList()
        outer = PartList()
      }
      if span.kind == .percent, let part = previousPart, isShare(from: previousEnd, to: span.lead) {
        note(span, asShareOf: part)
        previousPart = nil
        previousEnd = span.end
        index += 1
        continue
      }
      let before = figures.count
      let taken = read(index, parent: openList.whole, listStart: openList.start)
      previousPart = nil
      if figures.count > before {
        for order in before..<figures.count { figures[order].order = span.end }
        // A rate or a rank has no parts.
        if span.kind == .count { last = figures.count - 1 }
        if figures[figures.count - 1].list >= 0 { previousPart = figures.count - 1 }
      }
      noteList(span, isPart: previousPart != nil, from: previousEnd)
      previousEnd = quantities[min(index + taken, quantities.count) - 1].end
      index += taken
    }
  }

  /// Whether a semicolon ends the list before a quantity, because what follows speaks of the whole year again.
  private func beginsAnew(_ span: QuantitySpan) -> Bool {
    guard openList.whole != nil else { return false }
    let start = last(of: semicolons, upTo: span.lead)
    guard start > openList.start else { return false }
    return PassageReader.newStatements.contains { bytes.matches($0, at: start) }
  }

  private static let newStatements: [StaticString] = [
    "全年", "本年", "年内", "今年", "同时", "此外", "另外", "全市", "全县", "全区",
  ]

  private func isInBracket(_ position: Int) -> Bool {
    bytes[position] == UInt8(ascii: "(") || position > 0 && bytes[position - 1] == UInt8(ascii: "(")
  }

  /// The list that opens before `span`.
  private mutating func opened(
    by opener: LiteralAutomaton.Hit, _ isBracketed: Bool, _ last: Int?, _ previousEnd: Int, _ span: QuantitySpan
  ) -> PartList {
    // A line may end behind 其中 itself.
    let stop = nextStop(from: opener.end + 3)
    guard let known = last, opener.start - previousEnd < 240, span.lead < stop, !isOfUnread(span, known) else {
      return PartList()
    }
    // Behind a semicolon 包括 opens what its own statement names; 其中 may still mean the figure before.
    let semicolon = self.last(of: semicolons, upTo: opener.start)
    if semicolon > figures[known].order, !bytes.matches("其中", at: opener.start) { return PartList() }
    let end = isBracketed ? bytes[opener.end..<stop].firstIndex(of: UInt8(ascii: ")")) ?? stop : stop
    let sentence = sentenceStart(span.lead)
    let isFar =
      figures[known].order + 1 < sentence && opener.start > sentence + 30 && !isLast(known, at: opener.start)
    if isFar { return PartList(whole: nil, start: opener.end, end: end) }
    lists.append(PartListNote(whole: known))
    return PartList(whole: known, start: opener.end, end: end, number: lists.count - 1)
  }

  /// Whether a quantity that gave no figure stands between a figure and what has its unit: 991件,其中105件.
  private func isOfUnread(_ span: QuantitySpan, _ known: Int) -> Bool {
    guard let unit = span.unit, figures[known].unit != unit else { return false }
    let before = firstQuantity(from: span.lead) - 1
    return before >= 0 && quantities[before].kind == .count && quantities[before].unit == unit
      && quantities[before].lead >= figures[known].order
  }

  /// Whether a figure ended right before `position`, so that 其中 can mean its parts.
  private func isLast(_ known: Int, at position: Int) -> Bool {
    position - figures[known].order < 120
  }

  private mutating func noteList(_ span: QuantitySpan, isPart: Bool, from previousEnd: Int) {
    guard openList.number >= 0, span.kind == .count else { return }
    if isPart {
      let start = max(previousEnd, openList.start, span.lead - 60)
      var position = start
      while position < span.lead {
        if bytes.matches("其他", at: position) || bytes.matches("其它", at: position)
          || bytes.matches("其余", at: position)
        {
          lists[openList.number].namesRest = true
        }
        position += 1
      }
    } else {
      // Whatever its unit: 征集调查16期 may be among the parts of 2698条.
      lists[openList.number].hasUnreadPart = true
    }
  }

  // MARK: - Shares

  /// Whether only words of a share stand between a part and a percentage: ,占 or (占比 or 占总数的.
  private func isShare(from start: Int, to end: Int) -> Bool {
    guard end - start <= 60 else { return false }
    var position = start
    var isNamed = bytes[start..<end].elementsEqual("(".utf8)
    scanning: while position < end {
      for word in PassageReader.shareWords where bytes.matches(word, at: position) {
        if bytes.matches("占", at: position) { isNamed = true }
        position += word.byteCount
        continue scanning
      }
      return false
    }
    return isNamed
  }

  private static let shareWords: [StaticString] = [
    ",", "、", "(", "占", "比", "例", "重", "为", "约", "总", "数", "量", "体", "的", "全部", "申请", "信息", "公开", "所", "达", "均",
  ]

  private mutating func note(_ span: QuantitySpan, asShareOf part: Int) {
    guard let percent = span.quantity.value else { return }
    shares.append(
      ShareNote(part: figures[part].number, list: figures[part].list, percent: percent, offset: span.lead))
    _ = skip(span, "a share of the whole")
  }
}

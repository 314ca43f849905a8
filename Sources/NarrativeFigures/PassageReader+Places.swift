/// Sentences, clauses, masks: where things stand.
extension PassageReader {
  mutating func findBoundaries() {
    for mark in text.marks {
      let position = Int(mark)
      switch bytes[position] {
      case 0x0A:
        stops.append(position + 1)
        items.append(position + 1)
      case UInt8(ascii: "!"), UInt8(ascii: "?"): stops.append(position + 1)
      case UInt8(ascii: ";"):
        semicolons.append(position + 1)
        if startsItem(position + 1) { items.append(position + 1) }
      case UInt8(ascii: ","):
        if !isGroupComma(position) { commas.append(position + 1) }
      case UInt8(ascii: "("):
        commas.append(position + 1)
        if startsItem(position) { items.append(position) }
      case UInt8(ascii: ")"): commas.append(position + 1)
      case 0xE3 where bytes.matches("。", at: position):
        stops.append(position + 3)
        if startsItem(position + 3) { items.append(position + 3) }
      default: break
      }
    }
  }

  private func isGroupComma(_ position: Int) -> Bool {
    guard position > 0, position + 1 < bytes.count else { return false }
    func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    return isDigit(bytes[position - 1]) && isDigit(bytes[position + 1])
  }

  /// Whether a numbered item starts here: 一是, 二、, (三).
  private func startsItem(_ start: Int) -> Bool {
    var position = start
    let isOpened = position < bytes.count && bytes[position] == UInt8(ascii: "(")
    if isOpened { position += 1 }
    var numerals = 0
    while position < bytes.count, numerals <= 3 {
      let (scalar, width) = PassageText.decode(bytes, at: position)
      guard let scalar else { return false }
      if HanNumeral.digit(scalar) != nil || scalar == 0x5341 {
        numerals += 1
        position += width
      } else {
        guard numerals > 0 else { return false }
        return isOpened ? scalar == 0x29 : scalar == 0x3001 || scalar == 0x662F
      }
    }
    return false
  }

  /// The last of `places` that is at most `position`; 0 where there is none.
  func last(of places: [Int], upTo position: Int) -> Int {
    let count = Self.count(of: places, upTo: position)
    return count == 0 ? 0 : places[count - 1]
  }

  /// The first of `places` after `position`; the text's end where there is none.
  func first(of places: [Int], after position: Int) -> Int {
    let count = Self.count(of: places, upTo: position)
    return count < places.count ? places[count] : bytes.count
  }

  /// How many of the ascending `places` are at most `position`: halving without a branch to be guessed.
  private static func count(of places: [Int], upTo position: Int) -> Int {
    places.withUnsafeBufferPointer { places in
      if places.isEmpty { return 0 }
      var base = 0
      var length = places.count
      while length > 1 {
        let half = length &>> 1
        // All ones where the place lies behind, which compilers make a branch of if it is asked.
        let isBehind = (position &- places[base &+ half &- 1]) &>> 63
        base &+= half & ~isBehind
        length &-= half
      }
      return base + (places[base] <= position ? 1 : 0)
    }
  }

  func sentenceStart(_ position: Int) -> Int { last(of: stops, upTo: position) }
  func nextStop(from position: Int) -> Int { first(of: stops, after: position) }
  func frameStart(_ position: Int) -> Int { max(sentenceStart(position), last(of: semicolons, upTo: position)) }
  func frameEnd(_ position: Int) -> Int { min(nextStop(from: position), first(of: semicolons, after: position)) }
  func clauseStart(_ position: Int) -> Int { max(frameStart(position), last(of: commas, upTo: position)) }
  func clauseEnd(_ position: Int) -> Int { min(frameEnd(position), first(of: commas, after: position)) }
  func itemStart(_ position: Int) -> Int { last(of: items, upTo: position) }

  /// The index of the first hit that ends after `position`.
  func firstHit(endingAfter position: Int) -> Int {
    let block = max(0, position) >> Self.blockBits
    guard block < hitBlocks.count else { return hits.count }
    var hit = Int(hitBlocks[block])
    while hit < hits.count, hits[hit].end <= position { hit += 1 }
    return hit
  }

  /// How many bytes share an entry of `hitBlocks`, as a power of two.
  private static let blockBits = 5

  /// Notes for every block of the text the first hit that ends after the block's first byte.
  mutating func indexHits() {
    hitBlocks.removeAll(keepingCapacity: true)
    var hit = 0
    for block in 0...(bytes.count >> Self.blockBits) {
      while hit < hits.count, hits[hit].end <= block << Self.blockBits { hit += 1 }
      hitBlocks.append(Int32(truncatingIfNeeded: hit))
    }
  }

  /// The last hit with one of `cues` that lies in the range; at most 600 bytes back.
  func lastHit(with cues: CueSet, from start: Int, to end: Int) -> LiteralAutomaton.Hit? {
    if present.isDisjoint(with: cues) { return nil }
    var index = firstHit(endingAfter: end) - 1
    let bound = max(start, end - 600)
    while index >= 0, hits[index].end > bound {
      if hits[index].start >= bound, !rules.words[hits[index].literal].cues.isDisjoint(with: cues) {
        return hits[index]
      }
      index -= 1
    }
    return nil
  }

  /// The hits with one of `cues`; most passages have none of most.
  func hits(with wanted: CueSet) -> [LiteralAutomaton.Hit] {
    present.isDisjoint(with: wanted) ? [] : hits.filter { !rules.words[$0.literal].cues.isDisjoint(with: wanted) }
  }

  // MARK: masks

  mutating func findMasks() {
    var found: [Range<Int>] = []
    var works: [Range<Int>] = []
    var position = 0
    for mark in text.marks where Int(mark) >= position {
      let start = Int(mark)
      switch bytes[start] {
      case 0xE2:
        if let end = closing("”", after: start + 3, within: 120), !isCountedName(start..<end) {
          found.append(start..<end)
        }
      case 0xE3 where bytes.matches("《", at: start):
        if let end = closing("》", after: start + 3, within: 300), !isCountedName(start..<end) {
          found.append(start..<end)
          works.append(start..<end)
          position = end
        }
      case 0xE3 where bytes.matches("〔", at: start):
        if let end = closing("〕", after: start + 3, within: 30) { found.append(start..<end) }
      default: break
      }
    }
    findTables(into: &works)
    for hit in hits(with: .furniture) {
      found.append(hit.start..<min(clauseEnd(hit.end), hit.end + 60))
    }
    masks = merged(found + works)
    silent = merged(works)
  }

  /// Whether a title or a quoted name is that of things whose number follows: 《政策明白卡》8700余份, “在线访谈”4期.
  private func isCountedName(_ name: Range<Int>) -> Bool {
    guard name.count <= 42, name.upperBound < bytes.count, (0x30...0x39).contains(bytes[name.upperBound]) else {
      return false
    }
    // The mark that closes it takes three bytes.
    var isCounted = false
    rules.countedNames.endings(in: bytes, at: name.upperBound - 3) { _ in isCounted = true }
    return isCounted
  }

  private func closing(_ word: StaticString, after start: Int, within limit: Int) -> Int? {
    let end = min(bytes.count, start + limit)
    var position = start
    while position < end {
      if bytes.matches(word, at: position) { return position + word.byteCount }
      if bytes[position] == 0x0A { return nil }
      position += 1
    }
    return nil
  }

  /// From the head of a table to where running text goes on (narrative.md rule 17).
  private func findTables(into found: inout [Range<Int>]) {
    if present.isDisjoint(with: .tableStart) { return }
    var start: Int?
    for hit in hits {
      let cues = rules.words[hit.literal].cues
      if start == nil, cues.contains(.tableStart) {
        start = hit.start
      } else if let open = start, cues.contains(.tableEnd) {
        found.append(open..<hit.start)
        start = nil
      }
    }
    if let start { found.append(start..<bytes.count) }
  }

  func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = result.last, range.lowerBound < last.upperBound {
        result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        result.append(range)
      }
    }
    return result
  }

  func isMasked(_ position: Int) -> Bool { contains(masks, position) }
  func isSilent(_ position: Int) -> Bool { contains(silent, position) }

  func contains(_ ranges: [Range<Int>], _ position: Int) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].lowerBound <= position { low = middle + 1 } else { high = middle }
    }
    return low > 0 && ranges[low - 1].contains(position)
  }
}

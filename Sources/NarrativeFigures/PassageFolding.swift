/// The one pass over a passage: folds it and finds the words of the rules, numerals and punctuation on the way.
struct PassageFolding {
  private let bytes: UnsafeMutablePointer<UInt8>
  private let capacity: Int
  private var count = 0
  private var state = 0
  /// The classes modulo 64 with which a word may go on in `state`; all where the end of a word is one's beginning.
  private var ahead: UInt64 = 0
  /// How far the source is ahead of the folded text since the last turn.
  private var distance = Int.min
  /// Whether the room was too small.
  private var isFull = false
  private let rules: SealedRules
  private let numbers: UnsafePointer<UInt16>
  private let entries: UnsafePointer<SealedRules.Entry>

  /// Folds a passage.
  static func fold(_ source: [UInt8], rules: SealedRules) -> PassageText {
    var text = PassageText()
    fold(source, rules: rules, into: &text)
    return text
  }

  /// Folds a passage into a text whose room is used again.
  static func fold(_ source: [UInt8], rules: SealedRules, into text: inout PassageText) {
    // Only invalid bytes, each of which becomes U+FFFD, make a text longer.
    if fold(source, room: source.count + 16, rules, &text) { return }
    _ = fold(source, room: 3 * source.count + 16, rules, &text)
  }

  private static func fold(_ source: [UInt8], room: Int, _ rules: SealedRules, _ text: inout PassageText) -> Bool {
    text.removeAll()
    if source.isEmpty { return true }
    var isWhole = false
    text.bytes = [UInt8](unsafeUninitializedCapacity: room) { memory, filled in
      guard let bytes = memory.baseAddress else { return }
      var folding = PassageFolding(bytes: bytes, capacity: room, rules: rules)
      source.withUnsafeBufferPointer { folding.run($0, &text) }
      isWhole = !folding.isFull
      filled = folding.count
    }
    return isWhole
  }

  private init(bytes: UnsafeMutablePointer<UInt8>, capacity: Int, rules: SealedRules) {
    self.bytes = bytes
    self.capacity = capacity
    self.rules = rules
    numbers = rules.numbers
    entries = rules.entries
  }

  private mutating func run(_ source: UnsafeBufferPointer<UInt8>, _ text: inout PassageText) {
    var position = 0
    var lineIsHeading = false
    var lineLength = 0
    while position < source.count {
      // A character takes at most four bytes.
      if count + 4 > capacity {
        isFull = true
        return
      }
      let byte = source[position]
      if byte < 0x80 {
        if byte == 0x0A || byte == 0x0D {
          position = breakLine(source, from: position, afterHeading: lineIsHeading && lineLength < 90, &text)
          lineIsHeading = PassageText.startsItem(source, at: position)
          lineLength = 0
        } else {
          if lineLength == 0, count == 0 { lineIsHeading = PassageText.startsItem(source, at: position) }
          if byte > 0x20 && byte != 0x7F { append(UInt32(byte), from: position, &text) }
          position += 1
          lineLength += 1
        }
        continue
      }
      let (scalar, width) = PassageText.decode(source, at: position)
      if let scalar, scalar > 0xFFFF {
        appendWide(scalar, from: position, &text)
      } else {
        append(scalar ?? 0xFFFD, from: position, &text)
      }
      position += width
      lineLength += width
    }
  }

  /// Handles one or more line ends: drops page numbers and pipe rows, and keeps a paragraph's end where there is one.
  private mutating func breakLine(
    _ source: UnsafeBufferPointer<UInt8>, from start: Int, afterHeading: Bool, _ text: inout PassageText
  ) -> Int {
    var position = start
    var lineFeeds = 0
    var sawFurniture = false
    while position < source.count {
      let byte = source[position]
      if byte == 0x0A {
        lineFeeds += 1
        position += 1
      } else if byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0C {
        position += 1
      } else if let end = PassageText.furnitureEnd(source, at: position) {
        position = end
        sawFurniture = true
      } else if byte >= 0x80, case let (scalar?, width) = PassageText.decode(source, at: position),
        MatchingAlphabet.isSpace(scalar)
      {
        position += width
      } else {
        break
      }
    }
    let isBlank = lineFeeds > 1 && !sawFurniture
    if count > 0, isBlank || afterHeading || PassageText.startsItem(source, at: position) {
      if bytes[count - 1] != 0x0A { append(0x0A, from: start, &text) }
    }
    return position
  }

  /// Appends the folded form of a character of the basic plane, unless it is a space.
  @inline(__always)
  private mutating func append(_ printed: UInt32, from start: Int, _ text: inout PassageText) {
    let entry = entries[Int(numbers[Int(printed & 0xFFFF)])]
    if entry.traits != 0 {
      if entry.traits & SealedRules.Entry.space != 0 { return }
      if entry.traits & SealedRules.Entry.numeral != 0 { text.numeralOffsets.append(Int32(truncatingIfNeeded: count)) }
      if entry.traits & SealedRules.Entry.mark != 0 { text.marks.append(Int32(truncatingIfNeeded: count)) }
    }
    let scalar = printed ^ UInt32(entry.change)
    note(start, &text)
    if scalar >= 0x800 {
      bytes[count] = UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12)
      bytes[count + 1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
      bytes[count + 2] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
      count += 3
    } else if scalar < 0x80 {
      bytes[count] = UInt8(truncatingIfNeeded: scalar)
      count += 1
    } else {
      bytes[count] = UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6)
      bytes[count + 1] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
      count += 2
    }
    let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: entry.kind & 63)
    if ahead & bit == 0 {
      state = Int(entry.beginning)
      ahead = entry.ahead
      if entry.isWord { report(&text) }
    } else {
      step(Int(entry.kind), Int(entry.beginning), &text)
    }
  }

  private mutating func appendWide(_ scalar: UInt32, from start: Int, _ text: inout PassageText) {
    note(start, &text)
    for shift: UInt32 in [18, 12, 6, 0] {
      let lead: UInt32 = shift == 18 ? 0xF0 | scalar >> 18 & 0x07 : 0x80 | scalar >> shift & 0x3F
      bytes[count] = UInt8(truncatingIfNeeded: lead)
      count += 1
    }
    let kind = rules.automaton.classOf(scalar)
    step(kind, Int(rules.automaton.beginnings[kind]), &text)
  }

  /// Notes a turn where the distance to the source changes.
  @inline(__always)
  private mutating func note(_ start: Int, _ text: inout PassageText) {
    if start &- count != distance {
      distance = start &- count
      text.turns.append(
        .init(folded: Int32(truncatingIfNeeded: count), source: Int32(truncatingIfNeeded: start)))
    }
  }

  /// Moves the automaton by a character with which a word may go on, and notes the words that end here.
  private mutating func step(_ kind: Int, _ beginning: Int, _ text: inout PassageText) {
    state = next(kind, beginning)
    let reached = rules.states[state]
    ahead = reached.fallback == 0 ? reached.ahead : .max
    if reached.reporting >= 0 { report(&text) }
  }

  private func next(_ kind: Int, _ beginning: Int) -> Int {
    let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: kind & 63)
    let transitions = rules.transitions
    var state = state
    while state != 0 {
      if rules.states[state].ahead & bit != 0 {
        let key = UInt64(truncatingIfNeeded: state &* rules.classCount &+ kind)
        var slot = LiteralAutomaton.slot(key, rules.hashBits)
        while transitions[slot] != .max, transitions[slot] >> 24 != key {
          slot = (slot &+ 1) & ((1 &<< rules.hashBits) &- 1)
        }
        let found = transitions[slot]
        if found != .max { return Int(truncatingIfNeeded: found & 0xFF_FFFF) }
      }
      state = Int(rules.states[state].fallback)
    }
    return beginning
  }

  /// Notes the words that end here, the longest first.
  private func report(_ text: inout PassageText) {
    var reported = Int(rules.states[state].reporting)
    while reported >= 0 {
      let literal = Int(rules.automaton.literalAt[reported])
      text.hits.append(.init(literal: literal, start: count - Int(rules.automaton.lengths[literal]), end: count))
      reported = Int(rules.automaton.shorter[reported])
    }
  }
}

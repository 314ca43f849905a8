/// Room for what is noted of a piece of a passage; used again for the next.
final class FoldingRoom {
  /// Where the characters of a piece are noted.
  struct Notes {
    /// The classes of the characters, each where the character begins.
    let kinds: UnsafeMutablePointer<UInt16>
    let numerals: UnsafeMutablePointer<UInt32>
    let marks: UnsafeMutablePointer<UInt32>
    let candidates: UnsafeMutablePointer<UInt32>
  }

  /// How many bytes of folded text there is room for.
  let capacity: Int
  let notes: Notes
  let hits: UnsafeMutablePointer<LiteralAutomaton.Hit>

  /// Room for pieces longer than a word of `longest` bytes.
  init(longest: Int) {
    capacity = longest + 4096
    notes = Notes(
      kinds: .allocate(capacity: capacity), numerals: .allocate(capacity: capacity),
      marks: .allocate(capacity: capacity), candidates: .allocate(capacity: capacity))
    hits = .allocate(capacity: capacity)
  }

  deinit {
    notes.kinds.deallocate()
    notes.numerals.deallocate()
    notes.marks.deallocate()
    notes.candidates.deallocate()
    hits.deallocate()
  }
}

/// What is noted of the characters of a piece of a passage: classes, numerals, marks, and where words may end.
///
/// Offsets are from the beginning of the piece.
struct FoldedPiece {
  /// Where the piece begins in the folded text.
  private(set) var start = 0
  /// How many of each there are.
  var numeralCount = 0
  var markCount = 0
  var candidateCount = 0
  /// The hash of the last class.
  var last: UInt32 = 0

  /// Notes a character of class and traits `glyph` at `offset`.
  ///
  /// No branch depends on the character: most would be taken as often as not.
  @inline(__always)
  mutating func note(_ glyph: UInt64, at offset: Int, _ room: FoldingRoom.Notes, _ pairs: UnsafePointer<UInt8>) {
    room.kinds[offset] = UInt16(truncatingIfNeeded: glyph)
    room.numerals[numeralCount] = UInt32(truncatingIfNeeded: offset)
    numeralCount &+= Int(truncatingIfNeeded: glyph &>> SealedRules.Glyph.numeralBit & 1)
    room.marks[markCount] = UInt32(truncatingIfNeeded: offset)
    markCount &+= Int(truncatingIfNeeded: glyph &>> SealedRules.Glyph.markBit & 1)
    room.candidates[candidateCount] = UInt32(truncatingIfNeeded: offset)
    let hash = UInt32(truncatingIfNeeded: glyph &>> 32)
    candidateCount &+= Int(
      truncatingIfNeeded: UInt64(pairs[LiteralAutomaton.pair(last, hash)]) | glyph &>> SealedRules.Glyph.wordBit & 1)
    last = hash
  }

  /// Hands on what is noted up to `end` of the folded text, finds the words, and begins the next piece with what its words
  /// may reach back to.
  mutating func finish(
    _ bytes: UnsafePointer<UInt8>, end: Int, _ room: FoldingRoom, _ rules: SealedRules, _ text: inout PassageText
  ) {
    for index in 0..<numeralCount {
      text.numeralOffsets.append(Int32(truncatingIfNeeded: start &+ Int(room.notes.numerals[index])))
    }
    for index in 0..<markCount { text.marks.append(Int32(truncatingIfNeeded: start &+ Int(room.notes.marks[index]))) }
    let longest = rules.automaton.longest
    var hitCount = 0
    for index in 0..<candidateCount {
      // No more words end at one place than the longest has characters.
      if hitCount + longest >= room.capacity { Self.hand(room, &hitCount, &text) }
      hitCount = findWords(bytes, at: Int(room.notes.candidates[index]), room.notes.kinds, rules, room.hits, hitCount)
    }
    Self.hand(room, &hitCount, &text)
    let kept = min(end - start, longest)
    room.notes.kinds.update(from: room.notes.kinds + (end - start - kept), count: kept)
    self = FoldedPiece(start: end - kept, last: last)
  }

  private static func hand(_ room: FoldingRoom, _ count: inout Int, _ text: inout PassageText) {
    text.hits.append(contentsOf: UnsafeBufferPointer(start: room.hits, count: count))
    count = 0
  }

  /// Writes the words that end with the character at `offset` behind the first `count` hits, the longest first; how many
  /// there are then.
  @inline(__always)
  private func findWords(
    _ bytes: UnsafePointer<UInt8>, at offset: Int, _ kinds: UnsafePointer<UInt16>, _ rules: SealedRules,
    _ hits: UnsafeMutablePointer<LiteralAutomaton.Hit>, _ count: Int
  ) -> Int {
    let piece = bytes + start
    let lead = piece[offset]
    let end = start &+ offset &+ (lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4)
    var place = offset
    var state = Int(rules.endings[Int(kinds[place])])
    var found = count
    while state != 0 {
      let reached = rules.states[state]
      // Written in any case, and kept where it is a word: whether it is cannot be foreseen.
      hits[found] = .init(literal: Int(reached.literal), start: end &- Int(reached.length), end: end)
      found &+= reached.literal >= 0 ? 1 : 0
      if place == 0 { break }
      place &-= 1
      while place > 0, piece[place] & 0xC0 == 0x80 { place &-= 1 }
      state = Self.before(state, reached.ahead, UInt64(kinds[place]), rules)
    }
    var low = count
    var high = found &- 1
    while low < high {
      (hits[low], hits[high]) = (hits[high], hits[low])
      low &+= 1
      high &-= 1
    }
    return found
  }

  /// The state after going back over a character of a class; 0 where no word goes on so.
  @inline(__always)
  private static func before(_ state: Int, _ ahead: UInt64, _ kind: UInt64, _ rules: SealedRules) -> Int {
    if ahead &>> (kind & 63) & 1 == 0 { return 0 }
    let key = UInt64(truncatingIfNeeded: state &* rules.classCount) &+ kind
    let transitions = rules.transitions
    var slot = LiteralAutomaton.slot(key, rules.hashBits)
    while transitions[slot] != .max {
      if transitions[slot] >> 24 == key { return Int(truncatingIfNeeded: transitions[slot] & 0xFF_FFFF) }
      slot = (slot &+ 1) & ((1 &<< rules.hashBits) &- 1)
    }
    return 0
  }
}

/// The one pass over a passage: folds it and finds the words of the rules, numerals and punctuation on the way.
struct PassageFolding {
  private(set) var numeralOffsets: [Int32] = []
  private(set) var marks: [Int32] = []
  private(set) var hits: [LiteralAutomaton.Hit] = []
  private(set) var count = 0

  private var bytes: UnsafeMutablePointer<UInt8>
  private var starts: UnsafeMutablePointer<Int32>
  private var capacity: Int
  private var state = 0
  private let automaton: LiteralAutomaton
  private let tables: Tables

  /// The tables of alphabet and automaton.
  private struct Tables {
    let numbers: UnsafePointer<UInt16>
    let entries: UnsafePointer<MatchingAlphabet.Entry>
    let beginnings: UnsafePointer<Int32>
    let transitions: UnsafePointer<UInt64>
    let states: UnsafePointer<LiteralAutomaton.State>
    let classCount: Int
    let hashBits: Int
  }

  /// Folds a passage.
  static func fold(_ source: [UInt8], rules: CompiledRules) -> PassageText {
    withTables(of: rules) { tables in
      source.withUnsafeBufferPointer { bytes in
        if bytes.isEmpty { return PassageText() }
        var folding = PassageFolding(capacity: bytes.count + 16, automaton: rules.automaton, tables: tables)
        folding.run(bytes)
        return folding.finish()
      }
    } ?? PassageText()
  }

  private static func withTables<Result>(of rules: CompiledRules, _ body: (Tables) -> Result) -> Result? {
    let (alphabet, automaton) = (rules.alphabet, rules.automaton)
    return alphabet.numbers.withUnsafeBufferPointer { numbers in
      alphabet.entries.withUnsafeBufferPointer { entries in
        automaton.beginnings.withUnsafeBufferPointer { beginnings in
          automaton.transitions.withUnsafeBufferPointer { transitions in
            automaton.states.withUnsafeBufferPointer { states in
              guard let numbers = numbers.baseAddress, let entries = entries.baseAddress,
                let beginnings = beginnings.baseAddress, let transitions = transitions.baseAddress,
                let states = states.baseAddress
              else { return nil }
              return body(
                Tables(
                  numbers: numbers, entries: entries, beginnings: beginnings, transitions: transitions,
                  states: states, classCount: automaton.classCount, hashBits: automaton.hashBits))
            }
          }
        }
      }
    }
  }

  private init(capacity: Int, automaton: LiteralAutomaton, tables: Tables) {
    self.capacity = capacity
    bytes = .allocate(capacity: capacity)
    starts = .allocate(capacity: capacity)
    self.automaton = automaton
    self.tables = tables
    numeralOffsets.reserveCapacity(capacity / 16)
    marks.reserveCapacity(capacity / 16)
    hits.reserveCapacity(capacity / 6)
  }

  private consuming func finish() -> PassageText {
    let text = PassageText(
      bytes: Array(UnsafeBufferPointer(start: bytes, count: count)),
      starts: Array(UnsafeBufferPointer(start: starts, count: count)), numeralOffsets: numeralOffsets, marks: marks,
      hits: hits)
    bytes.deallocate()
    starts.deallocate()
    return text
  }

  private mutating func run(_ source: UnsafeBufferPointer<UInt8>) {
    var position = 0
    var lineIsHeading = false
    var lineLength = 0
    while position < source.count {
      let byte = source[position]
      if byte < 0x80 {
        if byte == 0x0A || byte == 0x0D {
          position = breakLine(source, from: position, afterHeading: lineIsHeading && lineLength < 90)
          lineIsHeading = PassageText.startsItem(source, at: position)
          lineLength = 0
        } else {
          if lineLength == 0, count == 0 { lineIsHeading = PassageText.startsItem(source, at: position) }
          if byte > 0x20 && byte != 0x7F { append(UInt32(byte), from: position) }
          position += 1
          lineLength += 1
        }
        continue
      }
      let (scalar, width) = PassageText.decode(source, at: position)
      if let scalar {
        if scalar > 0xFFFF {
          appendWide(scalar, from: position)
        } else {
          append(scalar, from: position)
        }
      } else {
        append(0xFFFD, from: position)
      }
      position += width
      lineLength += width
    }
  }

  /// Handles one or more line ends: drops page numbers and pipe rows, and keeps a paragraph's end where there is one.
  private mutating func breakLine(_ source: UnsafeBufferPointer<UInt8>, from start: Int, afterHeading: Bool) -> Int {
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
      if bytes[count - 1] != 0x0A { append(0x0A, from: start) }
    }
    return position
  }

  /// Appends the folded form of a character of the basic plane, unless it is a space.
  @inline(__always)
  private mutating func append(_ printed: UInt32, from start: Int) {
    var scalar = printed
    var kind = 0
    let number = Int(tables.numbers[Int(printed & 0xFFFF)])
    if number != 0 {
      let entry = tables.entries[number]
      if entry.isSpace { return }
      if entry.isNumeral { numeralOffsets.append(Int32(truncatingIfNeeded: count)) }
      if entry.isMark { marks.append(Int32(truncatingIfNeeded: count)) }
      scalar = UInt32(entry.scalar)
      kind = Int(entry.kind)
    }
    if count + 4 > capacity { grow() }
    let place = Int32(truncatingIfNeeded: start)
    starts[count] = place
    if scalar < 0x80 {
      bytes[count] = UInt8(truncatingIfNeeded: scalar)
      count += 1
    } else if scalar < 0x800 {
      bytes[count] = UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6)
      bytes[count + 1] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
      starts[count + 1] = place
      count += 2
    } else {
      bytes[count] = UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12)
      bytes[count + 1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
      bytes[count + 2] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
      starts[count + 1] = place
      starts[count + 2] = place
      count += 3
    }
    if kind == 0 { state = 0 } else { step(kind) }
  }

  private mutating func appendWide(_ scalar: UInt32, from start: Int) {
    if count + 4 > capacity { grow() }
    for shift: UInt32 in [18, 12, 6, 0] {
      let lead: UInt32 = shift == 18 ? 0xF0 | scalar >> 18 & 0x07 : 0x80 | scalar >> shift & 0x3F
      bytes[count] = UInt8(truncatingIfNeeded: lead)
      starts[count] = Int32(truncatingIfNeeded: start)
      count += 1
    }
    let kind = automaton.classOf(scalar)
    if kind == 0 { state = 0 } else { step(kind) }
  }

  /// Moves the automaton by a character of some word, and notes the words that end here.
  @inline(__always)
  private mutating func step(_ kind: Int) {
    let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: kind & 63)
    while state != 0 {
      if tables.states[state].ahead & bit != 0 {
        let key = UInt64(truncatingIfNeeded: state &* tables.classCount &+ kind)
        var slot = LiteralAutomaton.slot(key, tables.hashBits)
        while tables.transitions[slot] != .max, tables.transitions[slot] >> 24 != key {
          slot = (slot &+ 1) & ((1 &<< tables.hashBits) &- 1)
        }
        let found = tables.transitions[slot]
        if found != .max {
          state = Int(truncatingIfNeeded: found & 0xFF_FFFF)
          if tables.states[state].reporting >= 0 { report() }
          return
        }
      }
      state = Int(tables.states[state].fallback)
    }
    state = Int(tables.beginnings[kind])
    if tables.states[state].reporting >= 0 { report() }
  }

  /// Notes the words that end here, the longest first.
  private mutating func report() {
    var reported = Int(tables.states[state].reporting)
    while reported >= 0 {
      let literal = Int(automaton.literalAt[reported])
      hits.append(.init(literal: literal, start: count - Int(automaton.lengths[literal]), end: count))
      reported = Int(automaton.shorter[reported])
    }
  }

  /// Makes room; only invalid bytes, each of which becomes U+FFFD, make a text longer.
  private mutating func grow() {
    let larger = capacity * 2 + 64
    let newBytes = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    let newStarts = UnsafeMutablePointer<Int32>.allocate(capacity: larger)
    newBytes.update(from: bytes, count: count)
    newStarts.update(from: starts, count: count)
    bytes.deallocate()
    starts.deallocate()
    (bytes, starts, capacity) = (newBytes, newStarts, larger)
  }
}

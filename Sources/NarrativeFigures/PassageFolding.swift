/// The one pass over a passage: folds it and finds the words of the rules, numerals and punctuation on the way.
///
/// What the characters ask is noted in pieces, without a branch for each; see `FoldedPiece`.
struct PassageFolding {
  private let bytes: UnsafeMutablePointer<UInt8>
  private let capacity: Int
  private var count = 0
  /// How far the source is ahead of the folded text since the last turn.
  private var distance = Int.min
  /// Whether the room was too small.
  private var isFull = false
  private let rules: SealedRules
  private let room: FoldingRoom
  private var piece = FoldedPiece()

  /// Folds a passage.
  static func fold(_ source: [UInt8], rules: SealedRules) -> PassageText {
    var text = PassageText()
    fold(source, rules: rules, into: &text)
    return text
  }

  /// Folds a passage into a text whose room is used again.
  static func fold(_ source: [UInt8], rules: SealedRules, into text: inout PassageText) {
    // Only invalid bytes, each of which becomes U+FFFD, make a text longer.
    if fold(source, byteCount: source.count + 16, rules, &text) { return }
    _ = fold(source, byteCount: 3 * source.count + 16, rules, &text)
  }

  private static func fold(_ source: [UInt8], byteCount: Int, _ rules: SealedRules, _ text: inout PassageText) -> Bool {
    text.removeAll()
    if source.isEmpty { return true }
    let longest = rules.automaton.longest
    let room = text.room.flatMap { $0.capacity >= longest + 4096 ? $0 : nil } ?? FoldingRoom(longest: longest)
    text.room = room
    var isWhole = false
    text.bytes = [UInt8](unsafeUninitializedCapacity: byteCount) { memory, filled in
      guard let bytes = memory.baseAddress else { return }
      var folding = PassageFolding(bytes: bytes, capacity: byteCount, rules: rules, room: room)
      source.withUnsafeBufferPointer { folding.run($0, &text) }
      isWhole = !folding.isFull
      filled = folding.count
    }
    return isWhole
  }

  private init(bytes: UnsafeMutablePointer<UInt8>, capacity: Int, rules: SealedRules, room: FoldingRoom) {
    self.bytes = bytes
    self.capacity = capacity
    self.rules = rules
    self.room = room
  }

  private mutating func run(_ source: UnsafeBufferPointer<UInt8>, _ text: inout PassageText) {
    var position = 0
    var lineIsHeading = false
    var lineStart = 0
    while position < source.count {
      if !hasRoom { piece.finish(bytes, end: count, room, rules, &text) }
      position = takeRun(source, from: position, &text)
      if position == source.count { break }
      if !hasRoom { continue }
      let byte = source[position]
      // A character takes at most four bytes.
      if count + 4 > capacity {
        isFull = true
        return
      }
      if byte < 0x80 {
        if byte == 0x0A || byte == 0x0D {
          position = breakLine(source, from: position, afterHeading: lineIsHeading && position - lineStart < 90, &text)
          lineIsHeading = PassageText.startsItem(source, at: position)
          lineStart = position
        } else {
          if position == lineStart, count == 0 { lineIsHeading = PassageText.startsItem(source, at: position) }
          if byte > 0x20 && byte != 0x7F { append(UInt32(byte), from: position, &text) }
          position += 1
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
    }
    piece.finish(bytes, end: count, room, rules, &text)
  }

  /// Whether the piece has room for a character.
  private var hasRoom: Bool { count - piece.start + 4 <= room.capacity }

  /// Takes characters of one and of three bytes, which nearly all are, up to the end of a line or a piece; where it ends.
  private mutating func takeRun(
    _ source: UnsafeBufferPointer<UInt8>, from start: Int, _ text: inout PassageText
  ) -> Int {
    // Four bytes are read and written at once.
    let lastCount = min(capacity, piece.start + room.capacity) &- 4
    var position = start
    while position &+ 4 <= source.count, count <= lastCount {
      let byte = source[position]
      if byte >= 0xE0 {
        position &+= takePlain(source, from: position, lastCount: lastCount, &text)
        if position &+ 4 > source.count || count > lastCount { break }
      }
      var scalar = UInt32(source[position])
      var width = 1
      if scalar & 0xF0 == 0xE0 {
        guard case let (decoded?, 3) = PassageText.decode(source, at: position) else { break }
        scalar = decoded
        width = 3
      } else if scalar >= 0x80 || scalar == 0x0A || scalar == 0x0D || count == 0 {
        // Where nothing was taken, a line may begin that is a heading.
        break
      }
      if width > 1 || scalar > 0x20 && scalar != 0x7F { append(scalar, from: position, &text) }
      position &+= width
    }
    return position
  }

  /// Takes characters of three bytes that stay as they are; how many bytes they are.
  @inline(__always)
  private mutating func takePlain(
    _ source: UnsafeBufferPointer<UInt8>, from start: Int, lastCount: Int, _ text: inout PassageText
  ) -> Int {
    guard let base = source.baseAddress else { return 0 }
    let input = UnsafeRawPointer(base + start)
    let output = UnsafeMutableRawPointer(bytes + count)
    let numbers = rules.numbers
    let glyphs = rules.glyphs
    let pairs = rules.pairs
    let notes = room.notes
    let first = count &- piece.start
    let end = min(source.count &- start &- 3, lastCount &- count &+ 1)
    var piece = piece
    var taken = 0
    while taken < end {
      let word = input.loadUnaligned(fromByteOffset: taken, as: UInt32.self).littleEndian
      if word & 0x00C0_C0F0 != 0x0080_80E0 { break }
      let scalar = (word & 0x0F) &<< 12 | (word &>> 2) & 0x0FC0 | (word &>> 16) & 0x3F
      let glyph = glyphs[Int(numbers[Int(scalar)])]
      // Below and above stand what is no character, and what is folded.
      if scalar &- 0x800 >= 0xD000 || glyph & (SealedRules.Glyph.space | SealedRules.Glyph.changed) != 0 { break }
      output.storeBytes(of: word.littleEndian, toByteOffset: taken, as: UInt32.self)
      piece.note(glyph, at: first &+ taken, notes, pairs)
      taken &+= 3
    }
    self.piece = piece
    if taken > 0, start &- count != distance { turn(start, &text) }
    count &+= taken
    return taken
  }

  /// A character of the basic plane as UTF-8, the first byte in the lowest place, and how many bytes it takes.
  @inline(__always)
  private static func encoded(_ scalar: UInt32) -> (word: UInt32, length: Int) {
    if scalar < 0x80 { return (scalar, 1) }
    if scalar < 0x800 { return (0x80C0 | scalar &>> 6 | (scalar & 0x3F) &<< 8, 2) }
    return (0x80_80E0 | scalar &>> 12 | (scalar &>> 6 & 0x3F) &<< 8 | (scalar & 0x3F) &<< 16, 3)
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
    let number = Int(rules.numbers[Int(printed & 0xFFFF)])
    let glyph = rules.glyphs[number]
    if glyph & SealedRules.Glyph.space != 0 { return }
    let (word, length) = Self.encoded(printed ^ UInt32(rules.changes[number]))
    append(word, length, glyph, from: start, &text)
  }

  private mutating func appendWide(_ scalar: UInt32, from start: Int, _ text: inout PassageText) {
    var word: UInt32 = 0x8080_80F0 | scalar >> 18 & 0x07
    for place: UInt32 in 1...3 { word |= (scalar >> (18 - 6 * place) & 0x3F) << (8 * place) }
    append(word, 4, SealedRules.glyph(rules.automaton.classOf(scalar), rules.automaton), from: start, &text)
  }

  /// Appends a character; there has to be room for four bytes.
  @inline(__always)
  private mutating func append(
    _ word: UInt32, _ length: Int, _ glyph: UInt64, from start: Int, _ text: inout PassageText
  ) {
    if start &- count != distance { turn(start, &text) }
    UnsafeMutableRawPointer(bytes + count).storeBytes(of: word.littleEndian, as: UInt32.self)
    piece.note(glyph, at: count &- piece.start, room.notes, rules.pairs)
    count &+= length
  }

  /// Notes that the distance to the source changes.
  private mutating func turn(_ start: Int, _ text: inout PassageText) {
    distance = start &- count
    text.turns.append(.init(folded: Int32(truncatingIfNeeded: count), source: Int32(truncatingIfNeeded: start)))
  }
}

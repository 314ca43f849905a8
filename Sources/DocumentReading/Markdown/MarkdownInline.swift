/// Writes a line of Markdown as text: marks, tags and addresses of links removed, escapes and references decoded.
struct MarkdownInline {
  /// The lines of text written, without white space at their ends; `<br>` and tags of blocks part them.
  private(set) var written: [Range<Int>] = []

  private let range: Range<Int>
  private let line: Int
  private var position: Int
  private var textStart: Int
  private var lineStart = 0
  private var starMarksLeft: Int
  private var underscoreMarksLeft: Int
  private var backtickMarksLeft: Int
  /// Where the text of the open link ends, and where the link does.
  private var link: (textEnd: Int, end: Int)?
  private var brackets = NextByte(0x5D)
  private var parentheses = NextByte(0x29)
  private var angles = NextByte(0x3E)
  private var hasNoMoreClosings = false

  private static let references = CharacterReferenceReader()
  private static let elements = HTMLElementTable.shared

  /// Writes `range`, which stands on `line`, on a new line of the text, and gives back where what is written stands.
  static func write(
    _ source: Span<UInt8>, _ range: Range<Int>, line: Int, to assembler: inout BlockAssembler
  ) -> [Range<Int>] {
    var inline = MarkdownInline(source, range, line: line)
    inline.run(source, into: &assembler)
    return inline.written
  }

  private init(_ source: Span<UInt8>, _ range: Range<Int>, line: Int) {
    self.range = range
    self.line = line
    position = range.lowerBound
    textStart = range.lowerBound
    // A mark without its partner is a character like any other.
    starMarksLeft = Self.countMarks(0x2A, 2...3, in: source, range) & ~1
    underscoreMarksLeft = Self.countMarks(0x5F, 2...2, in: source, range) & ~1
    backtickMarksLeft = Self.countMarks(0x60, 1...3, in: source, range) & ~1
  }

  private mutating func run(_ source: Span<UInt8>, into assembler: inout BlockAssembler) {
    assembler.beginLine(line)
    lineStart = assembler.count
    while position < range.upperBound {
      if let link, position == link.textEnd {
        flush(source, &assembler)
        skip(to: link.end)
        self.link = nil
        continue
      }
      switch source[position] {
      case 0x5C: readEscape(source, &assembler)
      case 0x2A: if dropMark(0x2A, 2...3, starMarksLeft, source, &assembler) { starMarksLeft -= 1 }
      case 0x5F: if dropMark(0x5F, 2...2, underscoreMarksLeft, source, &assembler) { underscoreMarksLeft -= 1 }
      case 0x60: if dropMark(0x60, 1...3, backtickMarksLeft, source, &assembler) { backtickMarksLeft -= 1 }
      case 0x5B: readLink(source, &assembler)
      case 0x26: readReference(source, &assembler)
      case 0x3C: readTag(source, &assembler)
      default: position &+= 1
      }
    }
    endLine(source, &assembler)
  }

  private mutating func flush(_ source: Span<UInt8>, _ assembler: inout BlockAssembler) {
    if position > textStart { assembler.append(source, textStart..<position) }
    textStart = position
  }

  private mutating func skip(to end: Int) {
    position = end
    textStart = end
  }

  private mutating func endLine(_ source: Span<UInt8>, _ assembler: inout BlockAssembler) {
    flush(source, &assembler)
    let text = assembler.trimmed(lineStart..<assembler.count)
    if !text.isEmpty { written.append(text) }
  }

  private mutating func breakLine(_ source: Span<UInt8>, _ assembler: inout BlockAssembler) {
    endLine(source, &assembler)
    if assembler.count > lineStart { assembler.beginLine(line) }
    lineStart = assembler.count
  }

  private mutating func readEscape(_ source: Span<UInt8>, _ assembler: inout BlockAssembler) {
    let next = position + 1
    guard next < range.upperBound, source[next] > 0x20, source[next] < 0x7F, !ASCII.isAlphanumeric(source[next]) else {
      position += 1
      return
    }
    flush(source, &assembler)
    textStart = next
    position = next + 1
  }

  /// Drops a run of `byte` if its length is that of a mark and it has a partner; says whether it did.
  private mutating func dropMark(
    _ byte: UInt8, _ lengths: ClosedRange<Int>, _ left: Int, _ source: Span<UInt8>, _ assembler: inout BlockAssembler
  ) -> Bool {
    var end = position
    while end < range.upperBound && source[end] == byte { end += 1 }
    if left == 0 || !lengths.contains(end - position) {
      position = end
      return false
    }
    flush(source, &assembler)
    skip(to: end)
    return true
  }

  private static func countMarks(
    _ byte: UInt8, _ lengths: ClosedRange<Int>, in source: Span<UInt8>, _ range: Range<Int>
  ) -> Int {
    var count = 0
    var position = range.lowerBound
    while let found = ByteScan.first(byte, in: source, position..<range.upperBound) {
      var end = found
      while end < range.upperBound && source[end] == byte { end += 1 }
      let isEscaped = found > range.lowerBound && source[found - 1] == 0x5C
      if lengths.contains(end - found) && !isEscaped { count += 1 }
      position = end
    }
    return count
  }

  /// `[text](address)` and `![text](address)` become their text.
  private mutating func readLink(_ source: Span<UInt8>, _ assembler: inout BlockAssembler) {
    guard link == nil, let textEnd = brackets.find(from: position, to: range.upperBound, in: source),
      textEnd + 1 < range.upperBound, source[textEnd + 1] == 0x28,
      let end = parentheses.find(from: textEnd, to: range.upperBound, in: source)
    else {
      position += 1
      return
    }
    let isImage = position > textStart && source[position - 1] == 0x21
    if isImage { position -= 1 }
    flush(source, &assembler)
    skip(to: position + (isImage ? 2 : 1))
    link = (textEnd, end + 1)
  }

  private mutating func readReference(_ source: Span<UInt8>, _ assembler: inout BlockAssembler) {
    guard let reference = Self.references.read(source, at: position, inAttribute: false),
      reference.end <= range.upperBound
    else {
      position += 1
      return
    }
    flush(source, &assembler)
    assembler.append(reference, line: line)
    skip(to: reference.end)
  }

  private mutating func readTag(_ source: Span<UInt8>, _ assembler: inout BlockAssembler) {
    var name = position + 1
    if name < range.upperBound && source[name] == 0x2F { name += 1 }
    guard name < range.upperBound, ASCII.isLetter(source[name]) || source[name] == 0x21,
      let end = angles.find(from: position, to: range.upperBound, in: source)
    else {
      position += 1
      return
    }
    var nameEnd = name
    while nameEnd < end && ASCII.isAlphanumeric(source[nameEnd]) { nameEnd += 1 }
    flush(source, &assembler)
    // `<https://…>` and `<name@…>` stand for themselves.
    if nameEnd < end, source[nameEnd] == 0x3A || source[nameEnd] == 0x40 {
      textStart = position + 1
      position = end
      flush(source, &assembler)
    } else {
      let element = Self.elements.find(source, name..<nameEnd)
      if element.traits.contains(.block) { breakLine(source, &assembler) }
      if !element.appearance.isEmpty, source[position + 1] != 0x2F, !hasNoMoreClosings {
        return readApart(element.appearance, from: end + 1, source, &assembler)
      }
    }
    skip(to: end + 1)
  }

  /// Leaves out what is crossed out, and writes digits above or below the line as what they are.
  private mutating func readApart(
    _ appearance: HTMLAppearance, from start: Int, _ source: Span<UInt8>, _ assembler: inout BlockAssembler
  ) {
    skip(to: start)
    guard let close = closing(source, start) else {
      hasNoMoreClosings = true
      return
    }
    if appearance.contains(.struck) {
      skip(to: close)
      return
    }
    while position < close, source[position] != 0x3C {
      if ASCII.isDigit(source[position]), assembler.count + position - textStart > lineStart {
        flush(source, &assembler)
        assembler.append(
          RaisedDigits.character(source[position], isLowered: appearance.contains(.lowered)), line: line)
        skip(to: position + 1)
      } else {
        position += 1
      }
    }
  }

  /// Where the next end tag begins.
  private func closing(_ source: Span<UInt8>, _ start: Int) -> Int? {
    var place = start
    while let open = ByteScan.first(0x3C, in: source, place..<range.upperBound) {
      if open + 1 < range.upperBound, source[open + 1] == 0x2F { return open }
      place = open + 1
    }
    return nil
  }
}

/// Finds the next place of a byte, and never looks at the same bytes twice.
struct NextByte {
  private let byte: UInt8
  private var searchedFrom = 0
  private var found: Int?
  private var hasSearched = false

  init(_ byte: UInt8) { self.byte = byte }

  /// The first place at or behind `start`; asked for with growing `start` and one `end`.
  mutating func find(from start: Int, to end: Int, in source: Span<UInt8>) -> Int? {
    if hasSearched && start >= searchedFrom {
      guard let found else { return nil }
      if found >= start { return found }
    }
    hasSearched = true
    searchedFrom = start
    found = ByteScan.first(byte, in: source, start..<end)
    return found
  }
}

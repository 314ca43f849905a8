import StatutoryForm

/// A label where the document prints it.
struct LabelHit {
  /// What it says.
  var kind: LabelKind
  /// The stream position at which it begins, its number included.
  var start: Int
  /// The stream positions of the label itself.
  var core: Range<Int>
  /// The stream position behind it, its note included.
  var end: Int
  /// Whether a number stands before it.
  var isNumbered: Bool
  /// Whether it is only the beginning of a label.
  var isPrefix: Bool
}

/// Finds the labels of a stream and tells them from the same words in running text.
struct LabelFinder {
  private let stream: LabelStream
  private var raw: [(core: Range<Int>, pattern: LabelPattern)] = []
  private var hasBareOrdinals = false

  /// All labels of the stream in order, none overlapping another.
  static func hits(in stream: LabelStream) -> [LabelHit] {
    var finder = LabelFinder(stream: stream)
    return finder.find()
  }

  private init(stream: LabelStream) { self.stream = stream }

  private mutating func find() -> [LabelHit] {
    raw = FormLabels.scanner.scan(stream.units)
    hasBareOrdinals = measuresBareOrdinals()
    var hits: [LabelHit] = []
    for (index, (core, pattern)) in raw.enumerated() {
      let floor = hits.last?.end ?? 0
      if core.lowerBound < floor || isPieceOfMore(index) { continue }
      let number = Ordinals.start(
        before: core.lowerBound, in: stream, floor: floor, expected: Self.digit(of: pattern.kind),
        takesBareDigit: hasBareOrdinals)
      guard isLabel(core, pattern, number, previous: hits.last) || isHeadBeforeHead(index) else { continue }
      hits.append(
        LabelHit(
          kind: pattern.kind, start: number.start, core: core,
          end: labelEnd(core, pattern, before: index + 1 < raw.count ? raw[index + 1].core.lowerBound : stream.count),
          isNumbered: number.isNumbered, isPrefix: pattern.isPrefix))
    }
    return LabelRepair(stream: stream).repaired(hits)
  }

  /// Whether the match is a part of other words: 其他 goes on as 其他法律… does, the piece of a torn label.
  private func isPieceOfMore(_ index: Int) -> Bool {
    let start = raw[index].core.lowerBound
    // 不涉及 in a cell before 国家秘密 is no 涉及国家秘密.
    if start > 0, stream.units[start] == 0x6D89, stream.units[start - 1] == 0x4E0D, stream.separations[start] == .none {
      return true
    }
    guard case .other = raw[index].pattern.kind else { return false }
    let behind = raw[index].core.upperBound
    guard behind < stream.count, stream.units[behind].isHan, !CharacterFolding.isZeroSign(stream.units[behind]),
      stream.separations[behind] == .none
    else { return false }
    return index + 1 >= raw.count || raw[index + 1].core.lowerBound != behind
  }

  /// Whether the head of a column stands directly before that of another, as sentences never have them.
  private func isHeadBeforeHead(_ index: Int) -> Bool {
    guard index + 1 < raw.count, raw[index + 1].core.lowerBound == raw[index].core.upperBound else { return false }
    return isHead(raw[index].pattern.kind) && isHead(raw[index + 1].pattern.kind)
  }

  private func isHead(_ kind: LabelKind) -> Bool {
    switch kind {
    case .column, .proceedings, .head, .total: true
    default: false
    }
  }

  /// Whether the document numbers its rows by digits without a point, in most rows.
  private func measuresBareOrdinals() -> Bool {
    var bare = 0
    var other = 0
    for (core, pattern) in raw where pattern.isStrong {
      guard let digit = Self.digit(of: pattern.kind) else { continue }
      let before = core.lowerBound - 1
      if before >= 0, stream.separations[core.lowerBound] < .line, stream.units[before] == digit {
        bare += 1
      } else {
        other += 1
      }
    }
    return bare >= 6 && bare > other * 4
  }

  private static let digits: [UInt32?] = FormRow.list.map { row in
    row.ordinal.unicodeScalars.first.map { $0.value }.flatMap { $0.isDigit ? $0 : nil }
  }

  /// The digit that the form prints before the label; `nil` where it prints none.
  private static func digit(of kind: LabelKind) -> UInt32? {
    switch kind {
    case .row(let row): return digits[Int(row.rawValue)]
    case .other: return 0x33
    default: return nil
    }
  }

  private func isLabel(
    _ core: Range<Int>, _ pattern: LabelPattern, _ number: (start: Int, isNumbered: Bool), previous: LabelHit?
  ) -> Bool {
    let start = number.start
    if case .section = pattern.kind {
      if number.isNumbered { return startsFresh(start, previous) || number.start < core.lowerBound - 1 }
      return (core.lowerBound == 0 || stream.separations[core.lowerBound] >= .line) && endsFresh(core.upperBound)
    }
    if pattern.isStrong { return true }
    if case .proceedings(_?) = pattern.kind, let previous, previous.kind == .proceedings(nil),
      previous.end + 1 == core.lowerBound, stream.units[previous.end] == 0x28
    {
      return true
    }
    if startsFresh(start, previous) { return true }
    return number.isNumbered && core.count >= 4
  }

  /// Whether something ends before the position: a line, a field, a cell, a value, another label, a bracket.
  private func startsFresh(_ position: Int, _ previous: LabelHit?) -> Bool {
    guard position > 0, position < stream.count else { return true }
    if stream.separations[position] >= .space { return true }
    if let previous, previous.end == position { return true }
    let before = stream.units[position - 1]
    return before.isDigit || before == 0x29 || before == 0x5143 || before == 0x2F || before == 0x3A || before == 0x7C
  }

  private func endsFresh(_ position: Int) -> Bool {
    position >= stream.count || stream.separations[position] >= .space
  }

  /// The end of the label with what belongs to it: a note in brackets, the rest of a longer wording.
  private func labelEnd(_ core: Range<Int>, _ pattern: LabelPattern, before limit: Int) -> Int {
    var end = core.upperBound
    switch pattern.kind {
    case .section, .end: return end
    // 行政诉讼(复议后起诉): what stands in the bracket is a label of its own.
    case .proceedings(nil) where limit == end + 1: return end
    case .column(.yearChange):
      // 本年增/减 may have lost its last character, or hold a note.
      while end < stream.count, stream.units[end] == 0x2F || stream.units[end] == 0x51CF,
        stream.separations[end] < .line, end - core.upperBound < 2
      { end += 1 }
    case .row where pattern.isStrong:
      // The rest of a label that is worded or spelt in another way.
      let reach = min(limit, end + 30)
      var rest = end
      while rest < reach, stream.separations[rest] == .none, stream.units[rest].isHan || stream.units[rest] == 0x3001 {
        rest += 1
      }
      if rest < reach { end = rest }
    default: break
    }
    for _ in 0..<2 {
      guard let closed = noteEnd(end) else { break }
      end = closed
    }
    return end
  }

  /// Where the values begin whose first digit stands at the position: marks of absence before it are values too.
  private func withMarks(before position: Int, above floor: Int) -> Int {
    var first = position
    while first - 1 > floor {
      var start = first - 1
      while start > floor, stream.separations[start] < .space { start -= 1 }
      guard start > floor, CellGrammar.read(stream.units[start..<first]).content == .notApplicable else { break }
      first = start
    }
    return first
  }

  /// The end of a note in brackets that begins at the position and holds more than digits.
  private func noteEnd(_ position: Int) -> Int? {
    guard position < stream.count, stream.units[position] == 0x28 else { return nil }
    var depth = 0
    var words = 0
    for index in position..<min(position + 80, stream.count) {
      let unit = stream.units[index]
      if unit == 0x28 { depth += 1 }
      if unit == 0x29 { depth -= 1 }
      // Values stand inside a note that a line break tore: the label ends before them.
      if unit.isDigit, stream.separations[index] >= .space, words > 0,
        index + 1 >= stream.count || stream.separations[index + 1] >= .space || stream.units[index + 1].isDigit
      {
        return withMarks(before: index, above: position)
      }
      if unit.isHan && !unit.isHanOrdinal { words += 1 }
      if depth == 0 { return words > 0 ? index + 1 : nil }
    }
    return nil
  }
}

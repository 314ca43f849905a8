import WorkLimits

/// Reads Rich Text Format, which many a `.doc` is.
///
/// Text, cells and rows are kept with their merges; labels of lists are in the text of the format itself. Hidden and
/// deleted text, headers, notes, pictures and everything that is marked as skippable is left out.
struct RTFReader {
  private let bytes: [UInt8]
  private let limits: ReadingLimits
  private var flow: WordMarkFlow
  var state = State()
  private var stack: [State] = []
  var text = RTFText()
  var row = Row()
  /// What is crossed out in the open paragraph.
  private var withdrawn: [UInt8] = []
  /// Whether anything stands at the beginning of a group, where a word names what the group is for.
  private var isAtGroupStart = false
  private var isStarred = false
  private var meter: WorkMeter

  /// What a group keeps to itself.
  struct State {
    var isSkipped = false
    var isHidden = false
    var isStruck = false
    var position = WordRunPosition.line
    /// Characters that stand for one of Unicode, to be passed over.
    var fallbackLength = 1
    var isInTable = false
    var depth = 1
  }

  /// The definition of a row.
  struct Row {
    var left = 0
    var edges: [Int] = []
    var vertical: [WordCell.Merge] = []
    var horizontal: [WordCell.Merge] = []
    var nextVertical = WordCell.Merge.none
    var nextHorizontal = WordCell.Merge.none
  }

  /// Whether the bytes begin as the format does.
  static func isRTF(_ bytes: Span<UInt8>) -> Bool { ByteScan.matchesExactly("{\\rtf", in: bytes, at: 0) }

  /// Reads a document; throws `.malformedContainer` where it breaks off inside of a group.
  static func read(_ bytes: [UInt8], limits: ReadingLimits) throws(ReadingFailure) -> ReadDocument {
    var reader = RTFReader(bytes, limits)
    try reader.run()
    let output = try reader.flow.finished()
    var document = ReadDocument(
      mediaType: .rtf, encoding: reader.text.usesGB18030 ? "gb18030" : "us-ascii", text: output.text,
      blocks: output.blocks)
    document.replacedCharacterCount = reader.text.replacedCount
    return document
  }

  private init(_ bytes: [UInt8], _ limits: ReadingLimits) {
    self.bytes = bytes
    self.limits = limits
    meter = WorkMeter(limits.deadline)
    flow = WordMarkFlow(styles: WordStyles(), numbering: WordNumbering(), limits: limits)
  }

  // MARK: Tokens

  private mutating func run() throws(ReadingFailure) {
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if meter.isOver() { throw .limitExceeded }
      switch byte {
      case UInt8(ascii: "{"):
        if stack.count >= limits.nestingDepth { throw .limitExceeded }
        stack.append(state)
        isAtGroupStart = true
        isStarred = false
      case UInt8(ascii: "}"):
        guard let outer = stack.popLast() else { throw .malformedContainer }
        state = outer
        isAtGroupStart = false
        text.endFallback()
        if stack.isEmpty {
          try endParagraph()
          return
        }
      case UInt8(ascii: "\\"): try readControl(&position)
      case ASCII.lineFeed, ASCII.carriageReturn, 0: break
      default:
        isAtGroupStart = false
        append(byte)
      }
    }
    throw .malformedContainer
  }

  private mutating func readControl(_ position: inout Int) throws(ReadingFailure) {
    guard position < bytes.count else { throw .malformedContainer }
    let first = bytes[position]
    if !ASCII.isLetter(first) {
      position += 1
      try readSymbol(first, &position)
      return
    }
    let start = position
    while position < bytes.count, ASCII.isLetter(bytes[position]), position - start < 64 { position += 1 }
    let word = String(decoding: bytes[start..<position], as: UTF8.self)
    var number: Int?
    let isNegative = position < bytes.count && bytes[position] == UInt8(ascii: "-")
    if isNegative { position += 1 }
    while position < bytes.count, ASCII.isDigit(bytes[position]) {
      number = min((number ?? 0) * 10 + Int(bytes[position] - 0x30), 1 << 40)
      position += 1
    }
    if position < bytes.count, bytes[position] == ASCII.space { position += 1 }
    let value = number.map { isNegative ? -$0 : $0 }
    if word == "bin" {
      position = min(bytes.count, position + max(0, value ?? 0))
      return
    }
    let opensGroup = isAtGroupStart
    isAtGroupStart = false
    if opensGroup, beginDestination(word) { return }
    if state.isSkipped {
      if word == "uc" { state.fallbackLength = max(0, min(value ?? 1, 16)) }
      return
    }
    if word != "u" { text.endFallback() }
    if try !endsSomething(word) { apply(word, value) }
  }

  private mutating func readSymbol(_ symbol: UInt8, _ position: inout Int) throws(ReadingFailure) {
    switch symbol {
    case UInt8(ascii: "'"):
      guard position + 2 <= bytes.count else { throw .malformedContainer }
      let digits = String(decoding: bytes[position..<position + 2], as: UTF8.self)
      position += 2
      isAtGroupStart = false
      append(UInt8(digits, radix: 16) ?? UInt8(ascii: "?"))
    case UInt8(ascii: "*"): isStarred = isAtGroupStart
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "\\"): append(symbol)
    case UInt8(ascii: "~"): append(unicode: 0xA0)
    case UInt8(ascii: "_"): append(UInt8(ascii: "-"))
    case ASCII.lineFeed, ASCII.carriageReturn: if !state.isSkipped { try endParagraph() }
    default: break
    }
  }

  // MARK: Groups

  private static let left: Set<String> = [
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "header", "headerl", "headerr", "headerf", "footer", "footerl",
    "footerr", "footerf", "footnote", "annotation", "nonesttables", "sp", "shprslt", "filetbl", "xe", "tc", "fldinst",
    "objdata", "nonshppict",
  ]
  /// What is marked as skippable, but holds content.
  private static let kept: Set<String> = ["shpinst", "shptxt", "nesttableprops", "ud"]

  /// Whether a word at the beginning of a group named what it is for, and nothing else is to be done.
  private mutating func beginDestination(_ word: String) -> Bool {
    if word == "pict" { flow.hasPictures = true }
    if Self.left.contains(word) || (isStarred && !Self.kept.contains(word)) {
      state.isSkipped = true
      return true
    }
    return false
  }

  // MARK: What words do

  private mutating func endsSomething(_ word: String) throws(ReadingFailure) -> Bool {
    switch word {
    case "par", "sect": try endParagraph()
    case "cell": try end(depth: 1) { $0.isCell = true }
    case "nestcell": try end(depth: max(2, state.depth)) { $0.isCell = true }
    case "row": try end(depth: 1) { $0.isRow = true }
    case "nestrow": try end(depth: max(2, state.depth)) { $0.isRow = true }
    default: return false
    }
    return true
  }

  private struct Mark {
    var isCell = false
    var isRow = false
  }

  private mutating func endParagraph() throws(ReadingFailure) {
    try end(depth: state.isInTable ? state.depth : 0) { _ in }
  }

  private mutating func end(depth: Int, _ set: (inout Mark) -> Void) throws(ReadingFailure) {
    var mark = Mark()
    set(&mark)
    var properties = OldWordParagraph()
    properties.depth = depth
    if mark.isRow {
      properties.endsRow = depth == 1
      properties.endsInnerRow = depth > 1
      properties.edges = [row.left] + row.edges
      properties.vertical = row.vertical
      properties.horizontal = row.horizontal
    }
    properties.endsInnerCell = mark.isCell && depth > 1
    try flow.end(
      properties, text: text.take(), isCellMark: mark.isCell && depth == 1, withdrawn: withdrawn)
    withdrawn = []
  }

  // MARK: Text

  private var isShown: Bool { !state.isHidden && !state.isStruck }

  private mutating func append(_ byte: UInt8) {
    if state.isSkipped { return }
    if state.isStruck, !state.isHidden, byte < 0x80, withdrawn.count < 64, !text.isInFallback { withdrawn.append(byte) }
    text.append(byte: byte, isShown: isShown, position: state.position)
  }

  mutating func append(unicode value: UInt32) {
    if !state.isSkipped, isShown { text.append(unicode: value) }
  }

  mutating func unicode(_ value: Int) {
    let unit = UInt16(truncatingIfNeeded: value)
    text.append(unit: unit, isShown: isShown, fallbackLength: state.fallbackLength)
  }
}

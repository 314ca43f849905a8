import DocumentReading
import StatutoryForm

/// Turns the items of a row into the tokens that are handed on, with what must be said about them.
struct TokenMaker {
  let stream: LabelStream
  let text: BlockText
  private(set) var findings: [Finding] = []
  private let lineOffsets: [Int32]
  private let lineNumbers: [Int32]
  /// The first line that begins behind the token before; the next token mostly stands near it.
  private var nextLine = 0

  init(stream: LabelStream, text: BlockText) {
    self.stream = stream
    self.text = text
    lineOffsets = text.lineOffsets
    lineNumbers = text.lineNumbers
  }

  /// The line through a character that is crossed out.
  private static let strokeOver: UInt32 = 0x336

  private static func holdsMoney(_ values: ValueGroup, _ table: String, _ columns: [FormColumn], _ place: Int) -> Bool {
    if columns.isEmpty { return table == FormTable.disclosure.code }
    if values.isComplete, place < columns.count { return columns[place].isMoney }
    return columns.contains { $0.isMoney }
  }

  /// The source line of a byte.
  private mutating func line(at offset: Int32) -> Int {
    let limit = min(nextLine + 8, lineOffsets.count)
    while nextLine < limit, lineOffsets[nextLine] <= offset { nextLine += 1 }
    let isBehind = nextLine == 0 || lineOffsets[nextLine - 1] <= offset
    let isBefore = nextLine == lineOffsets.count || lineOffsets[nextLine] > offset
    if !isBehind || !isBefore { nextLine = text.firstLineMark(after: Int(offset)) }
    return nextLine == 0 ? 1 : Int(lineNumbers[nextLine - 1])
  }

  /// One of several readings of a row, with what is to be said where it is the one that is taken.
  mutating func reading(_ values: ValueGroup, table: String, row: String?, columns: [FormColumn] = []) -> PrintedReading
  {
    let count = findings.count
    let tokens = tokens(values, table: table, row: row, columns: columns)
    let own = Array(findings[count...])
    findings.removeLast(own.count)
    return PrintedReading(tokens: tokens, findings: own)
  }

  /// The tokens of a row; columns are set where as many places are printed as the row has.
  mutating func tokens(_ values: ValueGroup, table: String, row: String?, columns: [FormColumn] = []) -> [PrintedToken]
  {
    var tokens: [PrintedToken] = []
    tokens.reserveCapacity(values.items.count)
    for (place, item) in values.items.enumerated() {
      let line = line(at: item.offset)
      guard let reading = item.reading else {
        tokens.append(PrintedToken(text: "", content: .blank, column: values.isComplete ? place : nil, line: line))
        continue
      }
      var content = reading.content
      if values.isGlued, case .number = content, !reading.isLetterZero { content = .run }
      // Ten thousand is a unit of money; behind a count it says that the count is not what its digits are.
      if reading.unit != nil, !Self.holdsMoney(values, table, columns, place), content != .number(.zero) {
        content = .unreadable
      }
      let printed = stream.printed(item.range, in: text)
      if content == .unreadable, stream.units[item.range].contains(Self.strokeOver) {
        findings.append(
          Finding(
            rule: "D.STRUCK", severity: .warning, table: table, row: row,
            column: values.isComplete && place < columns.count ? columns[place].code : nil, seen: printed,
            message: "The figure is crossed out and nothing else stands in the cell.", line: line))
      }
      tokens.append(
        PrintedToken(
          text: printed, content: content, column: values.isComplete ? place : nil, unit: reading.unit, line: line,
          isWeaklySeparated: values.isGlued && place > 0))
      // 零 is a number in words; what looks like one may be a slip.
      if reading.isLetterZero, !stream.units[item.range].elementsEqual([0x96F6]) {
        findings.append(
          Finding(
            rule: "T3.NONNEG", severity: .warning, table: table, row: row,
            column: values.isComplete && place < columns.count ? columns[place].code : nil, seen: printed,
            expected: "0",
            message: "A letter or circle stands where a number belongs; it is read as 0.", line: line))
      }
    }
    return tokens
  }
}

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

  /// The source line of a byte.
  private mutating func line(at offset: Int32) -> Int {
    let limit = min(nextLine + 8, lineOffsets.count)
    while nextLine < limit, lineOffsets[nextLine] <= offset { nextLine += 1 }
    let isBehind = nextLine == 0 || lineOffsets[nextLine - 1] <= offset
    let isBefore = nextLine == lineOffsets.count || lineOffsets[nextLine] > offset
    if !isBehind || !isBefore { nextLine = text.firstLineMark(after: Int(offset)) }
    return nextLine == 0 ? 1 : Int(lineNumbers[nextLine - 1])
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
      let printed = stream.printed(item.range, in: text)
      tokens.append(
        PrintedToken(
          text: printed, content: content, column: values.isComplete ? place : nil, unit: reading.unit, line: line,
          isWeaklySeparated: values.isGlued && place > 0))
      if reading.isLetterZero {
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

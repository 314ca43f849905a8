import DocumentReading
import StatutoryForm

/// Turns the items of a row into the tokens that are handed on, with what must be said about them.
struct TokenMaker {
  let stream: LabelStream
  let text: BlockText
  private(set) var findings: [Finding] = []
  /// The source line of the token before, and the bytes on it: the next token mostly stands there or on the next one.
  private var line = 0
  private var lineBytes = 0..<0

  init(stream: LabelStream, text: BlockText) {
    self.stream = stream
    self.text = text
  }

  /// The source line of a byte.
  private mutating func line(at offset: Int) -> Int {
    if lineBytes.contains(offset) { return line }
    let next = text.firstLineMark(after: offset)
    let start = next > 0 ? Int(text.lineOffsets[next - 1]) : 0
    lineBytes = start..<(next < text.lineOffsets.count ? Int(text.lineOffsets[next]) : Int.max)
    line = next > 0 ? Int(text.lineNumbers[next - 1]) : 1
    return line
  }

  /// The tokens of a row; columns are set where as many places are printed as the row has.
  mutating func tokens(_ values: ValueGroup, table: String, row: String?, columns: [FormColumn] = []) -> [PrintedToken]
  {
    var tokens: [PrintedToken] = []
    tokens.reserveCapacity(values.items.count)
    for (place, item) in values.items.enumerated() {
      let line = line(at: Int(item.offset))
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

import StatutoryForm

/// Whether a document glues the cells of a row together.
struct GlueEvidence {
  /// Rows with as many items as columns.
  var separated = 0
  /// Rows on one line with fewer items than columns and at least as many digits.
  var glued = 0
  /// Rows of several lines with fewer items than columns.
  var short = 0
  /// Rows on one line whose only number has at least as many digits as a row of table 3 has columns.
  var runs = 0
  /// Whether blanks vanish, so that the number of values says nothing about the number of rows.
  var dropsBlanks: Bool { short > 0 }
  /// Whether rows of text are read as runs.
  var isGlued: Bool { glued > separated }

  /// Counts the lines behind a row's label.
  mutating func count(_ values: ValueTable, _ hit: Int, columns: Int, in stream: LabelStream) {
    guard columns > 1 else { return }
    let lines = values.lines(of: hit)
    var first: Int?
    var valuedCount = 0
    // A blank on a line of its own is a place too.
    var total = 0
    for line in lines {
      var hasValues = false
      for index in values.items(ofLine: line) {
        let item = values.items[index]
        if item.isValue { hasValues = true }
        if item.isValue || item.isBlank { total += 1 }
      }
      if !hasValues { continue }
      valuedCount += 1
      if first == nil { first = line }
    }
    guard let first else { return }
    if valuedCount > 1 {
      if total == columns { separated += 1 } else if total < columns { short += 1 }
      return
    }
    countLine(values, first, columns: columns, in: stream)
  }

  /// Counts the only line with values behind a row's label.
  private mutating func countLine(_ values: ValueTable, _ line: Int, columns: Int, in stream: LabelStream) {
    let items = values.items[values.items(ofLine: line)]
    let count = items.count { $0.isValue || $0.isBlank }
    let digitCount = items.reduce(0) { $0 + stream.digitCount($1.range) }
    if count == 1, columns >= 5, digitCount >= columns { runs += 1 }
    if columns >= 5, count < columns, items.contains(where: { $0.holdsNeedlessZero(in: stream) }) { runs += 1 }
    let isText = values.grid(line) == nil
    if count == columns {
      separated += 1
    } else if count < columns, digitCount >= columns, isText || count == 1 {
      glued += 1
    } else if count == 1, isText, items.first?.separation == Separation.none, digitCount >= 2 {
      glued += 1
    }
  }
}

extension LabelStream {
  /// How many digits stand in a range.
  func digitCount(_ range: Range<Int>) -> Int {
    var count = 0
    for index in range where units[index].isDigit { count += 1 }
    return count
  }
}

/// Joins the parts of a table that was cut by the end of a page.
///
/// Parts belong together where their upright lines stand at the same places. Strips without text at the cut, where a row
/// was begun and had no room, are left out. A head that is printed again is dropped, a
/// cell that reaches over the cut becomes one, and so does a row that was cut in its middle.
enum TableJoining {
  /// How far the lines of two parts may be apart, in points.
  private static let tolerance = 3.0

  /// `first` with `second` behind it; `nil` where they are two tables.
  static func joined(_ first: PDFTable, _ second: PDFTable) -> PDFTable? {
    guard first.certainty == second.certainty, !first.isSpaced, !second.isSpaced, first.rowCount > 0,
      second.rowCount > 0,
      let columns = mergedColumns(first.columns, second.columns)
    else { return nil }
    var upper = onto(columns, first)
    var lower = onto(columns, second)
    while upper.rowCount > 1, upper.isBlank(row: upper.rowCount - 1) { upper.remove(row: upper.rowCount - 1) }
    dropRepeatedHead(&lower, of: upper)
    while lower.rowCount > 0, lower.isBlank(row: 0) { lower.remove(row: 0) }
    if lower.rowCount == 0 { return upper }
    joinCutRow(&upper, &lower)
    append(lower, to: &upper)
    upper.lastPage = second.lastPage
    return upper
  }

  /// The places of both, where those of one are a part of those of the other.
  private static func mergedColumns(_ first: [Double], _ second: [Double]) -> [Double]? {
    guard let firstLeft = first.first, let secondLeft = second.first, let firstRight = first.last,
      let secondRight = second.last, abs(firstLeft - secondLeft) <= 2 * tolerance,
      abs(firstRight - secondRight) <= 2 * tolerance
    else { return nil }
    func isPart(_ some: [Double], of all: [Double]) -> Bool {
      some.dropFirst().dropLast().allSatisfy { place in all.contains { abs($0 - place) <= tolerance } }
    }
    if isPart(second, of: first) { return first }
    return isPart(first, of: second) ? second : nil
  }

  /// The table on other columns, which hold its own.
  private static func onto(_ columns: [Double], _ table: PDFTable) -> PDFTable {
    func nearest(_ place: Double) -> Int {
      columns.indices.min { abs(columns[$0] - place) < abs(columns[$1] - place) } ?? 0
    }
    var result = table
    let numbers = table.columns.map(nearest)
    for index in result.cells.indices {
      let cell = result.cells[index]
      let start = numbers[cell.column]
      result.cells[index].column = start
      result.cells[index].columnSpan = max(1, numbers[cell.column + cell.columnSpan] - start)
    }
    result.columns = columns
    return result
  }

  private static func dropRepeatedHead(_ lower: inout PDFTable, of upper: PDFTable) {
    var count = 0
    while count < min(lower.rowCount, upper.rowCount), isSame(lower.cells(inRow: count), upper.cells(inRow: count)) {
      count += 1
    }
    // A head has labels, and no cell that reaches out of it into the body.
    while count > 0 {
      let head = lower.cells.filter { $0.row < count }
      if head.allSatisfy({ $0.row + $0.rowSpan <= count }), head.contains(where: \.text.hasHan) { break }
      count -= 1
    }
    if count == 0 { return }
    lower.cells.removeAll { $0.row < count }
    for index in lower.cells.indices { lower.cells[index].row -= count }
    lower.rowCount -= count
  }

  private static func isSame(_ one: [PDFTable.Cell], _ other: [PDFTable.Cell]) -> Bool {
    one.count == other.count
      && zip(one, other).allSatisfy {
        $0.column == $1.column && $0.columnSpan == $1.columnSpan && $0.text.compact == $1.text.compact
      }
  }

  /// Puts together what the cut parted in the last row of `upper` and the first of `lower`.
  private static func joinCutRow(_ upper: inout PDFTable, _ lower: inout PDFTable) {
    let above = upper.cells.indices.filter { upper.cells[$0].row + upper.cells[$0].rowSpan == upper.rowCount }
    let below = lower.cells.indices.filter { lower.cells[$0].row == 0 }
    let pairs: [(above: Int, below: Int)] = below.compactMap { lowerIndex in
      above.first {
        upper.cells[$0].column == lower.cells[lowerIndex].column
          && upper.cells[$0].columnSpan == lower.cells[lowerIndex].columnSpan
      }.map { ($0, lowerIndex) }
    }
    if pairs.isEmpty || isHead(above.map { upper.cells[$0] }, over: below.map { lower.cells[$0] }) { return }
    let isWhole = pairs.count == below.count && pairs.count == above.count
    if isWhole, isOneRow(pairs.map { (upper.cells[$0.above], lower.cells[$0.below]) }) {
      mergeRows(&upper, &lower, pairs)
    } else {
      mergeSpans(&upper, &lower, pairs)
    }
  }

  /// Whether the cells above a cut are the labels of columns and those below it the first figures.
  private static func isHead(_ above: [PDFTable.Cell], over below: [PDFTable.Cell]) -> Bool {
    above.count > 3 && above.allSatisfy { $0.text.hasHan && !$0.text.hasDigit }
      && below.allSatisfy { !$0.text.hasHan } && below.contains { $0.text.hasDigit }
  }

  /// Whether the cells above and below a cut are those of one row.
  ///
  /// A label goes on where its line was full and its rest does not begin a new entry; figures stand on one side only.
  private static func isOneRow(_ pairs: [(above: PDFTable.Cell, below: PDFTable.Cell)]) -> Bool {
    if pairs.allSatisfy({ $0.below.text.isEmpty }) { return true }
    var hasParted = false
    for pair in pairs {
      let upper = pair.above.text
      let lower = pair.below.text
      if pair.above.rowSpan > 1 || pair.below.rowSpan > 1 { continue }
      if upper.isEmpty || lower.isEmpty { continue }
      guard upper.hasHan, lower.hasHan, upper.endsFull, !ListNumber.begins(lower.scalars) else { return false }
      hasParted = true
    }
    let leaves = pairs.filter { $0.above.rowSpan == 1 && $0.below.rowSpan == 1 }
    let filledAbove = leaves.contains { PDFCharacters.isFigure($0.above.text.compact) }
    let filledBelow = leaves.contains { PDFCharacters.isFigure($0.below.text.compact) }
    if filledAbove && filledBelow { return false }
    // A label whose figures all stand on the other page needs no part of its own there.
    return hasParted
  }

  private static func mergeRows(
    _ upper: inout PDFTable, _ lower: inout PDFTable, _ pairs: [(above: Int, below: Int)]
  ) {
    var gone: Set<Int> = []
    for pair in pairs {
      let cell = lower.cells[pair.below]
      upper.cells[pair.above].text.append(cell.text)
      upper.cells[pair.above].rowSpan += cell.rowSpan - 1
      gone.insert(pair.below)
    }
    lower.cells = lower.cells.indices.filter { !gone.contains($0) }.map { lower.cells[$0] }
    for index in lower.cells.indices { lower.cells[index].row -= 1 }
    lower.rowCount -= 1
  }

  /// Joins labels that reach over the cut: one part is empty, or goes on with the other.
  private static func mergeSpans(
    _ upper: inout PDFTable, _ lower: inout PDFTable, _ pairs: [(above: Int, below: Int)]
  ) {
    var gone: Set<Int> = []
    let rowHasText = lower.cells.contains { $0.row == 0 && !$0.text.isEmpty }
    for pair in pairs {
      let above = upper.cells[pair.above]
      let below = lower.cells[pair.below]
      let isSpan = above.rowSpan > 1 || below.rowSpan > 1
      let isLabel = above.text.hasHan && !above.text.hasDigit
      let goesOn =
        below.text.isEmpty
        ? isLabel && (isSpan || rowHasText)
        : isSpan && below.text.hasHan && above.text.endsFull && !ListNumber.begins(below.text.scalars)
      let startsBelow = above.text.isEmpty && isSpan && below.text.hasHan && below.rowSpan > 1
      guard goesOn || startsBelow else { continue }
      upper.cells[pair.above].text.append(below.text)
      upper.cells[pair.above].rowSpan += below.rowSpan
      gone.insert(pair.below)
    }
    lower.cells = lower.cells.indices.filter { !gone.contains($0) }.map { lower.cells[$0] }
  }

  private static func append(_ lower: PDFTable, to upper: inout PDFTable) {
    for cell in lower.cells {
      var moved = cell
      moved.row += upper.rowCount
      upper.cells.append(moved)
    }
    upper.rowCount += lower.rowCount
    upper.cells.sort { ($0.row, $0.column) < ($1.row, $1.column) }
  }
}

/// Finds tables without rulings: lines whose entries stand apart, with figures among them.
///
/// Where columns begin and end is not certain, so such a table is marked as ordered: its entries are given in order, and
/// an empty place is not told from none.
enum UnruledTables {
  private static let fewestRows = 3

  /// The runs of lines that are a table, as ranges of `lines`.
  static func runs(_ lines: [TextLine]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    while start < lines.count {
      guard isRow(lines[start]) else {
        start += 1
        continue
      }
      var end = start + 1
      var last = start
      // A label of several lines has lines without figures around those of its row.
      while end < lines.count, lines[end].page == lines[start].page, end - last <= 5 {
        if isRow(lines[end]) { last = end } else if !isFragment(lines[end]) { break }
        end += 1
      }
      let run = start..<last + 1
      let rows = run.filter { isRow(lines[$0]) }
      if rows.count >= fewestRows, rows.contains(where: { hasFigure(lines[$0]) }) { runs.append(run) }
      start = max(run.upperBound, start + 1)
    }
    return runs
  }

  /// The table of a run: one row for every line with figures, and one for a line that belongs to none.
  static func table(_ lines: ArraySlice<TextLine>) -> PDFTable {
    var rows: [Row] = []
    for line in lines { rows.append(Row(line, isRow: isRow(line))) }
    var index = 0
    while index < rows.count {
      if !rows[index].isRow, let owner = owner(of: index, in: rows) {
        rows[owner].label += rows[index].label
        rows[owner].box = rows[owner].box.union(rows[index].box)
        rows.remove(at: index)
      } else {
        index += 1
      }
    }

    let first = lines.first
    var cells: [PDFTable.Cell] = []
    var width = 1
    for (number, row) in rows.enumerated() {
      for (column, words) in row.entries.enumerated() {
        cells.append(
          PDFTable.Cell(row: number, column: column, rowSpan: 1, columnSpan: 1, text: CellText(words, in: row.box)))
      }
      width = max(width, row.entries.count)
    }
    return PDFTable(
      columns: (0...width).map(Double.init), rowCount: rows.count, cells: cells, certainty: .ordered,
      firstPage: first?.page ?? 0, lastPage: first?.page ?? 0, top: first?.box.top ?? 0)
  }

  /// The row whose label goes on in the line at `index`; `nil` where it is a line of its own.
  ///
  /// A line of a label is set close to the figures or to the rest of the label, over or under it. One that begins with a
  /// number of a list is the beginning of the label of the row below, any other goes with what stands above, if it can.
  private static func owner(of index: Int, in rows: [Row]) -> Int? {
    func fits(_ other: Int?) -> Int? {
      guard let other, rows[index].gap(to: rows[other]) < 0.5 * rows[index].height,
        rows[index].isLabel(of: rows[other])
      else { return nil }
      return other
    }
    let above = fits(rows[..<index].lastIndex(where: \.isRow))
    let below = fits(rows[index...].firstIndex(where: \.isRow))
    if rows[index].beginsEntry { return below.flatMap { rows[$0].beginsEntry ? nil : $0 } }
    // Between two lines of the label that began below the figures of the row above.
    if index > 0, !rows[index - 1].isRow, rows[index - 1].beginsEntry { return below }
    return above ?? below
  }

  /// A row: the words of its label, in any number of lines, and its entries.
  private struct Row {
    let isRow: Bool
    let height: Double
    var label: [PageWord]
    let figures: [[PageWord]]
    var box: PageBox

    init(_ line: TextLine, isRow: Bool) {
      self.isRow = isRow
      height = line.box.height
      box = line.box
      let parts = UnruledTables.entries(line)
      let count = parts.firstIndex { $0.allSatisfy { PDFCharacters.isFigure($0.text) } } ?? (isRow ? 0 : parts.count)
      label = parts[..<count].flatMap { $0 }
      figures = Array(parts[count...])
    }

    func gap(to other: Row) -> Double { max(other.box.top - box.bottom, box.top - other.box.bottom) }

    /// Whether the words stand over or under the label of a row, left of its figures.
    func isLabel(of row: Row) -> Bool {
      guard let edge = row.figures.first?.map(\.box.left).min() else { return false }
      return label.allSatisfy { word in
        word.box.right <= edge
          && (row.label.isEmpty || row.label.contains { $0.box.left < word.box.right && word.box.left < $0.box.right })
      }
    }

    /// Whether the label begins with a number of a list.
    var beginsEntry: Bool {
      guard let first = label.min(by: { ($0.box.top, $0.box.left) < ($1.box.top, $1.box.left) }) else { return false }
      return ListNumber.begins(first.text)
    }

    /// The labels, each a column of words that stand over one another, then the figures.
    var entries: [[PageWord]] {
      var columns: [(left: Double, right: Double, words: [PageWord])] = []
      for word in label.sorted(by: { $0.box.left < $1.box.left }) {
        if let last = columns.last, word.box.left < last.right + 0.9 * TextLine.em(of: [word]) {
          columns[columns.count - 1].words.append(word)
          columns[columns.count - 1].right = max(last.right, word.box.right)
        } else {
          columns.append((word.box.left, word.box.right, [word]))
        }
      }
      return columns.map(\.words) + figures
    }
  }

  /// What the wide gaps of a line part.
  fileprivate static func entries(_ line: TextLine) -> [[PageWord]] {
    let gaps = line.wideGaps
    var entries: [[PageWord]] = [[]]
    for word in line.words {
      let number = gaps.count { $0.right <= word.box.left }
      while entries.count <= number { entries.append([]) }
      entries[number].append(word)
    }
    return entries.filter { !$0.isEmpty }
  }

  private static func isRow(_ line: TextLine) -> Bool {
    let entries = entries(line)
    if entries.count >= 4 { return true }
    guard entries.count >= 2 else { return false }
    return entries.dropFirst().allSatisfy { words in words.allSatisfy { PDFCharacters.isFigure($0.text) } }
      || (entries.count == 3 && entries.allSatisfy { $0.reduce(0) { $0 + $1.text.count } <= 12 })
  }

  private static func hasFigure(_ line: TextLine) -> Bool {
    line.words.contains { PDFCharacters.isFigure($0.text) }
  }

  /// A short line of text that ends without a stop: a part of a label.
  private static func isFragment(_ line: TextLine) -> Bool {
    let text = line.text
    return text.count <= 24 && !text.contains("。") && !text.contains("；")
  }
}

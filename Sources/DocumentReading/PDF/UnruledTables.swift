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
    // The lines around the figures of a row are its label, where they are set close to it.
    var index = 0
    while index < rows.count {
      if !rows[index].isRow {
        let above = rows[..<index].lastIndex(where: \.isRow).map { (index: $0, gap: rows[index].gap(to: rows[$0])) }
        let below = rows[index...].firstIndex(where: \.isRow).map { (index: $0, gap: rows[index].gap(to: rows[$0])) }
        let nearest = [above, below].compactMap { $0 }.min { $0.gap < $1.gap }
        if let nearest, nearest.gap < 0.5 * rows[index].height, rows[index].isLabel(of: rows[nearest.index]) {
          rows[nearest.index].label += rows[index].label
          rows[nearest.index].box = rows[nearest.index].box.union(rows[index].box)
          rows.remove(at: index)
          continue
        }
      }
      index += 1
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

    /// Whether the words stand left of the figures of a row.
    func isLabel(of row: Row) -> Bool {
      guard let edge = row.figures.first?.map(\.box.left).min() else { return false }
      return label.allSatisfy { $0.box.right <= edge }
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

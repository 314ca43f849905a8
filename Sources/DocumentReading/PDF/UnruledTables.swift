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
      while end < lines.count, lines[end].page == lines[start].page, end - last <= 2 {
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

  /// The table of a run: one row for every line with figures.
  static func table(_ lines: ArraySlice<TextLine>) -> PDFTable {
    var rows: [(entries: [[PageWord]], box: PageBox)] = []
    var pending: [TextLine] = []
    func attach(before next: TextLine?) {
      for fragment in pending {
        let toNext = next.map { $0.box.top - fragment.box.bottom } ?? .infinity
        let toLast = rows.last.map { fragment.box.top - $0.box.bottom } ?? .infinity
        if toLast <= toNext, !rows.isEmpty {
          rows[rows.count - 1].entries[0] += fragment.words
          rows[rows.count - 1].box = rows[rows.count - 1].box.union(fragment.box)
        } else {
          waiting.append(fragment)
        }
      }
      pending = []
    }
    var waiting: [TextLine] = []
    for line in lines {
      if !isRow(line) {
        pending.append(line)
        continue
      }
      attach(before: line)
      var parts = entries(line)
      var box = line.box
      let above = waiting.flatMap(\.words)
      if !above.isEmpty {
        // The lines around it are the label of a row that has its figures at half height.
        if let first = parts.first, first.allSatisfy({ PDFCharacters.isFigure($0.text) }) {
          parts.insert(above, at: 0)
        } else {
          parts[0] = above + parts[0]
        }
        for fragment in waiting { box = box.union(fragment.box) }
        waiting = []
      }
      rows.append((parts, box))
    }
    attach(before: nil)

    let first = lines.first
    let width = rows.map(\.entries.count).max() ?? 1
    var table = PDFTable(
      columns: (0...width).map(Double.init), rowCount: rows.count, cells: [], certainty: .ordered,
      firstPage: first?.page ?? 0, lastPage: first?.page ?? 0, top: first?.box.top ?? 0)
    for (row, content) in rows.enumerated() {
      for (column, words) in content.entries.enumerated() {
        table.cells.append(
          PDFTable.Cell(row: row, column: column, rowSpan: 1, columnSpan: 1, text: CellText(words, in: content.box)))
      }
    }
    return table
  }

  /// What the wide gaps of a line part.
  private static func entries(_ line: TextLine) -> [[PageWord]] {
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

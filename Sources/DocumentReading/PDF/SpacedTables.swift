/// Finds tables without rulings among the lines of a page, and lays out those of which every place is clear.
struct SpacedTables {
  /// The tables found, with the lines they are made of, in order.
  private(set) var tables: [(lines: Range<Int>, table: PDFTable)] = []
  /// The strips of a table that may go on on the next page.
  private(set) var carried: [SpacedTable.Strip]?

  private let lines: [TextLine]
  /// The figures of each line.
  private let figures: [[PageWord]]
  /// A page with more is no report.
  private static let mostWords = 2000
  private static let fewestFigures = 6

  init(_ lines: [TextLine], carried before: [SpacedTable.Strip]?) {
    self.lines = lines
    figures = lines.map { Self.isProse($0) ? [] : SpacedTable.figures(of: $0.words) }
    if lines.reduce(0, { $0 + $1.words.count }) > Self.mostWords { return }
    var start = 0
    var carry = before
    while start < lines.count {
      if Self.isProse(lines[start]) {
        start += 1
        carry = nil
        continue
      }
      let end = lines[start...].firstIndex(where: Self.isProse) ?? lines.count
      read(start..<end, &carry)
      start = end
    }
    carried = carry
  }

  /// The tables of lines between two passages of text.
  private mutating func read(_ region: Range<Int>, _ carry: inout [SpacedTable.Strip]?) {
    let count = region.reduce(0) { $0 + figures[$1].count }
    if count < Self.fewestFigures { return }
    for segment in segments(region) {
      let words = segment.flatMap { lines[$0].words }
      // Only a table whose head stands on the page before goes on.
      let goesOn = segment.lowerBound == region.lowerBound ? carry : nil
      carry = nil
      guard let table = SpacedTable(words, carried: goesOn) else { continue }
      tables.append((segment, SpacedTableLayout.table(table, page: lines[segment.lowerBound].page)))
      if segment.upperBound == region.upperBound { carry = table.strips }
    }
  }

  /// Parts lines into tables: a head begins where words stand over the figures of the rows above it.
  private func segments(_ region: Range<Int>) -> [Range<Int>] {
    var segments: [Range<Int>] = []
    var start = region.lowerBound
    var last: Int?
    var strips: [SpacedTable.Strip] = []
    func close() -> Int {
      guard let figure = last else { return start }
      var end = figure + 1
      while end < region.upperBound, isRest(end, of: end - 1, strips) { end += 1 }
      segments.append(headStart(start, figure)..<end)
      return end
    }
    for index in region {
      if !figures[index].isEmpty {
        let own = figures[index].map { SpacedTable.Strip(left: $0.box.left, right: $0.box.right) }
        if last != nil,
          own.contains(where: { figure in strips.count { $0.left < figure.right && $0.right > figure.left } > 1 })
        {
          start = close()
          strips = []
        }
        last = index
        strips = SpacedTable.union(strips + own)
      } else if let figure = last, isHead(index, strips),
        lines[index].box.top > lines[figure].box.bottom - 0.25 * lines[index].box.height
      {
        start = close()
        strips = []
        last = nil
      }
    }
    _ = close()
    return segments
  }

  /// Whether words of a line stand over the figures above it, and are not the rest of a cell.
  private func isHead(_ index: Int, _ strips: [SpacedTable.Strip]) -> Bool {
    lines[index].words.contains { word in strips.contains { $0.overlaps(word.box) } && !isBelow(word, index) }
  }

  /// Whether a word is the next line of one above it.
  private func isBelow(_ word: PageWord, _ index: Int) -> Bool {
    lines[..<index].suffix(4).contains { line in
      line.words.contains { above in
        let pitch = word.box.top - above.box.top
        return pitch > 0 && pitch < 1.45 * above.box.height && abs(above.box.left - word.box.left) < 2
      }
    }
  }

  /// Whether a line is the rest of a label, close below the line before.
  private func isRest(_ index: Int, of before: Int, _ strips: [SpacedTable.Strip]) -> Bool {
    let line = lines[index]
    return figures[index].isEmpty && line.box.top - lines[before].box.bottom < 0.2 * line.box.height
      && !ListNumber.begins(line.text.filter { $0 != " " })
      && line.words.allSatisfy { word in !strips.contains { $0.overlaps(word.box) } || isBelow(word, index) }
  }

  /// Where the head of a table begins: headings above it are not of it.
  private func headStart(_ start: Int, _ figure: Int) -> Int {
    var index = start
    while index < figure, lines[index].wideGaps.isEmpty, !isBesideFigures(index, figure) { index += 1 }
    return index
  }

  /// Whether a line is one of the label that the first figures belong to.
  private func isBesideFigures(_ index: Int, _ figure: Int) -> Bool {
    (index..<figure).allSatisfy { lines[$0 + 1].box.top - lines[$0].box.bottom < 0.3 * lines[$0].box.height }
      && lines[index].box.right < (figures[figure].map(\.box.left).min() ?? 0)
      && !(lines[figure].words.first.map { ListNumber.begins($0.text) } ?? false)
  }

  /// Whether a line is one of a passage of text.
  private static func isProse(_ line: TextLine) -> Bool {
    let text = line.text
    if text.contains("。") || text.contains("；") { return true }
    return text.count > 25 && line.wideGaps.isEmpty
  }
}

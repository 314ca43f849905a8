/// A table without rulings, rebuilt from the places of its words.
///
/// Columns are where figures stand below each other, with white between. A row is a line of figures and the label whose lines
/// it stands beside. Only where every figure has its column, every row its label, and all rows are set alike, the table is
/// one: then its places are as exact as between rulings.
struct SpacedTable {
  /// A stretch of x that words of one column fill.
  struct Strip {
    var left: Double
    var right: Double
    /// Whether labels stand in it.
    var isLabel = false

    func overlaps(_ box: PageBox) -> Bool { box.left < right - 0.3 && box.right > left + 0.3 }
  }

  /// A line of figures.
  struct Row {
    var words: [[PageWord]]
    var middle: Double
    var height: Double
    /// For each strip of labels, its innermost label.
    var labels: [Int: SpacedLabel] = [:]
  }

  private(set) var strips: [Strip]
  private(set) var rows: [Row] = []
  /// Words above the first row.
  private(set) var head: [PageWord] = []
  /// Labels that are those of no row, with the row they stand before.
  private(set) var free: [(row: Int, label: SpacedLabel)] = []

  /// Builds a table of words; `nil` where anything about it is unclear.
  ///
  /// `carried` are the strips of the table on the page before, which this may go on with.
  init?(_ words: [PageWord], carried: [Strip]?) {
    let figures = SpacedTable.figures(of: words)
    guard let found = SpacedTable.strips(figures, words, carried), found.contains(where: { !$0.isLabel }) else {
      return nil
    }
    strips = found
    let top = figures.map(\.box.top).min() ?? 0
    let height = SpacedTable.height(figures)
    let first =
      figures.filter { $0.box.top < top + 0.5 * height }.map(\.box.middleY).reduce(0, +)
      / Double(max(1, figures.count { $0.box.top < top + 0.5 * height }))
    var body: [PageWord] = []
    for word in words {
      // Labels of the first row may begin above its figures; they are told from a head by their strip.
      if word.box.bottom < first - 0.2 * height, strip(of: word).map({ !strips[$0].isLabel }) ?? true {
        head.append(word)
      } else {
        body.append(word)
      }
    }
    // What stands on a line of the head is of it.
    let heads = head.map(\.box)
    let isHead = body.map { word in
      heads.contains { min($0.bottom, word.box.bottom) - max($0.top, word.box.top) > 0.6 * word.box.height }
    }
    head += zip(body, isHead).filter(\.1).map(\.0)
    body = zip(body, isHead).filter { !$0.1 }.map(\.0)
    guard fillRows(body) else { return nil }
    guard fillLabels(body, below: head.map(\.box.bottom).max()) else { return nil }
  }

  /// The strip a word stands in; `nil` where it is in none or in several.
  ///
  /// A label may reach over columns that have nothing on its line.
  private func strip(of word: PageWord) -> Int? {
    let found = strips.indices.filter { strips[$0].overlaps(word.box) }
    if found.count > 1, let first = found.first, strips[first].isLabel, word.box.left >= strips[first].left - 1,
      word.text.contains(where: PDFCharacters.isHan)
    {
      return first
    }
    if found.isEmpty, SpacedTable.isUnit(word) {
      return strips.indices.first { index in
        (-1..<0.5 * word.box.height).contains(word.box.left - strips[index].right)
      }
    }
    return found.count == 1 ? found.first : nil
  }

  // MARK: Rows

  private mutating func fillRows(_ body: [PageWord]) -> Bool {
    var placed: [(strip: Int, word: PageWord)] = []
    for word in body {
      guard let strip = strip(of: word) else { return false }
      if !strips[strip].isLabel { placed.append((strip, word)) }
    }
    placed.sort { ($0.word.box.middleY, $0.word.box.left) < ($1.word.box.middleY, $1.word.box.left) }
    for item in placed {
      let box = item.word.box
      if let last = rows.last {
        // Cells of one row may be set a little higher or lower; rows are a line apart.
        let isBeside = abs(box.middleY - last.middle) < 0.8 * max(box.height, last.height)
        let own = last.words[item.strip]
        let isFree = own.allSatisfy { abs($0.box.middleY - box.middleY) < 0.3 * box.height }
        // The rest of a text in a cell of several lines.
        let isRest =
          !SpacedTable.isValue(item.word)
          && own.contains { word in
            let pitch = box.top - word.box.top
            return pitch > 0 && pitch < 1.45 * word.box.height && abs(word.box.left - box.left) < 2
          }
        if isBeside && isFree || isRest {
          rows[rows.count - 1].words[item.strip].append(item.word)
          continue
        }
        if box.middleY - last.middle < 0.8 * min(box.height, last.height) { return false }
      }
      var words = [[PageWord]](repeating: [], count: strips.count)
      words[item.strip] = [item.word]
      rows.append(Row(words: words, middle: box.middleY, height: box.height))
    }
    for index in rows.indices {
      let values = rows[index].words.joined().filter(SpacedTable.isValue)
      if values.isEmpty { return false }
      rows[index].middle = values.map(\.box.middleY).reduce(0, +) / Double(values.count)
      rows[index].height = values.map(\.box.height).max() ?? rows[index].height
    }
    return !rows.isEmpty
  }

  // MARK: Labels

  private mutating func fillLabels(_ body: [PageWord], below edge: Double?) -> Bool {
    var isAny = false
    for index in strips.indices where strips[index].isLabel {
      let words = body.filter { self.strip(of: $0) == index }
      let labels = SpacedLabel.labels(words, rows: rows.map { ($0.middle, $0.height) })
      if labels.isEmpty { continue }
      isAny = true
      joinWrapped(labels)
      guard attach(labels, strip: index) else { return false }
    }
    free.sort { ($0.row, $0.label.box.left, $0.label.box.top) < ($1.row, $1.label.box.left, $1.label.box.top) }
    // Figures without labels are one row below a head.
    return isAny || rows.count == 1
  }

  /// Joins lines of figures that one label stands beside and that are as near as lines of one cell: numbers that had no
  /// room on one line.
  private mutating func joinWrapped(_ labels: [SpacedLabel]) {
    var index = 0
    while index + 1 < rows.count {
      let row = rows[index]
      let next = rows[index + 1]
      guard next.middle - row.middle < 1.05 * max(row.height, next.height),
        let label = Self.inner(labels, beside: row), label == Self.inner(labels, beside: next), isWrapped(row, next)
      else {
        index += 1
        continue
      }
      for strip in strips.indices { rows[index].words[strip] += next.words[strip] }
      rows[index].middle =
        rows[index].words.joined().map(\.box.middleY).reduce(0, +) / Double(max(1, rows[index].words.joined().count))
      rows.remove(at: index + 1)
    }
  }

  /// Whether two lines of figures are one row: then numbers on one line stand at the middle between those on two.
  private func isWrapped(_ row: Row, _ next: Row) -> Bool {
    func middle(_ words: [PageWord]) -> Double { words.map(\.box.middleY).reduce(0, +) / Double(max(1, words.count)) }
    var between: [Double] = []
    var alone: [Double] = []
    for (first, second) in zip(row.words, next.words) where !(first.isEmpty && second.isEmpty) {
      if first.isEmpty || second.isEmpty {
        alone.append(middle(first + second))
      } else {
        between.append((middle(first) + middle(second)) / 2)
      }
    }
    let pitch = max(row.height, next.height)
    return !between.isEmpty && !alone.isEmpty
      && alone.allSatisfy { one in between.allSatisfy { abs($0 - one) < 0.2 * pitch } }
  }

  /// The innermost label beside a row.
  private static func inner(_ labels: [SpacedLabel], beside row: Row) -> Int? {
    labels.indices.filter { labels[$0].reaches(row.middle, by: 0.1 * row.height) }
      .max { labels[$0].box.left < labels[$1].box.left }
  }

  /// Gives each row the innermost label beside it; false where one has none or two rows share one.
  private mutating func attach(_ labels: [SpacedLabel], strip: Int) -> Bool {
    var owners = [Int?](repeating: nil, count: labels.count)
    for index in rows.indices {
      let row = rows[index]
      guard let inner = Self.inner(labels, beside: row) else { return false }
      if owners[inner] != nil { return false }
      owners[inner] = index
      rows[index].labels[strip] = labels[inner]
    }
    if !SpacedLabel.areSetAlike(
      labels.indices.compactMap { label in owners[label].map { (labels[label], rows[$0].middle) } })
    {
      return false
    }
    for index in labels.indices where owners[index] == nil {
      let label = labels[index]
      let isBesideOthers = labels.indices.contains { other in
        owners[other] != nil && labels[other].box.left > label.box.right - 1 && labels[other].overlaps(label)
      }
      var row = rows.firstIndex { $0.middle >= label.box.middleY } ?? rows.count
      if isBesideOthers {
        // The name of a group stands at its middle, and belongs before its first entry.
        row = rows.firstIndex { ($0.labels[strip]?.box.bottom ?? 0) > label.box.top } ?? row
        var start = min(row, rows.count - 1)
        while start >= 0, let number = rows[start].labels[strip]?.number, number > 1 { start -= 1 }
        if start >= 0, rows[start].labels[strip]?.number == 1 { row = start }
      } else if label.lines > 1 || labels.count < rows.count {
        // Half of a label alone: its row may be the one above or below.
        if !label.standsApart(from: labels.indices.filter { owners[$0] != nil }.map { labels[$0] }) { return false }
      }
      free.append((row, label))
    }
    return true
  }
}

import DocumentReading
import StatutoryForm

/// How surely a group of values belongs to the label before it.
enum Attachment: UInt8, Comparable {
  /// It stands on a line of its own, without a label.
  case none
  /// It follows the label on the next line.
  case next
  /// It stands on the label's own line or grid row.
  case same

  static func < (left: Attachment, right: Attachment) -> Bool { left.rawValue < right.rawValue }
}

/// The values of one row as they stand together.
struct ValueGroup {
  /// The items, words left out; blanks only where they are places of the row.
  var items: [ValueItem]
  /// How surely it belongs to its label.
  var attachment: Attachment
  /// Whether there are exactly as many items as the row has columns, so that places are certain.
  var isComplete: Bool
  /// Whether the items are runs that may hold several cells.
  var isGlued: Bool
  /// Whether there are more items than columns.
  var isOverfull: Bool
  /// Stream position of its first item.
  var position: Int
  /// The first piece of a label that stands before it.
  var beginning: LabelBeginning? { items.lazy.compactMap { $0.beginning }.first }
  /// Whether it stands behind words that name a row the form does not have.
  var isForeign: Bool { items.first?.followsForeignWords ?? false }
}

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

  /// Counts a row's lines.
  mutating func count(_ lines: [ValueLine], columns: Int, in stream: LabelStream) {
    guard columns > 1, let first = lines.first(where: { $0.hasValues }) else { return }
    let valued = lines.filter { $0.hasValues }
    // A blank on a line of its own is a place too.
    let total = lines.reduce(0) { $0 + $1.items.count { $0.isValue || $0.isBlank } }
    if valued.count == 1 {
      let items = first.items.count { $0.isValue || $0.isBlank }
      if items == 1, columns >= 5, first.digitCount(stream) >= columns { runs += 1 }
      if columns >= 5, items < columns, first.items.contains(where: { $0.holdsNeedlessZero(in: stream) }) { runs += 1 }
      if items == columns {
        separated += 1
      } else if items < columns, first.digitCount(stream) >= columns, first.grid == nil || items == 1 {
        glued += 1
      } else if items == 1, first.grid == nil, first.items.first?.separation == Separation.none,
        first.digitCount(stream) >= 2
      {
        glued += 1
      }
    } else if total == columns {
      separated += 1
    } else if total < columns {
      short += 1
    }
  }
}

/// Cuts the lines behind a label into the groups of values of single rows.
struct GroupCutter {
  let stream: LabelStream
  let isGlued: Bool
  /// Whether empty lines stand for cells elsewhere in the table, so that one at its end may be a cell too.
  var usesBlankLines = false
  /// Whether the document drops blanks.
  var dropsBlanks = false
  /// Whether some rows are runs, though most are not.
  var hasRuns = false

  /// The groups of a span; the first one may belong to its label.
  func groups(_ lines: [ValueLine], columns: Int, closesTable: Bool) -> [ValueGroup] {
    let lines = columns >= 5 ? markingBeginnings(lines) : lines
    var groups: [ValueGroup] = []
    var text: [ValueLine] = []
    for line in lines {
      if line.grid == nil {
        text.append(line)
        continue
      }
      if !text.isEmpty { groups += textGroups(text, columns, closesTable: false) }
      text = []
      if let group = gridGroup(line, columns) { groups.append(group) }
    }
    if !text.isEmpty { groups += textGroups(text, columns, closesTable: closesTable) }
    return groups
  }

  private func gridGroup(_ line: ValueLine, _ columns: Int) -> ValueGroup? {
    let attachment: Attachment = line.isLabelLine ? .same : .none
    if !line.isLabelLine, !line.hasValues { return nil }
    var items = line.items
    // A torn label's piece beside values is no cell of the row; words in a full row are.
    if items.count > columns || !line.isLabelLine { items = withoutOuterWords(items, columns) }
    let trailing = items.reversed().prefix { $0.isBlank }.count
    let leading = items.prefix { $0.isBlank }.count
    let excess = items.count - columns
    if excess > 0 {
      if trailing >= excess && leading > 0 && trailing < items.count {
        // Blanks at both ends: which of them are places of the row cannot be seen here.
        items = items.filter { !$0.isBlank }
      } else if trailing >= excess {
        items.removeLast(excess)
      } else if leading >= excess {
        items.removeFirst(excess)
      } else if leading + trailing >= excess {
        items = Array(items.dropFirst(leading).dropLast(excess - leading))
      }
    }
    if items.isEmpty { return nil }
    if columns == 1, items.count > 1, let first = items.first, first.isValue,
      items.allSatisfy({ stream.units[$0.range].elementsEqual(stream.units[first.range]) })
    {
      // One cell over several grid columns, printed in each of them by a converter.
      items = [first]
    }
    if items.count == 1, columns > 1, items[0].isValue, isGlued || digits(items) >= columns + 6 {
      return glued(items, attachment)
    }
    return atomic(items, columns, attachment)
  }

  private func withoutOuterWords(_ items: [ValueItem], _ columns: Int) -> [ValueItem] {
    var items = items
    while items.count > columns || items.contains(where: { $0.isValue }), let first = items.first, first.isWords {
      items.removeFirst()
      let isForeign = !LabelPieces.isPiece(Array(stream.units[first.range]), strictly: true)
      if isForeign, !items.isEmpty { items[0].followsForeignWords = true }
    }
    while items.count > columns, let last = items.last, last.isWords { items.removeLast() }
    return items
  }

  private func textGroups(_ lines: [ValueLine], _ columns: Int, closesTable: Bool) -> [ValueGroup] {
    var lines = markingForeignWords(lines)
    for index in lines.indices { lines[index].items.removeAll { isTornLabel($0) } }
    for index in lines.indices { lines[index].items = withoutPageNumbers(lines[index].items, columns) }
    lines.removeAll { $0.items.isEmpty }
    // Blank lines at the end belong to the row only where the table goes on.
    while let last = lines.last, last.items.allSatisfy({ $0.isBlank }),
      (closesTable && !usesBlankLines) || lines.reduce(0, { $0 + $1.items.count }) > columns
    { lines.removeLast() }
    if columns >= 5, let foreign = lines.dropFirst().firstIndex(where: { $0.items.first?.followsForeignWords == true })
    {
      // Behind words that no label holds another row begins, or nothing of the table at all.
      return textGroups(Array(lines[..<foreign]), columns, closesTable: false)
        + textGroups(Array(lines[foreign...]), columns, closesTable: closesTable)
        .map { group in
          var group = group
          group.attachment = .none
          return group
        }
    }
    if columns >= 5, lines.contains(where: { $0.hasValues }) {
      // A line of words alone beside lines of figures is an insertion, not a cell.
      lines.removeAll { line in !line.isLabelLine && line.items.allSatisfy { $0.isWords && $0.range.count > 5 } }
    }
    guard let first = lines.first else { return [] }
    let words = lines.flatMap { $0.items }.filter { $0.isWords }
    let total = lines.reduce(0) { $0 + $1.items.count }
    if words.count == total {
      // Words instead of figures: one place that cannot be read.
      guard total <= columns, let word = words.first, !closesTable else { return [] }
      return [atomic([word], columns, first.isLabelLine ? .same : .next)]
    }
    if !words.isEmpty, total > columns || isGlued {
      for index in lines.indices { lines[index].items.removeAll { $0.isWords } }
    }
    lines.removeAll { $0.items.isEmpty }
    return cut(lines, columns)
  }

  /// Takes lines away that begin another row's label, and marks the values on the next line.
  private func markingBeginnings(_ lines: [ValueLine]) -> [ValueLine] {
    var marked: [ValueLine] = []
    var beginning: LabelBeginning?
    for line in lines {
      if !line.isLabelLine, let found = labelBeginning(on: line) {
        beginning = found
        continue
      }
      var line = line
      if let found = beginning, line.hasValues {
        for index in line.items.indices { line.items[index].beginning = found }
        beginning = nil
      }
      marked.append(line)
    }
    return marked
  }

  /// The beginning of a label that a line is: one piece of words, a bare number before it or none.
  private func labelBeginning(on line: ValueLine) -> LabelBeginning? {
    guard line.items.count <= 2, let first = line.items.first, let last = line.items.last, last.isWords,
      line.items.count == 1 || first.range.count == 1 && stream.units[first.range.lowerBound].isDigit
    else { return nil }
    return LabelBeginnings.beginning(of: stream.units[first.range.lowerBound..<last.range.upperBound])
  }

  /// Marks the first value behind words that are no piece of the form's labels.
  private func markingForeignWords(_ lines: [ValueLine]) -> [ValueLine] {
    var lines = lines
    var isForeign = false
    for index in lines.indices {
      for place in lines[index].items.indices {
        let item = lines[index].items[place]
        if item.isWords {
          isForeign = isForeign || !LabelPieces.isPiece(Array(stream.units[item.range]), strictly: true)
        } else if item.isValue {
          lines[index].items[place].followsForeignWords = isForeign
          isForeign = false
        }
      }
    }
    return lines
  }

  /// Drops a page number in the middle of a line: `- 4 -` beyond the row's columns, `-4-` anywhere.
  private func withoutPageNumbers(_ items: [ValueItem], _ columns: Int) -> [ValueItem] {
    func isDash(_ item: ValueItem) -> Bool { !item.isBlank && stream.units[item.range].allSatisfy { $0 == 0x2D } }
    var kept = withoutGluedPageNumber(items, columns).filter { item in
      let units = stream.units[item.range]
      guard units.count >= 3, units.count <= 7, units.first == 0x2D, units.last == 0x2D else { return true }
      return !units.contains { $0.isDigit } || !units.allSatisfy { $0.isDigit || $0 == 0x2D }
    }
    var index = 0
    while kept.count > columns, index + 2 < kept.count {
      let middle = stream.units[kept[index + 1].range]
      if isDash(kept[index]), isDash(kept[index + 2]), (1...3).contains(middle.count), middle.allSatisfy({ $0.isDigit })
      {
        kept.removeSubrange(index...(index + 2))
      } else {
        index += 1
      }
    }
    return kept
  }

  /// Takes the page number off a run that it is glued to: `0000000— 4 —`, `0000000-4-`.
  ///
  /// No count is negative, and no cell is a dash behind as many digits as there are columns.
  private func withoutGluedPageNumber(_ items: [ValueItem], _ columns: Int) -> [ValueItem] {
    guard columns >= 5, isGlued || hasRuns, items.count <= 3, var run = items.first, !run.isBlank else { return items }
    var end = run.range.lowerBound
    while end < run.range.upperBound, stream.units[end].isDigit { end += 1 }
    let digits = end - run.range.lowerBound
    guard digits >= columns, end < run.range.upperBound, stream.units[end] == 0x2D else { return items }
    let rest = stream.units[end..<(items.last?.range.upperBound ?? end)]
    let number = rest.drop { $0 == 0x2D }.prefix { $0.isDigit }
    let tail = rest.drop { $0 == 0x2D }.dropFirst(number.count)
    let isApart = number.startIndex < stream.count && stream.separations[number.startIndex] >= .space
    guard (1...3).contains(number.count), tail.allSatisfy({ $0 == 0x2D }), isApart || !tail.isEmpty else {
      return items
    }
    run.range = run.range.lowerBound..<end
    run.reading = CellGrammar.read(stream.units[run.range])
    return [run]
  }

  private func cut(_ lines: [ValueLine], _ columns: Int) -> [ValueGroup] {
    guard let first = lines.first else { return [] }
    let counts = lines.map { $0.items.count }
    let total = counts.reduce(0, +)
    let attachment: Attachment = first.isLabelLine ? .same : .next
    if lines.count == 1 { return [row(first.items, columns, attachment)] }
    if total <= columns { return [row(lines.flatMap { $0.items }, columns, attachment)] }
    if counts[0] == columns || isGlued {
      // A full row, and further rows whose labels stand elsewhere.
      return [row(first.items, columns, attachment)] + loose(Array(lines.dropFirst()), columns)
    }
    if counts.allSatisfy({ $0 == 1 }) {
      let items = lines.flatMap { $0.items }
      // Where blanks vanish, or a value is too many, nothing says where a row ends.
      if dropsBlanks || total % columns != 0 { return [atomic(items, columns, attachment)] }
      return stride(from: 0, to: total, by: columns).map {
        atomic(Array(items[$0..<($0 + columns)]), columns, $0 == 0 ? attachment : .none)
      }
    }
    var taken = 0
    var sum = 0
    while taken < counts.count, sum + counts[taken] <= columns {
      sum += counts[taken]
      taken += 1
    }
    if taken > 0, sum == columns || counts[taken] == columns {
      return [row(lines[..<taken].flatMap { $0.items }, columns, attachment)]
        + loose(Array(lines.dropFirst(taken)), columns)
    }
    return [row(lines.flatMap { $0.items }, columns, attachment)]
  }

  private func loose(_ lines: [ValueLine], _ columns: Int) -> [ValueGroup] {
    if lines.isEmpty { return [] }
    if lines.allSatisfy({ $0.items.count == columns }) || isGlued {
      return lines.map { row($0.items, columns, .none) }
    }
    return cut(lines, columns).map { group in
      var group = group
      group.attachment = .none
      return group
    }
  }

  private func row(_ items: [ValueItem], _ columns: Int, _ attachment: Attachment) -> ValueGroup {
    let onOneLine = items.dropFirst().allSatisfy { $0.separation < .line && $0.cell < 0 && $0.separation != .tab }
    let isRun = items.allSatisfy { $0.isValue } && columns > 1 && onOneLine
    if isRun, isGlued || items.contains(where: { $0.reading?.content == .run }) { return glued(items, attachment) }
    // Digits that touch the label, or begin with a needless zero, are cells glued together, few as they may be.
    let touches = items.first?.separation == Separation.none && items.count == 1 && digits(items) >= 2
    if isRun, touches || items.contains(where: { $0.holdsNeedlessZero(in: stream) }) { return glued(items, attachment) }
    // As many digits as columns in one number: no count of a row is that long, even beside rows that are apart.
    if isRun, items.count == 1, columns >= 5, items[0].reading?.unit == nil, digits(items) >= columns {
      return glued(items, attachment)
    }
    // Where some cells of a row touch, those of another short row may.
    if isRun, hasRuns, !dropsBlanks, columns >= 5, items.count > 1, items.count < columns, digits(items) >= columns {
      return glued(items, attachment)
    }
    // In a table of such rows a short row is a run where its digits are enough for its columns.
    if isRun, hasRuns, !dropsBlanks, items.count == 1, digits(items) >= columns { return glued(items, attachment) }
    return atomic(items, columns, attachment)
  }

  private func atomic(_ items: [ValueItem], _ columns: Int, _ attachment: Attachment) -> ValueGroup {
    ValueGroup(
      items: items, attachment: attachment, isComplete: items.count == columns, isGlued: false,
      isOverfull: items.count > columns, position: items.first?.range.lowerBound ?? 0)
  }

  private func glued(_ items: [ValueItem], _ attachment: Attachment) -> ValueGroup {
    ValueGroup(
      items: items, attachment: attachment, isComplete: false, isGlued: true, isOverfull: false,
      position: items.first?.range.lowerBound ?? 0)
  }

  private func digits(_ items: [ValueItem]) -> Int {
    items.reduce(0) { $0 + stream.units[$1.range].count { $0.isDigit } }
  }

  /// Whether words are a piece of a label that a line or a column tore off.
  private func isTornLabel(_ item: ValueItem) -> Bool {
    guard item.isWords, item.reading?.hasDigits == false else { return false }
    return LabelPieces.isPiece(Array(stream.units[item.range]))
  }
}

/// Recognises pieces of torn labels.
enum LabelPieces {
  /// Whether every two neighbouring characters of the text stand together in some label, or it is one label character.
  static func isPiece(_ text: [UInt32], strictly: Bool = false) -> Bool {
    let letters = text.filter { $0.isHan }
    guard let first = letters.first else { return true }
    if letters.count == 1 { return characters.contains(first) }
    var unknown = 0
    for index in 1..<letters.count where !pairs.contains(UInt64(letters[index - 1]) << 32 | UInt64(letters[index])) {
      unknown += 1
    }
    return unknown * (strictly ? 5 : 3) < letters.count
  }

  private static let characters: Set<UInt32> = Set(FormLabels.allText.joined())

  private static let pairs: Set<UInt64> = {
    var pairs: Set<UInt64> = []
    for text in FormLabels.allText {
      let letters = text.filter { $0.isHan }
      for index in 1..<max(1, letters.count) { pairs.insert(UInt64(letters[index - 1]) << 32 | UInt64(letters[index])) }
    }
    return pairs
  }()
}

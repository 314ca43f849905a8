import DocumentReading
import StatutoryForm

/// Cuts the lines behind a label into the groups of values of single rows.
struct GroupCutter {
  let stream: LabelStream
  let values: ValueTable
  let isGlued: Bool
  /// Whether empty lines stand for cells elsewhere in the table, so that one at its end may be a cell too.
  var usesBlankLines = false
  /// Whether the document drops blanks.
  var dropsBlanks = false
  /// Whether some rows are runs, though most are not.
  var hasRuns = false

  /// The groups behind a label; the first one may belong to it.
  func groups(behind hit: Int, columns: Int, closesTable: Bool) -> [ValueGroup] {
    let lines = values.lines(of: hit)
    guard let first = lines.first else { return [] }
    let isPlain = values.items(of: lines).allSatisfy { values.items[$0].isPlain }
    if lines.count == 1, values.grid(first) != nil, isPlain || values.isLabelLine(first) {
      return gridGroup(values.line(first), columns).map { [$0] } ?? []
    }
    if isPlain, let group = plainGroup(lines, columns, closesTable: closesTable) { return [group] }
    return groups(lines.map { values.line($0) }, columns, closesTable: closesTable)
  }

  /// The usual row of text: no words, no runs, no more places than columns.
  private func plainGroup(_ lines: Range<Int>, _ columns: Int, closesTable: Bool) -> ValueGroup? {
    let items = values.items(of: lines)
    guard items.count <= columns, lines.allSatisfy({ values.grid($0) == nil }) else { return nil }
    if closesTable, !usesBlankLines, let last = lines.last,
      values.items(ofLine: last).allSatisfy({ values.items[$0].isBlank })
    {
      return nil
    }
    return row(Array(values.items[items]), columns, values.isLabelLine(lines.lowerBound) ? .same : .next)
  }

  private func groups(_ lines: [ValueLine], _ columns: Int, closesTable: Bool) -> [ValueGroup] {
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

  func cut(_ lines: [ValueLine], _ columns: Int) -> [ValueGroup] {
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
    let isRun = items.allSatisfy { $0.isValue } && columns > 1 && onOneLine && !isBarred(items)
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

  /// Whether a bar parts every two of several items: then no cells touch in any of them.
  private func isBarred(_ items: [ValueItem]) -> Bool {
    items.count > 1 && items.dropFirst().allSatisfy { stream.units[$0.range.lowerBound - 1] == 0x7C }
  }

  func atomic(_ items: [ValueItem], _ columns: Int, _ attachment: Attachment) -> ValueGroup {
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
    items.reduce(0) { $0 + stream.digitCount($1.range) }
  }
}

import DocumentReading
import StatutoryForm

/// One place of a line of values: a piece of text between separations, or an explicit empty place.
struct ValueItem {
  /// Stream positions; empty for a blank.
  var range: Range<Int>
  /// What it says; `nil` for a blank.
  var reading: CellReading?
  /// What separates it from the one before.
  var separation: Separation
  /// Index of its cell; -1 outside exact tables.
  var cell: Int32
  /// Byte offset.
  var offset: Int32
  /// Whether words before it name a row that the form does not have.
  var followsForeignWords = false
  /// The first piece of another row's label that stands on a line before it.
  var beginning: LabelBeginning?

  /// Whether it is an explicit empty place.
  var isBlank: Bool { reading == nil }
  /// Whether it can stand in a cell: a number, a run, a mark of absence.
  var isValue: Bool {
    guard let reading else { return false }
    return reading.content != .unreadable
  }
  /// Whether it is digits that begin with a 0 no number needs, as two cells that touch do.
  func holdsNeedlessZero(in stream: LabelStream) -> Bool {
    let digits = stream.units[range]
    return digits.count >= 2 && digits.first == 0x30 && digits.allSatisfy { $0.isDigit }
  }

  /// Whether it is text that says no value.
  var isWords: Bool { reading?.content == .unreadable }
}

/// The items of one line of text or one row of a grid.
struct ValueLine {
  /// The items in order.
  var items: [ValueItem]
  /// Whether it goes on where the label stands.
  var isLabelLine: Bool
  /// Grid row of an exact table; `nil` for text.
  var grid: GridRow?

  /// Whether any item is a number, a run or a mark.
  var hasValues: Bool { items.contains { $0.isValue } }
  /// The number of digits of its values.
  func digitCount(_ stream: LabelStream) -> Int {
    items.reduce(0) { $0 + stream.units[$1.range].count { $0.isDigit } }
  }
}

/// A row of an exact table.
struct GridRow: Hashable {
  /// Index of the table.
  var table: Int32
  /// Grid row.
  var row: Int
}

extension LabelStream {
  /// What stands between two labels, cut into lines and items.
  ///
  /// Words that hold digits end the values, as running text does; what follows is left out.
  func valueLines(after label: LabelHit?, _ span: Range<Int>) -> [ValueLine] {
    var lines: [ValueLine] = []
    var position = span.lowerBound
    var blank = firstBlank(at: span.lowerBound)
    let labelCell = label.flatMap { $0.core.isEmpty ? nil : cellOf[$0.core.upperBound - 1] } ?? -1
    let labelRow = gridRow(of: labelCell)

    func add(_ item: ValueItem) {
      let grid = gridRow(of: item.cell)
      let fresh: Bool
      if let last = lines.last {
        fresh = grid != last.grid || (grid == nil && item.separation >= .line)
      } else {
        fresh = true
      }
      if fresh {
        let onLabelLine =
          lines.isEmpty && (grid != nil ? grid == labelRow : labelRow == nil && item.separation < .line)
        lines.append(ValueLine(items: [item], isLabelLine: onLabelLine, grid: grid))
      } else {
        lines[lines.count - 1].items.append(item)
      }
    }

    while position < span.upperBound || (blank < blanks.count && blanks[blank].position <= span.upperBound) {
      if blank < blanks.count, blanks[blank].position <= position, blanks[blank].position <= span.upperBound {
        let place = blanks[blank]
        blank += 1
        if place.position > span.lowerBound || place.cell >= 0 || label != nil {
          add(
            ValueItem(
              range: place.position..<place.position, reading: nil, separation: place.cell >= 0 ? .cell : .line,
              cell: place.cell, offset: place.offset))
        }
        continue
      }
      guard position < span.upperBound else { break }
      let end = valuePrefixEnd(position..<itemEnd(position, span.upperBound))
      let separation =
        position == span.lowerBound && separations[position] == .none ? Separation.none : separations[position]
      let reading = CellGrammar.read(units[position..<end])
      if reading.content == .unreadable, isProse(position..<end, hasDigits: reading.hasDigits) { break }
      add(
        ValueItem(
          range: position..<end, reading: reading, separation: separation, cell: cellOf[position],
          offset: offsets[position]))
      position = end
      if lines.count > 4000 { break }
    }
    return lines
  }

  /// Where the item that begins at the position ends.
  private func itemEnd(_ start: Int, _ limit: Int) -> Int {
    var end = start + 1
    if cellOf[start] >= 0 {
      // A cell is one item if it reads as one; else its pieces are.
      var whole = end
      while whole < limit, cellOf[whole] == cellOf[start], separations[whole] < .cell { whole += 1 }
      var pieces = 0
      for index in end..<max(end, whole) where separations[index] >= .space { pieces += 1 }
      if pieces == 0 { return whole }
      let reading = CellGrammar.read(units[start..<whole])
      let hasInnerDigits = (end..<whole).contains {
        separations[$0] >= .space && units[$0].isDigit && units[$0 - 1].isDigit
      }
      if reading.content != .unreadable && !hasInnerDigits { return whole }
      if reading.content == .unreadable && !reading.hasDigits { return whole }
    }
    var depth = units[start] == 0x28 ? 1 : 0
    while end < limit {
      if separations[end] >= .line { break }
      if separations[end] >= .space, depth == 0, !isContinuation(end) { break }
      if units[end] == 0x28 { depth += 1 }
      if units[end] == 0x29, depth > 0 { depth -= 1 }
      if end - start > 400 { break }
      end += 1
    }
    return end
  }

  /// Where the digits of a piece end that goes on with words, as where a heading or an advertisement is glued to them.
  private func valuePrefixEnd(_ range: Range<Int>) -> Int {
    guard cellOf[range.lowerBound] < 0, units[range.lowerBound].isDigit || units[range.lowerBound] == 0x2D,
      CellGrammar.read(units[range]).content == .unreadable
    else { return range.upperBound }
    var end = range.lowerBound
    while end < range.upperBound, units[end].isDigit || units[end] == 0x2E || units[end] == 0x2D { end += 1 }
    while end > range.lowerBound + 1, units[end - 1] == 0x2E || units[end - 1] == 0x2D { end -= 1 }
    return end < range.upperBound && units[end].isHan && units[end - 1].isDigit ? end : range.upperBound
  }

  /// Whether what follows a space belongs to the piece before it: a unit, a note, a sign apart from its digits.
  private func isContinuation(_ position: Int) -> Bool {
    let unit = units[position]
    let before = units[position - 1]
    if unit == 0x28, before.isDigit { return holdsWords(bracket: position) }
    if before.isDigit { return unit == 0x4E07 || unit == 0x5143 || unit == 0x4EBF || unit == 0x4EF6 }
    return (before == 0x589E || before == 0x51CF || before == 0x2B) && unit.isDigit
  }

  /// Whether a bracket holds more than a number, as (其中修订16件) does and （四） does not.
  private func holdsWords(bracket position: Int) -> Bool {
    for index in (position + 1)..<max(position + 1, min(position + 30, count)) {
      if units[index] == 0x29 { return false }
      if units[index].isHan && !units[index].isHanOrdinal { return true }
    }
    return false
  }

  /// Whether words with digits read as running text rather than as a broken cell.
  private func isProse(_ range: Range<Int>, hasDigits: Bool) -> Bool {
    if cellOf[range.lowerBound] >= 0, range.count <= 60 { return false }
    if !hasDigits { return range.count > 40 }
    return range.count > 12 || units[range].contains { $0 == 0x3002 || $0 == 0x3A || $0 == 0x3B }
  }

  /// The grid row of a cell; `nil` outside exact tables.
  func gridRow(of cell: Int32) -> GridRow? {
    guard cell >= 0, Int(cell) < cells.count else { return nil }
    return GridRow(table: cells[Int(cell)].table, row: cells[Int(cell)].cell.row)
  }

  /// The first explicit empty place at or after a stream position.
  func firstBlank(at position: Int) -> Int {
    var low = 0
    var high = blanks.count
    while low < high {
      let middle = (low + high) / 2
      if blanks[middle].position < position { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

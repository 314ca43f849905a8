import DocumentReading
import StatutoryForm

/// Cuts what stands behind labels into lines and items, one span after another.
///
/// Words that hold digits end the values of a span, as running text does; what follows is left out.
struct ValueCutter {
  /// A line of text or a row of a grid.
  struct Line {
    /// Its first item; its last one stands before the next line's first.
    var first: Int
    var isLabelLine: Bool
    var grid: GridRow?
  }

  private let stream: LabelStream
  private(set) var items: [ValueItem] = []
  private(set) var lines: [Line] = []

  private static let mostLines = 4000

  init(_ stream: LabelStream) { self.stream = stream }

  /// Forgets the spans so far.
  mutating func removeAll() {
    items.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
  }

  /// Adds the lines of a span.
  mutating func add(after label: LabelHit?, _ span: Range<Int>) {
    let blanks = stream.blanks
    let base = lines.count
    var position = span.lowerBound
    var blank = stream.firstBlank(at: position)
    let labelCell = label.flatMap { $0.core.isEmpty ? nil : stream.cellOf[$0.core.upperBound - 1] } ?? -1
    let labelRow = stream.gridRow(of: labelCell)
    while position < span.upperBound || (blank < blanks.count && blanks[blank].position <= span.upperBound) {
      if blank < blanks.count, blanks[blank].position <= position, blanks[blank].position <= span.upperBound {
        let place = blanks[blank]
        blank += 1
        if place.position > span.lowerBound || place.cell >= 0 || label != nil {
          let item = ValueItem(
            range: place.position..<place.position, reading: nil, separation: place.cell >= 0 ? .cell : .line,
            cell: place.cell, offset: place.offset)
          add(item, base, labelRow)
        }
        continue
      }
      guard position < span.upperBound else { break }
      guard let item = stream.item(at: position, before: span.upperBound) else { break }
      add(item, base, labelRow)
      position = item.range.upperBound
      if lines.count - base > Self.mostLines { break }
    }
  }

  private mutating func add(_ item: ValueItem, _ base: Int, _ labelRow: GridRow?) {
    let grid = stream.gridRow(of: item.cell)
    let isFresh =
      lines.count == base || grid != lines[lines.count - 1].grid || (grid == nil && item.separation >= .line)
    if isFresh {
      let onLabelLine =
        lines.count == base && (grid != nil ? grid == labelRow : labelRow == nil && item.separation < .line)
      lines.append(Line(first: items.count, isLabelLine: onLabelLine, grid: grid))
    }
    items.append(item)
  }
}

extension LabelStream {
  /// The values and empty places of a span, in order.
  func values(after label: LabelHit?, _ span: Range<Int>) -> [ValueItem] {
    var cutter = ValueCutter(self)
    cutter.add(after: label, span)
    return cutter.items
  }

  /// The item that begins at the position; `nil` where running text does.
  fileprivate func item(at position: Int, before limit: Int) -> ValueItem? {
    var end = itemEnd(position, limit)
    var reading = CellGrammar.read(units[position..<end])
    if reading.content == .unreadable {
      let shorter = valuePrefixEnd(position..<end)
      if shorter < end {
        end = shorter
        reading = CellGrammar.read(units[position..<end])
      }
      if reading.content == .unreadable, isProse(position..<end, hasDigits: reading.hasDigits) { return nil }
    }
    return ValueItem(
      range: position..<end, reading: reading, separation: separations[position], cell: cellOf[position],
      offset: offsets[position])
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
      // Of a broken figure no piece may stand for the whole.
      if hasInnerDigits, holdsBrokenPiece(start..<whole) { return whole }
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

  /// Whether a piece of a cell is made of digits and commas and is no number, as the `1,2` of `1,2 34`.
  private func holdsBrokenPiece(_ range: Range<Int>) -> Bool {
    var start = range.lowerBound
    for index in range.lowerBound + 1...range.upperBound
    where index == range.upperBound || separations[index] >= .space {
      let piece = units[start..<index]
      let isMadeOfFigures = piece.allSatisfy { $0.isDigit || $0 == 0x2C || $0 == 0x2E }
      if isMadeOfFigures, piece.contains(where: \.isDigit), CellGrammar.read(piece).content == .unreadable {
        return true
      }
      start = index
    }
    return false
  }

  /// Where the digits of a piece end that goes on with words, as where a heading or an advertisement is glued to them.
  private func valuePrefixEnd(_ range: Range<Int>) -> Int {
    guard cellOf[range.lowerBound] < 0, units[range.lowerBound].isDigit || units[range.lowerBound] == 0x2D else {
      return range.upperBound
    }
    var end = range.lowerBound
    while end < range.upperBound, units[end].isDigit || units[end] == 0x2E || units[end] == 0x2D { end += 1 }
    while end > range.lowerBound + 1, units[end - 1] == 0x2E || units[end - 1] == 0x2D { end -= 1 }
    guard end < range.upperBound, units[end].isHan, units[end - 1].isDigit else { return range.upperBound }
    return goesOnWithFigure(end..<range.upperBound) ? range.upperBound : end
  }

  /// Whether words behind digits say something of them, as 余件, 千元 and 减, so that the digits alone are another number.
  private func goesOnWithFigure(_ words: Range<Int>) -> Bool {
    switch units[words.lowerBound] {
    // 万 亿 千 百 余
    case 0x4E07, 0x4EBF, 0x5343, 0x767E, 0x4F59: true
    // A heading or an advertisement is longer.
    default: words.count < 4
    }
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

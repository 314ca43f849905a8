import DocumentReading
import StatutoryForm

/// What the cells of one exact table are, laid onto its grid.
struct GridCells {
  /// What a cell is.
  enum Role {
    /// It prints nothing.
    case blank
    /// One place of a row of values.
    case value(ValueItem)
    /// Words that are no label of the form.
    case words(PeriodClaim)
    /// A label of the form.
    case label(LabelKind, PeriodClaim, position: Int)
  }

  let rowCount: Int
  let columnCount: Int
  /// By cell, counted from the table's first one.
  let roles: [Role]
  /// Cell that covers each place; -1 for none.
  let owners: [Int32]
  /// Rows that begin another item or section: what stands above them heads nothing below.
  let isBarrier: [Bool]
  /// The cells themselves.
  let cells: ArraySlice<StreamCell>

  private static let mostPlaces = 20_000

  /// Lays a table out; `nil` where it is too large to be a form.
  init?(_ table: Int, in stream: LabelStream, _ hits: [LabelHit], year: Int?) {
    let cells = stream.cells[stream.tableStarts[table]..<stream.tableStarts[table + 1]]
    var rowCount = 0
    var columnCount = 0
    for entry in cells {
      rowCount = max(rowCount, entry.cell.row + entry.cell.rowSpan)
      columnCount = max(columnCount, entry.cell.column + entry.cell.columnSpan)
    }
    guard rowCount > 0, columnCount > 0, rowCount <= Self.mostPlaces,
      columnCount <= Self.mostPlaces, rowCount * columnCount <= Self.mostPlaces
    else { return nil }
    var owners = [Int32](repeating: -1, count: rowCount * columnCount)
    var barriers = [Bool](repeating: false, count: rowCount)
    var roles: [Role] = []
    roles.reserveCapacity(cells.count)
    var hit = Self.firstHit(hits, at: cells.first?.range.lowerBound ?? 0)
    for (index, entry) in cells.enumerated() {
      while hit < hits.count, hits[hit].core.lowerBound < entry.range.lowerBound { hit += 1 }
      var end = hit
      while end < hits.count, hits[end].core.lowerBound < entry.range.upperBound { end += 1 }
      let role = Self.role(entry, hits[hit..<end], Int32(stream.tableStarts[table] + index), stream, year)
      if case .label(let kind, _, _) = role {
        switch kind {
        case .item, .section: barriers[entry.cell.row] = true
        default: break
        }
      }
      roles.append(role)
      for row in entry.cell.row..<entry.cell.row + entry.cell.rowSpan {
        for column in entry.cell.column..<entry.cell.column + entry.cell.columnSpan {
          owners[row * columnCount + column] = Int32(index)
        }
      }
    }
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.roles = roles
    self.owners = owners
    self.cells = cells
    isBarrier = barriers
  }

  private static func firstHit(_ hits: [LabelHit], at position: Int) -> Int {
    var low = 0
    var high = hits.count
    while low < high {
      let middle = (low + high) / 2
      if hits[middle].core.lowerBound < position { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func role(
    _ entry: StreamCell, _ hits: ArraySlice<LabelHit>, _ cell: Int32, _ stream: LabelStream, _ year: Int?
  ) -> Role {
    if entry.range.isEmpty { return .blank }
    guard let last = hits.last, let first = hits.first else {
      let items = stream.values(after: nil, entry.range).filter { $0.cell == cell }
      if var item = items.first, item.isValue {
        // Several values in one cell belong to places that nothing tells apart.
        if items.count > 1 { item.reading = CellReading(content: .unreadable, hasDigits: true) }
        return .value(item)
      }
      // A share or a torn number is a place, and no head of one.
      if var item = items.first, !stream.units[entry.range].contains(where: \.isHan) {
        item.reading = CellReading(content: .unreadable, hasDigits: true)
        return .value(item)
      }
      // 数量 above a column of values says nothing of them.
      if isNothing(stream.units[entry.range]) { return .words(.ours) }
      return .words(PeriodClaim.of(entry.range, in: stream, year: year))
    }
    // Before the label and behind it: the name of a year, or words that make it another column.
    let before = entry.range.lowerBound..<max(entry.range.lowerBound, first.start)
    let outer = [before, last.end..<max(last.end, entry.range.upperBound)]
    let claim = outer.map { PeriodClaim.of($0, in: stream, year: year) }.max() ?? .none
    // Labels of several rows in one cell head no row.
    if hits.dropLast().contains(where: { isRow($0.kind) && $0.kind != last.kind }) { return .words(claim) }
    if isRow(last.kind) { return .label(last.kind, claim, position: last.start) }
    if hits.count > 1, !isStage(hits) { return .words(claim) }
    let isAlone = outer.allSatisfy { isNothing(stream.units[$0]) }
    if !isAlone, claim == .none { return .words(.none) }
    return .label(last.kind, claim, position: last.start)
  }

  /// Whether labels name one block of table 4, as 行政诉讼(未经复议直接起诉).
  private static func isStage(_ hits: ArraySlice<LabelHit>) -> Bool {
    guard case .proceedings(_?)? = hits.last?.kind else { return false }
    return hits.dropLast().allSatisfy { $0.kind == .proceedings(nil) }
  }

  private static func isRow(_ kind: LabelKind) -> Bool {
    if case .row(let row) = kind { return row.table == .applications || row.table == .outcomes }
    return false
  }

  /// Whether what stands around a label says nothing: signs, a unit, a word for a number.
  private static func isNothing(_ units: ArraySlice<UInt32>) -> Bool {
    var depth = 0
    var letters: [UInt32] = []
    for unit in units {
      if unit == 0x28 { depth += 1 }
      if depth == 0, unit.isHan || unit.isDigit || unit.isLatin { letters.append(unit) }
      if unit == 0x29, depth > 0 { depth -= 1 }
    }
    return letters.isEmpty || words.contains(letters)
  }

  private static let words: Set<[UInt32]> = Set(
    ["数", "数量", "件数", "件", "情况", "人", "类", "事项", "的", "个人", "方面", "等"].map { CharacterFolding.key($0) })

  /// The role of what covers a place; `nil` where no cell does.
  func role(_ row: Int, _ column: Int) -> Role? {
    let owner = owners[row * columnCount + column]
    return owner < 0 ? nil : roles[Int(owner)]
  }

  /// The cell that covers a place; -1 for none.
  func owner(_ row: Int, _ column: Int) -> Int32 { owners[row * columnCount + column] }
}

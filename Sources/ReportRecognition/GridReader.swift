import DocumentReading
import StatutoryForm

/// Reads an exact table by the labels that head its rows and columns, in whatever order and direction these stand.
///
/// A column of another year, of shares or of words that the form does not have is left out. A row that lacks a place
/// which others have is left out as a whole: in a short row nothing says which place is missing.
struct GridReader {
  let stream: LabelStream
  let hits: [LabelHit]
  let year: Int?

  private struct Path {
    var kinds: [LabelKind] = []
    var position: Int?
    var claim = PeriodClaim.none
    /// Whether the nearest words are none of the form's.
    var isUnknown = false
    var isEmpty: Bool { kinds.isEmpty && !isUnknown && claim == .none }
  }

  /// Adds what a table says.
  func read(_ table: Int, into reading: inout GridReading) {
    guard let grid = GridCells(table, in: stream, hits, year: year) else { return }
    let isTransposed = isTransposed(grid)
    var found: [(item: ValueItem, row: FormRow, column: FormColumn, line: Int)] = []
    var unreliable: Set<Int> = []
    for (index, entry) in grid.cells.enumerated() {
      let item: ValueItem
      switch grid.roles[index] {
      case .value(let value): item = value
      case .blank:
        item = ValueItem(
          range: entry.range.lowerBound..<entry.range.lowerBound, reading: nil, separation: .cell,
          cell: Int32(grid.cells.startIndex + index), offset: offset(entry.range.lowerBound))
      default: continue
      }
      let cell = entry.cell
      let above = columnPath(grid, cell.row, cell.column)
      if cell.columnSpan > 1, !isOneColumn(grid, cell) {
        // A cell over several columns holds the places of all of them, or one value for all.
        if !item.isBlank { unreliable.insert(cell.row) }
        continue
      }
      let beside = rowPath(grid, cell)
      guard let (row, column, position) = place(above, beside, isTransposed) else {
        if !item.isBlank, above.isEmpty, !isTransposed { unreliable.insert(cell.row) }
        continue
      }
      if reading.labels[row] == nil { reading.labels[row] = position }
      found.append((item, row, column, isTransposed ? cell.column : cell.row))
    }
    keep(found, unreliable, &reading)
  }

  /// Keeps the rows that have all the places of the table.
  private func keep(
    _ found: [(item: ValueItem, row: FormRow, column: FormColumn, line: Int)], _ unreliable: Set<Int>,
    _ reading: inout GridReading
  ) {
    var width: [Int: Set<UInt8>] = [:]
    for entry in found where entry.row.table == .applications || entry.row.table == .outcomes {
      width[entry.line, default: []].insert(entry.column.rawValue)
    }
    let full = width.values.map(\.count).max() ?? 0
    for entry in found {
      if unreliable.contains(entry.line) { continue }
      if let columns = width[entry.line], columns.count < full { continue }
      reading.add(entry.item, entry.row, entry.column, stream)
    }
  }

  private func offset(_ position: Int) -> Int32 {
    stream.offsets.isEmpty ? 0 : stream.offsets[min(position, stream.count - 1)]
  }

  /// Whether the rows of table 3 are the columns of the grid.
  private func isTransposed(_ grid: GridCells) -> Bool {
    var rows: Set<Int> = []
    var columns: Set<Int> = []
    for (index, entry) in grid.cells.enumerated() {
      guard case .label(.row(let row), _, _) = grid.roles[index], row.table == .applications || row.table == .outcomes
      else { continue }
      rows.insert(entry.cell.row)
      columns.insert(entry.cell.column)
    }
    return columns.count > rows.count
  }

  /// Whether one head covers all columns of a wide cell.
  private func isOneColumn(_ grid: GridCells, _ cell: TableCell) -> Bool {
    let heads = (cell.column..<cell.column + cell.columnSpan).map { column -> Int32 in
      for row in stride(from: cell.row - 1, through: 0, by: -1) {
        let owner = grid.owner(row, column)
        if owner < 0 { continue }
        switch grid.roles[Int(owner)] {
        case .label, .words: return owner
        default: continue
        }
      }
      return -1
    }
    return heads.allSatisfy { $0 == heads[0] }
  }

  // MARK: What heads a cell

  private func columnPath(_ grid: GridCells, _ row: Int, _ column: Int) -> Path {
    var path = Path()
    var last: Int32 = -1
    var leaf: Int?
    for above in stride(from: row - 1, through: 0, by: -1) {
      if grid.isBarrier[above] { break }
      let owner = grid.owner(above, column)
      if owner < 0 || owner == last { continue }
      if case .value = grid.roles[Int(owner)] {
        if leaf == nil { continue } else { break }
      }
      last = owner
      if add(grid.roles[Int(owner)], to: &path), leaf == nil { leaf = above }
    }
    // A block's name that only the first of its columns prints.
    if let leaf, stage(path) == nil, path.kinds.contains(where: isResult) {
      for above in stride(from: leaf - 1, through: 0, by: -1) where stage(path) == nil {
        var column = column
        while column >= 0, case .blank? = grid.role(above, column) { column -= 1 }
        if column >= 0, case .label(.proceedings(let row?), _, _)? = grid.role(above, column) {
          path.kinds.append(.proceedings(row))
        } else if column >= 0, case .words? = grid.role(above, column) {
          path.isUnknown = true
          break
        }
      }
    }
    return path
  }

  private func rowPath(_ grid: GridCells, _ cell: TableCell) -> Path {
    var path = Path()
    collect(grid, cell.row, stride(from: cell.column - 1, through: 0, by: -1), &path)
    if path.isEmpty {
      collect(grid, cell.row, stride(from: cell.column + cell.columnSpan, to: grid.columnCount, by: 1), &path)
    }
    return path
  }

  private func collect(_ grid: GridCells, _ row: Int, _ columns: some Sequence<Int>, _ path: inout Path) {
    var last: Int32 = -1
    var begun = false
    for column in columns {
      let owner = grid.owner(row, column)
      if owner < 0 || owner == last { continue }
      if case .value = grid.roles[Int(owner)] {
        if begun { break } else { continue }
      }
      last = owner
      if add(grid.roles[Int(owner)], to: &path) { begun = true }
    }
  }

  /// Adds what a head says, nearest first; whether it says anything.
  private func add(_ role: GridCells.Role, to path: inout Path) -> Bool {
    switch role {
    case .blank, .value: return false
    case .words(let claim):
      if claim == .none || claim == .whole, path.kinds.isEmpty { path.isUnknown = true }
      path.claim = max(path.claim, claim)
    case .label(let kind, let claim, let position):
      path.kinds.append(kind)
      if path.position == nil { path.position = position }
      path.claim = max(path.claim, claim)
    }
    return true
  }

  // MARK: The cell of the form

  private func place(_ above: Path, _ beside: Path, _ isTransposed: Bool) -> (FormRow, FormColumn, Int)? {
    if above.claim == .others || beside.claim == .others { return nil }
    if let stage = stage(above) ?? stage(beside) {
      guard !above.isUnknown, let column = result(above) ?? (beside.isUnknown ? nil : result(beside)) else {
        return nil
      }
      return (stage, column, above.position ?? beside.position ?? 0)
    }
    if above.isUnknown || beside.isUnknown { return nil }
    let rows = isTransposed ? above : beside
    let columns = isTransposed ? beside : above
    if let row = applicationRow(rows), let column = applicant(columns) { return (row, column, rows.position ?? 0) }
    if let row = disclosureRow(beside) ?? disclosureRow(above), let column = measure(above) ?? measure(beside) {
      return (row, column, beside.position ?? above.position ?? 0)
    }
    return nil
  }

  private func stage(_ path: Path) -> FormRow? {
    for case .proceedings(let row?) in path.kinds { return row }
    return nil
  }

  private func isResult(_ kind: LabelKind) -> Bool {
    switch kind {
    case .column(let column): FormColumn.results.contains(column)
    case .total: true
    default: false
    }
  }

  private func result(_ path: Path) -> FormColumn? {
    switch path.kinds.first {
    case .column(let column)? where FormColumn.results.contains(column): column
    case .total?: .resultTotal
    default: nil
    }
  }

  private func applicationRow(_ path: Path) -> FormRow? {
    switch path.kinds.first {
    case .row(let row)? where row.table == .applications || row.table == .outcomes: row
    case .total?: .totalProcessed
    case .other?: .otherMisc
    case .group(.other)?: .otherHandling
    default: nil
    }
  }

  private func applicant(_ path: Path) -> FormColumn? {
    switch path.kinds.first {
    case .column(let column)? where FormColumn.applicants.contains(column): column
    case .total?: .total
    case .other?: .otherOrganization
    default: nil
    }
  }

  private func disclosureRow(_ path: Path) -> FormRow? {
    for case .row(let row) in path.kinds where row.table == .disclosure || row.table == .procurement { return row }
    return nil
  }

  private func measure(_ path: Path) -> FormColumn? {
    switch path.kinds.first {
    case .column(let column)? where column.rawValue <= FormColumn.procurementAmount.rawValue: column
    case .decisions?: .decisions
    default: nil
    }
  }
}

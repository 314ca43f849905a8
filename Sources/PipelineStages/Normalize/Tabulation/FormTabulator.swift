import DecimalNumbers
import FactTables
import StatutoryForm

/// Packs resolved cells as rows of `applications`, `outcomes`, `disclosure`, `procurement` and `proceedings`.
///
/// The order of the form's cells is the order of the tables' rows: there is nothing to sort.
struct FormTabulator {
  /// Observations of tabulation itself: an amount that had to be rounded.
  private(set) var findings: [Finding] = []

  private let form = FormWords.copy()

  /// Money cells whose unit stands only in a reviewed correction.
  private let cellsWithGivenUnit: Set<FormCell>

  init(cellsWithGivenUnit: Set<FormCell> = []) {
    self.cellsWithGivenUnit = cellsWithGivenUnit
  }

  /// Packs the rows of all five tables: every cell of the layout, printed or not.
  mutating func tabulate(_ form: ResolvedForm, into tabulator: inout FactTabulator) {
    var start = 0
    // Cells come table by table, but the rows of `applications` stand on both sides of those of `outcomes`.
    while start < form.cells.count {
      let table = form.cells[start].row.table
      var end = start + 1
      while end < form.cells.count, form.cells[end].row.table == table { end += 1 }
      let cells = form.cells[start..<end]
      switch table {
      case .procurement: procurement(cells, into: &tabulator)
      case .disclosure: disclosure(cells, into: &tabulator)
      case .applications: counted(cells, as: .applications, into: &tabulator)
      case .outcomes: counted(cells, as: .outcomes, into: &tabulator)
      case .proceedings: counted(cells, as: .proceedings, into: &tabulator)
      }
      start = end
    }
  }

  private func counted(_ cells: ArraySlice<ResolvedCell>, as table: FactTable, into tabulator: inout FactTabulator) {
    tabulator.append(to: table) { words, packer in
      words.reserveCapacity(words.count + cells.count * 7)
      for index in cells.indices {
        if table == .outcomes {
          guard let group = form.groups[Int(cells[index].row.rawValue)] else { continue }
          words.append(group)
        }
        words.append(form.rows[Int(cells[index].row.rawValue)])
        words.append(form.columns[Int(cells[index].column.rawValue)])
        words.append(packer.pack(cells[index].value?.integer))
        words.append(packer.pack(cells[index].printed))
        words.append(form.basis(cells[index].basis))
        words.append(.line(cells[index].line))
      }
    }
  }

  private mutating func disclosure(_ cells: ArraySlice<ResolvedCell>, into tabulator: inout FactTabulator) {
    var amounts: [DecimalNumber?] = []
    for cell in cells {
      amounts.append(cell.column.isMoney ? yuan(cell, places: 4, table: "disclosure") : cell.value)
    }
    tabulator.append(to: .disclosure) { words, packer in
      for (cell, amount) in zip(cells, amounts) {
        words.append(form.legalItems[Int(cell.row.rawValue)])
        words.append(form.rows[Int(cell.row.rawValue)])
        words.append(form.columns[Int(cell.column.rawValue)])
        words.append(packer.pack(amount))
        words.append(cell.column.isMoney ? form.yuan : form.count)
        words.append(packer.pack(cell.printed))
        words.append(form.basis(cell.basis))
        words.append(.line(cell.line))
      }
    }
  }

  private mutating func procurement(_ cells: ArraySlice<ResolvedCell>, into tabulator: inout FactTabulator) {
    guard let count = cells.first(where: { $0.column == .procurementItems }),
      let amount = cells.first(where: { $0.column == .procurementAmount })
    else { return }
    let value = yuan(amount, places: 2, table: "procurement")
    let isGiven = cellsWithGivenUnit.contains(FormCell(amount.row, amount.column))
    let source = amount.unit == nil || isGiven ? "unknown" : amount.isUnitPrintedInCell ? "cell" : "header"
    tabulator.append(to: .procurement) { words, packer in
      words.append(packer.pack("central_procurement"))
      words.append(packer.pack(count.value?.integer))
      words.append(packer.pack(count.printed))
      words.append(FormWords.basis(count.basis))
      words.append(packer.pack(value))
      words.append(packer.pack(amount.printed))
      words.append(FormWords.basis(amount.basis))
      words.append(packer.pack(amount.unit?.rawValue ?? "unknown"))
      words.append(packer.pack(source))
      words.append(.line(count.line ?? amount.line))
    }
  }

  /// The amount in yuan.
  ///
  /// An unknown unit leaves only 0 known (form.md 4.2a).
  private mutating func yuan(_ cell: ResolvedCell, places: Int, table: String) -> DecimalNumber? {
    guard let value = cell.value else { return nil }
    if value == .zero { return value }
    guard let unit = cell.unit, let scaled = value.scaled(byPowerOfTen: unit.powerOfTen) else { return nil }
    guard scaled.scale > places else { return scaled }
    let rounded = scaled.rounded(places: places)
    findings.append(
      Finding(
        rule: "T2.MONEY.ROUND", severity: .info, table: table, row: cell.row.code, column: cell.column.code,
        seen: cell.printed, expected: rounded.description,
        message: "The amount has more digits than the table keeps; it was rounded to \(places) places of a yuan.",
        line: cell.line))
    return rounded
  }
}

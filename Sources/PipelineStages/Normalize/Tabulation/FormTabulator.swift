import DecimalNumbers
import FactTables
import StatutoryForm

/// Turns resolved cells into rows of `applications`, `outcomes`, `disclosure`, `procurement` and `proceedings`.
struct FormTabulator {
  let head: ReportHead
  /// Observations of tabulation itself: an amount that had to be rounded.
  private(set) var findings: [Finding] = []

  /// Money cells whose unit stands only in a reviewed correction.
  private let cellsWithGivenUnit: Set<FormCell>

  init(head: ReportHead, cellsWithGivenUnit: Set<FormCell> = []) {
    self.head = head
    self.cellsWithGivenUnit = cellsWithGivenUnit
  }

  /// The rows of one table, in form order: every cell of the layout, printed or not.
  mutating func rows(of table: FormTable, in form: ResolvedForm) -> [FactRow] {
    let cells = form.cells.filter { $0.row.table == table }
    switch table {
    case .procurement: return procurement(cells)
    case .disclosure: return cells.compactMap { disclosure($0) }
    case .applications, .outcomes, .proceedings: return cells.compactMap { counted($0, table: table) }
    }
  }

  private func counted(_ cell: ResolvedCell, table: FormTable) -> FactRow? {
    var values: [FactValue] = []
    if table == .outcomes {
      guard let group = OutcomeGroup(row: cell.row) else { return nil }
      values.append(.text(group.rawValue))
    }
    values += [
      .text(cell.row.code), .text(cell.column.code), .init(cell.value?.integer), .init(cell.printed),
      .text(cell.basis.rawValue),
    ]
    return head.row(values, line: cell.line)
  }

  private mutating func disclosure(_ cell: ResolvedCell) -> FactRow? {
    let isMoney = cell.column.isMoney
    let value = isMoney ? yuan(cell, places: 4, table: "disclosure") : cell.value
    return head.row(
      [
        .init(Self.legalItem(of: cell.row)), .text(cell.row.code), .text(cell.column.code),
        value.map { .decimal($0) } ?? .null, .text(isMoney ? "yuan" : "count"), .init(cell.printed),
        .text(cell.basis.rawValue),
      ], line: cell.line)
  }

  private mutating func procurement(_ cells: [ResolvedCell]) -> [FactRow] {
    guard let count = cells.first(where: { $0.column == .procurementItems }),
      let amount = cells.first(where: { $0.column == .procurementAmount })
    else { return [] }
    let value = yuan(amount, places: 2, table: "procurement")
    let isGiven = cellsWithGivenUnit.contains(FormCell(amount.row, amount.column))
    let source = amount.unit == nil || isGiven ? "unknown" : amount.isUnitPrintedInCell ? "cell" : "header"
    return [
      head.row(
        [
          .text("central_procurement"), .init(count.value?.integer), .init(count.printed), .text(count.basis.rawValue),
          value.map { .decimal($0) } ?? .null, .init(amount.printed), .text(amount.basis.rawValue),
          .text(amount.unit?.rawValue ?? "unknown"), .text(source),
        ], line: count.line ?? amount.line)
    ]
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

  private static func legalItem(of row: FormRow) -> String? {
    switch row {
    case .govRules, .normativeDocuments: "art20_1"
    case .adminLicense, .otherExternalService: "art20_5"
    case .adminPenalty, .adminCoercion: "art20_6"
    case .adminFees: "art20_8"
    default: nil
    }
  }
}

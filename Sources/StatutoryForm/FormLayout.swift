/// Which rows and columns a document's form has, by the version of each of its items (form.md 2.1 to 2.4).
public struct FormLayout: Hashable, Sendable {
  /// One bit an item, set where the item is that of v1.
  private var firstItems: UInt8

  private static let allItems: UInt8 = (1 << UInt8(FormItem.allCases.count)) - 1

  /// A form of one version throughout; `v0` and `hybrid` have no layout of their own and give v2.
  public init(version: FormVersion) { firstItems = version == .v1 ? Self.allItems : 0 }

  fileprivate init(firstItems: UInt8) { self.firstItems = firstItems }

  /// The version of an item, `v1` or `v2`.
  public subscript(item: FormItem) -> FormVersion {
    get { firstItems & (1 << item.rawValue) != 0 ? .v1 : .v2 }
    set {
      let bit: UInt8 = 1 << item.rawValue
      if newValue == .v1 { firstItems |= bit } else { firstItems &= ~bit }
    }
  }

  /// The version all items share, else `hybrid`.
  public var version: FormVersion { firstItems == 0 ? .v2 : firstItems == Self.allItems ? .v1 : .hybrid }

  /// The version that decides about a row; rows alike in both versions follow group (六).
  public func version(of row: FormRow) -> FormVersion { self[row.item ?? .otherHandling] }

  /// Whether the document's form has the row.
  public func contains(_ row: FormRow) -> Bool { plan.firstCells[Int(row.rawValue)] >= 0 }

  /// The rows of the form, in form order.
  public var rows: [FormRow] { plan.rows }

  /// The rows of one table, in form order.
  public func rows(of table: FormTable) -> [FormRow] { plan.rowsByTable[Int(table.rawValue)] }

  /// The rows of table 3, those of the outcomes among them, in form order.
  public var applicationRows: [FormRow] { plan.applicationRows }

  /// The columns of a row, left to right.
  public func columns(of row: FormRow) -> [FormColumn] { plan.columns[Int(row.rawValue)] }

  /// The places of all cells, in form order.
  public var cells: [FormCell] { plan.cells }

  /// How many cells the form has.
  public var cellCount: Int { plan.cellCount }

  /// The place of a cell among all cells in form order; `nil` where the form has no such cell.
  public func cellIndex(_ row: FormRow, _ column: FormColumn) -> Int? {
    let plan = plan
    let index = plan.cellIndices[Int(row.rawValue) * plan.columnCount + Int(column.rawValue)]
    return index < 0 ? nil : Int(index)
  }

  private var plan: LayoutPlan { LayoutPlan.all[planNumber] }

  /// The layout's number among `allLayouts`.
  var planNumber: Int { Int(firstItems) }

  /// All layouts that there are.
  static var allLayouts: [FormLayout] { (0..<64).map(FormLayout.init(firstItems:)) }
}

/// What follows from a layout, made once for each of the 64 there are.
private final class LayoutPlan: Sendable {
  static let all: [LayoutPlan] = (0..<64).map { LayoutPlan(FormLayout(firstItems: $0)) }

  let rows: [FormRow]
  let rowsByTable: [[FormRow]]
  let applicationRows: [FormRow]
  let cells: [FormCell]
  /// By row, whether the form has it or not.
  let columns: [[FormColumn]]
  /// Index of the first cell of each row among all cells; -1 for a row that the form does not have.
  let firstCells: [Int16]
  /// By row and column; -1 for a cell that the form does not have.
  let cellIndices: [Int16]
  let cellCount: Int
  let columnCount: Int

  init(_ layout: FormLayout) {
    let columns = FormRow.allCases.map { Self.columns(of: $0, isFirst: layout.version(of: $0) == .v1) }
    let rows = FormRow.allCases.filter { $0.label(in: layout.version(of: $0)) != nil }
    var firstCells = FormRow.allCases.map { _ in Int16(-1) }
    var cellIndices = [Int16](repeating: -1, count: FormRow.allCases.count * FormColumn.allCases.count)
    var count: Int16 = 0
    for row in rows {
      firstCells[Int(row.rawValue)] = count
      for column in columns[Int(row.rawValue)] {
        cellIndices[Int(row.rawValue) * FormColumn.allCases.count + Int(column.rawValue)] = count
        count += 1
      }
    }
    cells = rows.flatMap { row in columns[Int(row.rawValue)].map { FormCell(row, $0) } }
    self.columns = columns
    self.rows = rows
    rowsByTable = FormTable.allCases.map { table in rows.filter { $0.table == table } }
    applicationRows = rows.filter { $0.table == .applications || $0.table == .outcomes }
    self.firstCells = firstCells
    self.cellIndices = cellIndices
    cellCount = Int(count)
    columnCount = FormColumn.allCases.count
  }

  private static func columns(of row: FormRow, isFirst: Bool) -> [FormColumn] {
    switch row {
    case .govRules, .normativeDocuments:
      isFirst ? [.newMade, .newDisclosed, .totalDisclosed] : [.issued, .repealed, .inForce]
    case .adminLicense, .otherExternalService, .adminPenalty, .adminCoercion:
      isFirst ? [.previousYearItems, .yearChange, .decisions] : [.decisions]
    case .adminFees: isFirst ? [.previousYearItems, .yearChange] : [.feeAmount]
    case .centralProcurement: [.procurementItems, .procurementAmount]
    case .review, .litigationDirect, .litigationAfterReview: FormColumn.results
    default: FormColumn.applicants
    }
  }
}

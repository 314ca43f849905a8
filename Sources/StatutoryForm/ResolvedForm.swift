import DecimalNumbers

/// Where the value of a cell comes from (contract.md section 4).
public enum Basis: String, CaseIterable, Sendable {
  /// Printed at this cell, without doubt.
  case printed
  /// Not printed here for certain; the form's identities leave exactly one value.
  case inferred
  /// Printed, but more than one reading fits; the value is null.
  case unresolved
  /// Nothing printed, and nothing follows; the value is null.
  case blank
  /// `/`, `-`, `无` and the like; the value is null.
  case notApplicable = "not_applicable"
  /// A reviewed correction stands for what is printed.
  case corrected
}

/// One cell of the form with its value and its basis.
public struct ResolvedCell: Hashable, Sendable {
  /// The row of the form.
  public var row: FormRow
  /// The column of the form.
  public var column: FormColumn
  /// The value in the printed unit; `nil` where it cannot be known.
  public var value: DecimalNumber?
  /// Where the value comes from.
  public var basis: Basis
  /// What the document prints for the cell, or the run that holds it; `nil` where nothing is printed.
  public var printed: String?
  /// 1-based line of the decoded source; `nil` where nothing is printed.
  public var line: Int?
  /// The unit of a money cell, from the cell or its header; `nil` where it is unknown or the cell is no money.
  public var unit: MoneyUnit?
  /// Whether `unit` stands in the cell itself.
  public var isUnitPrintedInCell: Bool

  /// Makes a cell.
  @inlinable public init(
    row: FormRow, column: FormColumn, value: DecimalNumber?, basis: Basis, printed: String? = nil, line: Int? = nil,
    unit: MoneyUnit? = nil, isUnitPrintedInCell: Bool = false
  ) {
    self.row = row
    self.column = column
    self.value = value
    self.basis = basis
    self.printed = printed
    self.line = line
    self.unit = unit
    self.isUnitPrintedInCell = isUnitPrintedInCell
  }
}

/// All cells that a document's form has, each with its value and basis.
public struct ResolvedForm: Hashable, Sendable {
  /// Which rows and columns the document's form has.
  public var layout: FormLayout
  /// Every cell of the layout, in form order.
  public var cells: [ResolvedCell]

  /// Makes a form.
  public init(layout: FormLayout, cells: [ResolvedCell]) {
    self.layout = layout
    self.cells = cells
  }

  /// Whether the cells are exactly those of the layout, in form order.
  public var isInFormOrder: Bool {
    let places = layout.cells
    guard cells.count == places.count else { return false }
    for index in cells.indices
    where cells[index].row != places[index].row || cells[index].column != places[index].column { return false }
    return true
  }

  /// The cell at a place; `nil` where the layout has none.
  public subscript(row: FormRow, column: FormColumn) -> ResolvedCell? {
    index(row, column).map { cells[$0] }
  }

  /// The index of the cell at a place in `cells`; `nil` where the layout has none.
  public func index(_ row: FormRow, _ column: FormColumn) -> Int? {
    if cells.count == layout.cellCount {
      guard let index = layout.cellIndex(row, column) else { return nil }
      if cells[index].row == row, cells[index].column == column { return index }
    }
    // A form that was put together otherwise.
    return cells.firstIndex { $0.row == row && $0.column == column }
  }
}

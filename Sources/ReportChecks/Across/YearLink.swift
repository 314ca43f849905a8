import StatutoryForm

/// A rule that ties a row of one year to a row of the year before (form.md section 3 and 4.2a).
enum YearLink: CaseIterable {
  /// v1: the items of the year before are those of the year before that and its change.
  case items
  /// v2: what is in force is what was in force, with what was issued and without what was repealed.
  case stock
  /// What was carried forward comes in again.
  case carry

  var rule: String {
    switch self {
    case .items: "X.ITEMS"
    case .stock: "T2.V2.STOCK"
    case .carry: "X.CARRY"
    }
  }

  /// The tied rows.
  var rows: [(earlier: FormRow, later: FormRow)] {
    switch self {
    case .items: Self.itemRows
    case .stock: Self.stockRows
    case .carry: Self.carryRows
    }
  }

  private typealias TiedRows = (earlier: FormRow, later: FormRow)

  private static let itemRows: [TiedRows] = [
    FormRow.adminLicense, .otherExternalService, .adminPenalty, .adminCoercion, .adminFees,
  ].map { ($0, $0) }
  private static let stockRows: [TiedRows] = [FormRow.govRules, .normativeDocuments].map { ($0, $0) }
  private static let carryRows: [TiedRows] = [(.carriedForward, .carriedIn)]

  /// The columns that both years' rows must have for the rule to speak of them.
  var columns: [FormColumn] {
    switch self {
    case .items: Self.itemColumns
    case .stock: Self.stockColumns
    case .carry: FormColumn.applicants
    }
  }

  private static let itemColumns: [FormColumn] = [.previousYearItems, .yearChange]
  private static let stockColumns: [FormColumn] = [.issued, .repealed, .inForce]

  /// Where a finding stands in the later year.
  var place: FormColumn {
    switch self {
    case .items: .previousYearItems
    case .stock: .inForce
    case .carry: .total
    }
  }

  /// What the rule expects at `place` of the later year; `nil` where a value is missing.
  func expected(earlier: RowKnowledge.Reading, later: RowKnowledge.Reading) -> Int64? {
    switch self {
    case .items:
      guard let items = earlier[.previousYearItems], let change = earlier[.yearChange] else { return nil }
      return Self.sum(items, change)
    case .stock:
      guard let stock = earlier[.inForce], let issued = later[.issued], let repealed = later[.repealed] else {
        return nil
      }
      guard let sum = Self.sum(stock, issued) else { return nil }
      let (difference, overflow) = sum.subtractingReportingOverflow(repealed)
      return overflow ? nil : difference
    case .carry: return earlier[.total]
    }
  }

  /// Whether the two readings can both be true; a missing value contradicts nothing.
  func isCompatible(earlier: RowKnowledge.Reading, later: RowKnowledge.Reading) -> Bool {
    if self == .carry {
      return FormColumn.applicants.allSatisfy { column in
        guard let old = earlier[column], let new = later[column] else { return true }
        return old == new
      }
    }
    guard let expected = expected(earlier: earlier, later: later), let seen = later[place] else { return true }
    return expected == seen
  }

  private static func sum(_ left: Int64, _ right: Int64) -> Int64? {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? nil : sum
  }
}

/// What one document knows of a row: every reading that its tokens allow.
struct RowKnowledge {
  /// The values of one reading, by column.
  struct Reading: Hashable {
    var columns: [FormColumn]
    var values: [Int64?]

    subscript(column: FormColumn) -> Int64? {
      for index in columns.indices where columns[index] == column { return values[index] }
      return nil
    }
  }

  var readings: [Reading]
  /// The row's readings where there is more than the one; `nil` where the cells are all there is to know.
  var open: OpenRow?

  /// `nil` where the report's form does not have all the columns in the row.
  init?(_ row: FormRow, of report: ReportInSeries, columns: [FormColumn]) {
    guard columns.allSatisfy({ report.cells[FormCell(row, $0)] != nil }) else { return nil }
    if let open = report.openRow(row), !open.readings.isEmpty,
      open.readings.allSatisfy({ $0.count == open.columns.count })
    {
      self.open = open
      readings = open.readings.map { Reading(columns: open.columns, values: $0) }
    } else {
      open = nil
      let values = columns.map { report.cells[FormCell(row, $0)]?.value?.integer }
      readings = [Reading(columns: columns, values: values)]
    }
  }
}

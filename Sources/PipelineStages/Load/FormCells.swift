import DecimalNumbers
import FactTables
import ReportChecks
import StatutoryForm

/// Reads the cells of the statutory form back from fact rows.
enum FormCells {
  /// The cells of all five tables; amounts of money in yuan.
  static func cells(of rows: [FactTable: [FactRow]]) -> [FormCell: ResolvedCell] {
    var cells: [FormCell: ResolvedCell] = [:]
    for reader in CellRows.all {
      for row in rows[reader.table] ?? [] {
        guard let cell = reader.cell(of: row) else { continue }
        cells[FormCell(cell.row, cell.column)] = cell
      }
    }
    for row in rows[.procurement] ?? [] { add(procurement: row, to: &cells) }
    return cells
  }

  private static let procurement = TableColumns(.procurement)

  private static func add(procurement row: FactRow, to cells: inout [FormCell: ResolvedCell]) {
    let line = procurement.integer("source_line", of: row)
    cells[FormCell(.centralProcurement, .procurementItems)] = ResolvedCell(
      row: .centralProcurement, column: .procurementItems,
      value: procurement.integer("project_count", of: row).map { DecimalNumber(Int64($0)) },
      basis: procurement.text("project_count_basis", of: row).flatMap(Basis.init(rawValue:)) ?? .blank,
      printed: procurement.text("project_count_printed", of: row), line: line)
    cells[FormCell(.centralProcurement, .procurementAmount)] = ResolvedCell(
      row: .centralProcurement, column: .procurementAmount,
      value: procurement.index("amount_yuan").flatMap { row[$0].number },
      basis: procurement.text("amount_basis", of: row).flatMap(Basis.init(rawValue:)) ?? .blank,
      printed: procurement.text("amount_printed", of: row), line: line)
  }
}

/// The columns of a fact table with one cell a row.
struct CellRows: Sendable {
  let table: FactTable
  private let row: Int
  private let column: Int
  private let value: Int
  private let printed: Int
  private let basis: Int
  private let line: Int
  private let columns: [String: FormColumn]

  /// The four tables with one cell a row.
  static let all: [CellRows] = [
    CellRows(.disclosure, "subject", "measure", "value", FormColumn.allCases.filter { $0.rawValue < 12 }),
    CellRows(.applications, "flow", "applicant", "count", FormColumn.applicants),
    CellRows(.outcomes, "outcome", "applicant", "count", FormColumn.applicants),
    CellRows(.proceedings, "stage", "result", "count", FormColumn.results),
  ].compactMap { $0 }

  private static let rowsByCode = Dictionary(
    FormRow.allCases.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })

  private init?(_ table: FactTable, _ row: String, _ column: String, _ value: String, _ columns: [FormColumn]) {
    let schema = table.schema
    guard let row = schema.index(of: row), let column = schema.index(of: column), let value = schema.index(of: value),
      let printed = schema.index(of: "printed"), let basis = schema.index(of: "basis"),
      let line = schema.index(of: "source_line")
    else { return nil }
    self.table = table
    self.row = row
    self.column = column
    self.value = value
    self.printed = printed
    self.basis = basis
    self.line = line
    self.columns = Dictionary(columns.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The place of a row; `nil` for codes that the form does not have.
  func place(of fact: FactRow) -> FormCell? {
    guard fact.count > line, let code = fact[row].string, let row = Self.rowsByCode[code],
      let name = fact[column].string, let column = columns[name]
    else { return nil }
    return FormCell(row, column)
  }

  func cell(of fact: FactRow) -> ResolvedCell? {
    guard let place = place(of: fact), let basis = fact[basis].string.flatMap(Basis.init(rawValue:)) else { return nil }
    return ResolvedCell(
      row: place.row, column: place.column, value: fact[value].number, basis: basis, printed: fact[printed].string,
      line: fact[line].integerValue.map { Int($0) })
  }

  /// Writes a cell that the neighbouring years fixed.
  func write(_ cell: CrossYearCell, into fact: inout FactRow) {
    fact[value] = table == .disclosure ? .decimal(DecimalNumber(cell.value)) : .integer(cell.value)
    fact[basis] = .text(Basis.inferred.rawValue)
    if let text = cell.printed { fact[printed] = .text(text) }
  }
}

extension FactValue {
  /// The number, whole or decimal.
  var number: DecimalNumber? {
    switch self {
    case .integer(let integer): DecimalNumber(integer)
    case .decimal(let decimal): decimal
    default: nil
    }
  }
}

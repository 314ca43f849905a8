import DecimalNumbers
import FactTables
import ReportChecks
import StatutoryForm

/// Reads the cells of the statutory form back from packed rows.
enum FormCells {
  /// The cells of all five tables, or of some rows; amounts of money in yuan.
  ///
  /// `withTexts` is whether the printed texts are needed too.
  static func cells(of facts: PackedFacts, rows wanted: FormRowSet?, withTexts: Bool) -> CellTable {
    var cells = CellTable()
    cells.reserveCapacity(wanted == nil ? 256 : 80)
    for reader in CellRows.all {
      let rows = facts[reader.table]
      for index in 0..<rows.count {
        guard let place = reader.place(of: rows, index, among: wanted),
          let cell = reader.cell(at: place, of: rows, index, pool: facts.pool, withText: withTexts)
        else { continue }
        cells[place] = cell
      }
    }
    if wanted?.contains(.centralProcurement) == false { return cells }
    for row in facts.factRows(of: .procurement) { add(procurement: row, to: &cells) }
    return cells
  }

  private static let procurement = TableColumns(.procurement)

  private static func add(procurement row: FactRow, to cells: inout CellTable) {
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

/// The columns of a fact table with one cell a row, counted among the table's own.
struct CellRows: Sendable {
  let table: FactTable
  private let row: Int
  private let column: Int
  private let value: Int
  private let printed: Int
  private let basis: Int
  /// By the number of the code.
  private let columns: [FormColumn?]

  /// The four tables with one cell a row.
  static let all: [CellRows] = [
    CellRows(.disclosure, "subject", "measure", "value", FormColumn.allCases.filter { $0.rawValue < 12 }),
    CellRows(.applications, "flow", "applicant", "count", FormColumn.applicants),
    CellRows(.outcomes, "outcome", "applicant", "count", FormColumn.applicants),
    CellRows(.proceedings, "stage", "result", "count", FormColumn.results),
  ].compactMap { $0 }

  private init?(_ table: FactTable, _ row: String, _ column: String, _ value: String, _ columns: [FormColumn]) {
    func own(_ name: String) -> Int? { table.schema.index(of: name).map { $0 - PackedRows.headCount } }
    guard let row = own(row), let column = own(column), let value = own(value), let printed = own("printed"),
      let basis = own("basis")
    else { return nil }
    self.table = table
    self.row = row
    self.column = column
    self.value = value
    self.printed = printed
    self.basis = basis
    self.columns = FormWords.byCode(columns) { $0.code }
  }

  /// The place of a row; `nil` for codes that the form does not have, and for other rows than the wanted ones.
  func place(of rows: PackedRows, _ index: Int, among wanted: FormRowSet? = nil) -> FormCell? {
    let start = index * rows.width
    guard let row = FormWords.row(of: rows.words[start + row]), wanted?.contains(row) != false,
      let column = FormWords.code(of: rows.words[start + column]).flatMap({ columns[$0] })
    else { return nil }
    return FormCell(row, column)
  }

  func cell(
    at place: FormCell, of rows: PackedRows, _ index: Int, pool: TextPool, withText: Bool
  ) -> ResolvedCell? {
    let start = index * rows.width
    guard let basis = FormWords.basis(of: rows.words[start + basis]) else { return nil }
    let line = rows.words[start + rows.width - 1]
    return ResolvedCell(
      row: place.row, column: place.column, value: number(rows.words[start + value], pool), basis: basis,
      printed: withText ? pool.value(rows.words[start + printed]).string : nil,
      line: line.tag == 1 ? Int(line.signedPayload) : nil)
  }

  private func number(_ value: PackedValue, _ pool: TextPool) -> DecimalNumber? {
    if value.isNull { return nil }
    return value.tag == 1 ? DecimalNumber(value.signedPayload) : pool.value(value).number
  }

  /// Writes a cell that the neighbouring years fixed.
  func write(_ cell: CrossYearCell, at index: Int, into words: inout [PackedValue], _ packer: inout FactPacker) {
    let start = index * (words.isEmpty ? 0 : PackedRows(table).width)
    words[start + value] =
      table == .disclosure ? packer.pack(DecimalNumber(cell.value)) : packer.pack(Int64?(cell.value))
    words[start + basis] = FormWords.basis(.inferred)
    if let text = cell.printed { words[start + printed] = packer.pack(text) }
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

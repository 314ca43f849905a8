import DecimalNumbers
import FactTables
import StatutoryForm

/// The statutory tables as an official lays them out: one row a report, one column a cell of the form.
///
/// The columns are those of both form versions, so that every export of the same tables has the same header.
struct WideLayout {
  /// The tables that can be laid out.
  static let tables: [FactTable] = [.applications, .outcomes, .disclosure, .procurement, .proceedings]

  /// A cell of the form.
  struct Cell: Hashable {
    var row: FormRow
    var column: FormColumn

    /// The name in the header, as `new_received.total`.
    var code: String { row.code + "." + column.code }

    /// The places of its number.
    var places: Int {
      switch row.table {
      case .disclosure: 4
      case .procurement: column.isMoney ? 2 : 0
      default: 0
      }
    }

    var columnType: ColumnType { places == 0 ? .integer : .decimal(places: places) }
  }

  /// The columns of `reports` before and after the cells.
  static let leading = [
    "report_id", "report_year", "agency_id", "agency_name", "region_code", "region_name", "form_version", "status",
  ]
  static let trailing = ["error_findings", "warning_findings", "source_sha256"]

  /// The cells in form order.
  let cells: [Cell]
  private let places: [String: Int]
  private let chosen: [FactTable]

  /// A layout of some of `tables`; others are left out.
  init(_ tables: [FactTable]) {
    chosen = Self.tables.filter(tables.contains)
    let names = Set(chosen.map(\.rawValue))
    cells = FormRow.allCases.filter { names.contains($0.table.code) }.flatMap { row in
      Self.columns(of: row).map { Cell(row: row, column: $0) }
    }
    places = Dictionary(cells.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The columns of a row in any version of the form, in form order.
  static func columns(of row: FormRow) -> [FormColumn] {
    let layouts = [FormVersion.v1, .v2].map(FormLayout.init(version:)).filter { $0.contains(row) }
    let columns = Set(layouts.flatMap { $0.columns(of: row) })
    return columns.sorted { $0.rawValue < $1.rawValue }
  }

  /// The name of the sheet or file: the table's own, or `wide` for several.
  var name: String { chosen.count == 1 ? chosen[0].rawValue : "wide" }

  /// Hands over the cells of a fact row: the place among `cells`, and the value.
  func forEachCell(of table: FactTable, _ row: FactRow, _ body: (Int, FactValue) -> Void) {
    let schema = table.schema
    func text(_ column: String) -> String { schema.index(of: column).flatMap { row[$0].string } ?? "" }
    func value(_ column: String) -> FactValue { schema.index(of: column).map { row[$0] } ?? .null }
    func hand(_ code: String, _ value: FactValue) {
      if let place = places[code] { body(place, value) }
    }
    switch table {
    case .applications: hand(text("flow") + "." + text("applicant"), value("count"))
    case .outcomes: hand(text("outcome") + "." + text("applicant"), value("count"))
    case .disclosure: hand(text("subject") + "." + text("measure"), value("value"))
    case .proceedings: hand(text("stage") + "." + text("result"), value("count"))
    case .procurement:
      hand(text("item") + ".procurement_items", value("project_count"))
      hand(text("item") + ".procurement_amount", value("amount_yuan"))
    default: break
    }
  }

  /// The columns, with their headers.
  func schema(labels: ExportLabels) -> TableSchema {
    let reports = FactTable.reports.schema
    func own(_ names: [String]) -> [ColumnSchema] {
      names.compactMap { name in
        reports.index(of: name).map { LabelledTable.column(reports.columns[$0], of: .reports, labels) }
      }
    }
    let cellColumns = cells.map { cell in
      ColumnSchema(
        FormCellLabel.text(cell.row, cell.column, labels), cell.columnType, isRequired: false,
        unit: cell.column.isMoney ? "yuan" : nil, FormCellLabel.text(cell.row, cell.column, .en))
    }
    let columns = own(Self.leading) + cellColumns + own(Self.trailing)
    return TableSchema(
      table: .reports, description: "One row a report: the cells of the statutory form.", columns: columns,
      primaryKey: [columns[0].name], foreignKeys: [])
  }
}

/// The cells of one report while its year is read: a number of the cell's places each, so that a year of a hundred
/// thousand reports fits into memory.
struct WideRow {
  private static let null = Int64.min
  private var numbers: [Int64]

  init(cellCount: Int) { numbers = Array(repeating: Self.null, count: cellCount) }

  mutating func set(_ place: Int, _ value: FactValue, places: Int) {
    switch value {
    case .integer(let number): numbers[place] = DecimalNumber(number).coefficient(atScale: places) ?? Self.null
    case .decimal(let number): numbers[place] = number.coefficient(atScale: places) ?? Self.null
    default: break
    }
  }

  func value(_ place: Int, places: Int) -> FactValue {
    let number = numbers[place]
    if number == Self.null { return .null }
    return places == 0 ? .integer(number) : .decimal(DecimalNumber(coefficient: number, scale: places))
  }
}

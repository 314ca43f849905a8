import FactTables

/// Turns the rows of the statutory tables into one row a report.
struct WideTable {
  let layout: WideLayout
  let schema: TableSchema
  private let tables: [FactTable]
  private let leading: [Int]
  private let trailing: [Int]
  private let reportLabels: LabelledTable
  private let places: [Int]

  init(tables: [FactTable], labels: ExportLabels) {
    self.tables = WideLayout.tables.filter(tables.contains)
    layout = WideLayout(tables)
    schema = layout.schema(labels: labels)
    let reports = FactTable.reports.schema
    leading = WideLayout.leading.compactMap(reports.index(of:))
    trailing = WideLayout.trailing.compactMap(reports.index(of:))
    reportLabels = LabelledTable(.reports, labels)
    places = layout.cells.map(\.places)
  }

  /// Hands over the row of each report of a year that has a cell in one of the tables, in the order of `reports`.
  func read(
    year: Int, _ rows: @escaping (FactTable, @escaping (FactRow) throws -> Void) throws -> Void,
    _ body: @escaping (FactRow) throws -> Void
  ) throws {
    var places: [String: Int] = [:]
    var wide: [WideRow] = []
    for table in tables {
      var last = ""
      var place = -1
      try rows(table) { row in
        guard let report = row.first?.string else { return }
        if report != last || place < 0 {
          last = report
          place = places[report, default: wide.count]
          if place == wide.count {
            places[report] = place
            wide.append(WideRow(cellCount: layout.cells.count))
          }
        }
        layout.forEachCell(of: table, row) { wide[place].set($0, $1, places: self.places[$0]) }
      }
    }
    try rows(.reports) { report in
      guard let identifier = report.first?.string, let place = places[identifier] else { return }
      let labelled = reportLabels.row(report)
      let cells = layout.cells.indices.map { wide[place].value($0, places: self.places[$0]) }
      try body(leading.map { labelled[$0] } + cells + trailing.map { labelled[$0] })
    }
  }
}

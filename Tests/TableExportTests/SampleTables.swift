import DecimalNumbers
import FactTables
import Foundation
import TableExport

/// Rows of invented agencies in memory, as a snapshot would hand them over.
struct SampleTables {
  var rows: [FactTable: [Int: [FactRow]]] = [:]

  /// Reports of 明湖市水务局 (410100), 青石县财政局 (330421) for 2019 to 2021.
  init() throws {
    for (region, name) in [("330421", "青石县财政局"), ("410100", "明湖市水务局")] {
      for year in 2019...2021 { try addReport(region: region, name: name, year: year) }
    }
  }

  /// A row of a table with its head, and these values.
  static func row(
    _ table: FactTable, region: String = "410100", name: String = "明湖市水务局", year: Int = 2020,
    _ values: [String: FactValue]
  ) throws -> FactRow {
    var row = RowBuilder(table)
    if table != .sources {
      row["report_year"] = .integer(Int64(year))
      row["agency_id"] = .text("\(region)/\(name)")
      row["agency_name"] = .text(name)
      row["region_code"] = .text(region)
    }
    row["report_id"] = .text("\(region)/\(name)@\(year)")
    row["source_sha256"] = .text(String(repeating: "a", count: 64))
    for (column, value) in values { row[column] = value }
    return try row.build()
  }

  /// Adds a row, and keeps the table sorted.
  mutating func add(_ table: FactTable, year: Int, _ row: FactRow) {
    var all = rows[table]?[year] ?? []
    all.append(row)
    _ = RowOrder(table.schema).sort(&all)
    rows[table, default: [:]][year] = all
  }

  private mutating func addReport(region: String, name: String, year: Int) throws {
    func put(_ table: FactTable, _ values: [String: FactValue]) throws {
      add(table, year: year, try Self.row(table, region: region, name: name, year: year, values))
    }
    var report: [String: FactValue] = [
      "admin_level": .text("county"), "agency_kind": .text("department"), "scope": .text("own"),
      "form_version": .text(year < 2021 ? "v1" : "v2"), "status": .text("complete"),
      "title": .text("=\(name)\(year)年政府信息公开工作年度报告"), "index_number": .text("005252266/2021-00002"),
      "published_on": .date("\(year + 1)-01-15"), "source_path": .text("报告/\(region)-\(year).html"),
      "media_type": .text("text/html"), "source_bytes": .integer(1_234),
    ]
    for column in [
      "printed_cells", "inferred_cells", "unresolved_cells", "blank_cells", "error_findings", "warning_findings",
    ] { report[column] = .integer(0) }
    try put(.reports, report)
    for (applicant, count) in [("natural_person", 17), ("total", 17)] {
      try put(
        .applications,
        [
          "flow": .text("new_received"), "applicant": .text(applicant), "count": .integer(Int64(count)),
          "printed": .text("\(count)"), "basis": .text("printed"),
        ])
    }
    try put(
      .outcomes,
      [
        "outcome_group": .text("granted"), "outcome": .text("granted_full"), "applicant": .text("total"),
        "count": .null, "printed": .text("-"), "basis": .text("not_applicable"),
      ])
    if year < 2021 {
      try put(
        .procurement,
        [
          "item": .text("central_procurement"), "project_count": .integer(32), "project_count_basis": .text("printed"),
          "amount_yuan": .decimal(DecimalNumber(coefficient: 199_927_055, scale: 2)), "amount_basis": .text("printed"),
          "amount_unit": .text("yuan"), "unit_source": .text("cell"),
        ])
    }
    try put(
      .findings,
      [
        "rule": .text("T3.ROW.SUM"), "severity": .text("error"), "table": .text("outcomes"),
        "row": .text("granted_full"), "column": .text("total"), "seen": .text("@cmd,\"17\"\n第二行"),
        "message": .text("The sum differs."),
      ])
    let source = try Self.row(
      .sources, region: region, name: name, year: year,
      ["source_path": .text("报告/\(region)-\(year).html"), "status": .text("loaded")])
    rows[.sources, default: [:]][0, default: []].append(source)
  }

  /// An exporter over the rows.
  var exporter: TableExporter {
    TableExporter(years: { rows[$0]?.keys.sorted() ?? [] }) { table, year, body in
      for row in rows[table]?[year ?? 0] ?? [] { try body(row) }
    }
  }
}

/// A folder of its own for a test.
func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: "exports-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder.path)
}

/// The text of a file.
func text(_ path: String) throws -> String {
  String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
}

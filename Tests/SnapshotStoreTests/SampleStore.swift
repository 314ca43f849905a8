import DecimalNumbers
import FactTables
import Foundation
import SnapshotStore
import TestSupport

/// Facts of invented agencies, as a load would bring them.
struct SampleFacts {
  var rows: [FactTable: [Int: [FactRow]]] = [:]
  var sources: [FactRow] = []

  /// A report of each agency for each year; `carried` is a figure that a test may change.
  init(agencies: Int = 3, years: [Int] = [2019, 2020], carried: Int = 0) throws {
    for year in years {
      for agency in 0..<agencies {
        let hash = String(repeating: "\(agency % 10)", count: 60) + String(year)
        try addReport(agency: agency, year: year, hash: hash, carried: carried)
        var source = RowBuilder(.sources)
        source["source_sha256"] = .text(hash)
        source["source_path"] = .text("报告/\(agency)-\(year).html")
        source["status"] = .text("loaded")
        source["report_id"] = .text("41010\(agency)/明湖市第\(agency)局@\(year)")
        sources.append(try source.build())
      }
    }
    var skipped = RowBuilder(.sources)
    skipped["source_path"] = .text("读我.txt")
    skipped["status"] = .text("skipped")
    sources.append(try skipped.build())
    _ = RowOrder(FactTable.sources.schema).sort(&sources)
    for (table, years) in rows {
      for year in years.keys {
        var sorted = rows[table]?[year] ?? []
        _ = RowOrder(table.schema).sort(&sorted)
        rows[table]?[year] = sorted
      }
    }
  }

  private mutating func addReport(agency: Int, year: Int, hash: String, carried: Int) throws {
    func head(_ table: FactTable) -> RowBuilder {
      var row = RowBuilder(table)
      row["report_id"] = .text("41010\(agency)/明湖市第\(agency)局@\(year)")
      row["report_year"] = .integer(Int64(year))
      row["agency_id"] = .text("41010\(agency)/明湖市第\(agency)局")
      row["agency_name"] = .text("明湖市第\(agency)局")
      row["region_code"] = .text("41010\(agency)")
      row["source_sha256"] = .text(hash)
      return row
    }
    var report = head(.reports)
    for (name, text) in [
      ("admin_level", "prefecture"), ("agency_kind", "department"), ("scope", "own"), ("form_version", "v1"),
      ("status", "complete"), ("source_path", "报告/\(agency)-\(year).html"), ("media_type", "text/html"),
      ("title", "明湖市第\(agency)局,\"\(year)\"年度报告"),
    ] {
      report[name] = .text(text)
    }
    for name in [
      "printed_cells", "inferred_cells", "unresolved_cells", "blank_cells", "error_findings", "warning_findings",
      "source_bytes",
    ] {
      report[name] = .integer(1)
    }
    report["published_on"] = .date("\(year + 1)-01-20")
    rows[.reports, default: [:]][year, default: []].append(try report.build())
    for flow in FactCodes.flows {
      for applicant in FactCodes.applicants {
        var row = head(.applications)
        row["flow"] = .text(flow)
        row["applicant"] = .text(applicant)
        row["count"] = flow == "carried_in" ? .integer(Int64(carried)) : .null
        row["printed"] = .text("=\(carried)")
        row["basis"] = .text(flow == "carried_in" ? "printed" : "blank")
        rows[.applications, default: [:]][year, default: []].append(try row.build())
      }
    }
    var finding = head(.findings)
    finding["rule"] = .text("T3.ROW.SUM")
    finding["severity"] = .text("error")
    finding["message"] = .text("合计不符。\n")
    rows[.findings, default: [:]][year, default: []].append(try finding.build())
    if agency == 0 {
      var purchase = head(.procurement)
      purchase["item"] = .text("central_procurement")
      purchase["project_count"] = .integer(32)
      purchase["project_count_basis"] = .text("printed")
      purchase["amount_yuan"] = .decimal(DecimalNumber(coefficient: -19_992_705, scale: 1))
      purchase["amount_basis"] = .text("printed")
      purchase["amount_unit"] = .text("yuan")
      purchase["unit_source"] = .text("cell")
      rows[.procurement, default: [:]][year, default: []].append(try purchase.build())
    }
  }

  /// Writes all rows and a rule file to a builder.
  func write(to builder: SnapshotBuilder, keeping kept: Set<Int> = []) throws {
    for (table, years) in rows.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      for (year, rows) in years.sorted(by: { $0.key < $1.key }) {
        if kept.contains(year) {
          try builder.keep(table, year: year)
        } else {
          try builder.write(rows, to: table, year: year)
        }
      }
    }
    try builder.write(sources, to: .sources)
    try builder.addFile("rules/narrative.yaml", Array("platforms: []\n".utf8))
  }
}

let testSettings = SnapshotSettings(toolVersion: "test", versions: ["gb2260": "2007"], rowsPerFile: 50)

/// Publishes facts to a store as one run does.
@discardableResult
func publish(
  _ facts: SampleFacts, to path: String, keeping kept: Set<Int> = [], fileSystem: any FileSystem = PosixFileSystem(),
  formats: Set<TableFormat> = [.csv, .parquet], at time: String = "2026-01-31T02:00:00Z"
) throws -> CommitResult {
  let lock = try StoreLock(store: path)
  defer { withExtendedLifetime(lock) {} }
  var settings = testSettings
  settings.formats = formats
  let builder = try SnapshotBuilder(store: Store(path: path, fileSystem: fileSystem), lock: lock, settings: settings)
  try facts.write(to: builder, keeping: kept)
  return try builder.commit(at: time)
}

/// All files below a folder with their content; links as their target.
func content(of folder: String) throws -> [String: Data] {
  var found: [String: Data] = [:]
  for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
    let path = folder + "/" + name
    if let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) {
      found[name] = Data(target.utf8)
    } else if let data = try? Data(contentsOf: URL(filePath: path)) {
      found[name] = data
    }
  }
  return found
}

/// The inode of a file.
func inode(_ path: String) throws -> UInt64 {
  let attributes = try FileManager.default.attributesOfItem(atPath: path)
  return (attributes[.systemFileNumber] as? NSNumber)?.uint64Value ?? 0
}

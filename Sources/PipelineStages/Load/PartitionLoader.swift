import FactTables
import SnapshotStore

/// Writes the rows of whole years, report by report, so that memory is bounded by a report and a frame of each table.
struct PartitionLoader {
  let builder: SnapshotBuilder
  let records: RecordReader
  let parent: Snapshot?
  let reporter: RunReporter

  private static let tables = FactTable.allCases.filter { $0 != .sources }
  private static let pathIndex = TableColumns(.reports).index("source_path")
  private static let urlIndex = TableColumns(.reports).index("source_url")

  /// Whether a year of the parent can be taken over: in just the formats that are wanted now.
  func canKeep(_ year: Int, of parent: Snapshot) -> Bool {
    Self.tables.allSatisfy { !parent.years(of: $0).contains(year) || builder.canKeep($0, year: year) }
  }

  /// Takes over a year of the parent.
  func keep(_ year: Int, of parent: Snapshot) throws {
    for table in Self.tables where parent.years(of: table).contains(year) { try builder.keep(table, year: year) }
  }

  /// Writes a year.
  func write(_ partition: YearPartition) throws {
    let carried = try carriedRows(of: partition)
    var writers: [FactTable: PartitionWriter] = [:]
    for table in Self.tables { writers[table] = try builder.writer(for: table, year: partition.year) }
    for (index, report) in partition.reports.enumerated() {
      switch report.source {
      case .parent:
        for table in Self.tables {
          for row in carried[table]?[report.candidate.reportID] ?? [] {
            try writers[table]?.append(table == .reports ? Self.cite(report.place, in: row) : row)
          }
        }
      case .record(let key):
        guard case .report(let facts)? = LoadStage.read(key, from: records) else {
          throw PipelineError.store(
            message: "a record of the work area cannot be read any more",
            advice: "Remove the folder work of the store and run again; the store is as it was.")
        }
        try writers[.reports]?.append(Self.cite(report.place, in: facts.reportRow))
        for table in NormalizedReport.tables {
          for row in facts.rows[table] ?? [] { try writers[table]?.append(row) }
        }
      }
      reporter.progress("load \(partition.year)", done: index + 1, of: partition.reports.count)
    }
    for table in Self.tables { try writers[table]?.finish() }
  }

  /// The row of `reports` with the place that is cited.
  private static func cite(_ place: DocumentPlace, in row: FactRow) -> FactRow {
    var cited = row
    if let pathIndex { cited[pathIndex] = .text(place.path) }
    if let urlIndex { cited[urlIndex] = .init(place.url) }
    return cited
  }

  /// Rows of reports whose facts are only in the parent, by table and report.
  private func carriedRows(of partition: YearPartition) throws -> [FactTable: [String: [FactRow]]] {
    let carried = Set(partition.reports.filter { $0.source == .parent }.map(\.candidate.reportID))
    guard let parent, !carried.isEmpty else { return [:] }
    var rows: [FactTable: [String: [FactRow]]] = [:]
    for table in Self.tables {
      try parent.forEachRow(of: table, year: partition.year) { row in
        guard let report = row.first?.string, carried.contains(report) else { return }
        rows[table, default: [:]][report, default: []].append(row)
      }
    }
    return rows
  }
}

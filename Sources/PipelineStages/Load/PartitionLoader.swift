import FactTables
import SnapshotStore

/// Writes the rows of whole years, report by report, so that memory is bounded by a few reports and frames of each table.
struct PartitionLoader {
  let builder: SnapshotBuilder
  let records: RecordReader
  let parent: Snapshot?
  let options: PipelineOptions

  /// `reports`, then those of packed facts in their order.
  private static let tables = [FactTable.reports] + PackedFacts.tables
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

  /// A report and its facts, ready to be written; `nil` where they are only in the parent.
  private struct Made: Sendable {
    var report: LoadedReport
    var facts: Result<NormalizedReport?, any Error>
  }

  private static let batchCount = 16

  /// Writes a year, and counts its rows; returns its fingerprint.
  func write(_ partition: YearPartition, tally: inout LoadTally) async throws -> [UInt8] {
    let carried = try carriedRows(of: partition)
    var writers: [PartitionWriter] = []
    for table in Self.tables { writers.append(try builder.writer(for: table, year: partition.year)) }
    // Rows without a report come before all others.
    if let findings = Self.tables.firstIndex(of: .findings) {
      for agency in partition.missingAgencies {
        let row = try MissingReports.row(agency, partition.year)
        tally.add(finding: row)
        try writers[findings].append(row)
      }
    }
    let records = records
    var fingerprint = YearFingerprint(missingAgencies: partition.missingAgencies)
    var nextIndex = 0
    var doneCount = 0
    try await forEachBatchInOrder(
      jobs: options.jobs, byteLimit: .max,
      next: {
        var batch: [LoadedReport] = []
        while batch.count < Self.batchCount, nextIndex < partition.count {
          if let report = partition.report(nextIndex) {
            fingerprint.add(report)
            batch.append(report)
          }
          nextIndex += 1
        }
        return batch.isEmpty ? nil : (batch, 0)
      },
      transform: { reports in
        let checker = AcrossChecker(records: records)
        return reports.map { report in
          Made(
            report: report,
            facts: Result { try report.key.map { try checker.facts(of: $0, across: report.across) } })
        }
      },
      consume: { made in
        let report = made.report
        if let facts = try made.facts.get() {
          try writers[0].append(Self.cite(report.place, in: facts.reportRow))
          for (writer, rows) in zip(writers.dropFirst(), facts.facts.rows) {
            try writer.append(rows, of: facts.facts)
          }
          tally.add(report: facts.reportRow)
          tally.addFindings(of: facts.facts)
        } else {
          // Rows of a report without a record stay as they are: what its document printed is not to be had any more,
          // and they carry what its neighbours said when it was last made.
          for (table, writer) in zip(Self.tables, writers) {
            for row in carried[table]?[report.reportID] ?? [] {
              if table == .reports { tally.add(report: row) }
              if table == .findings { tally.add(finding: row) }
              try writer.append(table == .reports ? Self.cite(report.place, in: row) : row)
            }
          }
        }
        doneCount += 1
        options.reporter.progress("load \(partition.year)", done: doneCount, of: partition.count)
      })
    for writer in writers { try writer.finish() }
    return fingerprint.bytes
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
    let carried = partition.carriedReports
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

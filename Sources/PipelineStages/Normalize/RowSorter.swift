import FactTables

/// Puts rows into the order of their tables, so that the store takes them.
enum RowSorter {
  private static let orders = Dictionary(
    uniqueKeysWithValues: NormalizedReport.tables.map { ($0, RowOrder($0.schema)) })

  /// Sorts each table.
  ///
  /// Of different rows with one key the first printed stays, and a finding says what was left out.
  static func sort(_ rows: inout [FactTable: [FactRow]], findings head: ReportHead) {
    for table in NormalizedReport.tables where table != .findings {
      guard let order = orders[table], rows[table]?.isEmpty == false else { continue }
      let clashes = order.sort(&rows[table, default: []])
      guard !clashes.isEmpty else { continue }
      var seen: Set<[UInt8]> = []
      rows[table]?.removeAll { !seen.insert(order.key(of: $0)).inserted }
      for clash in clashes {
        rows[.findings, default: []].append(
          head.row(
            [
              .text("D.DUPLICATE"), .text("warning"), .text(table.rawValue), .null, .null,
              .init(clash.second.compactMap(\.string).dropFirst(4).joined(separator: " ")), .null,
              .text("The document tells this twice with different values; the first is published."),
            ], line: clash.second.last?.integerValue.map { Int($0) }))
      }
    }
    _ = orders[.findings]?.sort(&rows[.findings, default: []])
  }

  /// Whether every row fits its table: what does not would stop the load of all other documents.
  static func isValid(_ report: NormalizedReport) -> Bool {
    var cited = report.reportRow
    if let path = FactTable.reports.schema.index(of: "source_path") { cited[path] = .text("-") }
    return FactTable.reports.schema.faults(in: cited).isEmpty
      && report.rows.allSatisfy { table, rows in rows.allSatisfy { table.schema.faults(in: $0).isEmpty } }
  }
}

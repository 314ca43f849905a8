import FactTables
import Glibc

/// Puts rows into the order of their tables, so that the store takes them.
enum RowSorter {
  /// By table of `PackedFacts.tables`; the rows of one report are alike in what their head and hash say.
  private static let orders = PackedFacts.tables.map { RowOrder(ownColumnsOf: $0.schema) }

  /// Sorts rows, drops those wholly equal to another, and of different rows with one key keeps the first; returns those
  /// that were left out.
  static func sort(_ rows: inout [OwnRow], of table: FactTable) -> [OwnRow] {
    guard rows.count > 1, let place = PackedFacts.place(of: table) else { return [] }
    let order = orders[place]
    let keys = rows.map { order.key(of: $0.values, line: $0.line) }
    let sorted = keys.indices.sorted { precedes(keys[$0], keys[$1]) }
    var kept: [OwnRow] = []
    kept.reserveCapacity(rows.count)
    var clashes: [OwnRow] = []
    // Rows with one key, gathered only where there are two.
    var run: Set<OwnRow> = []
    for (position, index) in sorted.enumerated() {
      if position > 0, keys[index] == keys[sorted[position - 1]] {
        if run.isEmpty, let first = kept.last { run.insert(first) }
        if run.insert(rows[index]).inserted { clashes.append(rows[index]) }
      } else {
        if !run.isEmpty { run.removeAll(keepingCapacity: true) }
        kept.append(rows[index])
      }
    }
    rows = kept
    return clashes
  }

  private static func precedes(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    one.withUnsafeBytes { one in
      other.withUnsafeBytes { other in
        guard let left = one.baseAddress, let right = other.baseAddress else { return one.count < other.count }
        let order = memcmp(left, right, min(one.count, other.count))
        return order == 0 ? one.count < other.count : order < 0
      }
    }
  }

  /// Sorts the tables whose rows do not come in form order, findings last.
  ///
  /// A finding says what was left out.
  static func sort(_ rows: inout [(table: FactTable, rows: [OwnRow])], findings: inout [OwnRow], hash: String) {
    for index in rows.indices {
      for clash in sort(&rows[index].rows, of: rows[index].table) {
        findings.append(
          OwnRow(
            values: [
              .text("D.DUPLICATE"), .text("warning"), .text(rows[index].table.rawValue), .null, .null,
              .text((clash.values.compactMap(\.string) + [hash]).joined(separator: " ")), .null,
              .text("The document tells this twice with different values; the first is published."),
            ], line: clash.line))
      }
    }
    _ = sort(&findings, of: .findings)
  }

  /// Whether every row fits its table: what does not would stop the load of all other documents.
  static func isValid(_ report: NormalizedReport) -> Bool {
    var cited = report.reportRow
    if let path = FactTable.reports.schema.index(of: "source_path") { cited[path] = .text("-") }
    return FactTable.reports.schema.faults(in: cited).isEmpty && report.facts.isValid
  }
}

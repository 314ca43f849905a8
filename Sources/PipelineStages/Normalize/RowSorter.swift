import FactTables

/// Puts rows into the order of their tables, so that the store takes them.
enum RowSorter {
  /// By table of `PackedFacts.tables`; the rows of one report are alike in what their head and hash say.
  private static let orders = PackedFacts.tables.map { RowOrder(ownColumnsOf: $0.schema) }

  /// Sorts rows, drops those wholly equal to another, and of different rows with one key keeps the first; returns those
  /// that were left out.
  static func sort(_ rows: inout [OwnRow], of table: FactTable) -> [OwnRow] {
    guard rows.count > 1, let place = PackedFacts.place(of: table) else { return [] }
    let order = orders[place]
    var keyed = rows.map { (key: order.key(of: $0.values, line: $0.line), row: $0) }
    keyed.sort { $0.key.lexicographicallyPrecedes($1.key) }
    var clashes: [OwnRow] = []
    rows.removeAll(keepingCapacity: true)
    var run: Set<OwnRow> = []
    for index in keyed.indices {
      if index > 0, keyed[index].key == keyed[index - 1].key {
        if run.contains(keyed[index].row) { continue }
        clashes.append(keyed[index].row)
      } else {
        run.removeAll(keepingCapacity: true)
        rows.append(keyed[index].row)
      }
      run.insert(keyed[index].row)
    }
    return clashes
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

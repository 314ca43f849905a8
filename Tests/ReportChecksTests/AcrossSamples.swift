import DecimalNumbers
import ReportChecks
import StatutoryForm

/// Builds reports for the checks across reports.
enum AcrossSamples {
  /// A report whose rows hold these values, printed; `nil` is a blank cell.
  static func report(
    _ year: Int, _ rows: [(row: FormRow, columns: [FormColumn], values: [Int64?])] = [], open: [OpenRow] = [],
    isClean: Bool = true, name: String = "云溪县测绘局"
  ) -> ReportInSeries {
    var cells = CellTable()
    for row in rows {
      for (column, value) in zip(row.columns, row.values) {
        cells[FormCell(row.row, column)] = ResolvedCell(
          row: row.row, column: column, value: value.map { DecimalNumber($0) }, basis: value == nil ? .blank : .printed,
          printed: value.map(String.init), line: year)
      }
    }
    for row in open {
      for column in row.columns where cells[FormCell(row.row, column)] == nil {
        // What all readings agree on, the document alone settles.
        let values = Set(row.readings.map { reading in row.columns.firstIndex(of: column).flatMap { reading[$0] } })
        let agreed = values.count == 1 ? values.first.flatMap { $0 } : nil
        cells[FormCell(row.row, column)] = ResolvedCell(
          row: row.row, column: column, value: agreed.map { DecimalNumber($0) },
          basis: agreed == nil ? .unresolved : .inferred, printed: agreed.map(String.init) ?? "run", line: year)
      }
    }
    return ReportInSeries(year: year, agencyName: name, cells: cells, openRows: open, isClean: isClean)
  }

  /// A row of glued text, cut in every way that form.md 4.2a allows: written apart from the code under test.
  static func glued(_ row: FormRow, _ columns: [FormColumn], _ run: String, isLastTotal: Bool = false) -> OpenRow {
    var readings: [[Int64?]] = []
    func cut(_ rest: Substring, _ values: [Int64]) {
      if values.count == columns.count {
        guard rest.isEmpty else { return }
        if isLastTotal, values.dropLast().reduce(0, +) != values.last { return }
        return readings.append(values)
      }
      guard !rest.isEmpty else { return }
      for length in 1...rest.count {
        let piece = rest.prefix(length)
        let digits = piece.drop { $0 == "-" }
        let isNegative = piece.hasPrefix("-")
        guard let value = Int64(piece), !digits.contains("-"), !isNegative || columns[values.count] == .yearChange,
          digits.count == 1 || !digits.hasPrefix("0")
        else { continue }
        cut(rest.dropFirst(length), values + [value])
      }
    }
    cut(Substring(run), [])
    return OpenRow(row: row, columns: columns, readings: readings, isGlued: true)
  }

  static let items: [FormColumn] = [.previousYearItems, .yearChange, .decisions]
  static let stock: [FormColumn] = [.issued, .repealed, .inForce]
}

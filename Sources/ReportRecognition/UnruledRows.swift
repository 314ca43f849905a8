import DocumentReading
import StatutoryForm

/// Says of rows of a PDF that stand in no table with exact places that their figures may belong to another row.
///
/// A table is exact between rulings, or where the places of its words leave nothing open. In others a figure belongs to the
/// label that stands nearest. Where labels have several lines, two rows can change places, and all sums still hold: no
/// identity can show it, so every such row carries the warning `S.PLACE`.
struct UnruledRows {
  private let ruled: [ClosedRange<Int>]
  private let isPDF: Bool

  init(_ document: ReadDocument) {
    isPDF = document.mediaType == .pdf
    ruled = document.blocks.compactMap { block in
      guard case .table(let table) = block, table.certainty == .exact, table.columnCount > 1,
        let first = table.cells.first, let last = table.cells.last
      else { return nil }
      let start = document.text.line(at: first.range.lowerBound)
      return start...max(start, document.text.line(at: last.range.lowerBound))
    }
  }

  /// One warning a row; none for other media, and none for tables whose printed rows are all ruled.
  func findings(_ form: PrintedForm) -> [Finding] {
    if !isPDF { return [] }
    var lines: [FormRow: Int] = [:]
    for row in form.rows { lines[row.row] = row.labelLine ?? row.tokens.lazy.compactMap(\.line).first }
    if let line = form.proceedings.lazy.compactMap(\.line).first {
      for row in form.layout.rows(of: .proceedings) { lines[row] = line }
    }
    for row in form.headReadings.flatMap(\.rows) where lines[row.row] == nil {
      lines[row.row] = row.byHeads?.tokens.lazy.compactMap(\.line).first
    }
    return FormTable.allCases.flatMap { table -> [Finding] in
      let rows = form.layout.rows(of: table)
      let isUnruled = rows.contains { row in lines[row].map { !isRuled($0) } ?? false }
      if !isUnruled { return [] }
      return rows.filter { row in lines[row].map { !isRuled($0) } ?? true }.map { row in
        Finding(
          rule: "S.PLACE", severity: .warning, table: table.code, row: row.code,
          message:
            "The PDF prints this table without ruling lines: which row its figures belong to follows from their places "
            + "alone. Compare the row with the document.", line: lines[row])
      }
    }
  }

  private func isRuled(_ line: Int) -> Bool { ruled.contains { $0.contains(line) } }
}

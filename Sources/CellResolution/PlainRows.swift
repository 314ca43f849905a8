import DecimalNumbers
import StatutoryForm

/// Rows that print one number for each column, as most do: there is nothing to read into them.
enum PlainRows {
  /// Whether the tokens are as many numbers as there are columns, each in its place.
  static func isPlain(_ tokens: [PrintedToken], columnCount: Int) -> Bool {
    guard tokens.count == columnCount else { return false }
    for index in tokens.indices {
      guard case .number = tokens[index].content, tokens[index].column ?? index == index else { return false }
    }
    return true
  }

  /// Appends the cells of a plain row.
  static func append(
    _ tokens: [PrintedToken], of row: FormRow, columns: [FormColumn], headerUnit: MoneyUnit? = nil,
    to cells: inout [ResolvedCell]
  ) {
    for (index, column) in columns.enumerated() { append(tokens, index, row, column, headerUnit, to: &cells) }
  }

  /// Appends the cell of one token of a plain row.
  @inline(__always)
  static func append(
    _ tokens: [PrintedToken], _ index: Int, _ row: FormRow, _ column: FormColumn, _ headerUnit: MoneyUnit?,
    to cells: inout [ResolvedCell]
  ) {
    guard case .number(let number) = tokens[index].content else { return }
    var cell = ResolvedCell(
      row: row, column: column, value: number, basis: .printed, printed: tokens[index].text, line: tokens[index].line)
    if column.isMoney {
      PrintedLine.setUnit(
        of: &cell, own: tokens[index].unit, last: tokens.count == 1 ? nil : tokens.last?.unit, header: headerUnit)
    }
    cells.append(cell)
  }

  /// What is proved about a table of plain rows, whose cells are the last of `cells`: it has one solution, or it
  /// contradicts itself; nothing is left to infer.
  static func proof(of identities: PlacedIdentities, over cells: [ResolvedCell]) -> TableProof {
    var proof = TableProof.empty
    let failed = cells.withUnsafeBufferPointer { cells in
      identities.failures { place in place < cells.count ? cells[place].value?.identityValue : nil }
    }
    proof.used = identities.identities
    if !failed.isEmpty {
      proof.dropped = failed.map { identities.identities[$0] }
      proof.used.removeAll(where: proof.dropped.contains)
    }
    proof.solutions = failed.isEmpty ? 1 : 0
    return proof
  }
}

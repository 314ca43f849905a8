import DocumentReading
import StatutoryForm

/// What is to be said about rows that were found twice, not clearly, or not at all.
extension FormRecognizer {
  /// Says it of table 3; `isRead` where heads lead to rows of it, whether labels do or not.
  func report(_ aligned: AlignedApplications, _ layout: FormLayout, isRead: Bool, _ result: inout RecognizedForm) {
    for (row, position) in aligned.unclear {
      result.findings.append(.valuesInDoubt(row, line: line(position)))
    }
    // A whole second table, as that of another body beside this one, is one observation.
    if aligned.contradicted.count >= 8, let first = aligned.contradicted.first {
      result.findings.append(
        Finding(
          rule: "S.ROWS", severity: .warning, table: FormTable.outcomes.code, seen: "\(aligned.contradicted.count)",
          expected: "0", message: "Table 3 is printed more than once, with different values; the first is taken.",
          line: line(first.position)))
    }
    for (row, position) in aligned.contradicted where aligned.contradicted.count < 8 {
      result.findings.append(
        rowsFinding(
          "The row is printed more than once, with different values.", table: row.table, row: row, position: position))
    }
    for position in aligned.strays {
      result.findings.append(
        Finding(
          rule: "S.ROWS", severity: .info, table: FormTable.outcomes.code,
          message: "Values stand between two rows that belong to none of them.", line: line(position)))
    }
    if aligned.groups.isEmpty, !isRead { return }
    let missing = layout.rows.filter { row in
      (row.table == .applications || row.table == .outcomes) && aligned.groups[row] == nil
        && aligned.labels[row] == nil && !aligned.unclear.contains { $0.row == row }
    }
    if missing.count > 3 {
      result.findings.append(
        Finding(
          rule: "S.ROWS", severity: .warning, table: FormTable.outcomes.code, seen: "\(missing.count)", expected: "0",
          message: "Many rows of table 3 were not found in the document."))
      // Without the row of totals nothing can be said about any of them, and nothing is.
      if missing.contains(.totalProcessed) { return }
    }
    for row in missing {
      result.findings.append(
        Finding(
          rule: "S.ROWS", severity: .warning, table: row.table.code, row: row.code,
          message: "The row was not found in the document."))
    }
  }

  /// Whether two tables say different things of a row.
  func isOther(_ values: ValueGroup?, than taken: ValueGroup?) -> Bool {
    guard let values, let taken else { return false }
    return values.items.count != taken.items.count
      || !zip(values.items, taken.items).allSatisfy { stream.units[$0.range].elementsEqual(stream.units[$1.range]) }
  }

  func warnOfRivals(_ row: FormRow, _ values: ValueGroup?, _ result: inout RecognizedForm) {
    result.findings.append(
      rowsFinding(
        "The table is printed more than once, with different values at this row, and no caption says which one is the "
          + "report's; compare with the document.", table: row.table, row: row, position: values?.position ?? -1))
  }

  func rowsFinding(_ message: String, table: FormTable, row: FormRow?, position: Int) -> Finding {
    Finding(
      rule: "S.ROWS", severity: .warning, table: table.code, row: row?.code, message: message, line: line(position))
  }

  func line(_ position: Int) -> Int? {
    stream.offsets.indices.contains(position) ? text.line(at: Int(stream.offsets[position])) : nil
  }
}

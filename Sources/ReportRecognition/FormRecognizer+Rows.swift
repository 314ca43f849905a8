import StatutoryForm

/// From the values of rows to what is handed on.
extension FormRecognizer {
  func disclosureRow(
    _ row: FormRow, _ entry: AlignedDisclosureRow, _ layout: FormLayout, _ maker: inout TokenMaker,
    _ result: inout RecognizedForm
  ) -> PrintedRow {
    let line = stream.offsets.indices.contains(entry.label) ? text.line(at: Int(stream.offsets[entry.label])) : nil
    var printed = PrintedRow(row: row, tokens: [], headerUnit: entry.headerUnit, labelLine: line)
    guard let values = entry.values else { return printed }
    let columns = layout.columns(of: row)
    if values.isOverfull {
      result.findings.append(
        Finding(
          rule: "S.ROWS", severity: .warning, table: row.table.code, row: row.code, seen: "\(values.items.count)",
          expected: "\(columns.count)", message: "The row prints more values than it has columns; none is taken.",
          line: line))
    } else {
      printed.tokens = maker.tokens(values, table: row.table.code, row: row.code, columns: columns)
      if entry.hasStrangeUnit { leaveAmounts(of: &printed.tokens, columns) }
    }
    return printed
  }

  /// Amounts in a unit that the tables do not know are printed, but not read; nothing is nothing in any unit.
  private func leaveAmounts(of tokens: inout [PrintedToken], _ columns: [FormColumn]) {
    for index in tokens.indices {
      let place = tokens[index].column ?? index
      guard columns.indices.contains(place), columns[place].isMoney, tokens[index].unit == nil,
        case .number(let number) = tokens[index].content, number.coefficient != 0
      else { continue }
      tokens[index].content = .unreadable
    }
  }

  /// A row of table 3 without its heads, and what these say of it.
  func applicationsRow(
    _ row: FormRow, _ aligned: AlignedApplications, _ headed: HeadedTable?, _ maker: inout TokenMaker,
    _ result: inout RecognizedForm
  ) -> (printed: PrintedRow, headed: PrintedHeadedRow?) {
    let line = aligned.labels[row].map { text.line(at: Int(stream.offsets[min($0, stream.count - 1)])) }
    var printed = PrintedRow(row: row, tokens: [], labelLine: line)
    let values = aligned.groups[row]
    let overfull =
      values?.isOverfull ?? false
      ? [
        rowsFinding(
          "More values stand at the row than it has columns.", table: row.table, row: row,
          position: values?.position ?? -1)
      ] : []
    let columns = FormColumn.applicants
    guard let entry = headed?.rows[row] else {
      result.findings += overfull
      if let values, overfull.isEmpty {
        printed.tokens = maker.tokens(values, table: row.table.code, row: row.code, columns: columns)
      }
      return (printed, nil)
    }
    var findings = overfull
    if let values, overfull.isEmpty {
      let reading = maker.reading(values, table: row.table.code, row: row.code, columns: columns)
      printed.tokens = reading.tokens
      findings += reading.findings
    }
    if entry.isUnclear { findings.append(.valuesInDoubt(row, line: self.line(entry.position))) }
    let byHeads = entry.values.map { maker.reading($0, table: row.table.code, row: row.code, columns: columns) }
    return (
      printed,
      PrintedHeadedRow(
        row: row, heads: entry.heads, byHeads: byHeads, findings: findings, isWhole: entry.isWhole,
        isAlike: entry.isAlike, line: self.line(entry.position))
    )
  }

  /// Adds table 4; whether any values of it were found.
  func addProceedings(
    after heads: Range<Int>?, isGlued: Bool, to form: inout PrintedForm, _ maker: inout TokenMaker,
    _ result: inout RecognizedForm
  ) -> Bool {
    let found = ownProceedings(proceedings(after: heads, isGlued: isGlued), &result)
    let headed = headed(found, after: heads)
    var findings: [Finding] = []
    var isFound = false
    if let found {
      for stage in found.doubtful { warnOfRivals(stage, found.values, &result) }
      if found.values.isOverfull {
        findings.append(
          rowsFinding(
            "More values stand in table 4 than it has columns.", table: .proceedings, row: nil,
            position: found.values.position))
      } else {
        let reading = maker.reading(found.values, table: FormTable.proceedings.code, row: nil)
        form.proceedings = reading.tokens
        findings += reading.findings
        isFound = true
      }
      if headed?.extent == nil { result.extents.append(found.extent) }
      warnOfYear(found.heads.lowerBound, Self.stages, &result)
    }
    guard let headed else {
      result.findings += findings
      return isFound
    }
    if let extent = headed.extent { result.extents.append(extent) }
    let position = headed.stages.first?.position ?? -1
    form.headReadings.append(headed.printed(&maker, findings: findings, line: line(position)))
    return isFound || headed.extent != nil
  }
}

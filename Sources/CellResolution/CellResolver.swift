import DecimalNumbers
import StatutoryForm

/// Turns the printed tokens of a report into one value a cell, or the proof that there is more than one.
///
/// Only the identities of form.md 4.2a remove a reading: the row sums, the column sums and the balance of table 3, and
/// the totals of table 4. A value is published where it is printed without doubt, or where every reading that
/// satisfies the identities has it.
public struct CellResolver: Sendable {
  private let budget: ResolutionBudget
  private static let rowCount = FormRow.allCases.count

  /// Makes a resolver.
  public init(budget: ResolutionBudget = .init()) { self.budget = budget }

  /// Resolves every cell of the form's layout.
  public func resolve(_ form: PrintedForm) -> Resolution {
    if form.headReadings.isEmpty { return resolveChosen(form) }
    let choice = HeadChoice(form)
    var resolution = resolveChosen(choice.form)
    resolution.findings += choice.findings
    return resolution
  }

  /// Resolves a form that leaves no choice between readings of a table's heads.
  private func resolveChosen(_ form: PrintedForm) -> Resolution {
    let layout = form.layout
    var printed = [Int](repeating: -1, count: Self.rowCount)
    for index in form.rows.indices.reversed() { printed[Int(form.rows[index].row.rawValue)] = index }
    let losesBlanks = Self.losesBlanks(form)
    var cells: [ResolvedCell] = []
    cells.reserveCapacity(layout.cellCount)
    var withSurplus: [PrintedLine] = []

    for row in layout.rows(of: .disclosure) + layout.rows(of: .procurement) {
      let columns = layout.columns(of: row)
      let index = printed[Int(row.rawValue)]
      if index >= 0, PlainRows.isPlain(form.rows[index].tokens, columnCount: columns.count) {
        PlainRows.append(
          form.rows[index].tokens, of: row, columns: columns, headerUnit: form.rows[index].headerUnit, to: &cells)
      } else {
        let line = line(row, in: form, index, losesBlanks)
        cells += Self.cellsWithoutIdentities(line)
        if line.hasSurplusTokens { withSurplus.append(line) }
      }
    }
    let applications = resolveApplications(form, printed, losesBlanks, &cells, &withSurplus)
    let proceedings = resolveProceedings(form, losesBlanks, &cells, &withSurplus)
    if form.isRecognised || !form.recognisedRows.isEmpty {
      cells = RecognisedCells.confirmed(
        cells, by: layout.applicationIdentities + layout.proceedingsIdentities,
        rows: form.isRecognised ? nil : Set(form.recognisedRows))
    }
    let resolved = ResolvedForm(layout: layout, cells: cells)
    let proof = ResolutionProof(applications: applications, proceedings: proceedings)
    return Resolution(
      form: resolved, printed: form,
      findings: withSurplus.map(Self.surplus) + Self.hiddenContradictions(proof, resolved),
      proof: proof)
  }

  private func line(
    _ row: FormRow, in form: PrintedForm, _ index: Int, _ losesBlanks: Bool, sums: RowSums = []
  ) -> PrintedLine {
    PrintedLine(
      cells: form.layout.columns(of: row).map { FormCell(row, $0) }, tokens: index < 0 ? [] : form.rows[index].tokens,
      headerUnit: index < 0 ? nil : form.rows[index].headerUnit, sums: sums, budget: budget, losesBlanks: losesBlanks)
  }

  /// Appends the cells of table 3, and gives its proof.
  private func resolveApplications(
    _ form: PrintedForm, _ printed: [Int], _ losesBlanks: Bool, _ cells: inout [ResolvedCell],
    _ withSurplus: inout [PrintedLine]
  ) -> TableProof {
    let layout = form.layout
    let rows = layout.applicationRows
    let isPlain = rows.allSatisfy { row in
      let index = printed[Int(row.rawValue)]
      return index >= 0 && PlainRows.isPlain(form.rows[index].tokens, columnCount: FormColumn.applicants.count)
    }
    if isPlain {
      for row in rows {
        PlainRows.append(
          form.rows[printed[Int(row.rawValue)]].tokens, of: row, columns: FormColumn.applicants, to: &cells)
      }
      return PlainRows.proof(of: layout.placedApplicationIdentities, over: cells)
    }
    let applicantCount = FormColumn.applicants.count
    var table = TableResolver(
      lines: rows.map { line($0, in: form, printed[Int($0.rawValue)], losesBlanks, sums: [0..<applicantCount]) },
      identities: layout.applicationIdentities, budget: budget)
    cells += table.resolve()
    withSurplus += table.lines.filter(\.hasSurplusTokens)
    return table.proof
  }

  /// Appends the cells of table 4, and gives its proof.
  private func resolveProceedings(
    _ form: PrintedForm, _ losesBlanks: Bool, _ cells: inout [ResolvedCell], _ withSurplus: inout [PrintedLine]
  ) -> TableProof {
    let layout = form.layout
    let stages = layout.rows(of: .proceedings)
    let resultCount = FormColumn.results.count
    if PlainRows.isPlain(form.proceedings, columnCount: stages.count * resultCount) {
      for (stage, row) in stages.enumerated() {
        for (place, column) in FormColumn.results.enumerated() {
          PlainRows.append(form.proceedings, stage * resultCount + place, row, column, nil, to: &cells)
        }
      }
      return PlainRows.proof(of: layout.placedProceedingsIdentities, over: cells)
    }
    let line = PrintedLine(
      cells: stages.flatMap { row in FormColumn.results.map { FormCell(row, $0) } }, tokens: form.proceedings,
      sums: stages.indices.map { $0 * resultCount..<($0 + 1) * resultCount }, budget: budget, losesBlanks: losesBlanks)
    var table = TableResolver(lines: [line], identities: layout.proceedingsIdentities, budget: budget)
    cells += table.resolve()
    withSurplus += table.lines.filter(\.hasSurplusTokens)
    return table.proof
  }

  /// Whether a row has fewer places than columns, and no mark where the blanks are: then a run may have lost some too.
  private static func losesBlanks(_ form: PrintedForm) -> Bool {
    if !form.rows.contains(where: { row in row.tokens.contains(where: \.isRun) }) { return false }
    // Short rows without runs speak of runs only where these have spaces in them as well.
    let hasSpacedRuns = form.rows.contains { row in
      row.tokens.count > 1 && row.tokens.allSatisfy(\.isRun)
    }
    return form.rows.contains { row in
      let isTable3 = row.row.table == .applications || row.row.table == .outcomes
      guard row.tokens.contains(where: \.isRun) || isTable3 && hasSpacedRuns && row.tokens.count > 1,
        row.tokens.allSatisfy({ $0.column == nil })
      else { return false }
      let places = row.tokens.reduce(0) { count, token in
        count + (token.isRun ? RunReader(text: Array(token.text.utf8)).capacity : 1)
      }
      return places < form.layout.columns(of: row.row).count
    }
  }

  /// The cells of a row of table 2: what every reading agrees on.
  private static func cellsWithoutIdentities(_ line: PrintedLine) -> [ResolvedCell] {
    line.cells.indices.map { column in
      switch line.shape {
      case .empty: return line.blankCell(column, value: nil, basis: .blank)
      case .certain(let reading):
        return line.certainCell(column, reading[column]) ?? line.blankCell(column, value: nil, basis: .blank)
      case .uncertain(let row):
        let readings = row.isExhausted ? [] : row.readings
        return line.uncertainCell(
          column, value: line.agreedNumber(in: readings, column: column), survivors: readings, isGlued: row.isGlued)
      }
    }
  }

  private static func surplus(_ line: PrintedLine) -> Finding {
    Finding(
      rule: "S.ROWS", severity: .warning, table: line.cells[0].row.table.code, row: line.cells[0].row.code,
      seen: "\(line.tokens.count) values", expected: "\(line.cells.count) values",
      message: "the row prints more values than it has columns: look for a row without its label, or a page number",
      line: line.tokens.first?.line)
  }

  /// Identities that fail only together, or only over readings that are not published.
  private static func hiddenContradictions(_ proof: ResolutionProof, _ form: ResolvedForm) -> [Finding] {
    let dropped = proof.applications.dropped + proof.proceedings.dropped
    if dropped.isEmpty { return [] }
    return dropped.compactMap { identity in
      if case .fails = identity.verdict(in: form) { return nil }
      let cell = form[identity.place.row, identity.place.column]
      return Finding(
        rule: identity.rule.rawValue, severity: .error, table: identity.place.row.table.code,
        row: identity.place.row.code, column: identity.place.column.code, seen: cell?.printed,
        message:
          "no reading of the printed values satisfies this sum together with the others: look at its row and column",
        line: cell?.line)
    }
  }
}

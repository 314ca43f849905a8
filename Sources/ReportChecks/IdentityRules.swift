import DecimalNumbers
import StatutoryForm

extension RuleEvaluator {
  /// The equations of tables 3 and 4 (form.md section 3, T3.* and T4.SUB).
  static let identityRules: [Rule<ReportFacts>] = [
    identity(.rowSum, "total is the sum of the six applicant columns"),
    identity(.columnOutcomes, "total_processed is the sum of the outcomes"),
    identity(.columnBalance, "new_received + carried_in is total_processed + carried_forward"),
    identity(.proceedingsSum, "total is the sum of the four results"),
    Rule(id: "T3.NONNEG", severity: .error, summary: "counts are whole numbers, 0 or more") { facts, report in
      var found: [Finding] = []
      let cells = facts.form.cells
      for index in cells.indices {
        guard let value = cells[index].value, value.scale > 0 || value.coefficient < 0,
          !cells[index].column.isMoney
        else { continue }
        let cell = cells[index]
        if value.integer == nil {
          found.append(report.at(cell, expected: "a whole number", "a count with decimals"))
        } else if !cell.column.isSigned {
          found.append(report.at(cell, expected: "0 or more", "a negative count: look whether - stands for nothing"))
        }
      }
      return found
    },
    Rule(id: "T3.SUBTOTAL", severity: .warning, summary: "a printed group subtotal is the sum of its rows") {
      facts, report in subtotals(facts, report)
    },
  ]

  private static func identity(_ rule: IdentityRule, _ summary: String) -> Rule<ReportFacts> {
    Rule(id: rule.rawValue, severity: .error, summary: summary) { facts, report in
      let form = facts.form
      var found: [Finding] = []
      let placed =
        rule == .proceedingsSum ? form.layout.placedProceedingsIdentities : form.layout.placedApplicationIdentities
      // The cells of a form that was put together otherwise are searched.
      let isWhole = form.isInFormOrder
      for number in placed.rules.indices where placed.rules[number] == rule {
        let verdict =
          isWhole
          ? form.cells.withUnsafeBufferPointer { placed.verdict(number, over: $0) }
          : placed.identities[number].verdict(in: form)
        guard case .fails(let parts, let wholes) = verdict else { continue }
        let identity = placed.identities[number]
        guard let place = form[identity.place.row, identity.place.column] else { continue }
        let isOpen = (identity.parts + identity.wholes).contains { form[$0.row, $0.column]?.value == nil }
        found.append(
          report.at(
            place, seen: "\(wholes)", expected: isOpen ? nil : "\(parts)",
            "\(summary): \(parts) against \(wholes); look at the cells of this sum"))
      }
      return found
    }
  }

  /// Printed subtotals whose tokens stand in the seven columns for certain.
  private static func subtotals(_ facts: ReportFacts, _ report: RuleReport) -> [Finding] {
    let outcomes = facts.form.layout.rows(of: .outcomes)
    return (facts.printed?.subtotals ?? []).flatMap { subtotal -> [Finding] in
      let rows = outcomes.filter { OutcomeGroup(row: $0) == subtotal.group }
      let columns = FormColumn.applicants
      return subtotal.tokens.enumerated().compactMap { index, token in
        guard case .number(let printed) = token.content, !rows.isEmpty,
          let place = token.column ?? (subtotal.tokens.count == columns.count ? index : nil),
          columns.indices.contains(place)
        else { return nil }
        var sum = DecimalNumber.zero
        for row in rows {
          guard let cell = facts.form[row, columns[place]] else { return nil }
          if cell.basis == .notApplicable { continue }
          guard let value = cell.value, let next = sum.adding(value) else { return nil }
          sum = next
        }
        if sum == printed { return nil }
        return report.at(
          row: rows[0], column: columns[place], seen: printed.description, expected: sum.description, line: token.line,
          "the printed subtotal of the group \(subtotal.group.rawValue) is not the sum of its rows")
      }
    }
  }
}

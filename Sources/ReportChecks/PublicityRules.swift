import DecimalNumbers
import StatutoryForm

extension RuleEvaluator {
  /// The rules of table 2 (form.md section 3, T2.*) and of the form's version.
  static let publicityRules: [Rule<ReportFacts>] = [
    Rule(id: "T2.V1.DISC", severity: .warning, summary: "new_disclosed is at most total_disclosed") { facts, report in
      [FormRow.govRules, .normativeDocuments].compactMap { row in
        guard let new = facts.cell(row, .newDisclosed), let all = facts.cell(row, .totalDisclosed),
          let part = new.value, let whole = all.value, part > whole
        else { return nil }
        return report.at(
          new, seen: part.description, expected: "at most \(whole)",
          "more disclosed this year than ever: look whether the columns are shifted")
      }
    },
    Rule(id: "T2.V1.ITEMS", severity: .warning, summary: "prev_year_items + year_change is 0 or more") {
      facts, report in
      itemRows.compactMap { row in
        guard let change = facts.cell(row, .yearChange), let items = facts.currentItems(row), items.coefficient < 0
        else { return nil }
        return report.at(
          change, expected: "at least -\(facts.cell(row, .previousYearItems)?.value ?? .zero)",
          "more items removed than there were: look at the sign")
      }
    },
    Rule(id: "T2.V1.DECFILL", severity: .info, summary: "decisions are cases, not the number of items") {
      facts, report in
      itemRows.compactMap { row in
        guard let decisions = facts.cell(row, .decisions), let value = decisions.value, value != .zero,
          value == facts.currentItems(row)
        else { return nil }
        return report.at(
          decisions, "decisions equals the current number of items: the agency may have written the items")
      }
    },
    Rule(id: "T2.V2.MIN", severity: .info, summary: "in_force is at least issued - repealed") { facts, report in
      [FormRow.govRules, .normativeDocuments].compactMap { row in
        guard let inForce = facts.cell(row, .inForce), let stock = inForce.value,
          let issued = facts.cell(row, .issued)?.value, let repealed = facts.cell(row, .repealed)?.value,
          let net = issued.subtracting(repealed), stock < net
        else { return nil }
        return report.at(
          inForce, seen: stock.description, expected: "at least \(net)", "fewer in force than were added this year")
      }
    },
    Rule(id: "T2.RULES.AUTH", severity: .warning, summary: "only bodies with rule-making power have rules") {
      facts, report in rulesWithoutPower(facts, report)
    },
    Rule(id: "T2.MONEY.UNIT", severity: .warning, summary: "an amount has a unit and a plausible size") {
      facts, report in
      let cells = facts.form.cells
      return cells.indices.compactMap { cells[$0].column.isMoney ? money(cells[$0], facts, report) : nil }
    },
    Rule(id: "T2.FEE.ALIGN", severity: .warning, summary: "a row of table 2 prints as many values as columns") {
      facts, report in
      (facts.printed?.rows ?? []).compactMap { row in
        guard row.row.table == .disclosure || row.row.table == .procurement, !row.tokens.isEmpty,
          row.tokens.allSatisfy({ $0.column == nil && $0.content != .run }),
          row.tokens.contains(where: { $0.content != .unreadable && $0.content != .notApplicable })
        else { return nil }
        let columns = facts.form.layout.columns(of: row.row).count
        if row.tokens.count >= columns { return nil }
        return report.at(
          row: row.row, seen: "\(row.tokens.count)", expected: "\(columns)", line: row.tokens[0].line,
          "fewer values than columns, and nothing says where the blanks are")
      }
    },
    Rule(id: "X.VERSION", severity: .info, summary: "v1 is the form of 2019 and 2020, v2 of 2021 and later") {
      facts, report in
      let version = facts.form.layout.version
      let expected: FormVersion = facts.reportYear <= 2020 ? .v1 : .v2
      if facts.reportYear < 2019 || version == expected { return [] }
      return [
        report.at(
          seen: version.rawValue, expected: expected.rawValue, "the report uses another version of the form")
      ]
    },
  ]

  private static let itemRows: [FormRow] = [
    .adminLicense, .otherExternalService, .adminPenalty, .adminCoercion, .adminFees,
  ]

  /// Rules are made by ministries, provinces and cities with districts; bureaus below them, counties and townships
  /// have none of their own (form.md section 3).
  private static func rulesWithoutPower(_ facts: ReportFacts, _ report: RuleReport) -> [Finding] {
    let lacksPower: Bool =
      switch (facts.agencyKind, facts.administrativeLevel) {
      case (.township, _), (.publicInstitution, _), (_, .township), (_, .county): true
      case (.department, .prefecture), (.department, .province): true
      default: false
      }
    if !lacksPower { return [] }
    let cells = [FormColumn.newMade, .newDisclosed, .totalDisclosed, .issued, .repealed, .inForce]
      .compactMap { facts.cell(.govRules, $0) }
    // One finding a row says enough.
    guard let cell = cells.first(where: { $0.value.map { $0 > .zero } == true }) else { return [] }
    return [
      report.at(cell, expected: "0", "this body cannot make rules: look whether other documents were counted")
    ]
  }

  private static func money(_ cell: ResolvedCell, _ facts: ReportFacts, _ report: RuleReport) -> Finding? {
    guard cell.column.isMoney, let value = cell.value, value != .zero else { return nil }
    guard let unit = cell.unit else {
      return report.at(cell, expected: "a unit", "the amount has no unit, so that its value in yuan is unknown")
    }
    if value < .zero { return report.at(cell, expected: "0 or more", "a negative amount") }
    guard let yuan = value.scaled(byPowerOfTen: unit.powerOfTen) else {
      return report.at(cell, expected: "a plausible amount", "the amount is too large to be one")
    }
    if yuan > facts.largestAmount {
      return report.at(
        cell, expected: "at most \(facts.largestAmount) yuan", "an implausible amount: yuan may stand under 万元")
    }
    if cell.column == .procurementAmount, let items = facts.cell(cell.row, .procurementItems)?.value,
      items > .zero, let limit = items.multiplied(by: largestAmountPerItem), yuan > limit
    {
      return report.at(cell, expected: "at most \(limit) yuan", "an implausible amount for the number of items")
    }
    return nil
  }

  /// 10^10 yuan an item.
  private static let largestAmountPerItem: Int64 = 10_000_000_000
}

extension DecimalNumber {
  /// The product with a whole number; `nil` where it does not fit.
  fileprivate func multiplied(by factor: Int64) -> DecimalNumber? {
    let (product, overflow) = coefficient.multipliedReportingOverflow(by: factor)
    return overflow ? nil : DecimalNumber(coefficient: product, scale: scale)
  }
}

extension ReportFacts {
  /// Yuan a year above the fees or central procurement of the largest bodies of the level: above it, yuan may stand
  /// under 万元.
  fileprivate var largestAmount: DecimalNumber {
    let isDepartment = agencyKind == .department
    return switch administrativeLevel {
    case .township: DecimalNumber(1_000_000_000)
    case .county: DecimalNumber(isDepartment ? 2_000_000_000 : 10_000_000_000)
    case .prefecture: DecimalNumber(isDepartment ? 20_000_000_000 : 100_000_000_000)
    default: DecimalNumber(1_000_000_000_000)
    }
  }

  /// The cell at a place; `nil` where the form has none.
  func cell(_ row: FormRow, _ column: FormColumn) -> ResolvedCell? { form[row, column] }

  /// The items of the year before with this year's change; `nil` where one of them is unknown.
  func currentItems(_ row: FormRow) -> DecimalNumber? {
    guard let before = cell(row, .previousYearItems)?.value, let change = cell(row, .yearChange)?.value else {
      return nil
    }
    return before.adding(change)
  }
}

import DecimalNumbers

/// The rules of form.md section 3 that are equations within one table: the only ones that may remove a reading
/// (form.md 4.2a).
public enum IdentityRule: String, CaseIterable, Sendable {
  /// 总计 is the sum of the six applicant columns.
  case rowSum = "T3.ROW.SUM"
  /// (七)总计 is the sum of the outcome leaves.
  case columnOutcomes = "T3.COL.OUT"
  /// What came and was carried in is what was processed and is carried forward.
  case columnBalance = "T3.COL.BAL"
  /// The total of a block of table 4 is the sum of its results.
  case proceedingsSum = "T4.SUB"
}

/// A place of the form.
public struct FormCell: Hashable, Sendable {
  /// The row.
  public var row: FormRow
  /// The column.
  public var column: FormColumn

  /// Makes a place.
  public init(_ row: FormRow, _ column: FormColumn) {
    self.row = row
    self.column = column
  }
}

/// One instance of an identity: the cells of `parts` add up to what the cells of `wholes` add up to.
public struct FormIdentity: Hashable, Sendable {
  /// The rule it is an instance of.
  public var rule: IdentityRule
  /// Where its findings stand (contract.md section 4).
  public var place: FormCell
  /// One side of the equation.
  public var parts: [FormCell]
  /// The other side: the total; for the balance, what was processed and what is carried forward.
  public var wholes: [FormCell]

  /// Makes an instance.
  public init(rule: IdentityRule, place: FormCell, parts: [FormCell], wholes: [FormCell]) {
    self.rule = rule
    self.place = place
    self.parts = parts
    self.wholes = wholes
  }
}

extension FormLayout {
  /// The identities of table 3: the rows in form order, then both column rules from left to right.
  public var applicationIdentities: [FormIdentity] {
    self[.otherHandling] == .v1 ? Self.firstIdentities : Self.secondIdentities
  }

  private static let firstIdentities = FormLayout(version: .v1).makeApplicationIdentities()
  private static let secondIdentities = FormLayout(version: .v2).makeApplicationIdentities()

  private func makeApplicationIdentities() -> [FormIdentity] {
    let rows = rows(of: .applications) + rows(of: .outcomes)
    let summands = FormColumn.applicants.dropLast()
    var identities = rows.sorted { $0.rawValue < $1.rawValue }.map { row in
      FormIdentity(
        rule: .rowSum, place: FormCell(row, .total), parts: summands.map { FormCell(row, $0) },
        wholes: [FormCell(row, .total)])
    }
    let leaves = rows.filter(\.isOutcomeLeaf)
    for column in FormColumn.applicants {
      identities.append(
        FormIdentity(
          rule: .columnOutcomes, place: FormCell(.totalProcessed, column), parts: leaves.map { FormCell($0, column) },
          wholes: [FormCell(.totalProcessed, column)]))
    }
    for column in FormColumn.applicants {
      identities.append(
        FormIdentity(
          rule: .columnBalance, place: FormCell(.carriedForward, column),
          parts: [FormCell(.newReceived, column), FormCell(.carriedIn, column)],
          wholes: [FormCell(.totalProcessed, column), FormCell(.carriedForward, column)]))
    }
    return identities
  }

  /// The identities of table 4, one a block.
  public var proceedingsIdentities: [FormIdentity] { Self.blockIdentities }

  // The blocks are alike in both versions.
  private static let blockIdentities: [FormIdentity] = FormLayout(version: .v2).rows(of: .proceedings)
    .map { row in
      FormIdentity(
        rule: .proceedingsSum, place: FormCell(row, .resultTotal),
        parts: FormColumn.results.dropLast().map { FormCell(row, $0) }, wholes: [FormCell(row, .resultTotal)])
    }
}

/// What the values of a form say about one identity.
public enum IdentityVerdict: Hashable, Sendable {
  /// No cell of it is printed or inferred: there is nothing to check.
  case silent
  /// It holds, or unknown cells can still make it hold.
  case satisfiable
  /// No non-negative value of the unknown cells makes it hold; both sides over the known cells.
  case fails(parts: Int64, wholes: Int64)
}

extension FormIdentity {
  /// Judges the identity over resolved values: `not_applicable` counts 0, every other null is an unknown that is 0 or
  /// more; a value that is no whole number, or too large to be added, makes it satisfiable.
  public func verdict(value: (FormCell) -> ResolvedCell?) -> IdentityVerdict {
    verdict { place in value(place).map { ($0.value, $0.basis) } }
  }

  /// Judges the identity over the values of a form.
  public func verdict(in form: ResolvedForm) -> IdentityVerdict {
    verdict { place in form.index(place.row, place.column).map { (form.cells[$0].value, form.cells[$0].basis) } }
  }

  @inline(__always)
  private func verdict(_ term: (FormCell) -> (value: DecimalNumber?, basis: Basis)?) -> IdentityVerdict {
    var isSilent = true
    func side(_ cells: [FormCell]) -> (sum: Int64, isOpen: Bool)? {
      var sum: Int64 = 0
      var isOpen = false
      for place in cells {
        guard let cell = term(place) else { return nil }
        guard let printed = cell.value else {
          if cell.basis != .notApplicable { isOpen = true }
          continue
        }
        isSilent = false
        guard let number = printed.integer else { return nil }
        let (next, overflow) = sum.addingReportingOverflow(number)
        if overflow { return nil }
        sum = next
      }
      return (sum, isOpen)
    }
    guard let left = side(parts), let right = side(wholes) else { return .satisfiable }
    return isSilent ? .silent : IdentityVerdict(parts: left, wholes: right)
  }
}

extension IdentityVerdict {
  /// The verdict over both sides; what is open can be 0 or more.
  init(parts: (sum: Int64, isOpen: Bool), wholes: (sum: Int64, isOpen: Bool)) {
    let holds =
      switch (parts.isOpen, wholes.isOpen) {
      case (true, true): true
      case (true, false): parts.sum <= wholes.sum
      case (false, true): wholes.sum <= parts.sum
      case (false, false): parts.sum == wholes.sum
      }
    self = holds ? .satisfiable : .fails(parts: parts.sum, wholes: wholes.sum)
  }
}

import DecimalNumbers
import StatutoryForm

/// What the year before and the year after say about a report's cells (form.md 4.2a, the exception for `load`).
///
/// Only what the documents themselves say goes in, never a cell that another year has fixed: so the result of a year
/// depends on no more than its two neighbours.
public struct CrossYearResolution: Sendable {
  /// Cells that get a value: every joint reading of both years that is left has it.
  public private(set) var cells: [CrossYearCell] = []
  /// X.ITEMS, T2.V2.STOCK and X.CARRY, at the cells of this report as the later year.
  public private(set) var findings: [Finding] = []

  private let report: ReportInSeries
  private let isPreviousTrusted: Bool
  private let isNextTrusted: Bool

  /// Ties a report to its neighbours of the same agency and scope; `nil` where there is none for that very year.
  public init(_ report: ReportInSeries, previous: ReportInSeries?, next: ReportInSeries?) {
    self.report = report
    // Where the report leaves nothing open there is nothing to infer, and the year after has no say.
    let isOpen = !report.openRows.isEmpty
    let next = isOpen ? next : nil
    if previous == nil, next == nil {
      isPreviousTrusted = false
      isNextTrusted = false
      return
    }
    isPreviousTrusted = isOpen ? previous.map { !Self.contradict(earlier: $0, later: report) } ?? false : false
    isNextTrusted = next.map { !Self.contradict(earlier: report, later: $0) } ?? false
    for link in YearLink.allCases {
      for rows in link.rows { resolve(link, earlierRow: rows.earlier, laterRow: rows.later, previous, next) }
    }
    joinFindingsOfOtherCatalogue()
  }

  /// Where the items of most rows do not follow from the year before, the agency counts by another catalogue of items
  /// (form.md section 3, X.ITEMS): one finding says so of the table, and no row is blamed.
  private mutating func joinFindingsOfOtherCatalogue() {
    let rule = YearLink.items.rule
    let failed = findings.count { $0.rule == rule }
    guard failed >= Self.catalogueRowLimit else { return }
    findings.removeAll { $0.rule == rule }
    findings.append(
      Finding(
        rule: rule, severity: .warning, table: FormTable.disclosure.code, column: YearLink.items.place.code,
        seen: "\(failed) of \(YearLink.items.rows.count) rows",
        message:
          "The items of the year before are not those that its report leaves: another catalogue, or another body."))
  }

  /// Most of the five rows with items.
  private static let catalogueRowLimit = 3

  /// Whether two consecutive years contradict each other anywhere.
  ///
  /// Then they may differ in scope, or one was corrected, and no cell of one is inferred from the other: an accident would fix a glued row all too easily.
  private static func contradict(earlier: ReportInSeries, later: ReportInSeries) -> Bool {
    YearLink.allCases.contains { link in
      link.rows.contains { rows in
        guard let old = RowKnowledge(rows.earlier, of: earlier, columns: link.columns),
          let new = RowKnowledge(rows.later, of: later, columns: link.columns)
        else { return false }
        return link.jointReadings(of: new, as: .later, with: old).isEmpty
      }
    }
  }

  private mutating func resolve(
    _ link: YearLink, earlierRow: FormRow, laterRow: FormRow, _ previous: ReportInSeries?, _ next: ReportInSeries?
  ) {
    let asLater = RowKnowledge(laterRow, of: report, columns: link.columns)
    let asEarlier = next == nil ? nil : RowKnowledge(earlierRow, of: report, columns: link.columns)
    let before = previous.flatMap { RowKnowledge(earlierRow, of: $0, columns: link.columns) }
    let after = next.flatMap { RowKnowledge(laterRow, of: $0, columns: link.columns) }

    var withBefore: Set<RowKnowledge.Reading>?
    if let asLater, let before, let previous, asLater.open == nil, before.open == nil,
      let reading = asLater.readings.first, let counterpart = before.readings.first
    {
      let isJoint = link.isCompatible(earlier: counterpart, later: reading)
      if !report.openRows.isEmpty { withBefore = isJoint ? [reading] : [] }
      check(link, asLater, before, previous, row: laterRow, hasJointReading: isJoint)
    } else if let asLater, let before, let previous {
      let joint = link.jointReadings(of: asLater, as: .later, with: before)
      withBefore = joint
      if joint.isEmpty { check(link, asLater, before, previous, row: laterRow, hasJointReading: false) }
    }
    let withAfter: Set<RowKnowledge.Reading>? =
      if let asEarlier, let after { link.jointReadings(of: asEarlier, as: .earlier, with: after) } else { nil }

    if earlierRow != laterRow {
      // Only one of the two years ties each row.
      if isPreviousTrusted, let asLater, let withBefore { infer(asLater, row: laterRow, from: withBefore) }
      if isNextTrusted, let asEarlier, let withAfter { infer(asEarlier, row: earlierRow, from: withAfter) }
    } else if let asLater {
      if withBefore?.isEmpty == true || withAfter?.isEmpty == true { return }
      let trusted = [isPreviousTrusted ? withBefore : nil, isNextTrusted ? withAfter : nil].compactMap { $0 }
      guard let first = trusted.first else { return }
      let both = trusted.dropFirst().reduce(first) { $0.intersection($1) }
      infer(asLater, row: laterRow, from: both)
      if both.isEmpty {
        findings.append(
          .across(
            link.rule, .warning, at: FormCell(laterRow, link.place), in: report,
            seen: report.cells[FormCell(laterRow, link.place)]?.printed, expected: nil,
            "No reading of the printed row fits both the year before and the year after."))
      }
    }
  }

  /// Gives every unresolved cell of the row the value that all of `readings` have.
  private mutating func infer(_ row: RowKnowledge, row code: FormRow, from readings: Set<RowKnowledge.Reading>) {
    guard let open = row.open, let first = readings.first else { return }
    var fixed: [CrossYearCell] = []
    for column in open.columns {
      let place = FormCell(code, column)
      guard report.cells[place]?.basis == .unresolved, let value = first[column],
        readings.allSatisfy({ $0[column] == value })
      else { continue }
      // What the row alone leaves no doubt about was withheld for another reason: its table contradicts itself.
      let own = Set(row.readings.map { $0[column] })
      if own.count == 1, own.first != .some(nil) { continue }
      let isCut = open.isGlued && !own.contains(nil)
      fixed.append(CrossYearCell(cell: place, value: value, printed: isCut ? String(value) : nil))
    }
    if isBalanced(with: fixed) { cells += fixed }
  }

  /// Whether the sums of table 3 still can hold with these cells.
  private func isBalanced(with fixed: [CrossYearCell]) -> Bool {
    let values = Dictionary(fixed.map { ($0.cell, $0.value) }, uniquingKeysWith: { first, _ in first })
    func cell(_ place: FormCell) -> ResolvedCell? {
      guard var cell = report.cells[place] else { return nil }
      if let value = values[place] {
        cell.value = DecimalNumber(value)
        cell.basis = .inferred
      }
      return cell
    }
    for place in values.keys where place.row == .carriedIn || place.row == .carriedForward {
      let row = FormIdentity(
        rule: .rowSum, place: FormCell(place.row, .total),
        parts: FormColumn.applicants.dropLast().map { FormCell(place.row, $0) },
        wholes: [FormCell(place.row, .total)])
      let column = FormIdentity(
        rule: .columnBalance, place: FormCell(.carriedForward, place.column),
        parts: [FormCell(.newReceived, place.column), FormCell(.carriedIn, place.column)],
        wholes: [FormCell(.totalProcessed, place.column), FormCell(.carriedForward, place.column)])
      for identity in [row, column] {
        if case .fails = identity.verdict(value: cell) { return false }
      }
    }
    return true
  }

  private mutating func check(
    _ link: YearLink, _ later: RowKnowledge, _ earlier: RowKnowledge, _ previous: ReportInSeries, row: FormRow,
    hasJointReading: Bool
  ) {
    if link == .carry {
      let count = findings.count
      for column in FormColumn.applicants {
        guard let seen = report.value(.carriedIn, column), let expected = previous.value(.carriedForward, column),
          seen != expected
        else { continue }
        let isError = column == .total && report.isClean && previous.isClean
        findings.append(
          .across(
            link.rule, isError ? .error : .warning, at: FormCell(row, column), in: report, seen: seen.description,
            expected: expected.description,
            "What the report of \(previous.year) carries forward is not what this one says was carried in."))
      }
      if count < findings.count || hasJointReading { return }
    }
    let place = FormCell(row, link.place)
    if later.open == nil, earlier.open == nil {
      guard let reading = later.readings.first, let old = earlier.readings.first,
        let expected = link.expected(earlier: old, later: reading), let seen = reading[link.place], seen != expected
      else { return }
      findings.append(
        .across(
          link.rule, .warning, at: place, in: report, seen: String(seen), expected: String(expected),
          link.message(previous.year)))
    } else if !hasJointReading {
      findings.append(
        .across(
          link.rule, .warning, at: place, in: report, seen: report.cells[place]?.printed, expected: nil,
          "No reading of this row and of the same row of \(previous.year) together fits: " + link.message(previous.year)
        ))
    }
  }
}

extension YearLink {
  fileprivate func message(_ year: Int) -> String {
    switch self {
    case .items: "the items of the year before are not those that the report of \(year) and its change leave."
    case .stock:
      "what is in force is not what was in force in \(year), with what was issued, without what was repealed."
    case .carry: "what was carried in is not what the report of \(year) carries forward."
    }
  }

  /// Which of the two years a row belongs to.
  fileprivate enum Side { case earlier, later }

  /// The readings of a row that fit at least one reading of the other year's row; carried figures that a reading
  /// leaves open are filled from there.
  fileprivate func jointReadings(of row: RowKnowledge, as side: Side, with other: RowKnowledge) -> Set<
    RowKnowledge.Reading
  > {
    // A budget for hostile rows: then nothing is ruled out, and so nothing inferred.
    if row.readings.count * other.readings.count > 1 << 17 { return Set(row.readings) }
    var joint: Set<RowKnowledge.Reading> = []
    for reading in row.readings {
      for counterpart in other.readings {
        let earlier = side == .earlier ? reading : counterpart
        let later = side == .earlier ? counterpart : reading
        guard isCompatible(earlier: earlier, later: later) else { continue }
        guard self == .carry else {
          joint.insert(reading)
          break
        }
        var filled = reading
        for index in filled.columns.indices where filled.values[index] == nil {
          filled.values[index] = counterpart[filled.columns[index]]
        }
        if row.open == nil || filled.mayAddUp { joint.insert(filled) }
      }
    }
    return joint
  }
}

extension RowKnowledge.Reading {
  /// Whether the columns before the last can add up to it.
  fileprivate var mayAddUp: Bool {
    guard let last = values.last, let total = last else { return true }
    var sum: Int64 = 0
    var isOpen = false
    for value in values.dropLast() {
      guard let value else {
        isOpen = true
        continue
      }
      let (next, overflow) = sum.addingReportingOverflow(value)
      if overflow { return true }
      sum = next
    }
    return isOpen ? sum <= total : sum == total
  }
}

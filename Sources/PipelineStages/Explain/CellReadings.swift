import CellResolution
import DecimalNumbers
import ReportRecognition
import StatutoryForm

/// Says how the cells of a report were read, from its extracted record: the resolver is asked again.
struct CellReadings {
  private let report: PrintedReport
  private let resolution: Resolution?
  private let values: [FormCell: ResolvedCell]
  private let statistics: ResolvedStatistics
  private let statisticOrder: [StatisticName: Int]

  private struct StatisticName: Hashable {
    var label: String
    var column: String
  }

  init(_ report: PrintedReport) {
    self.report = report
    let form = report.isV0 ? nil : report.form
    resolution = form.map { CellResolver().resolve($0) }
    var values: [FormCell: ResolvedCell] = [:]
    for cell in resolution?.form.cells ?? [] { values[FormCell(cell.row, cell.column)] = cell }
    self.values = values
    statistics = ResolvedStatistics(report.statistics)
    statisticOrder = Dictionary(
      report.statistics.enumerated().map { (StatisticName(label: $1.label, column: $1.columnLabel), $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The reading of a cell of the form, and the sums it takes part in.
  func explain(_ place: FormCell) -> (reading: [String], sums: [String]) {
    guard let resolution else { return (["no statutory table was found"], []) }
    let form = resolution.printed
    let isProceedings = place.row.table == .proceedings
    let row = form.rows.first { $0.row == place.row }
    let tokens = isProceedings ? form.proceedings : row?.tokens ?? []
    let columns = form.layout.columns(of: place.row)
    let count = isProceedings ? FormColumn.results.count * form.layout.rows(of: .proceedings).count : columns.count
    var reading = [shape(of: tokens, columnCount: count, hasLabel: isProceedings || row?.labelLine != nil)]
    if !tokens.isEmpty, tokens.count != 1 || tokens[0].content == .run { reading.append(Self.list(tokens)) }
    if place.column.isMoney { reading.append(Self.unit(values[place])) }
    let proof = isProceedings ? resolution.proof.proceedings : resolution.proof.applications
    let sums = (proof.used + proof.dropped).compactMap { sum($0, with: place, isDropped: proof.dropped.contains($0)) }
    let hasSums = place.row.table != .disclosure && place.row.table != .procurement
    if hasSums, let basis = values[place]?.basis, basis == .inferred || basis == .unresolved {
      reading.append(Self.solutions(proof))
    }
    return (reading, sums)
  }

  /// The line on which the row begins; `nil` where the document does not have it.
  func line(of place: FormCell) -> Int? {
    if place.row.table == .proceedings { return resolution?.printed.proceedings.first?.line }
    let row = resolution?.printed.rows.first { $0.row == place.row }
    return row?.labelLine ?? row?.tokens.first?.line
  }

  /// The value that the record gives now; `nil` where it has no such cell.
  func value(of place: FormCell) -> ResolvedCell? { values[place] }

  /// Where a cell of a statistics table stands in the document.
  func order(of cell: ExplainedCell) -> Int {
    statisticOrder[StatisticName(label: cell.row, column: cell.column)] ?? .max
  }

  /// The reading of a cell of a statistics table.
  func explain(label: String, column: String) -> (reading: [String], sums: [String]) {
    guard let index = statisticOrder[StatisticName(label: label, column: column)],
      let row = statistics.rows.firstIndex(where: { $0.contains(index) })
    else { return (["the record has no such cell"], []) }
    let token = report.statistics[index].token
    var reading: [String]
    switch token.content {
    case .run: reading = ["glued: ‘\(token.text)’ holds \(statistics.rows[row].count) columns"]
    case .blank: reading = ["an empty place"]
    case .notApplicable: reading = ["a mark for not applicable"]
    case .number: reading = ["one number at its place"]
    case .unreadable: reading = ["no number that can be read"]
    }
    if statistics.solution.disorderedRows.contains(row) {
      reading.append("no cut brings the year below the cumulative column")
    }
    let sums = statistics.groups.indices.compactMap { group -> String? in
      let members = statistics.groups[group]
      guard members.whole == row || members.parts.contains(row) else { return nil }
      let state =
        statistics.solution.failedGroups.contains(group)
        ? "does not add up in any reading: not used"
        : statistics.solution.usedGroups.contains(group) ? "used" : "not needed"
      let parts = members.parts.map { statistics.label(of: $0) }.joined(separator: " + ")
      return "\(StatisticsChecks.sumRule)  \(statistics.label(of: members.whole)) = \(parts)  (\(state))"
    }
    return (reading, sums)
  }

  private func shape(of tokens: [PrintedToken], columnCount: Int, hasLabel: Bool) -> String {
    guard let first = tokens.first else {
      return hasLabel ? "the label stands alone, without values" : "the document does not have this row"
    }
    if tokens.contains(where: { $0.content == .run }) {
      return tokens.count == 1
        ? "glued row: ‘\(first.text)’ for \(columnCount) columns"
        : "partly glued row: \(tokens.count) pieces for \(columnCount) columns"
    }
    if tokens.count == columnCount, columnCount == 1 { return "one value for the one column" }
    if tokens.count == columnCount { return "whole row: \(tokens.count) values for as many columns" }
    if tokens.allSatisfy({ $0.column != nil }) {
      return "marked row: \(tokens.count) values for \(columnCount) columns, each at a marked place"
    }
    if tokens.count > columnCount { return "\(tokens.count) values for \(columnCount) columns: too many" }
    return "short row: \(tokens.count) values for \(columnCount) columns, their places not printed"
  }

  private static func list(_ tokens: [PrintedToken]) -> String {
    "the row prints " + tokens.map { $0.text.isEmpty ? "(blank)" : $0.text }.joined(separator: " | ")
  }

  private static func unit(_ cell: ResolvedCell?) -> String {
    guard let unit = cell?.unit else { return "its unit stands nowhere" }
    return "unit \(unit.rawValue), " + (cell?.isUnitPrintedInCell == true ? "printed in the cell" : "by the header")
  }

  private static func solutions(_ proof: TableProof) -> String {
    if proof.isBudgetExhausted { return "the search was ended before everything was tried" }
    switch proof.solutions {
    case 0: return "the sums contradict each other: nothing hangs on them alone"
    case 1: return "one joint solution of the table is left"
    case TableProof.solutionLimit...: return "\(TableProof.solutionLimit) or more joint solutions of the table are left"
    default: return "\(proof.solutions) joint solutions of the table are left"
    }
  }

  private func sum(_ identity: FormIdentity, with place: FormCell, isDropped: Bool) -> String? {
    guard identity.parts.contains(place) || identity.wholes.contains(place) else { return nil }
    let parts = side(identity.parts)
    let wholes = side(identity.wholes)
    let name = "\(identity.rule.rawValue)  \(identity.place.row.code) \(identity.place.column.code)"
    return "\(name):  \(parts) = \(wholes)" + (isDropped ? "  (fails: not used)" : "")
  }

  /// Numbers of one side; many zeros in a row are not listed.
  private func side(_ cells: [FormCell]) -> String {
    var terms: [String] = []
    var zeros = 0
    for place in cells {
      guard let cell = values[place] else { continue }
      guard let value = cell.value else {
        terms.append(cell.basis == .notApplicable ? "/" : "?")
        continue
      }
      if value == .zero { zeros += 1 } else { terms.append(value.description) }
    }
    if terms.isEmpty { return "0" }
    return terms.joined(separator: " + ") + (zeros > 0 && cells.count > 2 ? " + \(zeros) × 0" : zeros > 0 ? " + 0" : "")
  }
}

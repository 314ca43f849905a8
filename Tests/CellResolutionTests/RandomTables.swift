import DecimalNumbers
import StatutoryForm
import TestSupport

/// A table 3 and 4 that satisfy the form, printed with mess and, where asked, with arithmetic errors.
struct RandomReport {
  /// How the rows are printed.
  enum Mess: CaseIterable {
    case none
    case emptyCells
    case totalsMissing
    case droppedBlanks
    case glued
    case spaced
    case mixed
  }

  /// What the resolver is given.
  var form: PrintedForm
  /// The right value of every cell: as printed where it is printed, else the value before anything was blanked.
  var truth: [FormCell: Int] = [:]
  /// Cells that print an injected error.
  var errors: Set<FormCell> = []
  /// Cells that print their value, though perhaps not at a certain place.
  var printed: Set<FormCell> = []

  init(seed: UInt64, mess: Mess, errorCount: Int = 0, version: FormVersion? = nil) {
    var random = SeededGenerator(seed: seed)
    let layout = FormLayout(version: version ?? (Bool.random(using: &random) ? .v1 : .v2))
    form = PrintedForm(layout: layout, rows: [])
    var table = Self.consistentTable(layout, &random)
    for (row, values) in table {
      for (column, value) in zip(FormColumn.applicants, values) { truth[FormCell(row, column)] = value }
    }
    let rows = table.keys.sorted { $0.rawValue < $1.rawValue }
    let plans = rows.map { RowPlan(row: $0, values: table[$0] ?? [], mess: mess, &random) }
    var places: [(Int, Int)] = []
    for (index, plan) in plans.enumerated() {
      for column in 0..<7 where plan.isPrinted[column] {
        places.append((index, column))
        printed.insert(FormCell(rows[index], FormColumn.applicants[column]))
      }
    }
    for _ in 0..<errorCount {
      guard let (index, column) = places.randomElement(using: &random) else { break }
      let row = rows[index]
      let old = table[row]?[column] ?? 0
      let new = max(0, old + ([-3, -1, 1, 2, 5, 10, 90].randomElement(using: &random) ?? 1))
      if new == old { continue }
      table[row]?[column] = new
      let cell = FormCell(row, FormColumn.applicants[column])
      truth[cell] = new
      errors.insert(cell)
      // Now and then an agency states a cell and its total by the same wrong amount.
      if column < 6, plans[index].isPrinted[6], Int.random(in: 0..<4, using: &random) == 0 {
        table[row]?[6] += new - old
        truth[FormCell(row, .total)] = table[row]?[6]
        errors.insert(FormCell(row, .total))
      }
    }
    form.rows = plans.map { plan in
      PrintedRow(row: plan.row, tokens: plan.tokens(table[plan.row] ?? [], &random), labelLine: 1)
    }
  }

  private static func consistentTable(
    _ layout: FormLayout, _ random: inout SeededGenerator
  ) -> [FormRow: [Int]] {
    let scale = [3, 20, 300].randomElement(using: &random) ?? 20
    let share = Int.random(in: 1...6, using: &random)
    var table: [FormRow: [Int]] = [:]
    var processed = Array(repeating: 0, count: 7)
    func withTotal(_ values: [Int]) -> [Int] { values + [values.reduce(0, +)] }
    for row in layout.rows(of: .outcomes) where row.isOutcomeLeaf {
      let values = (0..<6).map { column in
        let chance = column == 0 ? share : 1
        return Int.random(in: 0..<12, using: &random) < chance ? Int.random(in: 0...scale, using: &random) : 0
      }
      table[row] = withTotal(values)
      processed = zip(processed, withTotal(values)).map(+)
    }
    table[.totalProcessed] = processed
    var received: [Int] = []
    var carriedIn: [Int] = []
    var forward: [Int] = []
    for column in 0..<6 {
      let into = Int.random(in: 0..<5, using: &random) == 0 ? Int.random(in: 0...processed[column], using: &random) : 0
      let out = column == 0 ? Int.random(in: 0...5, using: &random) : 0
      carriedIn.append(into)
      forward.append(out)
      received.append(processed[column] + out - into)
    }
    table[.newReceived] = withTotal(received)
    table[.carriedIn] = withTotal(carriedIn)
    table[.carriedForward] = withTotal(forward)
    return table
  }
}

/// How one row is printed.
private struct RowPlan {
  enum Style {
    case cells
    case list
    case glued
    case spaced
  }

  var row: FormRow
  var style: Style
  var isPrinted: [Bool]

  init(row: FormRow, values: [Int], mess: RandomReport.Mess, _ random: inout SeededGenerator) {
    self.row = row
    isPrinted = Array(repeating: true, count: 7)
    let mess = mess == .mixed ? RandomReport.Mess.allCases.randomElement(using: &random) ?? .none : mess
    let isDetail = row.isOutcomeLeaf
    switch mess {
    case .none, .mixed: style = .cells
    case .emptyCells:
      style = .cells
      for column in 0..<7 where values[column] == 0 { isPrinted[column] = Int.random(in: 0..<3, using: &random) == 0 }
    case .totalsMissing:
      style = .cells
      if isDetail { isPrinted[6] = false }
      for column in 0..<6 where values[column] == 0 && isDetail {
        isPrinted[column] = Bool.random(using: &random)
      }
    case .droppedBlanks:
      style = .list
      if Int.random(in: 0..<3, using: &random) == 0 {
        for column in 0..<7 where values[column] == 0 || column == 6 && isDetail {
          isPrinted[column] = Int.random(in: 0..<3, using: &random) > 0
        }
      }
    case .glued: style = .glued
    case .spaced: style = .spaced
    }
  }

  func tokens(_ values: [Int], _ random: inout SeededGenerator) -> [PrintedToken] {
    func token(_ column: Int, isPlaced: Bool) -> PrintedToken {
      let value = values[column]
      let place = isPlaced ? column : nil
      return isPrinted[column]
        ? PrintedToken(text: "\(value)", content: .number(DecimalNumber(Int64(value))), column: place, line: 1)
        : PrintedToken(text: "", content: .blank, column: place)
    }
    switch style {
    case .cells: return (0..<7).map { token($0, isPlaced: true) }
    case .list: return (0..<7).filter { isPrinted[$0] }.map { token($0, isPlaced: false) }
    case .glued: return [PrintedToken(text: values.map { "\($0)" }.joined(), content: .run, line: 1)]
    case .spaced:
      var tokens: [PrintedToken] = []
      for value in values {
        if tokens.isEmpty || Int.random(in: 0..<3, using: &random) == 0 {
          tokens.append(
            PrintedToken(text: "\(value)", content: .run, line: 1, isWeaklySeparated: !tokens.isEmpty))
        } else {
          tokens[tokens.count - 1].text += "\(value)"
        }
      }
      return tokens
    }
  }
}

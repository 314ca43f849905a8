import Foundation
import TestSupport
import Testing

@testable import CellResolution

/// A small table of the same shape as table 3: two summands and a total, two outcome rows, the balance.
private struct SmallTable {
  static let highest = 3
  static let columns = 3
  /// Rows: new, carried in, two leaves, processed, forward.
  static let rows = 6

  var problem = LinearProblem()

  init(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var truth = Self.consistent(&random)
    if Int.random(in: 0..<3, using: &random) == 0 {
      truth[Int.random(in: 0..<truth.count, using: &random)] = Int.random(in: 0...Self.highest, using: &random)
    }
    var choices: [(Int, [[Int]])] = []
    var openLeft = 7
    for row in 0..<Self.rows {
      let values = Array(truth[row * 3..<row * 3 + 3])
      let kind = Int.random(in: 0..<6, using: &random)
      if kind == 0 {
        let printed = values.filter { $0 != 0 || Bool.random(using: &random) }
        let readings = Self.placements(printed)
        if printed.count < 3, openLeft >= 3 - printed.count {
          openLeft -= 3 - printed.count
          choices.append((row, readings))
        }
      } else if kind == 1, values.allSatisfy({ $0 >= 0 }) {
        // Double digits, so that there is something to cut.
        let digits = values.flatMap { value in value > 2 ? [1, value] : [value] }
        if digits.count > 3 { choices.append((row, Self.cuts(digits))) }
      }
      let isChoice = choices.last?.0 == row
      for value in values {
        let isBlank = !isChoice && kind > 3 && openLeft > 0 && Bool.random(using: &random)
        if isBlank { openLeft -= 1 }
        if isChoice || isBlank {
          _ = problem.addVariable(upper: isChoice && kind == 1 ? 999 : Self.highest)
        } else {
          _ = problem.addVariable(lower: value, upper: value)
        }
      }
    }
    for row in 0..<Self.rows { problem.addIdentity(parts: [row * 3, row * 3 + 1], wholes: [row * 3 + 2]) }
    for column in 0..<3 {
      problem.addIdentity(parts: [6 + column, 9 + column], wholes: [12 + column])
      problem.addIdentity(parts: [column, 3 + column], wholes: [12 + column, 15 + column])
    }
    for (row, readings) in choices {
      problem.addChoice(variables: [row * 3, row * 3 + 1, row * 3 + 2], readings: readings)
    }
  }

  private static func consistent(_ random: inout SeededGenerator) -> [Int] {
    func pick(_ range: ClosedRange<Int>) -> Int {
      Bool.random(using: &random) ? 0 : Int.random(in: range, using: &random)
    }
    var rows = Array(repeating: [0, 0], count: 6)
    for column in 0..<2 {
      rows[2][column] = pick(0...1)
      rows[3][column] = pick(0...1)
      rows[4][column] = rows[2][column] + rows[3][column]
      rows[1][column] = pick(0...rows[4][column])
      rows[5][column] = pick(0...1)
      rows[0][column] = rows[4][column] + rows[5][column] - rows[1][column]
    }
    return rows.flatMap { $0 + [$0[0] + $0[1]] }
  }

  private static func placements(_ printed: [Int]) -> [[Int]] {
    (0..<8).filter { $0.nonzeroBitCount == printed.count }.map { mask in
      var rest = printed[...]
      return (0..<3).map { mask & (1 << $0) != 0 ? rest.popFirst() ?? 0 : LinearProblem.Choice.open }
    }
  }

  private static func cuts(_ digits: [Int]) -> [[Int]] {
    var readings: [[Int]] = []
    for first in 1..<digits.count - 1 {
      for second in first + 1..<digits.count {
        let parts = [digits[..<first], digits[first..<second], digits[second...]]
        if parts.allSatisfy({ $0.count == 1 || $0.first != 0 }) {
          readings.append(parts.map { $0.reduce(0) { $0 * 10 + $1 } })
        }
      }
    }
    return readings
  }

  /// The value of each cell that is the same in every solution; `nil` where there is no solution.
  func bruteForce(_ relaxation: Relaxation) -> [Int?]? {
    var common: [Int?]?
    var values = Array(repeating: 0, count: problem.variableCount)
    let active = problem.identities.indices.filter { !relaxation.drops(identity: $0) }
    let lastVariable = problem.identities.map { $0.variables.max() ?? 0 }
    func assign(_ variable: Int, _ readings: [Int]) {
      if variable == values.count {
        common = common.map { zip($0, values).map { $0 == $1 ? $0 : nil } } ?? values
        return
      }
      for value in domain(variable, readings) {
        values[variable] = value
        let holds = active.allSatisfy { identity in
          guard lastVariable[identity] == variable else { return true }
          let terms = problem.identities[identity]
          return zip(terms.variables, terms.signs).reduce(0) { $0 + $1.1 * values[$1.0] } == 0
        }
        if holds { assign(variable + 1, readings) }
      }
    }
    func domain(_ variable: Int, _ readings: [Int]) -> Range<Int> {
      if relaxation.variables.contains(variable) { return 0..<15 }
      let (lowest, highest) = (problem.lower[variable], problem.upper[variable])
      let choice = problem.choiceOf[variable]
      if choice >= 0, !relaxation.frees(choice: choice) {
        let place = variable - problem.choices[choice].variables[0]
        let value = problem.choices[choice].readings[readings[choice]][place]
        // A printed number outside the bounds of its cell is no reading.
        if value != LinearProblem.Choice.open { return (lowest...highest).contains(value) ? value..<value + 1 : 0..<0 }
      }
      return lowest..<max(lowest, min(highest, 40)) + 1
    }
    func pick(_ readings: [Int]) {
      if readings.count == problem.choices.count { return assign(0, readings) }
      if relaxation.frees(choice: readings.count) { return pick(readings + [0]) }
      for index in problem.choices[readings.count].readings.indices { pick(readings + [index]) }
    }
    pick([])
    return common
  }
}

/// The core against plain enumeration.
struct BruteForceTests {
  /// How many tables are tried; the environment asks for more.
  static let caseCount = ProcessInfo.processInfo.environment["GONGKAI_PROPERTY_CASES"].flatMap { Int($0) } ?? 800

  @Test func `what is published is exactly what enumeration proves unique`() {
    var contradictory = 0
    var open = 0
    for seed in 0..<UInt64(Self.caseCount) {
      let table = SmallTable(seed: seed)
      var search = ExactSearch(problem: table.problem, budget: ResolutionBudget())
      let candidates = Dictionary(uniqueKeysWithValues: (0..<18).map { ($0, Int?.none) })
      let forced = search.forcedValues(Relaxation(), candidates: candidates)
      let expected = table.bruteForce(Relaxation())
      #expect((forced == nil) == (expected == nil), "seed \(seed)")
      guard let forced, let expected else {
        contradictory += 1
        continue
      }
      let published = (0..<18).map { forced[$0] }
      if published.contains(nil) { open += 1 }
      #expect(published == expected, "seed \(seed)")
    }
    // Otherwise the sample would prove nothing.
    #expect(contradictory > Self.caseCount / 20)
    #expect(open > Self.caseCount / 20)
  }

  @Test func `a contradiction is explained by exactly the single errors that remove it`() {
    var explained = 0
    for seed in 0..<UInt64(Self.caseCount / 2) {
      let table = SmallTable(seed: seed)
      let problem = table.problem
      // A freed glued row has a thousand values a cell: too many for enumeration.
      if problem.choices.contains(where: { problem.upper[$0.variables[0]] > SmallTable.highest }) { continue }
      guard table.bruteForce(Relaxation()) == nil else { continue }
      var search = ExactSearch(problem: problem, budget: ResolutionBudget())
      let explanation = search.explainConflict(base: Relaxation())
      var singles: Set<Relaxation> = []
      for identity in problem.identities.indices { singles.insert(Relaxation(identities: 1 << UInt64(identity))) }
      for choice in problem.choices.indices { singles.insert(Relaxation(choices: 1 << UInt64(choice))) }
      for variable in 0..<18 where problem.isConstant(variable) { singles.insert(Relaxation(variables: [variable])) }
      let expected = singles.filter { table.bruteForce($0) != nil }
      if expected.isEmpty {
        #expect(explanation.explanations.allSatisfy { !singles.contains($0) }, "seed \(seed)")
      } else {
        #expect(Set(explanation.explanations) == expected, "seed \(seed)")
        explained += 1
      }
    }
    #expect(explained > 10)
  }

  @Test func `readings of a row are exactly those that satisfy its sum`() {
    for seed in 0..<UInt64(Self.caseCount) {
      var random = SeededGenerator(seed: seed)
      let values = (0..<3).map { _ in Int.random(in: 0...99, using: &random) }
      let row = Bool.random(using: &random) ? [values[0], values[1], values[0] + values[1]] : values
      let digits = Array(row.map { "\($0)" }.joined())
      var expected: Set<[Int]> = []
      for first in 1..<digits.count {
        for second in first + 1..<max(first + 2, digits.count) where second < digits.count {
          let parts = [digits[..<first], digits[first..<second], digits[second...]].map { String($0) }
          let numbers = parts.compactMap { Int($0) }
          if parts.allSatisfy({ $0.count == 1 || !$0.hasPrefix("0") }), numbers[0] + numbers[1] == numbers[2] {
            expected.insert(numbers)
          }
        }
      }
      let reader = RowReader(columns: [.count, .count, .count], sums: [0..<3], budget: ResolutionBudget())
      let tokens = Notation.tokens("=" + String(digits))
      if digits.count == 3 { continue }
      guard case .uncertain(let rows) = reader.shape(of: tokens) else {
        Issue.record("a glued row of \(digits.count) digits is not certain")
        continue
      }
      #expect(Set(rows.readings.map { $0.compactMap { $0?.value } }) == expected, "seed \(seed)")
      #expect(rows.readings.count == expected.count, "seed \(seed)")
    }
  }
}

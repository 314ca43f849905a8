import DecimalNumbers
import StatutoryForm

/// Resolves the lines of one table by its identities.
struct TableResolver {
  let identities: [FormIdentity]
  let budget: ResolutionBudget
  private(set) var lines: [PrintedLine]
  private(set) var proof = TableProof.empty
  /// First variable of each line.
  let starts: [Int]

  init(lines: [PrintedLine], identities: [FormIdentity], budget: ResolutionBudget) {
    self.lines = lines
    self.identities = identities
    self.budget = budget
    var starts: [Int] = []
    var count = 0
    for line in lines {
      starts.append(count)
      count += line.cells.count
    }
    self.starts = starts
  }

  /// The cells of all lines, in their order.
  mutating func resolve() -> [ResolvedCell] {
    proof.used = identities
    if !lines.contains(where: \.printsNumber) {
      proof.used = []
      return cells(Answer())
    }
    if lines.allSatisfy(\.isComplete) {
      judgeComplete()
      return cells(Answer())
    }
    var attempt = solve()
    // Spaces in glued rows are hints: where taking them at their word contradicts the identities, they are let go.
    if attempt.isContradictory, lines.contains(where: \.hasLooserReadings) {
      let strict = lines
      for index in lines.indices { lines[index].loosen() }
      let looser = solve()
      if looser.isContradictory { lines = strict } else { attempt = looser }
    }
    proof = attempt.proof
    return cells(attempt)
  }

  /// A table that prints every cell has one solution, or contradicts itself; nothing is left to infer.
  private mutating func judgeComplete() {
    var values = PlaceValues()
    for line in lines {
      guard case .certain(let reading) = line.shape else { continue }
      for (cell, piece) in zip(line.cells, reading) { values[cell] = piece?.value }
    }
    proof.dropped = identities.filter { identity in
      var sum = 0
      for place in identity.parts {
        guard let value = values[place] else { return false }
        sum += value
      }
      for place in identity.wholes {
        guard let value = values[place] else { return false }
        sum -= value
      }
      return sum != 0
    }
    if !proof.dropped.isEmpty { proof.used.removeAll(where: proof.dropped.contains) }
    proof.solutions = proof.dropped.isEmpty ? 1 : 0
  }

  // MARK: - Solving

  /// What the search knows.
  struct Answer {
    var values: [Int: Int] = [:]
    /// Readings of each line, by line, that fit the values.
    var survivors: [Int: [RowReading]] = [:]
    /// Lines whose tokens may be wrong: what the identities would put there may not be what is printed.
    var distrusted: Set<Int> = []
    /// Variables that hang on an identity that fails.
    var affected: Set<Int> = []
    var isContradictory = false
    var proof = TableProof.empty
  }

  private func solve() -> Answer {
    var answer = Answer()
    answer.proof.used = identities
    var base = Relaxation()
    let (problem, choiceLines) = problem(&base, &answer)
    dropPlainFailures(problem, &base)

    var candidates: [Int: Int?] = [:]
    for variable in 0..<problem.variableCount
    where problem.choiceOf[variable] >= 0 || isInferable(variable) { candidates[variable] = .some(nil) }
    var search = ExactSearch(problem: problem, budget: budget)
    var explanations = [base]
    var conflicts: [[Int]] = []
    if let values = search.forcedValues(base, candidates: candidates) {
      answer.values = values
      answer.proof.solutions = search.solutionCount(base, limit: TableProof.solutionLimit)
    } else {
      answer.isContradictory = true
      let explanation = search.explainConflict(base: base)
      explanations = explanation.explanations
      conflicts = explanation.conflicts
      answer.proof.explanations = explanations.count
      answer.proof.isCoarse = explanation.isCoarse
      answer.values = commonValues(explanations, candidates, &search)
    }
    if search.isExhausted { answer.proof.isBudgetExhausted = true }
    for (choice, line) in choiceLines.enumerated()
    where explanations.contains(where: { $0.frees(choice: choice) }) { answer.distrusted.insert(line) }
    // The places of a short row rest on the identities: where one of its own fails, nothing says where they are.
    let suspect = Set(conflicts.flatMap { $0 } + identities.indices.filter { base.drops(identity: $0) })
      .reduce(into: Set<Int>()) { $0.formUnion(problem.identities[$1].variables) }
    for line in choiceLines {
      guard case .uncertain(let row) = lines[line].shape,
        !row.isGlued || row.readings.contains(where: { $0.contains(nil) })
      else { continue }
      let variables = starts[line]..<starts[line] + lines[line].cells.count
      if variables.contains(where: suspect.contains) { answer.distrusted.insert(line) }
    }
    let failed = identities.indices.filter { base.drops(identity: $0) } + named(conflicts, explanations, problem)
    answer.proof.dropped = Set(failed).sorted().map { identities[$0] }
    answer.proof.used.removeAll(where: answer.proof.dropped.contains)
    for identity in Set(failed + conflicts.flatMap { $0 }) {
      answer.affected.formUnion(problem.identities[identity].variables)
    }
    noteSurvivors(&answer, explanations, choiceLines, problem, search)
    return answer
  }

  private func problem(_ base: inout Relaxation, _ answer: inout Answer) -> (LinearProblem, choiceLines: [Int]) {
    var problem = LinearProblem()
    for line in lines {
      for column in line.cells.indices {
        if case .certain(let reading) = line.shape, let value = reading[column]?.value {
          _ = problem.addVariable(lower: value, upper: value)
        } else {
          _ = problem.addVariable()
        }
      }
    }
    let indexOf = Dictionary(
      zip(lines.flatMap(\.cells), 0...), uniquingKeysWith: { first, _ in first })
    for identity in identities {
      problem.addIdentity(
        parts: identity.parts.compactMap { indexOf[$0] }, wholes: identity.wholes.compactMap { indexOf[$0] })
    }
    var choiceLines: [Int] = []
    for (index, line) in lines.enumerated() {
      guard case .uncertain(let row) = line.shape else { continue }
      let variables = Array(starts[index]..<starts[index] + line.cells.count)
      for sum in row.failedSums { base.drop(identity: sum) }
      if row.isExhausted || row.readings.isEmpty {
        answer.distrusted.insert(index)
        answer.proof.isBudgetExhausted = answer.proof.isBudgetExhausted || row.isExhausted
        if !row.isExhausted {
          // No reading satisfies the row's own sum: it fails, and the row says nothing.
          for (number, identity) in identities.enumerated()
          where (identity.parts + identity.wholes).allSatisfy(line.cells.contains) { base.drop(identity: number) }
        }
      } else {
        problem.addChoice(
          variables: variables,
          readings: row.readings.map { reading in reading.map { $0?.value ?? LinearProblem.Choice.open } })
        choiceLines.append(index)
      }
    }
    return (problem, choiceLines)
  }

  /// Drops the identities that fail over cells which no open identity contains: nothing can hang on them.
  private func dropPlainFailures(_ problem: LinearProblem, _ base: inout Relaxation) {
    let isOpen = problem.identities.map { identity in !identity.variables.allSatisfy(problem.isConstant) }
    for (number, identity) in problem.identities.enumerated() where !isOpen[number] {
      let sum = zip(identity.variables, identity.signs).reduce(0) { $0 + $1.1 * problem.lower[$1.0] }
      if sum != 0, identity.variables.allSatisfy({ problem.identitiesOf[$0].allSatisfy { !isOpen[$0] } }) {
        base.drop(identity: number)
      }
    }
  }

  private func noteSurvivors(
    _ answer: inout Answer, _ explanations: [Relaxation], _ choiceLines: [Int], _ problem: LinearProblem,
    _ search: ExactSearch
  ) {
    var search = search
    let root = explanations.count == 1 ? search.root(explanations[0]) : nil
    for (choice, line) in choiceLines.enumerated() {
      guard case .uncertain(let row) = lines[line].shape else { continue }
      let start = starts[line]
      let alive = root.map { $0.alive[choice].map(Int.init) } ?? Array(row.readings.indices)
      answer.survivors[line] = alive.map { row.readings[$0] }.filter { reading in
        reading.enumerated().allSatisfy { column, piece in
          guard let known = answer.values[start + column], let value = piece?.value else { return true }
          return value == known
        }
      }
    }
  }
}

extension PrintedLine {
  /// Whether every cell of the line is decided by its own token.
  fileprivate var isComplete: Bool {
    guard case .certain(let reading) = shape else { return false }
    return reading.allSatisfy { piece in
      guard let piece else { return false }
      return piece.kind != .blank
    }
  }

  fileprivate var hasLooserReadings: Bool {
    if case .uncertain(let row) = shape { return row.looser != nil }
    return false
  }

  fileprivate mutating func loosen() {
    if case .uncertain(var row) = shape, let looser = row.looser {
      row.readings = looser
      row.looser = nil
      shape = .uncertain(row)
    }
  }
}

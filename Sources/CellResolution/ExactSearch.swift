/// How much work the resolver may do; a report that needs more is left with unresolved cells, never guessed at.
public struct ResolutionBudget: Hashable, Sendable {
  /// Terms of equations and readings looked at for one table, in all its searches.
  public var workPerTable: Int
  /// Share of the work that one single search may take, as its reciprocal.
  public var searchesPerTable: Int
  /// Readings of one row kept; a row with more counts as unreadable.
  public var readingsPerRow: Int
  /// Places of a row looked at while its readings are listed.
  public var stepsPerRow: Int

  /// Makes a budget; the default keeps the worst table within some tens of milliseconds of a release build.
  public init(
    workPerTable: Int = 1_200_000, searchesPerTable: Int = 6, readingsPerRow: Int = 4_000, stepsPerRow: Int = 25_000
  ) {
    self.workPerTable = max(0, workPerTable)
    self.searchesPerTable = max(1, searchesPerTable)
    self.readingsPerRow = max(1, readingsPerRow)
    self.stepsPerRow = max(1, stepsPerRow)
  }
}

/// Depth-first search with propagation: finds a solution, or proves that there is none, or runs out of work.
struct ExactSearch {
  enum Outcome {
    case solution([Int])
    case none
    case exhausted
  }

  let problem: LinearProblem
  /// Work left for all searches of the table.
  private(set) var workLeft: Int
  /// Work that one search may take.
  let workPerSearch: Int
  /// Whether a search ended without an answer.
  private(set) var isExhausted = false

  init(problem: LinearProblem, budget: ResolutionBudget) {
    self.problem = problem
    workLeft = budget.workPerTable
    workPerSearch = max(1, budget.workPerTable / budget.searchesPerTable)
  }

  /// The tightened root of the relaxed problem; `nil` where propagation alone proves that it has no solution.
  mutating func root(_ relaxation: Relaxation) -> SearchState? {
    var propagation = BoundsPropagation(problem: problem, relaxation: relaxation)
    var state = propagation.initialState()
    // Nothing is refuted without work left to refute it.
    if workLeft <= 0 { return state }
    let isPossible = propagation.propagateAll(&state)
    workLeft -= propagation.work + Self.stateCost
    if workLeft <= 0 { isExhausted = true }
    return isPossible ? state : nil
  }

  /// What a copy of a state costs, in terms looked at.
  private static let stateCost = 200

  /// Searches below `root`, with the bounds of one variable narrowed where `narrowed` says so.
  mutating func solve(
    _ relaxation: Relaxation, root: SearchState, narrowed: (variable: Int, bounds: ClosedRange<Int>)? = nil,
    prefersHigh: Bool = false
  ) -> Outcome {
    var propagation = BoundsPropagation(problem: problem, relaxation: relaxation)
    defer { workLeft -= propagation.work + Self.stateCost }
    var start = root
    if let (variable, bounds) = narrowed {
      start.lower[variable] = max(start.lower[variable], bounds.lowerBound)
      start.upper[variable] = min(start.upper[variable], bounds.upperBound)
      if start.lower[variable] > start.upper[variable] { return .none }
      if !propagation.propagate(&start, changed: [variable]) { return .none }
    }
    var stack = [start]
    let limit = min(workPerSearch, workLeft)
    var states = 0
    while let state = stack.popLast() {
      states += 1
      if propagation.work + states * Self.stateCost >= limit {
        isExhausted = true
        return .exhausted
      }
      guard let branches = branches(of: state, relaxation, prefersHigh: prefersHigh) else {
        return .solution(state.lower)
      }
      for (var next, changed) in branches.reversed() where propagation.propagate(&next, changed: changed) {
        stack.append(next)
      }
    }
    return .none
  }

  /// The alternatives at a state, the most promising first; `nil` where every variable has one value.
  private func branches(
    of state: SearchState, _ relaxation: Relaxation, prefersHigh: Bool
  ) -> [(SearchState, [Int])]? {
    var best: (choice: Int, count: Int)?
    for (index, alive) in state.alive.enumerated()
    where alive.count > 1 && alive.count < (best?.count ?? .max) && isOpen(index, state) {
      best = (index, alive.count)
    }
    if let choice = best?.choice {
      return state.alive[choice].map { reading in
        var next = state
        next.alive[choice] = [reading]
        return (next, [problem.choices[choice].variables[0]])
      }
    }
    guard let variable = narrowestOpenVariable(state) else { return nil }
    let low = state.lower[variable]
    let high = state.upper[variable]
    // Few values: one by one. Many: the extreme first, then halves, so that a proof takes few steps.
    let cut = prefersHigh ? high - 1 : low
    var ranges = prefersHigh ? [(high, high), (low, cut)] : [(low, cut), (low + 1, high)]
    if high - low > 16 {
      let middle = low + (high - low) / 2
      ranges =
        prefersHigh
        ? [(high, high), (middle + 1, high - 1), (low, middle)] : [(low, low), (low + 1, middle), (middle + 1, high)]
    }
    return ranges.map { range in
      var next = state
      next.lower[variable] = range.0
      next.upper[variable] = range.1
      return (next, [variable])
    }
  }

  private func isOpen(_ choice: Int, _ state: SearchState) -> Bool {
    problem.choices[choice].variables.contains { state.lower[$0] != state.upper[$0] }
  }

  private func narrowestOpenVariable(_ state: SearchState) -> Int? {
    var best: Int?
    var bestWidth = Int.max
    for variable in state.lower.indices {
      let width = state.upper[variable] - state.lower[variable]
      if width > 0 && width < bestWidth {
        bestWidth = width
        best = variable
      }
    }
    return best
  }
}

extension ExactSearch {
  /// Which cells have one value in every solution of the relaxed problem.
  ///
  /// - Parameter candidates: the values that are still wanted (`nil` for "any"); cells outside the keys are not asked.
  /// - Returns: the value of each candidate that is proved to have no other; `nil` where there is no solution.
  mutating func forcedValues(_ relaxation: Relaxation, candidates: [Int: Int?]) -> [Int: Int]? {
    guard let root = root(relaxation) else { return nil }
    let first: [Int]
    switch solve(relaxation, root: root) {
    case .solution(let values): first = values
    case .none: return nil
    // Without a solution at hand the identities may contradict each other, and then they prove nothing.
    case .exhausted: return [:]
    }
    var forced: [Int: Int] = [:]
    var doubtful: Set<Int> = []
    for (variable, wanted) in candidates where (wanted ?? first[variable]) == first[variable] {
      if root.lower[variable] == root.upper[variable] {
        forced[variable] = first[variable]
      } else {
        doubtful.insert(variable)
      }
    }
    var refuted = Set<Int>()
    func note(_ values: [Int]) {
      for variable in doubtful where values[variable] != first[variable] { refuted.insert(variable) }
    }
    if !doubtful.isEmpty, case .solution(let values) = solve(relaxation, root: root, prefersHigh: true) { note(values) }
    for variable in doubtful.sorted() where !refuted.contains(variable) {
      if isForced(variable, value: first[variable], relaxation, root, note) { forced[variable] = first[variable] }
    }
    return forced
  }

  private mutating func isForced(
    _ variable: Int, value: Int, _ relaxation: Relaxation, _ root: SearchState, _ note: ([Int]) -> Void
  ) -> Bool {
    var ranges: [(ClosedRange<Int>, Bool)] = []
    if value < root.upper[variable] { ranges.append((value + 1...root.upper[variable], true)) }
    if value > root.lower[variable] { ranges.append((root.lower[variable]...value - 1, false)) }
    for (range, prefersHigh) in ranges {
      switch solve(relaxation, root: root, narrowed: (variable, range), prefersHigh: prefersHigh) {
      case .solution(let values):
        note(values)
        return false
      case .exhausted: return false
      case .none: break
      }
    }
    return true
  }

  /// Whether the relaxed problem is proved to have no solution.
  mutating func isRefuted(_ relaxation: Relaxation) -> Bool {
    guard let root = root(relaxation) else { return true }
    if case .none = solve(relaxation, root: root) { return true }
    return false
  }
}

extension ExactSearch {
  /// How many solutions a relaxed problem that has one or more has, counted up to `limit` and within the work of one search.
  mutating func solutionCount(_ relaxation: Relaxation, limit: Int) -> Int {
    var propagation = BoundsPropagation(problem: problem, relaxation: relaxation)
    guard let root = root(relaxation) else { return 0 }
    defer { workLeft -= propagation.work }
    var found: Set<[Int]> = []
    var stack = [root]
    while let state = stack.popLast(), found.count < limit, propagation.work < min(workPerSearch, workLeft) {
      guard let branches = branches(of: state, relaxation, prefersHigh: false) else {
        found.insert(state.lower)
        continue
      }
      for (var next, changed) in branches.reversed() where propagation.propagate(&next, changed: changed) {
        stack.append(next)
      }
    }
    return max(found.count, 1)
  }
}

/// The bounds of every variable and the readings still possible, at one point of a search.
struct SearchState: Sendable {
  var lower: [Int]
  var upper: [Int]
  /// Indices of the readings still possible; empty for a choice that a relaxation frees.
  var alive: [[Int32]]
}

/// Tightens bounds to a fixed point over all identities and readings of a problem under one relaxation.
struct BoundsPropagation {
  let problem: LinearProblem
  let relaxation: Relaxation
  /// Terms looked at so far: the measure of work that budgets count.
  private(set) var work = 0

  private var pendingIdentities: [Int] = []
  private var pendingChoices: [Int] = []
  private var isIdentityPending: [Bool]
  private var isChoicePending: [Bool]
  private let drops: [Bool]
  private let frees: [Bool]

  init(problem: LinearProblem, relaxation: Relaxation = Relaxation()) {
    self.problem = problem
    self.relaxation = relaxation
    isIdentityPending = Array(repeating: false, count: problem.identities.count)
    isChoicePending = Array(repeating: false, count: problem.choices.count)
    drops = problem.identities.indices.map { relaxation.drops(identity: $0) }
    frees = problem.choices.indices.map { relaxation.frees(choice: $0) }
  }

  /// The state before any tightening.
  func initialState() -> SearchState {
    var state = SearchState(
      lower: problem.lower, upper: problem.upper,
      alive: problem.choices.enumerated().map { index, choice in
        frees[index] ? [] : choice.readings.indices.map(Int32.init)
      })
    for variable in relaxation.variables {
      state.lower[variable] = min(0, state.lower[variable])
      state.upper[variable] = LinearProblem.unbounded
    }
    return state
  }

  /// Tightens everything; `false` where no solution is left.
  mutating func propagateAll(_ state: inout SearchState) -> Bool {
    for choice in problem.choices.indices { schedule(choice: choice) }
    for identity in problem.identities.indices { schedule(identity: identity) }
    return run(&state)
  }

  /// Tightens what depends on the variables; `false` where no solution is left.
  mutating func propagate(_ state: inout SearchState, changed variables: [Int]) -> Bool {
    for variable in variables { schedule(dependentsOf: variable) }
    return run(&state)
  }

  private mutating func schedule(identity: Int) {
    if !drops[identity] && !isIdentityPending[identity] {
      isIdentityPending[identity] = true
      pendingIdentities.append(identity)
    }
  }

  private mutating func schedule(choice: Int) {
    if choice >= 0 && !frees[choice] && !isChoicePending[choice] {
      isChoicePending[choice] = true
      pendingChoices.append(choice)
    }
  }

  private mutating func schedule(dependentsOf variable: Int) {
    for identity in problem.identitiesOf[variable] { schedule(identity: identity) }
    schedule(choice: problem.choiceOf[variable])
  }

  /// Steps after which propagation stops early, because bounds can creep one by one.
  ///
  /// Stopping is sound, only less tight.
  private static let stepLimit = 4000

  private mutating func run(_ state: inout SearchState) -> Bool {
    var steps = 0
    var isPossible = true
    while isPossible {
      steps += 1
      if steps > Self.stepLimit { break }
      if let identity = pendingIdentities.popLast() {
        isIdentityPending[identity] = false
        isPossible = tighten(identity: identity, &state)
      } else if let choice = pendingChoices.popLast() {
        isChoicePending[choice] = false
        isPossible = tighten(choice: choice, &state)
      } else {
        return true
      }
    }
    for identity in pendingIdentities { isIdentityPending[identity] = false }
    for choice in pendingChoices { isChoicePending[choice] = false }
    pendingIdentities.removeAll(keepingCapacity: true)
    pendingChoices.removeAll(keepingCapacity: true)
    return isPossible
  }

  private mutating func tighten(identity: Int, _ state: inout SearchState) -> Bool {
    let terms = problem.identities[identity]
    var low = 0
    var high = 0
    for (variable, sign) in zip(terms.variables, terms.signs) {
      low += sign > 0 ? state.lower[variable] : -state.upper[variable]
      high += sign > 0 ? state.upper[variable] : -state.lower[variable]
    }
    work += terms.variables.count
    if low > 0 || high < 0 { return false }
    if low == 0 && high == 0 { return true }
    for (variable, sign) in zip(terms.variables, terms.signs) {
      let lowest = state.lower[variable]
      let highest = state.upper[variable]
      if lowest == highest { continue }
      // The others add up to low-own … high-own, and the whole is 0.
      let (newLowest, newHighest): (Int, Int)
      if sign > 0 {
        (newLowest, newHighest) = (-(high - highest), -(low - lowest))
      } else {
        (newLowest, newHighest) = (low + highest, high + lowest)
      }
      if !narrow(variable, newLowest, newHighest, &state) { return false }
    }
    return true
  }

  private mutating func narrow(_ variable: Int, _ low: Int, _ high: Int, _ state: inout SearchState) -> Bool {
    var isChanged = false
    if low > state.lower[variable] {
      state.lower[variable] = low
      isChanged = true
    }
    // Bounds near `unbounded` are artefacts of it: leaving them alone keeps them from creeping.
    if high < state.upper[variable] && high < LinearProblem.unbounded / 2 {
      state.upper[variable] = high
      isChanged = true
    }
    if state.lower[variable] > state.upper[variable] { return false }
    if isChanged { schedule(dependentsOf: variable) }
    return true
  }

  /// Removes the readings that contradict the bounds or a local identity, and takes the hull of what is left.
  private mutating func tighten(choice index: Int, _ state: inout SearchState) -> Bool {
    let choice = problem.choices[index]
    let count = choice.variables.count
    var hullLow = Array(repeating: Int.max, count: count)
    var hullHigh = Array(repeating: Int.min, count: count)
    var low = Array(repeating: 0, count: count)
    var high = low
    var survivors: [Int32] = []
    survivors.reserveCapacity(state.alive[index].count)
    for reading in state.alive[index] {
      let values = choice.readings[Int(reading)]
      work += count
      var isPossible = true
      for place in 0..<count {
        let variable = choice.variables[place]
        let value = values[place]
        if value == LinearProblem.Choice.open {
          low[place] = state.lower[variable]
          high[place] = state.upper[variable]
        } else if value < state.lower[variable] || value > state.upper[variable] {
          isPossible = false
          break
        } else {
          low[place] = value
          high[place] = value
        }
      }
      guard isPossible, satisfiesLocalIdentities(choice, &low, &high) else { continue }
      survivors.append(reading)
      for place in 0..<count {
        hullLow[place] = min(hullLow[place], low[place])
        hullHigh[place] = max(hullHigh[place], high[place])
      }
    }
    if survivors.isEmpty { return false }
    state.alive[index] = survivors
    for place in 0..<count
    where !narrow(choice.variables[place], hullLow[place], hullHigh[place], &state) { return false }
    return true
  }

  /// Tightens the bounds of one reading by the identities within its row; `false` where one cannot hold.
  private mutating func satisfiesLocalIdentities(
    _ choice: LinearProblem.Choice, _ low: inout [Int], _ high: inout [Int]
  ) -> Bool {
    for identity in choice.localIdentities where !drops[identity] {
      let terms = problem.identities[identity]
      var sumLow = 0
      var sumHigh = 0
      let base = choice.variables[0]
      work += terms.variables.count
      for (variable, sign) in zip(terms.variables, terms.signs) {
        let place = variable - base
        sumLow += sign > 0 ? low[place] : -high[place]
        sumHigh += sign > 0 ? high[place] : -low[place]
      }
      if sumLow > 0 || sumHigh < 0 { return false }
      for (variable, sign) in zip(terms.variables, terms.signs) {
        let place = variable - base
        let (oldLow, oldHigh) = (low[place], high[place])
        if oldLow == oldHigh { continue }
        let newLow = sign > 0 ? -(sumHigh - oldHigh) : sumLow + oldHigh
        let newHigh = sign > 0 ? -(sumLow - oldLow) : sumHigh + oldLow
        low[place] = max(oldLow, newLow)
        if newHigh < LinearProblem.unbounded / 2 { high[place] = min(oldHigh, newHigh) }
        if low[place] > high[place] { return false }
      }
    }
    return true
  }
}

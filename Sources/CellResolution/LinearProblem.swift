/// Integer unknowns, equations among them, and rows of which several readings are possible.
///
/// The core knows nothing of the form: a variable is a cell, an identity says that some cells add up to others, and a
/// choice says that a group of cells (a printed row) has one of finitely many readings.
struct LinearProblem: Sendable {
  /// Stands for "no upper bound"; far above every value that takes part in an identity.
  static let unbounded = 1 << 50
  /// The largest value that takes part in an identity; larger ones are treated as unknown.
  static let largestValue = 1_000_000_000_000

  /// An equation: the variables with sign 1 add up to those with sign -1.
  struct Identity: Sendable {
    var variables: [Int]
    var signs: [Int]
  }

  /// A group of variables with its possible readings.
  struct Choice: Sendable {
    /// The cells of the group.
    var variables: [Int]
    /// One value a variable and reading; `Choice.open` for a cell that the reading leaves blank.
    var readings: [[Int]]
    /// Identities all of whose variables lie in the group; they are checked reading by reading.
    var localIdentities: [Int] = []

    static let open = Int.min
  }

  private(set) var lower: [Int] = []
  private(set) var upper: [Int] = []
  private(set) var identities: [Identity] = []
  private(set) var choices: [Choice] = []
  private(set) var identitiesOf: [[Int]] = []
  private(set) var choiceOf: [Int] = []

  var variableCount: Int { lower.count }

  /// Adds a variable whose value lies between the bounds.
  mutating func addVariable(lower low: Int = 0, upper high: Int = LinearProblem.unbounded) -> Int {
    lower.append(low)
    upper.append(high)
    identitiesOf.append([])
    choiceOf.append(-1)
    return lower.count - 1
  }

  /// Adds an equation; at most 64 of them.
  mutating func addIdentity(parts: [Int], wholes: [Int]) {
    precondition(identities.count < 64, "identities are numbered by the bits of one word")
    let index = identities.count
    identities.append(
      Identity(
        variables: parts + wholes,
        signs: Array(repeating: 1, count: parts.count) + Array(repeating: -1, count: wholes.count)))
    for variable in parts + wholes { identitiesOf[variable].append(index) }
  }

  /// Adds a choice over consecutive variables that no other choice holds; after all identities.
  mutating func addChoice(variables: [Int], readings: [[Int]]) {
    precondition(zip(variables, variables.dropFirst()).allSatisfy { $0 + 1 == $1 }, "a row's variables are consecutive")
    precondition(choices.count < 64, "choices are numbered by the bits of one word")
    let members = Set(variables)
    let local = identities.indices.filter { identities[$0].variables.allSatisfy(members.contains) }
    for variable in variables { choiceOf[variable] = choices.count }
    choices.append(Choice(variables: variables, readings: readings, localIdentities: local))
  }

  /// Whether the variable has one value from the start.
  func isConstant(_ variable: Int) -> Bool { choiceOf[variable] < 0 && lower[variable] == upper[variable] }
}

/// What is taken back from a problem to explain a contradiction: identities that do not hold, rows whose tokens cannot
/// be trusted, single cells whose printed value cannot.
struct Relaxation: Hashable, Sendable {
  var identities: UInt64 = 0
  var choices: UInt64 = 0
  var variables: Set<Int> = []

  func drops(identity: Int) -> Bool { identities & (1 << UInt64(identity)) != 0 }
  func frees(choice: Int) -> Bool { choices & (1 << UInt64(choice)) != 0 }
  mutating func drop(identity: Int) { identities |= 1 << UInt64(identity) }
  mutating func free(choice: Int) { choices |= 1 << UInt64(choice) }

  func union(_ other: Relaxation) -> Relaxation {
    Relaxation(
      identities: identities | other.identities, choices: choices | other.choices,
      variables: variables.union(other.variables))
  }
}

/// Why a contradictory problem is contradictory, in the fewest errors.
///
/// A report's arithmetic can be off in three ways: an identity just does not hold, one printed cell is wrong (so every
/// identity it is part of misleads), or the tokens of a row whose places are not certain are wrong. Each smallest set
/// of such errors that makes the rest consistent is an explanation; only what is forced under every one of them is
/// known.
struct ConflictExplanation {
  /// Sets of identities that cannot hold together, found one after the other.
  var conflicts: [[Int]] = []
  /// The smallest explanations; one union of all suspects where they are too many to list.
  var explanations: [Relaxation] = []
  /// Whether `explanations` is such a union.
  var isCoarse = false
}

/// Distinct errors in a fixed order: results must not depend on the hashing of one process.
private struct Suspects {
  let inOrder: [Relaxation]
  private let members: Set<Relaxation>

  init(_ errors: [Relaxation]) {
    var seen: Set<Relaxation> = []
    inOrder = errors.filter { seen.insert($0).inserted }
    members = seen
  }

  func contains(_ error: Relaxation) -> Bool { members.contains(error) }
}

extension ExactSearch {
  /// Explains a problem that `base` leaves without a solution.
  mutating func explainConflict(base: Relaxation) -> ConflictExplanation {
    var result = ConflictExplanation()
    var withoutConflicts = base
    while workLeft > 0, isRefuted(withoutConflicts) {
      let conflict = smallestConflict(below: withoutConflicts)
      if conflict.isEmpty { break }
      result.conflicts.append(conflict)
      for identity in conflict { withoutConflicts.drop(identity: identity) }
    }
    let suspects = result.conflicts.map { Suspects(self.suspects(of: $0)) }
    guard let first = suspects.first else { return result }

    let single = first.inOrder.filter { candidate in suspects.dropFirst().allSatisfy { $0.contains(candidate) } }
    result.explanations = single.map(base.union).filter { !isRefuted($0) }
    if result.explanations.isEmpty { result.explanations = pairs(suspects, base: base) }
    if result.explanations.isEmpty {
      result.isCoarse = true
      result.explanations = [coarseExplanation(result.conflicts, base: base)]
    }
    // Without work left nothing was refuted for good: no explanation is known, and nothing follows.
    if workLeft <= 0 { result.explanations = [] }
    return result
  }

  /// A set of identities that has no solution and loses that with any one of them taken away.
  private mutating func smallestConflict(below base: Relaxation) -> [Int] {
    let active = problem.identities.indices.filter { !base.drops(identity: $0) }
    var outside = base
    for identity in active { outside.drop(identity: identity) }
    // Most conflicts are one identity whose cells are all printed.
    for identity in active {
      var alone = outside
      alone.identities &= ~(1 << UInt64(identity))
      if root(alone) == nil { return [identity] }
    }
    let needsSearch = root(base) != nil
    var reduced = base
    var conflict: [Int] = []
    // Rows last, so that a conflict keeps the row identities and gives up column identities where it can choose.
    for identity in active.reversed() {
      var without = reduced
      without.drop(identity: identity)
      if needsSearch ? isRefuted(without) : root(without) == nil {
        reduced = without
      } else {
        conflict.append(identity)
      }
    }
    return conflict.sorted()
  }

  /// The single errors that touch a conflict.
  private func suspects(of conflict: [Int]) -> [Relaxation] {
    var found: [Relaxation] = []
    for identity in conflict {
      var error = Relaxation()
      error.drop(identity: identity)
      found.append(error)
      for variable in problem.identities[identity].variables {
        if problem.choiceOf[variable] >= 0 {
          var error = Relaxation()
          error.free(choice: problem.choiceOf[variable])
          found.append(error)
        } else if problem.isConstant(variable) {
          found.append(Relaxation(variables: [variable]))
        }
      }
    }
    return found
  }

  /// Two errors that together touch every conflict; empty where there are none or too many to try.
  private mutating func pairs(_ suspects: [Suspects], base: Relaxation) -> [Relaxation] {
    guard let first = suspects.first else { return [] }
    var candidates: [Relaxation] = []
    for left in first.inOrder {
      if let missed = suspects.first(where: { !$0.contains(left) }) {
        for right in missed.inOrder where suspects.allSatisfy({ $0.contains(left) || $0.contains(right) }) {
          candidates.append(left.union(right))
        }
      } else {
        // One error touches all conflicts and yet does not explain them: any second suspect may help it.
        for other in suspects { candidates += other.inOrder.map(left.union) }
      }
    }
    let distinct = Suspects(candidates).inOrder
    if distinct.count > Self.pairLimit { return [] }
    return distinct.map(base.union).filter { !isRefuted($0) }
  }

  private static let pairLimit = 300

  /// Everything suspect taken back at once: what is forced then is forced under every explanation within it.
  private mutating func coarseExplanation(_ conflicts: [[Int]], base: Relaxation) -> Relaxation {
    var union = base
    var pending = conflicts
    while let conflict = pending.popLast() {
      for suspect in suspects(of: conflict) { union = union.union(suspect) }
      if pending.isEmpty, workLeft > 0, isRefuted(union) {
        let next = smallestConflict(below: union)
        if !next.isEmpty { pending.append(next) }
      }
    }
    return union
  }
}

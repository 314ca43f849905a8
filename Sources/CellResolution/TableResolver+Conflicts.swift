/// What contradictions of a table leave, and how they are named.
extension TableResolver {
  func commonValues(
    _ explanations: [Relaxation], _ candidates: [Int: Int?], _ search: inout ExactSearch
  ) -> [Int: Int] {
    var common = candidates
    for explanation in explanations {
      if common.isEmpty { break }
      guard let values = search.forcedValues(explanation, candidates: common) else { return [:] }
      common = values.mapValues { $0 }
    }
    return explanations.isEmpty ? [:] : common.compactMapValues { $0 }
  }

  /// The identities that stand for the conflicts: where one explanation is left, those it touches, else the weakest.
  func named(_ conflicts: [[Int]], _ explanations: [Relaxation], _ problem: LinearProblem) -> [Int] {
    conflicts.flatMap { conflict -> [Int] in
      if conflict.count == 1 { return conflict }
      if explanations.count == 1 {
        let touched = conflict.filter { identity in
          explanations[0].drops(identity: identity)
            || problem.identities[identity].variables.contains { variable in
              explanations[0].variables.contains(variable)
                || problem.choiceOf[variable] >= 0 && explanations[0].frees(choice: problem.choiceOf[variable])
            }
        }
        if !touched.isEmpty { return touched }
      }
      let columns = conflict.filter { identities[$0].rule == .columnOutcomes || identities[$0].rule == .columnBalance }
      return columns.isEmpty ? conflict : columns
    }
  }
}

import StatutoryForm

/// From labels and values in reading order to the rows of the form.
extension ApplicationsAligner {
  /// Gives values to rows.
  mutating func assign() {
    for index in candidates.indices {
      if let row = candidates[index].row, !rows.contains(row) { candidates[index].row = nil }
    }
    if precedesLabels {
      for row in rows where result.labels[row] != nil { result.unclear.append((row, result.labels[row] ?? 0)) }
      return
    }
    let anchors = longestChain()
    let strong = anchors.filter { candidates[$0].values.attachment == .same }
    let usesOnlyStrong = strong.count * 2 >= anchors.count && !strong.isEmpty
    let fixed = usesOnlyStrong ? strong : anchors
    for index in fixed {
      if let row = candidates[index].row { result.groups[row] = candidates[index].values }
    }
    var previous = -1
    var previousRow = -1
    for index in fixed + [candidates.count] {
      let row = index < candidates.count ? candidates[index].row.flatMap { rows.firstIndex(of: $0) } ?? 0 : rows.count
      if previous + 1 < index {
        fill(Array(rows[(previousRow + 1)..<max(previousRow + 1, row)]), (previous + 1)..<index, kept: anchors)
      }
      previous = index
      previousRow = row
    }
    dropRunsOfMissingRows()
    suspectRowsBeforeMissingOnes()
  }

  /// The heaviest chain of labelled values in form order; of equal ones the earliest in the document.
  private func longestChain() -> [Int] {
    var best = [(weight: Int, last: Int)](repeating: (0, -1), count: rows.count)
    var before = [Int](repeating: -1, count: candidates.count)
    for (index, candidate) in candidates.enumerated() {
      guard let row = candidate.row, let place = rows.firstIndex(of: row) else { continue }
      var weight = candidate.values.attachment == .same ? 4 : 2
      if candidate.values.isComplete { weight += 2 }
      if hits[candidate.hit].isPrefix { weight -= 1 }
      var top = (weight: 0, last: -1)
      for earlier in 0..<place where best[earlier].weight > top.weight { top = best[earlier] }
      if top.weight + weight > best[place].weight {
        before[index] = top.last
        best[place] = (top.weight + weight, index)
      }
    }
    var top = (weight: 0, last: -1)
    for entry in best where entry.weight > top.weight { top = entry }
    var chain: [Int] = []
    var index = top.last
    while index >= 0 {
      chain.append(index)
      index = before[index]
    }
    return chain.reversed()
  }

  /// Gives the values between two certain rows to the rows between them.
  private mutating func fill(_ missing: [FormRow], _ between: Range<Int>, kept: [Int]) {
    let distinct = between.filter { !isRepetition(candidates[$0]) }
    let misplaced = distinct.filter { isMisplaced(candidates[$0], missing) }
    for index in misplaced {
      guard let row = candidates[index].row else { continue }
      if candidates[index].values.items.allSatisfy({ $0.cell >= 0 }) {
        // A grid row that stands out of order is the row of its label all the same.
        result.groups[row] = candidates[index].values
        result.unclear.removeAll { $0.row == row }
      } else {
        result.unclear.append((row, candidates[index].values.position))
      }
    }
    let missing = misplaced.isEmpty ? missing : missing.filter { result.groups[$0] == nil }
    let all = misplaced.isEmpty ? distinct : distinct.filter { !misplaced.contains($0) }
    let plain = all.filter { candidates[$0].group == nil }
    let full = plain.filter { isFull(candidates[$0].values) }
    let claims = plain.compactMap { index in candidates[index].row.map { (index, $0) } }
    if missing.isEmpty {
      result.strays += plain.map { candidates[$0].values.position }
      keepSubtotals(all.filter { candidates[$0].group != nil })
      return
    }
    let ordered = zip(claims, claims.dropFirst()).allSatisfy { $0.1.rawValue < $1.1.rawValue }
    if claims.count == plain.count, ordered, claims.allSatisfy({ missing.contains($0.1) }) {
      if plain.isEmpty, full.isEmpty, fillWithGroupValues(missing, all) { return }
      for (index, row) in claims { result.groups[row] = candidates[index].values }
      keepSubtotals(all.filter { candidates[$0].group != nil })
      return
    }
    for chosen in [plain, full] where chosen.count == missing.count {
      for (index, row) in zip(chosen, missing) { result.groups[row] = candidates[index].values }
      result.strays += plain.filter { !chosen.contains($0) }.map { candidates[$0].values.position }
      keepSubtotals(all.filter { candidates[$0].group != nil })
      return
    }
    if fillWithGroupValues(missing, all) { return }
    // Labels whose values follow at once stay; what is left cannot be told apart.
    for (index, row) in claims where kept.contains(index) && missing.contains(row) && alone(index, in: plain) {
      result.groups[row] = candidates[index].values
    }
    for row in missing where result.groups[row] == nil {
      let position = plain.first.map { candidates[$0].values.position } ?? result.labels[row] ?? 0
      result.unclear.append((row, position))
    }
    keepSubtotals(all.filter { candidates[$0].group != nil })
  }

  /// Whether values stand beside the whole label of a row that has its place elsewhere in the form.
  private func isMisplaced(_ candidate: Candidate, _ missing: [FormRow]) -> Bool {
    guard let row = candidate.row, rows.contains(row), !missing.contains(row), !hits[candidate.hit].isPrefix else {
      return false
    }
    return candidate.values.isComplete && candidate.values.attachment != .none
  }

  /// Whether no loose values stand directly behind the label's own.
  private func alone(_ index: Int, in plain: [Int]) -> Bool {
    guard let place = plain.firstIndex(of: index), place + 1 < plain.count else { return true }
    return candidates[plain[place + 1]].row != nil
  }

  /// A group without sub-labels: its first row stands behind the group's own label.
  private mutating func fillWithGroupValues(_ missing: [FormRow], _ all: [Int]) -> Bool {
    let chosen = all.filter { isFull(candidates[$0].values) }
    guard chosen.count == missing.count, !chosen.isEmpty,
      missing.allSatisfy({ result.labels[$0] == nil })
        || chosen.contains(where: { candidates[$0].group == nil })
    else { return false }
    for (index, row) in zip(chosen, missing) { result.groups[row] = candidates[index].values }
    return true
  }

  private mutating func keepSubtotals(_ indices: [Int]) {
    for index in indices {
      guard let group = candidates[index].group, isFull(candidates[index].values) else { continue }
      result.subtotals.append((group, candidates[index].values))
    }
  }

  private func isFull(_ values: ValueGroup) -> Bool { values.isComplete || values.isGlued }

  /// A row that was printed before with the same values, as a page break or an expansion repeats it.
  private mutating func isRepetition(_ candidate: Candidate) -> Bool {
    guard let row = candidate.row, let first = result.groups[row] else { return false }
    let same =
      first.items.count == candidate.values.items.count
      && zip(first.items, candidate.values.items).allSatisfy {
        stream.units[$0.range].elementsEqual(stream.units[$1.range])
      }
    if !same, !isOfComparison(candidate.values, with: first) {
      result.contradicted.append((row, candidate.values.position))
    }
    return true
  }

  /// Whether the values stand in another grid that is narrower than the form, as one that compares years is.
  private func isOfComparison(_ values: ValueGroup, with first: ValueGroup) -> Bool {
    guard first.isComplete, values.items.count < Self.columnCount,
      let own = first.items.first.flatMap({ stream.gridRow(of: $0.cell) }),
      let other = values.items.first.flatMap({ stream.gridRow(of: $0.cell) })
    else { return false }
    return own.table != other.table
  }

  /// Where blanks vanish, a row of several lines before one without a label may hold values of both.
  private mutating func suspectRowsBeforeMissingOnes() {
    guard evidence.dropsBlanks else { return }
    for (row, next) in zip(rows, rows.dropFirst()) {
      guard let values = result.groups[row], !values.isGlued, values.items.allSatisfy({ $0.cell < 0 }),
        result.groups[next] == nil, result.labels[next] == nil,
        values.items.dropFirst().contains(where: { $0.separation >= .line })
      else { continue }
      result.groups[row] = nil
      result.unclear.append((row, values.position))
    }
  }

  /// A run that is long enough for two rows, before a row that has no label: nothing says where the one ends.
  private mutating func dropRunsOfMissingRows() {
    for (index, row) in rows.enumerated() {
      guard let values = result.groups[row], values.isGlued, index + 1 < rows.count else { continue }
      let next = rows[index + 1]
      if result.groups[next] != nil || result.labels[next] != nil { continue }
      let digits = values.items.reduce(0) { $0 + stream.digitCount($1.range) }
      if digits >= 2 * Self.columnCount {
        result.groups[row] = nil
        result.unclear.append((row, values.position))
        result.unclear.append((next, values.position))
      }
    }
  }
}

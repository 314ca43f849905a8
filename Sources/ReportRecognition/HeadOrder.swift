import StatutoryForm

/// The order in which the heads of tables 3 and 4 stand before the values, against that of the form.
struct HeadOrder {
  let stream: LabelStream
  let hits: [LabelHit]

  /// How the heads before the first row of table 3 stand.
  ///
  /// 总计 may follow 自然人 at once, as the cells of a head of two rows do.
  func applicants(before row: Int) -> PrintedHeadOrder {
    var places = [Int](repeating: -1, count: 7)
    var index = row - 1
    var next = hits[row].start
    var group = -1
    while index >= 0, next - hits[index].end <= 12 {
      next = hits[index].start
      let column: FormColumn
      switch hits[index].kind {
      case .column(let found): column = found
      case .total: column = .total
      case .other: column = .otherOrganization
      case .head:
        if isGroup(hits[index]) { group = index }
        index -= 1
        continue
      default: return verdict(places, group)
      }
      guard let place = FormColumn.applicants.firstIndex(of: column) else { return verdict(places, group) }
      // Of heads that are repeated the last ones are those above the columns.
      if places[place] < 0 { places[place] = index }
      index -= 1
    }
    return verdict(places, group)
  }

  private func isGroup(_ hit: LabelHit) -> Bool { stream.units[hit.core.lowerBound] == 0x6CD5 }

  private func verdict(_ places: [Int], _ group: Int) -> PrintedHeadOrder {
    if places.contains(-1) { return isDoubtful(places) ? .doubtful : .unknown }
    let organizations = places[1...5]
    let isAscending = zip(organizations, organizations.dropFirst()).allSatisfy { $0 < $1 }
    let (person, total) = (places[0], places[6])
    let first = organizations.min() ?? 0
    let last = organizations.max() ?? 0
    let isTotalBehind = total > last || total == person + 1 || total == person + 2 && group == person + 1
    if !isAscending { return person < first && isTotalBehind ? .other : .scrambled }
    if total < person, person < first { return .totalFirst }
    if person > first || group >= 0 && group < person { return .personsBehind }
    return isTotalBehind ? .usual : .scrambled
  }

  /// Whether those heads that were found stand in another order.
  private func isDoubtful(_ places: [Int]) -> Bool {
    let organizations = places[1...5].filter { $0 >= 0 }
    if organizations.count < 2 { return false }
    if zip(organizations, organizations.dropFirst()).contains(where: { $0 > $1 }) { return true }
    return places[0] > organizations[0]
  }

  /// How the heads of table 4 from the first to the last of them stand.
  func results(_ heads: ClosedRange<Int>) -> PrintedHeadOrder {
    var stages: [FormRow] = []
    var names: [FormColumn] = []
    var last = -1
    var isSorted = true
    for hit in hits[heads] {
      switch hit.kind {
      case .proceedings(let row):
        if row == nil, !stages.contains(.review) { isSorted = false }
        guard let row, !stages.contains(row) else { continue }
        stages.append(row)
        // On a grid the columns say it: the name of a later block may stand on a row above.
        let cell = stream.cellOf[hit.core.lowerBound]
        if cell >= 0 {
          isSorted = isSorted && stream.cells[Int(cell)].cell.column >= last
          last = stream.cells[Int(cell)].cell.column
        }
      case .column(let column) where FormColumn.results.contains(column): names.append(column)
      case .total: names.append(.resultTotal)
      default: continue
      }
    }
    guard names.count >= 5, names.count % 5 == 0 else { return .unknown }
    let first = Array(names[..<5])
    for start in stride(from: 5, to: names.count, by: 5) where Array(names[start..<start + 5]) != first {
      return .unknown
    }
    guard Set(first.map(\.rawValue)).count == 5 else { return .unknown }
    if !isSorted || zip(stages, stages.dropFirst()).contains(where: { $0.rawValue > $1.rawValue }) { return .other }
    if first == FormColumn.results { return .usual }
    return first == [.resultTotal] + FormColumn.results.dropLast() ? .totalFirst : .other
  }
}

import StatutoryForm

/// What the heads of tables say about the places of values, where they stand in another order than the form's.
extension FormRecognizer {
  /// The exact tables in which some labels stand, in order.
  func exactTables(_ indices: some Sequence<Int>) -> [Int] {
    var tables: [Int] = []
    for index in indices {
      let cell = stream.cellOf[min(hits[index].core.lowerBound, stream.count - 1)]
      if cell < 0 { continue }
      let table = Int(stream.cells[Int(cell)].table)
      if tables.last != table, !tables.contains(table) { tables.append(table) }
    }
    return tables
  }

  func gridReading(_ tables: [Int]) -> GridReading {
    var reading = GridReading()
    let reader = GridReader(stream: stream, hits: hits, year: reportYear)
    for table in tables { reader.read(table, into: &reading) }
    return reading
  }

  /// A row of as many places as there are columns; what has no column in the table is blank.
  func group(_ items: [ValueItem?], at position: Int) -> ValueGroup {
    let offset = stream.offsets.isEmpty ? 0 : stream.offsets[min(position, stream.count - 1)]
    let places = items.map {
      $0 ?? ValueItem(range: position..<position, reading: nil, separation: .cell, cell: -1, offset: offset)
    }
    return ValueGroup(
      items: places, attachment: .same, isComplete: true, isGlued: false, isOverfull: false, position: position)
  }

  // MARK: Table 3

  /// Brings the values of table 3 to the columns that its heads name.
  func applyHeads(
    _ instance: Range<Int>, _ aligned: inout AlignedApplications, _ result: inout RecognizedForm
  ) {
    let order = HeadOrder(stream: stream, hits: hits).applicants(before: instance.lowerBound)
    let rows = FormRow.list.filter { $0.table == .applications || $0.table == .outcomes }
    if order == .usual, isClean(aligned, rows) { return }
    let tables = exactTables(instance)
    if tables.isEmpty {
      applyTextHeads(order, &aligned, rows, &result)
      return
    }
    let reading = gridReading(tables)
    var proof = OrderProof()
    var changed: [FormRow] = []
    var added: [FormRow] = []
    var sure: Set<FormRow> = []
    var holds = 0
    var fails = 0
    for row in rows {
      let head = FormColumn.applicants.map { reading[row, $0] }
      let count = head.count { $0 != nil }
      if count == 0 || FormColumn.applicants.contains(where: { reading.isContradicted(row, $0) }) { continue }
      if let sum = OrderProof.holds(head) { if sum { holds += 1 } else { fails += 1 } }
      guard let form = aligned.groups[row], form.isComplete, form.items.count == 7 else {
        if count == 7 || !(aligned.groups[row]?.isGlued ?? false) { added.append(row) }
        continue
      }
      if count == 7 { sure.insert(row) }
      if zip(head, form.items).allSatisfy({ $0 == nil || $0?.cell == $1.cell }) { continue }
      // All heads were found, and yet they do not stand above the values: their places say nothing.
      if count < 7, order != .unknown, order != .doubtful, order != .usual { continue }
      proof.count(head: head, form: form.items)
      changed.append(row)
    }
    if fails > holds {
      // The heads lead to sums that do not hold: neither reading is sure where they differ.
      if proof.verdict != .form { drop(changed, &aligned) } else { warn(changed, reading, aligned, &result) }
      applyTextHeads(order, &aligned, rows.filter { !sure.contains($0) }, &result)
      return
    }
    let permutation = permutation(changed, reading, aligned)
    switch proof.verdict {
    case .head:
      take(changed, reading, &aligned)
      permute(rows.filter { !changed.contains($0) && reading.labels[$0] == nil }, permutation, &aligned)
    case .both:
      warn(changed, reading, aligned, &result)
      take(changed, reading, &aligned)
      let others = rows.filter { !changed.contains($0) && reading.labels[$0] == nil }
      if permutation != nil {
        for row in others {
          if let group = aligned.groups[row] { result.findings.append(orderFinding(row, group.position)) }
        }
      }
      permute(others, permutation, &aligned)
    case .form: warn(changed, reading, aligned, &result)
    case .neither: drop(changed, &aligned)
    }
    // Fields of text have no spans, and words of a page layout no rulings: such heads stand where they happen to.
    if permutation == nil {
      applyTextHeads(order, &aligned, rows.filter { !sure.contains($0) && !changed.contains($0) }, &result)
    }
    if added.count < 3, changed.isEmpty, holds == 0 { return }
    take(added, reading, &aligned)
    let isSecond = reading.labels[.otherOverdueCorrection] != nil || reading.labels[.otherUnpaidFee] != nil
    if isSecond { aligned.otherHandlingVersion = .v2 }
    if !isSecond, aligned.otherHandlingVersion == nil, aligned.groups[.otherHandling] != nil {
      aligned.otherHandlingVersion = .v1
    }
  }

  /// The place among a row's values at which the heads put each column, where all rows agree.
  private func permutation(_ rows: [FormRow], _ reading: GridReading, _ aligned: AlignedApplications) -> [Int]? {
    var common: [Int]?
    for row in rows {
      guard let items = aligned.groups[row]?.items else { return nil }
      let places = FormColumn.applicants.compactMap { column in
        reading[row, column].flatMap { head in items.firstIndex { $0.cell == head.cell } }
      }
      guard places.count == 7, common ?? places == places else { return nil }
      common = places
    }
    return common
  }

  /// Brings rows of a part of the table that has no heads of its own to the columns of the part before it.
  private func permute(_ rows: [FormRow], _ places: [Int]?, _ aligned: inout AlignedApplications) {
    guard let places else { return }
    for row in rows {
      guard let form = aligned.groups[row], form.isComplete, form.items.count == 7 else { continue }
      aligned.groups[row] = group(places.map { form.items[$0] }, at: form.position)
    }
  }

  private func isClean(_ aligned: AlignedApplications, _ rows: [FormRow]) -> Bool {
    guard aligned.unclear.isEmpty, aligned.strays.isEmpty, aligned.contradicted.isEmpty else { return false }
    var count = 0
    for row in rows {
      guard let group = aligned.groups[row] else { continue }
      if !group.isComplete || group.items.count != 7 { return false }
      count += 1
    }
    return count >= 23
  }

  private func take(_ rows: [FormRow], _ reading: GridReading, _ aligned: inout AlignedApplications) {
    for row in rows {
      let items = FormColumn.applicants.map { reading[row, $0] }
      let position = items.lazy.compactMap { $0 }.first?.range.lowerBound ?? reading.labels[row] ?? 0
      aligned.groups[row] = group(items, at: position)
      if aligned.labels[row] == nil { aligned.labels[row] = reading.labels[row] }
      aligned.unclear.removeAll { $0.row == row }
    }
  }

  private func drop(_ rows: [FormRow], _ aligned: inout AlignedApplications) {
    for row in rows {
      guard let group = aligned.groups[row] else { continue }
      aligned.groups[row] = nil
      aligned.unclear.append((row, group.position))
    }
  }

  private func warn(
    _ rows: [FormRow], _ reading: GridReading, _ aligned: AlignedApplications, _ result: inout RecognizedForm
  ) {
    for row in rows {
      guard let form = aligned.groups[row] else { continue }
      let head = FormColumn.applicants.map { reading[row, $0] }
      let isAlike = zip(head, form.items).allSatisfy { head, item in
        guard let head else { return false }
        return stream.units[head.range].elementsEqual(stream.units[item.range])
      }
      if !isAlike { result.findings.append(orderFinding(row, form.position)) }
    }
  }

  func orderFinding(_ row: FormRow, _ position: Int) -> Finding {
    Finding(
      rule: "S.COLUMNS", severity: .warning, table: row.table.code, row: row.code,
      message:
        "The heads of the columns stand in another order than the form's, and no sum shows which of them is meant.",
      line: line(position))
  }

  /// In text the order of heads proves nothing: what it puts in doubt is published only where sums decide.
  private func applyTextHeads(
    _ order: HeadOrder.Verdict, _ aligned: inout AlignedApplications, _ rows: [FormRow], _ result: inout RecognizedForm
  ) {
    if order == .usual || order == .unknown { return }
    let whole = rows.filter { row in
      aligned.groups[row].map { $0.isComplete && $0.items.count == 7 } ?? false
    }
    if order == .totalFirst {
      var proof = OrderProof()
      for row in whole {
        guard let items = aligned.groups[row]?.items else { continue }
        proof.count(head: Array(items[1...]) + [items[0]], form: items)
      }
      if proof.verdict == .form { return }
      if proof.verdict == .head {
        for row in whole {
          guard let items = aligned.groups[row]?.items else { continue }
          aligned.groups[row] = group(Array(items[1...]) + [items[0]], at: items[0].range.lowerBound)
        }
        return
      }
    }
    for row in whole {
      guard let items = aligned.groups[row]?.items else { continue }
      let parts = items[..<6].map { stream.units[$0.range] }
      // Equal values may stand in any order.
      if order != .totalFirst, parts.dropFirst().allSatisfy({ $0.elementsEqual(parts[0]) }) { continue }
      let finding = orderFinding(row, items[0].range.lowerBound)
      switch order {
      case .other where items.count == 7:
        // The organisations stand between 自然人 and 总计 in any order.
        let organizations = parts[1...5]
        if organizations.dropFirst().allSatisfy({ $0.elementsEqual(parts[1]) }) { continue }
        for place in 1...5 {
          aligned.groups[row]?.items[place].reading = CellReading(content: .unreadable, hasDigits: true)
        }
        result.findings.append(finding)
      case .personsBehind, .doubtful: result.findings.append(finding)
      default: drop([row], &aligned)
      }
    }
  }
}

import StatutoryForm

/// What the heads of tables say about the places of values, where they stand in another order than the form's.
///
/// Which order is meant only the sums of rows can tell: of tables 3 and 4 both readings are handed on.
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

  /// What the heads of table 3 say; `nil` where they leave the order of the form.
  ///
  /// Labels to which heads alone lead are added to `aligned`.
  func headed(_ instance: Range<Int>, _ aligned: inout AlignedApplications) -> HeadedTable? {
    let order = HeadOrder(stream: stream, hits: hits).applicants(before: instance.lowerBound)
    let rows = FormRow.list.filter { $0.table == .applications || $0.table == .outcomes }
    if order == .usual, isClean(aligned, rows) { return nil }
    let tables = exactTables(instance)
    var table = HeadedTable(order: order, isGrid: !tables.isEmpty)
    if tables.isEmpty {
      for row in rows {
        guard let form = aligned.groups[row] else { continue }
        table.rows[row] = HeadedGroup(values: totalLast(form, order), position: form.position)
      }
    } else {
      let reading = gridReading(tables)
      for row in rows { table.rows[row] = headed(row, reading, aligned, order) }
      let permutation = permutation(rows.filter { table.rows[$0]?.heads == .differing }, reading, aligned)
      table.hasOneOrder = permutation != nil
      if let permutation { continueHeads(&table, rows, permutation, reading, aligned) }
      addLabels(table, rows, reading, &aligned)
    }
    return table.leavesChoice ? table : nil
  }

  /// What the heads of a grid say of one row.
  private func headed(
    _ row: FormRow, _ reading: GridReading, _ aligned: AlignedApplications, _ order: PrintedHeadOrder
  ) -> HeadedGroup? {
    let form = aligned.groups[row]
    let head = FormColumn.applicants.map { reading[row, $0] }
    let count = head.count { $0 != nil }
    let isContradicted = FormColumn.applicants.contains { reading.isContradicted(row, $0) }
    let none = form.map { HeadedGroup(values: totalLast($0, order), position: $0.position) }
    if count == 0 || isContradicted { return none }
    let byHeads = group(head, at: head.lazy.compactMap { $0 }.first?.range.lowerBound ?? 0)
    guard let form, form.isComplete, form.items.count == 7 else {
      if count < 7, form?.isGlued ?? false { return none }
      return HeadedGroup(
        heads: .alone, values: byHeads, isWhole: count == 7,
        isUnclear: form == nil || aligned.unclear.contains { $0.row == row },
        position: form?.position ?? byHeads.position)
    }
    if zip(head, form.items).allSatisfy({ $0 == nil || $0?.cell == $1.cell }) {
      return HeadedGroup(
        heads: .agreeing, values: count == 7 ? nil : none?.values, isWhole: count == 7, position: form.position)
    }
    // All heads were found, and yet they do not stand above the values: their places say nothing.
    if count < 7, order != .unknown, order != .doubtful, order != .usual { return none }
    let isAlike = zip(head, form.items).allSatisfy { head, item in
      guard let head else { return false }
      return stream.units[head.range].elementsEqual(stream.units[item.range])
    }
    return HeadedGroup(
      heads: .differing, values: byHeads, isWhole: count == 7, isAlike: isAlike, position: form.position)
  }

  /// A row as heads with 总计 first mean it; `nil` for other heads, and where the places of the row are not certain.
  private func totalLast(_ form: ValueGroup, _ order: PrintedHeadOrder) -> ValueGroup? {
    guard order == .totalFirst, form.isComplete, form.items.count == 7 else { return nil }
    return group(Array(form.items[1...]) + [form.items[0]], at: form.items[0].range.lowerBound)
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
  private func continueHeads(
    _ table: inout HeadedTable, _ rows: [FormRow], _ places: [Int], _ reading: GridReading,
    _ aligned: AlignedApplications
  ) {
    for row in rows {
      guard reading.labels[row] == nil, let form = aligned.groups[row] else { continue }
      let isWhole = form.isComplete && form.items.count == 7
      table.rows[row] = HeadedGroup(
        heads: .continued, values: isWhole ? group(places.map { form.items[$0] }, at: form.position) : nil,
        position: form.position)
    }
  }

  /// Notes the labels to which heads alone lead, and the version that labels show.
  private func addLabels(
    _ table: HeadedTable, _ rows: [FormRow], _ reading: GridReading, _ aligned: inout AlignedApplications
  ) {
    var alone = 0
    var others = 0
    for row in rows {
      guard let entry = table.rows[row] else { continue }
      if entry.heads == .differing || entry.heads == .agreeing && entry.isWhole { others += 1 }
      guard entry.heads == .alone else { continue }
      alone += 1
      if aligned.labels[row] == nil { aligned.labels[row] = reading.labels[row] }
      aligned.unclear.removeAll { $0.row == row }
    }
    if alone < 3, others == 0 { return }
    let isSecond = reading.labels[.otherOverdueCorrection] != nil || reading.labels[.otherUnpaidFee] != nil
    let isFirst = aligned.groups[.otherHandling] != nil || table.rows[.otherHandling]?.heads == .alone
    if isSecond {
      aligned.otherHandlingVersion = .v2
    } else if isFirst, aligned.otherHandlingVersion == nil {
      aligned.otherHandlingVersion = .v1
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
}

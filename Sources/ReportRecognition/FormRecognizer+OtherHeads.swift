import StatutoryForm

/// The same for tables 4 and 2; the latter has no sums, and its heads are followed or not here.
extension FormRecognizer {
  // MARK: Table 4

  static let stages: [FormRow] = [.review, .litigationDirect, .litigationAfterReview]

  /// What the heads of table 4 say; `nil` where they leave the order of the form.
  func headed(_ found: ProceedingsReader.Found?, after instance: Range<Int>?) -> HeadedProceedings? {
    let order = found.map { HeadOrder(stream: stream, hits: hits).results($0.heads) }
    let values = found.flatMap { $0.values.isComplete ? $0.values : nil }
    if order == .usual, values != nil { return nil }
    let indices = headIndices(of: found, after: instance)
    let tables = exactTables(indices)
    let reading = tables.isEmpty ? GridReading() : gridReading(tables)
    let head = Self.stages.map { stage in FormColumn.results.map { reading[stage, $0] } }
    let isContradicted = Self.stages.contains { stage in
      FormColumn.results.contains { reading.isContradicted(stage, $0) }
    }
    let count = head.joined().count { $0 != nil }
    if count == 0 || isContradicted { return values.flatMap { textHeads(order, $0) } }
    guard let byHeads = group(head, indices, found) else { return nil }
    var result = HeadedProceedings(order: order ?? .unknown, isGrid: true, values: byHeads.values, stages: [])
    guard let values else {
      if count < 5 { return nil }
      result.extent = byHeads.extent
      result.stages = Self.stages.map { _ in HeadedGroup(heads: .alone, position: byHeads.values.position) }
      return result
    }
    for index in Self.stages.indices {
      let form = values.items[index * 5..<index * 5 + 5]
      var stage = HeadedGroup(position: values.position)
      let agrees = zip(head[index], form).allSatisfy { $0 == nil || $0?.cell == $1.cell }
      stage.heads = agrees ? .agreeing : .differing
      stage.isAlike = zip(head[index], form).allSatisfy { head, item in
        head.map { stream.units[$0.range].elementsEqual(stream.units[item.range]) } ?? false
      }
      result.stages.append(stage)
    }
    return result
  }

  private func headIndices(of found: ProceedingsReader.Found?, after instance: Range<Int>?) -> [Int] {
    var indices: [Int] = []
    let start = found?.heads.lowerBound ?? instance?.upperBound ?? 0
    for index in start..<hits.count {
      switch hits[index].kind {
      case .proceedings: indices.append(index)
      case .column(let column) where FormColumn.results.contains(column): indices.append(index)
      case .section(let kind) where kind == .problems || kind == .other: return indices
      case .row(let row) where row.table != .proceedings && !indices.isEmpty: return indices
      default: continue
      }
    }
    return indices
  }

  /// The 15 places by their heads, and where they stand.
  private func group(
    _ head: [[ValueItem?]], _ indices: [Int], _ found: ProceedingsReader.Found?
  ) -> (values: ValueGroup, extent: Range<Int>)? {
    let items = Array(head.joined())
    let printed = items.compactMap { $0 }
    guard let first = indices.first, let position = printed.map(\.range.lowerBound).min(),
      let end = printed.map(\.range.upperBound).max()
    else { return nil }
    let start = min(hits[first].start, found?.extent.lowerBound ?? .max)
    return (group(items, at: position), start..<max(start, end))
  }

  private func textHeads(_ order: PrintedHeadOrder?, _ values: ValueGroup) -> HeadedProceedings? {
    guard let order, order == .other || order == .totalFirst else { return nil }
    let isTotalFirst = order == .totalFirst
    let blocks = Self.stages.indices.map { Array(values.items[$0 * 5..<$0 * 5 + 5]) }
    let rotated = group(blocks.flatMap { Array($0[1...]) + [$0[0]] }, at: values.position)
    return HeadedProceedings(
      order: order, isGrid: false, values: isTotalFirst ? rotated : nil,
      stages: Self.stages.map { _ in
        HeadedGroup(heads: isTotalFirst ? .differing : .none, position: values.position)
      })
  }

  // MARK: Table 2

  /// Brings the values of table 2 to the columns that the heads of each item name.
  func applyHeads(
    _ disclosure: DisclosureReader, _ layout: FormLayout, _ found: inout RowTable<AlignedDisclosureRow>,
    _ result: inout RecognizedForm
  ) {
    var unusual: [FormRow] = []
    var isUnusual = false
    for row in FormRow.list where row.table == .disclosure || row.table == .procurement {
      guard layout.contains(row), let entry = found[row], let label = disclosure.labels[row] else { continue }
      if let values = entry.values, values.isOverfull || !values.isComplete { isUnusual = true }
      if entry.values == nil { isUnusual = true }
      if !isInFormOrder(before: label) || isTornOtherwise(row, before: label, layout) { unusual.append(row) }
    }
    if !isUnusual, unusual.isEmpty { return }
    let tables = exactTables(disclosure.labels.present.sorted())
    let reading = tables.isEmpty ? GridReading() : gridReading(tables)
    for row in FormRow.list where row.table == .disclosure || row.table == .procurement {
      guard layout.contains(row), let entry = found[row] else { continue }
      let head = layout.columns(of: row).map { reading[row, $0] }
      let values = entry.values
      let isWhole = values.map { $0.isComplete && !$0.isOverfull } ?? false
      if head.allSatisfy({ $0 != nil }), let position = head.lazy.compactMap({ $0 }).first?.range.lowerBound {
        if isWhole, let values {
          if zip(head, values.items).allSatisfy({ $0?.cell == $1.cell }) { continue }
          let isAlike = zip(head, values.items).allSatisfy { head, item in
            head.map { stream.units[$0.range].elementsEqual(stream.units[item.range]) } ?? false
          }
          if !isAlike { result.findings.append(.columnsInDoubt(row, line: line(values.position))) }
        }
        found[row]?.values = group(head, at: position)
      } else if isWhole, let values, unusual.contains(row), values.items.count > 1 {
        result.findings.append(.columnsInDoubt(row, line: line(values.position)))
        found[row]?.values = nil
      }
    }
  }

  /// Whether pieces of heads between an item and its row stand in another order than the form's.
  private func isTornOtherwise(_ row: FormRow, before label: Int, _ layout: FormLayout) -> Bool {
    let columns = layout.columns(of: row)
    if columns.count < 2 { return false }
    var index = label - 1
    while index >= 0, case .row = hits[index].kind { index -= 1 }
    let end = hits[index + 1].start
    var start = max(0, end - Self.tornReach)
    // What heads the labels stands at the middle of the lines that head the values.
    var left: [Range<Int>] = []
    var whole = 0
    while index >= 0, hits[index].end > start {
      switch hits[index].kind {
      case .head: left.append(hits[index].core)
      // The last piece of a line and the first of the next make a label that nobody printed.
      case .column, .decisions, .brokenDocumentsHead: whole += 1
      default: start = hits[index].end
      }
      index -= 1
    }
    if start >= end || whole >= columns.count { return false }
    let units = (start..<end).filter { position in !left.contains { $0.contains(position) } }.map { stream.units[$0] }
    return TornHeads(columns, version: layout.version(of: row)).standOtherwise(in: units)
  }

  private static let tornReach = 120

  /// Whether the heads that stand directly before the rows of an item are in the form's order.
  private func isInFormOrder(before label: Int) -> Bool {
    var index = label - 1
    // The rows of the same item stand between its heads and the later ones of them.
    while index >= 0, case .row = hits[index].kind { index -= 1 }
    var next = UInt8.max
    while index >= 0 {
      let column: UInt8
      switch hits[index].kind {
      case .column(let found): column = found.rawValue
      case .decisions: column = FormColumn.decisions.rawValue
      case .head:
        index -= 1
        continue
      default: return true
      }
      if column > next { return false }
      next = column
      index -= 1
    }
    return true
  }
}

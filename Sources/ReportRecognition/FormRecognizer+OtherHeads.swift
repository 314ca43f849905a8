import StatutoryForm

/// The same for tables 2 and 4.
extension FormRecognizer {
  // MARK: Table 4

  private static let stages: [FormRow] = [.review, .litigationDirect, .litigationAfterReview]

  /// Brings the values of table 4 to the columns that its heads name.
  func applyHeads(
    to found: inout ProceedingsReader.Found?, after instance: Range<Int>?, _ result: inout RecognizedForm
  ) {
    let order = found.map { HeadOrder(stream: stream, hits: hits).results($0.heads) }
    let isWhole = found?.values.isComplete ?? false
    if order == .usual, isWhole { return }
    let indices = headIndices(of: found, after: instance)
    let tables = exactTables(indices)
    if tables.isEmpty {
      if let order, isWhole { applyTextHeads(order, &found, &result) }
      return
    }
    let reading = gridReading(tables)
    let head = Self.stages.map { stage in FormColumn.results.map { reading[stage, $0] } }
    let isContradicted = Self.stages.contains { stage in
      FormColumn.results.contains { reading.isContradicted(stage, $0) }
    }
    let count = head.joined().count { $0 != nil }
    if count == 0 || isContradicted {
      if let order, isWhole { applyTextHeads(order, &found, &result) }
      return
    }
    guard let values = found?.values, values.isComplete else {
      let sums = head.compactMap { OrderProof.holds($0) }
      if count >= 5, sums.count(where: { $0 }) >= sums.count(where: { !$0 }) { take(head, indices, &found) }
      return
    }
    var proof = OrderProof()
    var changed: [FormRow] = []
    for (index, stage) in Self.stages.enumerated() {
      let form = Array(values.items[index * 5..<index * 5 + 5])
      if zip(head[index], form).allSatisfy({ $0 == nil || $0?.cell == $1.cell }) { continue }
      proof.count(head: head[index], form: form)
      let isAlike = zip(head[index], form).allSatisfy { head, item in
        head.map { stream.units[$0.range].elementsEqual(stream.units[item.range]) } ?? false
      }
      if !isAlike { changed.append(stage) }
    }
    switch proof.verdict {
    case .head: take(head, indices, &found)
    case .both:
      result.findings += changed.map { orderFinding($0, values.position) }
      take(head, indices, &found)
    case .form: result.findings += changed.map { orderFinding($0, values.position) }
    case .neither:
      if !changed.isEmpty {
        result.findings += changed.map { orderFinding($0, values.position) }
        found = nil
      }
    }
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

  private func take(_ head: [[ValueItem?]], _ indices: [Int], _ found: inout ProceedingsReader.Found?) {
    let items = Array(head.joined())
    let printed = items.compactMap { $0 }
    guard let first = indices.first, let position = printed.map(\.range.lowerBound).min(),
      let end = printed.map(\.range.upperBound).max()
    else { return }
    let start = min(hits[first].start, found?.extent.lowerBound ?? .max)
    let doubtful = found?.doubtful ?? []
    found = ProceedingsReader.Found(
      values: group(items, at: position), extent: start..<max(start, end), heads: first...first, doubtful: doubtful)
  }

  private func applyTextHeads(
    _ order: HeadOrder.Verdict, _ found: inout ProceedingsReader.Found?, _ result: inout RecognizedForm
  ) {
    guard order == .other || order == .totalFirst, let values = found?.values else { return }
    let blocks = Self.stages.indices.map { Array(values.items[$0 * 5..<$0 * 5 + 5]) }
    if order == .totalFirst {
      var proof = OrderProof()
      for block in blocks { proof.count(head: Array(block[1...]) + [block[0]], form: block) }
      if proof.verdict == .form { return }
      if proof.verdict == .head {
        found?.values.items = blocks.flatMap { Array($0[1...]) + [$0[0]] }
        return
      }
    }
    let texts = values.items.map { stream.units[$0.range] }
    if texts.allSatisfy({ $0.elementsEqual(texts[0]) }) { return }
    result.findings += Self.stages.map { orderFinding($0, values.position) }
    found = nil
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
      if !isInFormOrder(before: label) { unusual.append(row) }
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
          if !isAlike { result.findings.append(orderFinding(row, values.position)) }
        }
        found[row]?.values = group(head, at: position)
      } else if isWhole, let values, unusual.contains(row), values.items.count > 1 {
        result.findings.append(orderFinding(row, values.position))
        found[row]?.values = nil
      }
    }
  }

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

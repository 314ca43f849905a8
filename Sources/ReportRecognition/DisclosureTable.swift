import DocumentReading
import StatutoryForm

/// A row of table 2 as found: its values and the unit in its header.
struct AlignedDisclosureRow {
  var values: ValueGroup?
  var label: Int
  var headerUnit: MoneyUnit?
  /// Whether its header has a unit that the tables do not know, as 千元: then no amount can be told.
  var hasStrangeUnit = false
}

/// Finds the rows of table 2 and the version of each of its items (form.md 2.1, 2.2).
struct DisclosureReader {
  let stream: LabelStream
  let hits: [LabelHit]
  let values: ValueTable
  /// The labels that can belong to table 2: those before table 3.
  let indices: Range<Int>

  /// The versions that the headers say, by item.
  private(set) var versions: [FormItem: FormVersion] = [:]
  /// The chosen label of each row.
  private(set) var labels = RowTable<Int>()

  init(stream: LabelStream, hits: [LabelHit], values: ValueTable, indices: Range<Int>) {
    self.stream = stream
    self.hits = hits
    self.values = values
    self.indices = indices
    chooseLabels()
    detectVersions()
  }

  /// For each row the label with a head of table 2 before it and values behind it; of equal ones the first.
  private mutating func chooseLabels() {
    var scores = RowTable<Int>()
    var scratch = ValueCutter(stream)
    var lastHead = -10_000
    var lastItem: Int?
    for index in indices {
      let hit = hits[index]
      switch hit.kind {
      case .item(let number):
        lastItem = number
        lastHead = hit.start
      case .column(let column) where column.rawValue <= FormColumn.procurementAmount.rawValue:
        lastHead = hit.start
      case .decisions, .brokenDocumentsHead, .head: lastHead = max(lastHead, hit.start)
      case .row(let row) where row.table == .disclosure || row.table == .procurement:
        var score = 1
        if hit.start - lastHead < 300 { score += 4 }
        if let lastItem, Self.item(row) == lastItem { score += 2 }
        let followed = values.holdsPlaces(index, within: 400, &scratch)
        if followed { score += 4 }
        if score > scores[row] ?? 0 {
          scores[row] = score
          labels[row] = index
        }
        if followed { lastHead = max(lastHead, hit.start) }
      default: break
      }
    }
    for row in Self.rows where scores[row] ?? 5 < 5 { labels[row] = nil }
    // Rows far from the others are the same words elsewhere.
    let placed = labels.present.sorted()
    if placed.count >= 3 {
      let middle = hits[placed[placed.count / 2]].start
      for row in Self.rows {
        if let index = labels[row], abs(hits[index].start - middle) > 3000 { labels[row] = nil }
      }
    }
  }

  private static let rows = FormRow.list.filter { $0.table == .disclosure || $0.table == .procurement }

  private static func item(_ row: FormRow) -> Int {
    switch row.item {
    case .documents: 1
    case .licences: 5
    case .penalties: 6
    case .fees: 8
    default: 9
    }
  }

  private mutating func detectVersions() {
    for row in Self.rows {
      guard let index = labels[row], let item = row.item, versions[item] == nil else { continue }
      if item == .procurement {
        versions[item] = .v1
        continue
      }
      if let version = version(of: item, before: index) { versions[item] = version }
    }
    if labels[.otherExternalService] != nil { versions[.licences] = .v1 }
  }

  /// The version that the heads before a row say.
  private func version(of item: FormItem, before index: Int) -> FormVersion? {
    var first = false
    var second = false
    var plainDecisions = false
    for earlier in stride(from: index - 1, through: indices.lowerBound, by: -1) {
      if hits[index].start - hits[earlier].start > 400 { break }
      if case .row(let row) = hits[earlier].kind, row.item != item, labels[row] == earlier { break }
      switch hits[earlier].kind {
      case .column(let column):
        switch item {
        case .documents:
          first = first || column == .newMade || column == .newDisclosed || column == .totalDisclosed
          second = second || column == .issued || column == .repealed || column == .inForce
        case .fees:
          first = first || column == .previousYearItems || column == .yearChange
          second = second || column == .feeAmount
        default:
          first = first || column == .previousYearItems || column == .yearChange
          second = second || column == .decisions
        }
      case .brokenDocumentsHead: first = first || item == .documents
      case .decisions: plainDecisions = true
      default: break
      }
    }
    if first != second { return first ? .v1 : .v2 }
    if !first, plainDecisions, item == .licences || item == .penalties { return .v2 }
    return nil
  }

  /// The values of each row, with the layout's columns.
  func rows(_ layout: FormLayout, _ evidence: GlueEvidence) -> RowTable<AlignedDisclosureRow> {
    var cutter = GroupCutter(stream: stream, values: values, isGlued: evidence.isGlued)
    cutter.hasRuns = evidence.runs > 0
    cutter.dropsBlanks = evidence.dropsBlanks
    var rows = RowTable<AlignedDisclosureRow>()
    for row in Self.rows where layout.contains(row) {
      guard let index = labels[row] else { continue }
      let closes = index + 1 >= hits.count || isEnd(hits[index + 1])
      let columns = layout.columns(of: row)
      let groups = cutter.groups(behind: index, columns: columns.count, closesTable: closes)
      var values = groups.first { $0.attachment != .none }
      // Further values before the next label are those of another year or column: nothing tells which are meant.
      let rest = groups.filter { $0.attachment == .none && $0.items.contains(where: \.isValue) }
      if let first = values, !rest.isEmpty,
        !closes || rest.reduce(0, { $0 + $1.items.count }) == first.items.count
      {
        values?.isOverfull = true
        values?.items = groups.flatMap(\.items)
      }
      let unit = columns.contains { $0.isMoney } ? headUnit(index) : nil
      rows[row] = AlignedDisclosureRow(
        values: values, label: hits[index].start, headerUnit: unit?.known, hasStrangeUnit: unit == .strange)
    }
    return rows
  }

  private func isEnd(_ hit: LabelHit) -> Bool {
    switch hit.kind {
    case .section, .end: true
    default: false
    }
  }

  /// The unit of money in the head of the row's column, else in a line that says it for the table.
  private func headUnit(_ index: Int) -> HeadUnit? {
    for earlier in stride(from: index - 1, through: indices.lowerBound, by: -1) {
      if hits[index].start - hits[earlier].start > 300 { break }
      if case .row = hits[earlier].kind { break }
      guard case .column(let column) = hits[earlier].kind, column.isMoney else { continue }
      let end = min(
        stream.count, earlier + 1 < hits.count ? hits[earlier + 1].start : stream.count,
        hits[earlier].core.upperBound + 16)
      if let unit = Self.unit(in: stream.units[hits[earlier].core.upperBound..<max(hits[earlier].core.upperBound, end)])
      {
        return unit
      }
    }
    let from = max(0, (indices.isEmpty ? 0 : hits[indices.lowerBound].start) - 60)
    let span = max(from, hits[index].start - 600)..<hits[index].start
    var position = span.lowerBound
    while let found = stream.first(of: Self.unitKey, in: position..<span.upperBound) {
      let start = found.position + found.key.count
      if let unit = Self.unit(in: stream.units[start..<min(start + 6, stream.count)]) { return unit }
      position = found.position + 1
    }
    return nil
  }

  private static let unitKey = KeySet(["单位:"])

  /// A unit of money as a header says it.
  private enum HeadUnit: Equatable {
    case unit(MoneyUnit)
    /// 千元, 百万元: no amount of the tables is counted so.
    case strange

    var known: MoneyUnit? { if case .unit(let unit) = self { unit } else { nil } }
  }

  /// The unit that ends at the first 元; `nil` where there is none.
  private static func unit(in units: ArraySlice<UInt32>) -> HeadUnit? {
    guard let end = units.firstIndex(of: 0x5143) else { return nil }
    let head = units[..<end]
    let unit: MoneyUnit = head.last == 0x4E07 ? .tenThousandYuan : head.last == 0x4EBF ? .hundredMillionYuan : .yuan
    let multiple = (unit == .yuan ? head : head.dropLast()).last
    return multiple == 0x5341 || multiple == 0x767E || multiple == 0x5343 ? .strange : .unit(unit)
  }

  /// Counts how the rows separate their cells.
  func count(_ evidence: inout GlueEvidence, _ layout: FormLayout) {
    for row in Self.rows where layout.contains(row) {
      guard let index = labels[row] else { continue }
      evidence.count(values, index, columns: layout.columns(of: row).count, in: stream)
    }
  }

  /// Stream positions from the first head to the last label's values.
  var extent: Range<Int> {
    guard let first = labels.present.min(), let last = labels.present.max() else { return 0..<0 }
    var start = first
    while start > indices.lowerBound, hits[first].start - hits[start - 1].start < 200 {
      switch hits[start - 1].kind {
      case .item, .column, .head, .decisions, .brokenDocumentsHead: start -= 1
      default: return hits[start].start..<hits[last].end
      }
    }
    return hits[start].start..<hits[last].end
  }
}

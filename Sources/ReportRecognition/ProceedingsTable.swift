import DocumentReading
import StatutoryForm

/// Finds the one data row of table 4 (form.md 2.4).
struct ProceedingsReader {
  private static let columnCount = 15

  let stream: LabelStream
  let hits: [LabelHit]
  let values: ValueTable
  let isGlued: Bool
  let year: Int?
  /// The name of the body, for captions.
  let body: KeySet?

  /// What was found: the row's values, and the stream positions from the first head to the last value.
  struct Found {
    var values: ValueGroup
    var extent: Range<Int>
    /// The labels from the first head to the one that the values follow.
    var heads: ClosedRange<Int>
    /// The stages of which another row says something else that may as well be meant.
    var doubtful: [FormRow] = []
  }

  /// The data row among the labels of `indices`; `nil` where there is none.
  func find(_ indices: Range<Int>, isGovernment: Bool) -> Found? {
    let cutter = GroupCutter(stream: stream, values: values, isGlued: isGlued)
    var first: Int?
    var heads = 0
    var best: Found?
    var whole: [Found] = []
    var blocks: [(row: FormRow, values: ValueGroup)] = []
    var stage: FormRow?
    var names = 0
    for index in indices {
      let hit = hits[index]
      switch hit.kind {
      case .proceedings(let row): (stage, names) = (row, 0)
      case .column(let column) where FormColumn.results.contains(column): names += 1
      case .total: names += 1
      default: break
      }
      if case .section(let kind) = hit.kind, kind == .problems || kind == .other, heads > 0 { break }
      if !whole.isEmpty, endsTable(hit.kind) { break }
      guard let weight = headWeight(hit.kind) else { continue }
      if weight > 0, first == nil { first = index }
      heads += weight
      guard let first, heads >= 3 else { continue }
      if values.lines(of: index).isEmpty { continue }
      let closes = index + 1 >= hits.count || isSection(hits[index + 1])
      for values in cutter.groups(behind: index, columns: Self.columnCount, closesTable: closes) {
        if values.items.allSatisfy({ $0.isWords || ($0.isBlank && !values.isComplete) }) { continue }
        let extent = hits[first].start..<(values.items.last(where: { !$0.isBlank })?.range.upperBound ?? hit.end)
        let found = Found(values: values, extent: extent, heads: first...index)
        if values.isComplete { whole.append(found) }
        if case .proceedings(let row?) = hit.kind, values.items.count == 5, !values.isGlued {
          blocks.append((row, values))
        } else if case .total = hit.kind, let stage, names == 5, values.items.count == 5, !values.isGlued {
          // Each block is a table of its own.
          blocks.append((stage, values))
        } else if best == nil || rank(values) > rank(best?.values) {
          best = found
        }
      }
    }
    // An empty form before the filled one is no rival.
    let filled = whole.filter { found in found.values.items.contains { !$0.isBlank } }
    if filled.count == 1, whole.count > 1 { return filled[0] }
    if filled.count > 1 { whole = filled }
    if whole.count > 1 { return chosen(whole, isGovernment: isGovernment) }
    if best?.values.isComplete != true, blocks.count == 3,
      blocks.map({ $0.row }) == [.review, .litigationDirect, .litigationAfterReview],
      let start = first
    {
      let items = blocks.flatMap { $0.values.items }
      let end = items.last(where: { !$0.isBlank })?.range.upperBound ?? hits[start].end
      let values = ValueGroup(
        items: items, attachment: .next, isComplete: true, isGlued: false, isOverfull: false,
        position: items[0].range.lowerBound)
      return Found(values: values, extent: hits[start].start..<end, heads: start...start)
    }
    return best
  }

  /// The row that is the report's of several whole ones, by the captions and the words that stand before each.
  private func chosen(_ whole: [Found], isGovernment: Bool) -> Found {
    var from = whole[0].extent.lowerBound
    for index in stride(from: whole[0].heads.lowerBound - 1, through: 0, by: -1) {
      from = hits[index].end
      if case .section = hits[index].kind { break }
      if case .row = hits[index].kind { break }
    }
    var claims: [PeriodClaim] = []
    for found in whole {
      let to = max(from, found.values.position)
      claims.append(PeriodClaim.ofCaption(max(from, to - 3000)..<to, in: stream, hits, year: year, body: body))
      from = max(to, found.values.items.last { !$0.isBlank }?.range.upperBound ?? to)
    }
    let choice = InstanceChoice(claims: claims, isGovernment: isGovernment)
    var taken = whole[choice.taken]
    guard choice.isDoubtful else { return taken }
    for (stage, row) in [FormRow.review, .litigationDirect, .litigationAfterReview].enumerated() {
      let places = stage * 5..<stage * 5 + 5
      let isOther = choice.rivals.contains { rival in
        zip(whole[rival].values.items[places], taken.values.items[places])
          .contains { !stream.units[$0.range].elementsEqual(stream.units[$1.range]) }
      }
      if isOther { taken.doubtful.append(row) }
    }
    return taken
  }

  /// Whether a label belongs to what stands behind table 4.
  private func endsTable(_ kind: LabelKind) -> Bool {
    switch kind {
    case .section, .item: true
    case .row(let row): row.table != .proceedings
    default: false
    }
  }

  private func rank(_ values: ValueGroup?) -> Int {
    guard let values else { return -1 }
    if values.isComplete { return 1000 }
    if values.isOverfull { return 0 }
    let digits = values.items.reduce(0) { $0 + stream.digitCount($1.range) }
    if values.isGlued { return digits >= Self.columnCount ? 900 : 100 }
    return values.items.count
  }

  private func isSection(_ hit: LabelHit) -> Bool {
    if case .section = hit.kind { return true }
    return false
  }

  /// Whether a label is a head of table 4, and how much it proves.
  private func headWeight(_ kind: LabelKind) -> Int? {
    switch kind {
    case .column(let column) where FormColumn.results.contains(column): 1
    case .proceedings: 1
    case .total, .other: 0
    default: nil
    }
  }
}

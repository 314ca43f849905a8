import DocumentReading
import StatutoryForm

/// Table 3 as a document prints it, before its values become tokens.
struct AlignedApplications {
  /// The values of each row found.
  var groups: [FormRow: ValueGroup] = [:]
  /// Where the row's label stands.
  var labels: [FormRow: Int] = [:]
  /// Values printed behind a group's own label.
  var subtotals: [(OutcomeGroup, ValueGroup)] = []
  /// Rows whose values stand in the document but could not be told apart, with a place to look at.
  var unclear: [(row: FormRow, position: Int)] = []
  /// Rows printed twice with different values.
  var contradicted: [(row: FormRow, position: Int)] = []
  /// Values left over that belong to no row.
  var strays: [Int] = []
  /// Whether (六) has one row or three; `nil` where nothing shows it.
  var otherHandlingVersion: FormVersion?
  /// Stream positions from the first label to the last value; empty where there is no table.
  var extent: Range<Int> = 0..<0
}

/// Brings values to the rows of table 3: by label, by order, by number of rows between two certain ones.
///
/// A label torn from its values, a value row before its label, a group whose sub-labels are missing: all of them leave
/// labels and values between two rows that are certain. Where as many value rows stand there as the form has rows, they
/// are those rows, in order. Where the numbers differ nothing is guessed.
struct ApplicationsAligner {
  private static let columnCount = 7

  private struct Candidate {
    var row: FormRow?
    var group: OutcomeGroup?
    var values: ValueGroup
    var hit: Int
  }

  private let stream: LabelStream
  private let hits: [LabelHit]
  private let evidence: GlueEvidence
  private var result = AlignedApplications()
  private var candidates: [Candidate] = []
  private var rows: [FormRow] = []

  /// Aligns one table: `indices` are its labels among `hits`.
  static func align(
    _ indices: Range<Int>, of hits: [LabelHit], in stream: LabelStream, evidence: GlueEvidence, fallback: FormVersion
  ) -> AlignedApplications {
    var aligner = ApplicationsAligner(stream: stream, hits: hits, evidence: evidence)
    aligner.collect(indices)
    aligner.decideOtherHandling(indices)
    var layout = FormLayout(version: .v2)
    layout[.otherHandling] = aligner.result.otherHandlingVersion ?? fallback
    aligner.rows = FormRow.allCases.filter {
      ($0.table == .applications || $0.table == .outcomes) && layout.contains($0)
    }
    aligner.assign()
    return aligner.result
  }

  private init(stream: LabelStream, hits: [LabelHit], evidence: GlueEvidence) {
    self.stream = stream
    self.hits = hits
    self.evidence = evidence
  }

  // MARK: Labels and values in reading order

  private mutating func collect(_ indices: Range<Int>) {
    var cutter = GroupCutter(stream: stream, isGlued: evidence.isGlued)
    cutter.dropsBlanks = evidence.dropsBlanks
    cutter.hasRuns = evidence.runs > 0
    if let first = indices.first, let last = indices.last {
      let blank = stream.firstBlank(at: hits[first].end)
      let inside = stream.blanks[blank...].prefix { $0.position < hits[last].start }
      cutter.usesBlankLines = inside.prefix(400).count { $0.cell < 0 } >= 3
    }
    var begun = false
    var outcomes = 0
    var end = 0
    for index in indices {
      let hit = hits[index]
      let limit = index + 1 < hits.count ? hits[index + 1].start : stream.count
      let (row, group) = meaning(index, outcomes: outcomes)
      if let row {
        begun = true
        if row.table == .outcomes { outcomes += 1 }
        if result.labels[row] == nil { result.labels[row] = hit.start }
      }
      if !begun { continue }
      let isLast = index + 1 >= indices.upperBound
      let lines = stream.valueLines(after: hit, hit.end..<max(hit.end, limit))
      var found = cutter.groups(lines, columns: Self.columnCount, closesTable: isLast)
      if isLast { found = Array(found.prefix(1)) }
      for (offset, values) in found.enumerated() {
        var values = values
        var owns = offset == 0 && values.attachment != .none && (row != nil || group != nil)
        if owns, values.attachment == .next, values.isForeign {
          // Words of another row stand between the label and the values.
          owns = false
          if let row { result.unclear.append((row, values.position)) }
        }
        let beginning = values.beginning
        if beginning != nil, values.attachment != .same { owns = false }
        let begunRow = owns ? nil : beginning?.row
        if !owns { values.attachment = begunRow == nil ? .none : .next }
        if !owns, values.isForeign {
          result.strays.append(values.position)
          continue
        }
        let isEmpty = values.items.allSatisfy { $0.isBlank || $0.isWords }
        // An empty row is a row only behind a label of its own; (六) may be one.
        if row == nil, isEmpty, !(owns && group == .other && values.isComplete) { continue }
        candidates.append(
          Candidate(row: owns ? row : begunRow, group: owns ? group : nil, values: values, hit: index))
        if let last = values.items.last(where: { !$0.isBlank }) { end = max(end, last.range.upperBound) }
      }
      end = max(end, hit.core.upperBound)
    }
    let start = indices.isEmpty ? 0 : hits[indices.lowerBound].start
    result.extent = start..<max(start, end)
  }

  /// The row or the group that a label of the table stands for at its place.
  private func meaning(_ index: Int, outcomes: Int) -> (FormRow?, OutcomeGroup?) {
    let hit = hits[index]
    switch hit.kind {
    case .row(let row) where row.table == .applications || row.table == .outcomes: return (row, nil)
    case .group(let group): return (nil, group)
    case .total: return outcomes >= 3 ? (.totalProcessed, nil) : (nil, nil)
    case .other:
      if index > 0, !hit.isNumbered, case .column = hits[index - 1].kind { return (nil, nil) }
      // The head of a column that a page repeats: nothing but another head stands on its line.
      if !hit.isNumbered, !isFollowedByValues(index) { return (nil, nil) }
      return outcomes >= 3 ? (.otherMisc, nil) : (nil, nil)
    default: return (nil, nil)
    }
  }

  private func isFollowedByValues(_ index: Int) -> Bool {
    let end = hits[index].end
    let limit = index + 1 < hits.count ? hits[index + 1].start : stream.count
    let lines = stream.valueLines(after: hits[index], end..<max(end, min(limit, end + 40)))
    return lines.first.map { line in line.items.contains { $0.isValue || $0.isBlank } } == true
  }

  private mutating func decideOtherHandling(_ indices: Range<Int>) {
    let parts: [FormRow] = [.otherOverdueCorrection, .otherUnpaidFee, .otherMisc]
    let named = parts.filter { result.labels[$0] != nil }
    let own = candidates.filter { $0.group == .other }
    if named.contains(where: { $0 != .otherMisc }) {
      result.otherHandlingVersion = .v2
    } else if let first = own.first {
      let behind = candidates.filter { $0.hit == first.hit }.count
      result.otherHandlingVersion = behind >= 3 || !named.isEmpty ? .v2 : .v1
      if result.otherHandlingVersion == .v2, named.isEmpty, behind > 3 { result.otherHandlingVersion = nil }
    }
    guard result.otherHandlingVersion == .v1 else { return }
    for index in candidates.indices where candidates[index].group == .other {
      candidates[index].row = .otherHandling
      candidates[index].group = nil
      result.labels[.otherHandling] = hits[candidates[index].hit].start
    }
    for part in parts { result.labels[part] = nil }
  }

  // MARK: Alignment

  private mutating func assign() {
    for index in candidates.indices {
      if let row = candidates[index].row, !rows.contains(row) { candidates[index].row = nil }
    }
    let anchors = longestChain()
    let strong = anchors.filter { candidates[$0].values.attachment == .same }
    let usesOnlyStrong = strong.count * 2 >= anchors.count && !strong.isEmpty
    let fixed = usesOnlyStrong ? strong : anchors
    let kept = Set(anchors)
    for index in fixed {
      if let row = candidates[index].row { result.groups[row] = candidates[index].values }
    }
    var previous = -1
    var previousRow = -1
    for index in fixed + [candidates.count] {
      let row = index < candidates.count ? candidates[index].row.flatMap { rows.firstIndex(of: $0) } ?? 0 : rows.count
      fill(Array(rows[(previousRow + 1)..<max(previousRow + 1, row)]), (previous + 1)..<index, kept: kept)
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
  private mutating func fill(_ missing: [FormRow], _ between: Range<Int>, kept: Set<Int>) {
    let all = between.filter { !isRepetition(candidates[$0]) }
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
    if !same { result.contradicted.append((row, candidate.values.position)) }
    return true
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
      let digits = values.items.reduce(0) { $0 + stream.units[$1.range].count { $0.isDigit } }
      if digits >= 2 * Self.columnCount {
        result.groups[row] = nil
        result.unclear.append((row, values.position))
        result.unclear.append((next, values.position))
      }
    }
  }
}

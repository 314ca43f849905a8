import DocumentReading
import StatutoryForm

/// Table 3 as a document prints it, before its values become tokens.
struct AlignedApplications {
  /// The values of each row found.
  var groups = RowTable<ValueGroup>()
  /// Where the row's label stands.
  var labels = RowTable<Int>()
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
  static let columnCount = 7

  /// Values that may be a row's.
  struct Candidate {
    var row: FormRow?
    var group: OutcomeGroup?
    var values: ValueGroup
    var hit: Int
  }

  let stream: LabelStream
  let hits: [LabelHit]
  let values: ValueTable
  let evidence: GlueEvidence
  var result = AlignedApplications()
  var candidates: [Candidate] = []
  var rows: [FormRow] = []
  /// Whether values stand before the first label and none behind the last, so that each row precedes its label.
  var precedesLabels = false
  private var scratch: ValueCutter

  /// Aligns one table: `indices` are its labels among `hits`.
  static func align(
    _ indices: Range<Int>, of hits: [LabelHit], _ values: ValueTable, in stream: LabelStream, evidence: GlueEvidence,
    fallback: FormVersion
  ) -> AlignedApplications {
    var aligner = ApplicationsAligner(stream: stream, hits: hits, values: values, evidence: evidence)
    aligner.collect(indices)
    aligner.decideOtherHandling()
    aligner.rows = (aligner.result.otherHandlingVersion ?? fallback) == .v1 ? firstRows : secondRows
    aligner.assign()
    return aligner.result
  }

  private static let firstRows = rows(.v1)
  private static let secondRows = rows(.v2)

  private static func rows(_ version: FormVersion) -> [FormRow] {
    var layout = FormLayout(version: .v2)
    layout[.otherHandling] = version
    return FormRow.list.filter { ($0.table == .applications || $0.table == .outcomes) && layout.contains($0) }
  }

  private init(stream: LabelStream, hits: [LabelHit], values: ValueTable, evidence: GlueEvidence) {
    self.stream = stream
    self.hits = hits
    self.values = values
    self.evidence = evidence
    scratch = ValueCutter(stream)
    candidates.reserveCapacity(48)
  }

  // MARK: Labels and values in reading order

  private mutating func collect(_ indices: Range<Int>) {
    var cutter = GroupCutter(stream: stream, values: values, isGlued: evidence.isGlued)
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
      let (row, group) = meaning(index, outcomes: outcomes)
      if let row {
        begun = true
        if row.table == .outcomes { outcomes += 1 }
        if result.labels[row] == nil { result.labels[row] = hit.start }
      }
      if !begun { continue }
      let isLast = index + 1 >= indices.upperBound
      let found = cutter.groups(behind: index, columns: Self.columnCount, closesTable: isLast)
      for offset in found.indices where offset == 0 || !isLast {
        var values = found[offset]
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
    if let first = indices.first, let last = indices.last, first > 0, candidates.count > 8,
      candidates.last?.hit != last, isRow(last),
      let before = cutter.groups(behind: first - 1, columns: Self.columnCount, closesTable: false).last
    {
      precedesLabels = before.isComplete && before.items.count == Self.columnCount && !before.isForeign
    }
    let start = indices.isEmpty ? 0 : hits[indices.lowerBound].start
    result.extent = start..<max(start, end)
  }

  private func isRow(_ index: Int) -> Bool {
    if case .row(let row) = hits[index].kind { return row.table == .applications || row.table == .outcomes }
    return false
  }

  /// The row or the group that a label of the table stands for at its place.
  private mutating func meaning(_ index: Int, outcomes: Int) -> (FormRow?, OutcomeGroup?) {
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

  private mutating func isFollowedByValues(_ index: Int) -> Bool {
    values.beginsWithPlaces(index, within: 40, &scratch)
  }

  private mutating func decideOtherHandling() {
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
}

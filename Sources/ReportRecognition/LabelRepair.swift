import StatutoryForm

/// Finds row labels of table 3 with one character wrong, lost or added (form.md 2.5, the matcher's last step).
struct LabelRepair {
  private static let cores: [(row: FormRow, key: [UInt32])] = FormRow.allCases
    .filter { $0.table == .applications || $0.table == .outcomes }
    .flatMap { row in row.labelVariants.map { (row, CharacterFolding.key($0)) } }
    .filter { $0.1.count >= 6 }

  let stream: LabelStream

  /// The labels with those that were found between two rows of table 3.
  func repaired(_ hits: [LabelHit]) -> [LabelHit] {
    var result: [LabelHit] = []
    result.reserveCapacity(hits.count)
    for (index, hit) in hits.enumerated() {
      result.append(hit)
      guard index + 1 < hits.count, isRow(hit), isRow(hits[index + 1]) else { continue }
      let gap = hit.end..<hits[index + 1].start
      if gap.count >= 6, gap.count <= 400 { result += found(in: gap) }
    }
    return result
  }

  private func isRow(_ hit: LabelHit) -> Bool {
    switch hit.kind {
    case .row(let row): row.table == .applications || row.table == .outcomes
    case .group, .other, .total, .result: true
    default: false
    }
  }

  private func found(in gap: Range<Int>) -> [LabelHit] {
    var hits: [LabelHit] = []
    var position = gap.lowerBound
    while position < gap.upperBound {
      guard stream.units[position].isHan else {
        position += 1
        continue
      }
      // A mark or a 〇 in the cell before is a value, not the label's first character.
      var piece = position + 1
      while piece < gap.upperBound, stream.separations[piece] < .space { piece += 1 }
      if piece < gap.upperBound, CellGrammar.read(stream.units[position..<piece]).content != .unreadable {
        position = piece
        continue
      }
      var end = position
      while end < gap.upperBound, stream.units[end].isHan || stream.units[end] == 0x3001 { end += 1 }
      if let row = row(stream.units[position..<end]) {
        let number = Ordinals.start(
          before: position, in: stream, floor: hits.last?.end ?? gap.lowerBound,
          expected: row.ordinal.unicodeScalars.first.map { $0.value }, takesBareDigit: false)
        hits.append(
          LabelHit(
            kind: .row(row), start: number.start, core: position..<end, end: end, isNumbered: number.isNumbered,
            isPrefix: true))
      }
      position = end
    }
    return hits
  }

  /// The one row whose label is at most one edit away.
  private func row(_ text: ArraySlice<UInt32>) -> FormRow? {
    guard text.count >= 5, text.count <= 40 else { return nil }
    var rows: Set<FormRow> = []
    for (row, key) in Self.cores where isNear(text, key) { rows.insert(row) }
    return rows.count == 1 ? rows.first : nil
  }

  private func isNear(_ text: ArraySlice<UInt32>, _ key: [UInt32]) -> Bool {
    if abs(text.count - key.count) > 1 { return false }
    var head = 0
    while head < min(text.count, key.count), text[text.startIndex + head] == key[head] { head += 1 }
    var tail = 0
    while tail < min(text.count, key.count) - head,
      text[text.endIndex - 1 - tail] == key[key.count - 1 - tail]
    { tail += 1 }
    return max(text.count, key.count) - head - tail <= 1
  }
}

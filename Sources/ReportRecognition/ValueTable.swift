import DocumentReading

/// What stands behind each label of a document, cut into lines and items once and kept flat.
final class ValueTable {
  let items: [ValueItem]
  private let lines: [ValueCutter.Line]
  /// The first line behind each label, and the end.
  private let firstLines: [Int]
  private let hits: [LabelHit]
  /// Where the label behind each begins.
  private let limits: [Int]

  init(_ stream: LabelStream, _ hits: [LabelHit]) {
    var cutter = ValueCutter(stream)
    var firstLines: [Int] = []
    firstLines.reserveCapacity(hits.count + 1)
    var limits: [Int] = []
    limits.reserveCapacity(hits.count)
    for (index, hit) in hits.enumerated() {
      firstLines.append(cutter.lines.count)
      let limit = index + 1 < hits.count ? hits[index + 1].start : stream.count
      limits.append(limit)
      cutter.add(after: hit, hit.end..<max(hit.end, limit))
    }
    firstLines.append(cutter.lines.count)
    self.firstLines = firstLines
    self.limits = limits
    self.hits = hits
    items = cutter.items
    lines = cutter.lines
  }

  /// The lines between a label and the next one.
  func lines(of hit: Int) -> Range<Int> { firstLines[hit]..<firstLines[hit + 1] }

  /// The items of some lines that follow one another.
  func items(of range: Range<Int>) -> Range<Int> {
    if range.isEmpty { return 0..<0 }
    return lines[range.lowerBound]
      .first..<(range.upperBound < lines.count ? lines[range.upperBound].first : items.count)
  }

  /// The items of one line.
  func items(ofLine line: Int) -> Range<Int> { items(of: line..<line + 1) }

  /// Whether a line goes on where its label stands.
  func isLabelLine(_ line: Int) -> Bool { lines[line].isLabelLine }

  /// The grid row of a line; `nil` for text.
  func grid(_ line: Int) -> GridRow? { lines[line].grid }

  /// Whether a value or an explicit empty place stands within so many characters behind a label.
  func holdsPlaces(_ hit: Int, within reach: Int, _ scratch: inout ValueCutter) -> Bool {
    if isWhole(hit, within: reach) {
      return items(of: lines(of: hit)).contains { items[$0].isValue || items[$0].isBlank }
    }
    cut(hit, within: reach, &scratch)
    return scratch.items.contains { $0.isValue || $0.isBlank }
  }

  /// The same for the first line alone.
  func beginsWithPlaces(_ hit: Int, within reach: Int, _ scratch: inout ValueCutter) -> Bool {
    if isWhole(hit, within: reach) {
      guard let line = lines(of: hit).first else { return false }
      return items(ofLine: line).contains { items[$0].isValue || items[$0].isBlank }
    }
    cut(hit, within: reach, &scratch)
    guard !scratch.lines.isEmpty else { return false }
    let end = scratch.lines.count > 1 ? scratch.lines[1].first : scratch.items.count
    return scratch.items[..<end].contains { $0.isValue || $0.isBlank }
  }

  private func isWhole(_ hit: Int, within reach: Int) -> Bool { limits[hit] - hits[hit].end <= reach }

  private func cut(_ hit: Int, within reach: Int, _ scratch: inout ValueCutter) {
    scratch.removeAll()
    let end = hits[hit].end
    scratch.add(after: hits[hit], end..<max(end, min(limits[hit], end + reach)))
  }

  /// The line with items of its own.
  func line(_ line: Int) -> ValueLine {
    ValueLine(items: Array(items[items(ofLine: line)]), isLabelLine: lines[line].isLabelLine, grid: lines[line].grid)
  }
}

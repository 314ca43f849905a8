import DocumentReading
import StatutoryForm

/// The section headings of a report, the table of contents left out.
struct SectionReader {
  /// Headings with their places in the stream.
  private(set) var headings: [(kind: SectionKind, range: Range<Int>)] = []
  /// The table of contents; empty where there is none.
  private(set) var contents: Range<Int> = 0..<0

  init(hits: [LabelHit], stream: LabelStream) {
    var found: [(kind: SectionKind, range: Range<Int>)] = []
    for hit in hits {
      guard case .section(let kind) = hit.kind else { continue }
      found.append((kind, hit.start..<hit.core.upperBound))
    }
    found = Self.withoutParts(found, stream)
    headings = Self.withoutContents(found)
    if headings.count < found.count, let first = found.first, let last = found.dropLast(headings.count).last {
      contents = first.range.lowerBound..<last.range.upperBound
      let mark = CharacterFolding.key("目录")
      if stream.has(mark, at: contents.lowerBound - mark.count) {
        contents = (contents.lowerBound - mark.count)..<contents.upperBound
      }
    }
  }

  /// Drops headings of parts: （二）依申请公开情况 stands inside of 一、总体情况 where the sections are numbered 一、二、.
  private static func withoutParts(
    _ found: [(kind: SectionKind, range: Range<Int>)], _ stream: LabelStream
  ) -> [(kind: SectionKind, range: Range<Int>)] {
    let isPart = found.map { stream.units[$0.range.lowerBound] == 0x28 }
    guard isPart.contains(true) else { return found }
    let sections = zip(found, isPart).filter { !$1 && stream.units[$0.range.lowerBound].isHanOrdinal }
    guard Set(sections.map { $0.0.kind }).count >= 2 else { return found }
    return zip(found, isPart).filter { !$1 }.map { $0.0 }
  }

  /// Drops headings that follow one another with nothing between them and come again below.
  private static func withoutContents(
    _ found: [(kind: SectionKind, range: Range<Int>)]
  ) -> [(kind: SectionKind, range: Range<Int>)] {
    var end = 0
    while end + 1 < found.count, found[end + 1].range.lowerBound - found[end].range.upperBound <= 8,
      found[end + 1].kind.rawValue > found[end].kind.rawValue
    { end += 1 }
    guard end >= 2 else { return found }
    let listed = Set(found[...end].map { $0.kind })
    let again = Set(found[(end + 1)...].map { $0.kind })
    return listed.subtracting(again).count <= 1 ? Array(found[(end + 1)...]) : found
  }

  /// The headings as printed.
  func sections(in stream: LabelStream, _ text: BlockText) -> [PrintedSection] {
    headings.map { heading in
      PrintedSection(
        kind: heading.kind, heading: stream.compact(heading.range, in: text),
        line: text.line(at: Int(stream.offsets[heading.range.lowerBound])))
    }
  }

  /// How many sections have text of their own behind their heading.
  func sectionsWithText(in stream: LabelStream) -> Int {
    var count = 0
    for (index, heading) in headings.enumerated() {
      let end = index + 1 < headings.count ? headings[index + 1].range.lowerBound : stream.count
      if holdsText(stream, heading.range.upperBound..<max(heading.range.upperBound, end)) { count += 1 }
    }
    return count
  }

  /// Whether twelve Chinese characters and a full stop stand among the first characters of a section.
  private func holdsText(_ stream: LabelStream, _ range: Range<Int>) -> Bool {
    var count = 0
    var hasStop = false
    for unit in stream.units[range].prefix(2000) {
      if unit.isHan { count += 1 } else if unit == 0x3002 { hasStop = true }
      if hasStop, count >= 12 { return true }
    }
    return false
  }

  /// The finding about heads that are missing or out of order; `nil` where all six stand in order.
  func finding(_ stream: LabelStream, _ text: BlockText) -> Finding? {
    let headings = headings.indices.filter { !isTableTitle($0) }.map { self.headings[$0] }
    let kinds = headings.map { $0.kind }
    let missing = SectionKind.allCases.filter { !kinds.contains($0) }
    let disorder = zip(headings, headings.dropFirst()).first { $0.kind.rawValue >= $1.kind.rawValue }
    if missing.isEmpty, disorder == nil { return nil }
    let place = disorder?.1 ?? headings.first
    let message =
      missing.isEmpty
      ? "The six section heads do not stand in order, or more than once."
      : "Of the six section heads \(missing.count) were not found."
    return Finding(
      rule: "S.SECTIONS", severity: .warning, seen: kinds.map { "\($0.rawValue + 1)" }.joined(separator: " "),
      expected: "1 2 3 4 5 6", message: message,
      line: place.map { text.line(at: Int(stream.offsets[$0.range.lowerBound])) })
  }

  /// Whether a head only says again at once what the one before it says, as the title of the section's table does.
  private func isTableTitle(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    let (before, head) = (headings[index - 1], headings[index])
    return before.kind == head.kind && head.range.lowerBound - before.range.upperBound <= 10
  }
}

import DocumentReading
import StatutoryForm

/// Another report behind the first in one document: that of the year before, that of another body.
///
/// Its tables would be rivals of the first one's, and the figures of its sentences would be taken for the first one's.
struct FollowingReport {
  /// Its title's place in the stream.
  let title: Range<Int>

  /// Finds a title of its own between the last sections of one report and the first of the next.
  init?(sections: SectionReader, stream: LabelStream, lines: [Range<Int>]) {
    let headings = sections.headings
    guard headings.count >= 6 else { return nil }
    for (index, heading) in headings.enumerated().dropFirst(3) where heading.kind == .overview {
      let kinds = Set(headings[..<index].map(\.kind))
      guard kinds.count >= 3, kinds.contains(.overview) else { continue }
      let between = headings[index - 1].range.upperBound..<heading.range.lowerBound
      for line in lines where line.lowerBound >= between.lowerBound && line.upperBound <= between.upperBound {
        guard let parts = TitleReading.read(stream.units[line]), parts.year != nil,
          parts.range.upperBound == line.upperBound
        else { continue }
        title = line
        return
      }
    }
    return nil
  }

  /// The document before the title; `nil` where the title stands in the first or the last block.
  func leaving(_ document: ReadDocument, _ stream: LabelStream) -> ReadDocument? {
    let offset = Int(stream.offsets[title.lowerBound])
    let blockCount = document.blocks.count
    var document = document
    document.blocks = document.blocks.filter { block in
      switch block {
      case .paragraph(let range): range.lowerBound < offset
      case .table(let table): (table.cells.first?.range.lowerBound ?? 0) < offset
      }
    }
    // Each call leaves less: reading what is left comes to an end.
    return document.blocks.isEmpty || document.blocks.count == blockCount ? nil : document
  }

  /// Says that it was not read.
  func finding(_ stream: LabelStream, _ text: BlockText) -> Finding {
    Finding(
      rule: "S.SECTIONS", severity: .warning, seen: stream.compact(title, in: text),
      message: "Another report stands behind the first one in this document; only the first is read.",
      line: text.line(at: Int(stream.offsets[title.lowerBound])))
  }
}

import DocumentReading

/// Finds the running text of a document: everything but tables, page head and page foot.
struct NarrativeReader {
  private static let footers = [
    "主办单位", "主办:", "承办单位", "承办:", "技术支持", "版权所有", "网站标识码", "扫一扫", "附件下载", "打印本页", "关闭窗口", "上一篇", "下一篇", "相关链接",
    "友情链接", "网站地图", "打印", "关闭", "分享到", "联系我们", "ICP备", "【打印", "[打印", "责任编辑", "相关附件", "相关信息", "相关文档",
  ].map(CharacterFolding.key)

  private static let crumbs = ["当前位置", "您的位置", "您现在的位置", "您当前的位置", "所在位置", "现在位置", "首页>", "位置:"].map(
    CharacterFolding.key)
  private static let openings = ["根据《", "按照《", "依据《", "本报告", "为贯彻", "根据国", "依照《"].map(CharacterFolding.key)

  let stream: LabelStream
  let document: ReadDocument
  let lines: [Range<Int>]
  let head: HeadReading
  let sections: SectionReader
  /// Stream positions of tables.
  let extents: [Range<Int>]

  /// The ranges of the block text, in order.
  func ranges() -> [Range<Int>] {
    let cut = excluded()
    var result: [Range<Int>] = []
    for (index, block) in document.blocks.enumerated() {
      switch block {
      case .paragraph(let range):
        let from = stream.blockStarts[index]
        let to = index + 1 < stream.blockStarts.count ? stream.blockStarts[index + 1] : stream.count
        add(range, from..<to, without: cut, to: &result)
      case .table(let table):
        for cell in table.cells where cell.range.count > 120 {
          guard let span = streamRange(cell.range), holdsSentences(span) else { continue }
          add(cell.range, span, without: cut, to: &result)
        }
      }
    }
    return merged(result)
  }

  /// Stream positions that are no running text, ascending and apart.
  private func excluded() -> [Range<Int>] {
    var cut = extents.map(withHead) + head.furniture + [sections.contents]
    if let title = head.titleRange { cut.append(title) }
    cut += pageHead()
    if let foot = footStart() { cut.append(foot..<stream.count) }
    cut = cut.filter { !$0.isEmpty }.sorted { $0.lowerBound < $1.lowerBound }
    var apart: [Range<Int>] = []
    for range in cut {
      if let last = apart.last, range.lowerBound <= last.upperBound {
        apart[apart.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        apart.append(range)
      }
    }
    return apart
  }

  /// A table with the torn heads before it: from its section's heading on, where no sentence stands between.
  private func withHead(_ extent: Range<Int>) -> Range<Int> {
    guard let heading = sections.headings.last(where: { $0.range.upperBound <= extent.lowerBound }),
      extent.lowerBound - heading.range.upperBound <= 400,
      !stream.units[heading.range.upperBound..<extent.lowerBound].contains(0x3002)
    else { return extent }
    return heading.range.upperBound..<extent.upperBound
  }

  /// Everything before the title, and the way to the page in its first lines.
  private func pageHead() -> [Range<Int>] {
    var cut: [Range<Int>] = []
    let content = sections.headings.first?.range.lowerBound ?? head.titleRange?.upperBound ?? 0
    if let title = head.titleRange, title.lowerBound <= content || sections.headings.isEmpty {
      cut.append(0..<title.lowerBound)
    }
    for line in lines.prefix(60) where line.lowerBound < max(content, 1) {
      let isCrumb = Self.crumbs.contains { stream.has($0, at: line.lowerBound) }
      guard isCrumb else {
        let marks = stream.units[line].prefix(12).count { $0 == 0x3D || $0 == 0x2D || $0 == 0x2A }
        if marks >= 6, line.count < 80 { cut.append(0..<line.upperBound) }
        continue
      }
      let end = min(line.upperBound, max(content, line.lowerBound))
      let opening = (line.lowerBound..<end).first { position in
        Self.openings.contains { stream.has($0, at: position) }
      }
      cut.append(line.lowerBound..<(opening ?? (end < line.upperBound ? end : line.upperBound)))
    }
    return cut
  }

  /// Where the foot of the page begins; `nil` where it has none.
  private func footStart() -> Int? {
    let from = max(sections.headings.last?.range.upperBound ?? 0, extents.last?.upperBound ?? 0)
    for line in lines where line.lowerBound >= from {
      if Self.footers.contains(where: { stream.has($0, at: line.lowerBound) }), line.count < 160 {
        return line.lowerBound
      }
      if line.count < 160 { continue }
      // A page on one line has its foot behind a space.
      for position in line.dropFirst(line.count - min(line.count, 300)) where stream.separations[position] >= .space {
        if isFooter(at: position) { return position }
      }
    }
    guard let last = lines.last, last.lowerBound < from else { return nil }
    return last.first { $0 >= from && stream.separations[$0] >= .space && isFooter(at: $0) }
  }

  private func isFooter(at position: Int) -> Bool {
    Self.footers.prefix(9).contains { stream.has($0, at: position) }
  }

  private func holdsSentences(_ span: Range<Int>) -> Bool {
    let units = stream.units[span]
    return units.count { $0.isHan } >= 40 && units.contains(0x3002)
  }

  private func streamRange(_ bytes: Range<Int>) -> Range<Int>? {
    let start = position(atByte: bytes.lowerBound)
    let end = position(atByte: bytes.upperBound)
    return start < end ? start..<end : nil
  }

  private func position(atByte byte: Int) -> Int {
    var low = 0
    var high = stream.count
    while low < high {
      let middle = (low + high) / 2
      if Int(stream.offsets[middle]) < byte { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func add(_ bytes: Range<Int>, _ span: Range<Int>, without cut: [Range<Int>], to result: inout [Range<Int>]) {
    if span.isEmpty { return }
    var position = span.lowerBound
    var isFirst = true
    func keep(_ part: Range<Int>) {
      guard part.contains(where: { stream.units[$0].isHan || stream.units[$0].isDigit || stream.units[$0].isLatin })
      else {
        return
      }
      let start =
        isFirst && part.lowerBound == span.lowerBound ? bytes.lowerBound : Int(stream.offsets[part.lowerBound])
      let end =
        part.upperBound == span.upperBound ? bytes.upperBound : stream.byteEnd(part.upperBound - 1, in: document.text)
      if start < end { result.append(start..<end) }
    }
    for range in cut where range.upperBound > span.lowerBound && range.lowerBound < span.upperBound {
      if range.lowerBound > position { keep(position..<range.lowerBound) }
      position = max(position, range.upperBound)
      isFirst = false
    }
    if position < span.upperBound { keep(position..<span.upperBound) }
  }

  /// Joins ranges with only white space between them.
  private func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for range in ranges {
      if let last = result.last, last.upperBound <= range.lowerBound,
        document.text.bytes[last.upperBound..<range.lowerBound].allSatisfy({ $0 <= 0x20 })
      {
        result[result.count - 1] = last.lowerBound..<range.upperBound
      } else {
        result.append(range)
      }
    }
    return result
  }
}

import DocumentReading

/// The title of the report.
extension HeadReader {
  /// Finds the title of the report, in the text or in what the page says of itself.
  mutating func readTitle() {
    var fallback: TitleParts?
    var yearless: TitleParts?
    let candidates = lines.prefix(80).filter { line in
      (line.lowerBound <= contentStart || line.lowerBound < 400)
        && !result.furniture.contains { $0 == line && !isTitleLine(line) }
    }
    // A title on one line goes before one over two or three.
    for joined in 1...3 {
      for index in candidates.indices where index + joined <= candidates.count {
        let start = titleStart(candidates[index])
        let end = candidates[index + joined - 1].upperBound
        if start >= end || (joined > 1 && end - start > 90) { continue }
        guard let parts = TitleReading.read(stream.units[start..<end]), isName(parts.agency) else { continue }
        let close = parts.range.upperBound
        if joined > 1, close <= candidates[index + joined - 1].lowerBound { continue }
        let closes = close >= end || stream.units[close] == 0x2A
        if closes, parts.year != nil {
          take(joined == 1 ? titleOfPeriod(parts, among: candidates[index...]) : parts)
          return
        }
        if closes {
          if yearless == nil { yearless = parts }
        } else if joined == 1, stream.separations[close] >= .space, parts.year != nil, fallback == nil {
          fallback = parts
          // …年度报告 某县某局, parted by a space.
          let rest = close..<end
          if parts.agency.isEmpty, stream.units[rest].allSatisfy(\.isHan), TitleReading.isAgency(stream.units[rest]) {
            fallback?.agency = rest
          }
        }
      }
    }
    if let fallback {
      take(fallback)
      return
    }
    let pages = [document.metadata.first { $0.name == "articletitle" }?.content, document.pageTitle].compactMap { $0 }
    for page in pages {
      let units = CharacterFolding.key(page)
      let start = Self.behindMark(units[...])
      guard let parts = TitleReading.read(units[start...]), parts.year != nil || yearless == nil else { continue }
      let scalars = Array(page.unicodeScalars.filter { !CharacterFolding.isDropped($0.value) })
      let slice = { (range: Range<Int>) in
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range])
        return String(view)
      }
      result.title = slice(parts.range)
      result.titleYear = parts.year
      if !parts.agency.isEmpty {
        add(slice(parts.agency) + slice(parts.agencyRest), .title, at: 0)
      } else if let body = Self.bodyBehind(parts.range.upperBound, units) {
        add(slice(body), .signature, at: 0)
      }
      return
    }
    if let yearless { take(yearless) }
  }

  /// The first title that names the year of the period, where a list of other years' reports stands before it.
  private func titleOfPeriod(_ first: TitleParts, among lines: ArraySlice<Range<Int>>) -> TitleParts {
    guard let year = (result.periodEnd ?? result.periodStart).flatMap({ Int($0.prefix(4)) }), first.year != year else {
      return first
    }
    for line in lines {
      let start = titleStart(line)
      guard start < line.upperBound, let parts = TitleReading.read(stream.units[start..<line.upperBound]),
        parts.year == year, parts.range.upperBound == line.upperBound, isName(parts.agency),
        stream.units[parts.agency].elementsEqual(stream.units[first.agency])
      else { continue }
      return parts
    }
    return first
  }

  private func isTitleLine(_ line: Range<Int>) -> Bool { key(at: line.lowerBound)?.0 == .title }

  /// Where the title may begin on a line: behind a key, behind the marks of a heading.
  private func titleStart(_ line: Range<Int>) -> Int {
    var start = line.lowerBound
    if let (key, length) = key(at: start), key == .title { start += length }
    while start < line.upperBound, stream.units[start] == 0x23 || stream.units[start] == 0x2A { start += 1 }
    return Self.behindMark(stream.units[start..<line.upperBound])
  }

  /// Behind a word in brackets that stands before a title, as in 【年度报告】某县某局2022年…; else the beginning.
  private static func behindMark(_ units: ArraySlice<UInt32>) -> Int {
    // 转载:某县某局2022年…; behind 上一篇: stands another report.
    for word in words where units.starts(with: word) && units.count > word.count {
      return units.startIndex + word.count
    }
    guard let first = units.first, first == 0x3010 || first == 0x5B,
      let close = units.prefix(32).firstIndex(where: { $0 == 0x3011 || $0 == 0x5D }), close + 1 < units.endIndex
    else { return units.startIndex }
    return close + 1
  }

  private static let words = ["转载:", "转发:", "原文:", "题目:", "年报:"].map(CharacterFolding.key)

  /// The name of a body behind a page's title without one, parted by a line: …年度报告_某县某局; never the site's.
  private static func bodyBehind(_ title: Int, _ units: [UInt32]) -> Range<Int>? {
    guard title + 4 < units.count, units[title] == 0x5F || units[title] == 0x2D || units[title] == 0x7C else {
      return nil
    }
    let end = units[(title + 1)...].firstIndex { !$0.isHan } ?? units.count
    let name = (title + 1)..<end
    guard name.count <= 30, InnerOffice.isBody(units[name]), !units[name].suffix(2).elementsEqual(government) else {
      return nil
    }
    return name
  }

  private static let government = CharacterFolding.key("政府")

  /// Whether what stands for the agency in a title can be a name.
  private func isName(_ range: Range<Int>) -> Bool {
    stream.units[range].allSatisfy {
      $0.isHan || $0.isLatin || $0.isDigit || $0 == 0x28 || $0 == 0x29 || $0 == 0xB7 || $0 == 0x3001
    }
  }

  private mutating func take(_ parts: TitleParts) {
    result.title = Self.withoutReadings(stream.compact(parts.range, in: text))
    result.titleYear = parts.year
    result.titleRange = parts.range
    if !parts.agency.isEmpty {
      let rest = parts.agencyRest.isEmpty ? "" : stream.compact(parts.agencyRest, in: text)
      add(stream.compact(parts.agency, in: text) + rest, .title, at: parts.agency.lowerBound)
    } else if let mark = bodyInMark(before: parts.range.lowerBound) {
      add(stream.compact(mark, in: text), .title, at: mark.lowerBound)
    } else if let near = nameBeside(parts.range) {
      add(stream.compact(near, in: text), .title, at: near.lowerBound)
    }
  }

  /// The name of a body in the brackets before a title without one, as 【某县某局】2022年….
  private func bodyInMark(before title: Int) -> Range<Int>? {
    guard title > 4, stream.units[title - 1] == 0x3011 || stream.units[title - 1] == 0x5D else { return nil }
    let floor = max(0, title - 32)
    guard let open = stream.units[floor..<title].lastIndex(where: { $0 == 0x3010 || $0 == 0x5B }) else { return nil }
    let name = (open + 1)..<(title - 1)
    let isName = stream.units[name].allSatisfy(\.isHan) && InnerOffice.isBody(stream.units[name])
    return isName ? name : nil
  }

  /// The line above or below a title without agency, where it is nothing but the name of a body.
  private func nameBeside(_ title: Range<Int>) -> Range<Int>? {
    let first = lines.prefix(81).firstIndex { $0.contains(title.lowerBound) }
    guard let first, let last = lines[first...].firstIndex(where: { $0.contains(title.upperBound - 1) }) else {
      return nil
    }
    if first > 0, isNameAlone(lines[first - 1]) { return lines[first - 1] }
    // Date, source and the like mostly stand between.
    return lines[(last + 1)...].prefix(4).first { !result.furniture.contains($0) }.flatMap {
      isNameAlone($0) ? $0 : nil
    }
  }

  private func isNameAlone(_ line: Range<Int>) -> Bool {
    line.count <= 40 && key(at: line.lowerBound) == nil && !result.furniture.contains(line)
      && stream.units[line].allSatisfy { $0.isHan || $0 == 0x28 || $0 == 0x29 }
      && InnerOffice.isBody(stream.units[line])
  }
}

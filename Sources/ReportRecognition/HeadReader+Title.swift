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
          take(parts)
          return
        }
        if closes {
          if yearless == nil { yearless = parts }
        } else if joined == 1, stream.separations[close] >= .space, parts.year != nil, fallback == nil {
          fallback = parts
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
      guard let parts = TitleReading.read(units[...]), parts.year != nil || yearless == nil else { continue }
      let scalars = Array(page.unicodeScalars.filter { !CharacterFolding.isDropped($0.value) })
      let slice = { (range: Range<Int>) in
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range])
        return String(view)
      }
      result.title = slice(parts.range)
      result.titleYear = parts.year
      if !parts.agency.isEmpty { add(slice(parts.agency), .title, at: 0) }
      return
    }
    if let yearless { take(yearless) }
  }

  private func isTitleLine(_ line: Range<Int>) -> Bool { key(at: line.lowerBound)?.0 == .title }

  /// Where the title may begin on a line: behind a key, behind the marks of a heading.
  private func titleStart(_ line: Range<Int>) -> Int {
    var start = line.lowerBound
    if let (key, length) = key(at: start), key == .title { start += length }
    while start < line.upperBound, stream.units[start] == 0x23 || stream.units[start] == 0x2A { start += 1 }
    return start
  }

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
      add(stream.compact(parts.agency, in: text), .title, at: parts.agency.lowerBound)
    } else if let above = nameAbove(parts.range.lowerBound) {
      add(stream.compact(above, in: text), .title, at: above.lowerBound)
    }
  }

  /// The line above a title without agency, where it is nothing but the name of a body.
  private func nameAbove(_ title: Int) -> Range<Int>? {
    guard let index = lines.prefix(81).firstIndex(where: { $0.contains(title) }), index > 0 else { return nil }
    let line = lines[index - 1]
    guard line.count <= 40, key(at: line.lowerBound) == nil, !result.furniture.contains(line),
      stream.units[line].allSatisfy({ $0.isHan || $0 == 0x28 || $0 == 0x29 }), InnerOffice.isBody(stream.units[line])
    else { return nil }
    return line
  }
}

import DocumentReading

/// What the system that made the page prints or notes of it.
extension HeadReader {
  // MARK: CMS bullets

  /// Five bullets: index, publisher, category, generation, publication (form.md section 6).
  mutating func readBullets() {
    var dates: [String] = []
    var sawName = false
    for line in lines.prefix(14) where line.lowerBound < contentStart {
      guard line.count > 1, stream.units[line.lowerBound] == 0x2022 || stream.units[line.lowerBound] == 0x25CF,
        line.count < 80
      else { continue }
      result.furniture.append(line)
      let content = (line.lowerBound + 1)..<line.upperBound
      if let date = DateReading.date(stream.units, at: content.lowerBound), date.end >= content.upperBound - 8 {
        dates.append(date.iso)
      } else if stream.units[content].contains(where: { $0.isDigit })
        && !stream.units[content].contains(where: { $0.isHan })
      {
        if result.indexNumber == nil { result.indexNumber = stream.compact(content, in: text) }
      } else if !sawName, let name = name(content) {
        sawName = true
        if result.publisher == nil {
          result.publisher = name
          add(name, .publisher, at: content.lowerBound)
        }
      }
    }
    if dates.count >= 2 {
      result.composedOn = result.composedOn ?? dates[0]
      result.publishedOn = result.publishedOn ?? dates[1]
    } else if let first = dates.first {
      result.publishedOn = result.publishedOn ?? first
    }
  }

  // MARK: Page metadata

  mutating func readMetadata() {
    for (name, content) in document.metadata {
      switch name {
      case "pubdate", "publishdate", "publish-date", "article:published_time":
        if result.publishedOn == nil {
          result.publishedOn = DateReading.date(CharacterFolding.key(content), at: 0)?.iso
        }
      case "contentsource":
        let units = CharacterFolding.key(content)
        if result.publisher == nil, units.contains(where: { $0.isHan }), units.count <= 50 {
          add(content.filter { !$0.isWhitespace }, .publisher, at: 0)
        }
      case "og:url", "canonical":
        if result.sourceURL == nil, content.hasPrefix("http") { result.sourceURL = content }
      default: break
      }
    }
  }
}

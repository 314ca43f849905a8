/// Finds what is printed around the text of every page: page numbers, running heads and feet.
enum RunningLines {
  /// How many lines from the top and from the bottom of a page may be such.
  private static let depth = 3

  /// The lines of each page without them.
  ///
  /// A running head whose words stand nowhere else stays, once.
  static func removed(from pages: [[TextLine]], tables: [[PageBox]]) -> [[TextLine]] {
    var kept = pages
    var repeated: [[Unicode.Scalar]: Int] = [:]
    for lines in pages {
      for key in Set(edges(of: lines).map { shape(lines[$0]) }) where key.count > 1 { repeated[key, default: 0] += 1 }
    }
    var seen: Set<[Unicode.Scalar]> = []
    for page in pages.indices {
      let lines = pages[page]
      let edges = Set(edges(of: lines))
      let body = lines.indices.filter { !edges.contains($0) }.map { lines[$0].box } + tables[page]
      kept[page] = lines.indices.filter { index in
        if !edges.contains(index) { return true }
        let line = lines[index]
        let isOutside = !body.contains { $0.top < line.box.bottom && $0.bottom > line.box.top }
        if isOutside, isPageNumber(line.text, page: page, isBare: isAtEnd(index, lines, tables[page])) { return false }
        let key = shape(line)
        guard pages.count > 1, let count = repeated[key], count > 1, count * 2 > pages.count else { return true }
        if !isRepeatedAtPlace(line, key, pages, page) { return true }
        return seen.insert(key).inserted && !isFoot(line, lines) && !isSaidElsewhere(line, lines, but: index)
      }.map { lines[$0] }
    }
    return kept
  }

  private static func edges(of lines: [TextLine]) -> [Int] {
    Array(Set(lines.indices.prefix(depth)).union(lines.indices.suffix(depth))).sorted()
  }

  /// Whether each word of a running head stands in another line of its page, as a title does.
  private static func isSaidElsewhere(_ line: TextLine, _ lines: [TextLine], but index: Int) -> Bool {
    let words = line.words.filter { $0.text.contains(where: PDFCharacters.isHan) }
    let others = lines.indices.filter { $0 != index }.map { number in lines[number].text.filter { $0 != " " } }
    return !words.isEmpty
      && words.allSatisfy { word in
        others.contains { other in
          other.count >= word.text.count
            && (0...(other.count - word.text.count)).contains {
              other[$0..<$0 + word.text.count].elementsEqual(word.text)
            }
        }
      }
  }

  private static func isFoot(_ line: TextLine, _ lines: [TextLine]) -> Bool {
    line.box.top > (lines.last?.box.bottom ?? 0) * 0.7
  }

  /// The line without white space, every run of figures as one sign.
  private static func shape(_ line: TextLine) -> [Unicode.Scalar] {
    var shape: [Unicode.Scalar] = []
    for scalar in line.text where scalar != " " {
      let next: Unicode.Scalar = PDFCharacters.isDigit(scalar) ? "0" : scalar
      if next == "0", shape.last == "0" { continue }
      shape.append(next)
    }
    return shape
  }

  /// Whether the same line stands at the same height of another page.
  private static func isRepeatedAtPlace(
    _ line: TextLine, _ key: [Unicode.Scalar], _ pages: [[TextLine]], _ page: Int
  ) -> Bool {
    for (index, lines) in pages.enumerated() where index != page {
      for other in edges(of: lines) where abs(lines[other].box.middleY - line.box.middleY) < 6 {
        if shape(lines[other]) == key { return true }
      }
    }
    return false
  }

  /// Whether nothing of the page stands above, or nothing below.
  private static func isAtEnd(_ index: Int, _ lines: [TextLine], _ tables: [PageBox]) -> Bool {
    let box = lines[index].box
    let isFirst = index == 0 && tables.allSatisfy { $0.top > box.bottom }
    return isFirst || (index == lines.count - 1 && tables.allSatisfy { $0.bottom < box.top })
  }

  /// `- 4 -`, `— 4 —`, `第 4 页 共 10 页`, `4/10`; a bare number only at the end of a page and where it is the page's.
  private static func isPageNumber(_ text: [Unicode.Scalar], page: Int, isBare: Bool) -> Bool {
    let compact = text.filter { $0 != " " }
    if compact.isEmpty || compact.count > 16 { return false }
    let digits = compact.filter(PDFCharacters.isDigit)
    if digits.isEmpty || digits.count > 8 { return false }
    let rest = compact.filter { !PDFCharacters.isDigit($0) }
    if rest.isEmpty {
      let number = digits.reduce(0) { $0 * 10 + Int($1.value & 0xF) }
      return isBare && digits.count <= 3 && abs(number - page - 1) <= 2
    }
    if rest.contains("页") { return rest.allSatisfy { "第共页/-—－,，".unicodeScalars.contains($0) } }
    if rest == ["/"] { return isBare && !PDFCharacters.isDigit("/") && compact.first != "/" && compact.last != "/" }
    let dashes = "-—－–‐―~·•_".unicodeScalars
    return rest.allSatisfy { dashes.contains($0) } && dashes.contains(compact[0])
      && dashes.contains(compact[compact.count - 1])
  }
}

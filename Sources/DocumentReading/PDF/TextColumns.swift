/// Parts a page that is set in two columns of text.
enum TextColumns {
  private static let fewestLines = 8

  /// The lines in reading order: where two columns of text stand side by side, all of the left before all of the right.
  ///
  /// Columns of a table without rulings are no such: their entries are short.
  static func ordered(_ words: [PageWord], page: Int) -> [TextLine] {
    let lines = TextLine.lines(of: words, page: page)
    guard let gutter = gutter(lines) else { return lines }
    var result: [TextLine] = []
    var left: [PageWord] = []
    var right: [PageWord] = []
    func flush() {
      result += TextLine.lines(of: left, page: page, column: .left)
      result += TextLine.lines(of: right, page: page, column: .right)
      left = []
      right = []
    }
    for line in lines {
      if line.words.contains(where: { $0.box.left < gutter && $0.box.right > gutter }) {
        flush()
        result.append(line)
      } else {
        left += line.words.filter { $0.box.middleX < gutter }
        right += line.words.filter { $0.box.middleX >= gutter }
      }
    }
    flush()
    return result
  }

  /// The x between two columns of text; `nil` where the page has one.
  private static func gutter(_ lines: [TextLine]) -> Double? {
    if lines.count < fewestLines { return nil }
    let left = lines.map(\.box.left).min() ?? 0
    let right = lines.map(\.box.right).max() ?? 0
    var best: (x: Double, count: Int)?
    var x = left + (right - left) * 0.35
    while x < left + (right - left) * 0.65 {
      var both = 0
      var covered = 0
      for line in lines {
        if line.words.contains(where: { $0.box.left < x && $0.box.right > x }) {
          covered += 1
          continue
        }
        let before = line.words.filter { $0.box.right <= x }
        let after = line.words.filter { $0.box.left >= x }
        guard let end = before.map(\.box.right).max(), let start = after.map(\.box.left).min(),
          start - end > line.em * 0.9
        else { continue }
        let isText = letters(before) >= 8 && letters(after) >= 8
        if isText { both += 1 }
      }
      if both >= fewestLines, covered * 3 <= both, both > best?.count ?? 0 { best = (x, both) }
      x += 3
    }
    return best?.x
  }

  private static func letters(_ words: [PageWord]) -> Int {
    words.reduce(0) { $0 + $1.text.count(where: PDFCharacters.isHan) }
  }
}

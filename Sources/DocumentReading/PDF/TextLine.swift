/// Which part of the page a line of text is set in.
enum TextColumn {
  /// The whole width.
  case whole
  /// The left of two columns.
  case left
  /// The right of two columns.
  case right
}

/// Words that stand on one line of a page.
struct TextLine {
  /// From left to right.
  private(set) var words: [PageWord]
  private(set) var box: PageBox
  /// The 0-based page.
  var page: Int
  /// The column of text it is a line of.
  let column: TextColumn
  /// Where the text of its column begins and ends.
  var margins: (left: Double, right: Double)
  /// How far apart the lines of a paragraph are on its page, from top to top; 0 where that is not known.
  var pitch = 0.0

  init(words: [PageWord], page: Int, column: TextColumn = .whole) {
    self.column = column
    self.words = words.sorted { ($0.box.left, $0.order) < ($1.box.left, $1.order) }
    let first = words.first?.box ?? PageBox(left: 0, top: 0, right: 0, bottom: 0)
    box = words.reduce(first) { $0.union($1.box) }
    self.page = page
    margins = (box.left, box.right)
  }

  /// The width of a Han character, in points.
  var em: Double { TextLine.em(of: words) }

  /// Its text, with a space where there is a gap that characters do not make.
  var text: [Unicode.Scalar] {
    let em = em
    var text: [Unicode.Scalar] = []
    var before: PageWord?
    for word in words {
      if let before, let last = before.text.last, let next = word.text.first {
        let gap = word.box.left - before.box.right
        let isWide = PDFCharacters.isWide(last) && PDFCharacters.isWide(next)
        let isSpread = before.text.count == 1 && word.text.count == 1
        if isWide ? gap > em * (isSpread ? 3 : 0.8) : gap > em * 0.05 { text.append(" ") }
      }
      text += word.text
      before = word
    }
    return text
  }

  /// The gaps between words that are wider than any within text, as ranges of x.
  var wideGaps: [(left: Double, right: Double)] {
    let limit = em * 0.9
    var gaps: [(left: Double, right: Double)] = []
    var end = words.first?.box.right ?? 0
    for word in words.dropFirst() {
      if word.box.left - end > limit { gaps.append((end, word.box.left)) }
      end = max(end, word.box.right)
    }
    return gaps
  }

  /// The width of a Han character among words, by those that have nothing else; figures are of many widths.
  static func em(of words: [PageWord]) -> Double {
    var sizes: [Double] = []
    for word in words where word.text.allSatisfy(PDFCharacters.isWide) {
      sizes.append(word.isTall ? word.box.width : word.box.width / Double(word.text.count))
    }
    if sizes.isEmpty {
      for word in words where !word.isTall {
        let wide = Double(word.text.count(where: PDFCharacters.isWide))
        if wide > 0 { sizes.append(word.box.width / (wide + 0.53 * (Double(word.text.count) - wide))) }
      }
    }
    if sizes.isEmpty { sizes = words.map { min($0.box.height, $0.box.width * 2) / 1.1 } }
    sizes.sort()
    return max(2, sizes.isEmpty ? 10 : sizes[sizes.count / 2])
  }

  /// Puts words onto lines, from top to bottom.
  static func lines(of words: [PageWord], page: Int, column: TextColumn = .whole) -> [TextLine] {
    var lines: [(box: PageBox, words: [PageWord])] = []
    for word in words.sorted(by: { ($0.box.middleY, $0.box.left) < ($1.box.middleY, $1.box.left) }) {
      if let last = lines.last {
        let shared = min(last.box.bottom, word.box.bottom) - max(last.box.top, word.box.top)
        if shared > 0.5 * min(last.box.height, word.box.height) {
          lines[lines.count - 1].words.append(word)
          // A line keeps the height of its tallest word, but not of a column of text set upright.
          if !word.isTall { lines[lines.count - 1].box = last.box.union(word.box) }
          continue
        }
      }
      lines.append((word.box, [word]))
    }
    return lines.map { TextLine(words: $0.words, page: page, column: column) }
  }
}

/// How pieces of text that were parted by a line's end are put together again.
enum LineJoining {
  /// What stands between two lines of one text; `isFull` says that the first had no room for more.
  static func separator(_ last: Unicode.Scalar?, _ next: Unicode.Scalar?, isFull: Bool) -> [Unicode.Scalar] {
    guard let last, let next else { return [] }
    if PDFCharacters.isWide(last) || PDFCharacters.isWide(next) { return [] }
    let isNumber = PDFCharacters.isDigit(next) && (PDFCharacters.isDigit(last) || last == "." || last == ",")
    if isNumber || (PDFCharacters.isDigit(last) && (next == "." || next == "," || next == "%")) {
      return isFull ? [] : ["\n"]
    }
    return last.properties.isAlphabetic && next.properties.isAlphabetic ? [" "] : isFull ? [] : [" "]
  }
}

/// The text of a table cell.
struct CellText {
  var scalars: [Unicode.Scalar] = []
  /// Whether its last line reaches the side of the cell, so that a word more would have stood on another line.
  var endsFull = false

  var isEmpty: Bool { scalars.isEmpty }
  var hasHan: Bool { scalars.contains(where: PDFCharacters.isHan) }
  var hasDigit: Bool { scalars.contains(where: PDFCharacters.isDigit) }
  /// Without white space.
  var compact: [Unicode.Scalar] { scalars.filter { $0 != " " && $0 != "\n" } }

  init() {}

  /// Puts the words of a cell in order: lines from top to bottom, or text set upright in the order it was written.
  init(_ words: [PageWord], in cell: PageBox) {
    if words.isEmpty { return }
    let count = words.reduce(0) { $0 + $1.text.count }
    let tall = words.reduce(0) { $0 + ($1.isTall ? $1.text.count : 0) }
    if tall * 2 > count {
      for word in words.sorted(by: { $0.order < $1.order }) { scalars += word.text }
      endsFull = true
      return
    }
    for line in TextLine.lines(of: words, page: 0) {
      let text = line.text
      scalars += LineJoining.separator(scalars.last, text.first, isFull: endsFull)
      scalars += text
      endsFull = line.box.width + line.em > cell.width - 4
    }
  }

  /// Appends what stands in the rest of the same cell on the next page.
  mutating func append(_ rest: CellText) {
    if rest.isEmpty { return }
    scalars += LineJoining.separator(scalars.last, rest.scalars.first, isFull: endsFull)
    scalars += rest.scalars
    endsFull = rest.endsFull
  }
}

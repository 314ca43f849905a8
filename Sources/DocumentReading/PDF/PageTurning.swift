/// Turns pages upright whose text runs from top to bottom or from bottom to top: landscape tables on portrait pages.
enum PageTurning {
  /// The page as a reader would hold it.
  static func upright(_ page: PDFPage) -> PDFPage {
    let turn = turn(of: page.words)
    if turn == .none { return page }
    var result = page
    for index in page.words.indices { result.words[index].box = page.words[index].box.turned(turn) }
    result.marks = page.marks.map { $0.turned(turn) }
    return result
  }

  private static func turn(of words: [PageWord]) -> PageTurn {
    var tall = 0
    var flat = 0
    for word in words where word.text.count > 1 {
      if word.isTall { tall += word.text.count } else { flat += word.text.count }
    }
    if tall < fewestLetters || tall <= flat * 2 { return .none }
    // Words of one line follow each other in the direction of the text.
    var downwards = 0
    var upwards = 0
    for (word, next) in zip(words, words.dropFirst()) {
      let shared = min(word.box.right, next.box.right) - max(word.box.left, next.box.left)
      if shared < 0.5 * min(word.box.width, next.box.width) { continue }
      if next.box.top >= word.box.bottom - 1 { downwards += 1 }
      if next.box.bottom <= word.box.top + 1 { upwards += 1 }
    }
    if upwards == downwards {
      // In a table labels come before figures.
      let labels = middle(words.filter { $0.text.contains(where: PDFCharacters.isHan) })
      let figures = middle(words.filter { PDFCharacters.isFigure($0.text) })
      if let labels, let figures { return labels > figures ? .upwards : .downwards }
    }
    return upwards > downwards ? .upwards : .downwards
  }

  private static func middle(_ words: [PageWord]) -> Double? {
    words.isEmpty ? nil : words.reduce(0) { $0 + $1.box.middleY } / Double(words.count)
  }

  /// A page with less is not turned for its labels.
  private static let fewestLetters = 12
}

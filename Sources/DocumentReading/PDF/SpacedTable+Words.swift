/// What the words of a table without rulings are by themselves.
extension SpacedTable {
  /// Whether a word is what a cell of figures may print.
  static func isValue(_ word: PageWord) -> Bool {
    let text = word.text
    if text.count > 16 { return false }
    if text.allSatisfy({ marks.contains($0) }) || nothings.contains(text) { return true }
    return text.contains(where: PDFCharacters.isDigit)
      && text.allSatisfy { PDFCharacters.isDigit($0) || ".,，．%％+-－−①②③④⑤*[]".unicodeScalars.contains($0) }
  }

  /// The words that figures are told by: not numbers in front of a label.
  static func figures(of words: [PageWord]) -> [PageWord] {
    words.filter { word in
      // A number of a list is short, and a year stands before its sign.
      if !isValue(word) { return false }
      let digits = word.text.count(where: PDFCharacters.isDigit)
      if digits != 1, digits != 2, digits != 4 { return true }
      return !words.contains { next in
        next.box.left >= word.box.right - 1 && next.box.left - word.box.right < 0.45 * next.box.height
          && min(next.box.bottom, word.box.bottom) - max(next.box.top, word.box.top) > 0.6 * word.box.height
          && next.text.contains(where: PDFCharacters.isHan) && !isValue(next)
          && !isUnit(next) && (digits < 3 || next.text.first == "年")
      }
    }
  }

  private static let marks = Set("/-—－–无○〇".unicodeScalars)
  /// What is printed where there is nothing to say.
  private static let nothings = ["不涉及", "未涉及", "不适用", "暂无", "没有", "N/A"].map { Array($0.unicodeScalars) }

  /// The unit of an amount, behind it.
  static func isUnit(_ word: PageWord) -> Bool { word.text.allSatisfy { "万亿元萬億".unicodeScalars.contains($0) } }

  static func height(_ words: [PageWord]) -> Double {
    let heights = words.map(\.box.height).sorted()
    return heights.isEmpty ? 12 : heights[heights.count / 2]
  }
}

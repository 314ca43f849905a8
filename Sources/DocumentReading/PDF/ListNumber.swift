/// The numbers that entries of a report begin with: 1. （一） 一、
enum ListNumber {
  /// Whether a text begins with one.
  static func begins(_ text: [Unicode.Scalar]) -> Bool {
    guard let first = text.first else { return false }
    let second = text.dropFirst().first
    if first == "（" || first == "(" {
      return second.map { PDFCharacters.isDigit($0) || numerals.contains($0) } ?? false
    }
    guard PDFCharacters.isDigit(first) || numerals.contains(first) else { return false }
    return text.dropFirst().first { !PDFCharacters.isDigit($0) && !numerals.contains($0) }.map(marks.contains) ?? false
  }

  private static let numerals = Set("一二三四五六七八九十".unicodeScalars)
  private static let marks = Set("、.．".unicodeScalars)
}

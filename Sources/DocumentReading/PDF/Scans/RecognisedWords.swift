/// Reads the table of words that tesseract writes.
enum RecognisedWords {
  /// A word: the number of its picture, where it stands there in pixels, and its text.
  struct Word {
    let sheet: Int
    let box: PageBox
    let text: [Unicode.Scalar]
  }

  /// The words, in the order of the program.
  static func read(_ table: [UInt8]) -> [Word] {
    var words: [Word] = []
    for line in table.split(separator: ASCII.lineFeed) {
      let fields = line.split(separator: ASCII.tab, omittingEmptySubsequences: false)
      guard fields.count >= 12, fields[0].elementsEqual("5".utf8) else { continue }
      let numbers = fields[1..<10].map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
      let text = String(decoding: fields[11], as: UTF8.self).unicodeScalars.compactMap(PDFCharacters.cleaned)
      let left = Double(numbers[5])
      let top = Double(numbers[6])
      let box = PageBox(left: left, top: top, right: left + Double(numbers[7]), bottom: top + Double(numbers[8]))
      if !text.isEmpty, box.isSound { words.append(Word(sheet: numbers[0] - 1, box: box, text: text)) }
    }
    return words
  }

  /// The words of a cell with ink, kept inside of it.
  ///
  /// Where there are none, one mark of unreadable ink. Letters that look like figures are figures where nothing else stands
  /// in the cell; what is read so is never taken for printed.
  static func settled(_ words: [PageWord], in cell: PageBox) -> [PageWord] {
    let middle = PageBox(
      left: cell.middleX - 1, top: cell.middleY - 1, right: cell.middleX + 1, bottom: cell.middleY + 1)
    if words.isEmpty { return [PageWord(box: middle, text: ["\u{FFFD}"], order: 0)] }
    let text = words.flatMap(\.text)
    let looksLikeFigures = text.allSatisfy { PDFCharacters.isDigit($0) || lookalikes[$0] != nil } && text.count <= 6
    return words.map { word in
      var word = word
      if looksLikeFigures { word.text = word.text.map { lookalikes[$0] ?? $0 } }
      word.box.left = min(max(word.box.left, cell.left), cell.right)
      word.box.right = max(min(word.box.right, cell.right), word.box.left)
      word.box.top = min(max(word.box.top, cell.top), cell.bottom)
      word.box.bottom = max(min(word.box.bottom, cell.bottom), word.box.top)
      return word
    }
  }

  private static let lookalikes: [Unicode.Scalar: Unicode.Scalar] = [
    "O": "0", "o": "0", "〇": "0", "○": "0", "Q": "0", "D": "0", "口": "0", "。": "0", "l": "1", "I": "1", "|": "1",
    "丨": "1", "]": "1", "[": "1", "!": "1", "工": "1", "Z": "2", "z": "2", "S": "5", "B": "8",
  ]
}

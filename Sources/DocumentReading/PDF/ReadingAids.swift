/// Takes out what is printed in small type over characters to say how they are read.
///
/// Such letters are a line of their own to a reader of places, and stand in the middle of labels.
enum ReadingAids {
  /// The words without those that are small letters right over larger Han characters.
  static func removed(from words: [PageWord]) -> [PageWord] {
    let letters = words.indices.filter { isLetters(words[$0].text) }
    if letters.isEmpty { return words }
    var byHeight: [Int: [PageBox]] = [:]
    for word in words where word.text.contains(where: PDFCharacters.isHan) && !word.isTall {
      byHeight[Int(word.box.top / step), default: []].append(word.box)
    }
    let aids = Set(
      letters.filter { index in
        let box = words[index].box
        let number = Int(box.bottom / step)
        return (number - 1...number + 1).contains { near in
          byHeight[near]?.contains { isOver(box, $0) } ?? false
        }
      })
    return aids.isEmpty ? words : words.indices.filter { !aids.contains($0) }.map { words[$0] }
  }

  private static func isOver(_ aid: PageBox, _ base: PageBox) -> Bool {
    let shared = min(aid.right, base.right) - max(aid.left, base.left)
    return aid.height < 0.7 * base.height && abs(base.top - aid.bottom) < 0.6 * aid.height
      && shared > 0.3 * min(aid.width, base.width)
  }

  private static func isLetters(_ text: [Unicode.Scalar]) -> Bool {
    text.allSatisfy { !PDFCharacters.isWide($0) && $0.properties.isAlphabetic }
  }

  private static let step = 16.0
}

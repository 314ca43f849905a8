/// Reads the words of each page from what `pdftotext -bbox` writes.
enum PDFWords {
  /// The pages in order; throws where there are more words than any report has.
  static func read(_ output: [UInt8]) throws(ReadingFailure) -> [PDFPage] {
    var pages: [PDFPage] = []
    // The head of the file repeats what the document says about itself, in whatever bytes it likes.
    let start = ByteScan.first("<doc>", in: output.span, from: 0) ?? 0
    var tags = MarkupTags(output, from: start)
    var count = 0
    while let tag = tags.next() {
      if tag.isClosing { continue }
      if tags.isNamed("page", tag) {
        func number(_ name: StaticString) -> Double {
          tags.attribute(name, of: tag).flatMap { tags.numbers($0).first } ?? 0
        }
        pages.append(PDFPage(width: number("width"), height: number("height")))
        if pages.count > mostPages { throw .limitExceeded }
      } else if tags.isNamed("word", tag), !pages.isEmpty, let word = word(tags, tag, order: count) {
        pages[pages.count - 1].words.append(word)
        count += 1
        if count > mostWords { throw .limitExceeded }
      }
    }
    return pages
  }

  private static func word(_ tags: MarkupTags, _ tag: MarkupTags.Tag, order: Int) -> PageWord? {
    func number(_ name: StaticString) -> Double? { tags.attribute(name, of: tag).flatMap { tags.numbers($0).first } }
    guard let left = number("xMin"), let top = number("yMin"), let right = number("xMax"), let bottom = number("yMax")
    else { return nil }
    let box = PageBox(left: left, top: top, right: right, bottom: bottom)
    let text = tags.text(after: tag).compactMap(PDFCharacters.cleaned)
    return box.isSound && !text.isEmpty ? PageWord(box: box, text: text, order: order) : nil
  }

  private static let mostPages = 5000
  private static let mostWords = 1 << 20
}

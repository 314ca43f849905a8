/// Finds how the text of a document is set: its margins, and the distance of its lines.
enum PageMargins {
  /// Gives each line the margins of the document where its page has nearly those, and the distance of lines on its page.
  ///
  /// A page of which every line is indented, or short, would else seem narrower than it is.
  static func settle(_ pages: inout [[TextLine]]) {
    let lines = pages.flatMap { $0 }
    guard let left = lines.map(\.margins.left).min(), let right = lines.map(\.margins.right).max() else { return }
    for page in pages.indices {
      let pitch = pitch(pages[page])
      for index in pages[page].indices {
        let own = pages[page][index].margins
        let near = 4 * pages[page][index].em
        pages[page][index].margins = (
          own.left - left < near ? left : own.left, right - own.right < near ? right : own.right
        )
        pages[page][index].pitch = pitch
      }
    }
  }

  /// The lower quartile: between paragraphs it is more.
  private static func pitch(_ lines: [TextLine]) -> Double {
    var distances: [Double] = []
    for (line, next) in zip(lines, lines.dropFirst()) where abs(line.em - next.em) < 0.15 * line.em {
      let distance = next.box.top - line.box.top
      if distance > 0.7 * line.box.height, distance < 3.2 * line.box.height { distances.append(distance) }
    }
    distances.sort()
    return distances.count < 4 ? 0 : distances[distances.count / 4]
  }
}

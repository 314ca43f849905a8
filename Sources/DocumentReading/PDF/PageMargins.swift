/// Finds how the text of a document is set: its margins, and the distance of its lines.
enum PageMargins {
  /// Gives each line the margins of the document where its page has nearly those, and the distance of lines on its page.
  ///
  /// A page of which every line is indented, or short, would else seem narrower than it is.
  static func settle(_ pages: inout [[TextLine]]) {
    let all = pages.flatMap { $0 }
    for column in [TextColumn.whole, .left, .right] {
      let lines = all.filter { $0.column == column }
      guard let common = margins(lines) else { continue }
      for page in pages.indices {
        let own = margins(pages[page].filter { $0.column == column }) ?? common
        let pitch = pitch(pages[page])
        for index in pages[page].indices where pages[page][index].column == column {
          let near = 4 * pages[page][index].em
          pages[page][index].margins = (
            abs(own.left - common.left) < near ? common.left : own.left,
            abs(own.right - common.right) < near ? common.right : own.right
          )
          pages[page][index].pitch = pitch
        }
      }
    }
  }

  /// Where lines begin and end: the outermost places at which a good part of the long lines does.
  private static func margins(_ lines: [TextLine]) -> (left: Double, right: Double)? {
    let long = lines.filter { $0.words.reduce(0) { $0 + $1.text.count } >= 10 }
    let measured = long.isEmpty ? lines : long
    guard let first = measured.first else { return nil }
    let few = max(1, measured.count / 7)
    func outermost(_ places: [Double]) -> Double? {
      let sorted = places.sorted()
      // Justified lines end at one place, others within two characters of it.
      return sorted.first { place in sorted.count { $0 >= place && $0 <= place + 2 * first.em } >= few } ?? sorted.first
    }
    guard let left = outermost(measured.map(\.box.left)), let right = outermost(measured.map { -$0.box.right }) else {
      return nil
    }
    return (left, -right)
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

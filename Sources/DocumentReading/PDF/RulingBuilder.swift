/// Puts thin marks together to rulings: dashes and pieces become one line, the two of a double line stay two.
enum RulingBuilder {
  /// Gaps up to this are those of a dashed line or of pieces that do not quite meet, in points.
  private static let widestGap = 4.0
  /// Marks this near to one another across are on one line.
  private static let sameLine = 1.2
  /// Shorter rulings part no cells.
  private static let shortest = 6.0
  /// More rulings than this are a drawing.
  private static let most = 4000

  /// The level and the upright rulings of a page's marks.
  ///
  /// What lies within a word is a stroke of a character: bold type
  /// is often made by drawing outlines.
  static func rulings(_ page: PDFPage) -> (level: [Ruling], upright: [Ruling]) {
    var level: [Ruling] = []
    var upright: [Ruling] = []
    let words = WordPlaces(page.words)
    for mark in page.marks where !words.hold(mark) {
      // Dots of a dotted line are as long as they are thick, so they may belong to either.
      let isDot = max(mark.width, mark.height) <= 3
      if isDot || mark.width >= mark.height {
        level.append(Ruling(position: mark.middleY, start: mark.left, end: mark.right))
      }
      if isDot || mark.height > mark.width {
        upright.append(Ruling(position: mark.middleX, start: mark.top, end: mark.bottom))
      }
    }
    return (joined(level), joined(upright))
  }

  private static func joined(_ pieces: [Ruling]) -> [Ruling] {
    let sorted = pieces.sorted { ($0.position, $0.start) < ($1.position, $1.start) }
    var result: [Ruling] = []
    var first = 0
    while first < sorted.count {
      var last = first + 1
      while last < sorted.count, sorted[last].position - sorted[last - 1].position <= 0.3,
        sorted[last].position - sorted[first].position <= sameLine
      { last += 1 }
      let group = sorted[first..<last].sorted { $0.start < $1.start }
      var current = group[0]
      for piece in group.dropFirst() {
        if piece.start <= current.end + widestGap {
          current.end = max(current.end, piece.end)
        } else {
          result.append(current)
          current = piece
        }
      }
      result.append(current)
      first = last
    }
    result.removeAll { $0.length < shortest }
    if result.count > most {
      result.sort { $0.length > $1.length }
      result.removeLast(result.count - most)
    }
    return result
  }
}

/// Finds the words at a height of the page.
private struct WordPlaces {
  private var byHeight: [Int: [PageBox]] = [:]
  private static let step = 16.0

  init(_ words: [PageWord]) {
    for word in words {
      for number in Self.number(word.box.top)...Self.number(word.box.bottom) where byHeight.count < 100_000 {
        byHeight[number, default: []].append(word.box)
      }
    }
  }

  /// Whether a mark lies within a word.
  func hold(_ mark: PageBox) -> Bool {
    byHeight[Self.number(mark.middleY)]?.contains {
      mark.left > $0.left - 0.5 && mark.right < $0.right + 0.5 && mark.top > $0.top - 0.5
        && mark.bottom < $0.bottom + 0.5
    } ?? false
  }

  private static func number(_ y: Double) -> Int { Int(y / step) }
}

/// Ranges along a line, ascending and apart.
struct CoveredLine {
  private(set) var parts: [(start: Double, end: Double)] = []

  /// Makes the union of rulings; gaps up to 4 points are closed.
  init(_ rulings: [Ruling]) {
    for ruling in rulings.sorted(by: { $0.start < $1.start }) {
      if let last = parts.last, ruling.start <= last.end + 4 {
        parts[parts.count - 1].end = max(last.end, ruling.end)
      } else {
        parts.append((ruling.start, ruling.end))
      }
    }
  }

  /// Which share of a stretch is covered.
  func share(of start: Double, _ end: Double) -> Double {
    guard end > start else { return 0 }
    var sum = 0.0
    for part in parts { sum += max(0, min(part.end, end) - max(part.start, start)) }
    return sum / (end - start)
  }
}

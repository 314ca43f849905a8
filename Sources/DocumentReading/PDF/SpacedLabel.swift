/// A label of a table without rulings: the words of one cell, in any number of lines.
struct SpacedLabel {
  private(set) var words: [PageWord]
  private(set) var box: PageBox
  /// The middles of its lines.
  private(set) var middles: [Double]
  private var lastLine: PageBox

  var lines: Int { middles.count }

  private init(_ words: [PageWord]) {
    self.words = words
    let first = words.first?.box ?? PageBox(left: 0, top: 0, right: 0, bottom: 0)
    box = words.reduce(first) { $0.union($1.box) }
    lastLine = box
    middles = [box.middleY]
  }

  private mutating func append(_ line: SpacedLabel) {
    words += line.words
    box = box.union(line.box)
    middles.append(line.box.middleY)
    lastLine = line.box
  }

  /// Whether a line at `y` is beside it.
  func reaches(_ y: Double, by margin: Double) -> Bool { y > box.top - margin && y < box.bottom + margin }

  func overlaps(_ other: SpacedLabel) -> Bool { box.top < other.box.bottom + 60 && box.bottom > other.box.top - 60 }

  /// Whether there is more room to the labels over and under it than between the lines of one.
  func standsApart(from others: [SpacedLabel]) -> Bool {
    let height = lastLine.height
    return others.allSatisfy { other in
      let gap = max(other.box.top - box.bottom, box.top - other.box.bottom)
      let isColumn = other.box.left < box.right && box.left < other.box.right
      return !isColumn || gap > 0.05 * height || number != nil || ListNumber.begins(text)
    }
  }

  private var text: [Unicode.Scalar] { words.flatMap(\.text) }

  /// The number of a list that it begins with, in figures and any brackets; `nil` where there is none.
  var number: Int? {
    var digits = ""
    for scalar in text.prefix(4) {
      if PDFCharacters.isDigit(scalar) {
        digits.unicodeScalars.append(Unicode.Scalar(0x30 + (scalar.value & 0xF)) ?? "0")
      } else if !digits.isEmpty || !"（(".unicodeScalars.contains(scalar) {
        break
      }
    }
    return Int(digits)
  }

  /// The labels that words make, from top to bottom; `rows` are the middles and heights of the lines of figures.
  static func labels(_ words: [PageWord], rows: [(middle: Double, height: Double)]) -> [SpacedLabel] {
    var labels: [SpacedLabel] = []
    let pieces = pieces(words)
    let pitch = tightPitch(pieces)
    for piece in pieces {
      let above = labels.indices.last { labels[$0].isColumn(of: piece) && labels[$0].lastLine.top < piece.box.top - 2 }
      if let above, labels[above].goesOn(piece, pitch: pitch, rows: rows) {
        labels[above].append(piece)
      } else {
        labels.append(piece)
      }
    }
    return labels
  }

  /// Whether all rows are set alike: figures at the middle, the first, or the last line of their labels, or all a little
  /// above or below it.
  ///
  /// The first and the last label may be cut by the page.
  static func areSetAlike(_ pairs: [(label: SpacedLabel, middle: Double)]) -> Bool {
    let sorted = pairs.sorted { $0.middle < $1.middle }
    let whole = sorted.count > 3 ? sorted.dropFirst().dropLast() : sorted[...]
    func all(_ place: (SpacedLabel) -> Double) -> Bool {
      let offsets = whole.map { ($0.middle - place($0.label)) / max($0.label.lastLine.height, 1) }.sorted()
      guard let low = offsets.first, let high = offsets.last else { return true }
      let usual = offsets[offsets.count / 2]
      return abs(usual) <= 0.6 && high - usual <= 0.55 && usual - low <= 0.55
    }
    return all { $0.box.middleY } || all { $0.middles.first ?? $0.box.middleY }
      || all { $0.middles.last ?? $0.box.middleY }
  }

  private func isColumn(of piece: SpacedLabel) -> Bool {
    box.left < piece.box.right && piece.box.left < box.right
      && (abs(lastLine.left - piece.box.left) < 3 || abs(lastLine.middleX - piece.box.middleX) < 3
        || abs(box.left - piece.box.left) < 3)
  }

  /// Whether a piece is the next line of this label.
  private func goesOn(_ piece: SpacedLabel, pitch: Double, rows: [(middle: Double, height: Double)]) -> Bool {
    let distance = piece.box.top - lastLine.top
    if distance > pitch * 1.06 + 0.6 || distance > 1.45 * piece.box.height || ListNumber.begins(piece.text) {
      return false
    }
    func hasFigures(_ line: PageBox) -> Bool {
      rows.contains { abs($0.middle - line.middleY) < 0.3 * min($0.height, line.height) }
    }
    return !(hasFigures(lastLine) && hasFigures(piece.box))
  }

  /// The distance of lines within a label: the smallest there is.
  private static func tightPitch(_ pieces: [SpacedLabel]) -> Double {
    var best = Double.infinity
    for (index, piece) in pieces.enumerated() {
      for next in pieces[(index + 1)...].prefix(6) where piece.isColumn(of: next) {
        let distance = next.box.top - piece.box.top
        if distance > 0.7 * piece.box.height { best = min(best, distance) }
      }
    }
    return best.isFinite ? best : 0
  }

  /// Runs of words on one line, parted where another column of labels begins.
  private static func pieces(_ words: [PageWord]) -> [SpacedLabel] {
    var lines: [[PageWord]] = []
    for word in words.sorted(by: { ($0.box.middleY, $0.box.left) < ($1.box.middleY, $1.box.left) }) {
      if let last = lines.last?.first,
        abs(word.box.middleY - last.box.middleY) < 0.3 * min(word.box.height, last.box.height)
      {
        lines[lines.count - 1].append(word)
      } else {
        lines.append([word])
      }
    }
    for index in lines.indices { lines[index].sort { $0.box.left < $1.box.left } }
    // Where lines begin, or what stands after a gap, twice or more.
    var starts: [Double] = []
    for line in lines {
      for (index, word) in line.enumerated() {
        let gap = index == 0 ? .infinity : word.box.left - line[index - 1].box.right
        if gap > 0.3 * word.box.height { starts.append(word.box.left) }
      }
    }
    func isStart(_ x: Double) -> Bool { starts.count { abs($0 - x) < 1 } >= 2 }
    var pieces: [SpacedLabel] = []
    for line in lines {
      var run: [PageWord] = []
      for word in line {
        if let last = run.last {
          let gap = word.box.left - last.box.right
          if gap > 0.7 * word.box.height || gap > 1 && isStart(word.box.left) {
            pieces.append(SpacedLabel(run))
            run = []
          }
        }
        run.append(word)
      }
      pieces.append(SpacedLabel(run))
    }
    return pieces.sorted { ($0.box.top, $0.box.left) < ($1.box.top, $1.box.left) }
  }
}

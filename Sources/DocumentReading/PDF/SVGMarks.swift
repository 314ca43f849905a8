/// Finds the thin marks of each page, which may be rulings, in what `pdftocairo -svg` writes.
///
/// Stroked straight segments, filled thin shapes, and frames drawn as a rectangle within a rectangle count. Fills with an
/// area, curves, glyphs, clips, masks and pictures do not. Groups that are drawn by reference are followed.
struct SVGMarks {
  /// A group of drawings: its marks, and other groups it draws.
  private struct Group {
    var marks: [PageBox] = []
    var uses: [(name: String, matrix: SVGMatrix)] = []
  }

  private var groups: [String: Group] = [:]
  private var pages: [Group] = []
  private var markCount = 0

  /// The marks of each page, in order; throws where there are more than any report has.
  static func read(_ output: [UInt8]) throws(ReadingFailure) -> [[PageBox]] {
    var reader = SVGMarks()
    try reader.walk(output)
    var result: [[PageBox]] = []
    var budget = mostMarks
    for page in reader.pages {
      var marks: [PageBox] = []
      reader.collect(page, SVGMatrix(), depth: 0, into: &marks, &budget)
      result.append(marks)
    }
    return result
  }

  private mutating func walk(_ output: [UInt8]) throws(ReadingFailure) {
    var tags = MarkupTags(output)
    var open: [String] = []
    var ignored = 0
    var names: [String] = []
    // Groups that are drawn by reference stand among the definitions; a single page has no tag of its own.
    var definitions = 0
    while let tag = tags.next() {
      if ignored > 0 {
        if !tag.isEmpty { ignored += tag.isClosing ? -1 : 1 }
        continue
      }
      if tags.isNamed("path", tag) {
        let marks = PathMarks.marks(tags, tag)
        markCount += marks.count
        if markCount > Self.mostMarks { throw .limitExceeded }
        add(marks, to: names.last)
      } else if tags.isNamed("use", tag) {
        guard let link = tags.attribute("xlink:href", of: tag) ?? tags.attribute("href", of: tag), link.count < 64
        else { continue }
        let name = String(tags.string(link).dropFirst())
        // Glyphs are by far the most; they are no groups.
        if name.hasPrefix("glyph") { continue }
        var matrix = SVGMatrix()
        if let values = tags.attribute("transform", of: tag) { matrix = PathMarks.matrix(tags, values) }
        if let x = tags.attribute("x", of: tag), let y = tags.attribute("y", of: tag),
          let right = tags.numbers(x).first, let down = tags.numbers(y).first
        {
          matrix = matrix.after(SVGMatrix(e: right, f: down))
        }
        use(name, matrix, in: names.last)
      } else if tag.isClosing {
        switch open.popLast() {
        case "group": names.removeLast()
        case "defs": definitions -= 1
        default: break
        }
      } else if tag.isEmpty {
        continue
      } else if ["symbol", "clipPath", "mask", "pattern", "style", "linearGradient", "radialGradient"].contains(where: {
        tags.isNamed($0, tag)
      }) {
        ignored = 1
      } else if tags.isNamed("page", tag) {
        pages.append(Group())
        open.append("page")
      } else if tags.isNamed("defs", tag) {
        definitions += 1
        open.append("defs")
      } else if tags.isNamed("g", tag), definitions > 0, let id = tags.attribute("id", of: tag) {
        names.append(tags.string(id))
        open.append("group")
      } else {
        open.append("")
      }
    }
  }

  private mutating func add(_ marks: [PageBox], to name: String?) {
    if let name {
      groups[name, default: Group()].marks += marks
    } else {
      if pages.isEmpty { pages.append(Group()) }
      pages[pages.count - 1].marks += marks
    }
  }

  private mutating func use(_ used: String, _ matrix: SVGMatrix, in name: String?) {
    if let name {
      groups[name, default: Group()].uses.append((used, matrix))
    } else {
      if pages.isEmpty { pages.append(Group()) }
      pages[pages.count - 1].uses.append((used, matrix))
    }
  }

  private func collect(
    _ group: Group, _ matrix: SVGMatrix, depth: Int, into marks: inout [PageBox], _ budget: inout Int
  ) {
    if depth > 16 || budget <= 0 { return }
    budget -= group.marks.count + group.uses.count
    marks += group.marks.map(matrix.apply).filter(\.isSound)
    for use in group.uses {
      guard let inner = groups[use.name] else { continue }
      collect(inner, matrix.after(use.matrix), depth: depth + 1, into: &marks, &budget)
    }
  }

  private static let mostMarks = 1 << 20
}

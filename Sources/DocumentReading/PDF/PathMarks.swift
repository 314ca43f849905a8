/// The thin marks of one path of an SVG.
enum PathMarks {
  /// How thick a ruling may be, in points.
  private static let thickest = 3.5

  static func marks(_ tags: MarkupTags, _ tag: MarkupTags.Tag) -> [PageBox] {
    guard let data = tags.attribute("d", of: tag), !data.isEmpty else { return [] }
    let matrix = tags.attribute("transform", of: tag).map { PathMarks.matrix(tags, $0) } ?? SVGMatrix()
    var marks: [PageBox] = []
    let subpaths = subpaths(tags, data, matrix)
    let stroke = tags.property("stroke", of: tag)
    if stroke != nil, !tags.equals(stroke, "none"), !isInvisible(tags, tag, "stroke-opacity") {
      let width = tags.property("stroke-width", of: tag).flatMap { tags.numbers($0).first } ?? 1
      if width * matrix.scale <= thickest { marks += stroked(subpaths) }
    }
    if !tags.equals(tags.property("fill", of: tag), "none"), !isInvisible(tags, tag, "fill-opacity") {
      marks += filled(subpaths)
    }
    return marks
  }

  static func matrix(_ tags: MarkupTags, _ range: Range<Int>) -> SVGMatrix {
    let values = tags.numbers(range)
    if values.count == 6 {
      return SVGMatrix(a: values[0], b: values[1], c: values[2], d: values[3], e: values[4], f: values[5])
    }
    return values.count == 2 ? SVGMatrix(e: values[0], f: values[1]) : SVGMatrix()
  }

  private static func isInvisible(_ tags: MarkupTags, _ tag: MarkupTags.Tag, _ name: StaticString) -> Bool {
    tags.property(name, of: tag).flatMap { tags.numbers($0).first } == 0
  }

  /// A run of straight lines; a curve ends it, and what holds one is no rectangle.
  private struct Subpath {
    var points: [(x: Double, y: Double)] = []
    var isCurved = false

    var box: PageBox? {
      guard let first = points.first else { return nil }
      return points.reduce(PageBox(left: first.x, top: first.y, right: first.x, bottom: first.y)) {
        $0.union(PageBox(left: $1.x, top: $1.y, right: $1.x, bottom: $1.y))
      }
    }
  }

  private static func subpaths(
    _ tags: MarkupTags, _ data: Range<Int>, _ matrix: SVGMatrix
  ) -> [Subpath] {
    var subpaths: [Subpath] = []
    var current = Subpath()
    var position = data.lowerBound
    let end = data.upperBound
    func point() -> (x: Double, y: Double)? {
      while position < end, tags.byte(position) == 0x20 || tags.byte(position) == 0x2C { position += 1 }
      guard let x = tags.number(&position, end) else { return nil }
      while position < end, tags.byte(position) == 0x20 || tags.byte(position) == 0x2C { position += 1 }
      guard let y = tags.number(&position, end) else { return nil }
      return matrix.apply(x, y)
    }
    while position < end {
      let command = tags.byte(position)
      position += 1
      switch command {
      case 0x4D:  // M
        if current.points.count > 1 { subpaths.append(current) }
        current = Subpath()
        if let point = point() { current.points.append(point) }
      case 0x4C:  // L
        if let point = point() { current.points.append(point) }
      case 0x43:  // C
        current.isCurved = true
        _ = point()
        _ = point()
        if let point = point() {
          if current.points.count > 1 { subpaths.append(current) }
          current = Subpath(points: [point], isCurved: true)
        }
      case 0x5A:  // Z
        if let first = current.points.first { current.points.append(first) }
      default: break
      }
      if subpaths.count > 20_000 || current.points.count > 20_000 { break }
    }
    if current.points.count > 1 { subpaths.append(current) }
    return subpaths
  }

  /// Each level or upright segment.
  private static func stroked(_ subpaths: [Subpath]) -> [PageBox] {
    var marks: [PageBox] = []
    for subpath in subpaths {
      for (one, other) in zip(subpath.points, subpath.points.dropFirst()) {
        let box = PageBox(
          left: min(one.x, other.x), top: min(one.y, other.y), right: max(one.x, other.x), bottom: max(one.y, other.y))
        let thin = min(box.width, box.height)
        if thin <= 0.7, max(box.width, box.height) > thin, box.isSound { marks.append(box) }
      }
    }
    return marks
  }

  /// Each thin shape, and the sides of a frame.
  private static func filled(_ subpaths: [Subpath]) -> [PageBox] {
    var marks: [PageBox] = []
    var boxes: [PageBox] = []
    for subpath in subpaths where !subpath.isCurved && subpath.points.count <= 12 {
      guard let box = subpath.box, box.isSound else { continue }
      if min(box.width, box.height) <= thickest {
        marks.append(box)
      } else {
        boxes.append(box)
      }
    }
    for pair in zip(boxes, boxes.dropFirst()) {
      let outer = pair.0.width >= pair.1.width ? pair.0 : pair.1
      let inner = pair.0.width >= pair.1.width ? pair.1 : pair.0
      let margins = [
        inner.left - outer.left, inner.top - outer.top, outer.right - inner.right, outer.bottom - inner.bottom,
      ]
      guard margins.allSatisfy({ $0 >= 0 && $0 <= thickest }), margins.contains(where: { $0 > 0.05 }) else { continue }
      marks.append(PageBox(left: outer.left, top: outer.top, right: outer.right, bottom: inner.top))
      marks.append(PageBox(left: outer.left, top: inner.bottom, right: outer.right, bottom: outer.bottom))
      marks.append(PageBox(left: outer.left, top: outer.top, right: inner.left, bottom: outer.bottom))
      marks.append(PageBox(left: inner.right, top: outer.top, right: outer.right, bottom: outer.bottom))
    }
    return marks
  }
}

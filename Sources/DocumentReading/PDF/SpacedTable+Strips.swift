/// The columns of a table without rulings.
extension SpacedTable {
  /// The strips of figures and of labels, from left to right; `nil` where words of one stand in another.
  static func strips(_ figures: [PageWord], _ words: [PageWord], _ carried: [Strip]?) -> [Strip]? {
    if figures.isEmpty { return nil }
    var strips = union(figures.map { Strip(left: $0.box.left, right: $0.box.right) })
    if let carried, let joined = joined(strips, carried) { strips = joined }
    let top = figures.map(\.box.top).min() ?? 0
    let height = height(figures)
    let others = words.filter { word in !isUnit(word) && !strips.contains { $0.overlaps(word.box) } }
    // Labels stand beside figures or below such that do; what stands above all figures may be the head of an empty column.
    let rows = figures.map(\.box)
    let beside = others.filter { word in
      !isValue(word)
        && rows.contains { min($0.bottom, word.box.bottom) - max($0.top, word.box.top) > 0.3 * word.box.height }
    }
    var labels = union(beside.map { Strip(left: $0.box.left, right: $0.box.right, isLabel: true) })
    labels = merged(labels, apart: strips)
    strips.removeAll { strip in labels.contains { $0.left < strip.left && $0.right > strip.right } }
    var heads: [Strip] = []
    for word in others where !labels.contains(where: { $0.overlaps(word.box) }) {
      if word.box.top < top - 0.5 * height || isValue(word) {
        heads.append(Strip(left: word.box.left, right: word.box.right))
      } else if let near = labels.indices.first(where: { index in isClear(labels[index], word.box, strips) }) {
        labels[near].left = min(labels[near].left, word.box.left)
        labels[near].right = max(labels[near].right, word.box.right)
      } else {
        return nil
      }
    }
    heads = union(heads).filter { head in
      head.right - head.left < 6 * height
        && !labels.contains {
          isClear($0, PageBox(left: head.left, top: 0, right: head.right, bottom: 0), strips) && head.right < $0.right
        }
    }
    let all = (strips + labels + heads).sorted { $0.left < $1.left }
    for (one, other) in zip(all, all.dropFirst()) where one.right > other.left + 0.3 { return nil }
    return all
  }

  /// Whether no strip of figures stands between a strip and a box.
  private static func isClear(_ strip: Strip, _ box: PageBox, _ figures: [Strip]) -> Bool {
    let left = min(strip.right, box.right)
    let right = max(strip.left, box.left)
    return !figures.contains { $0.right > left && $0.left < right }
  }

  static func union(_ strips: [Strip]) -> [Strip] {
    var result: [Strip] = []
    for strip in strips.sorted(by: { $0.left < $1.left }) {
      if let last = result.last, strip.left < last.right - 0.3 {
        result[result.count - 1].right = max(last.right, strip.right)
      } else {
        result.append(strip)
      }
    }
    return result
  }

  /// Strips of labels between which no figures stand are one.
  private static func merged(_ labels: [Strip], apart figures: [Strip]) -> [Strip] {
    var result: [Strip] = []
    for label in labels {
      if let last = result.last, !figures.contains(where: { $0.left >= last.right - 1 && $0.right <= label.left + 1 }) {
        result[result.count - 1].right = max(last.right, label.right)
      } else {
        result.append(label)
      }
    }
    return result
  }

  /// The strips of this page and of the one before as one table; `nil` where they are of two.
  private static func joined(_ strips: [Strip], _ carried: [Strip]) -> [Strip]? {
    let before = carried.filter { !$0.isLabel }
    let all = union(strips + before)
    // Each strip on its own in the other's places: no two of one became one.
    for part in [strips, before] {
      for place in all where part.count(where: { $0.left < place.right && $0.right > place.left }) > 1 { return nil }
    }
    return all.count == max(strips.count, before.count) ? all : nil
  }
}

import StatutoryForm

/// Reads heads of columns that were torn into lines, so that no label of them is left whole.
///
/// `本年废止 现行有效 本年制发` on one line and `件数 件数 件数` on the next are three heads in an order of their own: the
/// pieces of each line stand as the heads do. Only where all pieces of all heads follow one another in this way is
/// anything said.
struct TornHeads {
  private let labels: [[UInt32]]

  /// The heads of some columns in the order of the form.
  init(_ columns: [FormColumn], version: FormVersion) {
    labels = columns.map { CharacterFolding.key($0.label(in: version)) }
  }

  /// Whether characters hold the heads, torn, in another order than the form's, and not in that one.
  func standOtherwise(in units: [UInt32]) -> Bool {
    guard labels.count > 1, labels.count <= 3, let longest = labels.map(\.count).max() else { return false }
    let usual = Array(labels.indices)
    let others = Self.orders(of: labels.count).filter { $0 != usual }
    let widths = 1..<longest
    if widths.contains(where: { Self.holds(units, torn(usual, width: $0)) }) { return false }
    return widths.contains { width in others.contains { Self.holds(units, torn($0, width: width)) } }
  }

  /// The characters of heads that are cut after every `width`, line by line.
  private func torn(_ order: [Int], width: Int) -> [UInt32] {
    var result: [UInt32] = []
    var start = 0
    var isAny = true
    while isAny {
      isAny = false
      for label in order.map({ labels[$0] }) where start < label.count {
        result += label[start..<min(start + width, label.count)]
        isAny = true
      }
      start += width
    }
    return result
  }

  private static func holds(_ units: [UInt32], _ part: [UInt32]) -> Bool {
    if part.isEmpty || part.count > units.count { return false }
    return (0...units.count - part.count).contains { units[$0..<$0 + part.count].elementsEqual(part) }
  }

  private static func orders(of count: Int) -> [[Int]] {
    count == 2 ? [[0, 1], [1, 0]] : [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
  }
}

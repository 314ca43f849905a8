/// Lists one behind another: a look at one of them copies and counts nothing.
struct FlatLists<Element: Sendable>: Sendable {
  private let starts: [Int32]
  /// The elements of all lists.
  let elements: [Element]

  init(_ lists: [[Element]]) {
    var starts: [Int32] = [0]
    starts.reserveCapacity(lists.count + 1)
    var count: Int32 = 0
    for list in lists {
      count += Int32(list.count)
      starts.append(count)
    }
    self.starts = starts
    elements = lists.flatMap { $0 }
  }

  /// Where the elements of a list stand.
  @inline(__always)
  subscript(list: Int) -> Range<Int> { Int(starts[list])..<Int(starts[list + 1]) }
}

extension FlatLists where Element == Int {
  /// Whether a list has an element.
  func contains(_ element: Int, in list: Int) -> Bool {
    for place in self[list] where elements[place] == element { return true }
    return false
  }
}

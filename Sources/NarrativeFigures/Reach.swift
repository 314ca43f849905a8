/// The few places from which only filler words lead to a quantity, nearest first.
struct Reach {
  private var slots = InlineArray<32, Int>(repeating: 0)
  private(set) var count = 1

  init(_ lead: Int) { slots[0] = lead }

  subscript(index: Int) -> Int { slots[index] }

  /// The place farthest to the left.
  var farthest: Int {
    var least = slots[0]
    for index in 1..<max(1, count) where slots[index] < least { least = slots[index] }
    return least
  }

  func contains(_ place: Int) -> Bool {
    for index in 0..<count where slots[index] == place { return true }
    return false
  }

  mutating func append(_ place: Int) {
    if count < 32 {
      slots[count] = place
      count += 1
    }
  }
}

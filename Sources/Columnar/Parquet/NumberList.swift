/// Numbers of one size that grow, written to without a check a number; the room is kept when they are forgotten.
///
/// For one thread at a time.
final class NumberList<Number: FixedWidthInteger> {
  private var start: UnsafeMutablePointer<Number>
  private(set) var count = 0
  private var capacity: Int

  /// `capacity` is how many numbers will come: what is not used of it takes no memory.
  init(capacity: Int) {
    self.capacity = max(64, capacity)
    start = .allocate(capacity: self.capacity)
  }

  deinit { start.deallocate() }

  var values: UnsafeBufferPointer<Number> { UnsafeBufferPointer(start: start, count: count) }

  var last: Number? { count == 0 ? nil : start[count - 1] }

  subscript(range: Range<Int>) -> UnsafeBufferPointer<Number> { UnsafeBufferPointer(rebasing: values[range]) }

  subscript(place: Int) -> Number { values[place] }

  func removeAll() { count = 0 }

  func append(_ number: Number) {
    room(for: 1)[0] = number
    count += 1
  }

  func append(_ number: Number, times: Int) {
    room(for: times).update(repeating: number, count: times)
    count += times
  }

  /// Where the next numbers go: there is room for as many.
  func room(for more: Int) -> UnsafeMutablePointer<Number> {
    if capacity - count < more { grow(more) }
    return start + count
  }

  /// Says that numbers were written where `room` said.
  func advance(by more: Int) { count += more }

  @inline(never) private func grow(_ more: Int) {
    let larger = max(capacity * 2, count + more)
    let memory = UnsafeMutablePointer<Number>.allocate(capacity: larger)
    memory.update(from: start, count: count)
    start.deallocate()
    start = memory
    capacity = larger
  }
}

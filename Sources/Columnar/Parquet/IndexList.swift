/// The dictionary number of each value of a column: two bytes each, or four once there are more than 65,536 different ones.
///
/// For one thread at a time. A column that needed four bytes keeps them for the row groups to come.
final class IndexList {
  private var narrow: NumberList<UInt16>
  private var wide: NumberList<UInt32>?
  private let rowCount: Int

  /// `rowCount` is how many numbers will come: what is not used of it takes no memory.
  init(rowCount: Int) {
    self.rowCount = rowCount
    narrow = NumberList(capacity: rowCount)
  }

  var count: Int { wide?.count ?? narrow.count }

  var last: UInt32? { wide.map(\.last) ?? narrow.last.map(UInt32.init) }

  subscript(place: Int) -> Int { wide.map { Int($0[place]) } ?? Int(narrow[place]) }

  func contains(_ number: UInt8) -> Bool {
    wide?.values.contains(UInt32(number)) ?? narrow.values.contains(UInt16(number))
  }

  func removeAll() {
    narrow.removeAll()
    wide?.removeAll()
  }

  func append(_ number: UInt32, times: Int = 1) {
    reserveNumbers(upTo: Int(number))
    if let wide { wide.append(number, times: times) } else { narrow.append(UInt16(number), times: times) }
  }

  /// Makes sure that numbers up to `highest` have room.
  private func reserveNumbers(upTo highest: Int) {
    guard wide == nil, highest > Int(UInt16.max) else { return }
    let wide = NumberList<UInt32>(capacity: rowCount)
    let room = wide.room(for: narrow.count)
    for (place, number) in narrow.values.enumerated() { room[place] = UInt32(number) }
    wide.advance(by: narrow.count)
    self.wide = wide
    narrow = NumberList(capacity: 0)
  }

  /// Appends at most `count` numbers up to `highest`, by a filler of either width that says how many it wrote.
  @inline(__always) func append<Filler: IndexFiller>(atMost count: Int, upTo highest: Int, by filler: inout Filler) {
    reserveNumbers(upTo: highest)
    if let wide {
      wide.advance(by: filler.fill(wide.room(for: count)))
    } else {
      narrow.advance(by: filler.fill(narrow.room(for: count)))
    }
  }

  /// Packs a part of the numbers.
  func encode(_ range: Range<Int>, bitWidth: Int, to bytes: inout [UInt8]) {
    if let wide {
      HybridRuns.encode(wide[range], bitWidth: bitWidth, to: &bytes)
    } else {
      HybridRuns.encode(narrow[range], bitWidth: bitWidth, to: &bytes)
    }
  }
}

/// What writes dictionary numbers of either width.
protocol IndexFiller {
  /// Writes numbers to where there is room for them; returns how many.
  mutating func fill<Number: FixedWidthInteger & UnsignedInteger>(_ room: UnsafeMutablePointer<Number>) -> Int
}

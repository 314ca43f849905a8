import FactTables

/// The different numbers of a column, numbered in the order in which they first come.
struct NumberDictionary {
  private(set) var values: [Int64] = []
  private var slots = HashSlots()
  private var last = -1
  private static let seed = UInt64.random(in: .min ... .max)

  var count: Int { values.count }

  /// The number of a value.
  mutating func index(of value: Int64) -> UInt32 {
    if last >= 0, values[last] == value { return UInt32(truncatingIfNeeded: last) }
    var slot = slots.start(Self.hash(value))
    while let found = slots[slot] {
      if values[found] == value {
        last = found
        return UInt32(truncatingIfNeeded: found)
      }
      slot = slots.next(slot)
    }
    last = values.count
    values.append(value)
    if slots.insert(last, at: slot) { slots.grow(values.lazy.map(Self.hash)) }
    return UInt32(truncatingIfNeeded: last)
  }

  mutating func removeAll() {
    values.removeAll(keepingCapacity: true)
    slots.removeAll()
    last = -1
  }

  private static func hash(_ value: Int64) -> UInt64 { HashSlots.mix(UInt64(bitPattern: value) ^ seed) }
}

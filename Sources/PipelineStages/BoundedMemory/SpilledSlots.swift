import FactTables

/// Open addressing over the entries of another array: a power of two of places, each empty or the number of an entry.
struct SpilledSlots: Sendable {
  private let place: SpillPlace
  private var slots: SpilledArray<UInt32>
  private var usedCount = 0

  /// An empty table.
  init(_ place: SpillPlace) {
    self.place = place
    slots = SpilledArray(place, zeroes: 1 << 8)
  }

  /// The slot where an entry of this hash stands, or would stand; `isSame` tells it from others.
  func slot(_ hash: UInt64, _ isSame: (Int) -> Bool) -> Int {
    var slot = Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1)
    while let entry = self[slot], !isSame(entry) { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  /// The entry in a slot; `nil` where it is empty.
  subscript(slot: Int) -> Int? {
    let entry = slots[slot]
    return entry == 0 ? nil : Int(entry) - 1
  }

  /// The entry of this hash; `nil` where there is none.
  func find(_ hash: UInt64, _ isSame: (Int) -> Bool) -> Int? { self[slot(hash, isSame)] }

  /// Puts an entry into a slot, in the place of one that is there.
  ///
  /// `hash` is asked for that of every entry up to this one when the table grows.
  mutating func put(_ entry: Int, at slot: Int, hash: (Int) -> UInt64) {
    if slots[slot] == 0 { usedCount += 1 }
    slots[slot] = UInt32(truncatingIfNeeded: entry + 1)
    if usedCount * 2 > slots.count { grow(hash) }
  }

  private mutating func grow(_ hash: (Int) -> UInt64) {
    let old = slots
    var new = SpilledArray<UInt32>(place, zeroes: old.count * (old.count < 1 << 16 ? 4 : 2))
    for entry in old where entry != 0 {
      var slot = Int(truncatingIfNeeded: hash(Int(entry) - 1) >> 32) & (new.count - 1)
      while new[slot] != 0 { slot = (slot + 1) & (new.count - 1) }
      new[slot] = entry
      place.visit()
    }
    slots = new
  }
}

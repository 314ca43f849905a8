/// Open addressing: a power of two of places, each empty or the number of an entry.
@frozen public struct HashSlots: Sendable {
  @usableFromInline var slots = [UInt32](repeating: 0, count: 1 << 8)
  @usableFromInline var used = 0

  /// Makes an empty table.
  @inlinable public init() {}

  /// Spreads the bits of a word.
  @inlinable public static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return (product.high ^ product.low) &* 0xD6E8_FEB8_6659_FD93
  }

  /// A hash of bytes; with a secret seed nobody can choose bytes of equal hashes.
  @inlinable public static func hash(_ bytes: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
    var hash = seed ^ UInt64(bytes.count)
    var position = 0
    while position + 8 <= bytes.count {
      hash = mix(hash ^ bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      position += 8
    }
    var rest: UInt64 = 0
    while position < bytes.count {
      rest = rest << 8 | UInt64(bytes[position])
      position += 1
    }
    return mix(hash ^ rest)
  }

  /// Where the search for a hash starts.
  @inlinable public func start(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1) }

  /// The place behind another.
  @inlinable public func next(_ slot: Int) -> Int { (slot + 1) & (slots.count - 1) }

  /// The entry at a place; `nil` where it is empty.
  @inlinable public subscript(slot: Int) -> Int? { slots[slot] == 0 ? nil : Int(slots[slot]) - 1 }

  /// Puts an entry into an empty place; true where the table is to grow now.
  @inlinable public mutating func insert(_ entry: Int, at slot: Int) -> Bool {
    slots[slot] = UInt32(truncatingIfNeeded: entry + 1)
    used += 1
    return used * 2 > slots.count
  }

  /// Makes the table larger: small ones at once by much, large ones by no more than they need.
  ///
  /// `hashes` are those of all entries, in order.
  @inlinable public mutating func grow(_ hashes: some Sequence<UInt64>) {
    slots = [UInt32](repeating: 0, count: slots.count * (slots.count < 1 << 16 ? 4 : 2))
    for (entry, hash) in hashes.enumerated() {
      var slot = start(hash)
      while slots[slot] != 0 { slot = next(slot) }
      slots[slot] = UInt32(truncatingIfNeeded: entry + 1)
    }
  }

  /// Empties the table.
  @inlinable public mutating func removeAll() {
    for index in slots.indices { slots[index] = 0 }
    used = 0
  }
}

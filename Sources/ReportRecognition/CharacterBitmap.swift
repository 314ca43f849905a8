/// A set of characters of the basic plane, one bit each: small enough for the nearest cache.
struct CharacterBitmap: Sendable {
  private var words = [UInt64](repeating: 0, count: 0x10000 / 64)

  /// The set of the characters; those beyond the basic plane are left out.
  init(_ units: some Sequence<UInt32>) {
    for unit in units where unit <= 0xFFFF { words[Int(unit >> 6)] |= 1 << UInt64(unit & 63) }
  }

  /// Whether the character is in the set.
  @inline(__always)
  func contains(_ unit: UInt32) -> Bool { unit <= 0xFFFF && words[Int(unit >> 6)] >> UInt64(unit & 63) & 1 != 0 }
}

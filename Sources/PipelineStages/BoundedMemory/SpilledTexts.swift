import FactTables
import Glibc

/// Different texts, numbered in the order in which they first come: `TextDictionary` for as many as there are documents.
///
/// The hash has a seed of its process, so that no document can be written to make it slow; the numbers do not depend on
/// it.
struct SpilledTexts: Sendable {
  private var bytes: SpilledArray<UInt8>
  private var ends: SpilledArray<Int>
  private var hashes: SpilledArray<UInt32>
  private var slots: SpilledSlots
  private static let seed = UInt64.random(in: .min ... .max)

  /// No texts.
  init(_ place: SpillPlace) {
    bytes = SpilledArray(place)
    ends = SpilledArray(place)
    hashes = SpilledArray(place)
    slots = SpilledSlots(place)
  }

  /// How many texts there are.
  var count: Int { ends.count }

  private func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

  /// The bytes of a text.
  subscript(index: Int) -> [UInt8] { bytes.withUnsafeBufferPointer(range(index)) { Array($0) } }

  /// The number of a text.
  mutating func index(of text: String) -> UInt32 { index(of: Array(text.utf8)) }

  /// The number of a text.
  mutating func index(of text: [UInt8]) -> UInt32 {
    let hash = Self.hash(text)
    let slot = slots.slot(hash) { isText($0, text, hash) }
    if let known = slots[slot] { return UInt32(truncatingIfNeeded: known) }
    let new = ends.count
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
    hashes.append(Self.kept(hash))
    let hashes = hashes
    slots.put(new, at: slot) { UInt64(hashes[$0]) << 32 }
    return UInt32(truncatingIfNeeded: new)
  }

  /// The number of a text; `nil` where it did not come yet.
  func find(_ text: [UInt8]) -> UInt32? {
    let hash = Self.hash(text)
    return slots.find(hash) { isText($0, text, hash) }.map { UInt32(truncatingIfNeeded: $0) }
  }

  /// Whether one text comes before another, by bytes.
  func isBefore(_ left: Int, _ right: Int) -> Bool {
    bytes.withUnsafeBufferPointer(range(left)) { one in
      bytes.withUnsafeBufferPointer(range(right)) { other in
        guard let left = one.baseAddress, let right = other.baseAddress else { return one.count < other.count }
        let order = memcmp(left, right, min(one.count, other.count))
        return order == 0 ? one.count < other.count : order < 0
      }
    }
  }

  /// What is kept of a hash: where a search starts depends on this half alone.
  private static func kept(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) }

  private func isText(_ index: Int, _ text: [UInt8], _ hash: UInt64) -> Bool {
    if hashes[index] != Self.kept(hash) { return false }
    return bytes.withUnsafeBufferPointer(range(index)) { $0.elementsEqual(text) }
  }

  private static func hash(_ text: [UInt8]) -> UInt64 {
    text.withUnsafeBytes { HashSlots.hash($0, seed: seed) }
  }
}

import Glibc

/// Different texts, numbered in the order in which they first come.
///
/// The hash has a seed of its process, so that no document can be written to make it slow; the numbers do not depend on
/// it.
public struct TextDictionary: Sendable {
  /// The texts, one after another.
  public private(set) var bytes: [UInt8] = []
  /// Where each text ends in `bytes`.
  public private(set) var ends: [Int] = []
  private var hashes: [UInt32] = []
  private var slots = HashSlots()
  private var recent = RecentTexts()
  private static let seed = UInt64.random(in: .min ... .max)

  /// Makes an empty dictionary.
  public init() {}

  /// How many texts there are.
  public var count: Int { ends.count }

  /// Where a text stands in `bytes`.
  public func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

  /// The number of a text.
  public mutating func index(of text: String) -> UInt32 {
    let place = recent.place(of: text)
    if let index = recent[place, text] { return index }
    let found: UInt32? = text.utf8.withContiguousStorageIfAvailable { index(of: $0) }
    let number = found ?? Array(text.utf8).withUnsafeBufferPointer { index(of: $0) }
    recent.insert(text, number, at: place)
    return number
  }

  /// The number of a text.
  public mutating func index(of text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let hash = Self.hash(text)
    var slot = slots.start(hash)
    while let found = slots[slot] {
      if hashes[found] == Self.kept(hash), isText(found, text) {
        return UInt32(truncatingIfNeeded: found)
      }
      slot = slots.next(slot)
    }
    let new = ends.count
    if bytes.capacity - bytes.count < text.count { grow(text.count) }
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
    hashes.append(Self.kept(hash))
    if slots.insert(new, at: slot) { slots.grow(hashes.lazy.map { UInt64($0) << 32 }) }
    return UInt32(truncatingIfNeeded: new)
  }

  /// The number of a text; `nil` where it did not come yet.
  public func find(_ text: UnsafeBufferPointer<UInt8>) -> UInt32? {
    let hash = Self.hash(text)
    var slot = slots.start(hash)
    while let found = slots[slot] {
      if hashes[found] == Self.kept(hash), isText(found, text) {
        return UInt32(truncatingIfNeeded: found)
      }
      slot = slots.next(slot)
    }
    return nil
  }

  /// Makes room for a text: much text grows by a quarter, since dozens of columns have theirs at a time.
  @inline(never) private mutating func grow(_ more: Int) {
    let step = bytes.count < 1 << 18 ? bytes.count : bytes.count / 4
    bytes.reserveCapacity(bytes.count + max(more, step, 256))
  }

  /// What is kept of a hash: where a search starts depends on this half alone.
  private static func kept(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) }

  /// Forgets all texts, but not the room they took.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    hashes.removeAll(keepingCapacity: true)
    slots.removeAll()
    recent = RecentTexts()
  }

  private func isText(_ index: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let range = range(index)
    guard range.count == text.count else { return false }
    guard let one = text.baseAddress, !text.isEmpty else { return true }
    return bytes.withUnsafeBytes { memory in
      memory.baseAddress.map { memcmp($0 + range.lowerBound, one, range.count) == 0 } ?? false
    }
  }

  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    HashSlots.hash(UnsafeRawBufferPointer(text), seed: seed)
  }
}

/// The texts that came last, so that a text that comes again, as most do, is found without looking at its bytes.
///
/// Two strings of the same 16 bytes are the same text: a short one is in these bytes, a long one is where they point to,
/// which stays as it is for as long as it is kept here.
struct RecentTexts {
  private struct Entry {
    var text: String
    var index: UInt32
  }

  private var entries = [Entry?](repeating: nil, count: 1 << 6)

  private static func words(_ text: String) -> (UInt64, UInt64) { unsafeBitCast(text, to: (UInt64, UInt64).self) }

  func place(of text: String) -> Int {
    let words = Self.words(text)
    return Int(truncatingIfNeeded: HashSlots.mix(words.0 ^ words.1 &* 3) >> 58)
  }

  /// The number of a text, if it stands at the place.
  subscript(place: Int, text: String) -> UInt32? {
    guard let entry = entries[place], Self.words(entry.text) == Self.words(text) else { return nil }
    return entry.index
  }

  mutating func insert(_ text: String, _ index: UInt32, at place: Int) {
    entries[place] = Entry(text: text, index: index)
  }
}

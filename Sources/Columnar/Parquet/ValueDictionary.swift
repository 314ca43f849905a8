import Glibc

/// The different texts of a column, numbered in the order in which they first come.
///
/// The hash has a seed of its process, so that no document can be written to make it slow; the numbers do not depend on
/// it.
struct TextDictionary {
  private(set) var bytes: [UInt8] = []
  /// Where each text ends in `bytes`.
  private(set) var ends: [Int] = []
  private var hashes: [UInt64] = []
  private var slots = HashSlots()
  private var recent = RecentTexts()
  private static let seed = UInt64.random(in: .min ... .max)

  var count: Int { ends.count }

  /// Where a text stands in `bytes`.
  func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

  /// The number of a text.
  mutating func index(of text: String) -> UInt32 {
    let place = recent.place(of: text)
    if let index = recent[place, text] { return index }
    let found: UInt32? = text.utf8.withContiguousStorageIfAvailable { number(of: $0) }
    let index = found ?? Array(text.utf8).withUnsafeBufferPointer { number(of: $0) }
    recent.insert(text, index, at: place)
    return index
  }

  private mutating func number(of text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let hash = Self.hash(text)
    var slot = slots.start(hash)
    while let found = slots[slot] {
      if hashes[found] == hash, isText(found, text) { return UInt32(truncatingIfNeeded: found) }
      slot = slots.next(slot)
    }
    let new = ends.count
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
    hashes.append(hash)
    if slots.insert(new, at: slot) { slots.grow(hashes) }
    return UInt32(truncatingIfNeeded: new)
  }

  mutating func removeAll() {
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
    let memory = UnsafeRawBufferPointer(text)
    var hash = seed ^ UInt64(memory.count)
    var position = 0
    while position + 8 <= memory.count {
      hash = HashSlots.mix(hash ^ memory.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      position += 8
    }
    var rest: UInt64 = 0
    while position < memory.count {
      rest = rest << 8 | UInt64(memory[position])
      position += 1
    }
    return HashSlots.mix(hash ^ rest)
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

/// Open addressing: a power of two of places, each empty or the number of an entry.
struct HashSlots {
  private var slots = [UInt32](repeating: 0, count: 1 << 8)
  private var used = 0

  static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return (product.high ^ product.low) &* 0xD6E8_FEB8_6659_FD93
  }

  func start(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1) }

  func next(_ slot: Int) -> Int { (slot + 1) & (slots.count - 1) }

  /// The entry at a place; `nil` where it is empty.
  subscript(slot: Int) -> Int? { slots[slot] == 0 ? nil : Int(slots[slot]) - 1 }

  /// Puts an entry into an empty place; true where the table is to grow now.
  mutating func insert(_ entry: Int, at slot: Int) -> Bool {
    slots[slot] = UInt32(truncatingIfNeeded: entry + 1)
    used += 1
    return used * 2 > slots.count
  }

  /// Makes the table four times as large; `hashes` are those of all entries, in order.
  mutating func grow(_ hashes: some Sequence<UInt64>) {
    slots = [UInt32](repeating: 0, count: slots.count * 4)
    for (entry, hash) in hashes.enumerated() {
      var slot = start(hash)
      while slots[slot] != 0 { slot = next(slot) }
      slots[slot] = UInt32(truncatingIfNeeded: entry + 1)
    }
  }

  mutating func removeAll() {
    for index in slots.indices { slots[index] = 0 }
    used = 0
  }
}

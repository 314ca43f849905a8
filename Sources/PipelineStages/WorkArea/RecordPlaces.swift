/// Where the records of a stage stand, in as little memory as it takes: there are as many as documents.
///
/// The keys and places of a segment never change, so they lie in arrays of just their size; a record is known by its
/// number, counted over all segments.
struct RecordPlaces: Sendable {
  /// The records of one segment, in the order in which they stand there.
  struct Segment: Sendable {
    var keys: [RecordKey] = []
    /// Within the file; a segment is closed long before it has 4 GiB.
    var offsets: [UInt32] = []
    var byteCounts: [UInt32] = []

    mutating func append(_ key: RecordKey, offset: Int, byteCount: Int) {
      keys.append(key)
      offsets.append(UInt32(clamping: offset))
      byteCounts.append(UInt32(clamping: byteCount))
    }

    mutating func reserveCapacity(_ count: Int) {
      keys.reserveCapacity(count)
      offsets.reserveCapacity(count)
      byteCounts.reserveCapacity(count)
    }
  }

  private var segments: [Segment] = []
  /// By segment: the number of its first record.
  private var starts: [Int] = []
  /// Open addressing, a power of two of slots: 0, or the number of a record and 1.
  private var slots: [UInt32] = []

  /// How many records there are, those that were replaced by later ones included.
  private(set) var count = 0

  /// Adds the records of the next segment; of two with the same key the later one counts.
  mutating func append(_ segment: Segment) {
    let first = count
    segments.append(segment)
    starts.append(first)
    count += segment.keys.count
    if count * 2 > slots.count {
      var size = max(slots.count, 1 << 8)
      while count * 2 > size { size *= 2 }
      slots = Array(repeating: 0, count: size)
      for (keys, start) in zip(segments.lazy.map(\.keys), starts) { insert(keys, from: start) }
    } else {
      insert(segment.keys, from: first)
    }
  }

  private mutating func insert(_ keys: [RecordKey], from first: Int) {
    for (index, key) in keys.enumerated() { slots[slot(of: key)] = UInt32(truncatingIfNeeded: first + index + 1) }
  }

  /// The slot in which a key stands, or would stand.
  private func slot(of key: RecordKey) -> Int {
    var slot = Int(truncatingIfNeeded: key.prefix >> 32) & (slots.count - 1)
    while slots[slot] != 0, self.key(Int(slots[slot]) - 1) != key { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  /// The number of a record; `nil` where there is none of this key.
  func find(_ key: RecordKey) -> Int? {
    if slots.isEmpty { return nil }
    let found = slots[slot(of: key)]
    return found == 0 ? nil : Int(found) - 1
  }

  /// Whether there is a record of this key.
  func contains(_ key: RecordKey) -> Bool { find(key) != nil }

  /// The segment of a record.
  func segment(of number: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= number { low = middle } else { high = middle }
    }
    return low
  }

  func key(_ number: Int) -> RecordKey {
    let segment = segment(of: number)
    return segments[segment].keys[number - starts[segment]]
  }

  /// Where the bytes of a record stand: segment, offset, byte count.
  func place(_ number: Int) -> (segment: Int, offset: Int, byteCount: Int) {
    let segment = segment(of: number)
    let index = number - starts[segment]
    return (segment, Int(segments[segment].offsets[index]), Int(segments[segment].byteCounts[index]))
  }
}

/// Where the records of a stage stand, in as little memory as it takes: there are as many as documents.
///
/// A record is known by its number, counted over all segments in their order.
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

  private var keys: SpilledArray<RecordKey>
  private var offsets: SpilledArray<UInt32>
  private var byteCounts: SpilledArray<UInt32>
  private var slots: SpilledSlots
  /// By segment: the number of its first record.
  private var starts: [Int] = []
  private let spill: SpillPlace

  /// No records; where there are many they go to `spill`.
  init(_ spill: SpillPlace) {
    self.spill = spill
    keys = SpilledArray(spill)
    offsets = SpilledArray(spill)
    byteCounts = SpilledArray(spill)
    slots = SpilledSlots(spill)
  }

  /// How many records there are, those that were replaced by later ones included.
  var count: Int { keys.count }

  /// Adds the records of the next segment; of two with the same key the later one counts.
  mutating func append(_ segment: Segment) {
    let first = count
    starts.append(first)
    keys.append(contentsOf: segment.keys)
    offsets.append(contentsOf: segment.offsets)
    byteCounts.append(contentsOf: segment.byteCounts)
    let keys = keys
    for (number, key) in zip(first..., segment.keys) {
      spill.visit()
      slots.put(number, at: slots.slot(key.prefix) { keys[$0] == key }) { keys[$0].prefix }
    }
  }

  /// The number of a record; `nil` where there is none of this key.
  func find(_ key: RecordKey) -> Int? { slots.find(key.prefix) { keys[$0] == key } }

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

  func key(_ number: Int) -> RecordKey { keys[number] }

  /// Where the bytes of a record stand: segment, offset, byte count.
  func place(_ number: Int) -> (segment: Int, offset: Int, byteCount: Int) {
    (segment(of: number), Int(offsets[number]), Int(byteCounts[number]))
  }
}

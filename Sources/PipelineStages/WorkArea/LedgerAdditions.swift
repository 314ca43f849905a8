import Glibc

/// Rows of a ledger that this run adds, packed: some 200 bytes each.
struct LedgerAdditions: Sendable {
  private struct Row {
    /// Within `bytes`: path, hash and detail, one behind the other.
    var start: Int
    var pathLength: Int32
    var hashLength: Int32
    var detailLength: Int32
    var state: UInt8
    var witness: FileWitness
  }

  private var rows: SpilledArray<Row>
  private var bytes: SpilledArray<UInt8>
  private let spill: SpillPlace
  private(set) var states: [LedgerState] = []
  private var codes: [LedgerState: UInt8] = [:]

  /// No rows; where there are many they go to `spill`.
  init(_ spill: SpillPlace) {
    self.spill = spill
    rows = SpilledArray(spill)
    bytes = SpilledArray(spill)
  }

  var holdsContainers: Bool { codes.keys.contains { $0.kind == .container } }

  mutating func append(
    _ path: [UInt8], hash: [UInt8], detail: [UInt8], state: LedgerState, witness: FileWitness
  ) {
    let code: UInt8
    if let known = codes[state] {
      code = known
    } else {
      // There are some twenty reasons.
      guard states.count < 250 else { return }
      code = UInt8(states.count)
      states.append(state)
      codes[state] = code
    }
    rows.append(
      Row(
        start: bytes.count, pathLength: Int32(path.count), hashLength: Int32(hash.count),
        detailLength: Int32(detail.count), state: code, witness: witness))
    for part in [path, hash, detail] { bytes.append(contentsOf: part) }
    spill.visit()
  }

  /// Works on the bytes of a row's path.
  func withPath<Result>(of index: Int, _ work: (UnsafeRawBufferPointer) -> Result) -> Result {
    let row = rows[index]
    return withBytes(row.start, row.pathLength, work)
  }

  func withHash<Result>(of index: Int, _ work: (UnsafeRawBufferPointer) -> Result) -> Result {
    let row = rows[index]
    return withBytes(row.start + Int(row.pathLength), row.hashLength, work)
  }

  /// Works on the bytes of everything else that is kept of a row.
  func withDetail<Result>(of index: Int, _ work: (UnsafeRawBufferPointer) -> Result) -> Result {
    let row = rows[index]
    return withBytes(row.start + Int(row.pathLength) + Int(row.hashLength), row.detailLength, work)
  }

  private func withBytes<Result>(
    _ start: Int, _ count: Int32, _ work: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    bytes.withUnsafeBufferPointer(start..<start + Int(count)) { work(UnsafeRawBufferPointer($0)) }
  }

  func witness(of index: Int) -> FileWitness { rows[index].witness }

  func state(of index: Int) -> LedgerState { states[Int(rows[index].state)] }

  func sighting(of index: Int) -> Sighting? {
    var decoder = RecordDecoder(withDetail(of: index) { Array($0) }[...])
    let path = withPath(of: index) { String(decoding: $0, as: UTF8.self) }
    return try? Sighting(path: path, detail: &decoder)
  }

  /// The rows by path, then hash; of several with the same the last.
  ///
  /// A row without hash goes where there is one with hash: a file that could not be read at first.
  func sorted() -> [Int32] {
    let order = (0..<Int32(rows.count)).sorted { left, right in
      spill.visit()
      let byName = compareNames(Int(left), Int(right))
      return byName == 0 ? left < right : byName < 0
    }
    var result: [Int32] = []
    result.reserveCapacity(order.count)
    for index in order {
      spill.visit()
      if let last = result.last.map({ Int($0) }), hasPath(of: last, Int(index)),
        rows[last].hashLength == 0 || compareHashes(last, Int(index)) == 0
      {
        result[result.count - 1] = index
      } else {
        result.append(index)
      }
    }
    return result
  }

  private func compareNames(_ left: Int, _ right: Int) -> Int {
    let byPath = withPath(of: right) { path in withPath(of: left) { Self.compare($0, path) } }
    return byPath == 0 ? compareHashes(left, right) : byPath
  }

  private func hasPath(of left: Int, _ right: Int) -> Bool {
    withPath(of: right) { path in withPath(of: left) { Self.compare($0, path) } } == 0
  }

  private func compareHashes(_ left: Int, _ right: Int) -> Int {
    withHash(of: right) { hash in withHash(of: left) { Self.compare($0, hash) } }
  }

  /// Below 0 where the row sorts before `path` and `hash`, above where behind.
  func compare(_ index: Int, _ path: UnsafeRawBufferPointer, _ hash: UnsafeRawBufferPointer) -> Int {
    let byPath = withPath(of: index) { Self.compare($0, path) }
    return byPath == 0 ? withHash(of: index) { Self.compare($0, hash) } : byPath
  }

  /// Whether a row is about this path.
  func hasPath(_ index: Int, _ path: UnsafeRawBufferPointer) -> Bool {
    withPath(of: index) { Self.compare($0, path) } == 0
  }

  private static func compare(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
    let common = min(left.count, right.count)
    if common > 0, let one = left.baseAddress, let other = right.baseAddress {
      let order = memcmp(one, other, common)
      if order != 0 { return Int(order) }
    }
    return left.count - right.count
  }
}

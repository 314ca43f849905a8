import Glibc

/// Rows of a ledger that this run adds, packed: some 200 bytes each.
struct LedgerAdditions: Sendable {
  private struct Row {
    var chunk: Int32
    var start: Int32
    var pathLength: Int32
    var hashLength: Int32
    var detailLength: Int32
    var state: UInt8
    var witness: FileWitness
  }

  /// Bytes lie in chunks, so that growing does not copy what is there.
  private static let chunkByteCount = 1 << 20

  private var rows: [Row] = []
  private var chunks: [[UInt8]] = []
  private(set) var states: [LedgerState] = []
  private var codes: [LedgerState: UInt8] = [:]

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
    let needed = path.count + hash.count + detail.count
    if chunks.isEmpty || chunks[chunks.count - 1].count + needed > Self.chunkByteCount {
      chunks.append([])
      chunks[chunks.count - 1].reserveCapacity(max(Self.chunkByteCount, needed))
    }
    let last = chunks.count - 1
    rows.append(
      Row(
        chunk: Int32(last), start: Int32(chunks[last].count), pathLength: Int32(path.count),
        hashLength: Int32(hash.count), detailLength: Int32(detail.count), state: code, witness: witness))
    chunks[last] += path
    chunks[last] += hash
    chunks[last] += detail
  }

  func path(of index: Int) -> ArraySlice<UInt8> {
    let row = rows[index]
    return chunks[Int(row.chunk)][Int(row.start)..<Int(row.start + row.pathLength)]
  }

  private func hash(of index: Int) -> ArraySlice<UInt8> {
    let row = rows[index]
    let start = Int(row.start + row.pathLength)
    return chunks[Int(row.chunk)][start..<start + Int(row.hashLength)]
  }

  func detail(of index: Int) -> ArraySlice<UInt8> {
    let row = rows[index]
    let start = Int(row.start + row.pathLength + row.hashLength)
    return chunks[Int(row.chunk)][start..<start + Int(row.detailLength)]
  }

  func witness(of index: Int) -> FileWitness { rows[index].witness }

  func state(of index: Int) -> LedgerState { states[Int(rows[index].state)] }

  func sighting(of index: Int) -> Sighting? {
    var decoder = RecordDecoder(detail(of: index))
    return try? Sighting(path: String(decoding: path(of: index), as: UTF8.self), detail: &decoder)
  }

  /// The rows by path, then hash; of several with the same the last.
  ///
  /// A row without hash goes where there is one with hash: a file that could not be read at first.
  func sorted() -> [Int] {
    let order = rows.indices.sorted { left, right in
      let byName = compareNames(left, right)
      return byName == 0 ? left < right : byName < 0
    }
    var result: [Int] = []
    result.reserveCapacity(order.count)
    for index in order {
      if let last = result.last, path(of: last).elementsEqual(path(of: index)),
        rows[last].hashLength == 0 || hash(of: last).elementsEqual(hash(of: index))
      {
        result[result.count - 1] = index
      } else {
        result.append(index)
      }
    }
    return result
  }

  private func compareNames(_ left: Int, _ right: Int) -> Int {
    let byPath = Self.compare(path(of: left), path(of: right))
    return byPath == 0 ? Self.compare(hash(of: left), hash(of: right)) : byPath
  }

  /// Below 0 where the row sorts before `path` and `hash`, above where behind.
  func compare(_ index: Int, _ path: UnsafeRawBufferPointer, _ hash: UnsafeRawBufferPointer) -> Int {
    let byPath = Self.compare(self.path(of: index), path)
    return byPath == 0 ? Self.compare(self.hash(of: index), hash) : byPath
  }

  private static func compare(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Int {
    right.withUnsafeBytes { compare(left, $0) }
  }

  private static func compare(_ left: ArraySlice<UInt8>, _ right: UnsafeRawBufferPointer) -> Int {
    left.withUnsafeBytes { left in
      let common = min(left.count, right.count)
      if common > 0, let one = left.baseAddress, let other = right.baseAddress {
        let order = memcmp(one, other, common)
        if order != 0 { return Int(order) }
      }
      return left.count - right.count
    }
  }
}

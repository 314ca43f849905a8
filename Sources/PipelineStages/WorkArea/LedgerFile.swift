import Glibc

/// The ledger as it lies on disk, mapped into memory: rows sorted by path, then hash.
///
/// Made for a walk over an unchanged inbox: paths and witnesses stand in sections of their own, so that a row costs the
/// comparison of a path and of 32 bytes, and nothing is decoded. Sections, little-endian:
/// ```
/// magic 24 | row, path, detail, reason byte counts, trustedBefore, flags: 6 × 8 | conditions 32 | content hash 32
/// witness 32 × rows | path ends 8 × rows | detail ends 8 × rows | state codes 1 × rows | reasons | paths | details
/// ```
/// Every access is checked against the size of the file: damage loses rows and never traps.
final class LedgerFile: @unchecked Sendable {
  static let magic = Array("gongkai ledger 2\n".utf8) + [UInt8](repeating: 0, count: 7)
  static let headerByteCount = 24 + 48 + 64

  private let base: UnsafeRawPointer
  private let size: Int
  private let witnesses: Int
  private let pathEnds: Int
  private let detailEnds: Int
  private let codes: Int
  private let paths: Int
  private let details: Int
  let rowCount: Int
  let spill: SpillPlace
  /// Files that were changed at this time or later are not trusted by their witness; nanoseconds since 1970.
  let trustedBefore: Int64
  /// Whether any row is that of a container.
  let holdsContainers: Bool
  /// Hash of what the states depend on besides the documents: the build and the limits.
  let conditions: [UInt8]
  /// Hash of paths and details.
  let contentHash: [UInt8]
  /// What the state codes stand for, in the order of the codes.
  let states: [LedgerState]

  /// `nil` where there is no whole ledger of this format.
  ///
  /// What was looked at of it is let go of with the arrays of `spill`.
  init?(path: String, spill: SpillPlace = .memory) {
    self.spill = spill
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, Int(status.st_size) >= Self.headerByteCount,
      let mapped = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0), mapped != MAP_FAILED
    else { return nil }
    base = UnsafeRawPointer(mapped)
    size = Int(status.st_size)
    let base = base
    func number(_ index: Int) -> Int {
      Int(clamping: UInt64(littleEndian: base.loadUnaligned(fromByteOffset: 24 + 8 * index, as: UInt64.self)))
    }
    let counts = (0..<4).map(number)
    trustedBefore = Int64(number(4))
    holdsContainers = number(5) & 1 == 1
    conditions = Array(UnsafeRawBufferPointer(start: base + 72, count: 32))
    contentHash = Array(UnsafeRawBufferPointer(start: base + 104, count: 32))
    rowCount = counts[0]
    let limit = size
    guard UnsafeRawBufferPointer(start: base, count: 24).elementsEqual(Self.magic),
      counts.allSatisfy({ $0 <= limit }), rowCount <= limit / 49
    else {
      munmap(mapped, size)
      return nil
    }
    witnesses = Self.headerByteCount
    pathEnds = witnesses + 32 * rowCount
    detailEnds = pathEnds + 8 * rowCount
    codes = detailEnds + 8 * rowCount
    let reasons = codes + rowCount
    paths = reasons + counts[3]
    details = paths + counts[1]
    var decoder = RecordDecoder(
      details + counts[2] == size ? Array(UnsafeRawBufferPointer(start: base + reasons, count: counts[3]))[...] : [])
    states = (try? decoder.list(of: LedgerState.self)) ?? []
    guard details + counts[2] == size, rowCount == 0 || !states.isEmpty else {
      munmap(mapped, size)
      return nil
    }
    spill.update(self) { (mapped, size) }
  }

  deinit {
    spill.update(self) {
      munmap(UnsafeMutableRawPointer(mutating: base), size)
      return nil
    }
  }

  private func end(_ section: Int, _ row: Int) -> Int {
    row < 0
      ? 0 : Int(clamping: UInt64(littleEndian: base.loadUnaligned(fromByteOffset: section + 8 * row, as: UInt64.self)))
  }

  private func range(_ section: Int, _ start: Int, _ limit: Int, _ row: Int) -> UnsafeRawBufferPointer {
    let from = end(section, row - 1)
    let to = end(section, row)
    guard from <= to, to <= limit - start else { return UnsafeRawBufferPointer(start: base, count: 0) }
    return UnsafeRawBufferPointer(start: base + start + from, count: to - from)
  }

  /// The bytes of a row's path; valid as long as the ledger.
  func pathBytes(of row: Int) -> UnsafeRawBufferPointer { range(pathEnds, paths, details, row) }

  /// The bytes of everything else that is kept of a row.
  func detailBytes(of row: Int) -> UnsafeRawBufferPointer { range(detailEnds, details, size, row) }

  func witness(of row: Int) -> FileWitness {
    let place = base + witnesses + 32 * row
    var witness = FileWitness()
    witness.byteCount = UInt64(littleEndian: place.loadUnaligned(as: UInt64.self))
    witness.modifiedAt = Int64(littleEndian: place.loadUnaligned(fromByteOffset: 8, as: Int64.self))
    witness.inode = UInt64(littleEndian: place.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
    witness.sidecar = UInt64(littleEndian: place.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
    return witness
  }

  func code(of row: Int) -> Int { Int(base.load(fromByteOffset: codes + row, as: UInt8.self)) }

  /// The state of a row; `nil` where it is damaged.
  func state(of row: Int) -> LedgerState? {
    let code = code(of: row)
    return code < states.count ? states[code] : nil
  }

  /// The row as a value; `nil` where it is damaged.
  func sighting(of row: Int) -> Sighting? {
    var decoder = RecordDecoder(Array(detailBytes(of: row))[...])
    return try? Sighting(path: String(decoding: pathBytes(of: row), as: UTF8.self), detail: &decoder)
  }

  func path(of row: Int, equals path: [UInt8]) -> Bool { compare(row, path) == 0 }

  func path(of row: Int, startsWith prefix: [UInt8]) -> Bool {
    let bytes = pathBytes(of: row)
    return bytes.count >= prefix.count && prefix.withUnsafeBytes { same($0, bytes.baseAddress, $0.count) }
  }

  private func same(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawPointer?, _ count: Int) -> Bool {
    guard count > 0, let first = left.baseAddress, let right else { return true }
    return memcmp(first, right, count) == 0
  }

  /// Below 0 where the row's path sorts before `path`, above where behind it.
  private func compare(_ row: Int, _ path: [UInt8]) -> Int {
    let bytes = pathBytes(of: row)
    let common = min(bytes.count, path.count)
    if common > 0, let left = bytes.baseAddress {
      let order = path.withUnsafeBytes { right in right.baseAddress.map { memcmp(left, $0, common) } ?? 0 }
      if order != 0 { return Int(order) }
    }
    return bytes.count - path.count
  }

  /// The first row whose path is not before `path`, at or behind `start`.
  func lowerBound(of path: [UInt8], from start: Int = 0) -> Int {
    var low = start
    var high = rowCount
    while low < high {
      let middle = (low + high) / 2
      if compare(middle, path) < 0 { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The first row of `path`; `nil` where there is none.
  ///
  /// `cursor` goes along with a walk in the order of paths; a path behind it is looked up.
  func firstRow(of path: [UInt8], from cursor: inout Int) -> Int? {
    var steps = 0
    while cursor < rowCount, steps < 64 {
      let order = compare(cursor, path)
      if order >= 0 { break }
      cursor += 1
      steps += 1
    }
    if steps == 64 { cursor = lowerBound(of: path, from: cursor) }
    if cursor < rowCount, compare(cursor, path) == 0 {
      // A second walk over the same paths may have stopped at a later row of it.
      return cursor > 0 && compare(cursor - 1, path) == 0 ? lowerBound(of: path) : cursor
    }
    let row = lowerBound(of: path)
    return row < rowCount && compare(row, path) == 0 ? row : nil
  }
}

/// What a state code of the ledger stands for.
struct LedgerState: Hashable, Sendable, Recordable {
  enum Kind: UInt8, Sendable, Recordable { case report, setAside, skipped, container }
  var kind: Kind
  /// Empty for reports and containers.
  var reason: String

  init(_ kind: Kind, _ reason: String = "") {
    self.kind = kind
    self.reason = reason
  }

  init(_ state: SightingState) {
    switch state {
    case .report: self.init(.report)
    case .setAside(let reason): self.init(.setAside, reason)
    case .skipped(let reason): self.init(.skipped, reason)
    }
  }

  func encode(to encoder: inout RecordEncoder) {
    encoder.encode(kind)
    encoder.encode(reason)
  }
  init(from decoder: inout RecordDecoder) throws(RecordDamage) {
    kind = try decoder.value()
    reason = try decoder.text()
  }
}

import Crypto
import Glibc

/// Writes a ledger file section by section, in passes over the merged rows: nothing but a buffer is in memory.
struct LedgerWriter {
  let rows: SpilledArray<Int32>
  let file: LedgerFile?
  let added: LedgerAdditions
  let spill: SpillPlace

  func write(to path: String, conditions: [UInt8], trustedBefore: Int64) throws(PipelineError) {
    let temporary = path + ".new"
    let descriptor = open(temporary, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .storeNotWritable(path: temporary, errorNumber: errno) }
    var output = BufferedFile(descriptor: descriptor)
    output.append([UInt8](repeating: 0, count: LedgerFile.headerByteCount))
    let states = allStates()
    writeColumns(to: &output, states)
    var reasons = RecordEncoder()
    reasons.encode(list: states)
    output.append(reasons.bytes)
    var hash = SHA256()
    var pathByteCount = 0
    var detailByteCount = 0
    forEachRow { row in
      withPath(row) { path in
        output.append(path)
        hash.update(bufferPointer: path)
        pathByteCount += path.count
      }
    }
    forEachRow { row in
      withDetail(row) { detail in
        output.append(detail)
        hash.update(bufferPointer: detail)
        detailByteCount += detail.count
      }
    }
    // Where the borders lie belongs to the content.
    forEachRow { row in
      let lengths = [UInt32(clamping: length(row)), UInt32(code(row, states))]
      lengths.withUnsafeBytes { hash.update(bufferPointer: $0) }
    }
    output.flush()
    var header = LedgerFile.magic
    let holdsContainers = states.contains { $0.kind == .container }
    let numbers = [
      rows.count, pathByteCount, detailByteCount, reasons.bytes.count, Int(trustedBefore), holdsContainers ? 1 : 0,
    ]
    for number in numbers { withUnsafeBytes(of: UInt64(bitPattern: Int64(number)).littleEndian) { header += $0 } }
    header += conditions + Array(hash.finalize())
    let written = pwrite(descriptor, header, header.count, 0)
    var failure = output.errorNumber
    if failure == 0, written != header.count { failure = errno }
    if failure == 0, fsync(descriptor) != 0 { failure = errno }
    close(descriptor)
    if failure == 0, rename(temporary, path) != 0 { failure = errno }
    if failure != 0 {
      unlink(temporary)
      throw .storeNotWritable(path: path, errorNumber: failure)
    }
    syncFolder(of: path)
  }

  /// Goes over the rows, and keeps nothing of them in memory.
  private func forEachRow(_ work: (LedgerRow) -> Void) {
    for row in rows {
      spill.visit()
      work(LedgerRow(row))
    }
  }

  private func writeColumns(to output: inout BufferedFile, _ states: [LedgerState]) {
    forEachRow { row in
      let witness: FileWitness
      switch row {
      case .old(let row): witness = file?.witness(of: row) ?? FileWitness()
      case .new(let row): witness = added.witness(of: row)
      }
      output.append(number: witness.byteCount)
      output.append(number: UInt64(bitPattern: witness.modifiedAt))
      output.append(number: witness.inode)
      output.append(number: witness.sidecar)
    }
    var end = 0
    forEachRow { row in
      end += length(row)
      output.append(number: UInt64(end))
    }
    end = 0
    forEachRow { row in
      withDetail(row) { end += $0.count }
      output.append(number: UInt64(end))
    }
    forEachRow { row in output.append([UInt8(code(row, states))]) }
  }

  /// The states of the file and of the additions; a code of the file stays what it is.
  private func allStates() -> [LedgerState] {
    var states = file?.states ?? []
    for state in added.states where !states.contains(state) { states.append(state) }
    return states
  }

  private func code(_ row: LedgerRow, _ states: [LedgerState]) -> Int {
    switch row {
    case .old(let row): file?.code(of: row) ?? 0
    case .new(let row): states.firstIndex(of: added.state(of: row)) ?? 0
    }
  }

  private func length(_ row: LedgerRow) -> Int {
    switch row {
    case .old(let row): file?.pathBytes(of: row).count ?? 0
    case .new(let row): added.withPath(of: row) { $0.count }
    }
  }

  private func withPath(_ row: LedgerRow, _ work: (UnsafeRawBufferPointer) -> Void) {
    switch row {
    case .old(let row): if let file { work(file.pathBytes(of: row)) }
    case .new(let row): added.withPath(of: row, work)
    }
  }

  private func withDetail(_ row: LedgerRow, _ work: (UnsafeRawBufferPointer) -> Void) {
    switch row {
    case .old(let row): if let file { work(file.detailBytes(of: row)) }
    case .new(let row): added.withDetail(of: row, work)
    }
  }
}

/// Writes to a file through a buffer, remembering the first error.
struct BufferedFile {
  let descriptor: Int32
  private(set) var errorNumber: Int32 = 0
  private var buffer: [UInt8] = []
  private static let byteCount = 1 << 18

  init(descriptor: Int32) {
    self.descriptor = descriptor
    buffer.reserveCapacity(Self.byteCount + 4096)
  }

  mutating func append(_ bytes: some Collection<UInt8>) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.byteCount { flush() }
  }

  mutating func append(number: UInt64) {
    withUnsafeBytes(of: number.littleEndian) { buffer.append(contentsOf: $0) }
    if buffer.count >= Self.byteCount { flush() }
  }

  mutating func flush() {
    let failure = buffer.withUnsafeBytes { writeFully($0, to: descriptor) }
    if errorNumber == 0 { errorNumber = failure }
    buffer.removeAll(keepingCapacity: true)
  }
}

/// Knows files of earlier runs by what the system says of them.
final class KnownFiles {
  private let ledger: LedgerFile
  private let isTrusted: (Int) -> Bool
  /// Rows by their state code.
  private(set) var counts: [Int: Int] = [:]

  /// `isTrusted` says of a row whether what it stands for is still there.
  init(_ ledger: LedgerFile, isTrusted: @escaping (Int) -> Bool) {
    self.ledger = ledger
    self.isTrusted = isTrusted
  }

  /// Whether a row of this path has this witness; counts it, and for a container everything in it.
  ///
  /// `cursor` is a row at or before that of the path, and moves on.
  func recognises(_ path: [UInt8], _ witness: FileWitness, cursor: inout Int) -> Bool {
    // Changed within the clock's grain, or later, than it was read: it may have changed unseen.
    ledger.spill.visit()
    if witness.isEmpty || witness.modifiedAt >= ledger.trustedBefore { return false }
    guard let first = ledger.firstRow(of: path, from: &cursor) else { return false }
    var row = first
    while row < ledger.rowCount, row == first || ledger.path(of: row, equals: path) {
      if ledger.witness(of: row) == witness, isTrusted(row) {
        counts[ledger.code(of: row), default: 0] += 1
        countContained(path, witness, from: row + 1)
        return true
      }
      row += 1
    }
    return false
  }

  private func countContained(_ path: [UInt8], _ witness: FileWitness, from row: Int) {
    guard ledger.holdsContainers else { return }
    let prefix = path + Array("!/".utf8)
    var row = row
    while row < ledger.rowCount, ledger.path(of: row, equals: path) { row += 1 }
    // Names that sort between `path` and `path!/` are few.
    row = ledger.lowerBound(of: prefix, from: row)
    while row < ledger.rowCount, ledger.path(of: row, startsWith: prefix) {
      if ledger.witness(of: row) == witness { counts[ledger.code(of: row), default: 0] += 1 }
      row += 1
    }
  }
}

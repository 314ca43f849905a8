import DecimalNumbers

/// The order of a table's rows: by primary key, codes in the order of the form, nulls first, text by its UTF-8 bytes.
public struct RowOrder: Sendable {
  private let columns: [KeyColumn]

  private struct KeyColumn: Sendable {
    var index: Int
    var ranks: [String: UInt16]
  }

  /// The order that belongs to a schema.
  public init(_ schema: TableSchema) {
    columns = schema.primaryKey.compactMap { name in
      guard let index = schema.index(of: name) else { return nil }
      let codes = schema.columns[index].allowedValues ?? schema.columns[index].sortOrder ?? []
      let ranks = Dictionary(
        codes.enumerated().map { ($1, UInt16(clamping: $0)) }, uniquingKeysWith: { first, _ in first })
      return KeyColumn(index: index, ranks: ranks)
    }
  }

  /// The order of rows of one report, without what all of them begin and end with: own columns and source line.
  public init(ownColumnsOf schema: TableSchema) {
    let headCount = TableSchemas.head.count
    let whole = RowOrder(schema)
    columns = whole.columns.compactMap { column in
      guard column.index >= headCount, column.index != schema.columns.count - 2 else { return nil }
      let isLine = column.index == schema.columns.count - 1
      return KeyColumn(index: isLine ? Self.lineIndex : column.index - headCount, ranks: column.ranks)
    }
  }

  private static let lineIndex = -1

  /// The key of a row that is told without its head and hash.
  public func key(of own: [FactValue], line: Int?) -> [UInt8] {
    var key: [UInt8] = []
    key.reserveCapacity(96)
    for column in columns {
      if column.index == Self.lineIndex {
        append(line.map { .integer(Int64($0)) } ?? .null, ranks: [:], to: &key)
      } else if column.index < own.count {
        append(own[column.index], ranks: column.ranks, to: &key)
      }
    }
    return key
  }

  /// The beginning of the keys of a report's rows, which is that of no other report's.
  public func key(ofReport reportID: FactValue) -> [UInt8] {
    var key: [UInt8] = []
    append(reportID, ranks: [:], to: &key)
    return key
  }

  /// Writes what `key(ofReport:)` is for the text that these bytes are.
  public func writeKey(ofReport text: UnsafeRawBufferPointer, to key: inout [UInt8]) {
    key.removeAll(keepingCapacity: true)
    key.append(1)
    for byte in text {
      key.append(byte)
      if byte == 0 { key.append(0xFF) }
    }
    key.append(0)
    key.append(0)
  }

  /// The key of a row as bytes that compare, unsigned and byte by byte, as the rows do.
  ///
  /// Equal keys mean equal rows in the sense of the primary key. The bytes are for sorting and never stored.
  public func key(of row: FactRow) -> [UInt8] {
    var key: [UInt8] = []
    key.reserveCapacity(96)
    for column in columns {
      guard column.index < row.count else { continue }
      append(row[column.index], ranks: column.ranks, to: &key)
    }
    return key
  }

  /// Sorts rows, drops rows wholly equal to another, and returns the keys' first clashes: different rows, one key.
  ///
  /// Of clashing rows all stay in `rows`, one after the other; the store refuses them.
  public func sort(_ rows: inout [FactRow]) -> [(first: FactRow, second: FactRow)] {
    var keyed = rows.map { (key: key(of: $0), row: $0) }
    keyed.sort { $0.key.lexicographicallyPrecedes($1.key) }
    var clashes: [(first: FactRow, second: FactRow)] = []
    var sorted: [FactRow] = []
    sorted.reserveCapacity(keyed.count)
    var run: Set<FactRow> = []
    for index in keyed.indices {
      let row = keyed[index].row
      if index > 0, keyed[index].key == keyed[index - 1].key, let first = sorted.last {
        if run.isEmpty { run.insert(first) }
        guard run.insert(row).inserted else { continue }
        clashes.append((first, row))
      } else {
        run.removeAll(keepingCapacity: true)
      }
      sorted.append(row)
    }
    rows = sorted
    return clashes
  }

  private func append(_ value: FactValue, ranks: [String: UInt16], to key: inout [UInt8]) {
    switch value {
    case .null: key.append(0)
    case .boolean(let flag): key += [1, flag ? 1 : 0]
    case .integer(let number):
      key.append(1)
      withUnsafeBytes(of: (UInt64(bitPattern: number) ^ (1 << 63)).bigEndian) { key.append(contentsOf: $0) }
    case .decimal(let number):
      // All decimals at 18 places, the most there are: Int64 × 10^18 fits 128 bits.
      var wide = Int128(number.coefficient)
      for _ in number.scale..<18 { wide *= 10 }
      key.append(1)
      withUnsafeBytes(of: (UInt128(truncatingIfNeeded: wide) ^ (1 << 127)).bigEndian) { key.append(contentsOf: $0) }
    case .text(let text), .date(let text):
      if let rank = ranks[text] {
        key += [1, UInt8(rank >> 8), UInt8(truncatingIfNeeded: rank)]
      } else {
        key.append(ranks.isEmpty ? 1 : 2)
        let start = key.count
        key.append(contentsOf: text.utf8)
        if key[start...].contains(0) {
          key.removeSubrange(start...)
          for byte in text.utf8 {
            key.append(byte)
            if byte == 0 { key.append(0xFF) }
          }
        }
        key.append(0)
        key.append(0)
      }
    }
  }
}

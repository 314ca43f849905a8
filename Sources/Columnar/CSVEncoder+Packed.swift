import DecimalNumbers
import FactTables

extension CSVEncoder {
  /// Appends packed rows in order, until the buffer has `limit` bytes or more or there are no more; returns the row to go
  /// on with.
  ///
  /// Throws where a row does not fit the schema.
  func append(
    _ rows: PackedRows, _ range: Range<Int>, of facts: PackedFacts, until limit: Int, to buffer: ByteBuffer
  ) throws(RowFault) -> Int {
    let before = try fields(facts.head, from: 0, of: facts, isFirst: true)
    let after = try fields([facts.sourceHash], from: types.count - 2, of: facts, isFirst: false)
    var index = range.lowerBound
    var fault: RowFault?
    facts.pool.bytes.withUnsafeBytes { pool in
      rows.words.withUnsafeBufferPointer { words in
        let own = rows.width - 1
        while index < range.upperBound, buffer.count < limit || index == range.lowerBound, fault == nil {
          // The longest code and the longest number of every column fit; texts of the pool make their own room.
          buffer.reserve(before.count + after.count + rows.width * 48)
          before.bytes.withUnsafeBytes { buffer.put($0) }
          let start = index * rows.width
          for column in 0..<own {
            let value = words[start + column]
            fault = append(value, at: PackedRows.headCount + column, facts.pool, pool, to: buffer)
            if fault != nil { return }
            // Behind a text of the pool there is room for what its reserve did not count.
            if value.needsPool { buffer.reserve(after.count + rows.width * 48) }
            if column < own - 1 { buffer.put(comma) }
          }
          after.bytes.withUnsafeBytes { buffer.put($0) }
          fault = append(words[start + own], at: types.count - 1, facts.pool, pool, to: buffer)
          buffer.put(lineFeed)
          index += 1
        }
      }
    }
    if let fault { throw fault }
    return index
  }

  /// Fields that are alike in all rows, with the commas around them.
  private func fields(
    _ values: [PackedValue], from column: Int, of facts: PackedFacts, isFirst: Bool
  ) throws(RowFault) -> (bytes: [UInt8], count: Int) {
    let buffer = ByteBuffer(capacity: 256)
    for (offset, value) in values.enumerated() {
      buffer.reserve(48)
      if !isFirst { buffer.put(comma) }
      if let fault = append(facts.pool.value(value), at: column + offset, to: buffer) { throw fault }
      buffer.reserve(1)
      if isFirst { buffer.put(comma) }
    }
    if !isFirst { buffer.append([comma]) }
    return (Array(buffer.bytes), buffer.count)
  }

  @inline(__always)
  private func append(
    _ value: PackedValue, at index: Int, _ pool: TextPool, _ texts: UnsafeRawBufferPointer, to buffer: ByteBuffer
  ) -> RowFault? {
    switch value.tag {
    case 0: return nil
    case 1 where types[index] == .integer:
      buffer.put(value.signedPayload, places: 0)
      return nil
    case 3 where types[index] == .text && value.payload < pool.count:
      buffer.append(field: UnsafeRawBufferPointer(rebasing: texts[pool.range(value.payload)]))
      return nil
    case 5 where types[index] == .text && value.payload < codes.count:
      codes[value.payload].withUnsafeBytes { buffer.put($0) }
      return nil
    case 6 where types[index] == .text:
      buffer.put(Int64(value.payload), places: 0)
      return nil
    default: return append(pool.value(value), at: index, to: buffer)
    }
  }
}

extension PackedValue {
  /// Whether the value may take more room than a code or a number.
  fileprivate var needsPool: Bool { tag == 3 || tag == 4 || tag == 7 }
}

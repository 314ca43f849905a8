import FactTables

// Packed facts in a work record: the pool, then each table word by word, with its length before it, so that a reader can
// pass over what it does not need.

extension RecordEncoder {
  mutating func encode(_ facts: PackedFacts) {
    encode(facts.pool.bytes)
    encode(unsigned: UInt64(facts.pool.count))
    var last = 0
    for end in facts.pool.ends {
      encode(unsigned: UInt64(end - last))
      last = end
    }
    encode(words: facts.head + [facts.sourceHash])
    for rows in facts.rows { encode(words: rows.words) }
  }

  private mutating func encode(words: [PackedValue]) {
    encode(unsigned: UInt64(words.count))
    // A word takes ten bytes at most.
    encode(
      [UInt8](unsafeUninitializedCapacity: words.count * 10) { packed, filled in
        for value in words {
          var rest = value.compact
          while rest >= 0x80 {
            packed[filled] = UInt8(truncatingIfNeeded: rest) | 0x80
            rest >>= 7
            filled += 1
          }
          packed[filled] = UInt8(rest)
          filled += 1
        }
      })
  }
}

extension RecordDecoder {
  /// The facts; of tables that `isNeeded` says no to there are no rows.
  mutating func facts(_ isNeeded: (FactTable) -> Bool) throws(RecordDamage) -> PackedFacts {
    let bytes = try byteArray()
    let textCount = try lengthOfRest()
    var ends: [Int] = []
    ends.reserveCapacity(textCount)
    var end = 0
    for _ in 0..<textCount {
      end += try count(atMost: bytes.count - end)
      ends.append(end)
    }
    guard let pool = TextPool(bytes: bytes, ends: ends) else { throw RecordDamage() }
    var head = try words(pool)
    guard let hash = head.popLast() else { throw RecordDamage() }
    var rows: [PackedRows] = []
    rows.reserveCapacity(PackedFacts.tables.count)
    for table in PackedFacts.tables {
      var packed = PackedRows(table)
      if isNeeded(table) {
        packed.words = try words(pool)
        guard packed.words.count.isMultiple(of: packed.width) else { throw RecordDamage() }
      } else {
        _ = try unsigned()
        try skipBytes()
      }
      rows.append(packed)
    }
    return PackedFacts(head: head, sourceHash: hash, pool: pool, rows: rows)
  }

  private mutating func words(_ pool: TextPool) throws(RecordDamage) -> [PackedValue] {
    let wordCount = try lengthOfRest()
    let packed = try byteSlice()
    guard wordCount <= packed.count else { throw RecordDamage() }
    var isWhole = false
    let limits = PackedValue.payloadLimits(poolCount: pool.count)
    let words = [PackedValue](unsafeUninitializedCapacity: wordCount) { words, filled in
      packed.withUnsafeBufferPointer { bytes in
        var position = 0
        while filled < wordCount, position < bytes.count {
          // Most words have one byte or two.
          var word = UInt64(bytes[position])
          position += 1
          if word >= 0x80 {
            word &= 0x7F
            var shift: UInt64 = 7
            while true {
              guard position < bytes.count, shift <= 63 else { return }
              let byte = bytes[position]
              position += 1
              word |= UInt64(byte & 0x7F) << shift
              if byte < 0x80 { break }
              shift += 7
            }
          }
          guard word >> 3 < limits[Int(word & 7)] else { return }
          let value = PackedValue(compact: word)
          if value.tag == 2, value.payload & 31 > 18 { return }
          words.initializeElement(at: filled, to: value)
          filled += 1
        }
        isWhole = filled == wordCount && position == bytes.count
      }
    }
    if !isWhole { throw RecordDamage() }
    return words
  }
}

extension PackedValue {
  /// The word with signed contents folded, so that small negative numbers are short too.
  fileprivate var compact: UInt64 {
    guard tag == 1 || tag == 2 else { return word }
    return UInt64(bitPattern: (signedPayload << 1) ^ (signedPayload >> 63)) << 3 | tag
  }

  fileprivate init(compact: UInt64) {
    let kind = compact & 7
    guard kind == 1 || kind == 2 else {
      self.init(word: compact)
      return
    }
    let folded = compact >> 3
    let payload = Int64(bitPattern: folded >> 1) ^ -Int64(bitPattern: folded & 1)
    self.init(word: UInt64(bitPattern: payload) << 3 | kind)
  }

  /// By tag: what the payload is below, if `TextPool.holds` of a pool with as many texts.
  fileprivate static func payloadLimits(poolCount: Int) -> [UInt64] {
    let texts = UInt64(poolCount)
    return [1, .max, .max, texts, texts, UInt64(KnownTexts.count), 1 << 32, texts + 2]
  }
}

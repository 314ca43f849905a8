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
    var packed: [UInt8] = []
    packed.reserveCapacity(words.count * 2)
    for value in words {
      var rest = value.compact
      while rest >= 0x80 {
        packed.append(UInt8(truncatingIfNeeded: rest) | 0x80)
        rest >>= 7
      }
      packed.append(UInt8(rest))
    }
    encode(packed)
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
    let (poolCount, codeCount) = (pool.count, KnownTexts.count)
    let words = [PackedValue](unsafeUninitializedCapacity: wordCount) { words, filled in
      packed.withUnsafeBufferPointer { bytes in
        var position = 0
        while filled < wordCount, position < bytes.count {
          var word: UInt64 = 0
          var shift: UInt64 = 0
          while position < bytes.count {
            let byte = bytes[position]
            position += 1
            word |= UInt64(byte & 0x7F) << shift
            shift += 7
            if byte < 0x80 { break }
            if shift > 63 { return }
          }
          let value = PackedValue(compact: word)
          guard value.isKnown(poolCount, codeCount) else { return }
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

  /// `TextPool.holds`, for one word after another.
  fileprivate func isKnown(_ poolCount: Int, _ codeCount: Int) -> Bool {
    switch tag {
    case 0: payload == 0
    case 1: true
    case 2: payload & 31 <= 18
    case 3, 4: payload < poolCount
    case 5: payload < codeCount
    case 6: payload <= Int(UInt32.max)
    default: payload < poolCount + 2
    }
  }
}

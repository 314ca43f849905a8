import FactTables

// Packed facts in a work record: the pool, then each table word by word.

extension RecordEncoder {
  mutating func encode(_ facts: PackedFacts) {
    encode(facts.pool.bytes)
    encode(unsigned: UInt64(facts.pool.count))
    var last = 0
    for end in facts.pool.ends {
      encode(unsigned: UInt64(end - last))
      last = end
    }
    encode(unsigned: UInt64(facts.head.count))
    for word in facts.head { encode(word) }
    encode(facts.sourceHash)
    for rows in facts.rows {
      encode(unsigned: UInt64(rows.words.count))
      encode(words: rows.words)
    }
  }

  /// A word with its kind in the lowest bits: small numbers, signed or not, take one byte or two.
  private mutating func encode(_ value: PackedValue) { encode(unsigned: value.compact) }

  private mutating func encode(words: [PackedValue]) {
    for value in words { encode(unsigned: value.compact) }
  }
}

extension RecordDecoder {
  mutating func facts() throws(RecordDamage) -> PackedFacts {
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
    var head: [PackedValue] = []
    for _ in 0..<(try lengthOfRest()) { head.append(try packedValue(pool)) }
    let hash = try packedValue(pool)
    var rows: [PackedRows] = []
    for table in PackedFacts.tables {
      var packed = PackedRows(table)
      let wordCount = try lengthOfRest()
      packed.words.reserveCapacity(wordCount)
      for _ in 0..<wordCount { packed.words.append(try packedValue(pool)) }
      guard wordCount.isMultiple(of: packed.width) else { throw RecordDamage() }
      rows.append(packed)
    }
    return PackedFacts(head: head, sourceHash: hash, pool: pool, rows: rows)
  }

  private mutating func packedValue(_ pool: TextPool) throws(RecordDamage) -> PackedValue {
    let value = PackedValue(compact: try unsigned())
    guard pool.holds(value) else { throw RecordDamage() }
    return value
  }
}

extension PackedValue {
  /// The word with signed contents folded, so that small negative numbers are short too.
  fileprivate var compact: UInt64 {
    switch content {
    case .integer, .decimal: UInt64(bitPattern: (signedPayload << 1) ^ (signedPayload >> 63)) << 3 | word & 7
    default: word
    }
  }

  fileprivate init(compact: UInt64) {
    self.init(word: compact)
    switch content {
    case .integer, .decimal:
      let folded = compact >> 3
      let payload = Int64(bitPattern: folded >> 1) ^ -Int64(bitPattern: folded & 1)
      self.init(word: UInt64(bitPattern: payload) << 3 | compact & 7)
    default: break
    }
  }
}

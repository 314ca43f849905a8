import FactTables

extension ColumnBuffer {
  /// Appends the same value for many rows; false where it does not fit the column.
  mutating func append(_ value: FactValue, count: Int) -> Bool {
    if count == 0 { return true }
    guard append(value) else { return false }
    repeatLast(count - 1, of: value)
    return true
  }

  /// Appends one column of packed rows, each `stride` words after the one before; the first row that does not fit, or
  /// `nil` where all do.
  mutating func append(
    _ words: UnsafeBufferPointer<PackedValue>, from first: Int, stride: Int, count: Int, pool: TextPool,
    texts: UnsafeRawBufferPointer, memo: inout PackedTextMemo
  ) -> Int? {
    guard type == .text else {
      return appendNumbers(words, from: first, stride: stride, count: count, pool: pool)
    }
    memo.startPool(count: pool.count)
    for row in 0..<count {
      let value = words[first + row * stride]
      if value.isNull {
        guard appendNull() else { return row }
        continue
      }
      if let known = memo[value] {
        appendText(known.index, byteCount: known.byteCount)
        continue
      }
      guard let found = number(of: value, pool: pool, texts: texts) else { return row }
      memo[value] = found
      appendText(found.index, byteCount: found.byteCount)
    }
    return nil
  }

  /// The dictionary number and length of a text that comes for the first time in this pool; `nil` where it is none.
  private mutating func number(
    of value: PackedValue, pool: TextPool, texts memory: UnsafeRawBufferPointer
  ) -> PackedTextMemo.Entry? {
    let index: UInt32
    let byteCount: Int
    switch value.content {
    case .text(let number) where number < pool.count:
      let range = pool.range(number)
      guard range.count <= ParquetFormat.textByteLimit else { return nil }
      byteCount = range.count
      index = textIndex(UnsafeRawBufferPointer(rebasing: memory[range]))
    case .code(let number) where number < KnownTexts.bytes.count:
      byteCount = KnownTexts.bytes[number].count
      index = KnownTexts.bytes[number].withUnsafeBytes { textIndex($0) }
    case .digits(let number):
      let text = String(number)
      byteCount = text.utf8.count
      index = textIndex(text)
    default: return nil
    }
    return PackedTextMemo.Entry(index: index, byteCount: UInt32(byteCount))
  }

  private mutating func appendNumbers(
    _ words: UnsafeBufferPointer<PackedValue>, from first: Int, stride: Int, count: Int, pool: TextPool
  ) -> Int? {
    let isInteger = type == .integer
    for row in 0..<count {
      let value = words[first + row * stride]
      switch value.tag {
      case 0: guard appendNull() else { return row }
      case 1 where isInteger: appendNumber(value.signedPayload)
      default: guard append(pool.value(value)) else { return row }
      }
    }
    return nil
  }
}

/// Which number in a column's dictionary the texts of packed rows have.
struct PackedTextMemo {
  struct Entry {
    var index: UInt32
    var byteCount: UInt32
    static let none = Entry(index: .max, byteCount: 0)
  }

  private static let digitCount = 1024
  private let codeCount = KnownTexts.count
  /// Codes, then small numbers: they mean the same in every pool.
  private var fixed: [Entry]
  private var pool: [Entry] = []

  init() { fixed = Array(repeating: .none, count: codeCount + Self.digitCount) }

  /// Forgets the texts of the pool before.
  mutating func startPool(count: Int) {
    pool.removeAll(keepingCapacity: true)
    pool.append(contentsOf: repeatElement(.none, count: count))
  }

  /// Forgets everything, when a new dictionary begins.
  mutating func removeAll() {
    for place in fixed.indices { fixed[place] = .none }
    pool.removeAll(keepingCapacity: true)
  }

  /// Where a code or a small number stands in `fixed`; -1 for other values.
  @inline(__always) private func place(_ value: PackedValue) -> Int {
    switch value.tag {
    case 5: value.payload < codeCount ? value.payload : -1
    case 6: value.payload < Self.digitCount ? codeCount + value.payload : -1
    default: -1
    }
  }

  @inline(__always) subscript(value: PackedValue) -> Entry? {
    get {
      if value.tag == 3 {
        guard value.payload < pool.count, pool[value.payload].index != .max else { return nil }
        return pool[value.payload]
      }
      let place = place(value)
      guard place >= 0, fixed[place].index != .max else { return nil }
      return fixed[place]
    }
    set {
      guard let newValue else { return }
      if value.tag == 3 {
        if value.payload < pool.count { pool[value.payload] = newValue }
      } else {
        let place = place(value)
        if place >= 0 { fixed[place] = newValue }
      }
    }
  }
}

import DecimalNumbers
import FactTables

extension ColumnBuffer {
  /// Appends the same value for many rows; false where it does not fit the column.
  func append(_ value: FactValue, count: Int) -> Bool {
    if count == 0 { return true }
    guard append(value) else { return false }
    repeatLast(count - 1, of: value)
    return true
  }

  /// Appends the same packed value for many rows; false where it does not fit the column.
  func append(_ value: PackedValue, count: Int, of texts: PackedTexts) -> Bool {
    guard count > 0, type == .text, case .text(let number) = value.content, let text = texts[number] else {
      return append(texts.pool.value(value), count: count)
    }
    guard text.count <= ParquetFormat.textByteLimit else { return false }
    indices.append(textIndex(text), times: count)
    addPlainText(byteCount: (4 + text.count) * count)
    if !column.isRequired { levels.append(1, times: count) }
    return true
  }

  /// Appends one column of packed rows, each `stride` words after the one before; the first row that does not fit, or
  /// `nil` where all do.
  func append(
    _ words: UnsafePointer<PackedValue>, stride: Int, count: Int, of texts: PackedTexts
  ) -> Int? {
    var filler = PackedFiller(
      column: self, words: words, stride: stride, count: count, texts: texts,
      level: column.isRequired ? nil : levels.room(for: count))
    // Each row brings at most one value that did not come yet.
    let highest = max(self.texts.count, numbers.count) + count
    indices.append(atMost: count, upTo: highest, by: &filler)
    if let failed = filler.failedRow { return failed }
    if !column.isRequired { levels.advance(by: count) }
    addPlainText(byteCount: filler.plainByteCount)
    return nil
  }

  /// The dictionary number of a value and the bytes that it takes plain, if it is a text; `nil` where it does not fit.
  @inline(__always) fileprivate func number(
    of value: PackedValue, isText: Bool, isInteger: Bool, _ texts: PackedTexts
  ) -> PackedNumbers.Entry? {
    if let place = PackedNumbers.place(of: value, isText: isText, isInteger: isInteger) {
      if let entry = known[place] { return entry }
      let entry = newNumber(of: value, isText: isText, texts)
      if let entry { known[place] = entry }
      return entry
    }
    return newNumber(of: value, isText: isText, texts)
  }

  @inline(never) private func newNumber(of value: PackedValue, isText: Bool, _ texts: PackedTexts) -> PackedNumbers
    .Entry?
  {
    switch value.content {
    case .decimal(let coefficient, let scale) where scale <= 18:
      return index(of: DecimalNumber(coefficient: coefficient, scale: scale)).map { PackedNumbers.Entry($0) }
    case _ where !isText: return index(of: texts.pool.value(value)).map { PackedNumbers.Entry($0) }
    case .text(let number):
      guard let text = texts[number], text.count <= ParquetFormat.textByteLimit else { return nil }
      return PackedNumbers.Entry(textIndex(text), text: text.count)
    case .code(let number) where number < KnownTexts.count:
      return KnownTexts.bytes[number].withUnsafeBytes { PackedNumbers.Entry(textIndex($0), text: $0.count) }
    case .digits(let number):
      let text = String(number)
      return PackedNumbers.Entry(textIndex(text), text: text.utf8.count)
    default: return nil
    }
  }
}

/// Turns one column of packed rows into dictionary numbers and levels.
private struct PackedFiller: IndexFiller {
  let column: ColumnBuffer
  let words: UnsafePointer<PackedValue>
  let stride: Int
  let count: Int
  let texts: PackedTexts
  /// Where the levels go; `nil` for a required column.
  let level: UnsafeMutablePointer<UInt8>?
  /// Bytes that the texts take, plain.
  var plainByteCount = 0
  /// The first row that does not fit.
  var failedRow: Int?

  mutating func fill<Number: FixedWidthInteger & UnsignedInteger>(_ room: UnsafeMutablePointer<Number>) -> Int {
    let isText = column.type == .text
    let isInteger = column.type == .integer
    var foundCount = 0
    // Rows that stand together are alike in most columns.
    var last = PackedValue.null
    var lastFound = PackedNumbers.Entry.none
    for row in 0..<count {
      let value = words[row * stride]
      if value.isNull {
        guard let level else {
          failedRow = row
          return 0
        }
        level[row] = 0
        continue
      }
      level?[row] = 1
      if value != last {
        guard let entry = column.number(of: value, isText: isText, isInteger: isInteger, texts) else {
          failedRow = row
          return 0
        }
        last = value
        lastFound = entry
      }
      room[foundCount] = Number(truncatingIfNeeded: lastFound.index)
      foundCount += 1
      plainByteCount += Int(lastFound.byteCount)
    }
    return foundCount
  }
}

/// The texts of a pool where they stand, while it stays where it is.
struct PackedTexts {
  let pool: TextPool
  let memory: UnsafeRawBufferPointer

  /// The bytes of a text; `nil` for a number that the pool does not have.
  @inline(__always) subscript(number: Int) -> UnsafeRawBufferPointer? {
    number < pool.count ? UnsafeRawBufferPointer(rebasing: memory[pool.range(number)]) : nil
  }
}

/// Which number in a column's dictionary the codes and the small numbers have, that is nearly all packed words: they mean
/// the same in every pool.
struct PackedNumbers {
  struct Entry {
    var index: UInt32
    /// What the value takes plain, if it is a text.
    var byteCount: UInt32
    static let none = Entry(.max)

    init(_ index: UInt32) {
      self.index = index
      byteCount = 0
    }

    init(_ index: UInt32, text byteCount: Int) {
      self.index = index
      self.byteCount = UInt32(truncatingIfNeeded: 4 + byteCount)
    }
  }

  private static let numberCount = 2048
  private var entries: [Entry] = []

  /// The place of a value; `nil` for one that has none.
  @inline(__always) static func place(of value: PackedValue, isText: Bool, isInteger: Bool) -> Int? {
    let payload = value.payload
    switch value.tag {
    case 1 where isInteger && payload < numberCount && payload >= 0: return payload
    // A whole decimal: no places behind the point.
    case 2 where !isText && payload & 31 == 0 && payload >> 5 < numberCount: return payload >> 5
    case 6 where isText && payload < numberCount: return payload
    // Another build might have more codes than there is room for.
    case 5 where isText && payload < numberCount: return numberCount + payload
    default: return nil
    }
  }

  /// The number of what stands at a place; `nil` where it did not come yet.
  @inline(__always) subscript(place: Int) -> Entry? {
    get {
      guard place < entries.count, entries[place].index != .max else { return nil }
      return entries[place]
    }
    set {
      guard let newValue else { return }
      if entries.isEmpty { entries = Array(repeating: .none, count: 2 * Self.numberCount) }
      entries[place] = newValue
    }
  }

  /// Forgets everything, when a new dictionary begins.
  mutating func removeAll() {
    for place in entries.indices { entries[place] = .none }
  }
}

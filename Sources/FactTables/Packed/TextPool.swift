import DecimalNumbers

/// The texts that packed values name by number.
public struct TextPool: Sendable {
  /// The texts, one after another.
  public private(set) var bytes: [UInt8]
  /// Where each text ends in `bytes`, ascending.
  public private(set) var ends: [Int]

  /// Takes texts over.
  ///
  /// `nil` where the ends are not those of texts in these bytes.
  public init?(bytes: [UInt8], ends: [Int]) {
    var last = 0
    for end in ends {
      guard end >= last else { return nil }
      last = end
    }
    guard last == bytes.count else { return nil }
    self.bytes = bytes
    self.ends = ends
  }

  init(trusted dictionary: TextDictionary) {
    bytes = dictionary.bytes
    ends = dictionary.ends
  }

  /// How many texts there are.
  public var count: Int { ends.count }

  /// Where a text stands in `bytes`.
  @inline(__always) public func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

  /// The value that a word stands for; null for a number that the pool does not have.
  public func value(_ packed: PackedValue) -> FactValue {
    switch packed.content {
    case .null: return .null
    case .integer(let number): return .integer(number)
    case .decimal(let coefficient, let scale):
      return scale <= 18 ? .decimal(DecimalNumber(coefficient: coefficient, scale: scale)) : .null
    case .text(let index): return text(index).map { .text($0) } ?? .null
    case .date(let index): return text(index).map { .date($0) } ?? .null
    case .code(let number): return number < KnownTexts.all.count ? .text(KnownTexts.all[number]) : .null
    case .digits(let number): return .text(String(number))
    case .other: return other(packed.payload)
    }
  }

  /// Whether the word names nothing that is not there.
  @inlinable public func holds(_ value: PackedValue) -> Bool {
    switch value.content {
    case .null, .integer, .digits: true
    case .decimal(_, let scale): scale <= 18
    case .text(let index), .date(let index): index >= 0 && index < ends.count
    case .code(let number): number >= 0 && number < KnownTexts.count
    case .other: value.payload >= 0 && value.payload < ends.count + 2
    }
  }

  /// A text; `nil` for a number that the pool does not have.
  public func text(_ index: Int) -> String? {
    ends.indices.contains(index) ? String(decoding: bytes[range(index)], as: UTF8.self) : nil
  }

  private func other(_ payload: Int) -> FactValue {
    if payload < 2 { return .boolean(payload == 1) }
    guard ends.indices.contains(payload - 2) else { return .null }
    let parts = bytes[range(payload - 2)]
    guard parts.count == 9, let scale = parts.first else { return .null }
    let number = Int64(bitPattern: parts.dropFirst().reversed().reduce(0) { $0 << 8 | UInt64($1) })
    if scale == FactPacker.integerMark { return .integer(number) }
    return scale <= 18 ? .decimal(DecimalNumber(coefficient: number, scale: Int(scale))) : .null
  }
}

/// Packs values; the texts are kept once each.
public struct FactPacker: Sendable {
  static let integerMark: UInt8 = 0xFF

  private var dictionary = TextDictionary()

  /// Makes a packer with an empty pool.
  public init() {}

  /// Goes on with a pool: its words stay what they are.
  public init(pool: TextPool) {
    pool.bytes.withUnsafeBufferPointer { bytes in
      for index in 0..<pool.count {
        _ = dictionary.index(of: UnsafeBufferPointer(rebasing: bytes[pool.range(index)]))
      }
    }
  }

  /// The texts so far.
  public var pool: TextPool { TextPool(trusted: dictionary) }

  /// Forgets all texts: words packed before mean nothing any more.
  public mutating func removeAll() { dictionary.removeAll() }

  /// A value in one word.
  public mutating func pack(_ value: FactValue) -> PackedValue {
    switch value {
    case .null: .null
    case .integer(let number): pack(number)
    case .decimal(let number): pack(number)
    case .text(let text): pack(text)
    case .date(let text): PackedValue(.date, index: Int(dictionary.index(of: text)))
    case .boolean(let flag): PackedValue(.other, index: flag ? 1 : 0)
    }
  }

  /// A text, or null for `nil`.
  public mutating func pack(_ text: String?) -> PackedValue {
    guard let text else { return .null }
    let number: UInt32?? = text.utf8.withContiguousStorageIfAvailable { PackedValue.plainNumber($0) }
    if case .some(.some(let number)) = number { return PackedValue(digits: number) }
    if let code = KnownTexts.number(of: text) { return PackedValue(code: code) }
    return PackedValue(.text, index: Int(dictionary.index(of: text)))
  }

  /// A whole number, or null for `nil`.
  public mutating func pack(_ number: Int64?) -> PackedValue {
    guard let number else { return .null }
    return PackedValue(integer: number) ?? wide(number, mark: Self.integerMark)
  }

  /// A decimal number, or null for `nil`.
  public mutating func pack(_ number: DecimalNumber?) -> PackedValue {
    guard let number else { return .null }
    return PackedValue(decimal: number) ?? wide(number.coefficient, mark: UInt8(number.scale))
  }

  private mutating func wide(_ number: Int64, mark: UInt8) -> PackedValue {
    let bytes = [mark] + withUnsafeBytes(of: number.littleEndian) { Array($0) }
    return PackedValue(.other, index: 2 + Int(bytes.withUnsafeBufferPointer { dictionary.index(of: $0) }))
  }
}

import DecimalNumbers
import FactTables
import Glibc
import NarrativeFigures

/// Packs narrative figures as rows of `microblog` and `engagement`, sorted by primary key.
///
/// The key of both tables is all their own columns and the line: rows of one key are one row.
struct FigureTabulator {
  private let figures: [NarrativeFigure]
  private var memo = PackedTextMemo()

  init(_ figures: [NarrativeFigure]) { self.figures = figures }

  /// Packs the rows of one of the two tables.
  mutating func tabulate(_ table: NarrativeTable, into tabulator: inout FactTabulator) {
    var sorted = figures.indices.filter { figures[$0].table == table }
    if sorted.isEmpty { return }
    figures.withUnsafeBufferPointer { figures in sorted.sort { Self.order(figures, $0, $1) < 0 } }
    let hasAccount = table == .microblog
    tabulator.append(to: hasAccount ? .microblog : .engagement) { words, packer in
      words.reserveCapacity(words.count + sorted.count * 12)
      for (place, index) in sorted.enumerated() {
        if place > 0, figures.withUnsafeBufferPointer({ Self.order($0, sorted[place - 1], index) }) == 0 { continue }
        words.append(memo.pack(figures[index].platform, &packer))
        if hasAccount { words.append(memo.pack(figures[index].account, &packer)) }
        words.append(memo.pack(figures[index].metric, &packer))
        words.append(packer.pack(figures[index].value))
        words.append(packer.pack(figures[index].low))
        words.append(packer.pack(figures[index].high))
        words.append(memo.pack(figures[index].qualifier, &packer))
        words.append(memo.pack(figures[index].unit, &packer))
        words.append(memo.pack(figures[index].period, &packer))
        words.append(memo.pack(figures[index].scope, &packer))
        words.append(packer.pack(figures[index].quote))
        words.append(.line(figures[index].line))
      }
    }
  }

  // MARK: - Order

  /// The order of `RowOrder`: nulls first, texts by their bytes, scopes and qualifiers as the schema lists them.
  private static func order(_ figures: UnsafeBufferPointer<NarrativeFigure>, _ one: Int, _ other: Int) -> Int {
    var order = Self.order(figures[one].platform, figures[other].platform)
    if order != 0 { return order }
    if figures[one].table == .microblog {
      order = Self.order(figures[one].account, figures[other].account)
      if order != 0 { return order }
    }
    order = Self.order(figures[one].metric, figures[other].metric)
    return order != 0 ? order : Self.order(figures[one], figures[other])
  }

  private static func order(_ one: NarrativeFigure, _ other: NarrativeFigure) -> Int {
    var order = order(one.period, other.period)
    if order != 0 { return order }
    order = Self.order(one.scope, other.scope, in: FactCodes.figureScopes)
    if order != 0 { return order }
    if one.line != other.line { return one.line - other.line }
    order = Self.order(one.quote, other.quote)
    if order != 0 { return order }
    for (left, right) in [(one.value, other.value), (one.low, other.low), (one.high, other.high)] where left != right {
      guard let left else { return -1 }
      guard let right else { return 1 }
      return left < right ? -1 : 1
    }
    order = Self.order(one.qualifier, other.qualifier, in: FactCodes.qualifiers)
    return order != 0 ? order : Self.order(one.unit, other.unit)
  }

  private static func order(_ one: String?, _ other: String?) -> Int {
    guard let one else { return other == nil ? 0 : -1 }
    guard let other else { return 1 }
    return order(one, other)
  }

  private static func order(_ one: String, _ other: String) -> Int {
    if PackedTextMemo.isSame(one, other) { return 0 }
    let order: Int?? = one.utf8.withContiguousStorageIfAvailable { one in
      other.utf8.withContiguousStorageIfAvailable { other in
        let common = min(one.count, other.count)
        guard common > 0, let left = one.baseAddress, let right = other.baseAddress else {
          return one.count - other.count
        }
        let order = Int(memcmp(left, right, common))
        return order != 0 ? order : one.count - other.count
      }
    }
    if case .some(.some(let order)) = order { return order }
    return one.utf8.elementsEqual(other.utf8) ? 0 : one.utf8.lexicographicallyPrecedes(other.utf8) ? -1 : 1
  }

  /// Codes of a list by their place in it, before texts that are not in it.
  private static func order(_ one: String?, _ other: String?, in codes: [String]) -> Int {
    guard let one, let other, one != other else { return order(one, other) }
    switch (codes.firstIndex(of: one), codes.firstIndex(of: other)) {
    case (let left?, let right?): return left - right
    case (_?, nil): return -1
    case (nil, _?): return 1
    case (nil, nil): return order(one, other)
    }
  }
}

/// The words of texts that came before, found by where the text lies and not by what it says.
///
/// Two strings of the same 16 bytes are the same text, as long as one of them is kept here.
struct PackedTextMemo {
  private var entries = [(text: String, value: PackedValue)?](repeating: nil, count: 1 << 6)

  static func isSame(_ one: String, _ other: String) -> Bool { words(one) == words(other) }

  private static func words(_ text: String) -> (UInt64, UInt64) { unsafeBitCast(text, to: (UInt64, UInt64).self) }

  mutating func pack(_ text: String?, _ packer: inout FactPacker) -> PackedValue {
    guard let text else { return .null }
    let words = Self.words(text)
    let place = Int(truncatingIfNeeded: HashSlots.mix(words.0 ^ words.1 &* 3) >> 58)
    if let entry = entries[place], Self.words(entry.text) == words { return entry.value }
    let value = packer.pack(text)
    entries[place] = (text, value)
    return value
  }
}

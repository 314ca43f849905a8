import DecimalNumbers

/// The figures already given, so that a restatement is told from a second account's equal number.
struct KnownFigures {
  /// A figure that is told for the first time, and whose it is.
  private struct Entry {
    var hash: UInt64
    var table: NarrativeTable
    var metric: String
    var platform: String?
    var period: String?
    var value: DecimalNumber?
    var low: DecimalNumber?
    var high: DecimalNumber?
    var account: String?
    /// The accounts after the first.
    var accounts: Set<String> = []
    /// Where it stands among what is given.
    var place: Int
    /// The entry before with the same place; -1 where there is none.
    var next: Int32

    func isSame(_ other: NarrativeFigure) -> Bool {
      value == other.value && low == other.low && high == other.high && table == other.table && metric == other.metric
        && platform == other.platform && period == other.period
    }
  }

  private var entries: [Entry] = []
  private var heads = [Int32](repeating: -1, count: 64)

  /// Remembers a figure that would stand at `place`; gives the place of the one that it only repeats, if it does.
  mutating func insert(_ figure: NarrativeFigure, at place: Int) -> Int? {
    let hash = Self.hash(figure)
    var index = heads[slot(hash)]
    while index >= 0 {
      let entry = Int(index)
      if entries[entry].hash == hash, entries[entry].isSame(figure) {
        guard let account = figure.account, let first = entries[entry].account, account != first else {
          return entries[entry].place
        }
        return entries[entry].accounts.insert(account).inserted ? nil : entries[entry].place
      }
      index = entries[entry].next
    }
    if entries.count == heads.count * 2 { grow() }
    let home = slot(hash)
    entries.append(
      Entry(
        hash: hash, table: figure.table, metric: figure.metric, platform: figure.platform, period: figure.period,
        value: figure.value, low: figure.low, high: figure.high, account: figure.account, place: place,
        next: heads[home]))
    heads[home] = Int32(truncatingIfNeeded: entries.count - 1)
    return nil
  }

  private mutating func grow() {
    heads = [Int32](repeating: -1, count: heads.count * 4)
    for index in entries.indices {
      let home = slot(entries[index].hash)
      entries[index].next = heads[home]
      heads[home] = Int32(truncatingIfNeeded: index)
    }
  }

  private func slot(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 32) & (heads.count - 1) }

  /// Few figures share a number; metrics, of which there are few, need not be in it.
  private static func hash(_ figure: NarrativeFigure) -> UInt64 {
    var hash: UInt64 = 0
    for number in [figure.value, figure.low, figure.high] {
      let word = number.map { UInt64(bitPattern: $0.coefficient) &+ 1 &+ UInt64($0.scale) << 58 } ?? 0
      hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
    }
    return (hash ^ UInt64(figure.metric.utf8.count)) &* 0xD6E8_FEB8_6659_FD93
  }
}

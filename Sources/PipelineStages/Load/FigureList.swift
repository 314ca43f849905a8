import ReportChecks

/// `SeriesFigures` of many reports in as little memory as they take: four bytes a figure.
struct FigureList: Sendable {
  private var words: SpilledArray<Int32>
  /// Figures of more bits, by their place in `words`.
  private var wide: [Int: Int64] = [:]

  private static let width = SeriesFigures.places.count
  private static let unknown = Int32.min
  private static let isWide = Int32.min + 1
  /// In the place of the first figure of a report without any.
  private static let none = Int32.min + 2

  /// A list of none.
  init(_ spill: SpillPlace) { words = SpilledArray(spill) }

  mutating func reserveCapacity(_ count: Int) { words.reserveCapacity(count * Self.width) }

  mutating func append(_ figures: SeriesFigures?) {
    words.append(Self.none)
    for _ in 1..<Self.width { words.append(Self.unknown) }
    set(words.count / Self.width - 1, to: figures)
  }

  private mutating func set(_ index: Int, to figures: SeriesFigures?) {
    let first = index * Self.width
    guard let figures, figures.values.count == Self.width else {
      words[first] = Self.none
      return
    }
    for (place, value) in zip(first..., figures.values) {
      guard let value else {
        words[place] = Self.unknown
        continue
      }
      if let word = Int32(exactly: value), word > Self.none {
        words[place] = word
      } else {
        wide[place] = value
        words[place] = Self.isWide
      }
    }
  }

  /// The figures of a report; `nil` where it has none.
  subscript(index: Int) -> SeriesFigures? {
    get {
      let first = index * Self.width
      if words[first] == Self.none { return nil }
      return SeriesFigures(
        values: (first..<first + Self.width).map { place in
          switch words[place] {
          case Self.unknown: nil
          case Self.isWide: wide[place]
          default: Int64(words[place])
          }
        })
    }
    set { set(index, to: newValue) }
  }
}

import DecimalNumbers

/// How the figures of a document belong together: parts to their whole, and the shares told of parts.
public struct NarrativeRelations: Sendable, Equatable {
  /// A figure and what it is divided into; figures are named by their index.
  public struct List: Sendable, Equatable {
    /// The figure that is divided.
    public var whole: Int
    /// Its parts, in reading order; parts of parts are in lists of their own.
    public var parts: [Int]
    /// Whether the list names what is left, as 其他, and every number of it was read.
    public var isComplete: Bool
  }

  /// A share told of a part, as 占12.5%.
  public struct Share: Sendable, Equatable {
    /// The figure whose share it is.
    public var part: Int
    /// The figure it is a share of.
    public var whole: Int
    /// The percentage as printed.
    public var percent: DecimalNumber
    /// The 1-based source line.
    public var line: Int
  }

  /// All lists with at least one part, in reading order.
  public internal(set) var lists: [List] = []
  /// All shares, in reading order.
  public internal(set) var shares: [Share] = []

  /// No relations.
  public init() {}

  /// Takes over what was read of one passage; `places` holds the index of each of its figures.
  mutating func append(_ reader: PassageReader, _ places: [Int]) {
    var parts = [[Int]](repeating: [], count: reader.lists.count)
    for figure in reader.figures where figure.list >= 0 { parts[figure.list].append(places[figure.number]) }
    for (list, note) in reader.lists.enumerated() where !parts[list].isEmpty {
      lists.append(
        List(whole: places[note.whole], parts: parts[list], isComplete: note.namesRest && !note.hasUnreadPart))
    }
    for share in reader.shares {
      shares.append(
        Share(
          part: places[share.part], whole: places[reader.lists[share.list].whole], percent: share.percent,
          line: reader.passage.line(at: reader.sourceRange(share.offset..<share.offset + 1).lowerBound)))
    }
  }
}

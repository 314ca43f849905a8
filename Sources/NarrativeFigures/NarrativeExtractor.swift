import WorkLimits

/// Finds the figures in the running text of a report.
public struct NarrativeExtractor: Sendable {
  private let rules: NarrativeRules

  /// An extractor for compiled rules; it may be shared between threads.
  public init(rules: NarrativeRules) { self.rules = rules }

  /// The figures of all passages in reading order; a figure that only repeats an earlier one is left out
  /// (narrative.md rule 13).
  ///
  /// Where `deadline` passes, the passages behind are not read: who set it asks it afterwards.
  public func figures(
    in passages: [NarrativePassage], context: NarrativeContext, deadline: WorkDeadline = .none
  ) -> [NarrativeFigure] {
    var known = KnownFigures()
    var found: [NarrativeFigure] = []
    var topics: [Int: Int] = [:]
    for (number, passage) in passages.enumerated() {
      if deadline.hasPassed { break }
      var reader = PassageReader(passage, number: number, rules: rules.compiled, context: context)
      reader.inheritedTopics = topics
      reader.read()
      topics = reader.lastTopics()
      for figure in reader.figures where known.insert(figure.figure) || figure.isChild { found.append(figure.figure) }
    }
    return found
  }

  /// Which rule matched what, and why a quantity gave no figure: one entry a quantity, in reading order.
  public func trace(of passage: NarrativePassage, context: NarrativeContext) -> [NarrativeTrace] {
    var reader = PassageReader(passage, number: 0, rules: rules.compiled, context: context)
    reader.isTracing = true
    reader.read()
    return reader.traces
  }
}

/// What became of one quantity of a text.
public struct NarrativeTrace: Sendable {
  /// The quantity as printed.
  public var text: String
  /// The 1-based source line.
  public var line: Int
  /// The figures it gave; empty where it gave none.
  public var figures: [NarrativeFigure]
  /// Why it gave none; empty where it gave one.
  public var reason: String
}

/// The figures already given, so that a restatement is told from a second account's equal number.
struct KnownFigures {
  private struct Key: Hashable {
    var table: NarrativeTable
    var platform: String?
    var metric: String
    var period: String?
    var quantity: Quantity
  }

  private var accounts: [Key: Set<String?>] = [:]

  /// Remembers a figure; false where it only repeats an earlier one.
  mutating func insert(_ figure: NarrativeFigure) -> Bool {
    let key = Key(
      table: figure.table, platform: figure.platform, metric: figure.metric, period: figure.period,
      quantity: Quantity(
        value: figure.value, low: figure.low, high: figure.high,
        qualifier: figure.value?.coefficient == 0 ? .exact : .approx))
    guard let earlier = accounts[key] else {
      accounts[key] = [figure.account]
      return true
    }
    if figure.account == nil || earlier.contains(nil) || earlier.contains(figure.account) { return false }
    accounts[key]?.insert(figure.account)
    return true
  }
}

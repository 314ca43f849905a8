/// Finds the figures in the running text of a report.
public struct NarrativeExtractor: Sendable {
  private let rules: NarrativeRules

  /// An extractor for compiled rules; it may be shared between threads.
  public init(rules: NarrativeRules) { self.rules = rules }

  /// The figures of all passages in reading order; a figure that only repeats an earlier one is left out
  /// (narrative.md rule 13).
  public func figures(in passages: [NarrativePassage], context: NarrativeContext) -> [NarrativeFigure] {
    var known: Set<FigureKey> = []
    var found: [NarrativeFigure] = []
    for (number, passage) in passages.enumerated() {
      var reader = PassageReader(passage, number: number, rules: rules.compiled, context: context)
      reader.read()
      for figure in reader.figures where known.insert(FigureKey(figure.figure)).inserted || figure.isChild {
        found.append(figure.figure)
      }
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

/// What makes two figures one.
struct FigureKey: Hashable {
  var words: [String?]
  var quantity: Quantity

  init(_ figure: NarrativeFigure) {
    words = [figure.table.rawValue, figure.platform, figure.metric, figure.period]
    quantity = Quantity(
      value: figure.value, low: figure.low, high: figure.high,
      qualifier: figure.value?.coefficient == 0 ? .exact : .approx)
  }
}

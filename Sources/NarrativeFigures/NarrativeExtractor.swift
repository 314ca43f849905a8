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
    var room = NarrativeRoom()
    return figures(in: passages, context: context, deadline: deadline, room: &room)
  }

  /// The figures of all passages, read in a room that is used again for the next document.
  public func figures(
    in passages: [NarrativePassage], context: NarrativeContext, deadline: WorkDeadline, room: inout NarrativeRoom
  ) -> [NarrativeFigure] {
    room.relations = NarrativeRelations()
    guard let first = passages.first else { return [] }
    var known = KnownFigures()
    var found: [NarrativeFigure] = []
    var reader =
      room.reader.take() ?? PassageReader(first, number: 0, rules: rules.sealed, context: context)
    reader.begin(context)
    for (number, passage) in passages.enumerated() {
      if deadline.hasPassed { break }
      reader.start(passage, number: number)
      reader.read()
      reader.inheritedTopics = reader.lastTopics()
      var places = reader.lists.isEmpty ? [] : [Int](repeating: -1, count: reader.figures.count)
      for figure in reader.figures {
        let earlier = known.insert(figure.figure, at: found.count)
        let place = figure.isChild ? found.count : earlier ?? found.count
        if !places.isEmpty { places[figure.number] = place }
        if place == found.count { found.append(figure.figure) }
      }
      if !places.isEmpty { room.relations.append(reader, places) }
    }
    room.reader = reader
    return found
  }

  /// Which rule matched what, and why a quantity gave no figure: one entry a quantity, in reading order.
  public func trace(of passage: NarrativePassage, context: NarrativeContext) -> [NarrativeTrace] {
    var reader = PassageReader(passage, number: 0, rules: rules.sealed, context: context)
    reader.isTracing = true
    reader.read()
    return reader.traces
  }
}

/// The buffers in which one extractor reads one document after another.
public struct NarrativeRoom {
  var reader: PassageReader?
  /// How the figures of the document read last belong together.
  public internal(set) var relations = NarrativeRelations()

  /// An empty room.
  public init() {}
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

import DecimalNumbers

/// Reads one passage: marks what is masked, finds quantities and platforms, then gives each quantity its figure.
struct PassageReader {
  /// A figure with what only the reader needs.
  struct Found {
    var figure: NarrativeFigure
    var isChild: Bool
    var unit: Int?
    var metric: Int
    var order: Int
    /// Its number in the passage, by which lists and shares name it.
    var number: Int
    /// The list of parts it stands in; -1 where it is in none.
    var list: Int
  }

  /// A platform's word in the text.
  struct PlatformToken {
    var platform: Int
    var start: Int
    var end: Int
    var account: String?
    /// The number of the row of platforms it stands in, as 网站、微博和微信.
    var row = 0
    /// Behind here it stands for all platforms of the list it closes, as 微博2个、微信3个; nowhere in most texts.
    var jointFrom = Int.max
    /// Whether all platforms of that list are social ones, which are new media together.
    var jointIsSocial = false
    /// Whether only totals are told of all of them: behind 其中微博12条,微信8条 the last platform still is the subject.
    var jointIsOfTotals = false
  }

  private(set) var passage: NarrativePassage
  private(set) var number: Int
  let rules: SealedRules
  private(set) var context: NarrativeContext
  private(set) var periods: PeriodNames
  private(set) var text = PassageText()
  /// All cues of all hits.
  private(set) var present: CueSet = []
  /// All roles of all hits.
  private(set) var roles: WordRoles = []
  /// For every block of the text the first hit that ends after the block's first byte.
  var hitBlocks: [Int32] = []
  var quantities: [QuantitySpan] = []
  var countless: Set<Int> = []
  var platforms: [PlatformToken] = []
  /// For every row of platforms: its single platform, or -1 where it joins several social ones, or -2 where mixed.
  var rows: [Int] = []
  var topics: [(topic: Int, end: Int)] = []
  /// For each group, the topic the passage before ended in: a heading may be a passage of its own.
  var inheritedTopics: [Int: Int] = [:]
  var years: [(year: Int, start: Int, end: Int)] = []
  /// Where numbers are no quantities; ascending and apart.
  var masks: [Range<Int>] = []
  /// Where words are no triggers either: titles of works and tables.
  var silent: [Range<Int>] = []
  var stops: [Int] = []
  var semicolons: [Int] = []
  var commas: [Int] = []
  var items: [Int] = [0]
  var plans: [Range<Int>] = []
  /// Inside the parts of a figure of `engagement`: where the list starts; no social subject is carried into it.
  var listBound = 0
  var figures: [Found] = []
  /// The list of parts that is open at the quantity that is read.
  var openList = PartList()
  /// The list of published things that the quantity before stood in.
  var thingList: ThingList?
  /// All lists of parts with a whole.
  var lists: [PartListNote] = []
  var shares: [ShareNote] = []
  var traces: [NarrativeTrace] = []
  var isTracing = false

  var bytes: [UInt8] {
    @inline(__always) _read { yield text.bytes }
  }
  var hits: [LiteralAutomaton.Hit] {
    @inline(__always) _read { yield text.hits }
  }

  init(_ passage: NarrativePassage, number: Int, rules: SealedRules, context: NarrativeContext) {
    self.passage = passage
    self.number = number
    self.rules = rules
    self.context = context
    periods = PeriodNames(reportYear: context.reportYear)
    PassageFolding.fold(passage.text, rules: rules, into: &text)
  }

  /// Turns to another document.
  mutating func begin(_ context: NarrativeContext) {
    if context.reportYear != self.context.reportYear { periods = PeriodNames(reportYear: context.reportYear) }
    self.context = context
    inheritedTopics = [:]
  }

  /// Goes on with the next passage, in the room of the one before.
  mutating func start(_ passage: NarrativePassage, number: Int) {
    self.passage = passage
    self.number = number
    PassageFolding.fold(passage.text, rules: rules, into: &text)
    present = []
    roles = []
    quantities.removeAll(keepingCapacity: true)
    if !countless.isEmpty { countless = [] }
    platforms.removeAll(keepingCapacity: true)
    rows.removeAll(keepingCapacity: true)
    topics.removeAll(keepingCapacity: true)
    years.removeAll(keepingCapacity: true)
    masks.removeAll(keepingCapacity: true)
    silent.removeAll(keepingCapacity: true)
    stops.removeAll(keepingCapacity: true)
    semicolons.removeAll(keepingCapacity: true)
    commas.removeAll(keepingCapacity: true)
    items.removeAll(keepingCapacity: true)
    items.append(0)
    plans.removeAll(keepingCapacity: true)
    listBound = 0
    figures.removeAll(keepingCapacity: true)
    openList = PartList()
    thingList = nil
    lists.removeAll(keepingCapacity: true)
    shares.removeAll(keepingCapacity: true)
  }

  /// Finds hits, sentences, masks and quantities.
  mutating func prepare() {
    for hit in hits {
      let word = rules.words[hit.literal]
      present.formUnion(word.cues)
      roles.formUnion(word.roles)
    }
    indexHits()
    findBoundaries()
    findMasks()
    findQuantities()
  }

  /// Finds the figures.
  mutating func read() {
    if bytes.isEmpty { return }
    prepare()
    findPlatforms()
    findTopics()
    findPlans()
    readZeros()
    readQuantities()
    readRankLists()
    if figures.count > 1 {
      figures.sort { ($0.figure.range.lowerBound, $0.order) < ($1.figure.range.lowerBound, $1.order) }
    }
  }

  /// Reads one quantity, or several that share one list; gives how many were read.
  mutating func read(_ index: Int, parent: Int?, listStart: Int) -> Int {
    let span = quantities[index]
    if isPlanned(span.lead) || isHabit(span.lead) { return skip(span, "planned, habitual or of a later year") }
    if span.kind == .ordinal || span.kind == .front {
      readRank(span)
      return 1
    }
    let places = reach(before: span.lead)
    if let taken = readEnumeration(index, places) { return taken }
    if readOfEach(index) { return 1 }
    if isCountingRule(index) { return skip(span, "how things are counted") }
    if isSinglePost(index) { return skip(span, "one post, and what it reached") }
    if isChange(span, places) { return skip(span, "a change, not a level") }
    if isIssueCount(index) { return skip(span, "issues of what is counted next") }
    listBound = parent.map { figures[$0].figure.table == .engagement ? listStart : 0 } ?? 0
    if let match = bestMatch(index, places, listStart: listStart) {
      if rules.metrics[match.metric].rule.code == "posts", isIssueCountBeforeItems(index) {
        return skip(span, "issues of what is counted next")
      }
      if isOfEachTogether(match, span) { return skip(span, "a number of each of several things") }
      let others = countedTogether(match, index)
      if !others.isEmpty {
        guard span.quantity.value == .zero else { return skip(span, "one number of several things") }
        for other in others { emit(other, span, parent: nil) }
      }
      if let parent, isPlatformAlone(match.pattern), emitPlatformPart(of: parent, span, places, listStart: listStart) {
        return 1
      } else if let parent, isPlainPart(match, of: parent, span) {
        addPart(of: parent, span, match.start..<match.end)
      } else {
        let count = figures.count
        emit(match, span, parent: parent)
        if parent == nil { noteThing(index, before: count) }
      }
      return 1
    }
    if let parent, emitChild(of: parent, span, places, listStart: listStart) { return 1 }
    if parent == nil, emitNamedThing(index) { return 1 }
    return skip(span, "no rule fits")
  }

  mutating func skip(_ span: QuantitySpan, _ reason: String) -> Int {
    if isTracing { trace(span, [], reason) }
    return 1
  }

  mutating func trace(_ span: QuantitySpan, _ figures: [NarrativeFigure], _ reason: String) {
    let range = sourceRange(span.lead..<max(span.end, span.lead + 1))
    traces.append(
      NarrativeTrace(
        text: String(decoding: passage.text[range], as: UTF8.self), line: passage.line(at: range.lowerBound),
        figures: figures, reason: reason))
  }

  /// The passage's bytes for a range of the folded text.
  func sourceRange(_ range: Range<Int>) -> Range<Int> {
    guard !range.isEmpty, range.upperBound <= bytes.count else { return 0..<0 }
    let start = text.source(of: range.lowerBound)
    let last = text.source(of: range.upperBound - 1)
    guard last < passage.text.count else { return 0..<0 }
    return start..<max(start, last + PassageText.decode(passage.text, at: last).1)
  }
}

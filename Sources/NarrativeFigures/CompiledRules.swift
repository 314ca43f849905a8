/// The cue words of the rule file, as bits.
struct CueSet: OptionSet, Sendable {
  let rawValue: UInt32
  static let names: [String] = [
    "negations", "short_negations", "not_negations", "subsets", "changes", "not_changes", "plans", "sentence_plans",
    "carries", "events", "monthly", "quarterly", "cumulative", "this_year", "enumerate_same", "enumerate_each",
    "table_starts", "table_ends", "furniture", "countless", "rank_words", "rank_list_verbs", "not_rank", "child_nouns",
    "habits", "reached",
  ]
  static func named(_ name: String) -> CueSet {
    CueSet(rawValue: names.firstIndex(of: name).map { 1 << UInt32($0) } ?? 0)
  }
  static let negation = named("negations")
  static let shortNegation = named("short_negations")
  static let notNegation = named("not_negations")
  static let subset = named("subsets")
  static let change = named("changes")
  static let notChange = named("not_changes")
  static let plan = named("plans")
  static let sentencePlan = named("sentence_plans")
  static let carry = named("carries")
  static let event = named("events")
  static let monthly = named("monthly")
  static let quarterly = named("quarterly")
  static let cumulative = named("cumulative")
  static let thisYear = named("this_year")
  static let same = named("enumerate_same")
  static let each = named("enumerate_each")
  static let tableStart = named("table_starts")
  static let tableEnd = named("table_ends")
  static let furniture = named("furniture")
  static let countless = named("countless")
  static let rankWord = named("rank_words")
  static let rankListVerb = named("rank_list_verbs")
  static let notRank = named("not_rank")
  static let childNoun = named("child_nouns")
  static let habit = named("habits")
  static let reached = named("reached")
}

/// One part of a pattern: a word, or any platform.
enum PatternPart: Sendable, Equatable {
  case literal(Int)
  case platform
}

/// A pattern: words left and right of a quantity; an object, so that looking at one copies nothing.
final class Pattern: Sendable {
  let metric: Int
  let text: String
  let lefts: [PatternPart]
  let rights: [PatternPart]
  /// Whether anything may stand between the last word on the left and the quantity.
  let hasGapBefore: Bool
  /// Whether anything may stand between the quantity and the first word on the right.
  let hasGapAfter: Bool
  /// How much text it fixes; the last word on the left counts threefold.
  let weight: Int
  /// What figures say about the rule that gave them.
  let rule: String

  init(
    metric: Int, text: String, lefts: [PatternPart], rights: [PatternPart], hasGapBefore: Bool, hasGapAfter: Bool,
    weight: Int, rule: String
  ) {
    self.metric = metric
    self.text = text
    self.lefts = lefts
    self.rights = rights
    self.hasGapBefore = hasGapBefore
    self.hasGapAfter = hasGapAfter
    self.weight = weight
    self.rule = rule
  }
}

/// What a metric asks of the platform named before it.
enum SubjectRule: String, Sendable, CaseIterable {
  case any, social, website, press, absent
}

/// Where a figure's platform or channel comes from.
enum ChannelRule: Sendable {
  case none, subject, child, websiteOnly
  case fixed(String)
}

/// How a platform counts.
enum PlatformKind: String, Sendable, CaseIterable { case social, website, other }

struct PlatformRule: Sendable {
  var code: String
  var kind: PlatformKind
}

/// A metric as an object, so that looking at one copies nothing.
final class Metric: Sendable {
  let rule: MetricRule

  init(_ rule: MetricRule) { self.rule = rule }
}

struct MetricRule: Sendable {
  var code: String
  var table: NarrativeTable
  var units: Set<Int>
  var takesPercent: Bool
  var takesBare: Bool
  var subject: SubjectRule
  var channel: ChannelRule
  var reachesParagraph: Bool
  var isStock: Bool
  var topic: Int?
  var shunnedTopics: Set<Int> = []
  var children: String?
  var defaultPlatform: Int?
  /// The codes that its parts may have; empty where that is left open.
  var parts: Set<String> = []
  /// Whether it shares no verb with the figure before it, as what is published does.
  var hasOwnVerb = false
}

/// What one word of the rules is used for.
struct LiteralUse: Sendable {
  static let noPlatform = -1
  static let maskedPlatform = -2
  static let ambiguousPlatform = -3
  var cues: CueSet = []
  var platform = LiteralUse.noPlatform
  var topic = -1
  /// Patterns whose last word on the left it is.
  var tails: [Int] = []
  /// Patterns without words on the left whose first word on the right it is.
  var heads: [Int] = []
  var zeroOf: [Int] = []
  var zeroAloneOf: [Int] = []
  var forbidsZeroOf: [Int] = []
  var forbids: [Int] = []
  var forbidsRight: [Int] = []
  var rankList = 0
}

/// The rules as they are gathered from the rule file; `SealedRules` is the form that passages are read by.
struct CompiledRules: Sendable {
  var version = ""
  var literals: [[UInt8]] = []
  var uses: [LiteralUse] = []
  var patterns: [Pattern] = []
  /// Patterns whose last part on the left is a platform.
  var platformTails: [Int] = []
  var metrics: [Metric] = []
  var platforms: [PlatformRule] = []
  var ambiguousOf: [Int] = []
  var topicGroups: [Int] = []
  var unitNames: [String] = []
  var units = WordTable([])
  var exclusions = WordTable([])
  var countedNames = WordTable([])
  var fillers = WordTable([])
  var childStops = WordTable([])
  var childNames = WordTable([])
  /// Simplified forms of the Han characters from U+4E00 on; 0 where a character stays as it is.
  var traditional = [UInt16](repeating: 0, count: 0x5200)
  private var numbers: [String: Int] = [:]

  /// The number of a word, made on first use.
  mutating func literal(_ text: String) -> Int {
    if let known = numbers[text] { return known }
    let number = literals.count
    numbers[text] = number
    literals.append(Array(text.utf8))
    uses.append(LiteralUse())
    return number
  }
}

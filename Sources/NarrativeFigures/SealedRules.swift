/// The rules as the reader of passages looks at them: one object with flat tables, so that a look copies nothing.
final class SealedRules: @unchecked Sendable {
  /// What reading a passage asks about a character: its class in the lowest 16 bits, these bits above, and the hash of
  /// its class in the upper half.
  enum Glyph {
    static let numeralBit: UInt64 = 16
    static let markBit: UInt64 = 17
    /// The character is a word by itself.
    static let wordBit: UInt64 = 18
    static let space: UInt64 = 1 << 19
    /// The folded character is another than the printed one.
    static let changed: UInt64 = 1 << 20
  }

  /// What most passes over the words of a passage ask about one.
  struct Word {
    var cues: CueSet
    var platform: Int32
    var topic: Int32
    var roles: WordRoles
  }

  /// What a pattern is asked before it is looked at.
  struct PatternHead {
    var weight: Int
    var metric: Int
    var hasGapBefore: Bool
    /// Whether a quantity without a unit may follow.
    var isNear: Bool
  }

  /// What a metric takes.
  struct MetricHead {
    var isMicroblog: Bool
    var takesPercent: Bool
    var takesBare: Bool
  }

  /// A metric that is zero where a word is negated, and the name of that rule.
  struct ZeroUse {
    var metric: Int
    var rule: String
  }

  let literals: [[UInt8]]
  let patterns: [Pattern]
  let metrics: [Metric]
  let platforms: [PlatformRule]
  let platformTails: [Int]
  let ambiguousOf: [Int]
  let topicGroups: [Int]
  let unitNames: [String]
  /// Units of what comes out again and again and holds several things.
  let issueUnits: [Int]
  /// Units in which published things are counted, one for another.
  let itemUnits: [Int]
  /// Units in which accounts are counted.
  let accountUnits: [Int]
  /// Units of published things that are named by what they are.
  let thingUnits: [Int]
  /// The metrics such things have: on social platforms, on the website, elsewhere.
  let thingMetrics: [Int]
  /// Their codes.
  let thingCodes: [String]
  let units: WordTable
  let exclusions: WordTable
  let countedNames: WordTable
  let fillers: WordTable
  let childStops: WordTable
  let childNames: WordTable
  let automaton: LiteralAutomaton
  let words: [Word]
  let patternHeads: [PatternHead]
  let metricHeads: [MetricHead]
  let tails: FlatLists<Int>
  let heads: FlatLists<Int>
  let forbids: FlatLists<Int>
  let forbidsRight: FlatLists<Int>
  let zeroOf: FlatLists<ZeroUse>
  let zeroAloneOf: FlatLists<ZeroUse>
  let forbidsZeroOf: FlatLists<Int>
  let rankLists: [Int]
  /// The unit of money, whose numbers may have digits after the point.
  let yuan: Int?
  private let unitStride: Int
  private let unitBits: [UInt64]

  // The tables that the pass over a passage reads for each character.
  let numbers: UnsafePointer<UInt16>
  let glyphs: UnsafePointer<UInt64>
  /// The bits in which the folded character differs from the printed one.
  let changes: UnsafePointer<UInt16>
  let endings: UnsafePointer<Int32>
  let pairs: UnsafePointer<UInt8>
  let states: UnsafePointer<LiteralAutomaton.State>
  let transitions: UnsafePointer<UInt64>
  let classCount: Int
  let hashBits: Int

  /// Seals rules; every word of them must be known.
  init(_ compiled: CompiledRules) {
    let automaton = LiteralAutomaton(words: compiled.literals)
    let alphabet = MatchingAlphabet(traditional: compiled.traditional, automaton: automaton)
    let uses = compiled.uses
    literals = compiled.literals
    patterns = compiled.patterns
    metrics = compiled.metrics
    platforms = compiled.platforms
    platformTails = compiled.platformTails
    ambiguousOf = compiled.ambiguousOf
    topicGroups = compiled.topicGroups
    unitNames = compiled.unitNames
    issueUnits = compiled.unitNames.indices.filter { ["期", "次", "批"].contains(compiled.unitNames[$0]) }
    itemUnits = compiled.unitNames.indices.filter { ["条", "件", "篇", "则"].contains(compiled.unitNames[$0]) }
    accountUnits = compiled.unitNames.indices.filter { ["个", "家"].contains(compiled.unitNames[$0]) }
    thingUnits = compiled.unitNames.indices.filter { ["条", "篇", "则"].contains(compiled.unitNames[$0]) }
    let kinds: [(code: String, subject: SubjectRule)] = [
      ("posts", .social), ("website_posts", .website), ("info_disclosed", .absent),
    ]
    thingCodes = kinds.map(\.code)
    thingMetrics = kinds.compactMap { kind in
      compiled.metrics.firstIndex {
        $0.rule.code == kind.code && $0.rule.subject == kind.subject && !$0.rule.reachesParagraph
      }
    }
    units = compiled.units
    exclusions = compiled.exclusions
    countedNames = compiled.countedNames
    fillers = compiled.fillers
    childStops = compiled.childStops
    childNames = compiled.childNames
    self.automaton = automaton
    words = uses.map {
      Word(cues: $0.cues, platform: Int32($0.platform), topic: Int32($0.topic), roles: WordRoles($0))
    }
    patternHeads = compiled.patterns.map {
      PatternHead(
        weight: $0.weight, metric: $0.metric, hasGapBefore: $0.hasGapBefore,
        isNear: !$0.hasGapBefore && !$0.lefts.isEmpty)
    }
    metricHeads = compiled.metrics.map {
      MetricHead(
        isMicroblog: $0.rule.table == .microblog, takesPercent: $0.rule.takesPercent, takesBare: $0.rule.takesBare)
    }
    tails = FlatLists(uses.map(\.tails))
    heads = FlatLists(uses.map(\.heads))
    forbids = FlatLists(uses.map(\.forbids))
    forbidsRight = FlatLists(uses.map(\.forbidsRight))
    forbidsZeroOf = FlatLists(uses.map(\.forbidsZeroOf))
    func zeros(_ lists: [[Int]]) -> FlatLists<ZeroUse> {
      FlatLists(
        zip(lists, compiled.literals).map { list, word in
          list.map { metric in
            let rule = compiled.metrics[metric].rule
            return ZeroUse(
              metric: metric,
              rule: "\(rule.table.rawValue).\(rule.code): zero \(String(decoding: word, as: UTF8.self))")
          }
        })
    }
    zeroOf = zeros(uses.map(\.zeroOf))
    zeroAloneOf = zeros(uses.map(\.zeroAloneOf))
    rankLists = uses.map(\.rankList)
    yuan = compiled.unitNames.firstIndex(of: "元")
    let stride = compiled.unitNames.count / 64 + 1
    var bits = [UInt64](repeating: 0, count: stride * compiled.metrics.count)
    for (metric, declared) in compiled.metrics.enumerated() {
      for unit in declared.rule.units { bits[metric * stride + unit / 64] |= 1 << UInt64(unit % 64) }
    }
    unitStride = stride
    unitBits = bits
    numbers = Self.copy(alphabet.numbers)
    var changes = [UInt16](repeating: 0, count: alphabet.entries.count)
    for (scalar, number) in alphabet.numbers.enumerated() where number > 0 {
      changes[Int(number)] = UInt16(truncatingIfNeeded: scalar) ^ alphabet.entries[Int(number)].scalar
    }
    self.changes = Self.copy(changes)
    glyphs = Self.copy(
      zip(alphabet.entries, changes).map { entry, change in
        Self.glyph(Int(entry.kind), automaton) | (entry.isNumeral ? 1 << Glyph.numeralBit : 0)
          | (entry.isMark ? 1 << Glyph.markBit : 0) | (entry.isSpace ? Glyph.space : 0)
          | (change != 0 ? Glyph.changed : 0)
      })
    endings = Self.copy(automaton.endings)
    pairs = Self.copy(automaton.pairs)
    states = Self.copy(automaton.states)
    transitions = Self.copy(automaton.transitions)
    classCount = automaton.classCount
    hashBits = automaton.hashBits
  }

  deinit {
    numbers.deallocate()
    glyphs.deallocate()
    changes.deallocate()
    endings.deallocate()
    pairs.deallocate()
    states.deallocate()
    transitions.deallocate()
  }

  /// A class, and whether its character is a word by itself.
  static func glyph(_ kind: Int, _ automaton: LiteralAutomaton) -> UInt64 {
    let ending = automaton.endings[kind]
    let isWord = ending != 0 && automaton.states[Int(ending)].literal >= 0
    return UInt64(kind) | (isWord ? 1 << Glyph.wordBit : 0) | UInt64(LiteralAutomaton.hash(UInt32(kind))) << 32
  }

  private static func copy<Value: BitwiseCopyable>(_ values: [Value]) -> UnsafePointer<Value> {
    let memory = UnsafeMutablePointer<Value>.allocate(capacity: max(1, values.count))
    for (index, value) in values.enumerated() { (memory + index).initialize(to: value) }
    return UnsafePointer(memory)
  }

  /// Whether a metric takes a unit.
  @inline(__always)
  func takes(_ metric: Int, unit: Int) -> Bool {
    unitBits[metric * unitStride + unit >> 6] & 1 << UInt64(unit & 63) != 0
  }
}

/// What a word is used for in the passes that ask for few words.
struct WordRoles: OptionSet, Sendable {
  let rawValue: UInt8
  /// A pattern's left side ends in it.
  static let tail = WordRoles(rawValue: 1)
  /// It forbids metrics.
  static let forbidding = WordRoles(rawValue: 2)
  /// It is of zeros.
  static let zeros = WordRoles(rawValue: 4)
  /// It is a zero by itself.
  static let zeroAlone = WordRoles(rawValue: 8)
  /// It names a platform, or hides a platform's name.
  static let platform = WordRoles(rawValue: 16)
  /// It names a topic.
  static let topic = WordRoles(rawValue: 32)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ use: LiteralUse) {
    self = []
    if !use.tails.isEmpty { insert(.tail) }
    if !use.forbids.isEmpty || !use.forbidsRight.isEmpty { insert(.forbidding) }
    if !use.zeroOf.isEmpty || !use.forbidsZeroOf.isEmpty { insert(.zeros) }
    if !use.zeroAloneOf.isEmpty { insert(.zeroAlone) }
    if use.platform != LiteralUse.noPlatform { insert(.platform) }
    if use.topic >= 0 { insert(.topic) }
  }
}

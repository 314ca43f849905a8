/// An Aho–Corasick automaton over characters: every word of the rules is found in one pass over a text.
///
/// Characters that occur in no word share class 0; a text of Han characters takes a third of the steps that its bytes
/// would. Transitions are kept in a hash table: it fits the nearest caches, a table of all states and classes does not.
struct LiteralAutomaton: Sendable {
  /// A word found in a text.
  struct Hit {
    private let number: Int32
    private let from: Int32
    private let to: Int32

    /// Makes a hit; passages are shorter than 2 GiB.
    @inline(__always)
    init(literal: Int, start: Int, end: Int) {
      number = Int32(truncatingIfNeeded: literal)
      from = Int32(truncatingIfNeeded: start)
      to = Int32(truncatingIfNeeded: end)
    }

    /// The word's number.
    @inline(__always) var literal: Int { Int(number) }
    /// Where it starts.
    @inline(__always) var start: Int { Int(from) }
    /// Where it ends.
    @inline(__always) var end: Int { Int(to) }
  }

  /// The number of classes.
  private(set) var classCount = 1
  /// The state after the first character of a word, for every class; 0 where no word begins with it.
  private(set) var beginnings: [Int32] = []
  /// The other transitions: 40 bits for state × `classCount` + class, 24 bits for the next state; all ones where free.
  private(set) var transitions: [UInt64] = []
  /// How many bits of a hash `transitions` takes.
  private(set) var hashBits = 1
  /// What moving on from a state asks first, side by side.
  struct State: Sendable {
    /// The bits of the classes (modulo 64) with which words go on here: mostly a character's is not among them.
    var ahead: UInt64 = 0
    /// The state of the longest proper suffix that is a state too.
    var fallback: Int32 = 0
    /// The state that reports a word here: this one or one of its suffixes; -1 where no word ends.
    var reporting: Int32 = -1
  }
  private(set) var states: [State] = []
  /// For every state the word that it is; -1 where it is none.
  private(set) var literalAt: [Int32] = []
  /// For every state the next shorter one that reports a word; -1 where there is none.
  private(set) var shorter: [Int32] = []
  /// The lengths of the words in bytes.
  private(set) var lengths: [Int32] = []
  private var classes: [UInt32: Int] = [:]

  /// Builds the automaton; empty words never match, of equal words the last counts.
  init(words: [[UInt8]]) {
    let scalars = words.map { String(decoding: $0, as: UTF8.self).unicodeScalars.map(\.value) }
    for scalar in scalars.joined() where classes[scalar] == nil {
      classes[scalar] = classCount
      classCount += 1
    }
    lengths = words.map { Int32($0.count) }
    var children: [[(kind: Int, state: Int)]] = [[]]
    literalAt = [-1]
    // The states after one character lie side by side.
    for kind in Set(scalars.compactMap { $0.first.map(classOf) }).sorted() {
      children[0].append((kind, children.count))
      children.append([])
      literalAt.append(-1)
    }
    for (number, word) in scalars.enumerated() where !word.isEmpty {
      var state = 0
      for scalar in word {
        let kind = classOf(scalar)
        if let child = children[state].first(where: { $0.kind == kind }) {
          state = child.state
        } else {
          children[state].append((kind, children.count))
          state = children.count
          children.append([])
          literalAt.append(-1)
        }
      }
      literalAt[state] = Int32(number)
    }
    beginnings = [Int32](repeating: 0, count: classCount)
    for child in children[0] { beginnings[child.kind] = Int32(child.state) }
    states = [State](repeating: State(), count: children.count)
    fillTable(children)
    link(children)
    for state in states.indices { states[state].reporting = literalAt[state] >= 0 ? Int32(state) : shorter[state] }
  }

  /// The class of a character; 0 where no word has it.
  func classOf(_ scalar: UInt32) -> Int { classes[scalar] ?? 0 }

  private mutating func fillTable(_ children: [[(kind: Int, state: Int)]]) {
    while 1 << hashBits < children.count * 2 { hashBits += 1 }
    transitions = [UInt64](repeating: .max, count: 1 << hashBits)
    for (state, list) in children.enumerated().dropFirst() {
      for child in list {
        states[state].ahead |= 1 << UInt64(child.kind & 63)
        let key = UInt64(state * classCount + child.kind)
        var slot = Self.slot(key, hashBits)
        while transitions[slot] != .max { slot = (slot + 1) & (transitions.count - 1) }
        transitions[slot] = key << 24 | UInt64(child.state)
      }
    }
  }

  /// Where the search for a key begins.
  @inline(__always)
  static func slot(_ key: UInt64, _ hashBits: Int) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 &- hashBits))
  }

  /// Breadth first: links each state to its longest proper suffix and to the next shorter word that ends there.
  private mutating func link(_ children: [[(kind: Int, state: Int)]]) {
    shorter = [Int32](repeating: -1, count: children.count)
    var queue = children[0].map(\.state)
    var next = 0
    while next < queue.count {
      let state = queue[next]
      next += 1
      for child in children[state] {
        var suffix = Int(states[state].fallback)
        while suffix > 0, !children[suffix].contains(where: { $0.kind == child.kind }) {
          suffix = Int(states[suffix].fallback)
        }
        let target = children[suffix].first { $0.kind == child.kind }?.state ?? 0
        states[child.state].fallback = Int32(target)
        shorter[child.state] = literalAt[target] >= 0 ? Int32(target) : shorter[target]
        queue.append(child.state)
      }
    }
  }
}

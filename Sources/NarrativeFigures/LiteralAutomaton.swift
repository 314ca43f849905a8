/// All words of the rules, as a trie over their characters from the last to the first.
///
/// Where a text may hold the last two characters of a word, which few places do, the words that end there are found by
/// going back. Characters that occur in no word share class 0. Transitions are kept in a hash table: it fits the nearest
/// caches, a table of all states and classes does not.
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
  /// The state of the last character of a word, for every class; 0 where no word ends with it.
  private(set) var endings: [Int32] = []
  /// The other transitions: 40 bits for state × `classCount` + class, 24 bits for the next state; all ones where free.
  private(set) var transitions: [UInt64] = []
  /// How many bits of a hash `transitions` takes.
  private(set) var hashBits = 1
  /// What going back from a state asks, side by side.
  struct State: Sendable {
    /// The bits of the classes (modulo 64) that words have before what was read: mostly a character's is not among them.
    var ahead: UInt64 = 0
    /// The word that begins here; -1 where none does.
    var literal: Int32 = -1
    /// Its length in bytes.
    var length: Int32 = 0
  }
  private(set) var states: [State] = []
  /// 1 for the last two classes of all words, by their `pair`.
  private(set) var pairs = [UInt8](repeating: 0, count: 1 << 16)
  /// The bytes of the longest word.
  private(set) var longest = 0
  private var classes: [UInt32: Int] = [:]

  /// Builds the trie; empty words never match, of equal words the last counts.
  init(words: [[UInt8]]) {
    let scalars = words.map { String(decoding: $0, as: UTF8.self).unicodeScalars.map(\.value) }
    for scalar in scalars.joined() where classes[scalar] == nil {
      classes[scalar] = classCount
      classCount += 1
    }
    endings = [Int32](repeating: 0, count: classCount)
    var children: [[(kind: Int, state: Int)]] = [[]]
    states = [State()]
    for (number, word) in scalars.enumerated() where !word.isEmpty {
      longest = max(longest, words[number].count)
      var state = 0
      for scalar in word.reversed() {
        let kind = classOf(scalar)
        if let child = children[state].first(where: { $0.kind == kind }) {
          state = child.state
        } else {
          children[state].append((kind, children.count))
          state = children.count
          children.append([])
          states.append(State())
        }
      }
      states[state].literal = Int32(number)
      states[state].length = Int32(words[number].count)
      if word.count > 1 {
        let kinds = word.suffix(2).map { Self.hash(UInt32(classOf($0))) }
        pairs[Self.pair(kinds[0], kinds[1])] = 1
      }
    }
    for child in children[0] { endings[child.kind] = Int32(child.state) }
    fillTable(children)
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

  /// A class as `pair` takes it.
  @inline(__always)
  static func hash(_ kind: UInt32) -> UInt32 { kind &* 0x9E37_79B1 }

  /// The place of two neighbouring classes, as hashes, among `pairs`.
  @inline(__always)
  static func pair(_ first: UInt32, _ second: UInt32) -> Int {
    Int(truncatingIfNeeded: ((first &<< 9 | first &>> 23) ^ second) &>> 16)
  }
}

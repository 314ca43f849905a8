/// A deterministic Aho–Corasick automaton over characters: every word of the rules is found in one pass over a text.
///
/// Characters that occur in no word share class 0, so the table has as many columns as there are different characters;
/// a text of Han characters takes a third of the steps that its bytes would.
struct LiteralAutomaton: Sendable {
  /// A word found in a text.
  struct Hit {
    /// The word's number.
    var literal: Int
    /// Where it starts.
    var start: Int
    /// Where it ends.
    var end: Int
  }

  /// The number of columns of `transitions`.
  private(set) var classCount = 1
  /// The next state for every state and class.
  private(set) var transitions: [Int32] = []
  /// For every state the state that reports a word there: itself or one of its suffixes; -1 where no word ends.
  private(set) var reporting: [Int32] = []
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
    addState()
    for (number, word) in scalars.enumerated() where !word.isEmpty {
      var state = 0
      for scalar in word {
        let slot = state * classCount + classOf(scalar)
        if transitions[slot] < 0 {
          transitions[slot] = Int32(literalAt.count)
          addState()
        }
        state = Int(transitions[slot])
      }
      literalAt[state] = Int32(number)
    }
    link()
    reporting = literalAt.indices.map { literalAt[$0] >= 0 ? Int32($0) : shorter[$0] }
  }

  /// The class of a character; 0 where no word has it.
  func classOf(_ scalar: UInt32) -> Int { classes[scalar] ?? 0 }

  private mutating func addState() {
    transitions.append(contentsOf: repeatElement(-1, count: classCount))
    literalAt.append(-1)
    shorter.append(-1)
  }

  /// Breadth first: fills the missing transitions from the longest proper suffix, and links each state to the next
  /// shorter word that ends there.
  private mutating func link() {
    var fallback = [Int32](repeating: 0, count: literalAt.count)
    var queue: [Int] = []
    for column in 0..<classCount {
      if transitions[column] < 0 { transitions[column] = 0 } else { queue.append(Int(transitions[column])) }
    }
    var next = 0
    while next < queue.count {
      let state = queue[next]
      next += 1
      let suffix = Int(fallback[state])
      shorter[state] = literalAt[suffix] >= 0 ? Int32(suffix) : shorter[suffix]
      for column in 0..<classCount {
        let slot = state * classCount + column
        let target = transitions[suffix * classCount + column]
        if transitions[slot] < 0 {
          transitions[slot] = target
        } else {
          fallback[Int(transitions[slot])] = target
          queue.append(Int(transitions[slot]))
        }
      }
    }
  }
}

/// A deterministic Aho–Corasick automaton over bytes: every word of the rules is found in one pass over a text.
///
/// Bytes that occur in no word share one class, so the table has as many columns as there are different bytes.
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

  private var classes = [UInt8](repeating: 0, count: 256)
  private var classCount = 1
  private var transitions: [Int32] = []
  private var literalAt: [Int32] = []
  private var shorter: [Int32] = []
  private var lengths: [Int32] = []

  /// Builds the automaton; empty words never match.
  init(words: [[UInt8]]) {
    for word in words {
      for byte in word where classes[Int(byte)] == 0 && classCount < 255 {
        classes[Int(byte)] = UInt8(classCount)
        classCount += 1
      }
    }
    lengths = words.map { Int32($0.count) }
    addState()
    for (number, word) in words.enumerated() where !word.isEmpty {
      var state = 0
      for byte in word {
        let slot = state * classCount + Int(classes[Int(byte)])
        if transitions[slot] < 0 {
          transitions[slot] = Int32(literalAt.count)
          addState()
        }
        state = Int(transitions[slot])
      }
      literalAt[state] = Int32(number)
    }
    link()
  }

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

  /// All words in `text`, overlapping ones included, by ascending end and for one end the longest first.
  func hits(in text: [UInt8]) -> [Hit] {
    var found: [Hit] = []
    found.reserveCapacity(text.count / 6)
    var state = 0
    var position = 0
    let columns = classCount
    let isWord = literalAt
    for byte in text {
      state = Int(transitions[state &* columns &+ Int(classes[Int(byte)])])
      position += 1
      var reported = isWord[state] >= 0 ? state : Int(shorter[state])
      while reported >= 0 {
        let literal = Int(literalAt[reported])
        found.append(Hit(literal: literal, start: position - Int(lengths[literal]), end: position))
        reported = Int(shorter[reported])
      }
    }
    return found
  }
}

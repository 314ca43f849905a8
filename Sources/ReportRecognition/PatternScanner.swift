/// Finds all labels in one pass: a trie over folded characters, the longest pattern at each place.
///
/// The trie is a hash table of its edges, which stays in the nearest caches as a table of all nodes and characters
/// would not.
struct PatternScanner {
  /// The edges: 24 bits for the node, 24 for the character, 16 for the next node; all ones where free.
  private let edges: [UInt64]
  private let hashBits: Int
  private let accept: [Int32]
  /// The character that leads from a node to the next one in number, as most edges do; 0 where none does.
  private let follow: [UInt32]
  /// Whether other edges leave a node, too.
  private let branches: [Bool]
  private let patterns: [LabelPattern]
  /// The characters with which a pattern begins.
  private let beginnings: CharacterBitmap
  /// One bit for the first two characters of each pattern, and for no more than a few others.
  private let pairs: [UInt64]

  /// Collects patterns before they are compiled.
  struct Builder {
    private var children: [[UInt32: Int]] = [[:]]
    private var accepted: [Int: Int] = [:]
    private var patterns: [LabelPattern] = []

    /// Adds a pattern; the first of two equal ones stays.
    mutating func add(_ key: [UInt32], _ pattern: LabelPattern) {
      var node = 0
      for unit in key {
        if let child = children[node][unit] {
          node = child
        } else {
          children.append([:])
          children[node][unit] = children.count - 1
          node = children.count - 1
        }
      }
      if node == 0 || accepted[node] != nil { return }
      accepted[node] = patterns.count
      patterns.append(pattern)
    }

    /// The compiled table.
    func build() -> PatternScanner {
      var hashBits = 1
      while 1 << hashBits < children.count * 2 { hashBits += 1 }
      var edges = [UInt64](repeating: .max, count: 1 << hashBits)
      var accept = [Int32](repeating: -1, count: children.count)
      var follow = [UInt32](repeating: 0, count: children.count)
      var branches = children.map { !$0.isEmpty }
      for (index, node) in children.enumerated() {
        for (unit, child) in node {
          if child == index + 1 {
            follow[index] = unit
            branches[index] = node.count > 1
          }
          let key = PatternScanner.key(index, unit)
          var slot = PatternScanner.slot(key, hashBits)
          while edges[slot] != .max { slot = (slot + 1) & (edges.count - 1) }
          edges[slot] = key << 16 | UInt64(child)
        }
        if let pattern = accepted[index] { accept[index] = Int32(pattern) }
      }
      return PatternScanner(
        edges: edges, hashBits: hashBits, accept: accept, follow: follow, branches: branches, patterns: patterns,
        beginnings: CharacterBitmap(children[0].keys), pairs: pairs())
    }

    private func pairs() -> [UInt64] {
      var pairs = [UInt64](repeating: 0, count: PatternScanner.pairCount / 64)
      for (first, node) in children[0] {
        // A pattern of one character goes before anything.
        if accepted[node] != nil { return pairs.map { _ in .max } }
        for second in children[node].keys {
          let pair = PatternScanner.pair(first, second)
          pairs[pair >> 6] |= 1 << UInt64(pair & 63)
        }
      }
      return pairs
    }
  }

  @inline(__always)
  private static func key(_ node: Int, _ unit: UInt32) -> UInt64 {
    UInt64(truncatingIfNeeded: node) << 24 | UInt64(unit & 0xFF_FFFF)
  }

  private static let pairCount = 1 << 13

  @inline(__always)
  private static func pair(_ first: UInt32, _ second: UInt32) -> Int {
    Int(truncatingIfNeeded: (first &* 0x9E3B ^ second &* 0x85EB) & UInt32(pairCount - 1))
  }

  @inline(__always)
  private static func slot(_ key: UInt64, _ hashBits: Int) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 &- hashBits))
  }

  /// Every leftmost, longest occurrence, none overlapping another.
  func scan(_ units: [UInt32]) -> [(core: Range<Int>, pattern: LabelPattern)] {
    var found: [(core: Range<Int>, pattern: LabelPattern)] = []
    found.reserveCapacity(160)
    let count = units.count
    units.withUnsafeBufferPointer { units in
      edges.withUnsafeBufferPointer { edges in
        var position = 0
        while position < count {
          guard beginnings.contains(units[position]), mayMatch(position, units),
            let (end, pattern) = longest(at: position, in: units, edges)
          else {
            position &+= 1
            continue
          }
          found.append((position..<end, patterns[pattern]))
          position = end
        }
      }
    }
    return found
  }

  @inline(__always)
  private func mayMatch(_ position: Int, _ units: UnsafeBufferPointer<UInt32>) -> Bool {
    if position &+ 1 >= units.count { return true }
    let pair = Self.pair(units[position], units[position &+ 1])
    return pairs[pair >> 6] >> UInt64(pair & 63) & 1 != 0
  }

  @inline(__always)
  private func longest(
    at position: Int, in units: UnsafeBufferPointer<UInt32>, _ edges: UnsafeBufferPointer<UInt64>
  ) -> (end: Int, pattern: Int)? {
    var node = 0
    var ahead = position
    var best: (end: Int, pattern: Int)?
    while ahead < units.count {
      let unit = units[ahead]
      if follow[node] == unit {
        node &+= 1
      } else if branches[node] {
        let key = Self.key(node, unit)
        var slot = Self.slot(key, hashBits)
        while edges[slot] != .max, edges[slot] >> 16 != key { slot = (slot &+ 1) & (edges.count &- 1) }
        if edges[slot] == .max { break }
        node = Int(truncatingIfNeeded: edges[slot] & 0xFFFF)
      } else {
        break
      }
      ahead &+= 1
      if accept[node] >= 0 { best = (ahead, Int(accept[node])) }
    }
    return best
  }
}

/// Finds all labels in one pass: a trie over folded characters, the longest pattern at each place.
struct PatternScanner {
  private var classes: [UInt16]
  private let classCount: Int
  private let next: [Int32]
  private let accept: [Int32]
  private let patterns: [LabelPattern]
  /// A bit for each character of the basic plane with which a pattern begins: small enough for the nearest cache.
  private let beginnings: [UInt64]

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
      var classes = [UInt16](repeating: 0, count: 0x10000)
      var count = 1
      for node in children {
        for unit in node.keys where unit <= 0xFFFF && classes[Int(unit)] == 0 {
          classes[Int(unit)] = UInt16(truncatingIfNeeded: count)
          count += 1
        }
      }
      var next = [Int32](repeating: -1, count: children.count * count)
      var accept = [Int32](repeating: -1, count: children.count)
      for (index, node) in children.enumerated() {
        for (unit, child) in node where unit <= 0xFFFF {
          next[index * count + Int(classes[Int(unit)])] = Int32(child)
        }
        if let pattern = accepted[index] { accept[index] = Int32(pattern) }
      }
      return PatternScanner(classes: classes, classCount: count, next: next, accept: accept, patterns: patterns)
    }
  }

  private init(classes: [UInt16], classCount: Int, next: [Int32], accept: [Int32], patterns: [LabelPattern]) {
    self.classes = classes
    self.classCount = classCount
    self.next = next
    self.accept = accept
    self.patterns = patterns
    var beginnings = [UInt64](repeating: 0, count: 0x10000 / 64)
    for unit in classes.indices where classes[unit] != 0 && next[Int(classes[unit])] >= 0 {
      beginnings[unit >> 6] |= 1 << UInt64(unit & 63)
    }
    self.beginnings = beginnings
  }

  /// Every leftmost, longest occurrence, none overlapping another.
  func scan(_ units: [UInt32]) -> [(core: Range<Int>, pattern: LabelPattern)] {
    var found: [(core: Range<Int>, pattern: LabelPattern)] = []
    found.reserveCapacity(160)
    let count = units.count
    units.withUnsafeBufferPointer { units in
      beginnings.withUnsafeBufferPointer { beginnings in
        var position = 0
        while position < count {
          let unit = units[position]
          if unit > 0xFFFF || beginnings[Int(unit >> 6)] >> UInt64(unit & 63) & 1 == 0 {
            position += 1
            continue
          }
          guard let (end, pattern) = longest(at: position, in: units) else {
            position += 1
            continue
          }
          found.append((position..<end, patterns[pattern]))
          position = end
        }
      }
    }
    return found
  }

  private func longest(at position: Int, in units: UnsafeBufferPointer<UInt32>) -> (end: Int, pattern: Int)? {
    var node = 0
    var ahead = position
    var best: (end: Int, pattern: Int)?
    while ahead < units.count {
      let unit = units[ahead]
      if unit > 0xFFFF { break }
      let kind = Int(classes[Int(unit)])
      if kind == 0 { break }
      let child = next[node * classCount + kind]
      if child < 0 { break }
      node = Int(child)
      ahead += 1
      if accept[node] >= 0 { best = (ahead, Int(accept[node])) }
    }
    return best
  }
}

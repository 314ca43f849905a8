/// Finds all labels in one pass: a trie over folded characters, the longest pattern at each place.
struct PatternScanner {
  private var classes: [UInt16]
  private let classCount: Int
  private let next: [Int32]
  private let accept: [Int32]
  private let patterns: [LabelPattern]

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
  }

  /// Calls `body` with every leftmost, longest occurrence; occurrences do not overlap.
  func scan(_ units: [UInt32], _ body: (Range<Int>, LabelPattern) -> Void) {
    var position = 0
    let count = units.count
    units.withUnsafeBufferPointer { units in
      while position < count {
        var node = 0
        var ahead = position
        var best: (end: Int, pattern: Int)?
        while ahead < count {
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
        if let best {
          body(position..<best.end, patterns[best.pattern])
          position = best.end
        } else {
          position += 1
        }
      }
    }
  }
}

/// Sets that grow together.
struct DisjointSets {
  private var parents: [Int]

  init(_ count: Int) { parents = Array(0..<count) }

  mutating func root(_ index: Int) -> Int {
    var root = index
    while parents[root] != root { root = parents[root] }
    var step = index
    while parents[step] != root {
      let next = parents[step]
      parents[step] = root
      step = next
    }
    return root
  }

  mutating func join(_ one: Int, _ other: Int) {
    let first = root(one)
    let second = root(other)
    // The smaller index names the set, so that order does not depend on how it grew.
    if first < second { parents[second] = first } else { parents[first] = second }
  }
}

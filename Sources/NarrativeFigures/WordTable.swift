/// Words looked up at one place of a text, by their first character and longest first.
struct WordTable: Sendable {
  /// The words as UTF-8.
  let words: [[UInt8]]
  /// All words, one behind another, and where each begins.
  private let text: [UInt8]
  private let starts: [Int32]
  private let byFirst: FlatLists<Int>
  private let byLast: FlatLists<Int>

  init(_ texts: [String]) {
    words = texts.map { Array($0.utf8) }
    text = words.flatMap { $0 }
    var starts: [Int32] = [0]
    for word in words { starts.append((starts.last ?? 0) + Int32(word.count)) }
    self.starts = starts
    var first = [[Int]](repeating: [], count: 256)
    var last = [[Int]](repeating: [], count: 256)
    let words = words
    for index in words.indices.sorted(by: { words[$0].count > words[$1].count }) where !words[index].isEmpty {
      first[Self.firstKey(words[index], at: 0)].append(index)
      last[Self.lastKey(words[index], before: words[index].count)].append(index)
    }
    byFirst = FlatLists(first)
    byLast = FlatLists(last)
  }

  /// The longest word that starts at `position`; `nil` where none does.
  func longest(in text: [UInt8], at position: Int) -> (word: Int, length: Int)? {
    guard position >= 0, position < text.count else { return nil }
    for place in byFirst[Self.firstKey(text, at: position)] {
      let index = byFirst.elements[place]
      let length = Int(starts[index + 1] - starts[index])
      if matches(index, length, in: text, at: position) { return (index, length) }
    }
    return nil
  }

  /// Calls `body` with the length of every word that ends at `position`.
  @inline(__always)
  func endings(in text: [UInt8], at position: Int, _ body: (Int) -> Void) {
    guard position > 0, position <= text.count else { return }
    for place in byLast[Self.lastKey(text, before: position)] {
      let index = byLast.elements[place]
      let length = Int(starts[index + 1] - starts[index])
      if position >= length, matches(index, length, in: text, at: position - length) { body(length) }
    }
  }

  /// Han characters share their first bytes: the next two tell more.
  @inline(__always)
  private static func firstKey(_ text: [UInt8], at position: Int) -> Int {
    let first = text[position]
    if first < 0xE0 || position + 2 >= text.count { return Int(first) }
    return Int(text[position + 1] &* 7 &+ text[position + 2])
  }

  @inline(__always)
  private static func lastKey(_ text: [UInt8], before position: Int) -> Int {
    let last = text[position - 1]
    return last < 0x80 || position < 2 ? Int(last) : Int(text[position - 2] &* 7 &+ last)
  }

  @inline(__always)
  private func matches(_ index: Int, _ length: Int, in text: [UInt8], at position: Int) -> Bool {
    guard position + length <= text.count else { return false }
    let start = Int(starts[index])
    for offset in 0..<length where text[position + offset] != self.text[start + offset] { return false }
    return true
  }
}

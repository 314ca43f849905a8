/// Words looked up at one place of a text, by their first byte and longest first.
struct WordTable: Sendable {
  /// The words as UTF-8.
  let words: [[UInt8]]
  private var byLastByte: [[Int]] = Array(repeating: [], count: 256)
  private var byFirstByte: [[Int]] = Array(repeating: [], count: 256)

  init(_ texts: [String]) {
    words = texts.map { Array($0.utf8) }
    let longestFirst = words.indices.sorted { words[$0].count > words[$1].count }
    for index in longestFirst {
      guard let first = words[index].first, let last = words[index].last else { continue }
      byFirstByte[Int(first)].append(index)
      byLastByte[Int(last)].append(index)
    }
  }

  /// The longest word that starts at `position`; `nil` where none does.
  func longest(in text: [UInt8], at position: Int) -> (word: Int, length: Int)? {
    guard position >= 0, position < text.count else { return nil }
    for index in byFirstByte[Int(text[position])] where matches(index, in: text, at: position) {
      return (index, words[index].count)
    }
    return nil
  }

  /// Calls `body` with the length of every word that ends at `position`.
  func endings(in text: [UInt8], at position: Int, _ body: (Int) -> Void) {
    guard position > 0, position <= text.count else { return }
    for index in byLastByte[Int(text[position - 1])] {
      let start = position - words[index].count
      if start >= 0, matches(index, in: text, at: start) { body(words[index].count) }
    }
  }

  private func matches(_ index: Int, in text: [UInt8], at position: Int) -> Bool {
    let word = words[index]
    guard position + word.count <= text.count else { return false }
    for offset in word.indices where text[position + offset] != word[offset] { return false }
    return true
  }
}

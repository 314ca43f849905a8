/// The open elements that matter: those that end others when they end, and those whose content is not content.
struct OpenElements {
  /// An element whose end tag has not come yet.
  struct Entry {
    var element: HTMLElement
    /// Its name in the source: tells elements apart that the readers do not know.
    var name: Range<Int>
    var isSkipped: Bool
    /// How its text is shown, what holds it included.
    var appearance: HTMLAppearance = []
    /// Whether it is open for what it says of its text.
    var isStyled = false
  }

  private var entries: [Entry] = []
  private(set) var skippedCount = 0
  private(set) var preformattedCount = 0
  /// How the text of the innermost is shown.
  private(set) var appearance: HTMLAppearance = []
  /// How many are open for what they say of their text.
  private(set) var styledCount = 0
  /// How many are elements that the readers do not know: none in most pages, though most tags are of such.
  private var otherCount = 0

  /// How many there are.
  var count: Int { entries.count }

  /// The innermost.
  var last: Entry? { entries.last }

  /// The outermost that is not content, and its place.
  var outermostSkipped: (place: Int, element: HTMLElement)? {
    if skippedCount == 0 { return nil }
    guard let place = entries.firstIndex(where: { $0.isSkipped }) else { return nil }
    return (place, entries[place].element)
  }

  /// Adds an element.
  mutating func push(_ entry: Entry) {
    entries.append(entry)
    appearance = entry.appearance
    if entry.isStyled { styledCount += 1 }
    if entry.isSkipped { skippedCount += 1 }
    if entry.element == .pre || entry.element == .listing { preformattedCount += 1 }
    if entry.element == .other { otherCount += 1 }
  }

  /// Takes the inner ones away, until `count` are left.
  mutating func cut(to count: Int) {
    if entries.count <= count { return }
    while entries.count > count {
      let entry = entries.removeLast()
      if entry.isStyled { styledCount -= 1 }
      if entry.isSkipped { skippedCount -= 1 }
      if entry.element == .pre || entry.element == .listing { preformattedCount -= 1 }
      if entry.element == .other { otherCount -= 1 }
    }
    appearance = entries.last?.appearance ?? []
  }

  /// The place of the innermost paragraph or heading that is open for what it says of its text.
  func styledParagraph(from floor: Int) -> Int? {
    entries.indices.last { $0 >= floor && entries[$0].isStyled && HTMLBlockBuilder.endsByItself(entries[$0].element) }
  }

  /// Whether an element that is open for what it says of its text has the tag's name.
  func hasStyled(_ tag: HTMLTag, in source: Span<UInt8>) -> Bool {
    for entry in entries where entry.isStyled && isSame(entry, tag, in: source) { return true }
    return false
  }

  /// The place of the innermost element of the tag's name, not looking below `floor`; `nil` where there is none.
  func place(of tag: HTMLTag, from floor: Int, in source: Span<UInt8>) -> Int? {
    if tag.element == .other, otherCount == 0 { return nil }
    var place = entries.count
    while place > floor {
      place -= 1
      if isSame(entries[place], tag, in: source) { return place }
    }
    return nil
  }

  /// Whether any element that is not content has the tag's name.
  func hasSkipped(_ tag: HTMLTag, in source: Span<UInt8>) -> Bool {
    guard let outermost = outermostSkipped else { return false }
    for entry in entries[outermost.place...] where entry.isSkipped && isSame(entry, tag, in: source) { return true }
    return false
  }

  /// Whether a table is open inside of the outermost element that is not content.
  var hasSkippedTable: Bool {
    guard let outermost = outermostSkipped else { return false }
    return entries[outermost.place...].contains { $0.element == .table }
  }

  private func isSame(_ entry: Entry, _ tag: HTMLTag, in source: Span<UInt8>) -> Bool {
    if entry.element != tag.element { return false }
    if entry.element != .other { return true }
    if entry.name.count != tag.name.count { return false }
    let shift = tag.name.lowerBound - entry.name.lowerBound
    return entry.name.allSatisfy { ASCII.lowered(source[$0]) == ASCII.lowered(source[$0 + shift]) }
  }
}

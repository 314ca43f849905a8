/// How the text of an element is shown, as far as it bears on what a reader of the page sees.
struct HTMLAppearance: OptionSet, Equatable, Sendable {
  let rawValue: UInt16

  /// Neither it nor what it holds is shown, and it takes no place: `hidden`, `display: none`.
  static let absent = HTMLAppearance(rawValue: 1)
  /// Off the page, without extent, transparent or hidden by Word's own property; nothing inside can undo it.
  static let unseen = HTMLAppearance(rawValue: 2)
  /// `visibility: hidden`, which an inner element can undo.
  static let invisible = HTMLAppearance(rawValue: 4)
  /// `font-size: 0`, which an inner element can undo.
  static let sizeless = HTMLAppearance(rawValue: 8)
  /// Crossed out: seen, but withdrawn.
  static let struck = HTMLAppearance(rawValue: 16)
  /// Set above the line, as the mark of a note is.
  static let raised = HTMLAppearance(rawValue: 32)
  /// Set below the line.
  static let lowered = HTMLAppearance(rawValue: 64)
  /// White without a background of its own.
  static let pale = HTMLAppearance(rawValue: 128)
  /// Says `visibility: visible`.
  static let visible = HTMLAppearance(rawValue: 256)
  /// Says a font size other than 0.
  static let sized = HTMLAppearance(rawValue: 512)
  /// Says another `display` than none.
  static let displayed = HTMLAppearance(rawValue: 1024)

  /// Digits that only the page's rules print stand in it.
  static let generated = HTMLAppearance(rawValue: 2048)

  /// What keeps text from being seen.
  static let hiding: HTMLAppearance = [.absent, .unseen, .invisible, .sizeless]
  /// What keeps text from being read.
  static let unread: HTMLAppearance = [.absent, .unseen, .invisible, .sizeless, .struck]
  /// What only undoes something else.
  static let undoing: HTMLAppearance = [.visible, .sized, .displayed]

  /// How text inside of an element of this appearance is shown that says `own` of itself.
  func holding(_ own: HTMLAppearance) -> HTMLAppearance {
    var result = self
    if own.contains(.visible) { result.remove(.invisible) }
    if own.contains(.sized) { result.remove(.sizeless) }
    return result.union(own).subtracting(.undoing)
  }

  /// The same where a later rule, or one closer to the element, says `other`.
  func overridden(by other: HTMLAppearance) -> HTMLAppearance {
    var result = self
    if other.contains(.displayed) { result.remove(.absent) }
    if other.contains(.visible) { result.remove(.invisible) }
    if other.contains(.sized) { result.remove(.sizeless) }
    return result.union(other)
  }
}

/// Remembers what the styles of a page say: most are written again and again.
struct HTMLStyleMemory {
  private var places = [Range<Int>](repeating: 0..<0, count: 16)
  private var appearances = [HTMLAppearance](repeating: [], count: 16)

  /// What the `style` at `range` says.
  mutating func appearance(_ range: Range<Int>, in source: Span<UInt8>) -> HTMLAppearance {
    // Shorter than any declaration that matters.
    if range.count < 9 { return [] }
    let slot = (range.count ^ Int(source[range.upperBound - 2])) & 15
    let known = places[slot]
    if known.count == range.count, ByteScan.isEqual(source, known.lowerBound, range) { return appearances[slot] }
    let appearance = HTMLStyle.appearance(range, in: source)
    places[slot] = range
    appearances[slot] = appearance
    return appearance
  }
}

/// What is known of the tags that are remembered, as long as the page's rules stay the same.
struct KnownTags {
  /// What one of them says.
  struct Entry {
    fileprivate var original = -1
    /// How its text is shown.
    fileprivate(set) var appearance: HTMLAppearance = []
    /// How many rows and columns a cell takes.
    fileprivate(set) var rowSpan: Int32 = 1
    fileprivate(set) var columnSpan: Int32 = 1
  }

  private var entries = [Entry](repeating: Entry(), count: HTMLTagMemory.tagCount)

  /// What is known of a tag.
  @inline(__always)
  func find(_ tag: HTMLTag) -> Entry? {
    if tag.number < 0 { return nil }
    let entry = entries[tag.number]
    return entry.original == tag.original ? entry : nil
  }

  /// Notes what a tag says.
  mutating func add(_ tag: HTMLTag, _ appearance: HTMLAppearance, rowSpan: Int, columnSpan: Int) {
    // Larger spans are cut to the same.
    entries[tag.number] = Entry(
      original: tag.original, appearance: appearance, rowSpan: Int32(clamping: rowSpan),
      columnSpan: Int32(clamping: columnSpan))
  }

  /// Forgets everything, because the rules have changed.
  mutating func removeAll() {
    for index in entries.indices { entries[index].original = -1 }
  }
}

/// The elements the readers treat in a way of their own.
enum HTMLElement: String, CaseIterable, Sendable {
  /// Any other element: its tags are looked through.
  case other = ""
  // Tables.
  case table, caption, colgroup, col, thead, tbody, tfoot, tr, td, th
  // Blocks.
  case address, article, aside, blockquote, body, center, dd, details, dialog, dir, div, dl, dt, fieldset, figcaption
  case figure, form, frameset, h1, h2, h3, h4, h5, h6, head, header, hgroup, html, legend, li, listing, main, menu
  case multicol, ol, p, pre, section, search, summary, ul
  // Never content.
  case audio, button, canvas, datalist, footer, map, math, nav, object, optgroup, option, rp, rt, select, svg, template
  case video
  // Text that is not markup.
  case iframe, noembed, noframes, noscript, plaintext, script, style, textarea, title, xmp
  // Without content.
  case area, base, br, hr, img, input, link, meta, wbr, embed, param, source, track
  // Text that stands apart from what is around it.
  case ruby, del, s, strike, sup, sub

  /// What is done with an element.
  struct Traits: OptionSet, Sendable {
    let rawValue: UInt8
    /// Begins and ends a line.
    static let block = Traits(rawValue: 1)
    /// Has no end tag.
    static let void = Traits(rawValue: 2)
    /// Its content is no content of the document.
    static let skipped = Traits(rawValue: 4)
    /// Part of a table.
    static let tablePart = Traits(rawValue: 8)
    /// Ended by the end of what holds it; needs no place in the stack of open elements.
    static let loose = Traits(rawValue: 16)
    /// Its text is shown in a way of its own.
    static let marked = Traits(rawValue: 32)
    /// Its content is read in a way of its own.
    static let opaque = Traits(rawValue: 64)

    /// What is done with it besides how its text is shown and read.
    static let structure: Traits = [.block, .void, .skipped, .tablePart, .loose]
  }

  /// What is done with this element; tags have it ready.
  var traits: Traits {
    var all = structure
    if !appearance.isEmpty { all.insert(.marked) }
    if contentModel != .markup { all.insert(.opaque) }
    return all
  }

  private var structure: Traits {
    switch self {
    case .other: []
    case .table, .caption, .colgroup, .thead, .tbody, .tfoot, .tr, .td, .th: [.block, .tablePart]
    case .col: [.void, .tablePart]
    case .p, .li, .dd, .dt, .h1, .h2, .h3, .h4, .h5, .h6, .html, .head, .body, .legend, .summary: [.block, .loose]
    case .footer, .nav: [.block, .skipped]
    case .audio, .button, .canvas, .datalist, .math, .object, .select, .svg, .template, .video, .rp, .rt: [.skipped]
    case .map, .ruby, .optgroup, .option, .del, .s, .strike, .sup, .sub: []
    case .iframe, .noembed, .noframes, .noscript, .script, .style, .textarea, .title: [.skipped]
    case .plaintext, .xmp: [.block]
    case .br, .hr: [.void, .block]
    case .area, .base, .img, .input, .link, .meta, .wbr, .embed, .param, .source, .track: [.void]
    default: [.block]
    }
  }

  /// How its text is shown without any style.
  var appearance: HTMLAppearance {
    switch self {
    case .del, .s, .strike: .struck
    case .sup: .raised
    case .sub: .lowered
    default: []
    }
  }

  /// How the tokenizer reads the content of the element.
  var contentModel: HTMLContentModel {
    switch self {
    case .title, .textarea: .characters
    case .style, .xmp, .iframe, .noembed, .noframes, .noscript: .raw
    case .script: .script
    case .plaintext: .plain
    default: .markup
    }
  }
}

/// How the tokenizer reads: the states of the HTML standard that an element's content begins in.
enum HTMLContentModel: Sendable {
  /// Tags and references (data state).
  case markup
  /// References, but no tags (RCDATA state).
  case characters
  /// Neither (RAWTEXT state).
  case raw
  /// Neither, with the rules for comments in scripts (script data state).
  case script
  /// Neither, to the end of the document (PLAINTEXT state).
  case plain
  /// Neither, up to `]]>` (CDATA section state).
  case section
}

/// An element with what is done with it.
struct KnownElement {
  var element = HTMLElement.other
  var traits: HTMLElement.Traits = []
}

/// Element names to elements: the first eight bytes of the name are the key.
struct HTMLElementTable: Sendable {
  static let shared = HTMLElementTable()

  private struct Slot {
    var key: UInt64 = 0
    var length: UInt8 = 0
    var known = KnownElement()
  }

  private let slots: [Slot]

  private init() {
    var slots = [Slot](repeating: Slot(), count: Self.slotCount)
    for element in HTMLElement.allCases where element != .other {
      var key: UInt64 = 0
      for byte in element.rawValue.utf8.prefix(8) { key = key << 8 | UInt64(byte) }
      var slot = Self.slot(key)
      while slots[slot].key != 0 { slot = (slot + 1) % Self.slotCount }
      slots[slot] = Slot(
        key: key, length: UInt8(element.rawValue.utf8.count),
        known: KnownElement(element: element, traits: element.traits))
    }
    self.slots = slots
  }

  private static let slotCount = 1024

  @inline(__always)
  private static func slot(_ key: UInt64) -> Int { Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 54) }

  /// The element whose name, in any case, is `range`.
  ///
  /// Names of more than eight bytes are told apart by their length: no two known ones share their beginning.
  @inline(__always)
  func find(_ source: Span<UInt8>, _ range: Range<Int>) -> HTMLElement {
    if range.count > 10 { return .other }
    var key: UInt64 = 0
    for position in range.lowerBound..<min(range.upperBound, range.lowerBound + 8) {
      key = key << 8 | UInt64(ASCII.lowered(source[position]))
    }
    return find(key, length: range.count).element
  }

  /// The element whose first eight bytes in lower case are `key`, of a name of `length` bytes.
  @inline(__always)
  func find(_ key: UInt64, length: Int) -> KnownElement {
    if length > 10 { return KnownElement() }
    var slot = Self.slot(key)
    while slots[slot].key != 0 {
      if slots[slot].key == key && Int(slots[slot].length) == length { return slots[slot].known }
      slot = (slot &+ 1) % Self.slotCount
    }
    return KnownElement()
  }
}

/// Pages whose report stands in them as text that a script or another page is to show.
///
/// Portals hand an article over as a string in a script, in `srcdoc`, in a field, a template or `noscript`; interfaces as
/// a string in JSON; some pages have their tags escaped once too often. What is found is written out as a page with every
/// line where it was, so that places in the source stay right.
enum EmbeddedPage {
  /// Fewer cells than the tables of any report have.
  private static let fewCells = 24
  /// Tags escaped more often than this are nobody's report.
  private static let mostRounds = 3

  /// The page to be read in place of one that shows hardly any table; `nil` where nothing better is found.
  static func read(
    _ source: Span<UInt8>, shown: BlockAssembler, limits: ReadingLimits
  ) throws(ReadingFailure) -> HTMLBlockBuilder? {
    // In JSON the cells that are shown are those of its strings, with what is around them.
    let isData = isData(source)
    if !isData && shown.cellCount >= fewCells { return nil }
    if !mayHold(source, shownCells: isData ? 0 : shown.cellCount) { return nil }
    var page = isData ? EmbeddedText.page(source) : try EmbeddedPageWriter.page(source, keepsText: true)
    for _ in 0..<mostRounds {
      guard let found = page else { return nil }
      let builder = try self.page(found, limits)
      if builder.assembler.cellCount >= fewCells {
        // What the page shows around it is kept unless it may be the same text once more.
        if isData || shown.count * 4 <= builder.assembler.count { return builder }
        guard let alone = try EmbeddedPageWriter.page(source, keepsText: false) else { return builder }
        let other = try self.page(alone, limits)
        return other.assembler.cellCount >= fewCells ? other : builder
      }
      if !mayHold(found.span, shownCells: builder.assembler.cellCount) { return nil }
      page = try EmbeddedPageWriter.page(found.span, keepsText: true)
    }
    return nil
  }

  /// Reads what was found; what hides all of it only waits for a script.
  private static func page(_ bytes: [UInt8], _ limits: ReadingLimits) throws(ReadingFailure) -> HTMLBlockBuilder {
    let shown = try HTMLReader.read(bytes.span, limits: limits)
    if shown.assembler.cellCount >= fewCells { return shown }
    return try HTMLReader.read(bytes.span, limits: limits, showsEverything: true)
  }

  /// Whether a source is JSON, or a call with JSON in it, that holds tags of tables.
  static func isDataWithTables(_ source: Span<UInt8>) -> Bool { isData(source) && mayHold(source, shownCells: 0) }

  /// Whether a source begins as an object or a list, or as a call with one.
  private static func isData(_ source: Span<UInt8>) -> Bool {
    var position = 0
    func skipSpace() { while position < min(source.count, 512), ASCII.isWhiteSpace(source[position]) { position += 1 } }
    skipSpace()
    let start = position
    while position < min(source.count, start + 64), ASCII.isAlphanumeric(source[position]) || source[position] == 0x5F {
      position += 1
    }
    if position > start {
      guard position < source.count, source[position] == 0x28 else { return false }
      position += 1
      skipSpace()
    }
    guard position < source.count else { return false }
    let opens = source[position]
    position += 1
    skipSpace()
    guard position < source.count else { return false }
    return opens == 0x7B
      ? source[position] == 0x22 : opens == 0x5B && (source[position] == 0x7B || source[position] == 0x22)
  }

  /// Whether tags of cells stand in a source that are not cells of what it shows.
  private static func mayHold(_ source: Span<UInt8>, shownCells: Int) -> Bool {
    // One search for each way to write `<` finds nothing in nearly all pages.
    func hasAny(_ common: StaticString, _ forms: [StaticString]) -> Bool {
      ByteScan.first(common, in: source, from: 0) != nil
        && forms.contains { ByteScan.first($0, in: source, from: 0) != nil }
    }
    if hasAny("lt;", ["&lt;t", "&lt;T", "&amp;lt;"]) { return true }
    if hasAny("u003", ["u003ct", "u003Ct", "u003cT", "u003CT"]) { return true }
    if hasAny("<\\/", ["<\\/t", "<\\/T"]) { return true }
    return ByteScan.count("<td", in: source) + ByteScan.count("<TD", in: source) >= shownCells + fewCells
  }
}

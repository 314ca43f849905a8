/// Reads a web page.
enum HTMLReader {
  /// The text, blocks and head of a page; throws where it nests deeper than the limit.
  ///
  /// A page that hides what it is about, so that a script can show it, is read with what is hidden: where nearly all text
  /// is hidden, or most of it and every table.
  static func read(_ source: Span<UInt8>, limits: ReadingLimits) throws(ReadingFailure) -> HTMLBlockBuilder {
    var shown = try read(source, limits: limits, showsEverything: false)
    let unread = shown.unreadByteCount
    // Where a table or a good part of the page would go unread, the tags do not nest as their author meant.
    if shown.leavesTableOut || unread > 300 && unread * 3 > shown.assembler.count {
      shown = try read(source, limits: limits, showsEverything: false, ignored: .unread.subtracting(.absent))
    }
    let hidden = shown.skippedByteCount
    let visible = shown.assembler.count
    let hidesTables = shown.skippedTableCount > 0 && shown.assembler.cellCount == 0
    if hidden > 200 && (hidden > visible * 10 || hidesTables && hidden > visible) {
      return try read(source, limits: limits, showsEverything: true)
    }
    return shown
  }

  /// The same without a second look.
  static func read(
    _ source: Span<UInt8>, limits: ReadingLimits, showsEverything: Bool, ignored: HTMLAppearance = []
  ) throws(ReadingFailure) -> HTMLBlockBuilder {
    var builder = HTMLBlockBuilder(
      assembler: BlockAssembler(deadline: limits.deadline), nestingLimit: limits.nestingDepth,
      showsEverything: showsEverything, ignored: ignored)
    var tokenizer = HTMLTokenizer()
    try tokenizer.run(source, into: &builder)
    builder.finish(source)
    return builder
  }
}

/// Reads a web page.
enum HTMLReader {
  /// The text, blocks and head of a page; throws where it nests deeper than the limit.
  ///
  /// A page that hides nearly all it has, so that a script can show it, is read with what is hidden.
  static func read(_ source: Span<UInt8>, limits: ReadingLimits) throws(ReadingFailure) -> HTMLBlockBuilder {
    let shown = try read(source, limits: limits, showsEverything: false)
    if shown.skippedByteCount > 200 && shown.skippedByteCount > shown.assembler.count * 10 {
      return try read(source, limits: limits, showsEverything: true)
    }
    return shown
  }

  private static func read(
    _ source: Span<UInt8>, limits: ReadingLimits, showsEverything: Bool
  ) throws(ReadingFailure) -> HTMLBlockBuilder {
    var builder = HTMLBlockBuilder(nestingLimit: limits.nestingDepth, showsEverything: showsEverything)
    var tokenizer = HTMLTokenizer()
    try tokenizer.run(source, into: &builder)
    builder.finish(source)
    return builder
  }
}

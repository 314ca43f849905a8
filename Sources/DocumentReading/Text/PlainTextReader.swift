/// Reads plain text: a line is a paragraph; runs of fielded lines are tables.
struct PlainTextReader {
  private var assembler = BlockAssembler()

  /// Reads the whole of `source`.
  static func read(_ source: Span<UInt8>) -> BlockAssembler {
    var reader = PlainTextReader()
    reader.readLines(source)
    return reader.assembler
  }

  private mutating func readLines(_ source: Span<UInt8>) {
    let lines = SourceLines.split(source)
    for line in lines where !line.range.isEmpty {
      assembler.beginLine(line.number)
      let start = assembler.count
      assembler.append(source, line.range)
      assembler.add(.paragraph(start..<assembler.count))
    }
  }
}

/// Reads a Word document of the binary format of 1997 to 2003 (`.doc`), on its own.
///
/// The programs that read this format, antiword and catdoc, lose rows of tables and parts of the text without a word, in
/// files of LibreOffice for one; figures cannot be taken from them.
struct OldWordReader {
  private let file: OldWordFile
  private let paragraphs: OldWordRuns
  /// For every character whether it is hidden or deleted by a tracked change.
  private var dropped: [Bool]
  private let builder: WordBlockBuilder
  /// The edges of the rows so far, for every open table.
  private var rows: [[WordRowEdges]] = []

  /// Reads a document.
  ///
  /// Throws `.encrypted` for documents, old and new, that need a password, `.unsupported` for compound files that are no
  /// Word document or one from before 1997, `.malformedContainer` where their structure is broken.
  static func read(_ bytes: [UInt8], limits: ReadingLimits) throws(ReadingFailure) -> ReadDocument {
    let compound = try CompoundFile(bytes)
    if compound.hasStream("EncryptedPackage") { throw .encrypted }
    let file = try OldWordFile(compound)
    var reader = OldWordReader(file, limits)
    try reader.readStory(file.body)
    try reader.readStory(file.textBoxes)
    let output = reader.builder.output.assembler
    if output.blocks.isEmpty { throw .empty }
    let isUTF16 = file.pieces.contains { $0.width == 2 && !$0.range.isEmpty }
    return ReadDocument(
      mediaType: .doc, encoding: isUTF16 ? "utf-16le" : "windows-1252", text: output.text, blocks: output.blocks)
  }

  private init(_ file: OldWordFile, _ limits: ReadingLimits) {
    self.file = file
    paragraphs = OldWordRuns(file, plex: 13, areParagraphs: true)
    dropped = Array(repeating: false, count: file.units.count)
    builder = WordBlockBuilder(
      styles: OldWordLists.styles(file), numbering: OldWordLists.numbering(file), limits: limits)
    let characters = OldWordRuns(file, plex: 12, areParagraphs: false)
    for piece in file.pieces where !piece.range.isEmpty {
      let bytes = piece.offset..<piece.offset + piece.range.count * piece.width
      for run in characters.runs(in: bytes) where Self.isDropped(run, file) {
        let common = run.range.clamped(to: bytes)
        let first = (common.lowerBound - piece.offset + piece.width - 1) / piece.width
        let last = (common.upperBound - piece.offset) / piece.width
        for index in first..<max(first, last) { dropped[piece.range.lowerBound + index] = true }
      }
    }
  }

  private static func isDropped(_ run: OldWordRuns.Run, _ file: OldWordFile) -> Bool {
    OldWordModifier.read(file.main, run.modifiers).contains {
      ($0.code == 0x083C || $0.code == 0x0800) && file.main[$0.operand.lowerBound] & 1 == 1
    }
  }

  // MARK: Characters

  private mutating func readStory(_ range: Range<Int>) throws(ReadingFailure) {
    var units: [UInt16] = []
    var fields: [Bool] = []
    var pieceIndex = 0
    for position in range {
      let unit = file.units[position]
      let isShown = !dropped[position] && !fields.contains(true)
      switch unit {
      case 0x0D, 0x07, 0x0C:
        while pieceIndex < file.pieces.count, file.pieces[pieceIndex].range.upperBound <= position { pieceIndex += 1 }
        let piece = file.pieces[pieceIndex]
        let place = piece.offset + (position - piece.range.lowerBound) * piece.width
        let run = paragraphs.run(at: place)
        if unit == 0x0C, run.map({ $0.range.upperBound > place + piece.width }) ?? false {
          // A page break inside of a paragraph.
          units.append(0x0A)
          continue
        }
        // An instruction of a field never goes beyond its paragraph.
        while fields.last == true { fields.removeLast() }
        try end(
          OldWordParagraph(run, file), text: units, mark: unit, isMarkDeleted: dropped[position] && unit == 0x0D)
        units = []
      case 0x13: if fields.count < 256 { fields.append(true) }
      case 0x14: if !fields.isEmpty { fields[fields.count - 1] = false }
      case 0x15: _ = fields.popLast()
      case 0x0B, 0x0E: if isShown { units.append(0x0A) }
      case 0x1E: if isShown { units.append(0x2D) }
      case 0x09: if isShown { units.append(unit) }
      case 0x00..<0x20: break
      default: if isShown { units.append(unit) }
      }
    }
    try end(OldWordParagraph(nil, file), text: units, mark: 0x0D, isMarkDeleted: false)
  }

  // MARK: Paragraphs and tables

  private mutating func end(
    _ properties: OldWordParagraph, text: [UInt16], mark: UInt16, isMarkDeleted: Bool
  ) throws(ReadingFailure) {
    try open(tables: properties.depth)
    let top = builder.tables.count - 1
    let isInner = properties.depth > 1
    if top >= 0, isInner ? properties.endsInnerRow : properties.endsRow {
      try endRow(properties)
      return
    }
    if top >= 0, builder.tables[top].cell == nil {
      if !builder.tables[top].isRowOpen { builder.tables[top].beginRow() }
      builder.tables[top].beginCell()
    }
    var paragraph = WordParagraph()
    paragraph.text = Array(String(decoding: text, as: UTF16.self).utf8)
    paragraph.style = "\(properties.style)"
    paragraph.isContents = builder.styles.isContents("\(properties.style)")
    paragraph.list = properties.list.map { "\($0)" }
    paragraph.level = properties.level
    paragraph.isMarkDeleted = isMarkDeleted
    builder.paragraphs.append(paragraph)
    try builder.endParagraph()
    if top >= 0, isInner ? properties.endsInnerCell : mark == 0x07 {
      try builder.endStory()
      builder.tables[top].endCell()
    }
  }

  /// Opens or ends tables until as many are open.
  private mutating func open(tables count: Int) throws(ReadingFailure) {
    while builder.tables.count > count {
      let top = builder.tables.count - 1
      try builder.endStory()
      builder.tables[top].endRow()
      if let rows = rows.popLast(), !builder.tables[top].isLayout {
        builder.tables[top].lay(rows, tolerance: Self.tolerance)
      }
      try builder.endTable()
    }
    if builder.tables.count < count { try builder.endStory() }
    while builder.tables.count < count {
      // A table inside of a table lies in a cell.
      if let top = builder.tables.indices.last, builder.tables[top].cell == nil {
        if !builder.tables[top].isRowOpen { builder.tables[top].beginRow() }
        builder.tables[top].beginCell()
      }
      builder.tables.append(WordTable())
      rows.append([])
    }
  }

  /// A point; rows of one table differ by less where a program rounded their widths.
  private static let tolerance = 20

  private mutating func endRow(_ properties: OldWordParagraph) throws(ReadingFailure) {
    let top = builder.tables.count - 1
    let before = builder.tables[top].rowCount
    builder.tables[top].setMerges(vertical: properties.vertical, horizontal: properties.horizontal)
    builder.tables[top].endRow()
    if builder.tables[top].rowCount > before { rows[top].append(WordRowEdges(edges: properties.edges)) }
  }
}

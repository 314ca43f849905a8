import WorkLimits

/// Reads a Word document of the binary format of 1997 to 2003 (`.doc`), on its own.
///
/// The programs that read this format, antiword and catdoc, lose rows of tables and parts of the text without a word, in
/// files of LibreOffice for one; figures cannot be taken from them.
struct OldWordReader {
  private let file: OldWordFile
  private let paragraphs: OldWordRuns
  /// For every character whether it is hidden or deleted by a tracked change.
  private var dropped: [Bool]
  private var flow: WordMarkFlow
  private var meter: WorkMeter

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
    let output = try reader.flow.finished()
    let isUTF16 = file.pieces.contains { $0.width == 2 && !$0.range.isEmpty }
    return ReadDocument(
      mediaType: .doc, encoding: isUTF16 ? "utf-16le" : "windows-1252", text: output.text, blocks: output.blocks)
  }

  private init(_ file: OldWordFile, _ limits: ReadingLimits) {
    self.file = file
    meter = WorkMeter(limits.deadline)
    paragraphs = OldWordRuns(file, plex: 13, areParagraphs: true)
    dropped = Array(repeating: false, count: file.units.count)
    flow = WordMarkFlow(
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
      if meter.isOver() { throw .limitExceeded }
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
        try flow.end(
          OldWordParagraph(run, file), text: Self.utf8(units), isCellMark: unit == 0x07,
          isMarkDeleted: dropped[position] && unit == 0x0D)
        units = []
      case 0x13: if fields.count < 256 { fields.append(true) }
      case 0x14: if !fields.isEmpty { fields[fields.count - 1] = false }
      case 0x15: _ = fields.popLast()
      case 0x0B, 0x0E: if isShown { units.append(0x0A) }
      case 0x1E: if isShown { units.append(0x2D) }
      case 0x09: if isShown { units.append(unit) }
      case 0x01, 0x08: flow.hasPictures = true
      case 0x00..<0x20: break
      default: if isShown { units.append(unit) }
      }
    }
    try flow.end(OldWordParagraph(), text: Self.utf8(units))
  }

  private static func utf8(_ units: [UInt16]) -> [UInt8] { Array(String(decoding: units, as: UTF16.self).utf8) }
}

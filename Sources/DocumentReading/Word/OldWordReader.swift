import WorkLimits

/// Reads a Word document of the binary format of 1997 to 2003 (`.doc`), on its own.
///
/// The programs that read this format, antiword and catdoc, lose rows of tables and parts of the text without a word, in
/// files of LibreOffice for one; figures cannot be taken from them.
struct OldWordReader {
  private let file: OldWordFile
  private let paragraphs: OldWordRuns
  /// How a character is shown.
  private enum Look: UInt8 { case plain, dropped, struck, raised, lowered }

  /// For every character whether it is hidden or deleted by a tracked change, crossed out or set off the line.
  private var looks: [Look]
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
    looks = Array(repeating: .plain, count: file.units.count)
    flow = WordMarkFlow(
      styles: OldWordLists.styles(file), numbering: OldWordLists.numbering(file), limits: limits)
    let characters = OldWordRuns(file, plex: 12, areParagraphs: false)
    for piece in file.pieces where !piece.range.isEmpty {
      let bytes = piece.offset..<piece.offset + piece.range.count * piece.width
      for run in characters.runs(in: bytes) {
        let look = Self.look(run, file)
        if look == .plain { continue }
        let common = run.range.clamped(to: bytes)
        let first = (common.lowerBound - piece.offset + piece.width - 1) / piece.width
        let last = (common.upperBound - piece.offset) / piece.width
        for index in first..<max(first, last) { looks[piece.range.lowerBound + index] = look }
      }
    }
  }

  private static func look(_ run: OldWordRuns.Run, _ file: OldWordFile) -> Look {
    var look = Look.plain
    for modifier in OldWordModifier.read(file.main, run.modifiers) where !modifier.operand.isEmpty {
      let value = file.main[modifier.operand.lowerBound]
      switch modifier.code {
      // sprmCFRMarkDel, sprmCFVanish
      case 0x083C, 0x0800: if value & 1 == 1 { return .dropped }
      // sprmCFStrike, sprmCFDStrike
      case 0x0837, 0x2A53: if value & 1 == 1 { look = .struck }
      // sprmCIss
      case 0x2A48: if look == .plain, value == 1 || value == 2 { look = value == 1 ? .raised : .lowered }
      default: break
      }
    }
    return look
  }

  // MARK: Characters

  private mutating func readStory(_ range: Range<Int>) throws(ReadingFailure) {
    var units: [UInt16] = []
    var fields: [Bool] = []
    var withdrawn: [UInt8] = []
    var leadsRaised = false
    var pieceIndex = 0
    for position in range {
      if meter.isOver() { throw .limitExceeded }
      let unit = file.units[position]
      let look = looks[position]
      let isShown = look != .dropped && look != .struck && !fields.contains(true)
      if look == .struck, withdrawn.count < 64, unit >= 0x20, unit < 0x80 { withdrawn.append(UInt8(unit)) }
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
          isMarkDeleted: look == .dropped && unit == 0x0D, withdrawn: withdrawn)
        units = []
        withdrawn = []
        leadsRaised = false
      case 0x13: if fields.count < 256 { fields.append(true) }
      case 0x14: if !fields.isEmpty { fields[fields.count - 1] = false }
      case 0x15: _ = fields.popLast()
      case 0x0B, 0x0E: if isShown { units.append(0x0A) }
      case 0x1E: if isShown { units.append(0x2D) }
      case 0x09: if isShown { units.append(unit) }
      case 0x01, 0x08: flow.hasPictures = true
      case 0x00..<0x20: break
      case 0x30...0x39 where (look == .raised || look == .lowered) && !units.isEmpty && !leadsRaised:
        let mark = RaisedDigits.character(UInt8(unit), isLowered: look == .lowered)
        if isShown { units += Array(String(decoding: mark, as: UTF8.self).utf16) }
      default:
        if !isShown { continue }
        if look == .raised || look == .lowered {
          // Text that begins a paragraph above the line may be all there is.
          leadsRaised = leadsRaised || units.isEmpty
        } else {
          if leadsRaised, unit >= 0x30, unit <= 0x39, let last = units.last, last >= 0x30, last <= 0x39 {
            units.append(0x5E)
          }
          leadsRaised = false
        }
        units.append(unit)
      }
    }
    try flow.end(OldWordParagraph(), text: Self.utf8(units))
  }

  private static func utf8(_ units: [UInt16]) -> [UInt8] { Array(String(decoding: units, as: UTF16.self).utf8) }
}

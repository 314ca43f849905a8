/// What an open element is to the builder.
enum Frame {
  case plain, story, paragraph, paragraphProperties, markProperties, run, runProperties, text
  case table, row, rowProperties, cell, cellProperties, control, muted, textBox
}

/// A paragraph that has not ended.
struct WordParagraph {
  /// Its text so far, lines separated by LF.
  var text: [UInt8] = []
  /// Its style.
  var style: String?
  /// Its list.
  var list: String?
  /// Its level in the list.
  var level: Int?
  /// Whether a tracked change deletes its mark, or it is hidden.
  var isMarkDeleted = false
  /// Whether a tracked change deleted any of its text.
  var hasDeletedText = false
  /// Whether it is an entry of a table of contents.
  var isContents = false
  /// Whether its style hides its text.
  var isHidden = false
  /// How the open run is shown.
  var run = WordRun()
  /// What is crossed out in it.
  var withdrawn: [UInt8] = []
  /// Its white text.
  var paleRanges: [Range<Int>] = []
  /// Whether it has begun with text above or below the line.
  var leadsRaised = false

  /// Appends text of the open run as it is shown.
  mutating func append(_ bytes: [UInt8]) {
    if run.isStruck {
      if withdrawn.count + bytes.count <= Self.longestFigure { withdrawn += bytes }
    } else if run.position != .line {
      // Text that begins a paragraph above the line may be all there is.
      let isLeading = text.isEmpty || leadsRaised
      text += isLeading ? bytes : RaisedDigits.marks(bytes, isLowered: run.position == .lowered)
      leadsRaised = isLeading
    } else {
      if leadsRaised {
        if let last = text.last, let next = bytes.first, ASCII.isDigit(last), ASCII.isDigit(next) { text.append(0x5E) }
        leadsRaised = false
      }
      if run.isPale, !run.isShaded, paleRanges.count < 256 { paleRanges.append(text.count..<text.count + bytes.count) }
      text += bytes
    }
  }

  /// Takes white digits away that stand beside digits of another colour.
  mutating func removePale() {
    for range in paleRanges.reversed() where range.upperBound <= text.count {
      let follows = range.lowerBound > 0 && ASCII.isDigit(text[range.lowerBound - 1])
      let leads = range.upperBound < text.count && ASCII.isDigit(text[range.upperBound])
      if follows || leads, text[range].contains(where: ASCII.isDigit) { text.removeSubrange(range) }
    }
    paleRanges = []
  }

  /// More bytes than a figure has.
  private static let longestFigure = 64

  /// Whether nothing is left of it: such a paragraph is not counted by its list.
  var isEmptyAfterDeletion: Bool { hasDeletedText && text.isEmpty }
}

/// Where a run is set.
enum WordRunPosition {
  case line, raised, lowered

  /// The position that `w:vertAlign` names.
  init(_ value: String?) {
    self = value == "superscript" ? .raised : value == "subscript" ? .lowered : .line
  }
}

/// How a run is shown.
struct WordRun {
  /// Whether it is hidden, or too small to be seen.
  var isHidden = false
  /// Whether it is crossed out.
  var isStruck = false
  /// Where it is set.
  var position = WordRunPosition.line
  /// Whether it is white.
  var isPale = false
  /// Whether something lies behind its text.
  var isShaded = false
}

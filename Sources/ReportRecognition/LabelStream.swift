import DocumentReading

/// What stands before a character of the stream.
enum Separation: UInt8, Comparable {
  /// Nothing: the character before it is its neighbour in the source.
  case none
  /// White space.
  case space
  /// A tab, which separates fields.
  case tab
  /// A line feed or the start of a paragraph.
  case line
  /// The boundary of a table cell.
  case cell

  static func < (left: Separation, right: Separation) -> Bool { left.rawValue < right.rawValue }
}

/// A cell of the stream's tables.
struct StreamCell {
  /// Index of the table among the document's exact tables.
  var table: Int32
  /// The cell on its grid.
  var cell: TableCell
  /// The stream positions of its characters; empty for a cell that prints nothing.
  var range: Range<Int> = 0..<0
}

/// An explicit empty place: an empty cell or field, a line of only NBSP.
struct StreamBlank {
  /// The stream position before which it stands.
  var position: Int
  /// Index of its cell; -1 for a line of text.
  var cell: Int32
  /// Byte offset of the place.
  var offset: Int32
}

/// The whole document as one stream of folded characters without white space and quotes, each with its place.
///
/// Labels are found in this stream, whatever the medium: one cell a line, rows with spaces, a table on one line, a grid,
/// a label cut by a line break. Separations are kept beside the characters and cut values into tokens.
struct LabelStream {
  /// Folded characters.
  private(set) var units: [UInt32] = []
  /// Byte offset of each character in the document's text.
  private(set) var offsets: [Int32] = []
  /// What stands before each character.
  private(set) var separations: [Separation] = []
  /// Index of each character's cell; -1 outside exact tables.
  private(set) var cellOf: [Int32] = []
  /// Explicit empty places in order.
  private(set) var blanks: [StreamBlank] = []
  /// The cells of exact tables in order.
  private(set) var cells: [StreamCell] = []
  /// First cell of each exact table, and the end.
  private(set) var tableStarts: [Int] = [0]
  /// Stream position at which each block begins, with the block's byte range.
  private(set) var blockStarts: [Int] = []

  /// The number of characters.
  var count: Int { units.count }

  /// Lays a document out.
  init(_ document: ReadDocument) {
    let bytes = document.text.bytes
    units.reserveCapacity(bytes.count / 3 + 16)
    offsets.reserveCapacity(bytes.count / 3 + 16)
    separations.reserveCapacity(bytes.count / 3 + 16)
    cellOf.reserveCapacity(bytes.count / 3 + 16)
    bytes.withUnsafeBufferPointer { buffer in
      for block in document.blocks {
        blockStarts.append(units.count)
        switch block {
        case .paragraph(let range): append(paragraph: range, of: buffer)
        case .table(let table): append(table, of: buffer)
        }
      }
    }
  }

  private mutating func append(paragraph range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>) {
    if PageFurniture.isPageNumber(bytes, range) { return }
    let before = units.count
    append(range, of: bytes, first: .line, cell: -1)
    if units.count == before, Self.holdsNoBreakSpace(bytes, range) {
      blanks.append(StreamBlank(position: before, cell: -1, offset: Int32(range.lowerBound)))
    }
  }

  private mutating func append(_ table: TableBlock, of bytes: UnsafeBufferPointer<UInt8>) {
    // A grid of one column says no more than lines do.
    guard table.certainty == .exact, table.columnCount > 1 else {
      for cell in table.cells {
        let before = units.count
        append(cell.range, of: bytes, first: .line, cell: -1)
        if units.count == before {
          blanks.append(StreamBlank(position: before, cell: -1, offset: Int32(cell.range.lowerBound)))
        }
      }
      return
    }
    let number = Int32(tableStarts.count - 1)
    for cell in table.cells {
      let index = Int32(cells.count)
      let before = units.count
      append(cell.range, of: bytes, first: .cell, cell: index)
      if units.count == before {
        blanks.append(StreamBlank(position: before, cell: index, offset: Int32(cell.range.lowerBound)))
      }
      cells.append(StreamCell(table: number, cell: cell, range: before..<units.count))
    }
    tableStarts.append(cells.count)
  }

  private mutating func append(
    _ range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>, first: Separation, cell: Int32
  ) {
    var position = max(0, range.lowerBound)
    let end = min(range.upperBound, bytes.count)
    var pending = first
    while position < end {
      let start = position
      let scalar = UTF8Step.next(bytes, &position, end)
      if CharacterFolding.isDropped(scalar) {
        if CharacterFolding.isQuote(scalar) { continue }
        if scalar == 0x0A || scalar == 0x0D || scalar == 0x2028 || scalar == 0x2029 {
          pending = max(pending, .line)
        } else if scalar == 0x09 {
          pending = max(pending, .tab)
        } else if scalar != 0x200B, scalar != 0xAD, scalar != 0xFEFF {
          pending = max(pending, .space)
        }
        continue
      }
      if skipPinyin(scalar, bytes, &position, end) { continue }
      var unit = CharacterFolding.folded(scalar)
      // 資訊 is the southern word for 信息.
      if unit == 0x8BAF, let last = units.last, last == 0x8D44 {
        units[units.count - 1] = 0x4FE1
        unit = 0x606F
      }
      units.append(unit)
      offsets.append(Int32(truncatingIfNeeded: start))
      separations.append(pending)
      cellOf.append(cell)
      pending = .none
    }
  }

  /// Skips the reading that mirrors print after a character, as in 公(gōng)开: only letters, in brackets or with a tone.
  private func skipPinyin(
    _ scalar: UInt32, _ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int, _ end: Int
  ) -> Bool {
    guard let last = units.last, last.isHan else { return false }
    let opened = scalar == 0x28 || scalar == 0xFF08
    if !opened && !scalar.isLatin { return false }
    var ahead = position
    var letters = opened ? 0 : 1
    var toned = scalar >= 0xC0 && !opened
    while ahead < end, letters <= 8 {
      let start = ahead
      let next = UTF8Step.next(bytes, &ahead, end)
      if next.isLatin {
        letters += 1
        toned = toned || next >= 0xC0
        continue
      }
      if opened {
        guard next == 0x29 || next == 0xFF09, letters > 0, toned else { return false }
        position = ahead
        return true
      }
      guard toned, next.isHan else { return false }
      position = start
      return true
    }
    return false
  }

  private static func holdsNoBreakSpace(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    var position = range.lowerBound
    while position < range.upperBound {
      let scalar = UTF8Step.next(bytes, &position, range.upperBound)
      if scalar == 0xA0 || scalar == 0x3000 { return true }
    }
    return false
  }

  /// The lines of text and the cells that print something, in order.
  func lines() -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    for position in units.indices where position > start && separations[position] >= .line {
      lines.append(start..<position)
      start = position
    }
    if start < count { lines.append(start..<count) }
    return lines
  }

  /// Whether the slice at `position` equals `key`.
  func has(_ key: [UInt32], at position: Int) -> Bool {
    guard position >= 0, position + key.count <= units.count else { return false }
    for index in key.indices where units[position + index] != key[index] { return false }
    return true
  }

  /// The bytes' end of the character at `position`.
  func byteEnd(_ position: Int, in text: BlockText) -> Int {
    var end = Int(offsets[position])
    text.bytes.withUnsafeBufferPointer { _ = UTF8Step.next($0, &end, $0.count) }
    return end
  }

  /// The source text of a range, without white space at its ends.
  func printed(_ range: Range<Int>, in text: BlockText) -> String {
    guard !range.isEmpty, range.upperBound <= units.count else { return "" }
    let bytes = text.bytes[Int(offsets[range.lowerBound])..<byteEnd(range.upperBound - 1, in: text)]
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The source text of a range without any white space.
  func compact(_ range: Range<Int>, in text: BlockText) -> String {
    var result = String.UnicodeScalarView()
    for scalar in printed(range, in: text).unicodeScalars where !CharacterFolding.isSpace(scalar.value) {
      result.append(scalar)
    }
    return String(result)
  }
}

/// Steps through UTF-8 without trusting it.
enum UTF8Step {
  /// The character at `position`, which moves behind it; U+FFFD for a byte that begins none.
  @inline(__always)
  static func next(_ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int, _ end: Int) -> UInt32 {
    guard position < end else { return 0xFFFD }
    let first = UInt32(bytes[position])
    position += 1
    if first < 0x80 { return first }
    let length = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0
    if length == 0 || position + length > end { return 0xFFFD }
    var scalar = first & (0x3F >> UInt32(length))
    for _ in 0..<length {
      scalar = scalar << 6 | UInt32(bytes[position] & 0x3F)
      position += 1
    }
    return scalar
  }
}

/// What a page prints around its content.
enum PageFurniture {
  /// Whether a paragraph is only a page number: `- 4 -`, `— 4 —`, `第4页`, `第 4 页 共 10 页`.
  static func isPageNumber(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    if range.count > 60 { return false }
    var dashes = 0
    var digits = 0
    var pages = 0
    var position = range.lowerBound
    var lastWasDigit = false
    var isApart = false
    var groups = 0
    var leading: UInt32 = 0
    while position < range.upperBound {
      let scalar = CharacterFolding.folded(UTF8Step.next(bytes, &position, range.upperBound))
      if CharacterFolding.isSpace(scalar) {
        isApart = true
        continue
      }
      if leading == 0 { leading = scalar }
      defer { isApart = false }
      switch scalar {
      case 0x2D, 0xB7, 0x2022, 0x7E:
        dashes += 1
        lastWasDigit = false
      case 0x30...0x39:
        digits += 1
        if !lastWasDigit || isApart { groups += 1 }
        lastWasDigit = true
      case 0x7B2C, 0x5171, 0x9875, 0x2F:  // 第 共 页
        pages += scalar == 0x9875 ? 1 : 0
        lastWasDigit = false
      default: return false
      }
    }
    if pages > 0 { return digits > 0 && digits <= 8 }
    let framed = dashes >= 2 && !leading.isDigit && !lastWasDigit
    return framed && groups == 1 && digits <= 4
  }
}

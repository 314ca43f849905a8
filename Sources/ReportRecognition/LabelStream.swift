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
final class LabelStream: Sendable {
  /// Folded characters.
  let units: [UInt32]
  /// Byte offset of each character in the document's text.
  let offsets: [Int32]
  /// What stands before each character.
  let separations: [Separation]
  /// Index of each character's cell; -1 outside exact tables.
  let cellOf: [Int32]
  /// Explicit empty places in order.
  let blanks: [StreamBlank]
  /// The cells of exact tables in order.
  let cells: [StreamCell]
  /// First cell of each exact table, and the end.
  let tableStarts: [Int]
  /// Stream position at which each block begins, with the block's byte range.
  let blockStarts: [Int]

  /// The number of characters.
  var count: Int { units.count }

  /// Lays a document out.
  init(_ document: ReadDocument) {
    var layout = StreamLayout(document)
    (units, offsets, separations, cellOf) = layout.columns(of: document)
    blanks = layout.blanks
    cells = layout.cells
    tableStarts = layout.tableStarts
    blockStarts = layout.blockStarts
  }

  /// The lines of text and the cells that print something, in order.
  func lines() -> [Range<Int>] {
    var lines: [Range<Int>] = []
    lines.reserveCapacity(blockStarts.count + cells.count)
    var start = 0
    separations.withUnsafeBytes { bytes in
      var position = 0
      while position < bytes.count {
        // None of eight begins a line: the raw values are at most 4, and those from `line` on at least 3.
        if position &+ 8 <= bytes.count,
          (bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self) &+ 0x7D7D_7D7D_7D7D_7D7D)
            & 0x8080_8080_8080_8080 == 0
        {
          position &+= 8
          continue
        }
        let end = min(position &+ 8, bytes.count)
        while position < end {
          if bytes[position] >= Separation.line.rawValue, position > start {
            lines.append(start..<position)
            start = position
          }
          position &+= 1
        }
      }
    }
    if start < count { lines.append(start..<count) }
    return lines
  }

  /// Whether the first of two characters stands in another row of a grid than the second: then it is a value there.
  func isInRowAbove(_ first: Int, _ second: Int) -> Bool {
    guard second < count, separations[second] == .cell else { return false }
    guard let above = gridRow(of: cellOf[first]), let row = gridRow(of: cellOf[second]) else { return false }
    return above.table == row.table && above.row < row.row
  }

  /// Whether the slice at `position` equals `key`.
  func has(_ key: [UInt32], at position: Int) -> Bool {
    guard position >= 0, position + key.count <= units.count else { return false }
    for index in key.indices where units[position + index] != key[index] { return false }
    return true
  }

  /// The first of the keys that stands at `position`.
  @inline(__always)
  func first(of keys: KeySet, at position: Int) -> [UInt32]? {
    guard position >= 0, position < units.count, keys.mayBegin(with: units[position]) else { return nil }
    return keys.keys.first { has($0, at: position) }
  }

  /// The first place in a range where one of the keys stands.
  func first(of keys: KeySet, in range: Range<Int>) -> (position: Int, key: [UInt32])? {
    let end = min(range.upperBound, units.count)
    var position = max(0, range.lowerBound)
    while true {
      position = units.withUnsafeBufferPointer { units in
        var position = position
        while position < end, !keys.mayBegin(with: units[position]) { position &+= 1 }
        return position
      }
      if position >= end { return nil }
      if let key = keys.keys.first(where: { has($0, at: position) }) { return (position, key) }
      position += 1
    }
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
    guard !range.isEmpty, range.upperBound <= units.count else { return "" }
    let end = byteEnd(range.upperBound - 1, in: text)
    var kept: [UInt8] = []
    kept.reserveCapacity(end - Int(offsets[range.lowerBound]))
    text.bytes.withUnsafeBufferPointer { bytes in
      var position = Int(offsets[range.lowerBound])
      while position < end {
        let start = position
        let scalar = UTF8Step.next(bytes, &position, end)
        if !CharacterFolding.isSpace(scalar) { kept += bytes[start..<position] }
      }
    }
    return String(decoding: kept, as: UTF8.self)
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
    if first >= 0xE0 {
      if first < 0xF0 {
        guard position + 2 <= end else { return 0xFFFD }
        let scalar = (first & 0x0F) << 12 | UInt32(bytes[position] & 0x3F) << 6 | UInt32(bytes[position + 1] & 0x3F)
        position += 2
        return scalar
      }
      guard position + 3 <= end else { return 0xFFFD }
      let high = (first & 0x07) << 18 | UInt32(bytes[position] & 0x3F) << 12
      let scalar = high | UInt32(bytes[position + 1] & 0x3F) << 6 | UInt32(bytes[position + 2] & 0x3F)
      position += 3
      return scalar
    }
    guard first >= 0xC0, position + 1 <= end else { return 0xFFFD }
    let scalar = (first & 0x1F) << 6 | UInt32(bytes[position] & 0x3F)
    position += 1
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

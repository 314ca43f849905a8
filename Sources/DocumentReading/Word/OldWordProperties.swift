/// One property modifier (`Sprm`): its code and where its operand lies.
struct OldWordModifier {
  /// The code.
  var code: Int
  /// The operand, in the bytes the modifiers were read from.
  var operand: Range<Int>

  /// The modifiers of a range of bytes; they end where one does not fit.
  static func read(_ bytes: [UInt8], _ range: Range<Int>) -> [OldWordModifier] {
    var modifiers: [OldWordModifier] = []
    var position = range.lowerBound
    let end = min(range.upperBound, bytes.count)
    while position + 2 < end {
      let code = LittleEndian.word(bytes, position)
      position += 2
      var length: Int
      switch code >> 13 {
      case 0, 1: length = 1
      case 2, 4, 5: length = 2
      case 3: length = 4
      case 7: length = 3
      default:
        if code == 0xD608 {
          length = max(0, LittleEndian.word(bytes, position) - 1)
          position += 2
        } else {
          length = Int(bytes[position])
          position += 1
          // A long change of tab stops does not say its length; nothing needed stands behind it.
          if code == 0xC615, length == 255 { return modifiers }
        }
      }
      guard position + length <= end else { break }
      modifiers.append(OldWordModifier(code: code, operand: position..<position + length))
      position += length
    }
    return modifiers
  }
}

/// Stretches of the file with properties of one kind, in order.
struct OldWordRuns {
  /// A stretch and its modifiers, with the bytes they lie in.
  struct Run {
    var range: Range<Int>
    /// The style, for paragraphs.
    var style = 0
    var modifiers: Range<Int>
  }

  private var runs: [Run] = []

  /// Reads the pages of properties that the plex `number` of the file lists: of paragraphs, or of characters.
  init(_ file: OldWordFile, plex number: Int, areParagraphs: Bool) {
    let (offset, length) = file.place(number)
    let main = file.main
    guard offset >= 0, length >= 12, offset + length <= file.tables.count else { return }
    let count = (length - 4) / 8
    for index in 0..<count {
      let page = Int(LittleEndian.double(file.tables, offset + 4 * (count + 1) + 4 * index) & 0x3F_FFFF) * 512
      guard page + 512 <= main.count else { continue }
      let runCount = Int(main[page + 511])
      let entry = areParagraphs ? 13 : 1
      guard 4 * (runCount + 1) + entry * runCount <= 511 else { continue }
      for run in 0..<runCount {
        let first = Int(LittleEndian.double(main, page + 4 * run))
        let last = Int(LittleEndian.double(main, page + 4 * run + 4))
        // Stretches follow one another; what does not is damage.
        guard first < last, first >= runs.last?.range.upperBound ?? 0 else { continue }
        let place = page + 2 * Int(main[page + 4 * (runCount + 1) + entry * run])
        runs.append(
          areParagraphs
            ? Self.paragraph(main, place, page, first..<last) : Self.characters(main, place, page, first..<last))
      }
    }
  }

  private static func paragraph(_ main: [UInt8], _ place: Int, _ page: Int, _ range: Range<Int>) -> Run {
    var start = place + 1
    var length = Int(main[place]) * 2 - 1
    if main[place] == 0, start < page + 511 {
      length = Int(main[start]) * 2
      start += 1
    }
    let end = min(start + length, page + 511)
    guard place > page, start + 2 <= end else { return Run(range: range, modifiers: 0..<0) }
    return Run(range: range, style: LittleEndian.word(main, start), modifiers: start + 2..<end)
  }

  private static func characters(_ main: [UInt8], _ place: Int, _ page: Int, _ range: Range<Int>) -> Run {
    let end = min(place + 1 + Int(main[place]), page + 511)
    return Run(range: range, modifiers: place > page && end > place ? place + 1..<end : 0..<0)
  }

  /// The index of the first stretch that ends behind a place.
  private func index(after place: Int) -> Int {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].range.upperBound <= place { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The stretch in which a place of the file lies; `nil` where none does.
  func run(at place: Int) -> Run? {
    let index = index(after: place)
    return index < runs.count && runs[index].range.contains(place) ? runs[index] : nil
  }

  /// The stretches that have anything in common with a range of the file.
  func runs(in range: Range<Int>) -> ArraySlice<Run> {
    let first = index(after: range.lowerBound)
    return runs[first...].prefix { $0.range.lowerBound < range.upperBound }
  }
}

/// What the properties of a paragraph say that bears on the text.
struct OldWordParagraph {
  /// Its style.
  var style = 0
  /// How many tables it lies in.
  var depth = 0
  /// Whether it ends a row of the outermost table.
  var endsRow = false
  /// Whether it ends a cell, and a row, of an inner table.
  var endsInnerCell = false
  var endsInnerRow = false
  /// Its list; `nil` where only the style says.
  var list: Int?
  /// Its level; `nil` where only the style says.
  var level: Int?
  /// The edges of the cells of the row it ends.
  var edges: [Int] = []
  /// For every cell of the row the parts in merges.
  var vertical: [WordCell.Merge] = []
  var horizontal: [WordCell.Merge] = []

  /// A paragraph outside of tables.
  init() {}

  /// Reads the modifiers of a paragraph, those that lie in the stream of long properties included.
  init(_ run: OldWordRuns.Run?, _ file: OldWordFile) {
    guard let run else { return }
    style = run.style
    apply(file.main, run.modifiers, long: file.data)
  }

  /// Reads modifiers, as those of a style; `long` is the stream of long properties.
  init(_ bytes: [UInt8], _ range: Range<Int>, long: [UInt8] = []) { apply(bytes, range, long: long) }

  private mutating func apply(_ bytes: [UInt8], _ range: Range<Int>, long: [UInt8]) {
    for modifier in OldWordModifier.read(bytes, range) {
      let start = modifier.operand.lowerBound
      switch modifier.code {
      case 0x2416: if bytes[start] != 0 { depth = max(depth, 1) } else { depth = 0 }
      case 0x2417: endsRow = bytes[start] != 0
      case 0x6649: depth = min(Int(LittleEndian.double(bytes, start)), 64)
      case 0x244B: endsInnerCell = bytes[start] != 0
      case 0x244C: endsInnerRow = bytes[start] != 0
      case 0x460B: list = LittleEndian.word(bytes, start)
      case 0x260A: level = Int(bytes[start])
      case 0xD608: readRow(bytes, modifier.operand)
      case 0xD62B: if modifier.operand.count == 2 { merge(Int(bytes[start]), Int(bytes[start + 1])) }
      // Long properties, and those of tables, may stand in a stream of their own.
      case 0x6646, 0x6645, 0x646B:
        let place = Int(LittleEndian.double(bytes, start))
        guard place < long.count else { continue }
        apply(long, place + 2..<place + 2 + LittleEndian.word(long, place), long: [])
      default: break
      }
    }
  }

  /// Edges and merges of a row (`TDefTableOperand`).
  private mutating func readRow(_ bytes: [UInt8], _ range: Range<Int>) {
    guard let count = range.isEmpty ? nil : Int(bytes[range.lowerBound]), count < 64 else { return }
    let first = range.lowerBound + 1
    let cells = first + 2 * (count + 1)
    guard cells <= range.upperBound else { return }
    edges = (0...count).map { Int(Int16(truncatingIfNeeded: LittleEndian.word(bytes, first + 2 * $0))) }
    vertical = Array(repeating: .none, count: count)
    horizontal = vertical
    for index in 0..<count where cells + 20 * index + 2 <= range.upperBound {
      let flags = LittleEndian.word(bytes, cells + 20 * index)
      horizontal[index] = flags & 2 != 0 ? .continues : flags & 1 != 0 ? .begins : .none
      merge(index, flags >> 5)
    }
  }

  private mutating func merge(_ index: Int, _ flags: Int) {
    guard vertical.indices.contains(index) else { return }
    vertical[index] = flags & 2 != 0 ? .begins : flags & 1 != 0 ? .continues : .none
  }
}

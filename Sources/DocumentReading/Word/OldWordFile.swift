/// The text of a binary Word document ([MS-DOC]): characters in order, each with its place in the file.
struct OldWordFile {
  /// A stretch of characters that lie one behind the other.
  struct Piece {
    /// Positions of its characters in the text.
    var range: Range<Int>
    /// Where the first one lies in the stream.
    var offset: Int
    /// Bytes of a character: 1 (Windows-1252) or 2 (UTF-16).
    var width: Int
  }

  /// The main stream.
  let main: [UInt8]
  /// The stream of tables.
  let tables: [UInt8]
  /// The stream of long properties; empty where there is none.
  let data: [UInt8]
  /// The pieces in order of the text.
  let pieces: [Piece]
  /// All characters, stories one behind the other.
  let units: [UInt16]
  /// Positions of the main text.
  let body: Range<Int>
  /// Positions of the text boxes.
  let textBoxes: Range<Int>

  /// Opens the document in a compound file.
  ///
  /// Throws `.unsupported` for what is no Word document of 1997 or later, `.encrypted`, `.malformedContainer`.
  init(_ file: CompoundFile) throws(ReadingFailure) {
    guard let main = try file.stream("WordDocument") else { throw .unsupported }
    guard LittleEndian.word(main, 0) == 0xA5EC, LittleEndian.word(main, 2) >= 0xC1 else { throw .unsupported }
    let flags = LittleEndian.word(main, 10)
    if flags & 0x0100 != 0 { throw .encrypted }
    guard let tables = try file.stream(flags & 0x0200 != 0 ? "1Table" : "0Table") else { throw .malformedContainer }
    self.main = main
    self.tables = tables
    data = try file.stream("Data") ?? []

    pieces = try Self.pieces(main, tables)
    let count = pieces.last?.range.upperBound ?? 0
    // Characters take room; a table of pieces that gives more of them leads in circles.
    if count > main.count { throw .malformedContainer }
    var units: [UInt16] = []
    units.reserveCapacity(count)
    for piece in pieces {
      for index in 0..<piece.range.count {
        let place = piece.offset + index * piece.width
        units.append(
          piece.width == 2
            ? UInt16(LittleEndian.word(main, place)) : Self.windows1252(place < main.count ? main[place] : 0))
      }
    }
    self.units = units

    func length(_ offset: Int) -> Int { min(Int(LittleEndian.double(main, offset)), count) }
    body = 0..<length(76)
    let start = [76, 80, 84, 88, 92, 96].reduce(0) { $0 + length($1) }
    textBoxes = min(start, count)..<min(start + length(100), count)
  }

  /// The place and length of a structure in the stream of tables, by its number in the file's directory.
  func place(_ number: Int) -> (offset: Int, length: Int) {
    (Int(LittleEndian.double(main, 154 + 8 * number)), Int(LittleEndian.double(main, 158 + 8 * number)))
  }

  private static func pieces(_ main: [UInt8], _ tables: [UInt8]) throws(ReadingFailure) -> [Piece] {
    var position = Int(LittleEndian.double(main, 418))
    let end = min(position + Int(LittleEndian.double(main, 422)), tables.count)
    // Properties that pieces share stand in front.
    while position < end, tables[position] == 1 { position += 3 + LittleEndian.word(tables, position + 1) }
    guard position < end, tables[position] == 2 else { throw .malformedContainer }
    let length = min(Int(LittleEndian.double(tables, position + 1)), end - position - 5)
    let start = position + 5
    let count = (length - 4) / 12
    guard count > 0 else { throw .malformedContainer }
    var pieces: [Piece] = []
    for index in 0..<count {
      let first = Int(LittleEndian.double(tables, start + 4 * index))
      let last = Int(LittleEndian.double(tables, start + 4 * index + 4))
      let place = Int(LittleEndian.double(tables, start + 4 * (count + 1) + 8 * index + 2))
      let isCompressed = place & 0x4000_0000 != 0
      let offset = isCompressed ? (place & 0x3FFF_FFFF) / 2 : place & 0x3FFF_FFFF
      let width = isCompressed ? 1 : 2
      guard first == (pieces.last?.range.upperBound ?? 0), last >= first, last - first <= main.count,
        offset + (last - first) * width <= main.count
      else { throw .malformedContainer }
      pieces.append(Piece(range: first..<last, offset: offset, width: width))
    }
    return pieces
  }

  /// The character of a byte in the western code page.
  static func windows1252(_ byte: UInt8) -> UInt16 {
    guard (0x80...0x9F).contains(byte) else { return UInt16(byte) }
    let upper: [UInt16] = [
      0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
      0x017D,
      0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
      0x017E, 0x0178,
    ]
    return upper[Int(byte) - 0x80]
  }
}

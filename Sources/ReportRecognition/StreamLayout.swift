import DocumentReading

/// Lays the blocks of a document out as the columns of a label stream.
struct StreamLayout {
  private(set) var blanks: [StreamBlank] = []
  private(set) var cells: [StreamCell] = []
  private(set) var tableStarts: [Int] = [0]
  private(set) var blockStarts: [Int] = []

  /// Where the columns are written; room for as many characters as there can be.
  private struct Columns {
    var units: UnsafeMutablePointer<UInt32>
    var offsets: UnsafeMutablePointer<Int32>
    var separations: UnsafeMutablePointer<Separation>
    var cellOf: UnsafeMutablePointer<Int32>
  }

  private var room = 0
  /// How many characters there are; the columns are as long as they can get.
  private var count = 0
  /// The character before; 0 where there is none.
  private var last: UInt32 = 0
  /// Whether the line before ends in a bar: a line of a bar alone then closes an empty field.
  private var endsInBar = false
  private let table = FoldingTable.shared

  /// Makes room for all characters of a document.
  init(_ document: ReadDocument) {
    let limit = document.text.bytes.count
    var cellCount = 0
    for block in document.blocks {
      switch block {
      case .paragraph(let range): room += Self.bounds(range, limit).count
      case .table(let table):
        for cell in table.cells { room += Self.bounds(cell.range, limit).count }
        cellCount += table.cells.count
      }
    }
    cells.reserveCapacity(cellCount)
    blockStarts.reserveCapacity(document.blocks.count)
  }

  private static func bounds(_ range: Range<Int>, _ limit: Int) -> Range<Int> {
    let start = max(0, range.lowerBound)
    return start..<max(start, min(range.upperBound, limit))
  }

  /// Lays all blocks out: characters, offsets, separations and cells.
  mutating func columns(of document: ReadDocument) -> ([UInt32], [Int32], [Separation], [Int32]) {
    var offsets: [Int32] = []
    var separations: [Separation] = []
    var cellOf: [Int32] = []
    let units = [UInt32](unsafeUninitializedCapacity: room) { units, unitCount in
      offsets = [Int32](unsafeUninitializedCapacity: room) { offsets, offsetCount in
        separations = [Separation](unsafeUninitializedCapacity: room) { separations, separationCount in
          cellOf = [Int32](unsafeUninitializedCapacity: room) { cellOf, cellCount in
            if let units = units.baseAddress, let offsets = offsets.baseAddress,
              let separations = separations.baseAddress, let cellOf = cellOf.baseAddress
            {
              layOut(
                document, into: Columns(units: units, offsets: offsets, separations: separations, cellOf: cellOf))
            }
            cellCount = count
          }
          separationCount = count
        }
        offsetCount = count
      }
      unitCount = count
    }
    return (units, offsets, separations, cellOf)
  }

  private mutating func layOut(_ document: ReadDocument, into columns: Columns) {
    document.text.bytes.withUnsafeBufferPointer { bytes in
      for block in document.blocks {
        blockStarts.append(count)
        switch block {
        case .paragraph(let range): append(paragraph: range, of: bytes, into: columns)
        case .table(let table): append(table, of: bytes, into: columns)
        }
      }
    }
  }

  private mutating func append(
    paragraph range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>, into columns: Columns
  ) {
    if PageFurniture.isPageNumber(bytes, range) { return }
    let bounds = Self.bounds(range, bytes.count)
    if Self.isBar(bytes, bounds) {
      if endsInBar { blanks.append(StreamBlank(position: count, cell: -1, offset: Int32(range.lowerBound))) }
      endsInBar = true
      return
    }
    endsInBar = !bounds.isEmpty && bytes[bounds.upperBound - 1] == 0x7C
    if endsInBar, Self.holdsSevenPlaces(bytes, bounds) {
      append(barred: bounds, of: bytes, into: columns)
      return
    }
    let before = count
    append(range, of: bytes, first: .line, cell: -1, into: columns)
    if count == before, Self.holdsNoBreakSpace(bytes, range) {
      blanks.append(StreamBlank(position: before, cell: -1, offset: Int32(range.lowerBound)))
    }
  }

  /// Appends a line whose fields bars end, with a blank for each empty one.
  private mutating func append(barred line: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>, into columns: Columns) {
    var start = line.lowerBound
    for position in line where bytes[position] == 0x7C {
      if start > line.lowerBound, bytes[start..<position].allSatisfy({ $0 == 0x20 }) {
        blanks.append(StreamBlank(position: count, cell: -1, offset: Int32(start)))
      } else {
        append(
          start..<position + 1, of: bytes, first: start == line.lowerBound ? .line : .space, cell: -1, into: columns)
      }
      start = position + 1
    }
  }

  private mutating func append(
    _ table: TableBlock, of bytes: UnsafeBufferPointer<UInt8>, into columns: Columns
  ) {
    endsInBar = false
    // A grid of one column says no more than lines do.
    let isGrid = table.certainty == .exact && table.columnCount > 1
    let number = Int32(tableStarts.count - 1)
    for cell in table.cells {
      let index = isGrid ? Int32(cells.count) : -1
      let before = count
      append(cell.range, of: bytes, first: isGrid ? .cell : .line, cell: index, into: columns)
      if count == before {
        blanks.append(StreamBlank(position: before, cell: index, offset: Int32(cell.range.lowerBound)))
      }
      if isGrid { cells.append(StreamCell(table: number, cell: cell, range: before..<count)) }
    }
    if isGrid { tableStarts.append(cells.count) }
  }

  private mutating func append(
    _ range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>, first: Separation, cell: Int32,
    into columns: Columns
  ) {
    let bounds = Self.bounds(range, bytes.count)
    if bounds.isEmpty { return }
    let table = table
    var count = count
    var last = last
    var position = bounds.lowerBound
    let end = bounds.upperBound
    var pending = first
    while position < end {
      let start = position
      let scalar = UTF8Step.next(bytes, &position, end)
      var unit = scalar
      if scalar <= 0xFFFF, !table.isPlain(scalar) {
        let character = table[scalar]
        unit = character.unit
        if character.isSpecial {
          if character.isDropped {
            pending = max(pending, character.separation)
            continue
          }
          if last.isHan, character.opensReading, Self.skipReading(scalar, bytes, &position, end) { continue }
        }
      } else if scalar > 0xFFFF {
        unit = CharacterFolding.foldedBeyondBasicPlane(scalar)
      }
      // 資訊 is the southern word for 信息.
      if unit == 0x8BAF, last == 0x8D44 {
        columns.units[count - 1] = 0x4FE1
        unit = 0x606F
      }
      columns.units[count] = unit
      columns.offsets[count] = Int32(truncatingIfNeeded: start)
      columns.separations[count] = pending
      columns.cellOf[count] = cell
      pending = .none
      last = unit
      count &+= 1
      // What follows a character is mostly another one of three bytes that stands as it is.
      while position &+ 3 <= end, bytes[position] >= 0xE4, bytes[position] <= 0xE9 {
        let start = position
        let scalar =
          UInt32(bytes[start] & 0x0F) << 12 | UInt32(bytes[start &+ 1] & 0x3F) << 6 | UInt32(bytes[start &+ 2] & 0x3F)
        if !table.isPlain(scalar) || scalar == 0x8BAF { break }
        columns.units[count] = scalar
        columns.offsets[count] = Int32(truncatingIfNeeded: start)
        columns.separations[count] = .none
        columns.cellOf[count] = cell
        last = scalar
        count &+= 1
        position &+= 3
      }
    }
    self.count = count
    self.last = last
  }

  /// Skips the reading that mirrors print after a character, as in 公(gōng)开: only letters, in brackets or with a tone.
  private static func skipReading(
    _ scalar: UInt32, _ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int, _ end: Int
  ) -> Bool {
    let opened = scalar == 0x28 || scalar == 0xFF08
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

  /// Whether a line is one bar and nothing else, as where converters print `|` behind each cell on a line of its own.
  @inline(__always)
  private static func isBar(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    range.count == 1 && bytes[range.lowerBound] == 0x7C
  }

  /// Whether behind the last words of the line stand the seven places of a row of table 3, each ended by a bar, and at
  /// least one of them is empty: `2.重复申请 | 4 | 0 | | 0 | 0 | 0 | |`.
  ///
  /// Only then do the bars say which places are empty: some converters print more bars for cells that were merged.
  private static func holdsSevenPlaces(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Bool {
    var places = 0
    var empty = 0
    var hasText = false
    var position = line.upperBound - 2
    while position >= line.lowerBound {
      let byte = bytes[position]
      if byte == 0x7C {
        places += 1
        empty += hasText ? 0 : 1
        hasText = false
        if places > 7 { return false }
      } else if byte >= 0x80 {
        return places == 7 && empty > 0
      } else if byte != 0x20 {
        hasText = true
      }
      position -= 1
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
}

/// The streams of an OLE compound file ([MS-CFB]): what old Office documents and encrypted new ones are kept in.
///
/// Chains are walked with a count of steps, so that a chain that bites its tail ends.
struct CompoundFile {
  private let bytes: [UInt8]
  private let sectorLength: Int
  private var table: [UInt32] = []
  private var miniTable: [UInt32] = []
  private var miniStream: [UInt8] = []
  private var streams: [String: (start: UInt32, length: Int)] = [:]

  private static let miniSectorLength = 64
  /// Streams shorter than this lie in the mini stream.
  private static let miniCutoff = 4096
  private static let lastSector: UInt32 = 0xFFFF_FFFA

  /// Whether the first bytes are those of a compound file.
  static func isCompound(_ bytes: Span<UInt8>) -> Bool {
    let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    return bytes.count >= signature.count && signature.indices.allSatisfy { bytes[$0] == signature[$0] }
  }

  /// Opens a compound file; throws `.malformedContainer` where its tables lead nowhere.
  init(_ bytes: [UInt8]) throws(ReadingFailure) {
    self.bytes = bytes
    let shift = LittleEndian.word(bytes, 30)
    guard Self.isCompound(bytes.span), bytes.count >= 512, shift == 9 || shift == 12 else { throw .malformedContainer }
    sectorLength = 1 << shift

    table = try readTable()
    let directory = try chain(LittleEndian.double(bytes, 48), limit: .max)
    let miniTableBytes = try chain(LittleEndian.double(bytes, 60), limit: .max)
    miniTable = stride(from: 0, to: miniTableBytes.count - 3, by: 4).map { LittleEndian.double(miniTableBytes, $0) }
    for start in stride(from: 0, to: directory.count - 127, by: 128) {
      let kind = directory[start + 66]
      let nameLength = LittleEndian.word(directory, start + 64)
      guard kind == 2 || kind == 5, (2...64).contains(nameLength) else { continue }
      let units = stride(from: start, to: start + nameLength - 2, by: 2).map {
        UInt16(LittleEndian.word(directory, $0))
      }
      let first = LittleEndian.double(directory, start + 116)
      let length = Int(LittleEndian.double(directory, start + 120))
      if kind == 5 {
        miniStream = try chain(first, limit: length)
      } else {
        let name = String(decoding: units, as: UTF16.self)
        if streams[name] == nil { streams[name] = (first, length) }
      }
    }
  }

  /// Whether there is a stream of this name, in whatever storage.
  func hasStream(_ name: String) -> Bool { streams[name] != nil }

  /// The bytes of a stream; `nil` where there is none of this name.
  func stream(_ name: String) throws(ReadingFailure) -> [UInt8]? {
    guard let (start, length) = streams[name] else { return nil }
    return length < Self.miniCutoff ? try miniChain(start, limit: length) : try chain(start, limit: length)
  }

  // MARK: Chains

  private func sector(_ number: UInt32) throws(ReadingFailure) -> Range<Int> {
    let start = (Int(number) + 1) * sectorLength
    guard start < bytes.count else { throw .malformedContainer }
    return start..<min(start + sectorLength, bytes.count)
  }

  /// The table of sectors, itself found through the header and further sectors.
  private func readTable() throws(ReadingFailure) -> [UInt32] {
    var places = (0..<109).map { LittleEndian.double(bytes, 76 + 4 * $0) }
    var next = LittleEndian.double(bytes, 68)
    let mostSectors = bytes.count / sectorLength + 1
    var steps = 0
    while next < Self.lastSector {
      steps += 1
      if steps > mostSectors { throw .malformedContainer }
      let range = try sector(next)
      guard range.count == sectorLength else { throw .malformedContainer }
      for offset in stride(from: range.lowerBound, to: range.upperBound - 4, by: 4) {
        places.append(LittleEndian.double(bytes, offset))
      }
      next = LittleEndian.double(bytes, range.upperBound - 4)
    }
    var table: [UInt32] = []
    for place in places where place < Self.lastSector {
      if table.count > mostSectors + sectorLength { throw .malformedContainer }
      let range = try sector(place)
      for offset in stride(from: range.lowerBound, to: range.upperBound - 3, by: 4) {
        table.append(LittleEndian.double(bytes, offset))
      }
    }
    return table
  }

  private func chain(_ start: UInt32, limit: Int) throws(ReadingFailure) -> [UInt8] {
    var content: [UInt8] = []
    var next = start
    var steps = 0
    while next < Self.lastSector, content.count < limit {
      steps += 1
      guard steps <= table.count, Int(next) < table.count else { throw .malformedContainer }
      content += bytes[try sector(next)]
      next = table[Int(next)]
    }
    if content.count > limit { content.removeLast(content.count - limit) }
    return content
  }

  private func miniChain(_ start: UInt32, limit: Int) throws(ReadingFailure) -> [UInt8] {
    var content: [UInt8] = []
    var next = start
    var steps = 0
    while next < Self.lastSector, content.count < limit {
      steps += 1
      let place = Int(next) * Self.miniSectorLength
      guard steps <= miniTable.count, Int(next) < miniTable.count, place < miniStream.count else {
        throw .malformedContainer
      }
      content += miniStream[place..<min(place + Self.miniSectorLength, miniStream.count)]
      next = miniTable[Int(next)]
    }
    if content.count > limit { content.removeLast(content.count - limit) }
    return content
  }
}

/// Numbers with the low byte first; 0 beyond the end of the bytes.
enum LittleEndian {
  /// 16 bits.
  static func word(_ bytes: [UInt8], _ offset: Int) -> Int {
    guard offset >= 0, offset <= bytes.count - 2 else { return 0 }
    return Int(bytes[offset]) | Int(bytes[offset + 1]) << 8
  }

  /// 32 bits.
  static func double(_ bytes: [UInt8], _ offset: Int) -> UInt32 {
    guard offset >= 0, offset <= bytes.count - 4 else { return 0 }
    return UInt32(word(bytes, offset)) | UInt32(word(bytes, offset + 2)) << 16
  }
}

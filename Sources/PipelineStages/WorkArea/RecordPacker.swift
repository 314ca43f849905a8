import Columnar

/// Turns records into what a segment keeps: a note that can be read alone, then the record as a zstd frame.
///
/// Form: the note's length in two bytes; where there is a note, its bytes and the first eight of their SHA-256; the
/// frame. Keeps its compressor between records.
struct RecordPacker {
  /// Records are read back once or twice and then thrown away: speed counts more than room.
  private static let level: Int32 = -2
  static let longestNote = 4000

  private var compressor: ZstdCompressor?

  /// The record with its note; `nil` where there is no memory for it, or the note is too long.
  mutating func pack(_ record: [UInt8], note: [UInt8] = []) -> [UInt8]? {
    if compressor == nil { compressor = try? ZstdCompressor(level: Self.level) }
    guard let compressor, note.count <= Self.longestNote,
      let frame = record.withUnsafeBytes({ try? compressor.frame(of: $0) })
    else { return nil }
    var body: [UInt8] = []
    body.reserveCapacity(2 + note.count + 8 + frame.count)
    body.append(UInt8(truncatingIfNeeded: note.count))
    body.append(UInt8(truncatingIfNeeded: note.count >> 8))
    if !note.isEmpty {
      body += note
      body += sha256(note).prefix(8)
    }
    body += frame
    return body
  }

  /// The note of a body of which at least `noteEnd` bytes are there; `nil` where it is damaged.
  static func note(in body: [UInt8]) -> [UInt8]? {
    guard let end = noteEnd(in: body), end <= body.count else { return nil }
    if end == 2 { return [] }
    let note = Array(body[2..<end - 8])
    return sha256(note).prefix(8).elementsEqual(body[end - 8..<end]) ? note : nil
  }

  /// Where the frame begins; `nil` where the body is too short to tell.
  static func noteEnd(in body: [UInt8]) -> Int? {
    guard body.count >= 2 else { return nil }
    let length = Int(body[0]) | Int(body[1]) << 8
    return length == 0 ? 2 : 2 + length + 8
  }

  /// The record of a body; `nil` where it is damaged.
  static func record(in body: [UInt8]) -> [UInt8]? {
    guard let end = noteEnd(in: body), end <= body.count else { return nil }
    return try? ZstdDecompressor.unpack(frame: Array(body[end...]), limit: 1 << 30)
  }
}

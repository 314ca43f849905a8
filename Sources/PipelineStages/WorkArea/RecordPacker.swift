import Columnar

/// Turns records into what a segment keeps: a note and a part that can be read alone, then the record as a zstd frame.
///
/// Form: the lengths of note and part in four bytes each; of note and part, where there is one, the bytes and the first
/// eight of their SHA-256; the frame. Keeps its compressor between records.
struct RecordPacker {
  /// Records are read back once or twice and then thrown away: speed counts more than room.
  private static let level: Int32 = -2
  static let longestNote = 4000

  private var compressor: ZstdCompressor?

  /// The record with its note and its part; `nil` where there is no memory for it, or the note is too long.
  mutating func pack(_ record: [UInt8], note: [UInt8] = [], part: [UInt8] = []) -> [UInt8]? {
    if compressor == nil { compressor = try? ZstdCompressor(level: Self.level) }
    guard let compressor, note.count <= Self.longestNote,
      let frame = record.withUnsafeBytes({ try? compressor.frame(of: $0) })
    else { return nil }
    var body: [UInt8] = []
    body.reserveCapacity(Self.headCount + note.count + part.count + 2 * Self.markCount + frame.count)
    for text in [note, part] {
      withUnsafeBytes(of: UInt32(truncatingIfNeeded: text.count).littleEndian) { body.append(contentsOf: $0) }
    }
    for text in [note, part] where !text.isEmpty {
      body += text
      body += sha256(text).prefix(Self.markCount)
    }
    body += frame
    return body
  }

  private static let headCount = 8
  private static let markCount = 8

  /// Where note, part and frame of a body begin; `nil` where the body is too short to tell.
  ///
  /// The body may be the first bytes of a longer one, and all three may lie behind its end.
  static func places(in body: [UInt8]) -> (note: Range<Int>, part: Range<Int>, frame: Int)? {
    guard body.count >= headCount else { return nil }
    func range(_ place: Int, from start: Int) -> Range<Int> {
      let length = body[place..<place + 4].reversed().reduce(0) { $0 << 8 | Int($1) }
      return start..<start + (length == 0 ? 0 : length + markCount)
    }
    let note = range(0, from: headCount)
    let part = range(4, from: note.upperBound)
    return (note, part, part.upperBound)
  }

  /// The bytes at a place that `places` told, without their mark; empty for none, `nil` where they are damaged.
  static func text(at place: Range<Int>, of body: [UInt8]) -> [UInt8]? {
    guard place.upperBound <= body.count else { return nil }
    if place.isEmpty { return [] }
    let text = Array(body[place.dropLast(markCount)])
    return sha256(text).prefix(markCount).elementsEqual(body[place.suffix(markCount)]) ? text : nil
  }

  /// The record of a body; `nil` where it is damaged.
  static func record(in body: [UInt8]) -> [UInt8]? {
    guard let start = places(in: body)?.frame, start <= body.count else { return nil }
    return body.withUnsafeBytes {
      try? ZstdDecompressor.unpack(frame: UnsafeRawBufferPointer(rebasing: $0[start...]), limit: 1 << 30)
    }
  }
}

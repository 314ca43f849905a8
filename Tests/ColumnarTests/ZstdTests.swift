import FactTables
import TestSupport
import Testing

@testable import Columnar

@Suite struct ZstdTests {
  static func frame(_ content: [UInt8]) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try ZstdCompressor().append(frameOf: content, to: &bytes)
    return bytes
  }

  @Test(arguments: [0, 1, 100, 131_072, 131_073, 1_000_000]) func contentComesBack(count: Int) throws {
    var random = SeededGenerator(seed: UInt64(count))
    let content = (0..<count).map { _ in UInt8.random(in: 0...20, using: &random) }
    let bytes = try Self.frame(content) + Self.frame([1, 2, 3])
    #expect(try ZstdDecompressor.unpack(bytes, limit: count + 3) == content + [1, 2, 3])
    #expect(throws: ZstdError.tooLarge(limit: count + 2)) { try ZstdDecompressor.unpack(bytes, limit: count + 2) }
  }

  @Test func aFrameHasContentSizeAndChecksumAndNoState() throws {
    let content = Array("政府信息公开".utf8)
    let compressor = try ZstdCompressor()
    var first: [UInt8] = []
    var second: [UInt8] = []
    try compressor.append(frameOf: content, to: &first)
    try compressor.append(frameOf: Array(repeating: 7, count: 100_000), to: &second)
    second = []
    try compressor.append(frameOf: content, to: &second)
    #expect(first == second)
    #expect(first.starts(with: [0x28, 0xB5, 0x2F, 0xFD]))
    // Frame header descriptor (RFC 8878, 3.1.1.1.1): single segment with its size, checksum flag.
    #expect(first[4] & 0b0010_0100 == 0b0010_0100)
    #expect(Int(first[5]) == content.count)
  }

  @Test func everyCutIsAnError() throws {
    let bytes = try Self.frame(Array("公开".utf8)) + Self.frame(Array("申请".utf8))
    let boundary = try Self.frame(Array("公开".utf8)).count
    for end in 1..<bytes.count where end != boundary {
      #expect(throws: ZstdError.truncated) { try ZstdDecompressor.unpack(Array(bytes[..<end]), limit: 100) }
    }
  }

  @Test func everyFlippedBitIsAnError() throws {
    let content = Array("carried_in,natural_person,17,17,printed\n".utf8)
    let bytes = try Self.frame(content)
    for place in bytes.indices {
      for bit in 0..<8 {
        var damaged = bytes
        damaged[place] ^= 1 << UInt8(bit)
        // A bit of the reserved header field may pass; the content is then the same.
        if let unpacked = try? ZstdDecompressor.unpack(damaged, limit: 1 << 20) { #expect(unpacked == content) }
      }
    }
  }

  @Test func aBombStopsAtTheLimit() throws {
    let bomb = try Self.frame(Array(repeating: 0, count: 64 << 20))
    #expect(bomb.count < 10_000)
    #expect(throws: ZstdError.tooLarge(limit: 1 << 20)) { try ZstdDecompressor.unpack(bomb, limit: 1 << 20) }
  }

  @Test func aWholeFrameUnpacksInOneStep() throws {
    for count in [0, 1, 1000, 1 << 20] {
      let content = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7) }
      #expect(try ZstdDecompressor.unpack(frame: try Self.frame(content), limit: 1 << 20) == content)
    }
    let frame = try Self.frame(Array("carried_in,natural_person,17\n".utf8))
    #expect(throws: ZstdError.tooLarge(limit: 5)) { try ZstdDecompressor.unpack(frame: frame, limit: 5) }
    for end in frame.indices.dropFirst() {
      #expect(throws: ZstdError.self) { try ZstdDecompressor.unpack(frame: Array(frame[..<end]), limit: 100) }
    }
    var damaged = frame
    damaged[frame.count - 6] ^= 1
    #expect(throws: ZstdError.self) { try ZstdDecompressor.unpack(frame: damaged, limit: 100) }
  }

  @Test func noiseIsAnError() {
    #expect(throws: ZstdError.self) { try ZstdDecompressor.unpack(Array("not zstd at all".utf8), limit: 100) }
    #expect(throws: ZstdError.self) {
      try ZstdDecompressor.unpack(try Self.frame([1]) + [0, 1, 2, 3, 4, 5], limit: 100)
    }
  }

  @Test(arguments: [0, 1, 5]) func aTableFileIsCutIntoFramesOfOneSize(workers: Int) throws {
    var random = SeededGenerator(seed: 5)
    let rows = (0..<400).map { _ in randomRow(&random) }
    var frames: [[UInt8]] = []
    let writer = try TableFileWriter<TableFileError>(
      sampleSchema, frameByteCount: 10_000, workers: EncodingWorkers(count: workers), wrap: { $0 },
      sink: { frames.append($0) })
    for row in rows { try writer.append(row) }
    try writer.finish()
    #expect(writer.rowCount == 400)
    #expect(frames.count > 10)
    let content = try frames.map { try ZstdDecompressor.unpack($0, limit: 1 << 20) }
    // A frame ends with the first row with which it is large enough.
    let longest = try rows.map { try encoded([$0]).count }.max() ?? 0
    #expect(content.dropLast().allSatisfy { $0.count >= 10_000 && $0.count < 10_000 + longest })
    #expect(content.allSatisfy { $0.last == UInt8(ascii: "\n") })
    #expect(content.flatMap { $0 } == (try encoded(rows)))

    let folder = try TemporaryFolder()
    let file = try folder.write(frames.flatMap { $0 }, to: "table.csv.zst")
    _ = try Programs.run("zstd", ["-q", "-t", file])
    #expect(try Programs.run("zstd", ["-q", "-d", "-c", file]) == (try encoded(rows)))
  }

  @Test func aRowThatDoesNotFitIsNamedByItsNumber() throws {
    let writer = try TableFileWriter<TableFileError>(sampleSchema, wrap: { $0 }, sink: { _ in })
    try writer.append([.null, .null, .null, .null, .null])
    #expect(throws: TableFileError.invalidRow(.wrongArity(expected: 5, found: 1), row: 2)) {
      try writer.append([.null])
    }
  }
}

import FactTables
import TestSupport
import Testing

@testable import Columnar

/// Whatever the bytes are, reading ends with rows or an error.
@Suite struct ParquetDamageTests {
  private static func sample(_ count: Int = 60) throws -> (rows: [FactRow], bytes: [UInt8]) {
    var random = SeededGenerator(seed: 21)
    let rows = (0..<count).map { index in
      var row = randomRow(&random)
      if (row[2].string?.utf8.count ?? 0) > 100 { row[2] = .text("短\(index % 5)") }
      return row
    }
    return (rows, try parquet(rows, rowsPerGroup: 25))
  }

  private static func read(_ bytes: [UInt8], verifiesChecksums: Bool = true) throws -> [FactRow] {
    var reader = try ParquetFileReader(
      sampleSchema, byteCount: bytes.count, verifiesChecksums: verifiesChecksums
    ) { Array(bytes[$0..<$0 + $1]) }
    var rows: [FactRow] = []
    while let row = try reader.next() { rows.append(row) }
    return rows
  }

  @Test func everyCutIsAnError() throws {
    let (_, bytes) = try Self.sample()
    for end in 0..<bytes.count {
      #expect(throws: ParquetError.self) { try Self.read(Array(bytes[..<end])) }
    }
  }

  /// A changed bit of a page is always noticed; one of the footer may be in what is not read here, as the statistics.
  @Test func changedPagesAreNoticed() throws {
    let (rows, bytes) = try Self.sample()
    let metadata = try ParquetFileReader(sampleSchema, bytes).metadata
    for chunk in metadata.rowGroups.flatMap(\.chunks) {
      for place in chunk.offset..<chunk.offset + chunk.compressedByteCount {
        var damaged = bytes
        damaged[place] ^= 1 << UInt8(place % 8)
        if let read = try? Self.read(damaged) { #expect(read == rows, "byte \(place)") }
      }
    }
  }

  /// Without checksums the damage reaches the parsers of pages, levels and indices.
  @Test func damageNeverTraps() throws {
    let (rows, bytes) = try Self.sample()
    var random = SeededGenerator(seed: 77)
    var failures = 0
    let rounds = 20_000
    for _ in 0..<rounds {
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: damaged.indices, using: &random)
        switch Int.random(in: 0...3, using: &random) {
        case 0: damaged[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
        case 1: damaged[place] = UInt8.random(in: .min ... .max, using: &random)
        case 2: damaged[place] = Bool.random(using: &random) ? 0xFF : 0
        default: damaged.remove(at: place)
        }
      }
      do { #expect(try Self.read(damaged, verifiesChecksums: false).count == rows.count) } catch is ParquetError {
        failures += 1
      }
    }
    #expect(failures > rounds / 2)
  }

  /// Damage inside the pages, packed again, so that it is not zstd that notices.
  @Test func damagedValuesNeverTrap() throws {
    var random = SeededGenerator(seed: 78)
    let (_, bytes) = try Self.sample()
    let metadata = try ParquetFileReader(sampleSchema, bytes).metadata
    let compressor = try ZstdCompressor(hasChecksum: false)
    var failures = 0
    for (column, schema) in sampleSchema.columns.enumerated() {
      let chunk = metadata.rowGroups[0].chunks[column]
      let pages = try Self.pages(Array(bytes[chunk.offset..<chunk.offset + chunk.compressedByteCount]))
      for _ in 0..<4000 {
        var damaged: [UInt8] = []
        let victim = Int.random(in: pages.indices, using: &random)
        for (index, page) in pages.enumerated() {
          var (header, content) = page
          if index == victim, !content.isEmpty {
            for _ in 0..<Int.random(in: 1...3, using: &random) {
              content[Int.random(in: content.indices, using: &random)] = UInt8.random(in: .min ... .max, using: &random)
            }
            if Int.random(in: 0...4, using: &random) == 0 { content.removeLast() }
          }
          var packed: [UInt8] = []
          try compressor.append(frameOf: content, to: &packed)
          header.uncompressedByteCount = content.count
          header.compressedByteCount = packed.count
          damaged += header.encoded() + packed
        }
        var cursor = ColumnCursor(schema, damaged, rowCount: 25, verifiesChecksums: false)
        do {
          for _ in 0..<25 { _ = try cursor.next() }
          try cursor.finish()
        } catch {
          failures += 1
        }
      }
    }
    #expect(failures > 1000)
  }

  private static func pages(_ bytes: [UInt8]) throws -> [(header: ParquetPageHeader, content: [UInt8])] {
    var pages: [(header: ParquetPageHeader, content: [UInt8])] = []
    var position = 0
    while position < bytes.count {
      var header = try ParquetPageHeader(decoding: bytes, at: &position)
      let packed = Array(bytes[position..<position + header.compressedByteCount])
      position += header.compressedByteCount
      header.checksum = nil
      pages.append((header, try ZstdDecompressor.unpack(packed, limit: 1 << 20)))
    }
    return pages
  }

  @Test func nestedMetadataDoesNotExhaustTheStack() {
    // A list of lists of lists, as an unknown field.
    let bytes: [UInt8] = [0x19] + Array(repeating: 0x19, count: 1 << 20)
    #expect(throws: ParquetError.corrupt("metadata that is nested too deeply")) {
      try ParquetMetadata(decoding: bytes)
    }
  }

  @Test func aPageThatUnpacksToMoreThanItSaysIsAnError() throws {
    var packed: [UInt8] = []
    try ZstdCompressor().append(frameOf: Array(repeating: 0, count: 64 << 20), to: &packed)
    var header = ParquetPageHeader(type: ParquetFormat.PageType.data)
    header.valueCount = 1
    header.encoding = ParquetFormat.Encoding.plain
    header.uncompressedByteCount = 100
    header.compressedByteCount = packed.count
    var cursor = ColumnCursor(
      sampleSchema.columns[0], header.encoded() + packed, rowCount: 1, verifiesChecksums: true)
    #expect(throws: ParquetError.zstd(.tooLarge(limit: 100))) { try cursor.next() }
  }
}

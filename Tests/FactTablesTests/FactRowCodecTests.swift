import DecimalNumbers
import TestSupport
import Testing

@testable import FactTables

@Suite struct FactRowCodecTests {
  static func randomRows(_ random: inout SeededGenerator) -> [FactRow] {
    (0..<Int.random(in: 0...6, using: &random)).map { _ in
      (0..<Int.random(in: 0...8, using: &random)).map { _ in
        switch Int.random(in: 0...6, using: &random) {
        case 0: .null
        case 1: .integer(Int64.random(in: .min ... .max, using: &random) >> Int64.random(in: 0...63, using: &random))
        case 2:
          .decimal(
            DecimalNumber(
              coefficient: Int64.random(in: .min ... .max, using: &random),
              scale: Int.random(in: 0...18, using: &random)))
        case 3:
          .text(
            ["", "公开", "\u{F914}", "\u{6A02}", "a,\"b\"\n", String(repeating: "长", count: 300)].randomElement(
              using: &random) ?? "")
        case 4: .date("2021-01-31")
        case 5: .boolean(true)
        default: .boolean(false)
        }
      }
    }
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>) func rowsComeBack(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let rows = Self.randomRows(&random)
    var bytes: [UInt8] = []
    FactRowCodec.encode(rows: rows, into: &bytes)
    #expect(try FactRowCodec.decode(bytes) == rows)
    // Each proper beginning is an error, never a shorter list of rows.
    for end in bytes.indices {
      #expect(throws: FactRowCodecError.self) { try FactRowCodec.decode(Array(bytes[..<end])) }
    }
    #expect(throws: FactRowCodecError.trailingBytes(offset: bytes.count)) { try FactRowCodec.decode(bytes + [0]) }
  }

  @Test(arguments: 1...2000 as ClosedRange<UInt64>) func anyBytesAreRowsOrAnError(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var bytes: [UInt8] = []
    FactRowCodec.encode(rows: Self.randomRows(&random), into: &bytes)
    for _ in 0...3 {
      guard let place = bytes.indices.randomElement(using: &random) else { break }
      bytes[place] = UInt8.random(in: 0...255, using: &random)
    }
    guard let rows = try? FactRowCodec.decode(bytes) else { return }
    // What decodes says the same again; only the length of a varint is free.
    var again: [UInt8] = []
    FactRowCodec.encode(rows: rows, into: &again)
    #expect((try? FactRowCodec.decode(again)) == rows)
  }

  @Test func corruptBytesAreNamed() {
    let cases: [([UInt8], FactRowCodecError)] = [
      ([], .truncated(offset: 0)),
      ([0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 1], .invalidLength(offset: 0)),
      ([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02], .invalidLength(offset: 0)),
      ([1, 1, 9], .unknownKind(9, offset: 2)),
      ([1, 1, 7], .unknownKind(7, offset: 2)),
      ([2, 1, 0, 1, 7], .unknownKind(7, offset: 4)),
      ([1, 1, 3, 2, 0xC3, 0x28], .invalidText(offset: 4)),
      ([1, 1, 3, 5, 0x41], .invalidLength(offset: 3)),
      ([1, 1, 2, 19, 2], .invalidDecimal(offset: 2)),
      ([1, 1, 2, 1, 20], .invalidDecimal(offset: 2)),
    ]
    for (bytes, error) in cases {
      #expect(throws: error) { try FactRowCodec.decode(bytes) }
    }
  }
}

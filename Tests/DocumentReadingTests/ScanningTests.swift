import TestSupport
import Testing

@testable import DocumentReading

/// What looks at several bytes at once says the same as a look at each.
@Suite("scanning in large steps")
struct ScanningTests {
  private static func bytes(_ generator: inout SeededGenerator) -> [UInt8] {
    let pieces: [[UInt8]] = [
      [0x0A], [0x0A, 0x0A], [0x0B], [0x0C], [0x0D], [0x20], [0x00], [0x7F], [0x8A], Array("公开".utf8), Array("é".utf8),
      Array("abcdefghij".utf8), Array("𠀀".utf8), [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xE5, 0x85], [0xF5], [0xC1],
      Array("信息公开年度报告".utf8), [0xEF, 0xBC, 0x8C], [0xE0, 0xA4, 0x85], [0xED, 0x9F, 0xBF],
    ]
    return (0..<Int.random(in: 0...40, using: &generator)).flatMap { _ in
      pieces.randomElement(using: &generator) ?? []
    }
  }

  @Test("lines are those that LF, vertical tab and form feed end", arguments: 0..<300)
  func lines(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let bytes = Self.bytes(&generator)
    var expected: [SourceLine] = []
    var start = 0
    var number = 1
    for (index, byte) in bytes.enumerated() where (0x0A...0x0C).contains(byte) {
      expected.append(SourceLine(range: start..<index, number: number))
      start = index + 1
      if byte == 0x0A { number += 1 }
    }
    if start < bytes.count { expected.append(SourceLine(range: start..<bytes.count, number: number)) }
    #expect(try SourceLines.split(bytes.span) == expected)
  }

  @Test("the survey of UTF-8 is that of its sequences", arguments: 0..<300)
  func survey(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let bytes = Self.bytes(&generator)
    var expected = UTF8Survey()
    var position = 0
    while position < bytes.count {
      let length = UTF8Scan.sequence(bytes.span, at: position)
      switch length {
      case 1: break
      case 2: expected.pairCount += 1
      case 3, 4: expected.longCount += 1
      default:
        expected.invalidCount += 1
        expected.endsInsideSequence = position - length == bytes.count && bytes[position] >= 0xC2
      }
      position += abs(length)
    }
    #expect(UTF8Scan.survey(bytes.span) == expected)
  }

  @Test("the line of a place does not depend on what was asked before", arguments: 0..<200)
  func lineCounter(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let bytes = Self.bytes(&generator)
    let start = Int.random(in: 0...bytes.count, using: &generator)
    var counter = SourceLineCounter(line: 7 + bytes[..<start].count { $0 == 0x0A }, offset: start)
    for _ in 0..<40 {
      let place = Int.random(in: 0...bytes.count, using: &generator)
      #expect(counter.line(at: place, in: bytes.span) == 7 + bytes[..<place].count { $0 == 0x0A })
    }
  }
}

import DecimalNumbers
import FactTables
import TestSupport
import Testing

@testable import Columnar

@Suite struct ParquetMetadataTests {
  private func statistics(_ values: [FactValue], column: Int) throws -> ParquetStatistics {
    let rows = values.map { value in
      var row = FactRow(repeating: .null, count: 5)
      row[column] = value
      return row
    }
    let metadata = try ParquetFileReader(sampleSchema, try parquet(rows)).metadata
    return try #require(metadata.rowGroups.first?.chunks[column].statistics)
  }

  @Test func boundsAreTheLeastAndGreatestValues() throws {
    #expect(
      try statistics([.integer(3), .null, .integer(-2), .integer(256)], column: 0)
        == ParquetStatistics(
          nullCount: 1, minimum: [0xFE] + Array(repeating: 0xFF, count: 7), maximum: [0, 1, 0, 0, 0, 0, 0, 0]))
    #expect(
      try statistics([.decimal(DecimalNumber(coefficient: 15, scale: 1)), .decimal(.zero)], column: 1)
        == ParquetStatistics(
          nullCount: 0, minimum: Array(repeating: 0, count: 8), maximum: [150, 0, 0, 0, 0, 0, 0, 0]))
    #expect(
      try statistics([.date("1970-01-03"), .date("1969-12-31")], column: 3)
        == ParquetStatistics(nullCount: 0, minimum: [0xFF, 0xFF, 0xFF, 0xFF], maximum: [2, 0, 0, 0]))
    #expect(
      try statistics([.boolean(true), .null], column: 4)
        == ParquetStatistics(nullCount: 1, minimum: [1], maximum: [1]))
    // By unsigned bytes: an accented letter lies above every plain one.
    #expect(
      try statistics([.text("é"), .text("z"), .text(""), .text("Z")], column: 2)
        == ParquetStatistics(nullCount: 0, minimum: [], maximum: Array("é".utf8)))
  }

  @Test(arguments: [
    String(repeating: "长", count: 100), String(repeating: "a", count: 129), String(repeating: "\u{10FFFF}", count: 50),
    String(repeating: "\u{D7FF}", count: 60), "x" + String(repeating: "\u{10FFFF}", count: 50),
  ]) func aLongBoundIsCutOutwards(_ text: String) throws {
    let found = try statistics([.text(text)], column: 2)
    let utf8 = Array(text.utf8)
    guard let minimum = found.minimum, let maximum = found.maximum else {
      // Nothing short lies above a text of the last character alone.
      #expect(text.unicodeScalars.allSatisfy { $0 == "\u{10FFFF}" } && found.minimum == nil && found.maximum == nil)
      return
    }
    #expect(!found.isMinimumExact && !found.isMaximumExact)
    #expect(minimum.count <= 128 && maximum.count <= 128)
    #expect(minimum.lexicographicallyPrecedes(utf8) && utf8.lexicographicallyPrecedes(maximum))
    for bound in [minimum, maximum] { #expect((try? UTF8Span(validating: bound.span)) != nil) }
  }

  @Test func theFooterTellsTableVersionAndEncodings() throws {
    var random = SeededGenerator(seed: 8)
    let rows = (0..<300).map { _ in randomRow(&random) }
    let metadata = try ParquetFileReader(sampleSchema, try parquet(rows, rowsPerGroup: 100)).metadata
    #expect(metadata.keyValues == ["gongkai.table": "findings", "gongkai.schema_version": TableSchemas.version])
    #expect(metadata.createdBy == ParquetFormat.createdBy)
    for chunk in metadata.rowGroups.flatMap(\.chunks) {
      let hasDictionary = chunk.encodingCounts.contains { $0.encoding == ParquetFormat.Encoding.rleDictionary }
      #expect(hasDictionary == (chunk.dictionaryPageOffset != nil))
      #expect(chunk.encodingCounts.last?.pageType == ParquetFormat.PageType.data)
    }
  }

  @Test func onlyColumnsInTheirOwnOrderAreCalledSorted() {
    for table in FactTable.allCases {
      let schema = table.schema
      let names = schema.plainlySortedColumns.map { schema.columns[$0].name }
      #expect(!names.isEmpty && names == Array(schema.primaryKey.prefix(names.count)))
      #expect(schema.plainlySortedColumns.allSatisfy { schema.columns[$0].allowedValues == nil })
    }
    #expect(FactTable.applications.schema.plainlySortedColumns == [0])
  }

  @Test func checksumsAreThoseOfZlib() {
    func checksum(_ text: String) -> UInt32 { Array(text.utf8).withUnsafeBytes { CRC32.checksum($0) } }
    #expect(checksum("") == 0)
    #expect(checksum("123456789") == 0xCBF4_3926)
    #expect(checksum("The quick brown fox jumps over the lazy dog") == 0x414F_A339)
  }

  @Test(arguments: 1...32) func hybridRunsComeBack(bitWidth: Int) throws {
    var random = SeededGenerator(seed: UInt64(bitWidth))
    for _ in 0..<40 {
      var values: [UInt32] = []
      for _ in 0..<Int.random(in: 0...20, using: &random) {
        let value = UInt32(truncatingIfNeeded: random.next() & (1 << UInt64(bitWidth) - 1))
        values += Array(repeating: value, count: Int.random(in: 1...30, using: &random))
      }
      var bytes: [UInt8] = []
      values.withUnsafeBufferPointer { HybridRuns.encode($0, bitWidth: bitWidth, to: &bytes) }
      var cursor = HybridCursor(bytes, bytes.indices, bitWidth: bitWidth)
      for value in values { #expect(try cursor.next() == value) }
    }
  }

  /// Numbers of two bytes and of four, whichever way they came, are the same numbers and the same bytes.
  @Test(arguments: [10, 65_535, 65_536, 80_000]) func dictionaryNumbersComeBackInEitherWidth(highest: Int) {
    struct Filler: IndexFiller {
      let numbers: ArraySlice<UInt32>
      func fill<Number: FixedWidthInteger & UnsignedInteger>(_ room: UnsafeMutablePointer<Number>) -> Int {
        for (place, number) in numbers.enumerated() { room[place] = Number(truncatingIfNeeded: number) }
        return numbers.count
      }
    }
    var random = SeededGenerator(seed: UInt64(highest))
    let list = IndexList(rowCount: 100)
    for _ in 0..<2 {
      // The highest numbers come last, when there is something to move.
      var numbers = (0..<500).map { _ in UInt32.random(in: 0...9, using: &random) }
      numbers += (0..<500).map { _ in UInt32.random(in: 0...UInt32(highest), using: &random) } + [UInt32(highest)]
      list.removeAll()
      #expect(list.last == nil)
      for number in numbers[..<300] { list.append(number) }
      list.append(7, times: 3)
      for start in stride(from: 300, to: numbers.count, by: 50) {
        var filler = Filler(numbers: numbers[start..<min(start + 50, numbers.count)])
        list.append(atMost: 50, upTo: highest, by: &filler)
      }
      numbers.insert(contentsOf: [7, 7, 7], at: 300)
      #expect(list.count == numbers.count)
      #expect(list.last == UInt32(highest))
      #expect(numbers.indices.allSatisfy { list[$0] == Int(numbers[$0]) })
      let bitWidth = HybridRuns.bitWidth(highest: highest)
      var expected: [UInt8] = []
      numbers[5..<900].withUnsafeBufferPointer { HybridRuns.encode($0, bitWidth: bitWidth, to: &expected) }
      var encoded: [UInt8] = []
      list.encode(5..<900, bitWidth: bitWidth, to: &encoded)
      #expect(encoded == expected)
    }
  }

  @Test func differentValuesHaveDifferentNumbers() {
    var random = SeededGenerator(seed: 1)
    var texts = TextDictionary()
    var numbers = NumberDictionary()
    for round in 0..<2 {
      var seenTexts: [String: UInt32] = [:]
      var seenNumbers: [Int64: UInt32] = [:]
      for _ in 0..<20_000 {
        let number = Int64(truncatingIfNeeded: random.next() % 6000)
        let text = String(repeating: "条", count: Int(number % 11)) + String(number / 11)
        let textIndex = texts.index(of: text)
        #expect(seenTexts[text, default: UInt32(seenTexts.count)] == textIndex, "round \(round)")
        seenTexts[text] = textIndex
        let numberIndex = numbers.index(of: number)
        #expect(seenNumbers[number, default: UInt32(seenNumbers.count)] == numberIndex, "round \(round)")
        seenNumbers[number] = numberIndex
      }
      texts.removeAll()
      numbers.removeAll()
    }
  }
}

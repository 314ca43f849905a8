import Glibc

extension ColumnBuffer {
  /// A longer bound is cut.
  private static var boundByteLimit: Int { 128 }

  /// What the footer says of the values: bounds in the order of the logical type, text by its bytes.
  func statistics() -> ParquetStatistics {
    var statistics = ParquetStatistics(nullCount: nullCount)
    if indices.count == 0 { return statistics }
    switch type {
    case .boolean:
      statistics.minimum = [indices.contains(0) ? 0 : 1]
      statistics.maximum = [indices.contains(1) ? 1 : 0]
    case .integer, .decimal, .date:
      guard let least = numbers.values.min(), let greatest = numbers.values.max() else { break }
      statistics.minimum = plain(least)
      statistics.maximum = plain(greatest)
    case .text: setTextBounds(of: &statistics)
    }
    return statistics
  }

  private func plain(_ number: Int64) -> [UInt8] {
    let bytes = withUnsafeBytes(of: number.littleEndian) { Array($0) }
    return type == .date ? Array(bytes[..<4]) : bytes
  }

  private func setTextBounds(of statistics: inout ParquetStatistics) {
    var least = 0
    var greatest = 0
    texts.bytes.withUnsafeBytes { memory in
      for index in 1..<max(1, texts.count) {
        let range = texts.range(index)
        if precedes(memory, range, texts.range(least)) { least = index }
        if precedes(memory, texts.range(greatest), range) { greatest = index }
      }
    }
    let minimum = Array(texts.bytes[texts.range(least)])
    let maximum = Array(texts.bytes[texts.range(greatest)])
    statistics.minimum = Self.prefix(of: minimum)
    statistics.isMinimumExact = statistics.minimum == minimum
    statistics.maximum = maximum.count <= Self.boundByteLimit ? maximum : Self.upperBound(of: maximum)
    statistics.isMaximumExact = statistics.maximum == maximum
    // Half a pair of bounds helps no reader, and some do not expect it.
    if statistics.maximum == nil { statistics.minimum = nil }
  }

  private func precedes(_ memory: UnsafeRawBufferPointer, _ left: Range<Int>, _ right: Range<Int>) -> Bool {
    guard let base = memory.baseAddress else { return left.count < right.count }
    let order = memcmp(base + left.lowerBound, base + right.lowerBound, min(left.count, right.count))
    return order == 0 ? left.count < right.count : order < 0
  }

  /// The text, cut before the character that would pass the limit.
  private static func prefix(of text: [UInt8]) -> [UInt8] {
    if text.count <= boundByteLimit { return text }
    var end = boundByteLimit
    while end > 0, text[end] & 0xC0 == 0x80 { end -= 1 }
    return Array(text[..<end])
  }

  /// A short text above every text that begins as this one does; `nil` where there is none.
  private static func upperBound(of text: [UInt8]) -> [UInt8]? {
    var scalars = Array(String(decoding: prefix(of: text), as: UTF8.self).unicodeScalars)
    while let last = scalars.popLast() {
      // Behind U+D7FF come the surrogates, which no text has.
      let next = last.value == 0xD7FF ? 0xE000 : last.value + 1
      guard let scalar = Unicode.Scalar(next) else { continue }
      var bound = String.UnicodeScalarView(scalars)
      bound.append(scalar)
      return Array(String(bound).utf8)
    }
    return nil
  }
}

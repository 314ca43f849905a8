/// UTF-16 in either byte order.
enum UTF16Decoding {
  /// Which byte of a unit comes first.
  enum Order {
    case littleEndian, bigEndian
  }

  /// Decodes to UTF-8; an unpaired surrogate and a last odd byte become one U+FFFD each.
  static func decode(_ source: Span<UInt8>, isBigEndian: Bool) -> (bytes: [UInt8], replacedCount: Int) {
    var result: [UInt8] = []
    result.reserveCapacity(source.count + source.count / 2 + 4)
    var replacedCount = 0
    var position = 0
    while position + 1 < source.count {
      let unit = self.unit(source, at: position, isBigEndian: isBigEndian)
      position += 2
      if unit & 0xF800 != 0xD800 {
        UTF8Scan.append(unit, to: &result)
        continue
      }
      if unit < 0xDC00 && position + 1 < source.count {
        let low = self.unit(source, at: position, isBigEndian: isBigEndian)
        if low & 0xFC00 == 0xDC00 {
          UTF8Scan.append(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00), to: &result)
          position += 2
          continue
        }
      }
      result.append(contentsOf: UTF8Scan.replacementCharacter)
      replacedCount += 1
    }
    if position < source.count {
      result.append(contentsOf: UTF8Scan.replacementCharacter)
      replacedCount += 1
    }
    return (result, replacedCount)
  }

  @inline(__always)
  private static func unit(_ source: Span<UInt8>, at position: Int, isBigEndian: Bool) -> UInt32 {
    let first = UInt32(source[position])
    let second = UInt32(source[position + 1])
    return isBigEndian ? first << 8 | second : second << 8 | first
  }

  /// Which byte order bytes without a mark plainly have; `nil` where they are no UTF-16.
  ///
  /// ASCII characters have their zero byte on the same side (of Chinese, only a few like U+4E00 have one on the other),
  /// and read that way nearly all is Chinese or ASCII.
  static func obviousByteOrder(_ source: Span<UInt8>) -> Order? {
    let count = min(source.count, 1 << 16) & ~1
    if count < 4 || source.count & 1 == 1 { return nil }
    var zeros = [0, 0]
    for position in 0..<count where source[position] == 0 { zeros[position & 1] += 1 }
    let pairs = count / 2
    let isBigEndian = zeros[0] > zeros[1]
    if max(zeros[0], zeros[1]) * 50 < pairs || min(zeros[0], zeros[1]) * 2 > max(zeros[0], zeros[1]) { return nil }
    var plausible = 0
    var position = 0
    while position < count {
      let unit = self.unit(source, at: position, isBigEndian: isBigEndian)
      switch unit {
      case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0xA0...0xFF, 0x2000...0x26FF, 0x3000...0x30FF, 0x4E00...0x9FFF,
        0xFF00...0xFFEF:
        plausible += 1
      default: break
      }
      position += 2
    }
    return plausible * 10 >= pairs * 9 ? (isBigEndian ? .bigEndian : .littleEndian) : nil
  }
}

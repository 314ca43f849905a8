/// Arabic, mixed and Chinese numerals.
extension QuantityScanner {
  func arabic(at position: Int) -> (WrittenNumber?, Int) {
    var end = position
    var coefficient: Int64 = 0
    var digits = 0
    var overflowed = false
    func isDigit(_ index: Int) -> Bool { index < bytes.count && bytes[index] >= 0x30 && bytes[index] <= 0x39 }
    func take() {
      let (product, first) = coefficient.multipliedReportingOverflow(by: 10)
      let (sum, second) = product.addingReportingOverflow(Int64(bytes[end] - 0x30))
      if first || second { overflowed = true } else { coefficient = sum }
      end += 1
    }
    while isDigit(end) {
      take()
      digits += 1
    }
    if digits <= 3 {
      while end < bytes.count, bytes[end] == UInt8(ascii: ","), isDigit(end + 1), isDigit(end + 2), isDigit(end + 3),
        !isDigit(end + 4)
      {
        end += 1
        for _ in 0..<3 { take() }
      }
    }
    var places = 0
    if end + 1 < bytes.count, bytes[end] == UInt8(ascii: "."), isDigit(end + 1) {
      end += 1
      while isDigit(end) {
        take()
        places += 1
      }
      if end < bytes.count, bytes[end] == UInt8(ascii: ".") { overflowed = true }
    }
    if digits > 1, bytes[position] == 0x30 { overflowed = true }
    if overflowed || places > 6 { return (nil, end) }
    return (WrittenNumber(coefficient: coefficient, places: places), end)
  }

  /// 万 and 亿 after Arabic digits, with 余, 多 or 几 before them already taken.
  func takeScale(at position: Int, into number: inout WrittenNumber) -> Int {
    var end = position
    if bytes.matches("百", at: end), !bytes.matches("百分", at: end) {
      number.scale += 2
      end += 3
    } else if bytes.matches("千", at: end), !bytes.matches("千字", at: end) {
      number.scale += 3
      end += 3
    }
    if bytes.matches("万", at: end) {
      number.scale += 4
      end += 3
    }
    if bytes.matches("亿", at: end) {
      number.scale += 8
      end += 3
    }
    if end == position, isTenThousandSign(end) {
      number.scale += 4
      end += 1
    }
    return end
  }

  /// Whether a w stands for 万, as in 10w+ and 3.2W.
  private func isTenThousandSign(_ position: Int) -> Bool {
    guard position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "w") else { return false }
    guard position + 1 < bytes.count else { return true }
    let next = bytes[position + 1]
    let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(next | 0x20)
    return !isLetter && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next)
  }

  func han(at position: Int) -> (WrittenNumber?, Int) {
    var end = position
    var total: Int64 = 0
    var section: Int64 = 0
    var digit: Int64?
    var spread: ClosedRange<Int64>?
    var startsWithPlace = false
    var isUpTo = false
    var scale = 0
    var count = 0
    var broken = false
    while end < bytes.count, bytes[end] >= 0xE0, count < 24 {
      let (scalar, width) = PassageText.decode(bytes, at: end)
      guard let scalar else { break }
      if scalar == HanNumeral.upTo {
        guard count == 0 else { break }
        isUpTo = true
      } else if scalar == HanNumeral.several || scalar == HanNumeral.some {
        if count == 0 {
          spread = 2...9
        } else if scalar == HanNumeral.several, section % 10 == 0, section > 0, digit == nil, spread == nil {
          spread = section + 1...section + 9
        } else {
          break
        }
      } else if let value = HanNumeral.digit(scalar) {
        if spread != nil || digit.map({ $0 != 0 }) ?? false { broken = true }
        digit = value
        scale = 0
      } else if let place = HanNumeral.place(scalar) {
        if place >= 10_000 {
          if let known = spread {
            guard known.upperBound < 100_000 else { break }
            scale += place == 10_000 ? 4 : 8
            if scale > 12 { broken = true }
          } else {
            if count == 0 { startsWithPlace = true }
            section += digit ?? (section == 0 ? 1 : 0)
            digit = nil
            if section > 1_000_000_000 || total > 1_000_000_000 {
              broken = true
            } else {
              // 亿 multiplies all before it; 万 after 亿 only its own section.
              total = place == 10_000 && total >= 100_000_000 ? total + section * place : (total + section) * place
            }
            section = 0
            scale = place == 10_000 ? 4 : 8
          }
        } else if let known = spread {
          guard known == 2...9 else { break }
          spread = 2 * place...10 * place - 1
        } else {
          if count == 0, place != 10, place != 20 { startsWithPlace = true }
          section += (digit ?? 1) * place
          digit = nil
          scale = 0
        }
      } else {
        break
      }
      end += width
      count += 1
    }
    if broken || count == 0 { return (nil, max(end, position + 3)) }
    if let spread {
      return spread == 2...9 && scale == 0
        ? (nil, end) : (WrittenNumber(coefficient: 0, scale: scale, spread: spread), end)
    }
    if isUpTo, !startsWithPlace { return (nil, position + 3) }
    var value = total + section + (digit ?? 0)
    var written = WrittenNumber(
      coefficient: value, isMagnitude: startsWithPlace && (isUpTo || count > 1 || value >= 100))
    if scale > 0, section == 0, digit == nil {
      let power = WrittenNumber.power(scale) ?? 1
      if value % power == 0 {
        value /= power
        written.coefficient = value
        written.scale = scale
      }
    }
    return (written, end)
  }
}

/// What UTF-8 says about a run of bytes.
struct UTF8Survey: Equatable {
  /// Valid sequences of two bytes.
  var pairCount = 0
  /// Valid sequences of three and four bytes.
  var longCount = 0
  /// Maximal invalid runs, each of which a decoder replaces by one U+FFFD.
  var invalidCount = 0
  /// Whether the last bytes are the beginning of a sequence that the end cuts off (counted as invalid, too).
  var endsInsideSequence = false
}

/// Validation of UTF-8 with a fast path for ASCII.
enum UTF8Scan {
  /// The length of the sequence that begins at `start`: positive where it is valid, else the negative length of the
  /// longest part that could begin a valid one (at least 1), as the Unicode standard recommends for replacement.
  @inline(__always)
  static func sequence(_ source: Span<UInt8>, at start: Int) -> Int {
    let lead = source[start]
    if lead < 0x80 { return 1 }
    if lead < 0xC2 || lead > 0xF4 { return -1 }
    let left = source.count - start
    if left < 2 { return -1 }
    let second = source[start + 1]
    if lead < 0xE0 { return second & 0xC0 == 0x80 ? 2 : -1 }
    var low: UInt8 = 0x80
    var high: UInt8 = 0xBF
    switch lead {
    case 0xE0: low = 0xA0
    case 0xED: high = 0x9F
    case 0xF0: low = 0x90
    case 0xF4: high = 0x8F
    default: break
    }
    if second < low || second > high { return -1 }
    if left < 3 || source[start + 2] & 0xC0 != 0x80 { return -2 }
    if lead < 0xF0 { return 3 }
    if left < 4 || source[start + 3] & 0xC0 != 0x80 { return -3 }
    return 4
  }

  /// The end of the run of ASCII bytes that begins at `start`.
  @inline(__always)
  static func endOfASCII(_ source: Span<UInt8>, from start: Int) -> Int {
    var position = start
    let end = source.count
    let raw = source.bytes
    func word(_ offset: Int) -> UInt64 {
      unsafe raw.unsafeLoadUnaligned(fromByteOffset: position &+ offset, as: UInt64.self).littleEndian
    }
    while position &+ 32 <= end {
      if (word(0) | word(8) | word(16) | word(24)) & 0x8080_8080_8080_8080 != 0 { break }
      position &+= 32
    }
    while position &+ 8 <= end {
      let word = word(0)
      let high = word & 0x8080_8080_8080_8080
      if high != 0 { return position &+ high.trailingZeroBitCount >> 3 }
      position &+= 8
    }
    while position < end && source[position] < 0x80 { position &+= 1 }
    return position
  }

  /// Counts valid and invalid sequences in one pass.
  static func survey(_ source: Span<UInt8>) -> UTF8Survey {
    var survey = UTF8Survey()
    var position = 0
    let raw = source.bytes
    while position < source.count {
      // Runs of Han characters: lead bytes whose second byte may be any continuation.
      var longCount = 0
      while position &+ 4 <= source.count {
        let word = unsafe raw.unsafeLoadUnaligned(fromByteOffset: position, as: UInt32.self).littleEndian
        guard word & 0x00C0_C0F0 == 0x0080_80E0, word & 0xFF != 0xE0, word & 0xFF != 0xED else { break }
        longCount &+= 1
        position &+= 3
      }
      survey.longCount &+= longCount
      if position >= source.count { break }
      if source[position] < 0x80 {
        position = endOfASCII(source, from: position)
        continue
      }
      let length = sequence(source, at: position)
      switch length {
      case 3, 4: survey.longCount &+= 1
      case 2: survey.pairCount &+= 1
      default:
        survey.invalidCount &+= 1
        survey.endsInsideSequence = position - length == source.count && source[position] >= 0xC2
      }
      position &+= abs(length)
    }
    return survey
  }

  /// A copy in which every maximal invalid run is one U+FFFD.
  static func repaired(_ source: Span<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(source.count + 64)
    var position = 0
    while position < source.count {
      let length = sequence(source, at: position)
      if length > 0 {
        for offset in 0..<length { result.append(source[position + offset]) }
      } else {
        result.append(contentsOf: replacementCharacter)
      }
      position += abs(length)
    }
    return result
  }

  /// U+FFFD.
  static let replacementCharacter: [UInt8] = [0xEF, 0xBF, 0xBD]

  /// Appends a scalar; U+FFFD where `value` is none.
  static func append(_ value: UInt32, to bytes: inout [UInt8]) {
    let scalar = Unicode.Scalar(value)?.value ?? 0xFFFD
    if scalar < 0x80 {
      bytes.append(UInt8(scalar))
    } else if scalar < 0x800 {
      bytes.append(UInt8(0xC0 | scalar >> 6))
      bytes.append(UInt8(0x80 | scalar & 0x3F))
    } else if scalar < 0x10000 {
      bytes.append(UInt8(0xE0 | scalar >> 12))
      bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      bytes.append(UInt8(0x80 | scalar & 0x3F))
    } else {
      bytes.append(UInt8(0xF0 | scalar >> 18))
      bytes.append(UInt8(0x80 | scalar >> 12 & 0x3F))
      bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      bytes.append(UInt8(0x80 | scalar & 0x3F))
    }
  }
}

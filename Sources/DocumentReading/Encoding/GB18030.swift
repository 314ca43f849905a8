import CPlatform
import Glibc

/// What GB18030 says about a run of bytes.
struct GB18030Survey: Equatable {
  /// Pairs in the rows of GB 2312: its symbols and its 6,763 characters, which is nearly all of modern Chinese.
  var commonCount = 0
  /// Other valid pairs, and valid quadruples.
  var otherCount = 0
  /// Bytes that begin nothing valid.
  var invalidCount = 0
}

/// GB18030, which also reads everything labelled gb2312 or gbk.
enum GB18030 {
  /// Counts what the bytes would be, from their structure alone.
  static func survey(_ source: Span<UInt8>) -> GB18030Survey {
    var survey = GB18030Survey()
    var position = 0
    while position < source.count {
      let lead = source[position]
      if lead < 0x80 {
        position = UTF8Scan.endOfASCII(source, from: position)
        continue
      }
      let left = source.count - position
      if left == 1 || left < 4 && (0x30...0x39).contains(source[position + 1]) {
        // A character that the end cuts off tells nothing.
        break
      }
      let trail = source[position + 1]
      if lead == 0x80 || lead == 0xFF {
        survey.invalidCount += 1
        position += 1
      } else if trail >= 0x40 && trail != 0x7F && trail != 0xFF {
        let isCommonLead = (0xB0...0xF7).contains(lead) || (0xA1...0xA9).contains(lead)
        if isCommonLead && trail >= 0xA1 { survey.commonCount += 1 } else { survey.otherCount += 1 }
        position += 2
      } else if isQuadruple(source, at: position) {
        survey.otherCount += 1
        position += 4
      } else {
        survey.invalidCount += 1
        position += 1
      }
    }
    return survey
  }

  private static func isQuadruple(_ source: Span<UInt8>, at position: Int) -> Bool {
    guard source.count - position >= 4 else { return false }
    return (0x30...0x39).contains(source[position + 1]) && (0x81...0xFE).contains(source[position + 2])
      && (0x30...0x39).contains(source[position + 3])
  }

  /// Decodes to UTF-8; each byte that begins nothing valid becomes one U+FFFD, and reading goes on at the next byte.
  ///
  /// `nil` where the C library has no converter.
  static func decode(_ source: Span<UInt8>) -> (bytes: [UInt8], replacedCount: Int)? {
    guard let converter = platform_converter_open("GB18030") else { return nil }
    defer { platform_converter_close(converter) }
    var replacedCount = 0
    // A pair becomes at most three bytes, a quadruple four.
    let capacity = source.count + source.count / 2 + 64
    var result: [UInt8] = []
    result.reserveCapacity(capacity)
    var position = 0
    var block = [UInt8](repeating: 0, count: min(capacity, 1 << 16))
    while position < source.count {
      let step = convert(source, from: position, into: &block, converter: converter)
      result.append(contentsOf: block[0..<step.written])
      position += step.taken
      switch step.failure {
      case 0, E2BIG: continue
      default:
        // The euro sign of code page 936 is no GB18030, but pages have it.
        if position < source.count && source[position] == 0x80 {
          UTF8Scan.append(0x20AC, to: &result)
        } else {
          result.append(contentsOf: UTF8Scan.replacementCharacter)
          replacedCount += 1
        }
        position += 1
        platform_converter_reset(converter)
        // What is left of a sequence cut off by the end is one loss, not several.
        if step.failure == EINVAL { position = source.count }
      }
    }
    return (result, replacedCount)
  }

  private static func convert(
    _ source: Span<UInt8>, from position: Int, into block: inout [UInt8], converter: UnsafeMutableRawPointer
  ) -> (taken: Int, written: Int, failure: Int32) {
    source.extracting(position..<source.count).withUnsafeBufferPointer { input in
      block.withUnsafeMutableBufferPointer { output in
        var inputPointer = input.baseAddress
        var inputLeft = input.count
        var outputPointer = output.baseAddress
        var outputLeft = output.count
        let failure = platform_converter_run(converter, &inputPointer, &inputLeft, &outputPointer, &outputLeft)
        return (input.count - inputLeft, output.count - outputLeft, failure)
      }
    }
  }
}

/// The SHA-256 of a document, 32 bytes in place: there is one for each document at hand.
struct DocumentHash: Hashable, Comparable, Sendable {
  /// Big-endian, so that hashes compare as their hexadecimal digits do.
  private let words: (UInt64, UInt64, UInt64, UInt64)

  /// Reads 64 hexadecimal digits, as the ledger and the tables have them; `nil` for anything else.
  init?(_ text: String) {
    var words: [UInt64] = [0, 0, 0, 0]
    var count = 0
    for byte in text.utf8 {
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      default: return nil
      }
      guard count < 64 else { return nil }
      words[count >> 4] = words[count >> 4] << 4 | UInt64(digit)
      count += 1
    }
    guard count == 64 else { return nil }
    self.words = (words[0], words[1], words[2], words[3])
  }

  /// 64 lower-case hexadecimal digits.
  var text: String { hexadecimal(bytes) }

  /// 32 bytes.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(32)
    for word in [words.0, words.1, words.2, words.3] {
      withUnsafeBytes(of: word.bigEndian) { bytes.append(contentsOf: $0) }
    }
    return bytes
  }

  /// A part of the hash.
  var prefix: UInt64 { words.0 }

  static func == (left: DocumentHash, right: DocumentHash) -> Bool { left.words == right.words }

  static func < (left: DocumentHash, right: DocumentHash) -> Bool { left.words < right.words }

  func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}

import Crypto

/// The name of a record in the work area: a hash of everything the record depends on.
struct RecordKey: Hashable, Sendable {
  // 32 bytes in place: there are as many keys as documents.
  private let words: (UInt64, UInt64, UInt64, UInt64)

  init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    words = bytes.withUnsafeBytes { $0.loadUnaligned(as: (UInt64, UInt64, UInt64, UInt64).self) }
  }

  /// The key of what depends on all of `parts`, in this order.
  init(of parts: [[UInt8]]) {
    var hash = SHA256()
    for part in parts {
      withUnsafeBytes(of: UInt64(part.count).littleEndian) { hash.update(bufferPointer: $0) }
      hash.update(data: part)
    }
    words = hash.finalize().withUnsafeBytes { $0.loadUnaligned(as: (UInt64, UInt64, UInt64, UInt64).self) }
  }

  /// 32 bytes.
  var bytes: [UInt8] { withUnsafeBytes(of: words) { Array($0) } }

  static func == (left: RecordKey, right: RecordKey) -> Bool { left.words == right.words }

  /// A part of it: as good as a hash of it.
  var prefix: UInt64 { words.0 }

  // A part of a hash is a hash: nobody chooses it.
  func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}

extension RecordKey: Recordable {
  func encode(to encoder: inout RecordEncoder) { encoder.encode(bytes) }
  init(from decoder: inout RecordDecoder) throws(RecordDamage) {
    guard let key = RecordKey(bytes: try decoder.byteArray()) else { throw RecordDamage() }
    self = key
  }
}

/// SHA-256 of bytes.
func sha256(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }

/// Lower-case hexadecimal digits.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  func digit(_ value: UInt8) -> UInt8 { value < 10 ? value &+ UInt8(ascii: "0") : value &+ UInt8(ascii: "a") &- 10 }
  var text: [UInt8] = []
  text.reserveCapacity(2 * bytes.underestimatedCount)
  for byte in bytes {
    text.append(digit(byte >> 4))
    text.append(digit(byte & 15))
  }
  return String(decoding: text, as: UTF8.self)
}

/// The version of gongkai, as in CHANGELOG.md.
public enum ToolVersion {
  /// Semantic version.
  public static let current = "0.1.0"
}

/// What kind of container bytes are, by their first bytes.
public enum ContainerKind: Sendable, Hashable {
  case zip, tar, warc
  /// A compressed file; what is in it shows when it is decompressed.
  case gzip, zstd, xz, bzip2

  /// How many bytes at the beginning tell the kind.
  public static let headByteCount = 512

  /// The kind; `nil` where the bytes are no container.
  ///
  /// `head` is the first `headByteCount` bytes, fewer where there are no more.
  public init?(head: some RandomAccessCollection<UInt8>) {
    if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
      self = .zip
    } else if head.starts(with: [0x1F, 0x8B, 0x08]) {
      self = .gzip
    } else if head.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) || Self.isSkippableZstdFrame(head) {
      self = .zstd
    } else if head.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) {
      self = .xz
    } else if head.starts(with: "BZh".utf8), head.dropFirst(4).starts(with: [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]) {
      self = .bzip2
    } else if head.starts(with: "WARC/1.".utf8) {
      self = .warc
    } else if Self.isTarHeader(head) {
      self = .tar
    } else {
      return nil
    }
  }

  /// zstd files made in pieces (pzstd) begin with a skippable frame.
  private static func isSkippableZstdFrame(_ head: some RandomAccessCollection<UInt8>) -> Bool {
    guard head.count >= 12, let first = head.first, first & 0xF0 == 0x50 else { return false }
    return head.dropFirst(1).starts(with: [0x2A, 0x4D, 0x18])
  }

  /// A tar header proves itself by the sum of its bytes, with the field of the sum counted as blanks.
  private static func isTarHeader(_ head: some RandomAccessCollection<UInt8>) -> Bool {
    guard head.count >= 512, let first = head.first, first != 0 else { return false }
    var sum = 0
    var signedSum = 0
    var printed = 0
    var digits = 0
    for (index, byte) in head.prefix(512).enumerated() {
      let isField = (148..<156).contains(index)
      sum += isField ? 32 : Int(byte)
      signedSum += isField ? 32 : Int(Int8(bitPattern: byte))
      if isField {
        if (0x30...0x37).contains(byte) {
          printed = printed << 3 | Int(byte - 0x30)
          digits += 1
        } else if byte != 0x20 && byte != 0 {
          return false
        }
      }
    }
    return digits > 0 && (printed == sum || printed == signedSum)
  }
}

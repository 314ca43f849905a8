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
    let found =
      head.withContiguousStorageIfAvailable { Self.kind($0) } ?? Array(head).withUnsafeBufferPointer(Self.kind)
    guard let found else { return nil }
    self = found
  }

  private static func kind(_ head: UnsafeBufferPointer<UInt8>) -> ContainerKind? {
    if starts(head, "PK\u{3}\u{4}") || starts(head, "PK\u{5}\u{6}") { return .zip }
    if head.count >= 4, head[0] == 0x1F, head[1] == 0x8B, head[2] == 0x08 { return .gzip }
    if isZstdFrame(head) || isSkippableZstdFrame(head) { return .zstd }
    if head.count >= 6, head[0] == 0xFD, head[5] == 0, starts(head, "7zXZ", at: 1) { return .xz }
    if starts(head, "BZh"), starts(head, "1AY&SY", at: 4) { return .bzip2 }
    if starts(head, "WARC/1.") { return .warc }
    return isTarHeader(head) ? .tar : nil
  }

  private static func starts(_ head: UnsafeBufferPointer<UInt8>, _ mark: StaticString, at start: Int = 0) -> Bool {
    let length = mark.utf8CodeUnitCount
    guard head.count >= start + length else { return false }
    return (0..<length).allSatisfy { head[start + $0] == mark.utf8Start[$0] }
  }

  private static func isZstdFrame(_ head: UnsafeBufferPointer<UInt8>) -> Bool {
    head.count >= 4 && head[0] == 0x28 && head[1] == 0xB5 && head[2] == 0x2F && head[3] == 0xFD
  }

  /// zstd files made in pieces (pzstd) begin with a skippable frame.
  private static func isSkippableZstdFrame(_ head: UnsafeBufferPointer<UInt8>) -> Bool {
    head.count >= 12 && head[0] & 0xF0 == 0x50 && head[1] == 0x2A && head[2] == 0x4D && head[3] == 0x18
  }

  /// A tar header proves itself by the sum of its bytes, with the field of the sum counted as blanks.
  private static func isTarHeader(_ head: UnsafeBufferPointer<UInt8>) -> Bool {
    guard head.count >= 512, head[0] != 0 else { return false }
    // The field of the sum first: hardly anything else has octal digits just there.
    var printed = 0
    var digits = 0
    for byte in head[148..<156] {
      if (0x30...0x37).contains(byte) {
        printed = printed << 3 | Int(byte - 0x30)
        digits += 1
      } else if byte != 0x20 && byte != 0 {
        return false
      }
    }
    if digits == 0 { return false }
    var sum = 0
    var signedSum = 0
    for index in 0..<512 {
      let byte = (148..<156).contains(index) ? 32 : head[index]
      sum += Int(byte)
      signedSum += Int(Int8(bitPattern: byte))
    }
    return printed == sum || printed == signedSum
  }
}

/// A response of HTTP/1 as a crawler saved it.
struct HTTPResponse {
  /// The status code.
  let status: Int
  private let fields: HeaderFields
  private let body: ArraySlice<UInt8>

  /// `nil` where the bytes do not begin like a response.
  init?(_ bytes: [UInt8]) {
    guard bytes.starts(with: "HTTP/".utf8) else { return nil }
    var position = 0
    var lineNumber = 0
    var status: Int?
    var fields = HeaderFields()
    while let feed = bytes[position...].firstIndex(of: 0x0A) {
      var line = bytes[position..<feed]
      if line.last == 0x0D { line.removeLast() }
      position = feed + 1
      if line.isEmpty { break }
      if lineNumber == 0 {
        let parts = line.split(separator: 0x20)
        status = parts.count > 1 ? Int(String(decoding: parts[1], as: UTF8.self)) : nil
      } else {
        fields.add(line: line)
      }
      lineNumber += 1
    }
    guard let status else { return nil }
    self.status = status
    self.fields = fields
    body = bytes[position...]
  }

  /// The body with its transfer and content codings undone: chunks, gzip, deflate and zstd.
  ///
  /// Crawlers undo codings and keep the fields that name them: a body that is not coded as its fields say is taken as it
  /// stands. Throws `unknownCoding` where it is coded in another way, brotli (`br`) above all: no library for that is
  /// among those of this project, and crawlers that keep bodies as sent can be told not to ask for it.
  func document(budget: UnpackingBudget, limits: ContainerLimits) throws(ContainerFailure) -> [UInt8] {
    var bytes = body
    if fields.lowercased("transfer-encoding").contains("chunked"), let joined = Self.joined(chunks: bytes) {
      bytes = joined
    }
    let codings = fields.lowercased("content-encoding").split(whereSeparator: { $0 == "," || $0 == " " || $0 == "\t" })
    if codings.count > Self.mostCodings { throw .unknownCoding }
    // They are named in the order they were put on.
    for coding in codings.reversed() {
      guard let undone = try Self.undone(coding, of: bytes, budget, limits) else { break }
      bytes = undone[...]
    }
    if bytes.count > limits.entryByteCount { throw .entryTooLarge }
    return Array(bytes)
  }

  /// More than any server puts on one another.
  private static let mostCodings = 4

  /// The bytes without a coding; `nil` where they do not have it.
  private static func undone(
    _ coding: Substring, of bytes: ArraySlice<UInt8>, _ budget: UnpackingBudget, _ limits: ContainerLimits
  ) throws(ContainerFailure) -> [UInt8]? {
    switch coding {
    case "identity", "none", "utf-8": return Array(bytes)
    case "gzip", "x-gzip":
      guard bytes.starts(with: [0x1F, 0x8B]) else { return nil }
      return try decompressed(bytes, limits: limits, budget) { GzipSource($0, budget: $1) }
    case "deflate":
      // What the standard calls deflate has zlib's head of two bytes; many servers send it bare.
      let isWrapped =
        bytes.count > 1 && bytes[bytes.startIndex] & 0x0F == 8
        && (Int(bytes[bytes.startIndex]) << 8 | Int(bytes[bytes.startIndex + 1])) % 31 == 0
      do throws(ContainerFailure) {
        return try decompressed(bytes, limits: limits, budget) {
          GzipSource($0, budget: $1, windowBits: isWrapped ? 15 : -15)
        }
      } catch {
        if error == .malformed, !isWrapped, isPlain(bytes) { return nil }
        throw error
      }
    case "zstd":
      guard bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) else { return nil }
      return try decompressed(bytes, limits: limits, budget) { ZstdSource($0, budget: $1) }
    default:
      if isPlain(bytes) { return nil }
      throw .unknownCoding
    }
  }

  /// Whether bytes begin like a document: as text does, which has no control characters, or with the mark of a known kind.
  private static func isPlain(_ bytes: ArraySlice<UInt8>) -> Bool {
    let marks: [[UInt8]] = [
      Array("%PDF".utf8), Array("PK".utf8), [0xD0, 0xCF, 0x11, 0xE0], [0xFF, 0xFE], [0xFE, 0xFF],
    ]
    if marks.contains(where: { bytes.starts(with: $0) }) { return true }
    return bytes.prefix(512).allSatisfy { $0 >= 0x20 && $0 != 0x7F || (0x09...0x0D).contains($0) }
  }

  private static func joined(chunks bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var joined: [UInt8] = []
    var position = bytes.startIndex
    while let feed = bytes[position...].firstIndex(of: 0x0A) {
      var size = 0
      var digits = 0
      for byte in bytes[position..<feed] {
        guard let digit = hexadecimalDigit(byte), digits < 8 else { break }
        size = size << 4 | digit
        digits += 1
      }
      guard digits > 0 else { return nil }
      position = feed + 1
      if size == 0 { return joined[...] }
      guard size <= bytes.endIndex - position else { return nil }
      joined += bytes[position..<position + size]
      position += size
      if position < bytes.endIndex, bytes[position] == 0x0D { position += 1 }
      guard position < bytes.endIndex, bytes[position] == 0x0A else { return nil }
      position += 1
    }
    return nil
  }

  private static func hexadecimalDigit(_ byte: UInt8) -> Int? {
    switch byte {
    case 0x30...0x39: Int(byte) - 0x30
    case 0x41...0x46: Int(byte) - 0x37
    case 0x61...0x66: Int(byte) - 0x57
    default: nil
    }
  }

  private static func decompressed(
    _ bytes: ArraySlice<UInt8>, limits: ContainerLimits, _ budget: UnpackingBudget,
    _ source: (ByteSource, UnpackingBudget) -> ByteSource
  ) throws(ContainerFailure) -> [UInt8] {
    let inner = UnpackingBudget(limits: limits, parent: budget)
    return try source(MemorySource(Array(bytes), budget: inner), inner).readAll(limits: limits)
  }
}

extension ByteSource {
  /// All bytes of a source that is one document.
  func readAll(limits: ContainerLimits) throws(ContainerFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = try read(into: buffer)
      if count == 0 { return bytes }
      bytes += buffer[..<count]
      if bytes.count > limits.entryByteCount { throw .entryTooLarge }
    }
  }
}

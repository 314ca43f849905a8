import CPlatform

/// The name of an entry: decoded, and judged before anything is made of it.
///
/// Archives made on Chinese systems often have names in GBK without saying so. Names are UTF-8 where their bytes are
/// valid as that, else GB18030 where they are valid as that, else each byte that is not ASCII is written %XX.
enum EntryName {
  /// The name as text, without `.` and empty parts.
  static func text(_ bytes: [UInt8], isZip: Bool) -> String {
    var text = decoded(bytes)
    // Some packers for Windows write their own separator; a name that has both is meant as it stands.
    if isZip, !text.utf8.contains(UInt8(ascii: "/")) { text = text.replacing("\\", with: "/") }
    let isAbsolute = text.utf8.first == UInt8(ascii: "/")
    let parts = text.split(separator: "/").filter { $0 != "." }
    return (isAbsolute ? "/" : "") + parts.joined(separator: "/")
  }

  /// Whether the name leads out of the container: an absolute path, a drive, or a part `..`.
  static func isUnsafe(_ name: String) -> Bool {
    if name.isEmpty || name.utf8.first == UInt8(ascii: "/") { return true }
    let head = Array(name.utf8.prefix(2))
    if head.count == 2, head[1] == UInt8(ascii: ":"), head[0] | 0x20 >= 0x61, head[0] | 0x20 <= 0x7A { return true }
    return name.utf8.split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }.contains {
      $0.elementsEqual("..".utf8)
    }
  }

  /// The name of the one document in a compressed file: the last part of the path, without the compressor's suffix.
  static func withoutCompression(_ path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    for suffix in [".gz", ".zst", ".xz", ".bz2"] where name.hasSuffix(suffix) && name.utf8.count > suffix.utf8.count {
      return String(name.dropLast(suffix.count))
    }
    return name
  }

  static func decoded(_ bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    return gb18030(bytes) ?? escaped(bytes)
  }

  private static func gb18030(_ bytes: [UInt8]) -> String? {
    guard let converter = platform_converter_open("GB18030") else { return nil }
    defer { platform_converter_close(converter) }
    var code: Int32 = 0
    let output = [UInt8](unsafeUninitializedCapacity: bytes.count * 2 + 8) { buffer, count in
      bytes.withUnsafeBufferPointer { input in
        var source = input.baseAddress
        var sourceLeft = input.count
        var target = buffer.baseAddress
        var targetLeft = buffer.count
        code = platform_converter_run(converter, &source, &sourceLeft, &target, &targetLeft)
        count = buffer.count - targetLeft
      }
    }
    return code == 0 ? String(validating: output, as: UTF8.self) : nil
  }

  static func escaped(_ bytes: [UInt8]) -> String {
    var text = ""
    for byte in bytes {
      if byte < 0x80 {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        text += "%" + String(byte, radix: 16, uppercase: true)
      }
    }
    return text
  }
}

/// Decodes names of files as the names of entries are decoded.
public enum ContainedName {
  /// UTF-8 where the bytes are valid as that, else GB18030, else %XX.
  public static func text(_ bytes: [UInt8]) -> String { EntryName.decoded(bytes) }
}

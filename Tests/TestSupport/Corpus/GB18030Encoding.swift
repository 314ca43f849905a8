import Glibc

/// Text as GB18030 bytes.
enum GB18030Encoding {
  /// The bytes; `nil` where the C library has no such converter.
  static func bytes(of text: String) -> [UInt8]? {
    guard let converter = iconv_open("GB18030", "UTF-8"), Int(bitPattern: converter) != -1 else { return nil }
    defer { iconv_close(converter) }
    var input = text.utf8.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: input.count * 2 + 16)
    var written = 0
    let failed = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        var from = source.baseAddress
        var to = target.baseAddress
        var left = source.count
        var room = target.count
        let result = iconv(converter, &from, &left, &to, &room)
        written = target.count - room
        return result == .max || left > 0
      }
    }
    return failed ? nil : output.prefix(written).map { UInt8(bitPattern: $0) }
  }
}

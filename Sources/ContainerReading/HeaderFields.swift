/// The named fields of a WARC record or an HTTP message.
struct HeaderFields {
  private var fields: [(name: String, value: [UInt8])] = []

  /// Adds a line `Name: value`; one that begins with white space continues the field before it.
  mutating func add(line: some Collection<UInt8>) {
    guard let first = line.first else { return }
    if first == 0x20 || first == 0x09 {
      if !fields.isEmpty { fields[fields.count - 1].value += [0x20] + Self.trimmed(line) }
      return
    }
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return }
    let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
    fields.append((name, Self.trimmed(line[line.index(after: colon)...])))
  }

  /// The bytes of the first field of this name, given in lower case; `nil` where there is none.
  func bytes(_ name: String) -> [UInt8]? { fields.first { $0.name == name }?.value }

  /// The text of a field in lower case; empty where there is none.
  func lowercased(_ name: String) -> String {
    bytes(name).map { String(decoding: $0, as: UTF8.self).lowercased() } ?? ""
  }

  /// A field that is a number of bytes; `nil` where it is none.
  func count(_ name: String) -> Int? {
    guard let digits = bytes(name), !digits.isEmpty, digits.count < 19 else { return nil }
    var value = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      value = value * 10 + Int(digit - 0x30)
    }
    return value
  }

  private static func trimmed(_ bytes: some Collection<UInt8>) -> [UInt8] {
    var rest = Array(bytes)[...]
    while let first = rest.first, first == 0x20 || first == 0x09 { rest.removeFirst() }
    while let last = rest.last, last == 0x20 || last == 0x09 || last == 0x0D { rest.removeLast() }
    return Array(rest)
  }
}

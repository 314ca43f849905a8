import ContainerReading
import DocumentReading

/// Finds the document that a saved page leads to, and what the page says of it.
///
/// Only relative links to files of document kinds count, and only where the page leads to one document (that may lie beside
/// it in several kinds, `report.docx` and `report.pdf`): what a list of many documents says of itself is not said of each.
enum PageLinkScanner {
  private static let suffixes = [".pdf", ".docx", ".doc", ".wps", ".ofd", ".odt"]
  private static let attributes = ["href", "src", "data"].map { Array($0.utf8) }

  /// The links of a page at this path, as paths in the inbox; `nil` where it leads to no document, or to several.
  static func links(of page: [UInt8], path: String, document: ReadDocument) -> PageLinks? {
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().map(String.init)
    var targets: [String] = []
    for address in addresses(in: page) {
      guard let target = resolve(address, in: folder), !targets.contains(target) else { continue }
      targets.append(target)
      if targets.count > 4 { return nil }
    }
    guard !targets.isEmpty, Set(targets.map(stem)).count == 1 else { return nil }
    return PageLinks(supplied: supplied(by: document), targets: targets.sorted())
  }

  private static func stem(_ path: String) -> Substring { path[..<(path.lastIndex(of: ".") ?? path.endIndex)] }

  /// What the head of the page says, as a sidecar would.
  private static func supplied(by document: ReadDocument) -> Sidecar {
    var sidecar = Sidecar()
    for (name, content) in document.metadata where !content.isEmpty {
      switch name {
      case "pubdate", "publishdate", "publish-date", "article:published_time":
        sidecar.publishedOn = sidecar.publishedOn ?? date(content)
      case "contentsource":
        if content.utf8.contains(where: { $0 >= 0x80 }) { sidecar.publisher = sidecar.publisher ?? content }
      case "og:url", "canonical":
        if content.hasPrefix("http") { sidecar.url = sidecar.url ?? content }
      default: break
      }
    }
    return sidecar
  }

  /// `2024-1-5 10:00`, `2024/01/05` and the like as an ISO date.
  static func date(_ text: String) -> String? {
    let numbers = text.utf8.split(maxSplits: 3) { !(0x30...0x39).contains($0) }.prefix(3).map {
      Int(String(decoding: $0, as: UTF8.self)) ?? 0
    }
    guard numbers.count == 3, (1990...2100).contains(numbers[0]), (1...12).contains(numbers[1]),
      (1...31).contains(numbers[2])
    else { return nil }
    let digits = numbers[1...].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return "\(numbers[0])-\(digits[0])-\(digits[1])"
  }

  /// The values of attributes that lead somewhere, as they are printed.
  private static func addresses(in page: [UInt8]) -> [ArraySlice<UInt8>] {
    var addresses: [ArraySlice<UInt8>] = []
    var position = 0
    while let equals = page[position...].firstIndex(of: UInt8(ascii: "=")) {
      position = equals + 1
      guard attributes.contains(where: { ends(page[..<equals], with: $0) }), position < page.count else { continue }
      let quote = page[position]
      if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        let start = position + 1
        let limit = min(page.count, start + 2048)
        guard let end = page[start..<limit].firstIndex(of: quote) else { continue }
        addresses.append(page[start..<end])
        position = end
      } else {
        let limit = min(page.count, position + 2048)
        let end = page[position..<limit].firstIndex { $0 <= 0x20 || $0 == UInt8(ascii: ">") } ?? limit
        addresses.append(page[position..<end])
        position = end
      }
      if addresses.count >= 5000 { break }
    }
    return addresses
  }

  private static func ends(_ bytes: ArraySlice<UInt8>, with name: [UInt8]) -> Bool {
    guard bytes.count > name.count, bytes[bytes.endIndex - name.count - 1] <= 0x20 else { return false }
    return zip(bytes.suffix(name.count), name).allSatisfy { $0 | 0x20 == $1 }
  }

  /// The path in the inbox; `nil` where it is no relative link to a document, or leads out of the inbox.
  static func resolve(_ address: ArraySlice<UInt8>, in folder: [String]) -> String? {
    var bytes: [UInt8] = []
    var rest = address
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "#") || byte == UInt8(ascii: "?") { break }
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else if byte == UInt8(ascii: "&"), rest.starts(with: "amp;".utf8) {
        bytes.append(byte)
        rest = rest.dropFirst(4)
      } else {
        bytes.append(byte == UInt8(ascii: "\\") ? UInt8(ascii: "/") : byte)
      }
    }
    let name = ContainedName.text(bytes)
    guard suffixes.contains(where: { name.lowercased().hasSuffix($0) }), !name.hasPrefix("/"),
      !name.contains(":"), !name.utf8.contains(0)
    else { return nil }
    var parts = folder
    for part in name.split(separator: "/") {
      switch part {
      case ".": continue
      case "..":
        // Neither out of the inbox nor out of a container.
        guard let last = parts.last, !last.hasSuffix("!") else { return nil }
        parts.removeLast()
      default: parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }
}

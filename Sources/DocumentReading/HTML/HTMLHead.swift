/// What the head of a page says about it.
struct HTMLHead {
  /// The content of the first `<title>`; `nil` where there is none or it is empty.
  private(set) var title: String?
  /// `<meta>` name or property and content, and the canonical link, names in lower case, in source order.
  private(set) var metadata: [(name: String, content: String)] = []

  private var titleBytes: [UInt8] = []
  private static let references = CharacterReferenceReader()
  /// More pairs than any page has.
  private static let mostPairs = 1000

  /// Takes a `<meta>` or `<link>` tag.
  mutating func read(_ tag: HTMLTag, in source: Span<UInt8>) {
    if metadata.count >= Self.mostPairs { return }
    if tag.element == .meta {
      guard let name = tag.attribute("name", in: source) ?? tag.attribute("property", in: source),
        let content = tag.attribute("content", in: source)
      else { return }
      metadata.append((string(name, source).lowercased(), string(content, source)))
    } else if let relation = tag.attribute("rel", in: source), let address = tag.attribute("href", in: source),
      string(relation, source).lowercased() == "canonical"
    {
      metadata.append(("canonical", string(address, source)))
    }
  }

  /// Takes a piece of a title.
  mutating func appendToTitle(_ range: Range<Int>, in source: Span<UInt8>) {
    if title != nil { return }
    source.extracting(range).withUnsafeBufferPointer { titleBytes.append(contentsOf: $0) }
  }

  /// Takes a character of a title.
  mutating func appendToTitle(_ reference: CharacterReference) {
    if title == nil { reference.append(to: &titleBytes) }
  }

  /// Ends a title; the first that is not empty counts.
  mutating func endTitle() {
    if title != nil { return }
    let range = ByteScan.trimmed(0..<titleBytes.count, in: titleBytes.span)
    if !range.isEmpty { title = String(decoding: titleBytes[range], as: UTF8.self) }
    titleBytes = []
  }

  private func string(_ range: Range<Int>, _ source: Span<UInt8>) -> String {
    let value = Self.references.decodedValue(source, range)
    return String(decoding: value[ByteScan.trimmed(0..<value.count, in: value.span)], as: UTF8.self)
  }
}

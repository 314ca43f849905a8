import DocumentReading

/// The text of a document by source line, tags removed.
struct SourceText: Sendable {
  /// A line that has text.
  struct Line: Hashable, Sendable {
    var number: Int
    var text: String
  }

  /// In order of their numbers.
  let lines: [Line]

  init(_ text: BlockText) {
    var byNumber: [Int: String] = [:]
    for index in text.lineOffsets.indices {
      let start = Int(text.lineOffsets[index])
      let end = index + 1 < text.lineOffsets.count ? Int(text.lineOffsets[index + 1]) : text.bytes.count
      let words = Self.collapsed(text.bytes[start..<max(start, end)])
      if words.isEmpty { continue }
      let number = Int(text.lineNumbers[index])
      byNumber[number] = byNumber[number].map { $0 + " " + words } ?? words
    }
    lines = byNumber.sorted { $0.key < $1.key }.map { Line(number: $0.key, text: $0.value) }
  }

  /// A line with its neighbours that have text; empty where the line has none.
  func around(_ number: Int, neighbours: Int = 2) -> ArraySlice<Line> {
    guard let index = lines.firstIndex(where: { $0.number == number }) else { return [] }
    return lines[max(0, index - neighbours)...min(lines.count - 1, index + neighbours)]
  }

  /// The part of a long line around the first of `words` that stands in it; the whole of a short line.
  static func excerpt(of text: String, near words: [String], length: Int = 100) -> String {
    let characters = Array(text)
    guard characters.count > length else { return text }
    var center = 0
    for word in words where !word.isEmpty {
      if let found = firstIndex(of: Array(word), in: characters) {
        center = found
        break
      }
    }
    let start = max(0, min(center - length / 3, characters.count - length))
    let end = min(characters.count, start + length)
    return (start > 0 ? "…" : "") + String(characters[start..<end]) + (end < characters.count ? "…" : "")
  }

  private static func firstIndex(of word: [Character], in text: [Character]) -> Int? {
    guard word.count <= text.count else { return nil }
    return (0...(text.count - word.count)).first { text[$0..<($0 + word.count)].elementsEqual(word) }
  }

  /// White space of any kind becomes one space.
  private static func collapsed(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

/// Looks for a document in an inbox by its hash.
struct DocumentFinder {
  let inbox: String
  let options: PipelineOptions

  /// The text of the document, looked for at its old path first; `nil` where the inbox does not have it.
  func source(path: String, documentHash: String) throws -> SourceText? {
    let documents = InboxDocuments(options)
    let isWanted = { (bytes: [UInt8]) in hexadecimal(sha256(bytes)) == documentHash }
    let outer = path.split(separator: "!/", maxSplits: 1).first.map(String.init) ?? path
    let location = InboxScanner.cString(Array((inbox + "/" + outer).utf8))
    var found: [UInt8]?
    switch try? readInboxFile(location, limit: options.limits.documentByteCount) {
    case .document(let bytes, _)?: if isWanted(bytes) { found = bytes }
    case .container?:
      let entry = InboxEntry(path: outer, location: location, byteCount: 0)
      _ = try documents.forEach(inContainer: entry) { document in
        if isWanted(document.bytes) { found = document.bytes }
        return found == nil
      }
    case nil: break
    }
    if found == nil {
      try documents.forEach(in: [inbox]) { _, bytes, _ in
        if isWanted(bytes) { found = bytes }
        return found == nil
      }
    }
    return found.flatMap { try? DocumentReader(limits: options.limits).read($0) }.map { SourceText($0.text) }
  }
}

/// Comments and document type declarations: what `<!` opens.
enum HTMLDeclarations {
  /// The comment whose text begins at `start`: its text, and where the source goes on.
  static func comment(_ source: Span<UInt8>, from start: Int) -> (Range<Int>, Int) {
    if ByteScan.matchesExactly(">", in: source, at: start) { return (start..<start, start + 1) }
    if ByteScan.matchesExactly("->", in: source, at: start) { return (start..<start, start + 2) }
    var position = start
    while let dashes = ByteScan.first("--", in: source, from: position) {
      if ByteScan.matchesExactly(">", in: source, at: dashes + 2) { return (start..<dashes, dashes + 3) }
      if ByteScan.matchesExactly("!>", in: source, at: dashes + 2) { return (start..<dashes, dashes + 4) }
      position = dashes + 1
    }
    let text = start..<source.count
    for ending in ["--!", "--", "-"] as [StaticString] {
      let length = ending.utf8CodeUnitCount
      if text.count >= length && ByteScan.matchesExactly(ending, in: source, at: source.count - length) {
        return (start..<source.count - length, source.count)
      }
    }
    return (text, source.count)
  }

  /// The declaration behind `<!doctype` (section 13.2.5.53 to 68), and where the source goes on.
  static func documentType(_ source: Span<UInt8>, from start: Int) -> (HTMLDocumentType, Int) {
    var type = HTMLDocumentType()
    var position = skipSpace(source, start)
    func isAtEnd() -> Bool { position >= source.count || source[position] == 0x3E }
    func finish(broken: Bool) -> (HTMLDocumentType, Int) {
      if broken || position >= source.count { type.forcesQuirks = true }
      let end = ByteScan.first(0x3E, in: source, min(position, source.count)..<source.count) ?? source.count
      // Whatever stands before the end of a declaration that is right so far is passed over, but it must end.
      if end == source.count { type.forcesQuirks = true }
      return (type, min(end + 1, source.count))
    }
    if isAtEnd() { return finish(broken: true) }
    let nameStart = position
    while !isAtEnd() && !ASCII.isWhiteSpace(source[position]) { position += 1 }
    type.name = nameStart..<position
    position = skipSpace(source, position)
    if isAtEnd() { return finish(broken: false) }
    var isPublic = false
    if ByteScan.matches("public", in: source, at: position) {
      isPublic = true
    } else if !ByteScan.matches("system", in: source, at: position) {
      return finish(broken: true)
    }
    position = skipSpace(source, position + 6)
    guard var identifier = quoted(source, &position) else { return finish(broken: true) }
    if isPublic {
      type.publicIdentifier = identifier.range
      if !identifier.isClosed { return finish(broken: true) }
      position = skipSpace(source, position)
      if isAtEnd() { return finish(broken: false) }
      guard let system = quoted(source, &position) else { return finish(broken: true) }
      identifier = system
    }
    type.systemIdentifier = identifier.range
    if !identifier.isClosed { return finish(broken: true) }
    position = skipSpace(source, position)
    // Anything behind the last identifier is passed over without harm; only the end of the source breaks it.
    if position < source.count && source[position] != 0x3E {
      let end = ByteScan.first(0x3E, in: source, position..<source.count) ?? source.count
      return (type, min(end + 1, source.count))
    }
    return finish(broken: false)
  }

  /// A quoted identifier; a `>` ends it unclosed.
  private static func quoted(_ source: Span<UInt8>, _ position: inout Int) -> (range: Range<Int>, isClosed: Bool)? {
    guard position < source.count, source[position] == 0x22 || source[position] == 0x27 else { return nil }
    let quote = source[position]
    position += 1
    let start = position
    while position < source.count && source[position] != quote && source[position] != 0x3E { position += 1 }
    let range = start..<position
    if position < source.count && source[position] == quote {
      position += 1
      return (range, true)
    }
    return (range, false)
  }

  private static func skipSpace(_ source: Span<UInt8>, _ start: Int) -> Int {
    var position = start
    while position < source.count && ASCII.isWhiteSpace(source[position]) { position += 1 }
    return position
  }
}

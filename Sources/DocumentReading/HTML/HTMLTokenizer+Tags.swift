extension HTMLTokenizer {
  /// Reads the tag whose name begins at `start` into `tag`; `nil` where the source ends inside it.
  mutating func readTag(_ source: Span<UInt8>, from start: Int) -> Int? {
    source.withUnsafeBufferPointer { readTag($0, from: start) }
  }

  private mutating func readTag(_ source: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    let count = source.count
    var position = start
    var key: UInt64 = 0
    while position < count {
      let byte = source[position]
      if Self.endsTagName(byte) { break }
      if position &- start < 8 { key = key << 8 | UInt64(ASCII.lowered(byte)) }
      position &+= 1
    }
    tag.name = start..<position
    tag.element = elements.find(key, length: position &- start)
    tag.isSelfClosing = false
    tag.removeAttributes()
    while position < count {
      let byte = source[position]
      if byte == 0x3E { return position &+ 1 }
      if ASCII.isWhiteSpace(byte) {
        position &+= 1
      } else if byte == 0x2F {
        position &+= 1
        if position < count && source[position] == 0x3E {
          tag.isSelfClosing = true
          return position &+ 1
        }
      } else {
        guard let end = readAttribute(source, from: position) else { return nil }
        position = end
      }
    }
    return nil
  }

  @inline(__always)
  private mutating func readAttribute(_ source: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    let count = source.count
    // An equals sign in front belongs to the name.
    var position = start &+ 1
    while position < count && !Self.endsAttributeName(source[position]) { position &+= 1 }
    var attribute = HTMLAttribute(name: start..<position, value: position..<position)
    var behind = position
    while behind < count && ASCII.isWhiteSpace(source[behind]) { behind &+= 1 }
    if behind < count && source[behind] == 0x3D {
      position = behind &+ 1
      while position < count && ASCII.isWhiteSpace(source[position]) { position &+= 1 }
      if position == count { return nil }
      let quote = source[position]
      if quote == 0x22 || quote == 0x27 {
        guard let end = ByteScan.first(quote, in: source, position &+ 1..<count) else { return nil }
        attribute.value = position &+ 1..<end
        position = end &+ 1
      } else {
        let valueStart = position
        while position < count && source[position] != 0x3E && !ASCII.isWhiteSpace(source[position]) { position &+= 1 }
        attribute.value = valueStart..<position
      }
    }
    tag.append(attribute)
    return position
  }
}

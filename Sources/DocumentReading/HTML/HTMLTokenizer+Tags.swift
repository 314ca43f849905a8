extension HTMLTokenizer {
  /// Reads the tag whose name begins at `start`, and says where the source goes on; `nil` where it ends inside the tag.
  @inline(__always)
  mutating func readTag(_ source: Span<UInt8>, from start: Int, isEnd: Bool) -> (tag: HTMLTag, end: Int)? {
    source.withUnsafeBufferPointer { source in
      if !isEnd, let foreseen = memory.foresee(start, in: source) { return foreseen }
      let (nameEnd, known) = readName(source, from: start)
      if nameEnd < source.count, source[nameEnd] == 0x3E {
        return (memory.bare(known, name: start..<nameEnd, isEnd: isEnd), nameEnd &+ 1)
      }
      return memory.recall(start..<nameEnd, isEnd: isEnd, in: source)
        ?? readAttributes(source, known, name: start..<nameEnd, isEnd: isEnd)
    }
  }

  private mutating func readAttributes(
    _ source: UnsafeBufferPointer<UInt8>, _ known: KnownElement, name: Range<Int>, isEnd: Bool
  ) -> (tag: HTMLTag, end: Int)? {
    let count = source.count
    var position = name.upperBound
    while position < count {
      let byte = source[position]
      if ASCII.isWhiteSpace(byte) {
        position &+= 1
        continue
      }
      var isSelfClosing = false
      if byte == 0x2F {
        position &+= 1
        isSelfClosing = position < count && source[position] == 0x3E
        if !isSelfClosing { continue }
      }
      if isSelfClosing || byte == 0x3E {
        let end = position &+ 1
        let tag = memory.finish(known, name: name, isEnd: isEnd, isSelfClosing: isSelfClosing, in: source, end: end)
        return (tag, end)
      }
      guard let end = readAttribute(source, from: position, nameStart: name.lowerBound) else { return nil }
      position = end
    }
    return nil
  }

  /// The element whose name begins at `start`, and where the name ends.
  @inline(__always)
  private func readName(_ source: UnsafeBufferPointer<UInt8>, from start: Int) -> (end: Int, known: KnownElement) {
    if start &+ 8 <= source.count, let base = source.baseAddress {
      let word = UnsafeRawPointer(base + start).loadUnaligned(as: UInt64.self).littleEndian
      let length = ByteWord.firstMark(ByteWord.markNameEnds(word))
      if length < 8, length > 0, Self.endsTagName(source[start &+ length]) {
        let key = ByteWord.lowered(word).byteSwapped &>> UInt64(truncatingIfNeeded: 64 &- length &* 8)
        return (start &+ length, elements.find(key, length: length))
      }
    }
    return readLongName(source, from: start)
  }

  private func readLongName(_ source: UnsafeBufferPointer<UInt8>, from start: Int) -> (end: Int, known: KnownElement) {
    var position = start
    var key: UInt64 = 0
    while position < source.count {
      let byte = source[position]
      if Self.endsTagName(byte) { break }
      if position &- start < 8 { key = key << 8 | UInt64(ASCII.lowered(byte)) }
      position &+= 1
    }
    return (position, elements.find(key, length: position &- start))
  }

  @inline(__always)
  private mutating func readAttribute(_ source: UnsafeBufferPointer<UInt8>, from start: Int, nameStart: Int) -> Int? {
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
    memory.append(attribute, start: nameStart)
    return position
  }
}

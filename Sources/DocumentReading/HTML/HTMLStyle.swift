/// Reads declarations of CSS for what they say of how text is shown.
enum HTMLStyle {
  /// What is known of a style before all of its declarations are.
  private struct Reading {
    var appearance: HTMLAppearance = []
    var hasBackground = false
    var isMoving = false
    var isClipped = false
    var isAbsolute = false
    var isFlat = false
    var isFarAway = false
    var isCutOff = false
    var isTransparent = false
    var isPale = false
  }

  /// What the declarations in `range` say together.
  static func appearance(_ range: Range<Int>, in source: Span<UInt8>) -> HTMLAppearance {
    var reading = Reading()
    var start = range.lowerBound
    while start < range.upperBound {
      while start < range.upperBound, ASCII.isWhiteSpace(source[start]) || source[start] == 0x3B { start += 1 }
      let end = ByteScan.first(0x3B, in: source, start..<range.upperBound) ?? range.upperBound
      if start < end { read(start..<end, source, &reading) }
      start = end + 1
    }
    var appearance = reading.appearance
    if reading.isClipped && reading.isFlat { appearance.insert(.unseen) }
    if reading.isAbsolute && (reading.isFarAway || reading.isCutOff) { appearance.insert(.unseen) }
    // What fades in is shown in the end.
    if reading.isMoving { appearance.subtract([.unseen, .invisible]) }
    if reading.isTransparent && !reading.hasBackground { appearance.insert(.unseen) }
    if reading.isPale && !reading.hasBackground { appearance.insert(.pale) }
    return appearance
  }

  private static func read(_ declaration: Range<Int>, _ source: Span<UInt8>, _ reading: inout Reading) {
    let start = declaration.lowerBound
    // The first letters of the properties that matter: b, c, d, f, h, l, m, o, p, r, t, v, w, and a for animations.
    let letters: UInt32 = 1 << 1 | 1 << 2 | 1 << 3 | 1 << 5 | 1 << 7 | 1 << 11 | 1 << 12 | 1 << 14 | 1 << 15 | 1 << 17
    let more: UInt32 = 1 << 19 | 1 << 21 | 1 << 22 | 1 << 0
    let first = ASCII.lowered(source[start]) &- 0x61
    guard first < 26, (letters | more) >> UInt32(first) & 1 != 0,
      let colon = ByteScan.first(0x3A, in: source, declaration)
    else { return }
    let name = ByteScan.trimmed(start..<colon, in: source)
    let value = ByteScan.trimmed(colon + 1..<declaration.upperBound, in: source)
    func has(_ property: StaticString) -> Bool {
      name.count == property.utf8CodeUnitCount && ByteScan.matches(property, in: source, at: start)
    }
    func says(_ word: StaticString) -> Bool { ByteScan.matches(word, in: source, at: value.lowerBound) }
    if value.isEmpty { return }
    switch first + 0x61 {
    case UInt8(ascii: "a"): if ByteScan.matches("animation", in: source, at: start) { reading.isMoving = true }
    case UInt8(ascii: "b"):
      if ByteScan.matches("background", in: source, at: start) { reading.hasBackground = true }
      if has("bottom") { readOffset(value, source, &reading) }
    case UInt8(ascii: "c"):
      if has("color") { readColor(value, source, &reading) }
      if has("clip"), says("rect("), isTiny(value, source) { reading.isCutOff = true }
      if has("clip-path"), says("inset(50%") || says("inset(100%") { reading.appearance.insert(.unseen) }
    case UInt8(ascii: "d"):
      if has("display") { reading.appearance = reading.appearance.replacing([.absent, .displayed], says("none")) }
    case UInt8(ascii: "f"):
      if has("font-size") {
        let isZero = number(value, source).map { $0 == 0 } ?? false
        reading.appearance = reading.appearance.replacing([.sizeless, .sized], isZero)
      }
      if has("font"), says("0/") { reading.appearance.insert(.sizeless) }
    case UInt8(ascii: "h"): if has("height"), isNothing(value, source) { reading.isFlat = true }
    case UInt8(ascii: "l"): if has("left") { readOffset(value, source, &reading) }
    case UInt8(ascii: "m"):
      if has("mso-hide"), says("all") { reading.appearance.insert(.unseen) }
      if has("max-height") || has("max-width"), isNothing(value, source) { reading.isFlat = true }
      if has("margin-left") || has("margin-top"), isFar(value, source) { reading.appearance.insert(.unseen) }
    case UInt8(ascii: "o"):
      if has("opacity"), number(value, source).map({ $0 == 0 }) ?? false { reading.appearance.insert(.unseen) }
      if has("overflow"), says("hidden") || says("clip") { reading.isClipped = true }
    case UInt8(ascii: "p"): if has("position"), says("absolute") || says("fixed") { reading.isAbsolute = true }
    case UInt8(ascii: "r"): if has("right") { readOffset(value, source, &reading) }
    case UInt8(ascii: "t"):
      if has("text-indent"), isFar(value, source) { reading.appearance.insert(.unseen) }
      if has("text-decoration") || has("text-decoration-line") {
        let line = source.extracting(value)
        var isStruck = false
        for index in 0..<line.count where ByteScan.matches("line-through", in: line, at: index) { isStruck = true }
        if isStruck { reading.appearance.insert(.struck) }
      }
      if has("top") { readOffset(value, source, &reading) }
      if has("transform"), says("scale(0)") { reading.appearance.insert(.unseen) }
      if ByteScan.matches("transition", in: source, at: start) { reading.isMoving = true }
    case UInt8(ascii: "v"):
      if has("visibility") {
        reading.appearance = reading.appearance.replacing(
          [.invisible, .visible], says("hidden") || says("collapse"))
      }
      if has("vertical-align") {
        if says("super") { reading.appearance.insert(.raised) }
        if says("sub") { reading.appearance.insert(.lowered) }
      }
    case UInt8(ascii: "w"): if has("width"), isNothing(value, source) { reading.isFlat = true }
    default: break
    }
  }

  private static func readOffset(_ value: Range<Int>, _ source: Span<UInt8>, _ reading: inout Reading) {
    if isFar(value, source) { reading.isFarAway = true }
  }

  private static func readColor(_ value: Range<Int>, _ source: Span<UInt8>, _ reading: inout Reading) {
    if ByteScan.matches("transparent", in: source, at: value.lowerBound) { reading.isTransparent = true }
    if isWhite(value, source) { reading.isPale = true }
  }

  /// Whether a colour is white: by name, by its digits, or by its three parts.
  static func isWhite(_ value: Range<Int>, _ source: Span<UInt8>) -> Bool {
    let start = value.lowerBound
    func isWord(_ word: StaticString) -> Bool {
      let end = start + word.utf8CodeUnitCount
      return ByteScan.matches(word, in: source, at: start)
        && (end >= value.upperBound || !ASCII.isAlphanumeric(source[end]))
    }
    if isWord("white") || isWord("#fff") || isWord("#ffffff") { return true }
    guard ByteScan.matches("rgb(", in: source, at: start) else { return false }
    var parts = 0
    var position = start + 4
    while position < value.upperBound, source[position] != 0x29 {
      if ASCII.isDigit(source[position]) {
        guard ByteScan.matches("255", in: source, at: position) else { return false }
        parts += 1
        position += 3
      } else {
        position += 1
      }
    }
    return parts == 3
  }

  /// Whether a length leaves no room for text: 0 or a single pixel.
  private static func isNothing(_ value: Range<Int>, _ source: Span<UInt8>) -> Bool {
    guard let number = number(value, source) else { return false }
    return number == 0
      || number == 1 && ByteScan.matches("1px", in: source, at: value.lowerBound)
  }

  /// Whether all numbers of a clipping rectangle are 0 or 1.
  private static func isTiny(_ value: Range<Int>, _ source: Span<UInt8>) -> Bool {
    value.allSatisfy { index in
      let byte = source[index]
      return !ASCII.isDigit(byte) || byte == 0x30
        || byte == 0x31 && !ASCII.isDigit(source[index - 1])
          && (index + 1 >= value.upperBound || !ASCII.isDigit(source[index + 1]))
    }
  }

  /// Whether a negative length leads off every page.
  private static func isFar(_ value: Range<Int>, _ source: Span<UInt8>) -> Bool {
    guard source[value.lowerBound] == 0x2D, let number = number(value, source) else { return false }
    var isWide = false
    for index in value where ASCII.lowered(source[index]) == UInt8(ascii: "e") { isWide = true }
    return number <= (isWide ? -90 : -900)
  }

  /// The number at the beginning of a value, cut to thousandths; `nil` where there is none.
  private static func number(_ value: Range<Int>, _ source: Span<UInt8>) -> Double? {
    var position = value.lowerBound
    let isNegative = source[position] == 0x2D
    if isNegative || source[position] == 0x2B { position += 1 }
    var thousandths = 0
    var places = -1
    var digits = 0
    while position < value.upperBound {
      let byte = source[position]
      if byte == 0x2E, places < 0 {
        places = 0
      } else if ASCII.isDigit(byte) {
        digits += 1
        if places < 0 {
          thousandths = min(thousandths * 10 + Int(byte - 0x30) * 1000, 1 << 40)
        } else if places < 3 {
          places += 1
          thousandths += Int(byte - 0x30) * [100, 10, 1][places - 1]
        }
      } else {
        break
      }
      position += 1
    }
    if digits == 0 { return nil }
    return Double(isNegative ? -thousandths : thousandths) / 1000
  }
}

extension HTMLAppearance {
  /// With the first of a pair where `isFirst`, else with the second.
  fileprivate func replacing(_ pair: [HTMLAppearance], _ isFirst: Bool) -> HTMLAppearance {
    subtracting([pair[0], pair[1]]).union(pair[isFirst ? 0 : 1])
  }
}

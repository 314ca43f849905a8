/// Lists and styles of a binary Word document, in the shape that the reader of new ones uses.
enum OldWordLists {
  /// The lists and their instances, which paragraphs name by number.
  static func numbering(_ file: OldWordFile) -> WordNumbering {
    var numbering = WordNumbering()
    let bytes = file.tables
    let (start, length) = file.place(73)
    guard length >= 2, start + length <= bytes.count else { return numbering }
    let count = LittleEndian.word(bytes, start)
    var position = start + length
    for index in 0..<count {
      let head = start + 2 + 28 * index
      guard head + 28 <= start + length else { break }
      var list = WordNumbering.List()
      for level in 0..<(bytes[head + 26] & 1 == 1 ? 1 : 9) {
        guard let definition = readLevel(bytes, &position) else { break }
        list.levels[level] = definition
      }
      numbering.lists[name(LittleEndian.double(bytes, head))] = list
    }
    readInstances(file, into: &numbering)
    return numbering
  }

  private static func name(_ id: UInt32) -> String { "list \(id)" }

  private static func readInstances(_ file: OldWordFile, into numbering: inout WordNumbering) {
    let bytes = file.tables
    let (start, length) = file.place(74)
    guard length >= 4, start + length <= bytes.count else { return }
    let count = Int(LittleEndian.double(bytes, start))
    guard count <= (length - 4) / 16 else { return }
    var position = start + 4 + 16 * count
    for index in 0..<count {
      let head = start + 4 + 16 * index
      var instance = WordNumbering.Instance()
      instance.list = name(LittleEndian.double(bytes, head))
      position += 4
      for _ in 0..<Int(bytes[head + 12]) where position + 8 <= bytes.count {
        let flags = LittleEndian.double(bytes, position + 4)
        let level = Int(flags & 0xF)
        if flags & 0x10 != 0 { instance.starts[level] = Int(LittleEndian.double(bytes, position) & 0x7FFF) }
        position += 8
        if flags & 0x20 != 0, let own = readLevel(bytes, &position) { instance.levels[level] = own }
      }
      numbering.instances["\(index + 1)"] = instance
    }
  }

  /// A level (`LVL`): a head of 28 bytes, properties, the label with places for numbers.
  private static func readLevel(_ bytes: [UInt8], _ position: inout Int) -> ListLevel? {
    let head = position
    guard head + 30 <= bytes.count else { return nil }
    let text = head + 28 + Int(bytes[head + 24]) + Int(bytes[head + 25])
    let length = LittleEndian.word(bytes, text)
    guard text + 2 + 2 * length <= bytes.count else { return nil }
    position = text + 2 + 2 * length
    var level = ListLevel()
    level.start = Int(LittleEndian.double(bytes, head) & 0x7FFF)
    level.format = formats[bytes[head + 4]] ?? "decimal"
    level.isLegal = bytes[head + 5] & 4 != 0
    if bytes[head + 5] & 8 != 0 { level.restart = Int(bytes[head + 26]) }
    level.suffix = bytes[head + 15] == 2 ? "nothing" : "space"
    let units = (0..<length).map { UInt16(LittleEndian.word(bytes, text + 2 + 2 * $0)) }
    for character in String(decoding: units, as: UTF16.self).unicodeScalars {
      level.text += character.value < 9 ? "%\(character.value + 1)" : String(Character(character))
    }
    return level
  }

  private static let formats: [UInt8: String] = [
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 10: "ideographDigital",
    11: "japaneseCounting", 14: "decimalFullWidth", 17: "japaneseDigitalTenThousand", 18: "decimalEnclosedCircle",
    22: "decimalZero", 23: "bullet", 26: "decimalEnclosedFullstop", 27: "decimalEnclosedParen",
    28: "decimalEnclosedCircleChinese", 29: "ideographEnclosedCircle", 30: "ideographTraditional",
    31: "ideographZodiac", 33: "taiwaneseCounting", 34: "ideographLegalTraditional", 35: "taiwaneseCountingThousand",
    36: "taiwaneseDigital", 37: "chineseCounting", 38: "chineseLegalSimplified", 39: "chineseCountingThousand",
    57: "numberInDash", 255: "none",
  ]

  // MARK: Styles

  /// The styles of paragraphs, by number, as far as they bear on lists, hidden text and tables of contents.
  static func styles(_ file: OldWordFile) -> WordStyles {
    var result = WordStyles()
    result.defaultStyle = "0"
    let bytes = file.tables
    let (start, length) = file.place(1)
    guard length >= 6, start + length <= bytes.count else { return result }
    let count = LittleEndian.word(bytes, start + 2)
    let baseLength = LittleEndian.word(bytes, start + 4)
    var position = start + 2 + LittleEndian.word(bytes, start)
    for index in 0..<count {
      let size = LittleEndian.word(bytes, position)
      let entry = position + 2
      guard entry + size <= start + length else { break }
      position = entry + size + (size & 1)
      if size > baseLength + 2, let style = style(bytes, entry..<entry + size, baseLength) {
        result.styles["\(index)"] = style
      }
    }
    return result
  }

  private static func style(_ bytes: [UInt8], _ range: Range<Int>, _ baseLength: Int) -> WordStyles.Style? {
    let start = range.lowerBound
    let kind = LittleEndian.word(bytes, start + 2)
    guard kind & 0xF == 1 else { return nil }
    var style = WordStyles.Style()
    let builtIn = LittleEndian.word(bytes, start) & 0xFFF
    if (19...27).contains(builtIn) { style.name = "toc \(builtIn - 18)" }
    if kind >> 4 != 0xFFF { style.base = "\(kind >> 4)" }
    // Behind the name come the properties of the paragraph, then those of its characters.
    let name = start + baseLength
    let first = even(name + 2 * LittleEndian.word(bytes, name) + 4, from: start)
    let paragraph = first + 2..<first + 2 + LittleEndian.word(bytes, first)
    guard paragraph.upperBound <= range.upperBound, paragraph.count >= 2 else { return style }
    let properties = OldWordParagraph(bytes, paragraph.lowerBound + 2..<paragraph.upperBound)
    style.list = properties.list.map { "\($0)" }
    style.level = properties.level
    let second = even(paragraph.upperBound, from: start)
    let characters = second + 2..<second + 2 + LittleEndian.word(bytes, second)
    if characters.upperBound <= range.upperBound {
      for modifier in OldWordModifier.read(bytes, characters) where modifier.code == 0x083C {
        style.isHidden = bytes[modifier.operand.lowerBound] == 1
      }
    }
    return style
  }

  private static func even(_ place: Int, from start: Int) -> Int { place + (place - start) & 1 }
}

/// What the characters of a PDF are to a reader.
enum PDFCharacters {
  /// The character as text has it; `nil` for one that no reader sees.
  ///
  /// Fonts made by browsers and by WPS often map a glyph to the radical that looks like the character (⼀ for 一, ⻓ for
  /// 长): the same ink, so the character is put back.
  static func cleaned(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0x00...0x20, 0x7F...0x9F, 0xAD, 0x200B...0x200F, 0x2028...0x202E, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF: nil
    case 0x2E80...0x2FD5: radicals[scalar] ?? scalar
    default: scalar
    }
  }

  /// Whether it takes a full square of the line: Han, full-width forms, Chinese punctuation.
  static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026, 0x2460...0x24FF, 0x2E80...0xA4CF, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFF:
      true
    default: false
    }
  }

  static func isHan(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF, 0x3007: true
    default: false
    }
  }

  /// A digit, half or full width.
  static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(scalar.value) || (0xFF10...0xFF19).contains(scalar.value)
  }

  /// Whether there is nothing but figures and what is printed between and around them.
  static func isFigure(_ text: [Unicode.Scalar]) -> Bool {
    text.contains(where: isDigit) && text.allSatisfy { isDigit($0) || ".,，．%％+-－−".unicodeScalars.contains($0) }
  }

  /// How much of a line the character takes, in widths of a Han character.
  static func advance(_ scalar: Unicode.Scalar) -> Double { isWide(scalar) ? 1 : 0.5 }

  private static let radicals: [Unicode.Scalar: Unicode.Scalar] = {
    var table: [Unicode.Scalar: Unicode.Scalar] = [:]
    for (index, scalar) in kangxi.unicodeScalars.enumerated() {
      if let radical = Unicode.Scalar(0x2F00 + UInt32(index)) { table[radical] = scalar }
    }
    let pairs = Array(supplement.unicodeScalars)
    for index in stride(from: 0, to: pairs.count - 1, by: 2) { table[pairs[index]] = pairs[index + 1] }
    return table
  }()

  /// The characters of U+2F00 to U+2FD5 in order.
  private static let kangxi = """
    一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈\
    戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽\
    老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香\
    馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠
    """

  /// Pairs of a character of the supplement from U+2E80 on and what it stands for.
  private static let supplement = "⺠民⺩王⺬示⺶羊⺼肉⻁虎⻄西⻅见⻆角⻉贝⻋车⻑長⻒长⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟⺟母"
}

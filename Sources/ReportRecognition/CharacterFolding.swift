/// Folds characters to one form for matching: width, traditional script, Kangxi radicals (form.md 2.5).
///
/// Only what labels, headings and cells are made of is folded; what is printed is always sliced from the source.
/// Circled and bracketed numbers stay what they are: folding would turn ① into a digit of the cell before it.
enum CharacterFolding {
  /// Pairs of a traditional character and its simplified form, for the characters of labels and headings.
  private static let pairs = """
    規规範范許许對对務务項项處处罰罚強强費费業业購购採采數数減减製制發发廢废現现開开總总計计單单萬万額额請请結结轉转與与屬属國国秘秘\
    祕秘關关機机構构織织團团體体會会員员類类內内過过執执檔档詢询沒没補补舉举報报訴诉訪访複复復复覆复議议維维糾纠審审訟讼經经後后無无\
    當当據据繳缴納纳實实狀状況况題题進进濟济穩稳權权護护條条級级標标準准綜综劃划門门網网點点個个這这區区別别態态歷历曆历書书號号\
    佈布時时間间來来達达為为爲为於于從从確确認认獲获電电郵邮傳传縣县鄉乡鎮镇廳厅辦办灣湾聯联係系繫系編编貫贯徹彻資资訊讯訓训\
    勢势該该彙汇匯汇際际環环鉤钩鈎钩勾勾倉仓財财稅税農农衛卫療疗產产億亿戶户見见車车長长風风馬马頁页門门貝贝釆采齊齐龍龙黃黄麥麦\
    鳥鸟魚鱼韋韦飛飞卷卷捲卷徵征應应變变雙双導导領领監监啟启訂订證证調调續续錄录錶表檢检測测術术親亲樣样職职責责黨党華华陽阳陳陈\
    劉刘張张楊杨蘇苏廣广東东雲云貴贵遼辽寧宁濱滨慶庆滬沪豐丰臺台澤泽濟济鄭郑龍龙嶺岭島岛峽峡蘭兰灤滦濰潍滄沧漢汉瀋沈瀘泸瀾澜繼继擴扩優优術术語语斷断協协劑剂滿满覽览觀观說说論论設设誤误敘叙級级紅红約约純纯終终動动問问種种隊队階阶勞劳營营須须願愿誠诚練练紙纸細细給给絕绝決决減减內内處处眾众區区幹干於于祇只隻只餘余併并並并內内鐵铁錢钱銀银館馆園园橋桥場场壩坝溝沟莊庄蔣蒋趙赵孫孙吳吴馮冯韓韩鄧邓呂吕盧卢賈贾範范鄒邹蕭萧譚谭
    """

  /// The 214 characters that the Kangxi radicals U+2F00 to U+2FD5 are compatible with.
  private static let radicals = """
    一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈\
    戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽\
    老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香\
    馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠
    """

  /// The folded form of each character of the basic plane.
  static func foldedForms() -> [UInt16] {
    var table = (0...0xFFFF).map { UInt16($0) }
    let scalars = pairs.unicodeScalars.map { $0.value }
    for index in stride(from: 0, to: scalars.count - 1, by: 2) {
      table[Int(scalars[index] & 0xFFFF)] = UInt16(truncatingIfNeeded: scalars[index + 1])
    }
    for (index, scalar) in radicals.unicodeScalars.enumerated() where index < 214 {
      table[0x2F00 + index] = table[Int(scalar.value & 0xFFFF)]
    }
    for scalar in 0xFF01...0xFF5E { table[scalar] = UInt16(scalar - 0xFEE0) }
    for scalar in [0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0x2500, 0xFE63] { table[scalar] = 0x2D }
    for scalar in [0x3014, 0x3016, 0xFE59] { table[scalar] = 0x28 }
    for scalar in [0x3015, 0x3017, 0xFE5A] { table[scalar] = 0x29 }
    for (from, to) in [(0xFE30, 0x3A), (0x2236, 0x3A), (0x2024, 0x2E), (0xFF61, 0x3002), (0xFF64, 0x3001)] {
      table[from] = UInt16(to)
    }
    return table
  }

  /// The form of a character that matching sees.
  @inline(__always)
  static func folded(_ scalar: UInt32) -> UInt32 {
    scalar > 0xFFFF ? foldedBeyondBasicPlane(scalar) : FoldingTable.shared[scalar].unit
  }

  /// Digits of mathematical alphabets (U+1D7CE to U+1D7FF) are digits.
  static func foldedBeyondBasicPlane(_ scalar: UInt32) -> UInt32 {
    scalar >= 0x1D7CE && scalar <= 0x1D7FF ? 0x30 + (scalar - 0x1D7CE) % 10 : scalar
  }

  /// Whether matching does not see the character: white space, zero-width characters and quotes.
  @inline(__always)
  static func isDropped(_ scalar: UInt32) -> Bool { scalar <= 0xFFFF && FoldingTable.shared[scalar].isDropped }

  /// Whether the character is white space or has no width.
  @inline(__always)
  static func isSpace(_ scalar: UInt32) -> Bool {
    guard scalar <= 0xFFFF else { return false }
    let character = FoldingTable.shared[scalar]
    return character.isDropped && !character.isQuote
  }

  /// The same by the list of such characters, of which the table is made.
  static func isSpaceCharacter(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0x3164: true
    default: hasNoWidth(scalar)
    }
  }

  /// Whether the character has no width and says nothing, so that it parts nothing.
  ///
  /// The marks that turn the direction of digits around (U+202D, U+202E) say something and are none of these.
  static func hasNoWidth(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xAD, 0x034F, 0x180E, 0x200B...0x200F, 0x202A...0x202C, 0x2060...0x2064, 0x2066...0x206F, 0xFE00...0xFE0F,
      0xFEFF:
      true
    default: false
    }
  }

  /// Whether the character is 〇 or 零, which stand for 0 and are Han characters.
  static func isZeroSign(_ scalar: UInt32) -> Bool { scalar == 0x3007 || scalar == 0x96F6 }

  /// Whether the character is a quotation mark, by the list of which the table is made.
  static func isQuoteCharacter(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x22, 0x27, 0xFF02, 0xFF07, 0x2018...0x201F, 0x300C...0x300F, 0x301D...0x301F: true
    default: false
    }
  }

  /// The folded scalars of a label or a heading.
  static func key(_ text: String) -> [UInt32] {
    text.unicodeScalars.map { $0.value }.filter { !isDropped($0) }.map(folded)
  }
}

/// Classes of folded characters.
extension UInt32 {
  /// 0 to 9.
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  /// A digit above or below the line.
  var isRaisedDigit: Bool {
    switch self {
    case 0xB2, 0xB3, 0xB9, 0x2070, 0x2074...0x2079, 0x2080...0x2089: true
    default: false
    }
  }
  /// A Chinese character.
  var isHan: Bool {
    (self >= 0x4E00 && self <= 0x9FFF) || (self >= 0x3400 && self <= 0x4DBF) || self == 0x3007
      || (self >= 0xF900 && self <= 0xFAFF) || (self >= 0x20000 && self <= 0x3FFFF)
  }
  /// A Latin letter, with or without a tone mark.
  var isLatin: Bool {
    (self >= 0x41 && self <= 0x5A) || (self >= 0x61 && self <= 0x7A) || (self >= 0xC0 && self <= 0x24F)
      || (self >= 0x1E00 && self <= 0x1EFF) || self == 0x251 || self == 0x261 || (self >= 0x300 && self <= 0x36F)
  }
  /// A Han numeral that numbers sections and groups.
  var isHanOrdinal: Bool {
    switch self {
    case 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341: true
    default: false
    }
  }
}

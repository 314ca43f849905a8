/// One printed name taken apart: regions from the front, the body behind them.
struct AgencyName {
  /// The canonical name, a scope note in brackets at its end dropped.
  var canonical: String
  /// The folded name, byte for byte as long as `canonical`.
  var folded: [UInt8]
  /// The regions that the front may name: one is certain, several share a name, none is none.
  var regions: [Int32] = []
  /// Where the region ends.
  var regionEnd = 0
  /// Where the region begins, after 国家税务总局 and the like.
  var regionStart = 0
  /// The kind by the words behind the region.
  var reading = KindReading(kind: .unknown)
  /// A bare 省, 市, 县, 区 at the front that means the region at hand, as in 市教育局; `nil` where there is none.
  var bareRank: Character?
  /// Whether the words behind the region begin with a region that the table does not have.
  var namesUnlistedRegion = false
  /// Whether it is a body of the State Council.
  var isNational = false
  /// What a note at the end of the name says: true for (汇总), false for (本级), `nil` for none.
  var isConsolidated: Bool?

  /// The words behind the region.
  var rest: ArraySlice<UInt8> { folded[regionEnd...] }
  /// The only region; `nil` where there is none or more than one.
  var region: Int32? { regions.count == 1 && !namesUnlistedRegion ? regions.first : nil }

  /// Takes a name apart; `nil` for what names no agency of its own (我局, 本机关, sentences).
  init?(_ printed: String, aliases: AgencyAliases) {
    var name = NameFolding.canonical(printed)
    guard name.utf8.count <= 240 else { return nil }
    // Most names begin and end with an ideograph: nothing is trimmed there.
    while let scalar = name.unicodeScalars.first, !Self.isIdeograph(scalar), let first = name.first,
      Self.trimmed.contains(first)
    { name.removeFirst() }
    while let scalar = name.unicodeScalars.last, !Self.isIdeograph(scalar), let last = name.last,
      Self.trimmed.contains(last)
    { name.removeLast() }
    if let last = name.unicodeScalars.last, last == ")" || last == "级" {
      for (note, meaning) in Self.scopeNotes where name.hasSuffix(note) {
        isConsolidated = meaning
        name.removeLast(note.count)
        break
      }
    }
    name = aliases.canonical(Self.withoutRemark(name))
    let scalars = name.unicodeScalars
    guard (2...60).contains(scalars.count),
      !scalars.contains(where: { !Self.isIdeograph($0) && Self.sentenceMarks.contains($0) })
    else { return nil }
    canonical = name
    folded = NameFolding.folded(name)
    if Self.selfReferences.contains(where: { folded.starts(with: $0) }) || Self.notNames.contains(folded) { return nil }
    readRegion()
    let body = rest.firstIndex(of: UInt8(ascii: "(")).map { rest[..<$0] } ?? rest
    reading = KindTable.read(body, hasRegion: !regions.isEmpty || bareRank != nil)
    if regions.isEmpty, bareRank == nil { readNational(body) }
    readUnlistedRegion(body)
  }

  /// Whether the body behind the region belongs to the region itself, so that its level is the region's.
  var level: AdministrativeLevel {
    if isNational { return .national }
    if reading.kind == .townshipStreet { return .township }
    if reading.isInZone { return .unknown }
    if namesUnlistedRegion { return Self.level(ofUnlisted: rest) }
    let levels = Set(regions.map(RegionCodes.level(of:)))
    if let level = levels.first, levels.count == 1 { return level }
    switch bareRank {
    case "省": return .province
    case "县", "旗", "区": return .county
    case "州", "盟": return .prefecture
    case "市": return .unknown
    default: return regions.isEmpty ? Self.level(ofUnlisted: rest) : .unknown
    }
  }

  /// Without a remark in brackets at the end: 某县某局(原某县某局), (含下属单位).
  private static func withoutRemark(_ name: String) -> String {
    guard name.hasSuffix(")"), let open = name.lastIndex(of: "("), open != name.startIndex else { return name }
    let remark = name[name.index(after: open)...].dropLast()
    // 原平 and 含山 are places: a branch there is another body.
    guard remarks.contains(where: remark.hasPrefix), !branches.contains(where: remark.hasSuffix),
      RegionCodes.matches(in: NameFolding.folded(String(remark)), at: 0).isEmpty
    else { return name }
    return String(name[..<open])
  }

  private static let branches = ["分局", "支局", "分中心", "大队", "站"]
  private static let remarks = ["原", "含", "包含", "包括", "不含", "以下简称"]

  private static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool { (0x4E00..<0xA000).contains(scalar.value) }

  // MARK: Regions

  private mutating func readRegion() {
    let start = Self.superiors.first(where: { folded.starts(with: $0) })?.count ?? 0
    if folded.starts(with: Self.corps) { return }
    let isVertical = start > 0 || KindTable.isVertical(folded[...])
    if descend(from: start, isVertical: isVertical) {
      regionStart = start
    } else if start > 0 {
      _ = descend(from: 0, isVertical: isVertical)
    } else if let first = String(decoding: folded.prefix(3), as: UTF8.self).first, "省市县区州盟旗".contains(first),
      !Self.wordsThatBeginWithARank.contains(where: { folded.starts(with: $0) })
    {
      bareRank = first
      regionEnd = 3
    }
  }

  /// Follows region names from `start`, each inside the one before; false where there is none.
  private mutating func descend(from start: Int, isVertical: Bool) -> Bool {
    var end = start
    var current: [Int32] = []
    while end < folded.count {
      guard let step = Self.step(in: folded, at: end, within: current, isVertical: isVertical) else { break }
      current = step.numbers
      end = step.end
    }
    guard !current.isEmpty else { return false }
    regions = current
    regionEnd = end
    return true
  }

  private static func step(
    in folded: [UInt8], at start: Int, within outer: [Int32], isVertical: Bool
  ) -> (end: Int, numbers: [Int32])? {
    for match in RegionCodes.matches(in: folded, at: start) {
      let inside =
        outer.isEmpty
        ? match.numbers
        : match.numbers.filter { inner in outer.contains { $0 != inner && RegionCodes.contains($0, inner) } }
      if inside.isEmpty { continue }
      if match.isShortProvince {
        // 北京路街道办事处 is no body of Beijing; 河南郑州市 is one of Henan.
        let isFollowed = step(in: folded, at: match.end, within: inside, isVertical: isVertical) != nil
        let after = folded[match.end...]
        let isStreet = streetWords.contains { after.starts(with: $0) }
        guard outer.isEmpty, isFollowed || (!isStreet && (isVertical || !match.isBareProvince)) else { continue }
      }
      return (match.end, inside)
    }
    return nil
  }

  private mutating func readNational(_ body: ArraySlice<UInt8>) {
    let begins = Self.nationalBeginnings.contains(where: { folded.starts(with: $0) })
    guard (begins && reading.kind != .zone) || Self.ministries.contains(folded) else { return }
    isNational = true
    if folded.elementsEqual(KindTable.word("国务院办公厅")) {
      reading = KindReading(kind: .governmentOffice)
    } else if reading.kind == .unknown || reading.kind == .vertical {
      reading = KindReading(kind: .department)
    }
  }

  /// 东川市新河区人民政府, where the table has no 新河区: the region is not the city, and has no code here.
  private mutating func readUnlistedRegion(_ body: ArraySlice<UInt8>) {
    guard let region = regions.first, RegionCodes.level(of: region) != .county, !reading.isInZone else { return }
    let strangers = RegionCodes.matches(in: folded, at: regionEnd)
    if strangers.contains(where: { !$0.isShortProvince && $0.numbers.contains { RegionCodes.level(of: $0) == .county } }
    ) {
      namesUnlistedRegion = true
      return
    }
    var end = body.startIndex
    for length in 1...6 {
      guard end < body.endIndex else { return }
      let character = body[end..<min(end + RegionCodes.scalarLength(body[end]), body.endIndex)]
      end = character.endIndex
      guard length >= 2, let rank = String(decoding: character, as: UTF8.self).first, "县区市旗".contains(rank) else {
        continue
      }
      let after = body[end...]
      let isGovernment = after.isEmpty || KindTable.governmentWords.contains(where: { after.starts(with: $0) })
      let stem = body[..<character.startIndex]
      let isWord =
        KindTable.ends(stem, with: Self.wordsBeforeRank)
        || Self.wordsAfterRank.contains(where: { after.starts(with: $0) })
      // 城市管理局, 都市农业局 are no cities; a city below a city is found by its government alone.
      if isGovernment || (rank != "市" && !isWord && length >= 3) { namesUnlistedRegion = true }
      return
    }
  }

  private static func level(ofUnlisted rest: ArraySlice<UInt8>) -> AdministrativeLevel {
    let text = String(decoding: rest, as: UTF8.self)
    for (position, character) in text.enumerated() where position >= 2 && position <= 14 {
      switch character {
      case "省": return .province
      case "县", "旗", "区": return .county
      case "州", "盟": return .prefecture
      case "市", "局", "委", "厅", "部": return .unknown
      default: continue
      }
    }
    return .unknown
  }
}

// MARK: - Tables

extension AgencyName {
  private static func words(_ text: String) -> [[UInt8]] { text.split(separator: " ").map { Array($0.utf8) } }

  private static let trimmed = Set("《》〈〉“”\"'@:;,.。、·•|*#_-—")
  private static let scopeNotes: [(note: String, isConsolidated: Bool)] = [
    ("(汇总)", true), ("(综合)", true), ("(全市)", true), ("(全县)", true), ("(全区)", true), ("(全省)", true),
    ("(本级)", false), ("(机关)", false), ("(本机关)", false), ("(本级机关)", false), ("(机关本级)", false),
    ("本级", false),
  ]
  private static let sentenceMarks = Set("。,;!?:《》“”|<>=".unicodeScalars)
  private static let selfReferences = words(
    """
    我 各 全市 全县 全区 全省 该局 该市 该县 贵局 贵单位 上级 以上 有关 相关 其他 本局 本机关 本单位 本市 本县 本区 本省 本镇 本乡 \
    本街道 本部门 本委 本厅 本办 本网 本站 本行政机关 本级
    """)
  private static let notNames = Set(
    words(
      """
      政府 人民政府 办公室 办公厅 机关 单位 部门 管委会 局 县政府 市政府信息 网站 政府网站 佚名 本站 原创 未知 暂无 互联网 管理员 \
      编辑部 政府门户网站 信息公开 政府信息公开 年度 工作
      """))
  /// Names of national bodies that stand before the region of a branch; longer ones first.
  private static let superiors = words(
    """
    中国银行保险监督管理委员会 中国证券监督管理委员会 国家金融监督管理总局 国家矿山安全监察局 国家煤矿安全监察局 中国人民银行 \
    中华人民共和国 国家外汇管理局 国家税务总局 中国共产党 国家统计局 中国银保监会 中国证监会 国家能源局 国家邮政局 共青团 中共
    """)
  /// The Production and Construction Corps has no code of its own and is not Xinjiang.
  private static let corps = Array("新疆生产建设兵团".utf8)
  private static let streetWords = words("路 街 大道 大街 道")
  private static let wordsThatBeginWithARank = words(
    """
    市场 市政园林 市政管理 市政公用 市政工程 市政设施 市政和 市政局 市容 市民中心 市民服务 市民热线 市区 市辖 县域 区域 区划 区块 区位 区级 市级 县级 省级 州级 省直 市直 县直 区直 省属 \
    市属 县属 区属 省内 市内 县区 市县 区县
    """)
  private static let wordsBeforeRank = words("社 园 景 山 库 灾 小 片 县 矿 林 街 老 辖 地 城 港 牧 垦 湖 郊 校 营 禁 贫困 全")
  private static let wordsAfterRank = words("域 划 级 属 直")
  private static let nationalBeginnings = words("国务院 国家 中华人民共和国 中国 最高人民 全国")
  private static let ministries = Set(
    words(
      """
      外交部 教育部 科学技术部 科技部 工业和信息化部 公安部 国家安全部 民政部 司法部 财政部 人力资源和社会保障部 自然资源部 生态环境部 \
      住房和城乡建设部 交通运输部 水利部 农业农村部 商务部 文化和旅游部 退役军人事务部 应急管理部 审计署 海关总署 国土资源部 环境保护部 \
      农业部 文化部 卫生部 铁道部 监察部
      """))
}

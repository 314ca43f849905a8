/// What kind of body an agency is, the column `agency_kind` of the fact table `reports`.
public enum AgencyKind: String, CaseIterable, Sendable {
  /// A government with its departments: a region's name alone, 人民政府, or a report that says it compiles others.
  case governmentConsolidated = "gov_consolidated"
  /// The office of a government with a report of its own.
  case governmentOffice = "gov_office"
  /// 局, 委, 厅 and the like.
  case department
  /// A township, town or sub-district.
  case townshipStreet = "township_street"
  /// A development zone and its 管委会.
  case zone
  /// A body led from above: tax, customs, weather, statistics survey, financial supervision.
  case vertical
  /// Schools, hospitals, companies and other bodies that are no administration.
  case publicInstitution = "public_institution"
  /// Cannot be known from the names.
  case unknown
}

/// What the words after the region say about an agency.
struct KindReading {
  var kind: AgencyKind
  /// Whether the name stands for a whole government or zone and not for one of its bodies.
  var isWhole = false
  /// Whether a zone stands between the region and the body.
  var isInZone = false
}

/// The tables of endings that decide about kinds, and the order in which they do.
enum KindTable {
  /// Reads the words after the region (`rest`, folded, without a bracket at its end); `hasRegion` says whether a
  /// region, or a bare 市 or 县, stands before them.
  static func read(_ rest: ArraySlice<UInt8>, hasRegion: Bool) -> KindReading {
    if rest.isEmpty { return KindReading(kind: hasRegion ? .governmentConsolidated : .unknown, isWhole: hasRegion) }
    if isVertical(rest) { return KindReading(kind: .vertical) }
    if let government = readGovernment(rest, hasRegion: hasRegion) { return government }
    if let zone = readZone(rest) { return zone }
    if isTownship(rest) { return KindReading(kind: .townshipStreet) }
    if let unlisted = readUnlistedGovernment(rest, hasRegion: hasRegion) { return unlisted }
    return KindReading(kind: kindByEnding(rest))
  }

  /// Whether the ending is one of a body led from above.
  static func isVertical(_ name: ArraySlice<UInt8>) -> Bool {
    ends(name, with: verticalEndings) && !ends(name, with: localEndings)
  }

  private static func readGovernment(_ rest: ArraySlice<UInt8>, hasRegion: Bool) -> KindReading? {
    for government in governmentWords {
      guard rest.starts(with: government) else { continue }
      let after = rest.dropFirst(government.count)
      if after.isEmpty { return KindReading(kind: .governmentConsolidated, isWhole: true) }
      if isOffice(after) { return KindReading(kind: .governmentOffice) }
      return KindReading(kind: kindByEnding(after))
    }
    return hasRegion && (isOffice(rest) || officeShortForms.contains { rest.elementsEqual($0) })
      ? KindReading(kind: .governmentOffice) : nil
  }

  private static func readZone(_ rest: ArraySlice<UInt8>) -> KindReading? {
    var after: ArraySlice<UInt8>?
    for word in zoneWords {
      if let end = lastEnd(of: word, in: rest), end > after?.startIndex ?? rest.startIndex { after = rest[end...] }
    }
    if let after {
      if after.isEmpty { return KindReading(kind: .zone, isWhole: true, isInZone: true) }
      if committeeWords.contains(where: { after.elementsEqual($0) }) { return KindReading(kind: .zone, isInZone: true) }
      for committee in committeeWords + governmentWords where after.starts(with: committee) {
        let office = after.dropFirst(committee.count)
        if office.isEmpty { return KindReading(kind: .zone, isInZone: true) }
        if isOffice(office) { return KindReading(kind: .governmentOffice, isInZone: true) }
      }
      if isOffice(after) { return KindReading(kind: .governmentOffice, isInZone: true) }
      if isTownship(after) { return KindReading(kind: .townshipStreet, isInZone: true) }
      return KindReading(kind: kindByEnding(after), isInZone: true)
    }
    if ends(rest, with: [word("管委会")]) { return KindReading(kind: .zone, isInZone: true) }
    if ends(rest, with: [word("管委会办公室")]) { return KindReading(kind: .governmentOffice, isInZone: true) }
    return nil
  }

  private static func isTownship(_ rest: ArraySlice<UInt8>) -> Bool {
    var stem = rest
    for ending in townshipBodies where stem.count > ending.count && stem.suffix(ending.count).elementsEqual(ending) {
      stem = stem.dropLast(ending.count)
      if ends(ending[...], with: [word("办事处")]) { return lastEnd(of: word("驻"), in: stem) == nil }
      break
    }
    return stem.count >= 6 && ends(stem, with: townshipEndings)
  }

  /// A government whose region is not in the table, as 密云县人民政府 of before 2015.
  private static func readUnlistedGovernment(_ rest: ArraySlice<UInt8>, hasRegion: Bool) -> KindReading? {
    var stem = rest
    var isOfficeOfOne = false
    var isGovernment = false
    for government in governmentWords {
      guard let end = lastEnd(of: government, in: rest), end > rest.startIndex + government.count else { continue }
      if end == rest.endIndex {
        isGovernment = true
      } else if isOffice(rest[end...]) {
        isOfficeOfOne = true
      } else {
        continue
      }
      stem = rest[..<(end - government.count)]
      break
    }
    guard stem.count >= 6, stem.count <= 45, ends(stem, with: regionEndings) else { return nil }
    if isOfficeOfOne { return KindReading(kind: .governmentOffice) }
    return isGovernment || !hasRegion || stem.count <= 15
      ? KindReading(kind: .governmentConsolidated, isWhole: true) : nil
  }

  static func kindByEnding(_ name: ArraySlice<UInt8>) -> AgencyKind {
    if isVertical(name) { return .vertical }
    if ends(name, with: departmentEndingsBeforeInstitutions) { return .department }
    if ends(name, with: institutionEndings) { return .publicInstitution }
    return ends(name, with: departmentEndings) ? .department : .unknown
  }

  /// Whether the words are those of an office that publishes for its government.
  static func isOffice(_ name: ArraySlice<UInt8>) -> Bool { offices.contains { name.elementsEqual($0) } }

  // MARK: Tables

  static func word(_ text: String) -> [UInt8] { Array(text.utf8) }
  private static func words(_ text: String) -> [[UInt8]] { text.split(separator: " ").map { Array($0.utf8) } }

  static func ends(_ name: ArraySlice<UInt8>, with endings: [[UInt8]]) -> Bool {
    guard let last = name.last else { return endings.contains { $0.isEmpty } }
    for index in endings.indices {
      let count = endings[index].count
      if count == 0 { return true }
      if endings[index][count - 1] == last, name.count >= count, name.suffix(count).elementsEqual(endings[index]) {
        return true
      }
    }
    return false
  }

  /// The index after the last occurrence of `word`; `nil` where there is none.
  static func lastEnd(of word: [UInt8], in name: ArraySlice<UInt8>) -> Int? {
    guard let first = word.first, name.count >= word.count else { return nil }
    var start = name.endIndex - word.count
    while start >= name.startIndex {
      if name[start] == first, name[start..<(start + word.count)].elementsEqual(word) { return start + word.count }
      start -= 1
    }
    return nil
  }

  static let governmentWords = words("人民政府 政府 行政公署 行署")
  private static let officeShortForms = words("政府办 府办")
  private static let offices = words(
    """
    办公厅 办公室 办 办公厅(室) 办公厅政务公开办公室 办公室政务公开办公室 政务公开办公室 政府信息公开办公室 信息公开办公室 \
    办公厅政府信息公开办公室 办公室政府信息公开办公室 党政办公室 党政综合办公室 综合办公室 党政办 政务公开领导小组办公室 \
    政务公开工作领导小组办公室 政府信息公开工作领导小组办公室 信息公开工作领导小组办公室 政府信息与政务公开办公室 \
    政务公开和政府信息公开办公室
    """)
  private static let committeeWords = words("管理委员会 管委会 党工委管委会 党工委、管委会 工作委员会管理委员会 党工委")
  private static let zoneWords = words(
    """
    开发区 高新区 经开区 实验区 示范区 试验区 保税区 保税港区 自贸区 自由贸易港 产业园区 产业园 工业园区 工业园 园区 新区 \
    度假区 风景名胜区 风景区 名胜区 合作区 先行区 集聚区 航空港区 临空港区 生态城 科学城 科技城 经济区 新城管委会 自由贸易试验片区
    """)
  private static let townshipBodies = words("人民政府 政府 街道办事处 地区办事处 办事处 党政综合办公室 党政办公室 党政办 办公室 街道办")
  private static let townshipEndings = words("镇 乡 街道 苏木 地区 街道办 嘎查")
  private static let regionEndings = words("县 市 区 旗 省 州 盟")
  private static let verticalEndings = words(
    """
    税务局 税务总局 税务分局 税务所 海关 海关总署 气象局 气象台 海事局 调查总队 调查队 证监局 监管分局 银保监局 银监局 保监局 \
    银监分局 银保监分局 烟草专卖局 邮政管理局 通信管理局 外汇管理局 出入境边防检查站 出入境边防检查总站 边检站 边检总站 消防救援支队 \
    消防救援大队 消防救援总队 消防救援局 检验检疫局 矿山安全监察局 煤矿安全监察局 煤矿安全监察分局 地区管理局 专员办 中心支行 分行
    """)
  private static let localEndings = words("地方税务局 地税局")
  private static let departmentEndingsBeforeInstitutions = words("教育考试院 检察院 法院 人民法院 人民检察院 参事室")
  private static let institutionEndings = words(
    """
    大学 学院 学校 中学 小学 幼儿园 党校 医院 卫生院 卫生服务中心 保健院 中心 图书馆 博物馆 档案馆 美术馆 文化馆 科技馆 纪念馆 \
    研究院 研究所 科学院 设计院 公司 集团 电视台 广播电台 总台 出版社 报社 水务集团 福利院 殡仪馆 体校 职业技术学院 疾控中心 林场 农场
    """)
  private static let departmentEndings = words(
    """
    局 分局 总局 委 委员会 厅 部 办 办公室 办公厅 署 司 队 支队 大队 总队 所 站 室 处 社 联社 会 联合会 总会 工会 协会 妇联 残联 \
    文联 科联 侨联 团委 法院 检察院 馆 指挥部 领导小组 院 库 台
    """)
}

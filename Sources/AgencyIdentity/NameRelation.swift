/// How two printed names of one document stand to each other.
enum NameRelation {
  /// What to say about a name beside the chosen one; `nil` where both name one agency in an ordinary way.
  static func conflict(of other: NamedCandidate, with chosen: AgencyName) -> IdentityConflict? {
    let name = other.name
    if name.folded == chosen.folded || isShortForm(name, of: chosen) || isShortForm(chosen, of: name) { return nil }
    if isSameTownship(name, chosen) || isTail(name, of: chosen) || isTail(chosen, of: name) { return nil }
    if isSameGovernment(name, chosen) || publishes(name, for: chosen) { return nil }
    // 教育局办公室 behind 郑州市教育局: a part of the agency.
    if name.folded.starts(with: chosen.folded) { return nil }
    // A name without any region, in running text, is an inner office as often as another agency.
    let isLoose = name.regions.isEmpty && name.bareRank == nil && !name.isNational
    if isLoose, other.source == .preamble || other.source == .signature { return nil }

    let isRelated = regionsAgree(name, chosen)
    return IdentityConflict(
      isWarning: !isRelated, seen: name.canonical, chosen: chosen.canonical,
      message: "the \(label(other.source)) names '\(name.canonical)', the report is taken as that of "
        + "'\(chosen.canonical)'")
  }

  /// Whether `short` is `long` without its region, or with 市, 县, 区 for it: 市教育局 and 教育局 of 郑州市教育局.
  static func isShortForm(_ short: AgencyName, of long: AgencyName) -> Bool {
    guard !long.regions.isEmpty, short.folded.count < long.folded.count else { return false }
    if let rank = short.bareRank {
      let region = long.folded[long.regionStart..<long.regionEnd]
      let ranks = Array(String(rank).utf8)
      return region.suffix(ranks.count).elementsEqual(ranks) && short.rest.elementsEqual(long.rest)
    }
    guard long.folded.ends(with: short.folded) else { return false }
    let head = long.folded.count - short.folded.count
    // What is left out in front must be whole regions, and the short name must not begin inside one.
    return head <= long.regionEnd && (short.regions.isEmpty ? head == long.regionEnd : sharesRegion(short, long))
  }

  /// Whether `short` names no region and `long` is the same words behind regions, of which the table may not have the
  /// last: 教育局 and 某市某湖区教育局.
  static func isTail(_ short: AgencyName, of long: AgencyName) -> Bool {
    guard short.regions.isEmpty, short.bareRank == nil, !short.isNational, !long.regions.isEmpty,
      short.folded.count >= 9, short.folded.count < long.folded.count, long.folded.ends(with: short.folded)
    else { return false }
    return KindTable.ends(long.folded.dropLast(short.folded.count), with: regionRanks)
  }

  private static let regionRanks = ["省", "市", "县", "区", "旗", "州", "盟", "镇", "乡"].map(KindTable.word)

  /// 青山乡人民政府 and 某县青山乡, 新桥街道 and 某区新桥街道办事处.
  private static func isSameTownship(_ one: AgencyName, _ two: AgencyName) -> Bool {
    guard one.reading.kind == .townshipStreet, two.reading.kind == .townshipStreet else { return false }
    let first = townshipStem(of: one)
    let second = townshipStem(of: two)
    let (short, long) = first.count <= second.count ? (first, second) : (second, first)
    guard short.count >= 6, long.suffix(short.count).elementsEqual(short) else { return false }
    let front = long.dropLast(short.count)
    return front.isEmpty || KindTable.ends(front, with: regionRanks)
  }

  private static func townshipStem(of name: AgencyName) -> ArraySlice<UInt8> {
    for ending in ["街道办事处", "街道办"].map(KindTable.word) where name.folded.ends(with: ending) {
      return name.folded.dropLast(ending.count - KindTable.word("街道").count)
    }
    return stem(of: name)
  }

  /// 上海市 and 上海市人民政府.
  private static func isSameGovernment(_ one: AgencyName, _ two: AgencyName) -> Bool {
    guard one.reading.isWhole, two.reading.isWhole else { return false }
    if one.reading.kind == .zone || two.reading.kind == .zone { return false }
    if let region = one.region, region == two.region { return true }
    return one.bareRank != nil && fits(one, two) || two.bareRank != nil && fits(two, one)
  }

  /// Whether the first is the office, or the committee, of the government or zone that the second names.
  private static func publishes(_ office: AgencyName, for government: AgencyName) -> Bool {
    switch government.reading.kind {
    case .governmentConsolidated, .zone, .townshipStreet: break
    case .governmentOffice:
      // The government whose office the report is by.
      return office.reading.isWhole && (regionsAreEqual(office, government) || fits(office, government))
    default: return false
    }
    if office.reading.kind == .governmentOffice || isCoordination(office) {
      return regionsAreEqual(office, government) || fits(office, government)
        || office.folded.starts(with: stem(of: government))
    }
    return government.reading.kind == .zone && office.folded.starts(with: stem(of: government))
  }

  private static func isCoordination(_ name: AgencyName) -> Bool {
    ["领导小组办公室", "领导小组", "政务公开办公室", "政府信息中心", "政务公开办", "政务公开科"].contains {
      KindTable.ends(name.folded[...], with: [KindTable.word($0)])
    }
  }

  /// The name without 人民政府 or 管委会 at its end.
  private static func stem(of name: AgencyName) -> ArraySlice<UInt8> {
    for ending in ["人民政府", "管理委员会", "管委会", "办事处", "政府"].map(KindTable.word)
    where name.folded.count > ending.count && name.folded.ends(with: ending) {
      return name.folded.dropLast(ending.count)
    }
    return name.folded[...]
  }

  private static func sharesRegion(_ one: AgencyName, _ two: AgencyName) -> Bool {
    one.regions.contains { two.regions.contains($0) }
  }

  private static func regionsAreEqual(_ one: AgencyName, _ two: AgencyName) -> Bool {
    one.region != nil && one.region == two.region
  }

  /// Whether the bare 市 or 县 of the first may mean the region of the second.
  private static func fits(_ bare: AgencyName, _ full: AgencyName) -> Bool {
    guard let rank = bare.bareRank else { return false }
    if full.regions.isEmpty { return full.bareRank == rank }
    return full.regions.contains { RegionCodes.region(number: $0)?.name.last == rank }
  }

  /// Whether both lie in one line of regions, so that one may well publish for the other.
  private static func regionsAgree(_ one: AgencyName, _ two: AgencyName) -> Bool {
    if fits(one, two) || fits(two, one) { return true }
    guard let first = one.region, let second = two.region else { return false }
    return RegionCodes.contains(first, second) || RegionCodes.contains(second, first)
  }

  private static func label(_ source: AgencyEvidence.Source) -> String {
    switch source {
    case .publisher: "publisher line"
    case .title: "title"
    case .preamble: "preamble"
    case .signature: "signature"
    case .sidecar: "sidecar"
    }
  }
}

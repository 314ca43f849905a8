import AgencyIdentity
import PipelineRules
import Testing

/// The identifier with the rules that ship.
func shippedIdentifier() throws -> AgencyIdentifier {
  let rules = try #require(PipelineRules.files.first { $0.name == "agency-aliases.yaml" })
  return try AgencyIdentifier(aliases: rules.bytes)
}

/// A name, and what it says about its agency when nothing else is known.
struct NameCase: Sendable, CustomTestStringConvertible {
  let name: String
  let region: String
  let level: AdministrativeLevel
  let kind: AgencyKind
  let scope: ReportScope
  var testDescription: String { name }

  init(
    _ name: String, _ region: String, _ level: AdministrativeLevel, _ kind: AgencyKind, _ scope: ReportScope = .own
  ) {
    self.name = name
    self.region = region
    self.level = level
    self.kind = kind
    self.scope = scope
  }
}

@Suite("names of agencies")
struct AgencyNameTests {
  static let cases: [NameCase] = [
    // Whole governments.
    NameCase("上海市", "310000", .province, .governmentConsolidated, .consolidated),
    NameCase("上海市人民政府", "310000", .province, .governmentConsolidated, .consolidated),
    NameCase("河南省", "410000", .province, .governmentConsolidated, .consolidated),
    NameCase("广西壮族自治区人民政府", "450000", .province, .governmentConsolidated, .consolidated),
    NameCase("内蒙古", "150000", .province, .governmentConsolidated, .consolidated),
    NameCase("郑州市", "410100", .prefecture, .governmentConsolidated, .consolidated),
    NameCase("河南省郑州市人民政府", "410100", .prefecture, .governmentConsolidated, .consolidated),
    NameCase("淮安市洪泽区人民政府", "320813", .county, .governmentConsolidated, .consolidated),
    NameCase("平潭县人民政府", "350128", .county, .governmentConsolidated, .consolidated),
    NameCase("上海市浦东新区人民政府", "310115", .county, .governmentConsolidated, .consolidated),
    NameCase("上海市浦东新区", "310115", .county, .governmentConsolidated, .consolidated),
    NameCase("延边朝鲜族自治州人民政府", "222400", .prefecture, .governmentConsolidated, .consolidated),
    NameCase("延边州人民政府", "222400", .prefecture, .governmentConsolidated, .consolidated),
    NameCase("恭城瑶族自治县人民政府", "450332", .county, .governmentConsolidated, .consolidated),
    NameCase("锡林郭勒盟行政公署", "152500", .prefecture, .governmentConsolidated, .consolidated),
    NameCase("济源市人民政府", "419001", .county, .governmentConsolidated, .consolidated),
    NameCase("鄂伦春自治旗人民政府", "150723", .county, .governmentConsolidated, .consolidated),
    NameCase("湖北省神农架林区人民政府", "429021", .county, .governmentConsolidated, .consolidated),
    NameCase("重庆市北碚区人民政府", "500109", .county, .governmentConsolidated, .consolidated),
    NameCase("郑州市人民政府（汇总）", "410100", .prefecture, .governmentConsolidated, .consolidated),
    NameCase("郑州市人民政府（本级）", "410100", .prefecture, .governmentConsolidated, .own),
    // Their offices.
    NameCase("上海市人民政府办公厅", "310000", .province, .governmentOffice),
    NameCase("平潭县人民政府办公室", "350128", .county, .governmentOffice),
    NameCase("中牟县政府办公室", "410122", .county, .governmentOffice),
    NameCase("南京市鼓楼区政府办", "320106", .county, .governmentOffice),
    // Departments.
    NameCase("郑州市教育局", "410100", .prefecture, .department),
    NameCase("上海市科委", "310000", .province, .department),
    NameCase("河南省发展和改革委员会", "410000", .province, .department),
    NameCase("内蒙古自治区水利厅", "150000", .province, .department),
    NameCase("广西水利厅", "450000", .province, .department),
    NameCase("西藏自治区自然资源厅", "540000", .province, .department),
    NameCase("郑州市市场监督管理局", "410100", .prefecture, .department),
    NameCase("郑州市城市管理局", "410100", .prefecture, .department),
    NameCase("郑州市人民政府外事办公室", "410100", .prefecture, .department),
    NameCase("郑州市人民政府国有资产监督管理委员会", "410100", .prefecture, .department),
    NameCase("新乡市红旗区人民法院", "410702", .county, .department),
    NameCase("南京市鼓楼区教育局", "320106", .county, .department),
    NameCase("徐州市鼓楼区教育局", "320302", .county, .department),
    NameCase("北京市朝阳区住房和城乡建设委员会", "110105", .county, .department),
    NameCase("恩施州审计局", "422800", .prefecture, .department),
    NameCase("海南藏族自治州财政局", "632500", .prefecture, .department),
    NameCase("海南省财政厅", "460000", .province, .department),
    NameCase("河南省河南蒙古族自治县财政局", "000000", .county, .department),
    NameCase("吉林省吉林市财政局", "220200", .prefecture, .department),
    NameCase("上海市人民政府驻北京办事处", "310000", .province, .department),
    NameCase("郑州市公安局交通警察支队", "410100", .prefecture, .department),
    NameCase("郑州市供销合作社", "410100", .prefecture, .department),
    NameCase("郑州市档案局（馆）", "410100", .prefecture, .department),
    NameCase("郑州市地方税务局", "410100", .prefecture, .department),
    // Townships.
    NameCase("郑州市金水区经八路街道办事处", "410105", .township, .townshipStreet),
    NameCase("平潭县岚城乡人民政府", "350128", .township, .townshipStreet),
    NameCase("平潭县敖东镇", "350128", .township, .townshipStreet),
    NameCase("涟水县高沟镇人民政府", "320826", .township, .townshipStreet),
    NameCase("锡林浩特市白音锡勒苏木人民政府", "152502", .township, .townshipStreet),
    NameCase("北京市朝阳区奥运村地区办事处", "110105", .township, .townshipStreet),
    NameCase("河西镇人民政府", "000000", .township, .townshipStreet),
    // Zones.
    NameCase("平潭综合实验区", "000000", .unknown, .zone, .consolidated),
    NameCase("平潭综合实验区管委会", "000000", .unknown, .zone),
    NameCase("平潭综合实验区管委会办公室", "000000", .unknown, .governmentOffice),
    NameCase("郑州市高新技术产业开发区", "410100", .unknown, .zone, .consolidated),
    NameCase("郑州市高新技术产业开发区管理委员会", "410100", .unknown, .zone),
    NameCase("郑州市郑东新区教育文化体育局", "410100", .unknown, .department),
    NameCase("黄山风景名胜区管理委员会", "000000", .unknown, .zone),
    // Vertical bodies.
    NameCase("国家税务总局郑州市税务局", "410100", .prefecture, .vertical),
    NameCase("国家税务总局郑州市金水区税务局", "410105", .county, .vertical),
    NameCase("国家统计局河南调查总队", "410000", .province, .vertical),
    NameCase("中华人民共和国上海海关", "310000", .province, .vertical),
    NameCase("郑州市气象局", "410100", .prefecture, .vertical),
    NameCase("北京海关", "110000", .province, .vertical),
    NameCase("广东省烟草专卖局", "440000", .province, .vertical),
    // Public institutions.
    NameCase("上海市第六人民医院", "310000", .province, .publicInstitution),
    NameCase("郑州市住房公积金管理中心", "410100", .prefecture, .publicInstitution),
    NameCase("河南师范大学", "000000", .unknown, .publicInstitution),
    NameCase("郑州市第七中学", "410100", .prefecture, .publicInstitution),
    // National bodies.
    NameCase("国务院办公厅", "000000", .national, .governmentOffice),
    NameCase("教育部", "000000", .national, .department),
    NameCase("国家税务总局", "000000", .national, .department),
    NameCase("中国证券监督管理委员会", "000000", .national, .department),
    NameCase("国家发展和改革委员会", "000000", .national, .department),
    // Names that leave the region open: never guessed.
    NameCase("鼓楼区人民政府", "000000", .county, .governmentConsolidated, .consolidated),
    NameCase("江苏省鼓楼区教育局", "000000", .county, .department),
    NameCase("市教育局", "000000", .unknown, .department),
    NameCase("县教育局", "000000", .county, .department),
    NameCase("省教育厅", "000000", .province, .department),
    NameCase("市场监督管理局", "000000", .unknown, .department),
    NameCase("教育局", "000000", .unknown, .department),
    NameCase("郑州市青泽区人民政府", "000000", .county, .governmentConsolidated, .consolidated),
    NameCase("郑州市青泽区教育局", "000000", .county, .department),
    NameCase("青泽县人民政府", "000000", .county, .governmentConsolidated, .consolidated),
    NameCase("新疆生产建设兵团第十九师民政局", "000000", .unknown, .department),
    // As converters and mirrors write them.
    NameCase("郑 州 市 教　育 局", "410100", .prefecture, .department),
    NameCase("鄭州市教育局", "410100", .prefecture, .department),
    NameCase("廣東省衛生健康委員會", "440000", .province, .department),
    NameCase("⻄宁市财政局", "630100", .prefecture, .department),
    NameCase("郑州市⽔利局", "410100", .prefecture, .department),
  ]

  @Test("region, level, kind and scope of a title's agency", arguments: cases)
  func classification(of expected: NameCase) throws {
    let found = try shippedIdentifier().identify(AgencyEvidence(names: [(.title, expected.name)]))
    #expect(found.regionCode == expected.region)
    #expect(found.adminLevel == expected.level)
    #expect(found.agencyKind == expected.kind)
    #expect(found.scope == expected.scope)
    #expect(found.conflicts.isEmpty)
    #expect(found.agencyID == "\(found.regionCode)/\(found.agencyName)")
  }

  @Test("a bureau of every region is found by the names of its line")
  func everyRegion() throws {
    let identifier = try shippedIdentifier()
    var wrong: [String] = []
    for region in RegionCodes.all {
      var path = region.name
      var parent = region.parentCode
      while let code = parent, let superior = RegionCodes.region(code: code) {
        if superior.name != path.prefix(superior.name.count) { path = superior.name + path }
        parent = superior.parentCode
      }
      let found = identifier.identify(AgencyEvidence(names: [(.title, path + "财政局")]))
      // The cities inside the four municipalities are the municipalities.
      let expected = region.level == .prefecture && path == region.name ? region.parentCode : region.code
      if found.regionCode != expected || found.agencyKind != .department { wrong.append(path) }
    }
    #expect(RegionCodes.all.count > 3000)
    #expect(wrong.isEmpty)
  }

  @Test(
    "canonical names",
    arguments: [
      ("郑州市教育局", "郑州市教育局"), (" 郑州市\u{A0}教育局\u{3000}", "郑州市教育局"), ("郑州市教育局（本级）", "郑州市教育局"),
      ("《郑州市教育局》", "郑州市教育局"), ("中牟县教体局", "中牟县教育体育局"), ("郑州市档案局（馆）", "郑州市档案局(馆)"),
      ("鄭州市教育局", "鄭州市教育局"), ("郑州市\u{200B}教育局：", "郑州市教育局"),
    ])
  func canonicalName(printed: String, canonical: String) throws {
    let found = try shippedIdentifier().identify(AgencyEvidence(names: [(.publisher, printed)]))
    #expect(found.agencyName == canonical)
  }

  @Test("words that name no agency", arguments: ["我局", "本机关", "", "  ", "办公室", "本站原创", "2021-01-26,来源", "局", "各部门"])
  func noAgency(printed: String) throws {
    let found = try shippedIdentifier().identify(AgencyEvidence(names: [(.publisher, printed)]))
    #expect(found.agencyName == "")
    #expect(found.agencyID == "000000/")
  }
}

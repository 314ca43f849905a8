/// Tells bodies from the offices inside of them, by the words at both ends of a name.
enum InnerOffice {
  private static let offices = [
    "政府信息公开工作领导小组办公室", "政务公开工作领导小组办公室", "信息公开工作领导小组办公室", "政府信息公开领导小组办公室", "政务公开领导小组办公室", "信息公开领导小组办公室",
    "政府信息公开工作办公室", "政务公开工作办公室", "政府信息公开办公室", "政务公开办公室", "信息公开办公室", "党政综合办公室", "党政综合办", "党政办公室", "综合办公室",
    "政务公开科", "政务公开股", "政务公开处", "信息公开科", "党政办", "办公室", "秘书科", "综合科", "综合股", "综合处",
  ].map(CharacterFolding.key)
  private static let owners = [
    "局", "分局", "委", "委员会", "厅", "办事处", "街道", "镇人民政府", "乡人民政府", "镇政府", "乡政府", "镇", "乡", "管委会", "中心", "院", "校", "学", "队",
    "公司", "署",
    "海关", "总站", "所",
  ].map(CharacterFolding.key)
  /// 县委办公室 is a body of its own.
  private static let parties = ["县委", "市委", "区委", "省委", "州委", "旗委", "盟委", "党委", "工委", "组委"].map(CharacterFolding.key)
  private static let bodies = [
    "府", "局", "委", "办", "室", "厅", "会", "院", "中心", "处", "队", "部", "站", "所", "公司", "校", "大学", "中学", "小学", "二中", "一中",
    "三中", "镇", "乡",
    "街道", "区", "市", "县", "州", "旗", "盟", "省", "海关", "关区", "署", "台", "社", "园", "馆", "行", "场",
  ].map(CharacterFolding.key)
  private static let others = [
    "我", "本", "各", "全", "其", "该", "局", "委", "厅", "处", "院", "校", "单位", "办公", "机关", "在", "按", "根据", "通过", "对", "以", "专",
    "上级",
  ].map(CharacterFolding.key)

  /// The part of a name that is the body itself: 某市教育局 of 某市教育局办公室; 某县人民政府办公室 stays whole.
  static func owner(_ name: ArraySlice<UInt32>) -> Range<Int> {
    for office in offices where ends(name, with: office) {
      let owner = name.dropLast(office.count)
      guard owner.count >= 3, owners.contains(where: { ends(owner, with: $0) }),
        !parties.contains(where: { ends(owner, with: $0) })
      else { break }
      return owner.startIndex..<owner.endIndex
    }
    return name.startIndex..<name.endIndex
  }

  /// Whether the characters can be the name of a body of its own.
  static func isBody(_ name: ArraySlice<UInt32>) -> Bool {
    name.count >= 3 && bodies.contains { ends(name, with: $0) } && !others.contains { name.starts(with: $0) }
      && !isCoordination(name)
  }

  /// Whether the name begins with its task and names no body: 政务公开领导小组办公室.
  static func isCoordination(_ name: ArraySlice<UInt32>) -> Bool { tasks.contains { name.starts(with: $0) } }

  private static let tasks = ["政府信息公开", "政务公开", "信息公开", "党政办", "党政综合", "综合办"].map(CharacterFolding.key)

  private static func ends(_ name: ArraySlice<UInt32>, with ending: [UInt32]) -> Bool {
    name.count > ending.count && name.suffix(ending.count).elementsEqual(ending)
  }
}

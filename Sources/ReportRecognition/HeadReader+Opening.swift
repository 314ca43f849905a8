import DocumentReading

/// What the opening sentences say of the report: who it is by, and which year it is about.
///
/// Pages whose title is lost, or stands without its agency, name both there (form.md section 6): 现公布某局2021年
/// 政府信息公开工作年度报告, 由某局编制, 请与某局办公室联系.
extension HeadReader {
  private static let topics = KeySet(["政府信息公开", "政务信息公开", "政务公开", "信息公开"])
  /// What follows the name of the form, of a notice or of a column, not of a report.
  private static let otherThings = [
    "格式", "有关", "编制", "编写", "发布工作", "公布工作", "统一", "的通知", "通知", "工作的", "指南", "模板", "栏目", "专栏", "的要求", "要求",
  ].map(CharacterFolding.key)
  /// The last of these before a name ends what is not the name.
  private static let cues = [
    "公布", "发布", "公开", "编制", "编写", "撰写", "制作", "形成", "现将", "现把", "特将", "现就", "梳理", "关于", "提交", "我们对",
  ].map(CharacterFolding.key)
  private static let compilerCue = KeySet(["由"])
  private static let contactCues = KeySet(["请与", "请联系:", "请联系", "请致电"])
  private static let compilerEnds = KeySet(["编制", "编写", "撰写", "综合", "汇总", "负责编制", "组织编制", "牵头编制", "会同"])
  private static let contactEnds = KeySet(["联系", "(", ",", "。", ";", "咨询"])
  private static let people = CharacterFolding.key("人民")
  private static let government = CharacterFolding.key("政府")
  private static let reportWord = CharacterFolding.key("报告")
  private static let verbs = KeySet([
    "坚持", "深入", "认真", "严格", "高度", "按照", "紧紧", "紧密", "全面", "通过", "以", "在", "根据", "围绕", "积极", "主动", "始终", "持续", "切实",
    "进一步", "扎实", "共",
    "收到", "未", "政府信息公开", "政务公开", "信息公开", "不断", "充分", "继续", "贯彻", "落实",
  ])

  /// How far the opening reaches; the first sentences where the page begins with its first section.
  private var openingEnd: Int { min(stream.count, max(contentStart, 1500)) }

  /// Reads the names and the year, the surest kind of sentence first.
  mutating func readPreamble() {
    readReportPhrases()
    readCompiler()
    readContact()
    if result.agencyNames.isEmpty { readSubject() }
  }

  // MARK: 现公布某局2021年政府信息公开工作年度报告

  private mutating func readReportPhrases() {
    var next = 0
    while let (position, key) = stream.first(of: Self.topics, in: min(next, openingEnd)..<openingEnd) {
      next = position + key.count
      if let title = result.titleRange, title.contains(position) { continue }
      guard let end = TitleReading.tail(stream.units[...], next),
        !Self.otherThings.contains(where: { stream.has($0, at: end) })
      else { continue }
      readPhrase(before: position)
      if result.openingYear == nil {
        result.openingYear = yearOfPhrase(next..<end)
      }
    }
  }

  private func yearOfPhrase(_ range: Range<Int>) -> Int? {
    for position in range { if let year = TitleReading.year(stream.units[...], position) { return year.value } }
    return nil
  }

  private mutating func readPhrase(before topic: Int) {
    // The characters before the topic, what stands in brackets left out.
    var kept: [Int] = []
    var start = topic
    while start > 0, topic - start < 160, kept.count < 60, stream.separations[start] < .line || start == topic {
      start -= 1
      let unit = stream.units[start]
      if unit == 0x29 {
        let floor = max(0, start - 80)
        guard let open = (floor..<start).last(where: { stream.units[$0] == 0x28 }) else { break }
        start = open
        continue
      }
      guard unit.isHan || unit.isLatin || unit.isDigit else { break }
      kept.append(start)
    }
    kept.reverse()
    var agency = kept[...]
    if let (value, range) = year(in: kept) {
      if result.openingYear == nil { result.openingYear = value }
      let before = kept[..<range.lowerBound]
      let behind = kept[range.upperBound...]
      agency = behind.isEmpty || isOrganisation(withoutCue(before)) ? before : behind
    }
    let name = withoutCue(agency)
    guard let first = name.first, let last = name.last else { return }
    // 某县人民政府信息公开: 政府 belongs to both the name and the topic.
    let isShared =
      last + 1 == topic && stream.has(Self.people, at: last - 1) && stream.has(Self.government, at: topic)
    let end = isShared ? topic + Self.government.count : last + 1
    if isShared || isOrganisation(name) { addOwner(first..<end) }
  }

  private func year(in kept: [Int]) -> (Int, Range<Int>)? {
    for index in kept.indices.reversed() {
      guard let found = TitleReading.year(stream.units[...], kept[index]) else { continue }
      let end = kept[index...].firstIndex { $0 >= found.end } ?? kept.endIndex
      return (found.value, index..<end)
    }
    return nil
  }

  private func withoutCue(_ kept: ArraySlice<Int>) -> ArraySlice<Int> {
    for index in kept.indices.reversed() {
      if let cue = Self.cues.first(where: { stream.has($0, at: kept[index]) }) {
        return kept.dropFirst(min(kept.count, index - kept.startIndex + cue.count))
      }
    }
    return kept
  }

  // MARK: 由某局编制, 请与某局办公室联系

  private mutating func readCompiler() {
    var next = 0
    while let (position, key) = stream.first(of: Self.compilerCue, in: min(next, openingEnd)..<openingEnd) {
      next = position + key.count
      let range = run(from: next, to: Self.compilerEnds)
      guard let range, range.count >= 3 else { continue }
      let isSure = stream.has(Self.reportWord, at: position - 2)
      let isKnown = isSure && !InnerOffice.isCoordination(stream.units[range])
      if isKnown || isOrganisation(Array(range)[...]) { addOwner(range) }
    }
  }

  private mutating func readContact() {
    var next = 0
    let limit = min(stream.count, contentStart + 4000)
    while let (position, key) = stream.first(of: Self.contactCues, in: min(next, limit)..<limit) {
      next = position + key.count
      guard let range = run(from: next, to: Self.contactEnds), range.count >= 3,
        !InnerOffice.isCoordination(stream.units[range])
      else { continue }
      addOwner(range)
      return
    }
  }

  /// The name that begins at a position and ends before one of the words; `nil` where a sentence mark comes first.
  private func run(from start: Int, to ends: KeySet) -> Range<Int>? {
    var end = start
    while end < stream.count, end - start <= 40 {
      if end > start, stream.first(of: ends, at: end) != nil { return start..<end }
      guard stream.units[end].isHan || stream.units[end].isLatin else { return nil }
      end += 1
    }
    return nil
  }

  // MARK: 2021年,某局坚持…

  /// The subject of the first sentence that begins with a year.
  private mutating func readSubject() {
    for position in 0..<min(stream.count, contentStart + 1500) {
      guard beginsSentence(position), let found = TitleReading.year(stream.units[position...], position) else {
        continue
      }
      var start = found.end
      while start < stream.count, stream.units[start] == 0x2C { start += 1 }
      guard let range = run(from: start, to: Self.verbs), range.count >= 4, isOrganisation(Array(range)[...]) else {
        continue
      }
      addOwner(range)
      return
    }
  }

  /// The latest year with which a sentence of the range begins, as in 2021年,我局…; `nil` where none does.
  func yearOfSentences(in range: Range<Int>) -> Int? {
    var latest: Int?
    for position in range where stream.units[position].isDigit && beginsSentence(position) {
      guard let found = TitleReading.year(stream.units[position...], position), found.end - position >= 5 else {
        continue
      }
      latest = max(latest ?? 0, found.value)
    }
    return latest
  }

  private func beginsSentence(_ position: Int) -> Bool {
    if position == 0 || stream.separations[position] >= .line { return true }
    switch stream.units[position - 1] {
    case 0x3002, 0x3B, 0x3A, 0x29, 0x3001: return true
    default: return false
    }
  }

  // MARK: Names

  /// Adds a name of the preamble, without the inner office that answers for it.
  private mutating func addOwner(_ range: Range<Int>) {
    let owner = InnerOffice.owner(stream.units[range])
    add(stream.compact(owner, in: text), .preamble, at: owner.lowerBound)
  }

  /// Whether the characters can be the name of a body: no pronoun in front, a word for a body at the end.
  func isOrganisation(_ positions: ArraySlice<Int>) -> Bool {
    guard (3...45).contains(positions.count), let first = positions.first, let last = positions.last else {
      return false
    }
    return InnerOffice.isBody(stream.units[first...last])
  }
}

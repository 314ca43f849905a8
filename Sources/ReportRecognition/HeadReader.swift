import DocumentReading

/// What the head and the foot of a page say about the document.
struct HeadReading {
  var title: String?
  var titleYear: Int?
  var agencyNames: [PrintedAgencyName] = []
  var indexNumber: String?
  var publisher: String?
  var composedOn: String?
  var publishedOn: String?
  var periodStart: String?
  var periodEnd: String?
  var sourceURL: String?
  /// Stream positions of the title in the text; `nil` where it stands elsewhere.
  var titleRange: Range<Int>?
  /// Lines that are page head and not content.
  var furniture: [Range<Int>] = []
}

/// Reads title, agency, index number and dates.
struct HeadReader {
  enum Key { case title, published, date, composed, index, publisher, source, address, other }

  /// The keys by their first character, longest first.
  static let keys: [UInt32: [(text: [UInt32], key: Key)]] = {
    let names: [(Key, [String])] = [
      (.published, ["发布时间", "发布日期", "公开日期", "公布日期", "公开时间", "发布于", "上网时间"]),
      (.composed, ["成文日期", "生成日期", "成文时间", "生成时间", "制发日期", "印发日期", "发文日期", "制作日期"]),
      (.index, ["索引号", "信息索引号", "索引编号"]),
      (.publisher, ["发布机构", "公开机构", "发布单位", "发文机关", "公开单位", "责任单位", "公开主体", "发文机构", "发布部门", "发文单位", "发布机关"]),
      (.source, ["信息来源", "文章来源", "稿件来源", "来源"]),
      (.title, ["标题", "信息名称", "文件名称", "名称"]),
      (.address, ["原文链接", "原文地址", "网页地址"]),
      (.date, ["日期", "时间"]),
      (
        .other,
        [
          "文号", "栏目", "本地目录", "分类", "主题分类", "信息分类", "体裁分类", "关键词", "主题词", "有效性", "浏览次数", "点击数", "作者", "责任编辑", "编辑",
          "字体",
          "字号", "公开方式", "公开形式", "公开范围", "生效日期", "废止日期", "所属主题", "阅读次数", "访问次数", "内容概述", "信息类别", "组配分类", "公开类别",
        ]
      ),
    ]
    let all = names.flatMap { key, texts in texts.map { (text: CharacterFolding.key($0), key: key) } }
      .sorted { $0.text.count > $1.text.count }
    return Dictionary(grouping: all) { $0.text.first ?? 0 }
  }()

  private static let keyBeginnings = CharacterBitmap(keys.keys)

  let stream: LabelStream
  let document: ReadDocument
  let lines: [Range<Int>]
  /// Where the first section begins, or the whole text where there is none.
  let contentStart: Int
  var result = HeadReading()

  init(stream: LabelStream, document: ReadDocument, lines: [Range<Int>], contentStart: Int) {
    self.stream = stream
    self.document = document
    self.lines = lines
    self.contentStart = contentStart
  }

  /// Reads everything.
  mutating func read() -> HeadReading {
    readKeys()
    readBullets()
    readTitle()
    readMetadata()
    readPeriod()
    readPreamble()
    return result
  }

  private var text: BlockText { document.text }

  // MARK: Key and value

  private mutating func readKeys() {
    var weakDate: String?
    let limit = min(contentStart, 8000)
    var position = 0
    let beginnings = Self.keyBeginnings
    while position < limit {
      guard beginnings.contains(stream.units[position]), let (key, length) = key(at: position) else {
        position += 1
        continue
      }
      let value = valueRange(after: position + length)
      switch key {
      case .published: if result.publishedOn == nil { result.publishedOn = date(value) }
      case .composed: if result.composedOn == nil { result.composedOn = date(value) }
      case .date: if weakDate == nil { weakDate = date(value) }
      case .index:
        let printed = stream.compact(value, in: text)
        if result.indexNumber == nil, printed.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) {
          result.indexNumber = printed
        }
      case .publisher:
        if result.publisher == nil, let name = name(value) {
          result.publisher = name
          add(name, .publisher, at: value.lowerBound)
        }
      case .source:
        if result.publisher == nil, let name = name(value) { add(name, .publisher, at: value.lowerBound) }
      case .address:
        let printed = stream.compact(value, in: text)
        if result.sourceURL == nil, printed.hasPrefix("http") { result.sourceURL = printed }
      case .title, .other: break
      }
      if let line = line(at: position), line.count < 200, position - line.lowerBound < 4 {
        result.furniture.append(line)
      }
      position = max(position + length, min(value.upperBound, position + 200))
    }
    if result.publishedOn == nil { result.publishedOn = weakDate }
  }

  /// The line that a position stands on.
  private func line(at position: Int) -> Range<Int>? {
    var low = 0
    var high = lines.count
    while low < high {
      let middle = (low + high) / 2
      if lines[middle].upperBound <= position { low = middle + 1 } else { high = middle }
    }
    return low < lines.count && lines[low].contains(position) ? lines[low] : nil
  }

  /// The key at a position, with its colon or before a cell of its own.
  private func key(at position: Int) -> (Key, Int)? {
    let unit = stream.units[position]
    guard Self.keyBeginnings.contains(unit), let candidates = Self.keys[unit] else { return nil }
    for (name, key) in candidates where stream.has(name, at: position) {
      let end = position + name.count
      if end < stream.count, stream.units[end] == 0x3A { return (key, name.count + 1) }
      let isCell = stream.cellOf[position] >= 0 && end < stream.count && stream.separations[end] == .cell
      if isCell, stream.separations[position] == .cell { return (key, name.count) }
    }
    return nil
  }

  private func valueRange(after start: Int) -> Range<Int> {
    guard start < stream.count else { return start..<start }
    if stream.separations[start] == .line { return start..<start }
    if stream.separations[start] == .cell {
      // The value is the next cell of the same row.
      let before = stream.gridRow(of: start > 0 ? stream.cellOf[start - 1] : -1)
      if before == nil || before != stream.gridRow(of: stream.cellOf[start]) { return start..<start }
    }
    var end = start
    while end < stream.count, end - start < 160 {
      if end > start, stream.separations[end] >= .space { break }
      if end > start, key(at: end) != nil { break }
      end += 1
    }
    return start..<end
  }

  private func date(_ range: Range<Int>) -> String? {
    if range.isEmpty { return nil }
    return DateReading.date(stream.units, at: range.lowerBound)?.iso
  }

  private func name(_ range: Range<Int>) -> String? {
    guard (2...50).contains(range.count), stream.units[range].contains(where: { $0.isHan }),
      !stream.units[range].contains(where: { $0 == 0x3002 || $0 == 0x3A })
    else { return nil }
    return stream.compact(range, in: text)
  }

  private mutating func add(_ name: String, _ source: AgencyNameSource, at position: Int) {
    if result.agencyNames.contains(where: { $0.name == name && $0.source == source }) { return }
    let line = stream.offsets.indices.contains(position) ? text.line(at: Int(stream.offsets[position])) : 1
    result.agencyNames.append(PrintedAgencyName(source: source, name: name, line: line))
    result.agencyNames.sort { $0.source.rawValue < $1.source.rawValue }
  }

  // MARK: CMS bullets

  /// Five bullets: index, publisher, category, generation, publication (form.md section 6).
  private mutating func readBullets() {
    var dates: [String] = []
    var sawName = false
    for line in lines.prefix(14) where line.lowerBound < contentStart {
      guard line.count > 1, stream.units[line.lowerBound] == 0x2022 || stream.units[line.lowerBound] == 0x25CF,
        line.count < 80
      else { continue }
      result.furniture.append(line)
      let content = (line.lowerBound + 1)..<line.upperBound
      if let date = DateReading.date(stream.units, at: content.lowerBound), date.end >= content.upperBound - 8 {
        dates.append(date.iso)
      } else if stream.units[content].contains(where: { $0.isDigit })
        && !stream.units[content].contains(where: { $0.isHan })
      {
        if result.indexNumber == nil { result.indexNumber = stream.compact(content, in: text) }
      } else if !sawName, let name = name(content) {
        sawName = true
        if result.publisher == nil {
          result.publisher = name
          add(name, .publisher, at: content.lowerBound)
        }
      }
    }
    if dates.count >= 2 {
      result.composedOn = result.composedOn ?? dates[0]
      result.publishedOn = result.publishedOn ?? dates[1]
    } else if let first = dates.first {
      result.publishedOn = result.publishedOn ?? first
    }
  }

  // MARK: Title

  private mutating func readTitle() {
    var fallback: TitleParts?
    var yearless: TitleParts?
    let candidates = lines.prefix(80).filter { line in
      (line.lowerBound <= contentStart || line.lowerBound < 400)
        && !result.furniture.contains { $0 == line && !isTitleLine(line) }
    }
    // A title on one line goes before one over two or three.
    for joined in 1...3 {
      for index in candidates.indices where index + joined <= candidates.count {
        let start = titleStart(candidates[index])
        let end = candidates[index + joined - 1].upperBound
        if start >= end || (joined > 1 && end - start > 90) { continue }
        guard let parts = TitleReading.read(stream.units[start..<end]), isName(parts.agency) else { continue }
        let close = parts.range.upperBound
        if joined > 1, close <= candidates[index + joined - 1].lowerBound { continue }
        let closes = close >= end || stream.units[close] == 0x2A
        if closes, parts.year != nil {
          take(parts)
          return
        }
        if closes {
          if yearless == nil { yearless = parts }
        } else if joined == 1, stream.separations[close] >= .space, parts.year != nil, fallback == nil {
          fallback = parts
        }
      }
    }
    if let fallback {
      take(fallback)
      return
    }
    let pages = [document.metadata.first { $0.name == "articletitle" }?.content, document.pageTitle].compactMap { $0 }
    for page in pages {
      let units = CharacterFolding.key(page)
      guard let parts = TitleReading.read(units[...]), parts.year != nil || yearless == nil else { continue }
      let scalars = Array(page.unicodeScalars.filter { !CharacterFolding.isDropped($0.value) })
      let slice = { (range: Range<Int>) in
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range])
        return String(view)
      }
      result.title = slice(parts.range)
      result.titleYear = parts.year
      if !parts.agency.isEmpty { add(slice(parts.agency), .title, at: 0) }
      return
    }
    if let yearless { take(yearless) }
  }

  private func isTitleLine(_ line: Range<Int>) -> Bool { key(at: line.lowerBound)?.0 == .title }

  /// Where the title may begin on a line: behind a key, behind the marks of a heading.
  private func titleStart(_ line: Range<Int>) -> Int {
    var start = line.lowerBound
    if let (key, length) = key(at: start), key == .title { start += length }
    while start < line.upperBound, stream.units[start] == 0x23 || stream.units[start] == 0x2A { start += 1 }
    return start
  }

  /// Whether what stands for the agency in a title can be a name.
  private func isName(_ range: Range<Int>) -> Bool {
    stream.units[range].allSatisfy {
      $0.isHan || $0.isLatin || $0.isDigit || $0 == 0x28 || $0 == 0x29 || $0 == 0xB7 || $0 == 0x3001
    }
  }

  private mutating func take(_ parts: TitleParts) {
    result.title = stream.compact(parts.range, in: text)
    result.titleYear = parts.year
    result.titleRange = parts.range
    if !parts.agency.isEmpty { add(stream.compact(parts.agency, in: text), .title, at: parts.agency.lowerBound) }
  }

  // MARK: Page metadata

  private mutating func readMetadata() {
    for (name, content) in document.metadata {
      switch name {
      case "pubdate", "publishdate", "publish-date", "article:published_time":
        if result.publishedOn == nil {
          result.publishedOn = DateReading.date(CharacterFolding.key(content), at: 0)?.iso
        }
      case "contentsource":
        let units = CharacterFolding.key(content)
        if result.publisher == nil, units.contains(where: { $0.isHan }), units.count <= 50 {
          add(content.filter { !$0.isWhitespace }, .publisher, at: 0)
        }
      case "og:url", "canonical":
        if result.sourceURL == nil, content.hasPrefix("http") { result.sourceURL = content }
      default: break
      }
    }
  }

  // MARK: Period

  private static let periodKeys = KeySet([
    "统计期限", "统计周期", "统计时限", "统计时间", "统计范围", "数据期限", "报告期限", "统计的期限", "数据的期限",
  ])

  private mutating func readPeriod() {
    let limit = min(stream.count, 20_000)
    var next = 0
    while let (position, key) = stream.first(of: Self.periodKeys, in: next..<limit) {
      next = position + 1
      let start = position + key.count
      guard let first = firstDate(from: start, within: 12, year: nil) else { continue }
      result.periodStart = first.iso
      result.periodEnd = firstDate(from: first.end, within: 8, year: first.year)?.iso
      return
    }
  }

  private func firstDate(from start: Int, within reach: Int, year: Int?) -> DateReading.Found? {
    for position in start..<min(start + reach, stream.count) {
      if position > 0, stream.units[position].isDigit, stream.units[position - 1].isDigit { continue }
      if let date = DateReading.date(stream.units, at: position, defaultYear: year) { return date }
    }
    return nil
  }

  // MARK: Names in the text

  private static let contact = (KeySet(["请与"]), CharacterFolding.key("联系"))
  private static let compiled = (KeySet(["本报告由"]), CharacterFolding.key("编制"))

  private mutating func readPreamble() {
    for (opening, closing) in [Self.contact, Self.compiled] {
      var position = 0
      let limit = min(stream.count, contentStart + 4000)
      while let found = stream.first(of: opening, in: position..<limit) {
        position = found.position + 1
        let start = found.position + found.key.count
        var end = start
        while end < stream.count, end - start <= 40, !stream.has(closing, at: end), stream.units[end] != 0x28,
          stream.units[end].isHan || stream.units[end].isLatin
        { end += 1 }
        guard end < stream.count, stream.has(closing, at: end) || stream.units[end] == 0x28, end - start >= 3 else {
          continue
        }
        add(stream.compact(start..<end, in: text), .preamble, at: start)
        break
      }
    }
  }

  // MARK: Signature

  private static let bodies = ["府", "局", "委", "办", "室", "厅", "会", "院", "中心", "处", "队", "部", "站", "所", "公司", "学校", "大学"]
    .map(CharacterFolding.key)

  /// The closing date that stands alone, with the name before it.
  mutating func readSignature(after start: Int, outside extents: [Range<Int>]) -> HeadReading {
    var position = max(start, 1)
    var last: (date: DateReading.Found, at: Int)?
    while position < stream.count {
      if stream.separations[position] >= .space, let date = DateReading.date(stream.units, at: position),
        date.end >= stream.count || stream.separations[date.end] >= .space,
        (position..<date.end).contains(where: { stream.units[$0] == 0x6708 }),
        !extents.contains(where: { $0.contains(position) })
      {
        last = (date, position)
      }
      position += 1
    }
    guard let last else { return result }
    if result.composedOn == nil { result.composedOn = last.date.iso }
    var begin = last.at - 1
    while begin > 0, stream.separations[begin] < .space, last.at - begin < 40 { begin -= 1 }
    let name = begin..<last.at
    let units = stream.units[name]
    let isName =
      (4...36).contains(name.count) && units.allSatisfy({ $0.isHan || $0 == 0x28 || $0 == 0x29 })
      && Self.bodies.contains(where: { units.suffix($0.count).elementsEqual($0) })
    if isName { add(stream.compact(name, in: text), .signature, at: begin) }
    return result
  }
}

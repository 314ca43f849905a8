import DocumentReading

/// What the head and the foot of a page say about the document.
struct HeadReading {
  var title: String?
  var titleYear: Int?
  /// The year of the report in a sentence before the first section.
  var openingYear: Int?
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
    readPeriod()
    readTitle()
    readMetadata()
    readPreamble()
    return result
  }

  var text: BlockText { document.text }

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
  func key(at position: Int) -> (Key, Int)? {
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

  func name(_ range: Range<Int>) -> String? {
    guard (2...50).contains(range.count), stream.units[range].contains(where: { $0.isHan }),
      !stream.units[range].contains(where: { $0 == 0x3002 || $0 == 0x3A })
    else { return nil }
    return stream.compact(range, in: text)
  }

  mutating func add(_ printed: String, _ source: AgencyNameSource, at position: Int) {
    let name = Self.withoutReadings(printed)
    if result.agencyNames.contains(where: { $0.name == name && $0.source == source }) { return }
    let line = stream.offsets.indices.contains(position) ? text.line(at: Int(stream.offsets[position])) : 1
    result.agencyNames.append(PrintedAgencyName(source: source, name: name, line: line))
    result.agencyNames.sort { $0.source.rawValue < $1.source.rawValue }
  }

  /// Without the readings that mirrors put behind characters: 青石镇 of 青石鎮(zhèn).
  static func withoutReadings(_ printed: String) -> String {
    guard printed.utf8.contains(0x28) else { return printed }
    var kept = String.UnicodeScalarView()
    var rest = printed.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar == "(", kept.last?.value.isHan ?? false, let close = rest.firstIndex(of: ")") {
        let inner = rest[..<close]
        if (1...6).contains(inner.count), inner.allSatisfy({ $0.properties.isLowercase }) {
          rest = rest[rest.index(after: close)...]
          continue
        }
      }
      kept.append(scalar)
    }
    return String(kept)
  }
}

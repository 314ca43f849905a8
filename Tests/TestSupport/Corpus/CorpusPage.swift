import StatutoryForm

/// A whole document around the printed tables: title, preamble, narrative, and its bytes.
struct CorpusPage {
  let agency: String
  let year: Int
  private(set) var bytes: [UInt8] = []
  /// The classes of mess of the page that really changed something.
  private(set) var used: Set<CorpusMess> = []

  init(
    printing: CorpusPrinting, medium: CorpusMedium, messes: Set<CorpusMess>, index: Int,
    setting: CorpusSetting?, generator: inout SeededGenerator
  ) {
    agency = setting?.agency ?? Self.agency(index)
    let drawn =
      printing.figures.layout.version == .v1
      ? (messes.contains(.oldFormLater) ? 2022 : 2019) + Int.random(in: 0...1, using: &generator)
      : 2021 + Int.random(in: 0...4, using: &generator)
    year = setting?.year ?? drawn

    let breaks: [FormRow] = [.deniedThreeSecurityOneStability, .unavailableNotHeld, .rejectedRepeat]
    let pageBreak = messes.contains(.pageBreak) ? breaks.randomElement(using: &generator) : nil
    let tables = CorpusTables(printing: printing, messes: messes, pageBreak: pageBreak)
    if pageBreak != nil { used.insert(.pageBreak) }
    used.formUnion(
      messes.intersection([
        .decoyTables, .portalChrome, .utf16, .groupSubtotals, .brokenHeads, .extraRow, .repeatedLabels, .digitElements,
        .unseenDigits, .crossedOut, .noteMarks, .embeddedPage, .sideBySide, .rowTables, .separatorsMissing, .gbBytes,
        .pinyin, .yearSignMissing, .sloppyHTML, .tornLabels,
      ]))
    if medium != .html, medium != .markdown { used.formUnion(messes.intersection([.advertising])) }
    if medium != .oneLine { used.formUnion(messes.intersection([.splitLabels, .verticalLabels])) }

    var printed: [String]
    switch medium {
    case .html:
      let html = CorpusHTML(tables: tables)
      printed = [html.disclosure(), html.applications(), html.proceedings()]
    case .markdown:
      let markdown = CorpusMarkdown(tables: tables)
      printed = [markdown.disclosure(), markdown.applications(), markdown.proceedings()]
    default:
      let text = CorpusText(tables: tables, medium: medium)
      printed = [text.disclosure(), text.applications(), text.proceedings()]
    }
    var headings = [
      "一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况",
      "五、存在的主要问题及改进情况", "六、其他需要报告的事项",
    ]
    if messes.contains(.pinyin) {
      printed = printed.map { Self.annotated($0, isHTML: medium == .html) }
    }
    if messes.contains(.traditionalCharacters) {
      used.insert(.traditionalCharacters)
      printed = printed.map(Self.traditional)
      headings = headings.map(Self.traditional)
    }
    if messes.contains(.halfWidthPunctuation) {
      used.insert(.halfWidthPunctuation)
      printed = printed.map(Self.narrowed)
      headings = headings.map(Self.narrowed)
    }
    let title = "\(agency)\(year)年政府信息公开工作年度报告"
    let narrative = Self.narrative(
      of: printing.figures, agency: agency, year: year, yearSign: messes.contains(.yearSignMissing) ? " " : "年")
    let decoy = messes.contains(.decoyTables) ? Self.decoy(medium) : nil
    let text = Self.assemble(
      title: title, headings: headings, tables: printed, narrative: narrative, decoy: decoy, medium: medium,
      hasChrome: messes.contains(.portalChrome), charset: messes.contains(.gbBytes) ? "gb2312" : "utf-8",
      isSloppy: messes.contains(.sloppyHTML), isEmbedded: messes.contains(.embeddedPage), setting: setting)
    bytes = messes.contains(.utf16) ? Self.utf16(text) : Array(text.utf8)
    if messes.contains(.gbBytes), let encoded = GB18030Encoding.bytes(of: text) { bytes = encoded }
  }

  private static func assemble(
    title: String, headings: [String], tables: [String], narrative: [String], decoy: String?, medium: CorpusMedium,
    hasChrome: Bool, charset: String, isSloppy: Bool, isEmbedded: Bool,
    setting: CorpusSetting?
  ) -> String {
    let isHTML = medium == .html
    func paragraph(_ text: String) -> String { isHTML ? "<p>\(text)</p>" : text }
    func heading(_ text: String) -> String {
      isHTML ? "<p><strong>\(text)</strong></p>" : medium == .markdown ? "## \(text)" : text
    }
    var parts = [isHTML ? "<h1>\(title)</h1>" : medium == .markdown ? "# \(title)" : title]
    parts.append(paragraph(narrative[0]))
    parts.append(heading(headings[0]))
    parts.append(paragraph(narrative[1]))
    let further = (setting?.narrative ?? [[], [], []]).map { $0.map(paragraph) }
    parts += further[0]
    if let decoy { parts.append(decoy) }
    for (section, table) in tables.enumerated() { parts += [heading(headings[section + 1]), table] }
    parts += [heading(headings[4]), paragraph(narrative[2])] + further[1]
    parts += [heading(headings[5]), paragraph("无其他需要报告的事项。")] + further[2]
    if medium == .oneLine { return parts[0] + "\n" + parts.dropFirst().joined() + "\n" }
    var body = parts.joined(separator: medium == .spaces || medium == .tabs ? "\n" : "\n\n")
    if isEmbedded { body = CorpusHTML.embedded(body) }
    guard isHTML else { return body + "\n" }
    let page =
      setting.map {
        PortalChrome.page(title: title, body: body, charset: charset, year: $0.year, seed: $0.chromeSeed)
      } ?? CorpusHTML.page(title: title, body: body, hasChrome: hasChrome, charset: charset)
    return isSloppy ? CorpusHTML.sloppy(page) : page
  }

  private static func narrative(
    of figures: CorpusFigures, agency: String, year: Int, yearSign: String
  ) -> [String] {
    let received = figures[.newReceived, .total]
    return [
      "本报告由\(agency)编制，所列数据的统计期限自\(year)\(yearSign)1月1日起至\(year)\(yearSign)12月31日止。",
      "全年新收政府信息公开申请\(received)件。通过网站公开信息\(received * 7 + 130)条，微信公众号发布文章\(received + 45)篇，"
        + "微博发布信息\(received * 3 + 60)条。",
      "公开内容与群众需求还有距离，\(year + 1)年将按季度检查栏目更新。",
    ]
  }

  private static func decoy(_ medium: CorpusMedium) -> String {
    let rows = [["栏目", "全年条数"], ["工作动态", "326"], ["通知公告", "88"], ["财政资金", "44"], ["总计", "458"]]
    switch medium {
    case .html:
      return "<table>" + rows.map { "<tr>" + $0.map { "<td>\($0)</td>" }.joined() + "</tr>" }.joined() + "</table>"
    case .markdown:
      var lines = rows.map { "| " + $0.joined(separator: " | ") + " |" }
      lines.insert("|---|---|", at: 1)
      return lines.joined(separator: "\n")
    case .lines: return rows.flatMap { $0 }.joined(separator: "\n\n")
    case .spaces: return rows.map { $0.joined(separator: " ") }.joined(separator: "\n")
    case .tabs: return rows.map { $0.joined(separator: "\t") }.joined(separator: "\n")
    case .oneLine: return rows.map { $0.joined() }.joined()
    }
  }

  private static func utf16(_ text: String) -> [UInt8] {
    [0xFF, 0xFE] + text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
  }

  /// Some characters with their reading behind them.
  private static func annotated(_ text: String, isHTML: Bool) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      result.append(scalar)
      guard let reading = readings[scalar] else { continue }
      if isHTML {
        result.removeLast()
        result += "<ruby>\(scalar)<rp>(</rp><rt>\(reading)</rt><rp>)</rp></ruby>".unicodeScalars
      } else {
        result += "(\(reading))".unicodeScalars
      }
    }
    return String(result)
  }

  private static let readings: [Unicode.Scalar: String] = [
    "公": "gōng", "开": "kāi", "信": "xìn", "息": "xī", "申": "shēn", "请": "qǐng", "类": "lèi", "其": "qí", "他": "tā",
  ]

  private static func traditional(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { traditionalForms[$0] ?? $0 }))
  }

  private static func narrowed(_ text: String) -> String {
    let narrow: [Unicode.Scalar: Unicode.Scalar] = ["（": "(", "）": ")", "：": ":", "，": ","]
    return String(String.UnicodeScalarView(text.unicodeScalars.map { narrow[$0] ?? $0 }))
  }

  private static let traditionalForms: [Unicode.Scalar: Unicode.Scalar] = {
    let pairs =
      "开開规規许許对對务務项項处處罚罰强強业業费費购購数數减減总總计計单單万萬请請结結转轉办辦与與国國机機关關构構组組织織会會团團体體"
      + "应應复復议議诉訴讼訟维維纠糾审審条條属屬内內执執类類过過询詢种種现現补補确確认認访訪举舉报報无無当當续續缴繳经經发發废廢号號决決额額"
      + "权權动動须須题題进進这這区區为為护護没沒继繼获獲历歷据據稳穩第第"
    var table: [Unicode.Scalar: Unicode.Scalar] = [:]
    let scalars = Array(pairs.unicodeScalars)
    for index in stride(from: 0, to: scalars.count - 1, by: 2) { table[scalars[index]] = scalars[index + 1] }
    return table
  }()

  /// An invented agency, another for each index: reports of one agency and year would supersede one another.
  private static func agency(_ index: Int) -> String {
    let number = Int(UInt(bitPattern: index) % UInt(firsts.count * seconds.count * places.count))
    let place = places[number % places.count]
    let name = number / places.count
    return place + String(firsts[name % firsts.count]) + String(seconds[name / firsts.count % seconds.count]) + "镇人民政府"
  }

  private static let firsts = Array("青白红绿清新东西南北金玉石龙凤云")
  private static let seconds = Array("溪河湖泉岭峰坪岩桥林")
  private static let places = [
    "安吉县", "霞浦县", "婺源县", "腾冲市", "绩溪县", "敦煌市", "庐山市", "阳朔县", "延寿县", "额济纳旗", "伊宁市", "永修县", "德清县", "荔波县",
    "兴山县", "桐庐县", "奉节县", "会东县", "灵台县", "岚县",
  ]
}

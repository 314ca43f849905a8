import DocumentReading
import ReportRecognition
import StatutoryForm
import TestSupport
import Testing

/// Reads a text as a document and recognises it.
func recognized(_ text: String) throws -> PrintedReport? {
  let document = try DocumentReader().read([UInt8](text.utf8))
  if case .report(let report) = ReportRecognizer().recognize(document) { return report }
  return nil
}

/// The texts of a row's tokens.
func texts(_ report: PrintedReport?, _ row: FormRow) -> [String]? {
  report?.form?.rows.first { $0.row == row }?.tokens.map { $0.text }
}

@Suite("Mess of real pages")
struct MessTests {
  private func form(_ version: FormVersion, seed: UInt64) -> FilledForm {
    var generator = SeededGenerator(seed: seed)
    return FilledForm.random(version, digits: 3, using: &generator)
  }

  /// Every label cut in two lines by the converter, the values on the first, the second or a line of their own.
  @Test("labels torn over lines, values anywhere among the pieces", arguments: 0..<4) func tornLabels(_ way: Int) throws
  {
    for seed in 0..<6 {
      let form = form(.v2, seed: UInt64(seed))
      var printer = FormPrinter(shape: .spaces)
      let text = printer.print(form)
      var lines: [String] = []
      for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
        let parts = line.split(separator: " ").map(String.init)
        let cut = parts[safe: 0].map { $0.count } ?? 0
        guard parts.count == 8, cut >= 12, parts[0].first?.isNumber == true, parts[1].allSatisfy({ $0.isNumber }) else {
          lines.append(line)
          continue
        }
        let first = String(parts[0].prefix(9))
        let second = String(parts[0].dropFirst(9))
        let values = parts.dropFirst().joined(separator: " ")
        switch way {
        case 0: lines += [first + " " + values, second]
        case 1: lines += [first, values, second]
        case 2: lines += [first, second + " " + values]
        default: lines += [first, second, values]
        }
      }
      printer.shape = .spaces
      let comparison = try Comparison(form, text: lines.joined(separator: "\n"))
      #expect(comparison.wrong.isEmpty, "way \(way) seed \(seed): \(comparison.wrong.prefix(3))")
    }
  }

  @Test("a vertical label between the rows, as 三 本 年 度 in a column of its own") func vertical() throws {
    let form = form(.v2, seed: 3)
    let text = FormPrinter(shape: .lines).print(form)
      .replacingOccurrences(of: "三、本年度办理结果", with: "三\n\n、\n\n本\n\n年\n\n度\n\n办\n\n理\n\n结\n\n果")
    let comparison = try Comparison(form, text: text)
    #expect(comparison.wrong.isEmpty, "\(comparison.wrong.prefix(3))")
  }

  @Test("sub-labels of a whole group dropped", arguments: [Shape.lines, .html, .pipes]) func groupWithoutLabels(
    _ shape: Shape
  ) throws {
    let form = form(.v2, seed: 5)
    var text = FormPrinter(shape: shape, numbering: .dotted).print(form)
    for row in form.layout.rows {
      guard OutcomeGroup(row: row) == .denied, let label = row.label(in: .v2) else { continue }
      text = text.replacingOccurrences(of: row.ordinal + label, with: "")
    }
    let comparison = try Comparison(form, text: text)
    #expect(comparison.wrong.filter { !$0.hasPrefix("finding") }.isEmpty, "\(comparison.wrong.prefix(3))")
  }

  @Test("subtotals behind the group's label", arguments: [Shape.lines, .spaces, .html]) func subtotals(
    _ shape: Shape
  ) throws {
    let form = form(.v1, seed: 6)
    let values = (0..<7).map { "\($0 + 11)" }
    var text = FormPrinter(shape: shape).print(form)
    switch shape {
    case .lines:
      text = text.replacingOccurrences(of: "（三）不予公开\n", with: "（三）不予公开\n\n" + values.joined(separator: "\n\n") + "\n")
    case .spaces:
      text = text.replacingOccurrences(of: "（三）不予公开\n", with: "（三）不予公开 " + values.joined(separator: " ") + "\n")
    default:
      let row = "<tr><td>（三）不予公开</td>" + values.map { "<td>\($0)</td>" }.joined() + "</tr>"
      text = text.replacingOccurrences(of: "<tr><td><p>1.属于国家秘密", with: row + "<tr><td><p>1.属于国家秘密")
    }
    let comparison = try Comparison(form, text: text)
    #expect(comparison.wrong.isEmpty, "\(shape): \(comparison.wrong.prefix(3))")
    let report = try recognized(text)
    #expect(report?.form?.subtotals.first?.tokens.map { $0.text } == values)
    #expect(report?.form?.subtotals.first?.group == .denied)
  }

  @Test("traditional characters and pinyin") func traditional() throws {
    let form = form(.v2, seed: 7)
    var text = FormPrinter(shape: .lines).print(form)
    let pairs = [
      "规": "規", "数": "數", "制": "製", "发": "發", "废": "廢", "现": "現", "许": "許", "处": "處", "罚": "罰", "强": "強", "费": "費",
      "业": "業", "请": "請", "结": "結", "转": "轉", "办": "辦", "开": "開", "总": "總", "计": "計", "属": "屬", "国": "國", "关": "關",
      "机": "機", "构": "構", "组": "組", "织": "織", "务": "務", "复": "復", "议": "議", "诉": "訴", "讼": "訟", "维": "維", "纠": "糾",
      "审": "審", "经": "經", "后": "後", "项": "項", "对": "對", "区": "區", "当": "當", "执": "執", "档": "檔", "询": "詢", "类": "類",
      "内": "內", "过": "過", "续": "續", "继": "繼", "无": "無", "报": "報", "举": "舉", "访": "訪", "补": "補", "条": "條", "单": "單",
      "额": "額", "万": "萬", "况": "況", "团": "團", "会": "會", "题": "題", "进": "進", "动": "動",
    ]
    text = String(text.map { pairs[String($0)].map { Character($0) } ?? $0 })
    text = text.replacingOccurrences(of: "公開", with: "公(gōng)開")
    let comparison = try Comparison(form, text: text)
    #expect(comparison.wrong.isEmpty, "\(comparison.wrong.prefix(3))")
  }

  @Test("full-width digits and signs") func fullWidth() throws {
    let form = form(.v2, seed: 8)
    let report = try recognized(
      FormPrinter(shape: .lines).print(form).replacingOccurrences(of: "\n\n4\n", with: "\n\n４\n"))
    #expect(report?.form?.rows.allSatisfy { $0.tokens.allSatisfy { $0.content != .unreadable } } == true)
  }

  @Test("an advertisement between the rows of a glued table") func advertisement() throws {
    var generator = SeededGenerator(seed: 2)
    let form = FilledForm.random(.v2, digits: 1, using: &generator)
    let text = FormPrinter(shape: .glued).print(form)
      .replacingOccurrences(of: "2.其他法律", with: "更多公告请访问云溪资讯网2.其他法律")
    let comparison = try Comparison(form, text: text)
    #expect(comparison.wrong.isEmpty, "\(comparison.wrong.prefix(3))")
  }

  @Test("an extra row is no row of the form", arguments: [Shape.lines, .spaces, .html, .pipes]) func extraRow(
    _ shape: Shape
  ) throws {
    let form = form(.v2, seed: 9)
    var text = FormPrinter(shape: shape).print(form)
    let values = Array(repeating: "3", count: 7)
    switch shape {
    case .lines:
      text = text.replacingOccurrences(
        of: "（四）无法提供", with: "9.涉及商业秘密\n\n" + values.joined(separator: "\n\n") + "\n\n（四）无法提供")
    case .spaces:
      text = text.replacingOccurrences(of: "（四）无法提供", with: "9.涉及商业秘密 " + values.joined(separator: " ") + "\n（四）无法提供")
    case .pipes:
      text = text.replacingOccurrences(
        of: "| （四）无法提供", with: "| 9.涉及商业秘密 | " + values.joined(separator: " | ") + " |\n| （四）无法提供")
    default:
      text = text.replacingOccurrences(
        of: "<tr><td><p>1.本机关不掌握",
        with: "<tr><td>9.涉及商业秘密</td>" + values.map { "<td>\($0)</td>" }.joined() + "</tr><tr><td><p>1.本机关不掌握")
    }
    let comparison = try Comparison(form, text: text)
    #expect(comparison.wrong.filter { !$0.hasPrefix("finding") }.isEmpty, "\(shape): \(comparison.wrong.prefix(3))")
  }

  @Test("one character of a label wrong, lost or added", arguments: Shape.allCases) func misspelt(_ shape: Shape) throws
  {
    var generator = SeededGenerator(seed: 12)
    let form = FilledForm.random(.v2, digits: shape == .glued ? 1 : 3, using: &generator)
    let text = FormPrinter(shape: shape).print(form)
      .replacingOccurrences(of: "属于国家秘密", with: "属于国冢秘密")
      .replacingOccurrences(of: "要求提供公开出版物", with: "要求提供公开出物")
      .replacingOccurrences(of: "属于行政查询事项", with: "属于行政的查询事项")
    let comparison = try Comparison(form, text: text)
    #expect(comparison.wrong.isEmpty, "\(shape): \(comparison.wrong.prefix(3))")
  }

  @Test("labels and values repeated by the expansion of spans") func expandedSpans() throws {
    let form = form(.v2, seed: 13)
    var lines: [String] = []
    for line in FormPrinter(shape: .pipes).print(form).split(separator: "\n", omittingEmptySubsequences: false).map(
      String.init)
    {
      if line.hasPrefix("| 1.") || line.hasPrefix("| 2.") {
        lines.append("| 三、本年度办理结果 | （三）不予公开 " + line)
      } else if line.hasPrefix("| 行政") && !line.hasPrefix("| 行政规范") {
        let cells = line.split(separator: "|").map { $0.trimmingSpaces() }.filter { !$0.isEmpty }
        lines.append("| \(cells[0]) | \(cells[1]) | \(cells[1]) | \(cells[1]) |")
      } else {
        lines.append(line)
      }
    }
    let comparison = try Comparison(form, text: lines.joined(separator: "\n"))
    #expect(comparison.wrong.isEmpty, "\(comparison.wrong.prefix(3))")
  }

  @Test("a page laid out by tables") func layoutTable() throws {
    let form = form(.v1, seed: 14)
    let text = FormPrinter(shape: .html).print(form)
      .replacingOccurrences(
        of: "<body>", with: "<body><table><tr><td><a>首页</a></td><td>行政许可</td></tr><tr><td colspan=2><table><tr><td>"
      )
      .replacingOccurrences(of: "</body>", with: "</td></tr></table></td></tr></table></body>")
    let comparison = try Comparison(form, text: text)
    #expect(comparison.wrong.isEmpty, "\(comparison.wrong.prefix(3))")
  }

  @Test("an extra row is not given to a row whose values are lost", arguments: [Shape.spaces, .html, .pipes])
  func extraRowBesideLostValues(_ shape: Shape) throws {
    let form = form(.v2, seed: 15)
    let values = (form.cells[.deniedAdminQuery] ?? []).compactMap { $0 }
    var text = FormPrinter(shape: shape).print(form)
    let label = "8.属于行政查询事项"
    switch shape {
    case .spaces:
      text = text.replacingOccurrences(
        of: label + " " + values.joined(separator: " "), with: label + "\n9.涉及商业秘密 5 5 5 5 5 5 30")
    case .pipes:
      text = text.replacingOccurrences(
        of: label + " | " + values.joined(separator: " | "),
        with: label + " | | | | | | |\n| 9.涉及商业秘密 | 5 | 5 | 5 | 5 | 5 | 5 | 30")
    default:
      let cells = values.map { "<td><p>\($0)</p></td>" }.joined()
      text = text.replacingOccurrences(
        of: label + "</p></td>" + cells, with: label + "</p></td></tr><tr><td>9.涉及商业秘密</td>" + cells)
    }
    let report = try recognized(text)
    let seen = report?.form?.rows.first { $0.row == .deniedAdminQuery }?.tokens ?? []
    #expect(seen.allSatisfy { $0.content == .blank }, "\(shape): \(seen.map { $0.text })")
    #expect(texts(report, .unavailableNotHeld) == form.cells[.unavailableNotHeld]?.map { $0 ?? "" })
  }

  @Test("where blanks vanish and a label is lost, its values are not given to the row before")
  func lostLabelAmongShortRows()
    throws
  {
    var form = form(.v2, seed: 16)
    form.cells[.deniedStateSecret] = ["4", nil, "1", nil, nil, "0", "5"]
    form.cells[.rejectedRepeat] = [nil, "2", "1", nil, nil, "0", "3"]
    let text = FormPrinter(shape: .lines, blank: nil).print(form)
      .replacingOccurrences(of: "2.其他法律行政法规禁止公开", with: "")
    let report = try recognized(text)
    #expect(texts(report, .deniedStateSecret) == [])
    #expect(report?.findings.contains { $0.rule == "S.ROWS" && $0.row == "denied_state_secret" } == true)
    #expect(texts(report, .rejectedRepeat) == ["2", "1", "0", "3"])
  }

  @Test("the first of two reports is taken whole") func twoReports() throws {
    let first = form(.v2, seed: 10)
    let second = form(.v1, seed: 11)
    for shape in [Shape.lines, .html, .spaces] {
      let printer = FormPrinter(shape: shape)
      let comparison = try Comparison(first, text: printer.print(first) + "\n" + printer.print(second))
      #expect(
        comparison.wrong.filter { !$0.hasPrefix("finding") && !$0.hasPrefix("sections") }.isEmpty,
        "\(shape): \(comparison.wrong.prefix(3))")
    }
  }
}

extension Array {
  fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}

extension Substring {
  /// Without spaces at both ends.
  fileprivate func trimmingSpaces() -> String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

extension String {
  /// Foundation-free replacement.
  func replacingOccurrences(of target: String, with replacement: String) -> String {
    if target.isEmpty { return self }
    var result = ""
    var rest = self[...]
    while let range = rest.firstRange(of: target) {
      result += rest[..<range.lowerBound] + replacement
      rest = rest[range.upperBound...]
    }
    return result + rest
  }
}

import StatutoryForm

/// Tables with the spans of the statutory form, and the page of a portal around them.
struct CorpusHTML {
  let tables: CorpusTables

  func disclosure() -> String {
    var rows: [String] = []
    for item in tables.items {
      rows.append(cell(item.name, columns: 4))
      let spans = item.headers.count == 3 ? [1, 1, 1] : item.headers.count == 2 ? [1, 2] : [3]
      func line(_ label: String, _ texts: [String]) -> String {
        cell(label) + zip(texts, spans).map { cell($0, columns: $1) }.joined()
      }
      rows.append(line("信息内容", item.headers.map { tables.broken($0, by: "<br>") }))
      for row in item.rows {
        rows.append(line(tables.broken(row.label, by: "<br/>"), row.cells.map(text)))
      }
    }
    return table(rows)
  }

  func applications() -> String {
    if tables.messes.contains(.sideBySide) { return sideBySide() }
    return tables.pieces.enumerated().map { page, piece in
      (page > 0 ? "<p align=\"center\">— \(page + 3) —</p>\n" : "") + table(header3() + rows3(piece))
    }.joined(separator: "\n")
  }

  /// The table with that of another body to its right, as a page about two bodies prints them.
  private func sideBySide() -> String {
    let heads = (["申请人情况", "自然人"] + CorpusTables.organisations + ["总计"]).map { cell($0) }.joined()
    var rows = [heads + heads]
    var group: String?
    for row in tables.pieces.flatMap({ $0 }) {
      if let own = tables.group(of: row.row), own != group {
        rows.append(cell(own, columns: 8) + cell(own, columns: 8))
      }
      group = tables.group(of: row.row)
      let label = cell(tables.broken(row.label, by: "<br>"))
      let other = FormColumn.applicants.map { cell(String(tables.printing.figures[row.row, $0] + 1)) }.joined()
      rows.append(label + row.cells.map { cell(text($0)) }.joined() + label + other)
    }
    return table(rows)
  }

  private func header3() -> [String] {
    [
      cell(CorpusTables.note, columns: 3, rows: 3) + cell("申请人情况", columns: 7),
      cell("自然人", rows: 2) + cell("法人或其他组织", columns: 5) + cell("总计", rows: 2),
      CorpusTables.organisations.map { name in
        cell(
          tables.messes.contains(.brokenHeads)
            ? tables.head(name, by: "<br>")
            : name.count == 4 ? name.prefix(2) + "<br>" + name.suffix(2) : name)
      }.joined(),
    ]
  }

  private func rows3(_ piece: [CorpusRow]) -> [String] {
    if tables.messes.contains(.repeatedLabels) { return expandedRows3(piece) }
    let extra = piece.filter { tables.isFollowedByExtraRow($0.row) }.count
    let subtotals = piece.filter { tables.subtotal(before: $0.row) != nil }.count
    let stubbed = piece.filter { $0.row.table == .outcomes }.count + subtotals + extra
    var isStubOpen = false
    var group: String?
    return piece.map { row in
      let values = row.cells.map { cell(text($0)) }.joined()
      let label = tables.broken(row.label, by: "<br>")
      guard row.row.table == .outcomes else { return cell(label, columns: 3) + values }
      var head = ""
      if !isStubOpen {
        head += cell(tables.stub(brokenBy: "<br>"), rows: stubbed)
        isStubOpen = true
      }
      guard let own = tables.group(of: row.row) else {
        return head + cell(label, columns: 2) + values + extraRow(after: row)
      }
      if own != group {
        let count = piece.filter { tables.group(of: $0.row) == own }.count
        group = own
        if let subtotal = tables.subtotal(before: row.row) {
          head += cell(own, rows: count + 1) + cell("小计") + subtotal.map { cell($0) }.joined() + "</tr>\n<tr>"
        } else {
          head += cell(own, rows: count)
        }
      }
      return head + cell(label) + values
    }
  }

  private func extraRow(after row: CorpusRow) -> String {
    guard tables.isFollowedByExtraRow(row.row) else { return "" }
    let cells = CorpusTables.extraCells(row, in: tables.printing.figures).map { cell($0) }.joined()
    return "</tr>\n<tr>" + cell(CorpusTables.extraLabel, columns: 2) + cells
  }

  /// Every cell of the grid printed, as converters expand spans.
  private func expandedRows3(_ piece: [CorpusRow]) -> [String] {
    var group: String?
    return piece.flatMap { row -> [String] in
      let values = row.cells.map { cell(text($0)) }.joined()
      let label = cell(tables.broken(row.label, by: "<br>"))
      guard row.row.table == .outcomes else { return [label + label + label + values] }
      let stub = cell(tables.stub(brokenBy: "<br>"))
      let own = tables.group(of: row.row)
      var rows: [String] = []
      if let own, own != group, let subtotal = tables.subtotal(before: row.row) {
        rows.append(stub + cell(own) + cell("小计") + subtotal.map { cell($0) }.joined())
      }
      group = own
      rows.append(stub + (own.map { cell($0) } ?? label) + label + values)
      if tables.isFollowedByExtraRow(row.row) {
        let cells = CorpusTables.extraCells(row, in: tables.printing.figures).map { cell($0) }.joined()
        rows.append(stub + cell(CorpusTables.extraLabel) + cell(CorpusTables.extraLabel) + cells)
      }
      return rows
    }
  }

  func proceedings() -> String {
    let results = CorpusTables.results
    return table([
      cell("行政复议", columns: 5) + cell("行政诉讼", columns: 10),
      results.map { cell($0, rows: 2) }.joined() + cell("未经复议直接起诉", columns: 5) + cell("复议后起诉", columns: 5),
      (results + results).map { cell($0) }.joined(), tables.proceedings.map { cell(text($0)) }.joined(),
    ])
  }

  private func text(_ text: CorpusCellText) -> String {
    switch text {
    case .text(let text): marked(text, tables.messes.contains(.digitElements) ? Self.wrapped(text) : text)
    default: tables.messes.contains(.nbspBlanks) ? "&nbsp;" : ""
    }
  }

  /// A cell with what stands beside its figure and is none.
  private func marked(_ text: String, _ html: String) -> String {
    guard let first = text.first, first.isNumber else { return html }
    var html = html
    if tables.messes.contains(.noteMarks), text.allSatisfy(\.isNumber), text != "10" {
      // A mark on a line of its own is no mark.
      let isParagraph = html.hasSuffix("</p>")
      html = (isParagraph ? String(html.dropLast(4)) : html) + "<sup>2</sup>" + (isParagraph ? "</p>" : "")
    }
    if tables.messes.contains(.unseenDigits) {
      let styles = ["font-size:0", "display:none", "visibility: hidden", "opacity:0", "position:absolute;left:-9999px"]
      html += "<span style=\"\(styles[text.utf8.count % styles.count])\">7</span>"
    }
    if tables.messes.contains(.crossedOut) { html = "<del>35</del>" + html }
    return html
  }

  /// The body as a string that a script shows.
  static func embedded(_ body: String) -> String {
    let string = body.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
      .replacing(
        "</", with: "<\\/")
    return "<div id=\"article\"></div>\n<script>show({\"id\": 8, \"content\": \"\(string)\"});</script>"
  }

  /// A number in elements of its own, a long one in two.
  private static func wrapped(_ text: String) -> String {
    guard let first = text.first, first.isNumber else { return text }
    return text.count > 1
      ? "<p><font size=\"2\">\(first)</font><font size=\"2\">\(text.dropFirst())</font></p>"
      : "<p><span><font>\(text)</font></span></p>"
  }

  /// The page as an old editor leaves it: tags in capitals, end tags of cells and rows left out.
  static func sloppy(_ page: String) -> String {
    var page = page
    for tag in ["table", "tr", "td", "p"] {
      page = page.replacing("<\(tag)>", with: "<\(tag.uppercased())>").replacing(
        "<\(tag) ", with: "<\(tag.uppercased()) ")
    }
    for tag in ["</td>", "</tr>"] { page = page.replacing(tag, with: "") }
    return page.replacing(">0<", with: ">&#48;<")
  }

  private func cell(_ text: some StringProtocol, columns: Int = 1, rows: Int = 1) -> String {
    "<td" + (columns > 1 ? " colspan=\"\(columns)\"" : "") + (rows > 1 ? " rowspan=\(rows)" : "") + ">\(text)</td>"
  }

  private func table(_ rows: [String]) -> String {
    "<table border=\"1\">\n" + rows.map { "<tr>\($0)</tr>\n" }.joined() + "</table>"
  }

  /// A whole page; `hasChrome` puts the furniture of a portal around it.
  static func page(title: String, body: String, hasChrome: Bool, charset: String) -> String {
    guard hasChrome else {
      return "<html><head><meta charset=\"\(charset)\"><title>\(title)</title></head><body>\n\(body)\n</body></html>\n"
    }
    return """
      <!DOCTYPE html>
      <html><head><meta http-equiv="Content-Type" content="text/html; charset=\(charset)"><title>\(title)_政府门户网站</title>
      <style>td { padding: 1px }</style>
      <script>var rows = "<tr><td>（七）总计</td><td>88</td></tr>"; if (1 < 2) { count(88); }</script></head>
      <body><nav><ul><li><a href="/">首页</a></li><li><a href="/gk">政务公开</a></li><li>浏览次数：20416</li></ul></nav>
      <table width="980" align="center"><tr><td width="180"><ul><li>机构职能</li><li>年度报告</li></ul></td><td>
      <table width="100%"><tr><td>
      \(body)
      </td></tr></table>
      </td></tr></table>
      <footer>主办单位：市人民政府办公室 地址：人民路88号 电话：0000-8888888 您是第1024位访客</footer></body></html>

      """
  }
}

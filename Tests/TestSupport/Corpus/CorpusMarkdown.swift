import StatutoryForm

/// Tables with pipes, as converters write them.
struct CorpusMarkdown {
  let tables: CorpusTables

  func disclosure() -> String {
    var rows: [[String]] = []
    for item in tables.items {
      rows.append([item.name])
      rows.append(["信息内容"] + item.headers.map { tables.broken($0, by: "<br>") })
      for row in item.rows { rows.append([tables.broken(row.label, by: "<br>")] + row.cells.map(text)) }
    }
    return table(rows, width: 4)
  }

  func applications() -> String {
    var parts: [String] = []
    for (page, piece) in tables.pieces.enumerated() {
      if page > 0 { parts.append("- \(page + 3) -") }
      var rows: [[String]] = [
        [CorpusTables.note + "申请人情况", "", "自然人", "法人或其他组织", "", "", "", "", "总计"],
        ["", "", ""] + CorpusTables.organisations + [""],
      ]
      var group: String?
      for row in piece {
        let own = tables.group(of: row.row)
        let isNew = own != nil && own != group
        group = own
        if let own, isNew, let subtotal = tables.subtotal(before: row.row) { rows.append([own, "小计"] + subtotal) }
        let head = row.row == .grantedFull ? tables.stub(brokenBy: "<br>") : isNew ? own ?? "" : ""
        rows.append([head, tables.broken(row.label, by: "<br>")] + row.cells.map(text))
      }
      parts.append(table(rows, width: 9))
    }
    return parts.joined(separator: "\n\n")
  }

  func proceedings() -> String {
    let results = CorpusTables.results
    let gap = Array(repeating: "", count: 4)
    return table(
      [
        ["行政复议"] + gap + ["行政诉讼"], Array(repeating: "", count: 5) + ["未经复议直接起诉"] + gap + ["复议后起诉"],
        results + results + results, tables.proceedings.map(text),
      ], width: 15)
  }

  private func text(_ cell: CorpusCellText) -> String {
    if case .text(let text) = cell { return text }
    return ""
  }

  private func table(_ rows: [[String]], width: Int) -> String {
    var lines = rows.map { row in
      "| " + (row + Array(repeating: "", count: max(0, width - row.count))).joined(separator: " | ") + " |"
    }
    lines.insert("|" + String(repeating: "---|", count: width), at: min(1, lines.count))
    return lines.joined(separator: "\n")
  }
}

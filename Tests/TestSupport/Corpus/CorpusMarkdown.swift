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
    if tables.messes.contains(.rowTables) { return rowTables() }
    var parts: [String] = []
    for (page, piece) in tables.pieces.enumerated() {
      if page > 0 { parts.append("- \(page + 3) -") }
      var rows: [[String]] = [
        [CorpusTables.note + "申请人情况", "", "自然人", "法人或其他组织", "", "", "", "", "总计"],
        ["", "", ""] + CorpusTables.organisations.map { tables.head($0, by: "<br>") } + [""],
      ]
      var group: String?
      for row in piece {
        let own = tables.group(of: row.row)
        let isNew = own != nil && own != group
        group = own
        if let own, isNew, let subtotal = tables.subtotal(before: row.row) { rows.append([own, "小计"] + subtotal) }
        if tables.messes.contains(.repeatedLabels), row.row.table == .outcomes {
          let label = tables.broken(row.label, by: "<br>")
          rows.append([own ?? label, label] + row.cells.map(text))
          continue
        }
        let head = row.row == .grantedFull ? tables.stub(brokenBy: "<br>") : isNew ? own ?? "" : ""
        rows.append([head, tables.broken(row.label, by: "<br>")] + row.cells.map(text))
        if tables.isFollowedByExtraRow(row.row) {
          rows.append(["", CorpusTables.extraLabel] + CorpusTables.extraCells(row, in: tables.printing.figures))
        }
      }
      parts.append(table(rows, width: 9))
    }
    return parts.joined(separator: "\n\n")
  }

  /// One table a row; of some leaves the label stands outside, behind its values.
  private func rowTables() -> String {
    var parts = ["申请人情况\n" + CorpusTables.note, "自然人总计\n" + CorpusTables.organisations.joined()]
    var group: String?
    for (index, row) in tables.pieces.flatMap({ $0 }).enumerated() {
      if let own = tables.group(of: row.row), own != group { parts.append(own) }
      group = tables.group(of: row.row)
      let label = tables.broken(row.label, by: "<br>")
      let isTorn = row.row.isOutcomeLeaf && index % 4 == 3 && label.count > 6
      let cells = (isTorn ? [] : [label]) + row.cells.map(text)
      parts.append("| " + cells.joined(separator: " | ") + " |\n" + String(repeating: "|---", count: cells.count) + "|")
      if isTorn { parts.append(tables.broken(row.label, by: "\n")) }
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
    if tables.messes.contains(.separatorsMissing) { return lines.joined(separator: "\n") }
    lines.insert("|" + String(repeating: "---|", count: width), at: min(1, lines.count))
    return lines.joined(separator: "\n")
  }
}

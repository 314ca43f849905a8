import StatutoryForm

/// Tables as text: one cell a line, rows with separators, or all on one line.
struct CorpusText {
  let tables: CorpusTables
  let medium: CorpusMedium

  private var cellSeparator: String {
    switch medium {
    case .lines: "\n\n"
    case .spaces: " "
    case .tabs: "\t"
    default: ""
    }
  }
  private var rowSeparator: String { medium == .lines ? "\n\n" : medium == .oneLine ? "" : "\n" }
  private var labelBreak: String { medium == .oneLine ? "" : "\n" }

  func disclosure() -> String {
    var rows: [String] = []
    for item in tables.items {
      rows.append(item.name)
      rows.append(
        (["信息内容"] + item.headers.map { header(tables.broken($0, by: labelBreak)) }).joined(separator: cellSeparator))
      rows += item.rows.map(text(of:))
    }
    return rows.joined(separator: rowSeparator)
  }

  func applications() -> String {
    var rows: [String] = []
    for (page, piece) in tables.pieces.enumerated() {
      if page > 0 { rows.append("— \(page + 3) —") }
      rows += header3()
      var group: String?
      for row in piece {
        if row.row == .grantedFull { rows.append(tables.stub(brokenBy: labelBreak)) }
        let own = tables.group(of: row.row)
        if let own, own != group {
          rows.append(([own] + (tables.subtotal(before: row.row) ?? [])).joined(separator: cellSeparator))
        }
        group = own
        rows.append(text(of: row))
        if tables.isFollowedByExtraRow(row.row) {
          let cells = CorpusTables.extraCells(row, in: tables.printing.figures)
          rows.append(([CorpusTables.extraLabel] + cells).joined(separator: cellSeparator))
        }
        if let line = tables.advertisement(after: row.row) { rows.append(line) }
      }
    }
    return rows.joined(separator: rowSeparator)
  }

  func proceedings() -> String {
    let results = CorpusTables.results
    let rows = [
      ["行政复议", "行政诉讼"], results + ["未经复议直接起诉", "复议后起诉"], results + results,
    ].map { $0.joined(separator: cellSeparator) }
    return (rows + [values(tables.proceedings, isGlued: tables.printing.areProceedingsGlued)]).joined(
      separator: rowSeparator)
  }

  private func header3() -> [String] {
    [
      CorpusTables.note,
      ["申请人情况", "自然人", "法人或其他组织", "总计"].joined(separator: cellSeparator),
      organisations(),
    ]
  }

  /// The heads of the organisations; broken ones in two lines, as cells of two lines come out of a layout.
  private func organisations() -> String {
    let names = CorpusTables.organisations
    guard tables.messes.contains(.brokenHeads), medium != .lines else {
      return names.map { tables.head($0, by: "\n") }.joined(separator: cellSeparator)
    }
    let halves = names.map { tables.head($0, by: "\n").split(separator: "\n").map(String.init) }
    let first = halves.compactMap(\.first).joined(separator: cellSeparator)
    return first + "\n" + halves.filter { $0.count > 1 }.compactMap(\.last).joined(separator: cellSeparator)
  }

  /// Header words of one row stay on one line, except where every cell has its own.
  private func header(_ label: String) -> String {
    medium == .lines ? label : label.filter { $0 != "\n" }
  }

  private func text(of row: CorpusRow) -> String {
    let values = values(row.cells, isGlued: row.isGlued)
    let label = tables.broken(row.label, by: labelBreak)
    if tables.messes.contains(.tornLabels), row.row.isOutcomeLeaf, row.label.count >= 8, !row.isGlued, !values.isEmpty {
      let middle = row.label.index(row.label.startIndex, offsetBy: row.label.count / 2)
      let halves = (String(row.label[..<middle]), String(row.label[middle...]))
      return [halves.0, (medium == .tabs ? cellSeparator : "") + values, halves.1].joined(separator: "\n")
    }
    if row.isGlued, tables.printing.gluesLabels { return label + values }
    if label.isEmpty { return medium == .tabs ? cellSeparator + values : values }
    return values.isEmpty ? label : label + cellSeparator + values
  }

  private func values(_ cells: [CorpusCellText], isGlued: Bool) -> String {
    cells.compactMap { cell in
      switch cell {
      case .text(let text): text
      case .blank: medium == .lines ? "\u{A0}" : ""
      case .dropped: nil
      }
    }.joined(separator: isGlued ? "" : cellSeparator).replacing(CorpusPrinting.gluePoint + cellSeparator, with: "")
  }
}

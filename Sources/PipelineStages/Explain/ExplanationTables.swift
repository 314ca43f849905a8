import StatutoryForm

/// The tables of a report as the form lays them out, as HTML.
struct ExplanationTables {
  let report: ReportExplanation
  private let byPlace: [FormCell: ExplainedCell]
  /// Lines of the document that the page shows.
  private let sourceLines: Set<Int>

  init(report: ReportExplanation, sourceLines: Set<Int>) {
    self.report = report
    self.sourceLines = sourceLines
    var places: [FormCell: ExplainedCell] = [:]
    for cell in report.cells { if let place = cell.place { places[place] = cell } }
    byPlace = places
  }

  var html: String { disclosure + applications + proceedings + statistics }

  private func columns(of row: FormRow) -> [FormColumn] {
    FormColumn.allCases.filter { byPlace[FormCell(row, $0)] != nil }
  }

  /// Table 2: rows with the same columns stand under one head.
  private var disclosure: String {
    let rows = FormRow.allCases.filter { [.disclosure, .procurement].contains($0.table) && !columns(of: $0).isEmpty }
    var html = ""
    var heads: [FormColumn] = []
    for row in rows {
      let own = columns(of: row)
      if own != heads {
        if !heads.isEmpty { html += "</tbody></table>\n" }
        html += "<table><thead><tr><th>信息内容</th>" + own.map { head($0) }.joined() + "</tr></thead><tbody>\n"
        heads = own
      }
      html += "<tr>" + label(row) + own.map { cell(FormCell(row, $0)) }.joined() + "</tr>\n"
    }
    return html.isEmpty ? "" : section("二、主动公开政府信息情况", html + "</tbody></table>\n")
  }

  /// Table 3.
  private var applications: String {
    let rows = FormRow.allCases.filter { [.applications, .outcomes].contains($0.table) && !columns(of: $0).isEmpty }
    guard !rows.isEmpty else { return "" }
    let applicants = FormColumn.applicants
    var html = "<table><thead><tr><th rowspan=\"2\"></th>" + "<th rowspan=\"2\">自然人</th>"
    html += "<th colspan=\"5\">法人或其他组织</th><th rowspan=\"2\">总计</th></tr>\n<tr>"
    html += applicants.dropFirst().dropLast().map { head($0) }.joined() + "</tr></thead><tbody>\n"
    var group: OutcomeGroup?
    for row in rows {
      let own = OutcomeGroup(row: row)
      if own == .granted, group == nil { html += groupRow("三、本年度办理结果") }
      if own != group, let own, let name = Self.name(of: own, first: row) { html += groupRow(name) }
      group = own
      html += "<tr>" + label(row) + applicants.map { cell(FormCell(row, $0)) }.joined() + "</tr>\n"
    }
    return section("三、收到和处理政府信息公开申请情况", html + "</tbody></table>\n")
  }

  /// Groups that have a label of their own above their rows.
  private static func name(of group: OutcomeGroup, first row: FormRow) -> String? {
    switch group {
    case .denied: "（三）不予公开"
    case .unavailable: "（四）无法提供"
    case .rejected: "（五）不予处理"
    case .other: row == .otherHandling ? nil : "（六）其他处理"
    case .granted, .total: nil
    }
  }

  private func groupRow(_ name: String) -> String { "<tr><th class=\"group\" colspan=\"8\">\(name)</th></tr>\n" }

  /// Table 4: one row of three blocks.
  private var proceedings: String {
    let rows = FormRow.allCases.filter { $0.table == .proceedings && !columns(of: $0).isEmpty }
    guard !rows.isEmpty else { return "" }
    let results = FormColumn.results
    var html = "<table><thead><tr>"
    html += rows.map { "<th colspan=\"\(results.count)\">\(report.labels.row($0))</th>" }.joined() + "</tr>\n<tr>"
    html += rows.map { _ in results.map { head($0) }.joined() }.joined() + "</tr></thead>\n<tbody><tr>"
    html += rows.map { row in results.map { cell(FormCell(row, $0)) }.joined() }.joined()
    return section("四、政府信息公开行政复议、行政诉讼情况", html + "</tr></tbody></table>\n")
  }

  /// The free-form table of v0 reports.
  private var statistics: String {
    let cells = report.cells.filter { $0.table == "statistics_v0" }
    guard !cells.isEmpty else { return "" }
    var columns: [String] = []
    var labels: [String] = []
    var byName: [String: [String: ExplainedCell]] = [:]
    for cell in cells {
      if !columns.contains(cell.column) { columns.append(cell.column) }
      if byName[cell.row] == nil { labels.append(cell.row) }
      byName[cell.row, default: [:]][cell.column] = cell
    }
    var html = "<table><thead><tr><th>指标名称</th><th>计量单位</th>"
    html += columns.map { "<th>\(HTMLText.escaped($0))</th>" }.joined() + "</tr></thead><tbody>\n"
    for label in labels {
      let row = byName[label] ?? [:]
      html += "<tr><th>\(HTMLText.escaped(label))</th><td>\(HTMLText.escaped(row.values.first?.unit ?? ""))</td>"
      html += columns.map { row[$0].map { cell($0) } ?? "<td></td>" }.joined() + "</tr>\n"
    }
    return section("政府信息公开情况统计表", html + "</tbody></table>\n")
  }

  // MARK: Parts

  private func section(_ title: String, _ body: String) -> String {
    "<section><h2>\(title)</h2>\n<div class=\"wide\">\n\(body)</div></section>\n"
  }

  private func head(_ column: FormColumn) -> String { "<th>\(report.labels.column(column))</th>" }

  private func label(_ row: FormRow) -> String { "<th>\(HTMLText.escaped(report.labels.row(row)))</th>" }

  private func cell(_ place: FormCell) -> String { byPlace[place].map { cell($0) } ?? "<td></td>" }

  private func cell(_ cell: ExplainedCell) -> String {
    var classes = ["cell", HTMLText.style(of: cell.basis)]
    if let severity = cell.severity(in: report.findings) { classes.append(severity.rawValue) }
    let value =
      switch cell.basis {
      case .unresolved: cell.value ?? "?"
      case .notApplicable: cell.value ?? cell.printed ?? "/"
      default: cell.value ?? ""
      }
    var shown = HTMLText.escaped(value)
    if let line = cell.line, !value.isEmpty, sourceLines.contains(line) { shown = "<a href=\"#L\(line)\">\(shown)</a>" }
    // What is printed, where it is not what is shown.
    if let printed = cell.printed, printed != value, cell.basis != .notApplicable {
      shown += "<small>\(HTMLText.escaped(printed))</small>"
    }
    let title = ([cell.basis.rawValue] + cell.reading + cell.findings.map { report.findings[$0].rule })
      .joined(separator: "; ")
    return "<td class=\"\(classes.joined(separator: " "))\" title=\"\(HTMLText.escaped(title))\">\(shown)</td>"
  }
}

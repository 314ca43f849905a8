import StatutoryForm

/// An explanation as one page: head, tables as the form lays them out, findings, readings and source lines.
///
/// No script, nothing from elsewhere, and every text of the document is escaped.
struct ExplanationPage {
  let report: ReportExplanation
  private let sourceLines: Set<Int>

  init(report: ReportExplanation) {
    self.report = report
    sourceLines = Set((report.source?.lines ?? []).map(\.number))
  }

  var html: String {
    let title = HTMLText.escaped("\(report.agencyName) \(report.reportYear)")
    let main = [legend, notes, ExplanationTables(report: report, sourceLines: sourceLines).html, findings, readings]
      .joined()
    return """
      <!DOCTYPE html>
      <html lang="zh-Hans">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>\(title)</title>
      <style>
      \(Self.style)
      </style>
      </head>
      <body>
      <header>
      <h1>\(HTMLText.escaped(report.title ?? report.reportID))</h1>
      <dl>\(facts)</dl>
      </header>
      <div class="sides">
      <main>
      \(main)</main>
      \(source)</div>
      </body>
      </html>

      """
  }

  private var facts: String {
    let counts = Basis.allCases.compactMap { basis -> String? in
      let count = report.cells.count { $0.basis == basis }
      return count == 0 ? nil : "\(count) \(basis.rawValue)"
    }
    let pairs: [(String, String?)] = [
      ("report", report.reportID), ("form", report.formVersion + ", " + report.status),
      ("published", report.publishedOn), ("document", report.sourcePath), ("SHA-256", report.documentHash),
      ("cells", counts.isEmpty ? "none" : counts.joined(separator: ", ")),
    ]
    return pairs.compactMap { name, value in
      value.map { "<div><dt>\(name)</dt><dd>\(HTMLText.escaped($0))</dd></div>" }
    }
    .joined()
  }

  private var legend: String {
    let items = Basis.allCases.map {
      "<li><span class=\"key \(HTMLText.style(of: $0))\"></span>\($0.rawValue): \(ReportExplanation.meaning(of: $0))</li>"
    }
    return
      "<ul class=\"legend\">\(items.joined())<li><span class=\"key error\"></span>outlined: a finding touches it</li></ul>\n"
  }

  private var notes: String {
    report.notes.map { "<p class=\"note\">\(HTMLText.escaped($0))</p>\n" }.joined()
  }

  private var findings: String {
    if report.findings.isEmpty { return "<section><h2>Findings</h2><p>None.</p></section>\n" }
    let rows = report.findings.enumerated().map { index, finding in
      let place = [finding.table, finding.row, finding.column].compactMap { $0 }.joined(separator: " · ")
      let cells = [
        finding.severity.rawValue, finding.rule, place, finding.seen ?? "", finding.expected ?? "", finding.message,
      ]
      return "<tr id=\"F\(index)\" class=\"\(finding.severity.rawValue)\">"
        + cells.map { "<td>\(HTMLText.escaped($0))</td>" }.joined() + "<td>\(lineLink(finding.line))</td></tr>\n"
    }
    let head = ["severity", "rule", "place", "seen", "expected", "", "line"].map { "<th>\($0)</th>" }.joined()
    return
      "<section><h2>Findings</h2>\n<div class=\"wide\"><table class=\"list\"><thead><tr>\(head)</tr></thead><tbody>\n"
      + rows.joined() + "</tbody></table></div></section>\n"
  }

  /// Every cell that is not plainly printed, or that a finding touches.
  private var readings: String {
    let told = report.cells.filter { $0.basis != .printed || !$0.findings.isEmpty }
      .filter { !$0.reading.isEmpty || !$0.findings.isEmpty }
    if told.isEmpty { return "" }
    let items = told.map { cell in
      let summary = "\(cell.rowLabel) · \(cell.columnLabel): \(cell.value ?? "null") (\(cell.basis.rawValue))"
      var lines = [cell.printed.map { "printed ‘\($0)’" } ?? "nothing printed"] + cell.reading + cell.sums
      lines += cell.findings.map { report.findings[$0].rule + ": " + report.findings[$0].message }
      return "<details><summary>\(HTMLText.escaped(summary)) \(lineLink(cell.line))</summary><ul>"
        + lines.map { "<li>\(HTMLText.escaped($0))</li>" }.joined() + "</ul></details>\n"
    }
    return "<section><h2>How cells were read</h2>\n\(items.joined())</section>\n"
  }

  /// The number of a line, as a link where the page shows the line.
  private func lineLink(_ line: Int?) -> String {
    line.map { sourceLines.contains($0) ? "<a href=\"#L\($0)\">\($0)</a>" : "\($0)" } ?? ""
  }

  private var source: String {
    guard let source = report.source else { return "" }
    let cited = Set(report.cells.compactMap(\.line) + report.findings.compactMap(\.line))
    let items = source.lines.map { line in
      let isLong = line.text.count > Self.lineLimit
      let text = isLong ? line.text.prefix(Self.lineLimit) + "…" : line.text[...]
      return
        "<li id=\"L\(line.number)\" value=\"\(line.number)\"\(cited.contains(line.number) ? " class=\"cited\"" : "")>"
        + HTMLText.escaped(String(text)) + "</li>\n"
    }
    return "<aside><h2>Source lines</h2>\n<ol>\n\(items.joined())</ol></aside>\n"
  }

  /// Characters of one source line that are shown.
  private static let lineLimit = 20_000

  private static let style = """
    :root { color-scheme: light; --line: #c9ced6; --soft: #f5f6f8; }
    * { box-sizing: border-box; }
    body { margin: 0; font: 15px/1.5 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; color: #1d2430; }
    header, .sides { padding: 16px 24px; }
    header { background: var(--soft); border-bottom: 1px solid var(--line); }
    h1 { font-size: 22px; margin: 0 0 8px; } h2 { font-size: 17px; margin: 24px 0 8px; }
    dl { display: flex; flex-wrap: wrap; gap: 4px 24px; margin: 0; }
    dt { display: inline; color: #5b6675; } dt::after { content: " "; }
    dd { display: inline; margin: 0; overflow-wrap: anywhere; }
    .sides { display: grid; grid-template-columns: minmax(0, 3fr) minmax(260px, 2fr); gap: 24px; }
    main { min-width: 0; }
    main:only-child { grid-column: 1 / -1; }
    aside { min-width: 0; position: sticky; top: 0; max-height: 100vh; overflow: auto; border-left: 1px solid var(--line); padding: 0 0 40vh 12px; }
    aside ol { padding-left: 4em; margin: 0; font-size: 14px; }
    aside li { overflow-wrap: anywhere; color: #5b6675; } aside li.cited { color: inherit; background: #fffbe6; }
    aside li:target { background: #ffe08a; }
    .wide { overflow-x: auto; }
    table { border-collapse: collapse; margin: 8px 0 16px; background: #fff; }
    th, td { border: 1px solid var(--line); padding: 3px 8px; }
    th { background: var(--soft); font-weight: 600; } tbody th { text-align: left; font-weight: 400; }
    tbody th.group { font-weight: 600; }
    td.cell { text-align: right; min-width: 3.5em; font-variant-numeric: tabular-nums; }
    td.cell small { display: block; color: #5b6675; font-size: 11px; max-width: 14em; overflow-wrap: anywhere; }
    table.list td { text-align: left; vertical-align: top; }
    a { color: inherit; text-decoration-color: var(--line); }
    .inferred { background: #dcebff; } .unresolved { background: #ffe3c7; } .blank { background: #eceef1; }
    .not-applicable { background: #f1e9f7; } .corrected { background: #d5f2dc; } .printed { background: #fff; }
    td.error, .key.error, tr.error td:first-child { box-shadow: inset 0 0 0 2px #c62828; }
    td.warning, tr.warning td:first-child { box-shadow: inset 0 0 0 2px #e08a00; }
    td.info, tr.info td:first-child { box-shadow: inset 0 0 0 2px #7a8699; }
    .legend { list-style: none; padding: 0; margin: 0; display: flex; flex-wrap: wrap; gap: 2px 18px; font-size: 13px; color: #5b6675; }
    .key { display: inline-block; width: 14px; height: 14px; border: 1px solid var(--line); margin-right: 5px; vertical-align: -2px; }
    .note { background: #fff4d6; border-left: 4px solid #e08a00; padding: 6px 12px; }
    details { border-bottom: 1px solid var(--line); padding: 3px 0; } details ul { margin: 4px 0; }
    @media (max-width: 900px) { .sides { grid-template-columns: 1fr; } aside { position: static; max-height: none; border: 0; padding: 0; } }
    @media print { .sides { display: block; } aside { position: static; max-height: none; } }
    """
}

/// Text and names for HTML.
enum HTMLText {
  /// Text that means nothing to a browser, in content and in quoted attributes; control characters become U+FFFD.
  static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
      case "'": result.append(contentsOf: "&#39;".unicodeScalars)
      case "\n", "\t", "\r": result.append(" ")
      default: result.append(scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar)
      }
    }
    return String(result)
  }

  /// The class of cells of a basis.
  static func style(of basis: Basis) -> String { basis == .notApplicable ? "not-applicable" : basis.rawValue }
}

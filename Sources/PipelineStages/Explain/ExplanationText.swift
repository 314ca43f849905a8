import StatutoryForm

/// An explanation for a terminal.
struct ExplanationText {
  let report: ReportExplanation

  /// The whole report: head, findings, one line a cell.
  var text: String {
    var lines = head
    lines += report.notes.map { "note: " + $0 }
    lines.append("")
    lines.append("findings")
    lines += report.findings.isEmpty ? ["  none"] : report.findings.flatMap { finding($0) }
    var table: String?
    var rows: [[String]] = []
    func flush() {
      lines += Self.aligned(rows, rightAligned: [2, 5])
      rows = []
    }
    for cell in report.cells {
      if cell.table != table {
        flush()
        lines += ["", cell.table]
        rows.append(["row", "column", "value", "basis", "printed", "line", ""])
        table = cell.table
      }
      rows.append([
        cell.row, cell.column, cell.value ?? "", cell.basis.rawValue, Self.clipped(cell.printed ?? "", 24),
        cell.line.map(String.init) ?? "", remark(cell),
      ])
    }
    flush()
    lines += [
      "",
      "! error, ? warning, * info: a finding touches the cell; `gongkai explain REPORT TABLE ROW COLUMN` tells all.",
    ]
    if let source = report.source { lines += ["", "source lines"] + sourceLines(source) }
    return lines.map(Self.safe).joined(separator: "\n") + "\n"
  }

  /// One cell with everything that is known about it.
  func text(of cell: ExplainedCell) -> String {
    var lines = head + report.notes.map { "note: " + $0 } + [""]
    lines.append("\(cell.table)  \(cell.row)  \(cell.column)    \(cell.rowLabel) · \(cell.columnLabel)")
    lines.append("")
    var facts: [(String, String)] = [
      ("value", (cell.value ?? "null") + (cell.value == nil ? "" : cell.unit.map { " " + $0 } ?? "")),
      ("basis", "\(cell.basis.rawValue): \(ReportExplanation.meaning(of: cell.basis))"),
      ("printed", cell.printed.map { "‘\($0)’" } ?? "nothing"),
      ("source", source(of: cell)),
    ]
    for (index, reading) in cell.reading.enumerated() { facts.append((index == 0 ? "reading" : "", reading)) }
    for (index, sum) in cell.sums.enumerated() { facts.append((index == 0 ? "sums" : "", sum)) }
    lines += Self.aligned(facts.map { [$0.0, $0.1] }, rightAligned: [], indent: "")
    lines += ["", "findings"]
    lines += cell.findings.isEmpty ? ["  none"] : cell.findings.flatMap { finding(report.findings[$0]) }
    if let source = report.source {
      lines += ["", "source lines"]
      let around = (cell.line ?? cell.rowLine).map { source.around($0) } ?? []
      lines +=
        around.isEmpty
        ? ["  neither the cell nor its row stands on a line"]
        : around.map { line in
          let isOwn = line.number == cell.line ?? cell.rowLine
          let words = isOwn ? [cell.place.map { report.labels.core(of: $0.row) } ?? cell.row, cell.printed ?? ""] : []
          return (isOwn ? "> " : "  ") + Self.padded("\(line.number)", 6, right: true) + "  "
            + SourceText.excerpt(of: line.text, near: words)
        }
    }
    return lines.map(Self.safe).joined(separator: "\n") + "\n"
  }

  private func source(of cell: ExplainedCell) -> String {
    if let line = cell.line { return "line \(line) of \(report.sourcePath)" }
    if let line = cell.rowLine { return "no line of its own; its row begins on line \(line) of \(report.sourcePath)" }
    return report.sourcePath
  }

  private var head: [String] {
    let published = report.publishedOn.map { ", published \($0)" } ?? ""
    return [
      report.reportID, report.title ?? "(no title)",
      "form \(report.formVersion), \(report.status)\(published); \(report.sourcePath) \(report.documentHash.prefix(12))",
    ]
  }

  private func finding(_ finding: Finding) -> [String] {
    let place = [finding.table, finding.row, finding.column].compactMap { $0 }.joined(separator: " ")
    var lines = ["  \(finding.severity.rawValue)  \(finding.rule)  \(place)"]
    lines.append("    " + finding.message)
    if finding.seen != nil || finding.expected != nil {
      lines.append("    seen \(finding.seen ?? "nothing"), expected \(finding.expected ?? "–")")
    }
    return lines
  }

  private func remark(_ cell: ExplainedCell) -> String {
    let mark =
      switch cell.severity(in: report.findings) {
      case .error: "! "
      case .warning: "? "
      case .info: "* "
      case nil: ""
      }
    let isPlain = cell.basis == .printed || cell.basis == .blank && cell.reading.count < 2
    return mark + (isPlain ? "" : String(cell.reading.first?.prefix { $0 != ":" } ?? ""))
  }

  /// The cited lines with one neighbour each; gaps are marked.
  private func sourceLines(_ source: SourceText) -> [String] {
    let cited = Set(report.cells.compactMap(\.line))
    let shown = cited.sorted().flatMap { source.around($0, neighbours: 1) }
    var seen: Set<Int> = []
    var lines: [String] = []
    var last: Int?
    let numbers = Dictionary(
      source.lines.enumerated().map { ($1.number, $0) }, uniquingKeysWith: { first, _ in first })
    for line in shown.sorted(by: { $0.number < $1.number }) where seen.insert(line.number).inserted {
      let index = numbers[line.number] ?? 0
      if let last, index > last + 1 { lines.append("       …") }
      last = index
      lines.append(
        (cited.contains(line.number) ? "> " : "  ") + Self.padded("\(line.number)", 6, right: true) + "  "
          + SourceText.excerpt(of: line.text, near: []))
    }
    return lines
  }

  // MARK: Columns

  /// Rows as columns, each as wide as its widest text.
  static func aligned(_ rows: [[String]], rightAligned: Set<Int>, indent: String = "  ") -> [String] {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { column < $0.count ? width(of: $0[column]) : 0 }.max() ?? 0
    }
    return rows.map { row in
      var line = indent
      for (column, text) in row.enumerated() {
        if column > 0 { line += "  " }
        line +=
          column == count - 1 ? safe(text) : padded(safe(text), widths[column], right: rightAligned.contains(column))
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  static func padded(_ text: String, _ width: Int, right: Bool = false) -> String {
    let fill = String(repeating: " ", count: max(0, width - self.width(of: text)))
    return right ? fill + text : text + fill
  }

  private static func clipped(_ text: String, _ count: Int) -> String {
    text.count > count ? text.prefix(count - 1) + "…" : text
  }

  /// Text of a document without control characters: none may move the cursor of a terminal.
  static func safe(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? "\u{FFFD}" : $0 }))
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  /// Columns of a terminal: Han characters and full-width forms take two.
  static func width(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { sum, scalar in
      switch scalar.value {
      case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
        0xFFE0...0xFFE6, 0x20000...0x3FFFD:
        sum + 2
      default: sum + (scalar.properties.generalCategory == .nonspacingMark ? 0 : 1)
      }
    }
  }
}

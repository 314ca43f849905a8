import DocumentReading
import Foundation
import ReportRecognition
import StatutoryForm
import TestSupport
import Testing

/// A report as lines of text, so that a golden file shows what is recognised.
private func dump(_ result: RecognitionResult, _ document: ReadDocument) -> String {
  var lines: [String] = []
  guard case .report(let report) = result else {
    if case .notAReport(let reason) = result { return "not a report: \(reason)\n" }
    return ""
  }
  lines.append("title: \(report.title ?? "-")")
  lines.append("year: \(report.reportYear.map { "\($0)" } ?? "-")")
  for name in report.agencyNames { lines.append("name: \(name.source) \(name.name) @\(name.line)") }
  let facts: [(String, String?)] = [
    ("index", report.indexNumber), ("publisher", report.publisher), ("composed", report.composedOn),
    ("published", report.publishedOn), ("period", report.periodStart.map { $0 + " " + (report.periodEnd ?? "-") }),
    ("url", report.sourceURL),
  ]
  for (key, value) in facts { if let value { lines.append("\(key): \(value)") } }
  for section in report.sections { lines.append("section: \(section.kind) @\(section.line)") }
  if let form = report.form {
    lines.append("layout: " + FormItem.allCases.map { "\($0)=\(form.layout[$0].rawValue)" }.joined(separator: " "))
    for row in form.rows {
      let unit = row.headerUnit.map { " [\($0.rawValue)]" } ?? ""
      lines.append("\(row.row.code)\(unit): " + row.tokens.map(show).joined(separator: " "))
    }
    for subtotal in form.subtotals {
      lines.append("subtotal \(subtotal.group): " + subtotal.tokens.map(show).joined(separator: " "))
    }
    if !form.proceedings.isEmpty { lines.append("proceedings: " + form.proceedings.map(show).joined(separator: " ")) }
  }
  for cell in report.statistics {
    lines.append("statistic: \(cell.label) / \(cell.columnLabel) / \(cell.unit ?? "-"): \(show(cell.token))")
  }
  for range in report.narrative {
    lines.append(
      "narrative: "
        + String(decoding: document.text.bytes[range], as: UTF8.self).split(separator: "\n").joined(separator: " ⏎ "))
  }
  for finding in report.findings {
    lines.append(
      "finding: \(finding.rule) \(finding.severity) \(finding.table ?? "-") \(finding.row ?? "-") @\(finding.line.map { "\($0)" } ?? "-")"
    )
  }
  return lines.joined(separator: "\n") + "\n"
}

/// `17@0#12` is the number 17 in the first column on line 12; `?` marks what cannot be read, `~` a run.
private func show(_ token: PrintedToken) -> String {
  let kind =
    switch token.content {
    case .number(let number): token.text == "\(number)" ? "" : "=\(number)"
    case .run: token.isWeaklySeparated ? "~~" : "~"
    case .blank: "_"
    case .notApplicable: "!"
    case .unreadable: "?"
    }
  return token.text + kind + (token.unit.map { "(\($0.rawValue))" } ?? "") + (token.column.map { "@\($0)" } ?? "")
    + (token.line.map { "#\($0)" } ?? "")
}

@Suite("Odd inputs, one a file")
struct GoldenTests {
  @Test("each fixture is recognised as its golden file says") func fixtures() throws {
    let folder = "Tests/ReportRecognitionTests/Fixtures"
    for file in try Fixtures.files(in: folder, suffixes: [".txt", ".html", ".md"]) {
      let bytes = [UInt8](try Data(contentsOf: file))
      let document = try DocumentReader().read(bytes)
      let seen = dump(ReportRecognizer().recognize(document), document)
      let golden = file.appendingPathExtension("expected")
      if Fixtures.isRecording {
        try seen.write(to: golden, atomically: true, encoding: .utf8)
        Issue.record("recorded \(golden.lastPathComponent)")
      } else {
        let expected = try String(contentsOf: golden, encoding: .utf8)
        #expect(seen == expected, "\(file.lastPathComponent)")
      }
    }
  }
}

import DocumentReading
import ReportRecognition
import StatutoryForm
import TestSupport
import Testing

/// What is read from a printed form, against what was printed.
struct Comparison {
  var right = 0
  var wrong: [String] = []

  init(_ form: FilledForm, _ printer: FormPrinter) throws {
    let text = printer.print(form)
    let document = try DocumentReader().read([UInt8](text.utf8))
    guard case .report(let report) = ReportRecognizer().recognize(document), let found = report.form else {
      wrong.append("no form")
      return
    }
    if found.layout != form.layout { wrong.append("layout") }
    for row in form.layout.rows where row.table != .proceedings {
      let tokens = found.rows.first { $0.row == row }?.tokens ?? []
      compare(row.code, form.cells[row] ?? [], tokens, printer)
    }
    compare("proceedings", form.proceedings, found.proceedings, printer)
    for finding in report.findings where finding.severity != .info { wrong.append("finding \(finding.rule) \(finding.row ?? "")") }
    if report.reportYear != 2022 { wrong.append("year") }
    if report.sections.count != 6 { wrong.append("sections \(report.sections.count)") }
  }

  private mutating func compare(_ place: String, _ cells: [String?], _ tokens: [PrintedToken], _ printer: FormPrinter) {
    if tokens.contains(where: { $0.content == .run }) {
      let same = tokens.map { $0.text }.joined() == cells.compactMap { $0 }.joined()
      if same { right += cells.count } else { wrong.append("\(place) run \(tokens.map { $0.text })") }
      return
    }
    for (index, cell) in cells.enumerated() {
      let token = tokens.first { $0.column == index }
      let blank = cell == nil || cell == ""
      if blank ? token?.content == .blank : token?.text == cell {
        right += 1
      } else {
        wrong.append("\(place)[\(index)] \(cell ?? "blank") != \(tokens.map { $0.text })")
      }
    }
  }
}

@Suite("A form printed in any shape is read back")
struct ShapeTests {
  @Test("every shape, version and numbering", arguments: Shape.allCases) func shapes(_ shape: Shape) throws {
    for seed in 0..<12 {
      for version in [FormVersion.v1, .v2] {
        for numbering in Numbering.allCases {
          // Without a point a number glued to single digits is one of them for any reader.
          if shape == .glued, numbering == .missing || numbering == .bare, version == .v2 { continue }
          var generator = SeededGenerator(seed: UInt64(seed))
          let form = FilledForm.random(version, digits: shape == .glued ? 1 : 3, using: &generator)
          let comparison = try Comparison(form, FormPrinter(shape: shape, numbering: numbering))
          #expect(comparison.wrong.isEmpty, "\(shape) \(version) \(numbering) seed \(seed): \(comparison.wrong.prefix(4))")
        }
      }
    }
  }

  @Test("header and page number again after a page break", arguments: [Shape.lines, .spaces, .tabs]) func pageBreaks(
    _ shape: Shape
  ) throws {
    for seed in 0..<10 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let form = FilledForm.random(seed % 2 == 0 ? .v1 : .v2, digits: 3, using: &generator)
      let comparison = try Comparison(form, FormPrinter(shape: shape, breaksPages: true))
      #expect(comparison.wrong.isEmpty, "\(shape) seed \(seed): \(comparison.wrong.prefix(4))")
    }
  }
}

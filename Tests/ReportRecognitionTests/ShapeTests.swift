import CellResolution
import DocumentReading
import ReportRecognition
import StatutoryForm
import TestSupport
import Testing

/// What is read from a printed form, against what was printed.
struct Comparison {
  var right = 0
  var wrong: [String] = []

  init(_ form: FilledForm, _ printer: FormPrinter) throws { try self.init(form, text: printer.print(form), printer) }

  init(_ form: FilledForm, text: String, _ printer: FormPrinter = FormPrinter(shape: .lines)) throws {
    let document = try DocumentReader().read([UInt8](text.utf8))
    guard case .report(let report) = ReportRecognizer().recognize(document), let recognised = report.form else {
      wrong.append("no form")
      return
    }
    let resolution = CellResolver().resolve(recognised)
    let found = resolution.printed
    if found.layout != form.layout { wrong.append("layout") }
    for row in form.layout.rows where row.table != .proceedings {
      let tokens = found.rows.first { $0.row == row }?.tokens ?? []
      compare(row.code, form.cells[row] ?? [], tokens, printer)
    }
    compare("proceedings", form.proceedings, found.proceedings, printer)
    for finding in report.findings + resolution.findings where finding.severity != .info {
      wrong.append("finding \(finding.rule) \(finding.row ?? "")")
    }
    if report.reportYear != 2022 { wrong.append("year") }
    if report.sections.count != 6 { wrong.append("sections \(report.sections.count)") }
  }

  private mutating func compare(_ place: String, _ cells: [String?], _ tokens: [PrintedToken], _ printer: FormPrinter) {
    if tokens.contains(where: { $0.content == .run }) {
      let same = tokens.map { $0.text }.joined() == cells.compactMap { $0 }.joined()
      if same { right += cells.count } else { wrong.append("\(place) run \(tokens.map { $0.text })") }
      return
    }
    if printer.blank == nil, cells.contains(nil) {
      // Dropped blanks leave the printed cells in order, none with a place.
      let printed = cells.compactMap { $0 }
      if tokens.map({ $0.text }) == printed, tokens.allSatisfy({ $0.column == nil }) {
        right += cells.count
      } else {
        wrong.append("\(place) \(printed) != \(tokens.map { $0.text })")
      }
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
    for seed in 0..<4 {
      for version in [FormVersion.v1, .v2] {
        for numbering in Numbering.allCases {
          // Without a point a number glued to single digits is one of them for any reader.
          if shape == .glued, numbering == .missing || numbering == .bare, version == .v2 { continue }
          var generator = SeededGenerator(seed: UInt64(seed))
          let form = FilledForm.random(version, digits: shape == .glued ? 1 : 3, using: &generator)
          let comparison = try Comparison(form, FormPrinter(shape: shape, numbering: numbering))
          #expect(
            comparison.wrong.isEmpty, "\(shape) \(version) \(numbering) seed \(seed): \(comparison.wrong.prefix(4))")
        }
      }
    }
  }

  @Test("blanks: dropped, NBSP lines, empty fields and cells", arguments: Shape.allCases) func blanks(
    _ shape: Shape
  ) throws {
    if shape == .glued { return }
    for seed in 0..<16 {
      var generator = SeededGenerator(seed: UInt64(seed))
      var form = FilledForm.random(seed % 2 == 0 ? .v1 : .v2, digits: 3, using: &generator)
      form.dropCells(share: seed % 4 == 0 ? 0.5 : 0.1, using: &generator)
      var printer = FormPrinter(shape: shape)
      switch shape {
      case .lines: printer.blank = seed % 3 == 0 ? "\u{00A0}" : nil
      case .spaces: printer.blank = nil
      default: break
      }
      let comparison = try Comparison(form, printer)
      #expect(comparison.wrong.isEmpty, "\(shape) seed \(seed): \(comparison.wrong.prefix(4))")
    }
  }

  @Test("header and page number again after a page break", arguments: [Shape.lines, .spaces, .tabs]) func pageBreaks(
    _ shape: Shape
  ) throws {
    for seed in 0..<6 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let form = FilledForm.random(seed % 2 == 0 ? .v1 : .v2, digits: 3, using: &generator)
      let comparison = try Comparison(form, FormPrinter(shape: shape, breaksPages: true))
      #expect(comparison.wrong.isEmpty, "\(shape) seed \(seed): \(comparison.wrong.prefix(4))")
    }
  }
}

import DecimalNumbers
import Foundation
import StatutoryForm
import TestSupport
import Testing

@testable import CellResolution

/// Cells of real reports as read by hand, where the folder of real reports is at hand.
struct SharedTruthTests {
  private struct Truth: Decodable {
    var form_version: String
    var cells: [Cell]
  }

  private struct Cell: Decodable {
    var table: String
    var row: String
    var column: String
    var printed: String?
    var value: Double?
    var basis: String
    var determined: String?
    var run: String?
  }

  @Test(
    .enabled(if: Fixtures.sharedFolder != nil, "needs the folder of real reports"),
    arguments: [
      "hongze-district-2024", "pingtan-2019", "pingtan-2021", "pingtan-2024", "pingtan-2025", "shanghai-office-2019",
      "shanghai-science-2024",
    ])
  func `what is printed resolves to what a reader found`(name: String) throws {
    let folder = try #require(Fixtures.sharedFolder)
    let data = try Data(contentsOf: folder.appending(path: "real/\(name).truth.json"))
    let truth = try JSONDecoder().decode(Truth.self, from: data)
    let byRow = Dictionary(grouping: truth.cells) { $0.row }
    var layout = FormLayout(version: truth.form_version == "v1" ? .v1 : .v2)
    if byRow["other_handling"] != nil { layout[.otherHandling] = .v1 }
    let isGlued = name.hasPrefix("pingtan")
    var form = PrintedForm(layout: layout, rows: [])
    for row in layout.rows {
      let cells = layout.columns(of: row).compactMap { column in
        byRow[row.code]?.first { $0.column == column.code }
      }
      let tokens = isGlued ? Self.run(cells) : Self.cells(cells)
      if row.table == .proceedings {
        let first = form.proceedings.count
        form.proceedings += tokens.map { token in
          var token = token
          token.column = token.column.map { $0 + first }
          return token
        }
      } else {
        form.rows.append(PrintedRow(row: row, tokens: tokens))
      }
    }
    if isGlued, let run = form.proceedings.first {
      let text = form.proceedings.map(\.text).joined()
      form.proceedings = [PrintedToken(text: text, content: run.content)]
    }
    let resolved = CellResolver().resolve(form).form
    #expect(resolved.cells.count == truth.cells.count)
    for cell in truth.cells {
      let got = resolved.cells.first { $0.row.code == cell.row && $0.column.code == cell.column }
      let value = got?.value.flatMap { Double($0.description) }
      let isOutside = cell.determined == "cross_year" || cell.determined == "in_document_narrative"
      #expect(value == (isOutside ? nil : cell.value), "\(cell.row) \(cell.column)")
      if !isOutside {
        #expect(got?.basis.rawValue == cell.basis, "\(cell.row) \(cell.column)")
      }
    }
  }

  private static func run(_ cells: [Cell]) -> [PrintedToken] {
    let text = cells.first?.run ?? cells.map { $0.printed ?? "" }.joined()
    let digits = text.filter { !"元".contains($0) }
    return [PrintedToken(text: digits, content: .run, unit: text.hasSuffix("元") ? .yuan : nil)]
  }

  private static func cells(_ cells: [Cell]) -> [PrintedToken] {
    cells.enumerated().map { index, cell in
      guard let printed = cell.printed else { return PrintedToken(text: "", content: .blank, column: index) }
      let digits = printed.filter { !"万元".contains($0) }
      let content = DecimalNumber(digits).map(PrintedContent.number) ?? .unreadable
      return PrintedToken(text: printed, content: content, column: index)
    }
  }
}

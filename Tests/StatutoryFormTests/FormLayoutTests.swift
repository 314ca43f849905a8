import StatutoryForm
import Testing

@Suite struct FormLayoutTests {
  /// Every layout that items can make.
  private static var layouts: [FormLayout] {
    (0..<1 << FormItem.allCases.count).map { bits in
      var layout = FormLayout(version: .v2)
      for item in FormItem.allCases where bits & 1 << Int(item.rawValue) != 0 { layout[item] = .v1 }
      return layout
    }
  }

  @Test func rowsAreThoseWithALabel() {
    for layout in Self.layouts {
      let rows = FormRow.allCases.filter { $0.label(in: layout.version(of: $0)) != nil }
      #expect(layout.rows == rows)
      for row in FormRow.allCases { #expect(layout.contains(row) == rows.contains(row)) }
      for table in FormTable.allCases { #expect(layout.rows(of: table) == rows.filter { $0.table == table }) }
    }
  }

  @Test func cellsAreNumberedInFormOrder() {
    for layout in Self.layouts {
      var count = 0
      for row in FormRow.allCases {
        let columns = layout.columns(of: row)
        for column in FormColumn.allCases {
          let place = columns.firstIndex(of: column)
          let expected = layout.contains(row) ? place.map { count + $0 } : nil
          #expect(layout.cellIndex(row, column) == expected)
        }
        if layout.contains(row) { count += columns.count }
      }
      #expect(layout.cellCount == count)
    }
  }

  @Test func versionsAreThoseOfTheItems() {
    #expect(FormLayout(version: .v1).version == .v1)
    #expect(FormLayout(version: .hybrid).version == .v2)
    for layout in Self.layouts {
      let versions = Set(FormItem.allCases.map { layout[$0] })
      #expect(layout.version == (versions.count == 1 ? versions.first : .hybrid))
    }
  }

  @Test func formsAnswerByPlaceHoweverTheyArePutTogether() {
    let layout = FormLayout(version: .v1)
    let cells = layout.rows.flatMap { row in
      layout.columns(of: row).map { ResolvedCell(row: row, column: $0, value: nil, basis: .blank) }
    }
    for form in [
      ResolvedForm(layout: layout, cells: cells), ResolvedForm(layout: layout, cells: cells.reversed()),
      ResolvedForm(layout: layout, cells: Array(cells.dropFirst(9))),
    ] {
      for row in FormRow.allCases {
        for column in FormColumn.allCases {
          let expected = form.cells.first { $0.row == row && $0.column == column }
          #expect(form[row, column] == expected)
        }
      }
    }
  }
}

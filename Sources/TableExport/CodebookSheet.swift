import FactTables

/// The sheet of a workbook that explains its columns and codes, in English and Chinese.
struct CodebookSheet {
  /// One row a column, code or cell of the form.
  private(set) var rows: [FactRow] = []

  /// The columns of the sheet.
  static func schema(labels: ExportLabels) -> TableSchema {
    let headers =
      labels == .zh
      ? ["表", "列", "代码", "中文", "英文", "2019 年格式标签", "2021 年格式标签", "条例条款", "单位", "中文说明", "英文说明"]
      : [
        "table", "column", "code", "chinese", "english", "label_v1", "label_v2", "article", "unit",
        "meaning_chinese", "meaning_english",
      ]
    return TableSchema(
      table: .findings, description: "What the columns and codes mean.",
      columns: headers.map { ColumnSchema($0, .text, isRequired: false, "") }, primaryKey: [], foreignKeys: [])
  }

  /// The columns and codes of the tables, and of `findings`, which every workbook has.
  init(tables: [FactTable], wide: WideLayout?) {
    for table in tables + (tables.contains(.findings) ? [] : [.findings]) {
      if let wide, table != .findings {
        addCells(table, wide)
      } else {
        for column in table.schema.columns { add(table, column) }
      }
    }
    if wide != nil {
      let reports = FactTable.reports.schema
      let names = WideLayout.leading + WideLayout.trailing
      for name in names {
        if let index = reports.index(of: name) { add(.reports, reports.columns[index]) }
      }
    }
  }

  private mutating func add(_ table: FactTable, _ column: ColumnSchema) {
    let meaning = ColumnMeaning.of(table, column.name)
    rows.append(
      [
        .text(table.rawValue), .text(column.name), .null, FactValue(meaning?.chinese), FactValue(meaning?.english),
        .null, .null, .null, FactValue(column.unit), FactValue(meaning?.description), .text(column.description),
      ])
    for code in Codebook.list(of: table, column.name)?.codes ?? [] {
      rows.append(
        [
          .text(table.rawValue), .text(column.name), .text(code.code), .text(code.chinese), .text(code.english),
          FactValue(code.labelV1), FactValue(code.labelV2), FactValue(code.article), .null, .null,
          FactValue(code.explanation),
        ])
    }
  }

  private mutating func addCells(_ table: FactTable, _ wide: WideLayout) {
    for cell in wide.cells where cell.row.table.code == table.rawValue {
      let row = Codebook.form(cell.row)
      rows.append(
        [
          .text(table.rawValue), .text(cell.code), .null, .text(FormCellLabel.text(cell.row, cell.column, .zh)),
          .text(FormCellLabel.text(cell.row, cell.column, .en)), FactValue(row.labelV1), FactValue(row.labelV2),
          FactValue(row.article), FactValue(cell.column.isMoney ? "yuan" : nil), .null, .null,
        ])
    }
  }
}

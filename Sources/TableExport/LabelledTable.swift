import FactTables

/// A table with headers and codes in the language asked for.
struct LabelledTable {
  /// The columns with their headers.
  let schema: TableSchema
  private let meanings: [(index: Int, labels: [String: String])]

  /// Prepares a table of the store.
  init(_ table: FactTable, _ labels: ExportLabels) {
    let source = table.schema
    guard labels != .code else {
      schema = source
      meanings = []
      return
    }
    let columns = source.columns.map { Self.column($0, of: table, labels) }
    let names = Dictionary(
      zip(source.columns.map(\.name), columns.map(\.name)), uniquingKeysWith: { first, _ in first })
    schema = TableSchema(
      table: table, description: source.description, columns: columns,
      primaryKey: source.primaryKey.compactMap { names[$0] }, foreignKeys: [],
      isPartitionedByYear: source.isPartitionedByYear)
    meanings = source.columns.enumerated().compactMap { index, column in
      let labels = Codebook.labels(of: table, column.name, labels)
      return labels.isEmpty ? nil : (index, labels)
    }
  }

  /// A row with its codes replaced; a value without a label stays.
  func row(_ row: FactRow) -> FactRow {
    guard !meanings.isEmpty else { return row }
    var row = row
    for (index, labels) in meanings {
      if case .text(let code) = row[index], let label = labels[code] { row[index] = .text(label) }
    }
    return row
  }

  /// A column with its header in the language.
  static func column(_ column: ColumnSchema, of table: FactTable, _ labels: ExportLabels) -> ColumnSchema {
    guard labels != .code else { return column }
    var column = column
    if let meaning = ColumnMeaning.of(table, column.name) {
      column.name = labels == .zh ? meaning.chinese : meaning.english
    }
    column.allowedValues = nil
    column.sortOrder = nil
    return column
  }
}
